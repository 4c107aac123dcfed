"""Look at a file before any library does: what could hurt is refused with a reason and advice."""

import zipfile
from typing import NamedTuple

from edu_plan_cli.files.office_parts import MAX_UNPACKED, Refused, opened, read_parts
from edu_plan_cli.values.bilingual import Words

MAX_BYTES = 20_000_000
_MAX_ENTRIES, _MAX_RATIO = 1000, 200
_SMALL = 1_000_000  # what is smaller may be packed as well as it likes
_OLE = b"\xd0\xcf\x11\xe0"


class Office(NamedTuple):
    """Describe one kind of office file: its suffix, its main part, and what people call it."""

    suffix: str
    main: str  # the part that makes it what it is
    words: Words
    old: tuple[str, ...]  # what else may come in its stead


WORKBOOK = Office(".xlsx", "xl/workbook.xml", Words("Excel 表格", "spreadsheet"), (".xls", ".et"))
OPEN_WORKBOOK = Office(
    ".ods", "content.xml", Words("OpenDocument 表格", "OpenDocument workbook"), (".xls", ".et")
)
OPEN_TEXT = Office(".odt", "content.xml", Words("OpenDocument 文档", "OpenDocument text"), (".doc", ".wps"))
DOCUMENT = Office(".docx", "word/document.xml", Words("Word 文档", "Word document"), (".doc", ".wps"))


def inspect_office_file(
    name: str, data: bytes, office: Office, *, allow_embedded: bool = False
) -> Refused | None:
    """None for a file that is safe to open. Nothing is unpacked whole, nothing in it is followed or run.

    ``allow_embedded``: it goes on into what is handed out, so it may only hold what a letterhead needs, and reach nothing outside.
    """
    if len(data) > MAX_BYTES:
        return _no(f"文件超过 {MAX_BYTES // 1_000_000} MB。", "larger than such a file can be.")
    archive = _archive(name, data, office)
    if isinstance(archive, Refused):
        return archive
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > _MAX_ENTRIES or len({name.lower() for name in names}) != len(names):
        return _no("文件结构不对，不打开。", "a structure no such file has.")
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED or any(
        entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    ):
        return _no("展开后大得不正常，不打开。", "it unpacks to more than such a file can hold.")
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        return _no("文件结构不对，不打开。", "a structure no such file has.")
    if any(entry.flag_bits & 1 for entry in entries):
        return _no("文件加了密码；请去掉密码再发。", "encrypted; remove the password.")
    if any(".." in part or part.startswith(("/", "\\")) for part in names):
        return _no("文件结构不对，不打开。", "a structure no such file has.")
    if any("vbaproject" in part.lower() for part in names):
        return _no(
            f"带有宏；请另存为不带宏的 {office.suffix}。",
            f"it holds macros; save it as {office.suffix} without them.",
        )
    if office.main not in names:
        return _no(f"{name} 不是 {office.words.zh}。", f"{name} is no {office.words.en}.")
    return read_parts(archive, allow_embedded=allow_embedded)


def _archive(name: str, data: bytes, office: Office) -> zipfile.ZipFile | Refused:
    """Return the package all such files are, its list of parts read; or what the file is instead."""
    old = Refused(
        Words(
            f"是旧的 {office.old[0]}、WPS 的 {office.old[1]}，或加了密码的文件；请另存为不加密码的 {office.suffix}。",
            f"an old or an encrypted file; save it as {office.suffix} without a password.",
        )
    )
    if data.startswith(_OLE):
        return old
    try:
        return opened(data) or _no("文件结构不对，不打开。", "a structure no such file has.")
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        if name.lower().endswith(office.old):
            return old
        return _no(
            f"不是完整的 {office.suffix} 文件，可能没传完；请重新发一份。",
            f"no whole {office.suffix} file; send it again.",
        )


def _no(zh: str, en: str) -> Refused:
    return Refused(Words(zh, en))
