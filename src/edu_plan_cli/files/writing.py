"""Write a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder."""

import contextlib
import os
import tempfile
from pathlib import Path


class NotWritten(Exception):
    """Why a file was not written, as a code the command line has words for: ``exists``, ``link`` or ``source``."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def write_output(file: Path, data: bytes, *, root: Path | None, force: bool) -> None:
    """Write a result where a person asked for it.

    Refuses a link, an existing file unless ``force``, and always the project's own plans and reports.
    Raises NotWritten, or OSError where the system refuses (a full disk, a read-only folder); then nothing changed.
    """
    if file.is_symlink():
        raise NotWritten("link")
    if root is not None and any(
        file.resolve().is_relative_to((root / part).resolve()) for part in ("plan", "reports")
    ):
        raise NotWritten("source")
    if file.exists() and (not force or not file.is_file()):
        raise NotWritten("exists")
    replace_file(file, data)


def replace_file(file: Path, data: bytes) -> None:
    """Put ``data`` in the place of ``file`` in one step: a reader sees the old or the new whole file."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp")
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
        os.replace(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    if hasattr(os, "O_DIRECTORY"):  # Windows has no way to sync a folder
        folder = os.open(file.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
