"""Where a file of evidence may be that is not where it is said to be: in another case, in another folder, beside the project."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path, PurePosixPath

from edu_plan_cli.files.digests import read_digests
from edu_plan_cli.files.reading import folded, safe_name
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.evidence_path import is_absolute

_MOST = 50_000  # names that are looked at


def in_other_case(root: Path, name: str) -> str | None:
    """Return how a path is really written that differs from ``name`` in case alone; None where there is none, or it is written so.

    A disk that knows no case finds the file all the same, and CI does not.
    """
    if is_absolute(name) or ".." in PurePosixPath(name).parts:
        return None
    spelt = list(_spelt(root, PurePosixPath(name).parts))
    if (root / name).is_file() and str(PurePosixPath(name)) in spelt:
        return None
    return next((path for path in spelt if (root / path).is_file()), None)


def _spelt(root: Path, parts: tuple[str, ...], above: str = "") -> Iterator[str]:
    """The paths in the project that are spelt so, case aside."""
    part, *rest = parts
    for name in sorted(_names(root / above)):
        if folded(name) == folded(part):
            path = f"{above}/{name}".lstrip("/")
            if rest:
                yield from _spelt(root, tuple(rest), path)
            else:
                yield path


def elsewhere(root: Path, name: str) -> Words | None:
    """Say where a file of evidence is that is not at ``name``, and what to do; None where nothing like it is found."""
    if (other := in_other_case(root, name)) is not None:
        return _is_called(other)
    if (moved := _moved(root, name)) is not None:
        shown = safe_name(moved)
        return Words(
            f"{shown} 像是同一份：挪过的，请改成现在的路径。",
            f"{shown} looks like it: if it was moved, write its path as it is now.",
        )
    if _is_beside(root, name):
        return Words(
            "它在项目文件夹旁边（外面），别人和 CI 都拿不到：请放进项目，写相对项目文件夹的路径。",
            "It is beside the project's folder, where neither others nor CI have it: put it into the project and write its path from there.",
        )
    return None


def other_case_words(root: Path, name: str) -> Words | None:
    """Say how the name of a file is really written, where a disk that knows no case found it under another."""
    other = in_other_case(root, name)
    return _is_called(other) if other is not None else None


def _is_called(other: str) -> Words:
    shown = safe_name(other)
    return Words(
        f"文件叫 {shown}，只是大小写不同；分大小写的系统（CI、Linux）上找不到，请写得一样。",
        f"The file is called {shown}; where case matters (CI, Linux) it is not found: write it so.",
    )


def _moved(root: Path, name: str) -> str | None:
    """A file of the same name, or with the same digest registered."""
    wanted = PurePosixPath(name).name
    same = sorted(path for path in _files(root) if folded(PurePosixPath(path).name) == folded(wanted))
    if same:
        return same[0]
    kept = read_digests(root)
    if not isinstance(kept, dict) or name not in kept:
        return None
    return next(
        (path for path, digest in kept.items() if digest == kept[name] and (root / path).is_file()), None
    )


def _is_beside(root: Path, name: str) -> bool:
    if is_absolute(name):
        return False
    beside = (root / name).resolve() if ".." in PurePosixPath(name).parts else (root.parent / name).resolve()
    top = root.parent.resolve()
    return beside.is_relative_to(top) and not beside.is_relative_to(root.resolve()) and beside.is_file()


@cache
def _names(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()


@cache
def _files(root: Path) -> frozenset[str]:
    """The files of the project by their paths, as far as there are not too many; those of hidden folders are none of it."""
    paths: list[str] = []
    for here, folders, names in os.walk(root):
        folders[:] = [folder for folder in folders if not folder.startswith(".")]
        paths += [Path(here, each).relative_to(root).as_posix() for each in names]
        if len(paths) > _MOST:
            break
    return frozenset(paths)
