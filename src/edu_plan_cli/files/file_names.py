"""Names of files as disks take them: some tell no case apart, and what is a name on one system is none on another."""

import os
import re
from pathlib import Path

# https://learn.microsoft.com/windows/win32/fileio/naming-a-file
_NEVER = r'[\x00-\x1f<>:"/\\|?*]'
_DEVICES = frozenset(
    {"con", "prn", "aux", "nul", "conin$", "conout$"}
    | {f"{port}{number}" for port in ("com", "lpt") for number in "0123456789¹²³"}
)
_LONGEST = 60  # characters of a name made of somebody's words; most disks take 255 bytes


def is_device(name: str) -> bool:
    """Tell whether Windows takes it for a device, whatever its ending: ``con``, ``nul.yaml``, ``COM1``."""
    return name.partition(".")[0].rstrip(" ").lower() in _DEVICES


def is_file_name(name: str) -> bool:
    """Tell whether it names a file on every system. ``a.csv:b`` is a hidden part of a.csv on Windows; a dot at the end is dropped."""
    return not (re.search(_NEVER, name) or name != name.rstrip(". ") or is_device(name))


def file_name(words: str) -> str:
    """Somebody's words as (a part of) the name of a file: 学前教育科/民办教育科 → 学前教育科_民办教育科."""
    name = re.sub(_NEVER, "_", words)[:_LONGEST].rstrip(". ")
    return f"_{name}" if not name or is_device(name) else name


def path_within(root: Path, file: Path) -> str | None:
    """Return the path from a folder to a file in it, as the folders list it, with "/"; None where it does not lie there.

    ``REPORTS/q2/x.yaml`` is reports/Q2/x.yaml on a disk that takes both for one. The file need not be there, nor be more
    than a link that leads nowhere; the folders above it are followed through links.
    """
    here = file.parent.resolve() / file.name if file.name else file.resolve()
    names: list[str] = []
    while not _is_same(here, root):
        if here == here.parent:
            return None
        names.append(here.name)
        here = here.parent
    folder, current = root, []
    for name in reversed(names):
        current.append(_listed(folder, name))
        folder /= current[-1]
    return "/".join(current) or "."


def _listed(folder: Path, name: str) -> str:
    try:
        entries = os.listdir(folder)
    except OSError:
        return name
    if name in entries:
        return name
    wanted = folder / name
    alike = (entry for entry in entries if entry.casefold() == name.casefold() or not entry.isascii())
    return next((entry for entry in alike if _is_same(folder / entry, wanted)), name)


def _is_same(first: Path, other: Path) -> bool:
    try:
        return os.path.samefile(first, other)
    except OSError:
        return False
