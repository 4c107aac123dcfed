"""Digests of evidence files, kept in ``evidence.sha256`` as sha256sum writes and checks them (``sha256sum -c``)."""

import hashlib
import re
from pathlib import Path

DIGESTS = "evidence.sha256"


def digest_of(file: Path) -> str:
    """SHA-256 in hexadecimal. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_digests(root: Path) -> dict[str, str]:
    """The digests kept, by path from the project; a line that is none is passed over. Raises OSError."""
    try:
        text = (root / DIGESTS).read_text(encoding="utf-8-sig")
    except (FileNotFoundError, UnicodeDecodeError):
        return {}
    found = (re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line) for line in text.splitlines())
    return {match[2]: match[1] for match in found if match}


def digests_text(digests: dict[str, str]) -> str:
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
