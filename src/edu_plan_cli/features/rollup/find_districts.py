"""Where the districts are, which plans and reports each has, and a stamp that tells whether any of them changed."""

import hashlib
import os
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.project_folder import CONFIG, YAML
from edu_plan_cli.files.windows import changed_ns

_DEEP = 2  # levels below the folder given


class DistrictFolder(NamedTuple):
    """A district, or a folder where one might be expected and is none."""

    name: str  # as shown: the path below the folder that was given
    folder: str  # absolute
    is_district: bool
    years: tuple[int, ...] = ()

    @property
    def key(self) -> str:
        """Stands for the folder wherever only text goes: the name of a folder need not be text."""
        return hashlib.blake2b(os.fsencode(self.folder), digest_size=12).hexdigest()


class Stamp(NamedTuple):
    """The state of one year's files as the file system tells it, as git's index does: nothing is read."""

    key: str  # of names, sizes, times and inodes
    latest: int  # the newest time among them, ns
    files: tuple[str, ...]
    quarters: frozenset[str]  # folders that hold reports


def find_districts(folders: Sequence[Path]) -> list[DistrictFolder]:
    """Return the districts of the folders given: each is one, or holds some one or two levels below. Each once, in order of names."""
    by_path: dict[str, DistrictFolder] = {}
    for given in folders:
        top = os.path.realpath(given)
        if is_district(top):
            candidates = [DistrictFolder(_text(os.path.basename(top)), top, is_district=True)]
        else:
            candidates = list(_below(top, "", _DEEP))
        for candidate in candidates:
            by_path.setdefault(candidate.folder, candidate)
    return [
        district._replace(years=_years(district.folder)) if district.is_district else district
        for district in by_path.values()
    ]


def is_district(folder: str) -> bool:
    """Tell whether a folder is a project. A plan is enough: git keeps no empty folder for reports that have not come yet."""
    return os.path.isdir(os.path.join(folder, "plan")) or os.path.isfile(os.path.join(folder, CONFIG))


def _below(folder: str, prefix: str, levels: int) -> Iterator[DistrictFolder]:
    """Districts below a folder; a folder of the first level without any is named, so that nobody is missing unseen."""
    try:
        names = sorted(entry.name for entry in os.scandir(folder) if _is_folder(entry))
    except OSError:  # nothing can be looked for in it
        return
    for name in names:
        path, shown = os.path.realpath(os.path.join(folder, name)), f"{prefix}{_text(name)}"
        if is_district(path):
            yield DistrictFolder(shown, path, is_district=True)
            continue
        deeper = list(_below(path, f"{shown}/", levels - 1)) if levels > 1 else []
        districts = [candidate for candidate in deeper if candidate.is_district]
        yield from districts
        if not districts and not prefix:
            yield DistrictFolder(shown, path, is_district=False)


def _text(name: str) -> str:
    """Return a name of a folder that can be written anywhere: bytes that are no UTF-8 (GBK, from a zip, say) as escapes."""
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir() and not entry.name.startswith(".")
    except OSError:
        return False


def _years(folder: str) -> tuple[int, ...]:
    try:
        names = [entry.name.partition(".") for entry in os.scandir(os.path.join(folder, "plan"))]
    except OSError:
        return ()
    years = {int(stem) for stem, _, end in names if f".{end}" in YAML and len(stem) == 4 and stem.isdecimal()}  # noqa: PLR2004
    return tuple(sorted(years))


def stamp(folder: str, year: int) -> Stamp:
    """Return the plan of the year and everything that ``reports/<year>/`` is read from."""
    lines: list[str] = []
    files: list[str] = []
    quarters: set[str] = set()
    latest = 0
    for path, shown, status in sorted(_files(folder, year), key=lambda found: found[1]):
        changed = changed_ns(path, status)
        # Where a disk does not keep it, what is there is as good as new: its contents are looked at.
        latest = max(latest, status.st_mtime_ns, time.time_ns() if changed is None else changed)
        lines.append(
            f"{shown}\0{status.st_mtime_ns}\0{changed}\0{status.st_size}\0{status.st_ino}\0{status.st_mode}"
        )
        files.append(path)
        if shown.startswith("reports/"):
            quarters.add(shown.split("/")[2])
    key = hashlib.blake2b("\0\0".join(lines).encode(errors="surrogateescape"), digest_size=16).hexdigest()
    return Stamp(key, latest, tuple(files), frozenset(quarters))


def _files(folder: str, year: int) -> Iterator[tuple[str, str, os.stat_result]]:
    for path, shown, status in _below_in(os.path.join(folder, "plan"), "plan/", deep=False):
        if os.path.splitext(shown)[0] == f"plan/{year}":
            yield path, shown, status
    yield from _below_in(os.path.join(folder, "reports", str(year)), f"reports/{year}/", deep=True)


def _below_in(folder: str, prefix: str, *, deep: bool) -> Iterator[tuple[str, str, os.stat_result]]:
    """YAML files as ``report_files`` finds them, with their status; what cannot be looked at is found when it is read."""
    try:
        entries = list(os.scandir(folder))
    except OSError:
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        try:
            if entry.name.lower().endswith(YAML):
                yield entry.path, prefix + entry.name, _status(entry)
            elif deep and entry.is_dir(follow_symlinks=False):
                yield from _below_in(entry.path, f"{prefix}{entry.name}/", deep=True)
        except OSError:
            continue


def _status(entry: "os.DirEntry[str]") -> os.stat_result:
    try:
        return entry.stat()
    except OSError:  # a link that leads nowhere
        return entry.stat(follow_symlinks=False)
