"""Digests of evidence files, kept in ``evidence.sha256`` as sha256sum writes and checks them (``sha256sum -c``)."""

import hashlib
import re
from pathlib import Path

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import SourceFile, read_source

DIGESTS = "evidence.sha256"


def digest_of(file: Path) -> str:
    """SHA-256 in hexadecimal. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_digests(root: Path) -> dict[str, str] | list[Diagnostic]:
    """Return the digests kept, by path from the project, or why they cannot be read; a line that is none is passed over."""
    file = root / DIGESTS
    if not file.exists() and not file.is_symlink():
        return {}
    source = read_source(root, file)
    if not isinstance(source, SourceFile):
        return source
    matches = (re.fullmatch(r"([0-9a-f]{64}) [ *](.+)", line) for line in source.text.splitlines())
    return {match[2]: match[1] for match in matches if match}


def digests_text(digests: dict[str, str]) -> str:
    """Return the text of ``evidence.sha256``: a line for each path, in the format of sha256sum, sorted by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items()))
