"""What a file is, told by what it holds; its suffix only tells texts apart, which have no marks of their own."""

import re
import zipfile
from typing import NamedTuple

from edu_plan_cli.files.office_parts import opened
from edu_plan_cli.values.bilingual import Words

_HEAD = 4000  # bytes in which a file says what it is
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HTML = re.compile(rb"(?:\s|\xef\xbb\xbf|<\?xml[^>]*>|<!--.{0,2000}?-->)*<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE | re.DOTALL)  # fmt: skip
_MIME = re.compile(rb"(?:[A-Za-z][A-Za-z0-9-]*:[^\n]*\n(?:[ \t][^\n]*\n)*)*?(?:MIME-Version|Content-Type):", re.IGNORECASE)  # fmt: skip
_WEB_PART = re.compile(rb"Content-Type:\s*(?:multipart/|text/html)", re.IGNORECASE)
_IMAGES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"II*\0", b"MM\0*", b"BM")


class Kind(NamedTuple):
    """A kind of file: what it is called, the suffixes it goes by, and the extra of the package that reads it."""

    words: Words
    suffixes: tuple[str, ...]
    documents: bool = False  # it takes the extra `documents`


KINDS = {
    "docx": Kind(Words("Word 文档", "a Word document"), (".docx",)),
    "doc": Kind(Words("旧的 Word、WPS 文档", "an old Word or WPS document"), (".doc", ".wps")),
    "rtf": Kind(Words("RTF 文档", "an RTF document"), (".rtf",)),
    "odt": Kind(Words("OpenDocument 文档", "an OpenDocument text"), (".odt",)),
    "uof": Kind(Words("标文通（UOF）文档", "a UOF document"), (".uot", ".uof")),
    "xlsx": Kind(Words("Excel 表格", "a workbook"), (".xlsx",)),
    "xls": Kind(Words("旧的 Excel、WPS 表格", "an old Excel or WPS workbook"), (".xls", ".et"), documents=True),
    "ods": Kind(Words("OpenDocument 表格", "an OpenDocument workbook"), (".ods",)),
    "html": Kind(Words("网页（HTML）", "a web page (HTML)"), (".html", ".htm"), documents=True),
    "mht": Kind(Words("存成一个文件的网页（MHTML）", "a web page in one file (MHTML)"), (".mht", ".mhtml"), documents=True),
    "pdf": Kind(Words("PDF", "a PDF"), (".pdf",), documents=True),
    "ofd": Kind(Words("OFD 版式文件（GB/T 33190）", "an OFD file (GB/T 33190)"), (".ofd",)),
    "image": Kind(Words("图片", "a picture"), (".jpg", ".jpeg", ".png", ".gif", ".tif", ".tiff", ".bmp")),
    "locked": Kind(Words("加了密码的文件", "a file with a password"), ()),
    "text": Kind(Words("文字", "a text"), (".txt", ".md", ".markdown")),
}  # fmt: skip


def kind_of(suffix: str, data: bytes) -> str | None:
    """A key of KINDS; None for what is none of them. ``suffix`` is in lower case. Nothing is unpacked."""
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(_OLE):
        return _of_ole(suffix, data)
    if head.startswith(b"PK\3\4"):
        return _of_package(suffix, data)
    if head.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(_IMAGES):
        return "image"
    text = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    text = text.removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    if b"UOF" in text[:1000] and b"<?xml" in text[:200]:
        return "uof"
    if _MIME.match(text) and _WEB_PART.search(text):
        return "mht"
    if _HTML.match(text) or suffix in KINDS["html"].suffixes:
        return "html"
    return "text" if suffix in KINDS["text"].suffixes else None


def _of_ole(suffix: str, data: bytes) -> str | None:
    """By the names of its streams, which stand in it as UTF-16."""

    def holds(name: str) -> bool:
        return name.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        return "locked"
    if holds("WordDocument") and not (holds("Workbook") and suffix in KINDS["xls"].suffixes):
        return "doc"
    if holds("Workbook") or (holds("Book") and suffix in KINDS["xls"].suffixes):
        return "xls"
    return "doc" if suffix in KINDS["doc"].suffixes else None  # as one of WPS' own may be


def _of_package(suffix: str, data: bytes) -> str | None:
    try:
        archive = opened(data)
        names = set(archive.namelist()) if archive else set()
        kind = _opendocument(archive) if archive and "content.xml" in names else None
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, RuntimeError):
        names, kind = set(), None
    if kind is not None:
        return kind
    for part, key in (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("OFD.xml", "ofd"), ("_meta/meta.xml", "uof")):  # fmt: skip
        if part in names:
            return key
    # One that is broken or made otherwise is what it says it is; that it is not is found when it is inspected.
    return next((key for key in ("docx", "xlsx", "odt", "ods", "ofd") if suffix in KINDS[key].suffixes), None)


def _opendocument(archive: zipfile.ZipFile) -> str | None:
    """What an OpenDocument package says it is; ``locked`` for one whose parts are encrypted (ODF 1.3 part 2, 3.4)."""
    said = dict.fromkeys(("mimetype", "META-INF/manifest.xml"), b"")
    for name in said.keys() & set(archive.namelist()):
        with archive.open(name) as stream:
            said[name] = stream.read(100_000)
    if b"encryption-data" in said["META-INF/manifest.xml"]:
        return "locked"
    kinds = {b"opendocument.text": "odt", b"opendocument.spreadsheet": "ods"}
    return next((kind for word, kind in kinds.items() if word in said["mimetype"]), None)
