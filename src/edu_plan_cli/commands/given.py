"""A file somebody hands to a command: from anywhere, of any kind, read whole up to a bound."""

import errno
from pathlib import Path

from edu_plan_cli.commands.language import say
from edu_plan_cli.files.safety import MAX_BYTES

_REASONS = {
    errno.ENOENT: "没有这个文件",
    errno.EACCES: "没有读的权限",
    errno.EPERM: "没有读的权限",
    errno.EISDIR: "这是一个文件夹",
    errno.ENOTDIR: "路径里有一段不是文件夹",
}


def read_given(file: Path) -> bytes | str:
    """Its bytes (one more than may be, where it is too large), or why there are none."""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        return say(f"{file} 读不了：{reason}。", f"{file} cannot be read: {error.strerror}.")
