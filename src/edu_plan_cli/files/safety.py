"""Look at a file before any library does: what could hurt is refused with a reason and advice."""

import io
import re
import zipfile
from typing import NamedTuple

from edu_plan_cli.values.words import Words

MAX_BYTES = 20_000_000
_MAX_ENTRIES, _MAX_UNPACKED, _MAX_RATIO = 1000, 50_000_000, 200
_SMALL = 1_000_000  # what is smaller may be packed as well as it likes
_EMBEDS = re.compile(rb"<w:(object|control|altChunk|subDoc)\b")
_FETCHES = re.compile(rb"\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|RD)\b", re.IGNORECASE)
_OLE = b"\xd0\xcf\x11\xe0"


class Refused(NamedTuple):
    why: Words


class Office(NamedTuple):
    suffix: str
    main: str  # the part that makes it what it is
    words: Words
    old: tuple[str, ...]  # what else may come in its stead


WORKBOOK = Office(".xlsx", "xl/workbook.xml", Words("Excel 表格", "spreadsheet"), (".xls", ".et"))
DOCUMENT = Office(".docx", "word/document.xml", Words("Word 文档", "Word document"), (".doc", ".wps"))


def look(name: str, data: bytes, office: Office, *, kept: bool = False) -> Refused | None:
    """None for a file that is safe to open. Nothing is unpacked whole, nothing in it is followed or run.

    ``kept``: it goes on into what is handed out, so it must not reach outside either: no linked template or picture,
    no embedded object, no field that fetches.
    """
    if len(data) > MAX_BYTES:
        return _no(f"文件超过 {MAX_BYTES // 1_000_000} MB。", "larger than such a file can be.")
    if data.startswith(_OLE) or name.lower().endswith(office.old):
        return _no(
            f"是旧的 {office.old[0]}、WPS 的 {office.old[1]}，或加了密码的文件；请另存为不加密码的 {office.suffix}。",
            f"an old or an encrypted file; save it as {office.suffix} without a password.",
        )
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return _no(
            f"不是完整的 {office.suffix} 文件，可能没传完；请重新发一份。",
            f"no whole {office.suffix} file; send it again.",
        )
    names = [entry.filename for entry in entries]
    if len(entries) > _MAX_ENTRIES or len(set(names)) != len(names):
        return _no("文件结构不对，不打开。", "a structure no such file has.")
    if sum(entry.file_size for entry in entries) > _MAX_UNPACKED or any(
        entry.file_size > _SMALL and entry.file_size > _MAX_RATIO * max(entry.compress_size, 1)
        for entry in entries
    ):
        return _no("展开后大得不正常，不打开。", "it unpacks to more than such a file can hold.")
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
    return _parts(archive, entries, kept=kept)


def _parts(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], *, kept: bool) -> Refused | None:
    total = 0
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        try:
            with archive.open(entry) as stream:
                data = stream.read(_MAX_UNPACKED + 1)  # what the directory says of a size may be a lie
        except (zipfile.BadZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
            return _no("文件损坏，可能没传完；请重新发一份。", "damaged; send it again.")
        total += len(data)
        if total > _MAX_UNPACKED:
            return _no("展开后大得不正常，不打开。", "it unpacks to more than such a file can hold.")
        if re.search(rb"<!\s*(DOCTYPE|ENTITY)", data, re.IGNORECASE) or b"<\0!\0D\0O\0C" in data:
            return _no("含有不该有的 XML 声明，不打开。", "it holds XML declarations no such file needs.")
        if kept and (_EMBEDS.search(data) or _fetches(data) or _links(entry.filename, data)):
            return _no(
                "引用了文件以外的内容（链接的模板、图片、对象或域），不能作模板；请断开链接再用。",
                "it takes in content from elsewhere (a linked template, picture, object or field); break the links first.",
            )
    return None


def _fetches(data: bytes) -> bool:
    """Whether a field takes in something else; its instruction may be cut into runs, and no part be in another encoding."""
    if b"\0" in data:
        return True
    cut = b"".join(re.findall(rb"<w:instrText[^>]*>([^<]*)", data))
    whole = b" ".join(re.findall(rb"w:instr=\"([^\"]*)", data))
    return _FETCHES.search(cut) is not None or _FETCHES.search(whole) is not None


def _links(name: str, data: bytes) -> bool:
    """Whether its relations lead out of the file; a hyperlink does nothing until somebody follows it."""
    found = re.findall(rb"<[\w:]*Relationship\b[^>]*>", data) if name.endswith(".rels") else []
    return any(
        re.search(rb"TargetMode\s*=\s*[\"']External", one) and not re.search(rb"/hyperlink[\"']", one)
        for one in found
    )


def _no(zh: str, en: str) -> Refused:
    return Refused(Words(zh, en))
