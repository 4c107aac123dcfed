"""Digests of evidence files, kept in ``evidence.sha256`` as sha256sum writes and checks them (``sha256sum -c``)."""

import re
from pathlib import Path

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import SourceFile, read_source

DIGESTS = "evidence.sha256"


_POINTER = (
    rb"version https://git-lfs\.github\.com/spec/v1\n(?:[a-z0-9.-]+ [^\n]*\n)*?oid sha256:([0-9a-f]{64})\n"
)
_LONGEST_POINTER = 1024  # bytes, by the specification of Git LFS


def digest_of(file: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal; of a pointer of Git LFS, that of the file it stands for. Raises OSError."""
    if (pointed := pointed_digest(file)) is not None:
        return pointed
    with file.open("rb") as stream:
        from hashlib import file_digest

        return file_digest(stream, "sha256").hexdigest()


def pointed_digest(file: Path) -> str | None:
    """Return the SHA-256 that a pointer of Git LFS names; None for any other file. Raises OSError."""
    if file.stat().st_size >= _LONGEST_POINTER:
        return None
    match = re.match(_POINTER, file.read_bytes())
    return match[1].decode("ascii") if match else None


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
