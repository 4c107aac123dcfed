"""What a line of evidence names: a file of the project, or a document number or remark that is looked up nowhere.

One reading on every system, or a report written at Windows would be checked there and not in CI: ``evidence\\2023\\a.pdf``,
``.\\evidence\\2023\\a.pdf`` and ``evidence/2023/a.pdf`` are the same file, and no absolute path is one of the project's.
"""

import re
from pathlib import Path, PurePosixPath

_A_FILE = re.compile(r"[^/]*\.(?=[0-9]*[A-Za-z])[A-Za-z0-9]{2,5}")  # a name with an ending, blanks and all


def evidence_path(text: str) -> str | None:
    """Return the path it is written as, with "/" and from the project's folder (or absolute); None where it is no path."""
    if "://" in text or not re.search(r"[/\\]", text):
        return None
    path = PurePosixPath(text.strip().replace("\\", "/"))
    return str(path) if _A_FILE.fullmatch(path.name) else None


def read_evidence(text: str) -> str:
    """As it is shown, kept and compared, however it was typed."""
    return evidence_path(text) or text


def evidence_within(root: Path, typed: str) -> str:
    """As it is written to a file: what was named by its whole path, and lies in the project, from the project on."""
    evidence = read_evidence(typed)
    file = Path(evidence)
    if evidence_path(typed) and file.is_absolute() and file.resolve().is_relative_to(root.resolve()):
        return file.resolve().relative_to(root.resolve()).as_posix()
    return evidence


def is_absolute(path: str) -> bool:
    """On any system: ``/home/a.pdf``, ``C:/a.pdf``, ``C:a.pdf``, ``//server/a.pdf``."""
    return path.startswith("/") or re.match(r"[A-Za-z]:", path) is not None
