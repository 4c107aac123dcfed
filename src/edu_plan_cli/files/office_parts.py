"""The parts of an office file read as XML, streamed, before any library opens them: what they declare, name and embed.

Names are resolved and values decoded as a reader of the file would have them. No part is kept in memory, nothing is followed.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn
from urllib.parse import unquote, urlsplit

from edu_plan_cli.files.bounded_xml import BoundedXml, XmlError, XmlLimits
from edu_plan_cli.values.bilingual import Words

MAX_UNPACKED = 50_000_000
_MAX_DIRECTORY = 1_000_000  # bytes: the list of a thousand parts
_CHUNK = 1 << 16
_LIMITS = XmlLimits(depth=250, elements=500_000, attributes=1_500_000)
_MAX_AREA = 200_000  # cells that merged ranges of a workbook cover
# How often an element may stand in a workbook: every one of them is an object in memory before anything is read.
_MOST = {
    "c": 200_000, "row": 100_000, "si": 200_000, "r": 400_000, "mergeCell": 10_000, "xf": 20_000, "font": 10_000, "fill": 10_000,
    "border": 10_000, "numFmt": 10_000, "dxf": 10_000, "cellStyle": 20_000, "definedName": 10_000, "col": 20_000, "comment": 10_000,
    "dataValidation": 10_000, "conditionalFormatting": 10_000, "cfRule": 10_000, "hyperlink": 20_000, "sheet": 500,
}  # fmt: skip
_SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
_WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships Relationship"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"

# What a letterhead needs, and no more: the kinds of part it may have,
_PARTS = frozenset(
    "officeDocument core-properties extended-properties custom-properties thumbnail styles stylesWithEffects settings"
    " webSettings fontTable font theme numbering header footer footnotes endnotes image hyperlink customXml customXmlProps"
    " glossaryDocument comments commentsExtended commentsIds commentsExtensible people".split()
)  # fmt: skip
_DATA = frozenset("customXml customXmlProps core-properties extended-properties custom-properties".split())
_NO_XML = frozenset(
    "image thumbnail font hyperlink oleObject package vbaProject printerSettings audio video media aFChunk".split()
)
_IMAGES = frozenset(
    "image/png image/jpeg image/gif image/bmp image/tiff image/x-emf image/x-wmf image/jpg".split()
)
# whose words its parts are written in,
_VOCABULARIES = (
    "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/", "http://schemas.microsoft.com/office/",
    "urn:schemas-microsoft-com:", "http://www.wps.cn/", "http://purl.org/dc/", "http://www.w3.org/",
)  # fmt: skip
# the elements no letterhead has, as they embed or fetch,
_EMBEDDING = frozenset(
    "object control altChunk subDoc mailMerge OLEObject movie externalData frameset".split()
)
# and the fields that only count, date or point within the document.
_FIELDS = frozenset(
    "PAGE NUMPAGES SECTION SECTIONPAGES DATE TIME CREATEDATE SAVEDATE PRINTDATE EDITTIME TITLE SUBJECT AUTHOR KEYWORDS COMMENTS"
    " LASTSAVEDBY FILENAME NUMWORDS NUMCHARS DOCPROPERTY STYLEREF REF PAGEREF NOTEREF TOC TC SEQ HYPERLINK SYMBOL QUOTE EQ ADVANCE"
    " FORMTEXT FORMCHECKBOX FORMDROPDOWN LISTNUM AUTONUM REVNUM".split()
)  # fmt: skip


class Refused(NamedTuple):
    """Say why an office file is not opened."""

    why: Words


class _Stop(Exception):
    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.refused = Refused(Words(zh, en))


class Relation(NamedTuple):
    """Describe one relation between the parts of an office file (OPC, ECMA-376 part 2)."""

    kind: str  # the last word of its type
    target: str  # the name of a part, or what else is written
    outward: bool  # it leads out of the file, however its mode is written


class Package(NamedTuple):
    """Hold what all the parts of a file say of each other."""

    relations: list[Relation]
    types: dict[str, str]  # by "/name" of a part, and by ".suffix"
    strict: bool

    def reached_as(self, name: str) -> set[str]:
        """Return the kinds of relation that lead to a part; case is ignored, as OPC demands."""
        return {relation.kind for relation in self.relations if relation.target.lower() == name.lower()}

    def type_of(self, name: str) -> str:
        """Return the content type of a part, by its name or else its suffix; "" where none is declared."""
        suffix = posixpath.splitext(name)[1].lower()
        return self.types.get(f"/{name}".lower(), self.types.get(suffix, ""))


def read_parts(archive: zipfile.ZipFile, *, allow_embedded: bool) -> Refused | None:
    """Return why the file is not opened; None where all its parts are sound, and (``allow_embedded``) hold only what a letterhead needs."""
    reader = _Parts(archive, allow_embedded=allow_embedded)
    try:
        package = reader.package()
        reader.read(package)
    except _Stop as stop:
        return stop.refused
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return Refused(Words("文件损坏，可能没传完；请重新发一份。", "damaged; send it again."))
    return None


class _Parts:
    """One walk over one file's parts. A class because its counts go on from part to part."""

    def __init__(self, archive: zipfile.ZipFile, *, allow_embedded: bool) -> None:
        self.archive = archive
        self.allow_embedded = allow_embedded
        self.xml = BoundedXml(_LIMITS)
        self.unpacked = self.area = 0
        self.counts: Counter[str] = Counter()

    def package(self) -> Package:
        """Return the content types and every relation, of whatever part."""
        relations: list[Relation] = []
        types: dict[str, str] = {}
        kinds: set[str] = set()
        folder = ""

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == _RELATION:
                kinds.add(attributes.get("Type", ""))
                kind, target = attributes.get("Type", "").rpartition("/")[2], attributes.get("Target", "")
                outward = attributes.get("TargetMode", "").strip().lower() == "external" or _is_address(
                    target
                )
                inside = posixpath.normpath(posixpath.join(f"/{folder}", unquote(target))).strip("/")
                relations.append(Relation(kind, target if outward else inside, outward))
            elif name == f"{_TYPES} Override":
                types[attributes.get("PartName", "").lower()] = attributes.get("ContentType", "").lower()
            elif name == f"{_TYPES} Default":
                types[f".{attributes.get('Extension', '')}".lower()] = attributes.get(
                    "ContentType", ""
                ).lower()

        for entry in self.archive.infolist():
            if _is_about_parts(entry.filename):
                folder = posixpath.dirname(posixpath.dirname(entry.filename))
                self._parse(entry, start)
        return Package(relations, types, _STRICT in kinds)

    def read(self, package: Package) -> None:
        if package.strict:
            _no(
                "是“严格 Open XML”格式的文件，读不了；请另存为普通的 .docx、.xlsx。",
                "a file in Strict Open XML; save it as an ordinary .docx or .xlsx.",
            )
        # Some writers declare what a .bin would be in every file, also where it has none.
        used = {posixpath.splitext(entry.filename)[1].lower() for entry in self.archive.infolist()}
        kinds = (kind for name, kind in package.types.items() if name.startswith("/") or name in used)
        if any(re.search(r"vbaproject|macroenabled|vbadata", kind) for kind in kinds) or any(
            relation.kind == "vbaProject" for relation in package.relations
        ):
            _no("带有宏；请另存为不带宏的再发。", "it holds macros; save it without them.")
        if self.allow_embedded and not all(_is_needed(relation, package) for relation in package.relations):
            _links()
        for entry in self.archive.infolist():
            name = entry.filename
            if _is_about_parts(name):
                continue
            reached = package.reached_as(name)
            if (
                name.lower().endswith((".xml", ".vml"))
                or package.type_of(name).endswith(("xml", "vmldrawing"))
                or reached - _NO_XML
            ):
                self._parse(
                    entry, _Letterhead() if self.allow_embedded and reached - _DATA else self._counted
                )

    def _parse(self, entry: zipfile.ZipInfo, start: Any) -> None:
        end, text = getattr(start, "end", None), getattr(start, "text", None)
        try:
            self.xml.parse(self._unpacked(entry), start, end, text)
        except XmlError as error:
            if error.kind == "too_much":
                _no("嵌套太深或内容太多，不打开。", "it is nested too deeply, or holds too much.")
            if error.kind == "doctype":
                _no("含有不该有的 XML 声明，不打开。", "it holds XML declarations no such file needs.")
            raise ValueError(str(error)) from error

    def _unpacked(self, entry: zipfile.ZipInfo) -> Iterator[bytes]:
        """Yield a part, piece by piece: what the directory says of its size may be a lie."""
        with self.archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                self.unpacked += len(chunk)
                if self.unpacked > MAX_UNPACKED:
                    _no("展开后大得不正常，不打开。", "it unpacks to more than such a file can hold.")
                yield chunk

    def _counted(self, name: str, attributes: dict[str, str]) -> None:
        """A workbook's sheets, strings and styles declare no more than a form can have."""
        space, _, local = name.rpartition(" ")
        if space not in _SPREADSHEET or (most := _MOST.get(local)) is None:
            return
        self.counts[local] += 1
        if local == "mergeCell":
            self.area += _area(attributes.get("ref", ""))
        if self.counts[local] > most or self.area > _MAX_AREA:
            _no(
                "表格里的行、格、合并区域或样式多得不正常，不打开；请把内容复制到新表里再发。",
                "it has more rows, cells, merged ranges or styles than a form can have; copy it into a new one.",
            )


def _is_about_parts(name: str) -> bool:
    return name.lower().endswith(".rels") or name.lower() == "[content_types].xml"


def _is_address(target: str) -> bool:
    address = urlsplit(target)
    return bool(address.scheme or address.netloc) or "\\" in target


def _is_needed(relation: Relation, package: Package) -> bool:
    """Tell whether a letterhead needs it; a hyperlink does nothing until somebody follows it."""
    if relation.kind == "hyperlink":
        return True
    if relation.outward or relation.kind not in _PARTS:
        return False
    return relation.kind != "image" or package.type_of(relation.target) in _IMAGES


class _Letterhead:
    """Say whether a part holds only what a letterhead needs. Fields are cut into runs, and stand within each other."""

    def __init__(self) -> None:
        self.fields: list[str | None] = []  # the instruction of each open field; None once it is judged
        self.reading = False

    def __call__(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local in _EMBEDDING or not space.startswith(_VOCABULARIES):
            _links()
        if local in ("imagedata", "fill", "stroke", "background") and any(
            value for key, value in attributes.items() if key.rpartition(" ")[2] in ("href", "src", "althref")
        ):
            _links()
        if space not in _WORD:
            return
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if local == "fldSimple":
            _judge(values.get("instr", ""))
        elif local == "fldChar" and values.get("fldCharType") == "begin":
            self._nested()
            self.fields.append("")
        elif local == "fldChar" and self.fields:
            self._judge_last()
            if values.get("fldCharType") == "end":
                self.fields.pop()
        elif local == "instrText":
            self.reading = True

    def end(self, name: str) -> None:
        if name.endswith(" instrText"):
            self.reading = False

    def text(self, data: str) -> None:
        if not self.reading:
            return
        if not self.fields:
            _links()  # an instruction of no field
        if (last := self.fields[-1]) is not None and len(last) < 1000:  # noqa: PLR2004  its name comes first
            self.fields[-1] = last + data

    def _nested(self) -> None:
        """A field within another's instruction: the outer one must have said its name by then."""
        if self.fields and self.fields[-1] is not None:
            self._judge_last()

    def _judge_last(self) -> None:
        if (last := self.fields[-1]) is not None:
            _judge(last)
            self.fields[-1] = None


def _judge(instruction: str) -> None:
    name = re.match(r"\s*(=|[^\s\\\"]+)", instruction)
    if name is None or (name[1] != "=" and name[1].upper() not in _FIELDS):
        _links()


def _area(ref: str) -> int:
    """Cells a range covers; a whole sheet where it is no range of cells."""
    match = re.fullmatch(r"\$?([A-Za-z]{1,3})\$?(\d{1,7})(?::\$?([A-Za-z]{1,3})\$?(\d{1,7}))?", ref)
    if match is None:
        return _MAX_AREA + 1
    if match[3] is None:
        return 1
    columns = abs(_column(match[3]) - _column(match[1])) + 1
    return columns * (abs(int(match[4]) - int(match[2])) + 1)


def _column(letters: str) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def _links() -> NoReturn:
    _no(
        "引用了文件以外的内容，或有模板用不着的东西（链接的模板、图片，嵌入的对象，会取东西的域），不能作模板；请去掉再用。",
        "it takes in content from elsewhere, or holds what no letterhead needs (a linked template or picture, an embedded object, "
        "a field that fetches); take it out first.",
    )


def _no(zh: str, en: str) -> NoReturn:
    raise _Stop(zh, en)


def opened(data: bytes) -> zipfile.ZipFile | None:
    """Return the archive; None where its list of parts is longer than any such file's, which is seen before it is read.

    Raises what zipfile raises for what is no such file.
    """
    at = data.rfind(b"PK\5\6", max(len(data) - 65_557, 0))
    whole = 0 <= at <= len(data) - 22
    for_gigabytes = b"PK\6\7" in data[max(at - 20, 0) : max(at, 0)]
    if at >= 0 and (
        not whole or for_gigabytes or int.from_bytes(data[at + 12 : at + 16], "little") > _MAX_DIRECTORY
    ):
        return None
    return zipfile.ZipFile(io.BytesIO(data))
