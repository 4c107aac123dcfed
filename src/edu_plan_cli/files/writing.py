"""Write a file whole or not at all: temporary file beside it, fsync, rename, fsync of the folder.

Every write of the project's and every result goes through here, resolved first: none leaves the project through a link,
and none but an editing command's lands among its plans and reports or in what the project and git keep for themselves.
One writer at a time in a project: an OS lock on a file of its own, which dies with the process that holds it. The file is
gone when the lock is; nothing a person wrote is ever a lock, as a lock library may remove what it locked.
"""

import contextlib
import os
import re
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.digests import DIGESTS
from edu_plan_cli.files.file_names import is_file_name, path_within
from edu_plan_cli.files.project_folder import CONFIG, YAML, is_project
from edu_plan_cli.files.reading import read_bytes

_KEPT = (CONFIG, DIGESTS, ".gitattributes")  # at the top of a project, beside its plans and reports
_LOCK = ".edu-plan.lock"
_TEMPORARY = ".edu-plan.tmp"
_A_DAY = 24 * 3600
_PATIENCE = 30  # seconds to wait for another writer
_RETRIES = 20  # a file that Excel or a virus scanner holds on Windows is free again in a second or two


class NotWritten(Exception):
    """Say why a file was not written, as a code the command line has words for.

    ``exists``, ``link``, ``name`` (none for a file on every system), ``source`` (a plan or report, or a file the project or
    git keeps for itself), ``outside`` (a link that leads out of the project), ``changed`` (by someone else meanwhile), ``busy``
    (another writer).
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class FileChange(NamedTuple):
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


def write_change(root: Path, change: FileChange) -> None:
    """Put the new content in place. Call it within ``only_writer``.

    A link to another plan or report of the project stays a link: the file it leads to is replaced. Raises NotWritten
    where it leads anywhere else, or where the file is no longer what the change was made from (an editor that knows no
    lock), or OSError where the system refuses; then nothing changed.
    """
    file = change.file.parent.resolve() / change.file.name
    if file.is_symlink() and file.name in _KEPT:
        raise NotWritten("link")
    file = file.resolve()
    base = root.resolve()
    inside = file.relative_to(base).parts if file.is_relative_to(base) else ()
    if (
        not inside
        or ".git" in inside
        or not (file.suffix.lower() in YAML or (len(inside) == 1 and file.name in _KEPT))
    ):
        raise NotWritten("outside")
    if _lying(root, file) != change.before:
        raise NotWritten("changed")
    file.parent.mkdir(parents=True, exist_ok=True)
    _replace(file, change.after, _TEMPORARY)


def _lying(root: Path, file: Path) -> bytes | None:
    """Return what stands there; None for nothing, and for what is no file of ours any more."""
    data = read_bytes(root.resolve(), file)
    return data if isinstance(data, bytes) else None


def write_output(file: Path, data: bytes, *, force: bool) -> None:
    """Write a result where a person asked for it, if it may be.

    Raises NotWritten, or OSError where the system refuses (a full disk, a read-only folder); then nothing changed.
    """
    write_outputs({file: data}, force=force)


class PartlyWritten(Exception):
    """Of a set of files some are new and some are not; ``error`` is what stopped it."""

    def __init__(self, done: list[Path], left: list[Path], error: OSError) -> None:
        super().__init__(str(error))
        self.done: list[Path] = done
        self.left: list[Path] = left
        self.error: OSError = error


def write_outputs(files: Mapping[Path, bytes], *, force: bool) -> None:
    """Write several results as a set: all lie beside their places, synced, before the first takes its place.

    Raises NotWritten or OSError, and then nothing changed; PartlyWritten where the system refuses after the first.
    """
    places = {may_write(file, force=force): data for file, data in files.items()}
    for folder in {file.parent for file in places}:
        _sweep(folder)
    staged: dict[Path, str] = {}
    done: list[Path] = []
    try:
        for file, data in places.items():
            staged[file] = _beside(file, data, ".tmp")
        for file, name in staged.items():
            _rename(name, file)
            done.append(file)
    except OSError as error:
        if done:
            raise PartlyWritten(done, [file for file in places if file not in done], error) from error
        raise
    finally:
        for file, name in staged.items():
            if file not in done:
                with contextlib.suppress(OSError):
                    os.unlink(name)
        for folder in {file.parent for file in done}:
            _sync(folder)


def may_write(file: Path, *, force: bool) -> Path:
    """Return where a result asked for there would really be written.

    Refuses a name that is none for a file on every system, a link, an existing file unless ``force``, what is no file, and
    always what a project keeps for itself (its plans, reports, settings and digests of evidence) and git (.git), in whatever
    project that lies: NotWritten.
    """
    if not all(is_file_name(name) for name in _new_names(file)):
        raise NotWritten("name")
    if file.is_symlink():
        raise NotWritten("link")
    file = file.parent.resolve() / file.name
    if ".git" in file.parts or any(_belongs_to(folder, file) for folder in file.parents):
        raise NotWritten("source")
    if file.exists() and (not force or not file.is_file()):
        raise NotWritten("exists")
    return file


def _belongs_to(folder: Path, file: Path) -> bool:
    """Tell whether a folder is a project that keeps the file for itself."""
    if not is_project(folder):
        return False
    kept = [folder / part for part in ("plan", "reports", *_KEPT)]
    places = {each for part in kept for each in (part, part.resolve())}
    # One that is not there yet can only be told by its name, and some disks take EVIDENCE.SHA256 for it.
    named = str(file).casefold() in {str(each).casefold() for each in places}
    return named or any(path_within(each, file) is not None for each in places)


def _new_names(file: Path) -> Iterator[str]:
    """Yield the file's name, and those of the folders above that are still to be made."""
    yield file.name
    for folder in file.parents:
        if folder.exists():
            break
        if folder.name != "..":
            yield folder.name


def _replace(file: Path, data: bytes, suffix: str) -> None:
    """In one step: a reader sees the old or the new whole file."""
    name = _beside(file, data, suffix)
    try:
        _rename(name, file)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    _sync(file.parent)


def _beside(file: Path, data: bytes, suffix: str) -> str:
    """Return the new content in a synced file beside its place, whose name says which process of which machine made it."""
    descriptor, name = tempfile.mkstemp(
        dir=file.parent, prefix=beside(file), suffix=f".{_machine()}-{os.getpid()}{suffix}"
    )
    try:
        with open(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(name, file.stat().st_mode & 0o777 if file.exists() else 0o666 & ~_umask())
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise
    return name


def _sync(folder: Path) -> None:
    if hasattr(os, "O_DIRECTORY"):  # Windows has no way to sync a folder
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _machine() -> str:
    import socket
    import zlib

    return f"{zlib.crc32(socket.gethostname().encode()):08x}"


def _sweep(folder: Path) -> None:
    """Take away what killed writers left beside results: of this machine, where the process is gone; of any, after a day."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            left = re.fullmatch(r"\..+\.\w{8}\.([0-9a-f]{8})-(\d{1,9})\.tmp", entry.name)
            if left is None:
                continue
            with contextlib.suppress(OSError):  # Windows lets nobody remove what is being written
                old = time.time() - entry.stat(follow_symlinks=False).st_mtime > _A_DAY
                if old or (left[1] == _machine() and not _lives(int(left[2]))):
                    os.unlink(entry.path)


def _lives(process: int) -> bool:
    if os.name == "nt":  # there a signal of 0 ends a process, and a file that is open stays
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def beside(file: Path) -> str:
    """Return what the names of temporary files for a file begin with: not all of a long name, or theirs would be too long."""
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


def write_new(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Files that begin a project, by name from its folder: those that are not there as they are to be.

    What a killed run left is finished by the next. Raises FileExistsError, before anything is written, where one is there
    and says something else, or all are; NotWritten where one would lie outside through a link.
    """
    folder = folder.resolve()
    places = {folder / name: data for name, data in files.items()}
    lacking = []
    for file, data in places.items():
        if not file.parent.resolve().is_relative_to(folder):
            raise NotWritten("outside")
        if not os.path.lexists(file):
            lacking.append(file)
        elif file.is_symlink() or _lying(folder, file) != data:
            raise FileExistsError(17, "exists", str(file))
    if not lacking:
        raise FileExistsError(17, "exists", str(next(iter(places))))
    for file in lacking:
        file.parent.mkdir(parents=True, exist_ok=True)
        for left in file.parent.glob(f".*{_TEMPORARY}"):
            left.unlink(missing_ok=True)
        _replace(file, places[file], _TEMPORARY)
    return lacking
