"""Read one file's text, refusing what is no ordinary UTF-8 text file, with the place and what to do."""

import contextlib
import os
import re
import stat
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files import file_rules
from edu_plan_cli.values.location import Location

MAX_BYTES = 2_000_000


class SourceFile(NamedTuple):
    """A file's text as it stands, without its byte order mark. ``path`` is relative to the project."""

    path: str
    text: str


class Snapshot(NamedTuple):
    """A project's files that lie in no folder, by path from the project: what a git revision holds."""

    files: Mapping[str, SourceFile | list[Diagnostic]]
    others: tuple[str, ...] = ()  # names of what is no plan, report or words


Root = Path | Snapshot


def read_source(root: Root, file: Path) -> SourceFile | list[Diagnostic]:
    """Return the file's text, or why it cannot be read."""
    name = shown_path(root, file)
    if isinstance(root, Snapshot):
        return root.files[name]
    data = read_bytes(root, file)
    return source_of(name, data) if isinstance(data, bytes) else data


def read_bytes(root: Path, file: Path) -> bytes | list[Diagnostic]:
    """Return what an ordinary file of the project holds, or why it cannot be read.

    Never follows a link out of the project, never waits on a pipe, never reads without end.
    """
    try:
        if file.is_symlink() and not file.resolve().is_relative_to(root.resolve()):
            return [file_rules.outside(_top(root, file))]
        # O_NONBLOCK: opening a named pipe must not wait for a writer that never comes.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb") as stream:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                return [file_rules.not_regular(_top(root, file), status.st_mode)]
            if status.st_size > MAX_BYTES:
                return [file_rules.too_big(_top(root, file), status.st_size, MAX_BYTES)]
            data = stream.read(status.st_size + 1)
            if len(data) > status.st_size:  # it grew meanwhile
                data += stream.read(MAX_BYTES + 1 - len(data))
    except (OSError, RuntimeError, ValueError) as error:  # RuntimeError: a link that leads back to itself
        top = _top(root, file)
        if isinstance(error, OSError) and os.path.isdir(file):  # which Windows calls a matter of permission
            return [
                file_rules.linked_folder(top)
                if file.is_symlink()
                else file_rules.not_regular(top, stat.S_IFDIR)
            ]
        return [file_rules.unreadable(top, error, file)]
    return data


def _top(root: Path, file: Path) -> Location:
    return Location(shown_path(root, file))


def source_of(name: str, data: bytes) -> SourceFile | list[Diagnostic]:
    """Return a file's bytes as its text, or where they are none."""
    text = _decode(data)
    if not isinstance(text, str):
        return [file_rules.not_utf8(_place_of_byte(name, data, text.at), text.looks_like)]
    return checked_text(name, text)


def checked_text(path: str, text: str) -> SourceFile | list[Diagnostic]:
    """Return a text as a file may hold it, or where it holds what none may."""
    bad = [file_rules.control_character(*problem) for problem in _control_characters(path, text)]
    return bad or SourceFile(path, text)


def folded(name: str) -> str:
    """Return a path as a disk that knows no case sees it: two that are alike here are one file there."""
    import unicodedata

    return unicodedata.normalize("NFC", name).casefold()


def shown_path(root: Root, file: Path) -> str:
    """Relative to the project where it lies in it; with "/" everywhere, and as text that is safe to show."""
    path = file.as_posix()
    if isinstance(root, Snapshot):
        return safe_name(path)
    folder = f"{root.as_posix()}/"
    if path.startswith(folder):  # as nearly always, and far quicker than what follows
        return safe_name(path.removeprefix(folder))
    with contextlib.suppress(ValueError):
        path = file.relative_to(root).as_posix()
    return safe_name(path)


def safe_name(name: str) -> str:
    """Return a file's name as text: what could move a cursor, hide or reverse words, or is no UTF-8, is written as an escape."""
    if name.isprintable():  # nothing forbidden is
        return name
    return re.sub(f"[\\t\\n\\r]|{forbidden().pattern}", _escaped, name)


def _escaped(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:  # noqa: PLR2004  how Python keeps a byte that is no UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return match[0].encode("unicode_escape").decode("ascii")


class _NotUtf8(NamedTuple):
    looks_like: str
    at: int  # byte


def _decode(data: bytes) -> str | _NotUtf8:
    if b"\0" in data[:200] or data.startswith((b"\xff\xfe", b"\xfe\xff", *_OTHERS)):
        return _NotUtf8(_kind_of(data), 0)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        at = error.start
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return _NotUtf8("", at)
    return _NotUtf8("GBK", at)


_OTHERS = {b"PK\3\4": "Excel、Word", b"\xd0\xcf\x11\xe0": "Excel、Word", b"%PDF": "PDF"}


def _kind_of(data: bytes) -> str:
    """Return what a file that is no text looks like; ``nothing`` where it is all zeros, empty where nobody knows."""
    for begins, kind in _OTHERS.items():
        if data.startswith(begins):
            return kind
    if not data.strip(b"\0"):
        return "nothing"
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = data[: min(len(data), 2000) // 2 * 2]
    with contextlib.suppress(UnicodeDecodeError):
        for encoding in ("utf-16",) if marked else ("utf-16-le", "utf-16-be"):
            if marked or ":" in start.decode(encoding)[:200] or "#" in start.decode(encoding)[:200]:
                return "UTF-16"
    return ""


def _place_of_byte(path: str, data: bytes, at: int) -> Location:
    before = data[:at].decode("utf-8-sig", errors="replace")
    return Location(path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@cache
def forbidden() -> re.Pattern[str]:
    """Characters no file may hold, raw or escaped: controls, bidi overrides, invisible joins, non-characters.

    They move the cursor, hide text or reverse it (CVE-2021-42574), and none belongs in a work plan.
    U+200D joins emoji and U+3000 is the Chinese space, so both may stand.
    """
    return re.compile(
        "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u00ad\\u061c\\u200b\\u200e\\u200f\\u2028-\\u202e"
        "\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\ufffe\\uffff\\ud800-\\udfff]"
    )


def _control_characters(path: str, text: str) -> list[tuple[Location, str]]:
    if not (matches := list(forbidden().finditer(text))):
        return []
    locations = []
    for match in matches[:20]:  # a binary file has thousands; twenty are enough to see what it is
        line_start = max(text.rfind("\n", 0, match.start()), text.rfind("\r", 0, match.start())) + 1
        line = len(re.findall(r"\r\n|\r|\n", text[: match.start()])) + 1
        locations.append((Location(path, line, match.start() - line_start + 1), match[0]))
    return locations
