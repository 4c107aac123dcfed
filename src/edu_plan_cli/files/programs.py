"""Find another program without asking the folder one stands in: that is a project, and so somebody else's input.

Windows looks for a program in the current folder before PATH, and PATH itself may name that folder (``.``, an empty entry).
"""

import os
import sys
from collections.abc import Iterator

_ENDINGS = (".com", ".exe") if sys.platform == "win32" else ("",)  # a .cmd would read our arguments anew


def find_program(*names: str) -> str | None:
    """Return the full path of the first of some programs, named without an ending, that PATH has; None where it has none.

    Only absolute entries of PATH count, and not the current folder by whatever name.
    """
    folders = list(_folders())
    candidates = (
        os.path.join(folder, name + ending) for name in names for folder in folders for ending in _ENDINGS
    )
    return next((file for file in candidates if os.path.isfile(file) and os.access(file, os.X_OK)), None)


def _folders() -> Iterator[str]:
    for entry in os.environ.get("PATH", os.defpath).split(os.pathsep):
        folder = entry.strip('"') if sys.platform == "win32" else entry
        drive, _ = os.path.splitdrive(folder)
        if os.path.isabs(folder) and (drive or sys.platform != "win32") and not _is_here(folder):
            yield folder


def _is_here(folder: str) -> bool:
    try:
        return os.path.samefile(folder, os.curdir)
    except OSError:  # one of them is not there, and nothing is found in it
        return False
