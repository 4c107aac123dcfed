"""Digests of evidence kept between runs, outside the project: a file of the same name, size and times is not read again.

What it holds can be made again, and is believed only whole. Off in CI and with EDU_PLAN_NO_CACHE; ``evidence`` never asks it.
"""

import hashlib
import json
import os
import time
from pathlib import Path

from edu_plan_cli.files.cache import cache_folder, prune, read, write
from edu_plan_cli.files.digests import digest_of
from edu_plan_cli.files.windows import changed_ns

_MOST = 20_000_000  # bytes
_MOMENT = 2 * 10**9  # ns: of what changed just now times cannot tell one change from the next
_SHAPE = 5


class DigestCache:
    """The digests of one project's evidence. A class because what was found is kept at the end; it lives for one check."""

    def __init__(self, root: Path) -> None:
        folder = None if os.environ.get("CI") else cache_folder("evidence")
        self.root = root
        name = hashlib.blake2b(os.fsencode(root.resolve()), digest_size=16).hexdigest()
        self.file: Path | None = folder / f"{name}.json" if folder else None
        self.before: dict[str, list[int | str]] = _read(self.file) if self.file else {}
        self.found: dict[str, list[int | str]] = {}

    def digest_of(self, name: str, file: Path) -> str:
        """SHA-256 in hexadecimal. Raises OSError."""
        if self.file is None:
            return digest_of(file)
        stamp = _stamp(file)
        known = self.before.get(name)
        digest = str(known[-1]) if known is not None and known[:-1] == stamp else digest_of(file)
        if stamp is not None and stamp == _stamp(file) and time.time_ns() - max(stamp[1:3]) > _MOMENT:
            self.found[name] = [*stamp, digest]
        return digest

    def write(self) -> None:
        """What is there now, and nothing of what is gone; each year of a plan has evidence of its own."""
        others = {
            name: known
            for name, known in self.before.items()
            if name not in self.found and (self.root / name).exists()
        }
        if self.file is not None and (whole := others | self.found) != self.before:
            text = json.dumps(whole, ensure_ascii=False)
            write(self.file, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode())
            prune(self.file.parent)


def _stamp(file: Path) -> list[int] | None:
    """Size, times and number; None where the file system keeps no time of the change itself, which nobody can set."""
    status = file.stat()
    changed = changed_ns(str(file), status)
    return None if changed is None else [status.st_size, status.st_mtime_ns, changed, status.st_ino]


def _read(file: Path) -> dict[str, list[int | str]]:
    digest, _, text = (read(file, _MOST) or b"").partition(b"\n")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return {}
    try:
        data = json.loads(text)
    except ValueError:
        return {}
    return {name: each for name, each in data.items() if isinstance(each, list) and len(each) == _SHAPE}
