"""What the system answered when a file could not be read or written, in our words.

Its own text is in the system's language and encoding, and says "Permission denied" of a file that Excel has open.
"""

import errno
import os
import sys

from edu_plan_cli.files.windows import LOCK_VIOLATION, SHARING_VIOLATION, is_shut
from edu_plan_cli.values.bilingual import Words

HELD = Words(
    "正被别的程序打开（Excel、WPS？），请先关掉", "another program has it open (Excel, WPS?); close it first"
)
_NO_READING = Words("没有读的权限", "no permission to read it")
_NO_WRITING = Words("没有写的权限", "no permission to write it")
_TOO_LONG = Words("路径太长，请换短一点的名字或文件夹", "the path is too long; use a shorter name or folder")
_IN_A_CIRCLE = Words("链接绕成了圈", "its links lead in a circle")
_BUSY = Words("正被占用，请稍后再试", "it is in use; try again later")
_OFFLINE = Words("连不上它所在的磁盘或网络", "its disk or network cannot be reached")
_WORDS = {
    errno.ENOENT: Words(
        "没有这个文件或文件夹，或链接指向的不存在", "it, or what it links to, does not exist"
    ),
    errno.ENOTDIR: Words("路径里有一段不是文件夹", "a part of the path is no folder"),
    errno.EISDIR: Words("这是一个文件夹", "it is a folder"),
    errno.EEXIST: Words("已经存在", "it exists"),
    errno.ENOTEMPTY: Words("文件夹不是空的", "the folder is not empty"),
    errno.ENOSPC: Words("磁盘满了", "the disk is full"),
    errno.EDQUOT: Words("磁盘配额用完了", "the disk quota is used up"),
    errno.EFBIG: Words("文件超过这个磁盘允许的大小", "larger than a file may be on this disk"),
    errno.EROFS: Words("这个磁盘是只读的", "the disk is read-only"),
    errno.EINVAL: Words("系统不接受这个名字", "the system does not take this name"),
    errno.EILSEQ: Words("系统不接受这个名字", "the system does not take this name"),
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.ELOOP: _IN_A_CIRCLE,
    errno.EIO: Words("磁盘读写出错", "the disk fails"),
    errno.EBUSY: _BUSY,
    errno.ETXTBSY: _BUSY,
    errno.EMFILE: Words("打开的文件太多", "too many open files"),
    errno.ENFILE: Words("打开的文件太多", "too many open files"),
    errno.ENXIO: _OFFLINE,
    errno.ENODEV: _OFFLINE,
    errno.ESTALE: _OFFLINE,
    errno.ETIMEDOUT: _OFFLINE,
    errno.EHOSTUNREACH: _OFFLINE,
}
_LONGEST_ON_WINDOWS = 259  # characters of a whole path
_LOST = (
    53,
    59,
    64,
    67,
)  # Windows: network path not found, unexpected network error, name deleted, name not found


def reason(error: Exception, file: str | os.PathLike[str] | None = None, *, writing: bool = False) -> Words:
    """Return why, as one clause. ``file`` is the one it is about, where that is not the one the error names."""
    if isinstance(error, RuntimeError):  # as pathlib says it
        return _IN_A_CIRCLE
    if not isinstance(error, OSError):
        return Words("名字里有不能用的字符", "its name has a character that none may have")
    named = os.fspath(file if file is not None else error.filename or "")
    number, of_windows = error.errno or 0, getattr(error, "winerror", None)
    if number in (errno.EACCES, errno.EPERM):
        if os.path.isdir(named) and not writing:  # which Windows calls a matter of permission
            return _WORDS[errno.EISDIR]
        return HELD if is_held(error, named) else _NO_WRITING if writing else _NO_READING
    if of_windows in _LOST:
        return _OFFLINE
    longest = max(len(os.path.abspath(name)) for name in (named, error.filename or named))
    if sys.platform == "win32" and longest > _LONGEST_ON_WINDOWS:
        return _TOO_LONG
    name = errno.errorcode.get(number, number)
    return _WORDS.get(number, Words(f"系统错误 {name}", f"system error {name}"))


def is_held(error: OSError, file: str) -> bool:
    """Tell whether it is another program that keeps us from a file. Windows alone lets one program shut others out."""
    if getattr(error, "winerror", None) in (SHARING_VIOLATION, LOCK_VIOLATION):
        return True
    return sys.platform == "win32" and bool(file) and (error.filename is None or is_shut(file))
