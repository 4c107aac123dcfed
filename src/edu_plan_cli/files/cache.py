"""The user's cache folder: what can be made again, and is only kept because making it takes long.

Nothing read from it is believed before its digest and shape are right; nothing fails because it cannot be written.
"""

import contextlib
import hashlib
import os
import sys
import tempfile
import time
from pathlib import Path

_OFF = "EDU_PLAN_NO_CACHE"
_FORGOTTEN = 60 * 24 * 3600  # seconds after which what was not written anew is thrown away


def cache_folder(part: str) -> Path | None:
    """Return where a part of the program may keep things; None where that is switched off (``EDU_PLAN_NO_CACHE``) or not known."""
    if os.environ.get(_OFF):
        return None
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA", "")
    elif sys.platform == "darwin":
        base = os.path.expanduser("~/Library/Caches")
    else:
        base = os.environ.get("XDG_CACHE_HOME", "")
        base = base if os.path.isabs(base) else os.path.expanduser("~/.cache")
    return Path(base, "edu-plan", part) if os.path.isabs(base) else None


def write(file: Path, data: bytes) -> bool:
    """Write a file whole, so that another run sees the old or the new one; False where the system does not let us."""
    name = None
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=".", suffix=".tmp")
        with open(descriptor, "wb") as stream:
            stream.write(data)
        os.replace(name, file)
    except OSError:
        if name is not None:
            with contextlib.suppress(OSError):
                os.unlink(name)
        return False
    return True


def read(file: Path, most: int, sha256: str | None = None) -> bytes | None:
    """Return an ordinary file's bytes, at most so many, with this digest if one is given; None for anything else."""
    try:
        if file.is_symlink() or not file.is_file() or file.stat().st_size > most:
            return None
        data = file.read_bytes()
    except OSError:
        return None
    return data if sha256 in (None, hashlib.sha256(data).hexdigest()) else None


def prune(folder: Path) -> None:
    """Throw away what nobody has written for two months, and what a killed run left half written."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(folder):
            with contextlib.suppress(OSError):
                if time.time() - entry.stat(follow_symlinks=False).st_mtime > _FORGOTTEN:
                    os.unlink(entry.path)
