"""Names of files as disks take them: some tell no case apart, and what is a name on one system is none on another."""

import os
from pathlib import Path


def path_within(root: Path, file: Path) -> str | None:
    """The path from a folder to a file in it, as the folders list it, with "/"; None where it does not lie there.

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
    folder, found = root, []
    for name in reversed(names):
        found.append(_listed(folder, name))
        folder /= found[-1]
    return "/".join(found) or "."


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


def _is_same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
