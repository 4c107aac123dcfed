"""Write a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.

One writer at a time in a project: an OS lock on a file of its own, which dies with the process that holds it. The file is
gone when the lock is; nothing a person wrote is ever a lock, as a lock library may remove what it locked.
"""

import contextlib
import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.names import is_file_name, path_within

_LOCK = ".edu-plan.lock"
_TEMPORARY = ".edu-plan.tmp"
_PATIENCE = 30  # seconds to wait for another writer
_RETRIES = 20  # a file that Excel or a virus scanner holds on Windows is free again in a second or two


class NotWritten(Exception):
    """Why a file was not written, as a code the command line has words for.

    ``exists``, ``link``, ``name`` (none for a file on every system), ``source`` (a plan or report), ``changed`` (by someone else meanwhile), ``busy`` (another writer).
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Change(NamedTuple):
    """A file's new content. ``before`` is what it was made from; None for a new file."""

    file: Path
    before: bytes | None
    after: bytes


@contextlib.contextmanager
def only_writer(root: Path) -> Iterator[None]:
    """Hold the project's lock: read, change and write within it. Raises NotWritten, or OSError for a read-only folder."""
    import filelock

    lock = root / _LOCK
    try:
        # For everybody to open: what a killed writer left must not shut out the others of a shared folder.
        with filelock.FileLock(lock, timeout=_PATIENCE, mode=0o666), _gone_after(lock):
            for folder in (root, root / "plan", *(Path(here) for here, _, _ in os.walk(root / "reports"))):
                for left in folder.glob(
                    f".*{_TEMPORARY}"
                ):  # of a writer that was killed; none lives beside us
                    left.unlink(missing_ok=True)
            yield
    except filelock.Timeout as error:
        raise NotWritten("busy") from error
    except PermissionError as error:
        if error.filename is None or Path(error.filename) != lock:
            raise
        raise PermissionError(error.errno, error.strerror, str(root)) from error


@contextlib.contextmanager
def _gone_after(lock: Path) -> Iterator[None]:
    """Whoever waits for the lock looks, once it has it, whether the file still has a name, and else makes it anew."""
    try:
        yield
    finally:
        if os.name != "nt":  # Windows removes no file that is open; the library does it on release there
            lock.unlink(missing_ok=True)


def write_change(change: Change) -> None:
    """Put the new content in place. Call it within ``only_writer``.

    A link stays a link: the file it leads to is replaced. Raises NotWritten where the file is no longer what the
    change was made from (an editor that knows no lock), or OSError where the system refuses; then nothing changed.
    """
    file = change.file.resolve()
    if (file.read_bytes() if file.exists() else None) != change.before:
        raise NotWritten("changed")
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, change.after, _TEMPORARY)


def write_output(file: Path, data: bytes, *, root: Path | None, force: bool) -> None:
    """Write a result where a person asked for it, if it may be.

    Raises NotWritten, or OSError where the system refuses (a full disk, a read-only folder); then nothing changed.
    """
    may_write(file, root=root, force=force)
    _replace(file, data, ".tmp")


def may_write(file: Path, *, root: Path | None, force: bool) -> None:
    """Refuses a link, an existing file unless ``force``, and always the project's own plans and reports: NotWritten."""
    if not all(is_file_name(name) for name in _new_names(file)):
        raise NotWritten("name")
    if file.is_symlink():
        raise NotWritten("link")
    if root is not None and any(
        path_within((root / part).resolve(), file.resolve()) is not None for part in ("plan", "reports")
    ):
        raise NotWritten("source")
    if file.exists() and (not force or not file.is_file()):
        raise NotWritten("exists")


def _new_names(file: Path) -> Iterator[str]:
    """The file's name, and those of the folders above that are still to be made."""
    yield file.name
    for folder in file.parents:
        if folder.exists():
            break
        if folder.name != "..":
            yield folder.name


def _replace(file: Path, data: bytes, suffix: str) -> None:
    """In one step: a reader sees the old or the new whole file."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=beside(file), suffix=suffix)
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
        _rename(name, file)
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


def beside(file: Path) -> str:
    """What the names of temporary files for a file begin with: not all of a long name, or theirs would be too long."""
    return f".{file.name[:20]}."


def _rename(name: str, file: Path) -> None:
    for _ in range(_RETRIES if os.name == "nt" else 0):
        with contextlib.suppress(PermissionError):
            os.replace(name, file)
            return
        time.sleep(0.1)
    os.replace(name, file)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
