"""A file somebody hands to a command: from anywhere, of any kind, read whole up to a bound."""

import errno
from pathlib import Path

from edu_plan_cli.commands.app import Stop
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
        if file.exists() and not file.is_file() and not file.is_dir():
            return say(f"{file} 不是普通文件。", f"{file} is no ordinary file.")  # a pipe would wait for ever
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES + 1)
    except OSError as error:
        reason = _REASONS.get(error.errno or 0, error.strerror)
        return say(f"{file} 读不了：{reason}。", f"{file} cannot be read: {error.strerror}.")


def given_bytes(file: Path) -> bytes:
    """The same for a command that takes one file. Raises Stop."""
    data = read_given(file)
    if isinstance(data, str):
        raise Stop(data)
    return data
