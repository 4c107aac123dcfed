"""Office files that declare, name or embed more than they should, made from sound ones. All are harmless: what they name is not there."""

import io
import zipfile
from collections.abc import Callable

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOWHERE = "http://127.0.0.1:9/none"

Parts = dict[str, bytes]
Made = Callable[[], bytes]


def zipped(parts: Parts) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return stream.getvalue()


def _types(*overrides: tuple[str, str]) -> bytes:
    written = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides)
    defaults = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/>'
    )
    return f'<Types xmlns="{PACKAGE}/content-types">{defaults}{written}</Types>'.encode()


def relations(*found: tuple[str, str, str]) -> bytes:
    """Of (type, target, mode)."""
    written = "".join(
        f'<Relationship Id="r{n}" Type="{OFFICE}/relationships/{kind}" Target="{target}" {mode}/>'
        for n, (kind, target, mode) in enumerate(found)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'.encode()


def workbook(sheet: str = "", strings: str = "", styles: str = "", names: str = "") -> bytes:
    """A workbook of one sheet; what is given stands in the parts of those names."""
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = {
        "[Content_Types].xml": _types(
            ("/xl/workbook.xml", f"{kind}sheet.main+xml"), ("/xl/worksheets/s.xml", f"{kind}worksheet+xml"),
            ("/xl/sharedStrings.xml", f"{kind}sharedStrings+xml"), ("/xl/styles.xml", f"{kind}styles+xml"),
        ),
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml", "")),
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{OFFICE}/relationships"><sheets><sheet name="a" sheetId="1" r:id="r0"/></sheets>{names}</workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": relations(
            ("worksheet", "worksheets/s.xml", ""), ("sharedStrings", "sharedStrings.xml", ""), ("styles", "styles.xml", "")
        ),
        "xl/worksheets/s.xml": f'<worksheet xmlns="{SHEET}">{sheet or "<sheetData/>"}</worksheet>'.encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{SHEET}">{strings}</sst>'.encode(),
        "xl/styles.xml": f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>'.encode(),
    }  # fmt: skip
    return zipped(parts)


def document(body: str = "", *found: tuple[str, str, str], **more: bytes) -> bytes:
    """A document of one paragraph and what is given, with further relations and parts."""
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    parts = {
        "[Content_Types].xml": _types(("/word/document.xml", f"{kind}document.main+xml")),
        "_rels/.rels": relations(("officeDocument", "word/document.xml", "")),
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{OFFICE}/relationships"><w:body><w:p><w:r><w:t>{{{{正文}}}}</w:t></w:r></w:p>{body}</w:body></w:document>'.encode(),
        "word/_rels/document.xml.rels": relations(*found),
    }  # fmt: skip
    return zipped(parts | more)


def _cells(count: int) -> str:
    rows = (
        f'<row r="{r}">' + "".join(f'<c r="{c}{r}"><v>{r}</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for r in range(1, count // 10)
    )
    return f"<sheetData>{''.join(rows)}</sheetData>"


def _times(element: str, count: int) -> str:
    return "".join(element.format(n) for n in range(count))


WORKBOOKS: dict[str, Made] = {
    "merged over a table": lambda: workbook('<sheetData/><mergeCells><mergeCell ref="A1:Z8000"/></mergeCells>'),
    "merged a column": lambda: workbook('<sheetData/><mergeCells><mergeCell ref="A1:A250000"/></mergeCells>'),
    "merged with signs": lambda: workbook('<sheetData/><mergeCells><mergeCell ref="$A$1:$Z$8000"/></mergeCells>'),
    "many merged": lambda: workbook("<sheetData/><mergeCells>" + _times('<mergeCell ref="A{0}:B{0}"/>', 20_000) + "</mergeCells>"),
    "many cells": lambda: workbook(_cells(250_000)),
    "many rows": lambda: workbook("<sheetData>" + _times('<row r="{0}"/>', 110_000) + "</sheetData>"),
    "many strings": lambda: workbook(strings=_times("<si><t>a{0}</t></si>", 300_000)),
    "many runs": lambda: workbook(strings="<si>" + _times("<r><t>{0}</t></r>", 450_000) + "</si>"),
    "many formats": lambda: workbook(styles="<cellXfs>" + _times('<xf numFmtId="{0}"/>', 60_000) + "</cellXfs>"),
    "many styles": lambda: workbook(styles="<cellStyles>" + _times('<cellStyle name="s{0}" xfId="0"/>', 60_000) + "</cellStyles>"),
    "many fonts": lambda: workbook(styles="<fonts>" + _times('<font><sz val="{0}"/></font>', 60_000) + "</fonts>"),
    "many fills": lambda: workbook(styles="<fills>" + _times("<fill><patternFill/></fill>", 60_000) + "</fills>"),
    "many names": lambda: workbook(names="<definedNames>" + _times('<definedName name="n{0}">a!$A$1</definedName>', 60_000) + "</definedNames>"),
    "many checks": lambda: workbook("<sheetData/><dataValidations>" + _times('<dataValidation sqref="A{0}"/>', 60_000) + "</dataValidations>"),
    "many rules": lambda: workbook("<sheetData/>" + _times('<conditionalFormatting sqref="A{0}"/>', 60_000)),
    "many columns": lambda: workbook("<cols>" + _times('<col min="{0}" max="{0}"/>', 60_000) + "</cols><sheetData/>"),
    "many links": lambda: workbook("<sheetData/><hyperlinks>" + _times('<hyperlink ref="A{0}"/>', 60_000) + "</hyperlinks>"),
    "many attributes": lambda: workbook("<sheetData/>" + _times("<a " + " ".join(f'b{n}="{n}"' for n in range(40)) + "/>", 40_000)),
    "many elements": lambda: workbook("<sheetData/>" + _times("<x>{0}</x>", 550_000)),
    "deep": lambda: workbook("<a>" * 300),
    "an entity in a sheet": lambda: zipped(_replaced(workbook(), "xl/worksheets/s.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "an entity in strings": lambda: zipped(_replaced(workbook(), "xl/sharedStrings.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "an entity in the relations": lambda: zipped(_replaced(workbook(), "xl/_rels/workbook.xml.rels", b"<!DOCTYPE a><a/>")),
    "an entity in the types": lambda: zipped(_replaced(workbook(), "[Content_Types].xml", b"<!DOCTYPE a><a/>")),
    "a part that is no XML": lambda: zipped(_replaced(workbook(), "xl/styles.xml", b"\0" * 100)),
    "half a part": lambda: zipped(_replaced(workbook(), "xl/worksheets/s.xml", b"<worksheet><sheetData>")),
    "macros by type": lambda: zipped(_replaced(workbook(), "[Content_Types].xml", _types(("/xl/workbook.xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml")))),
    "strict": lambda: zipped(_replaced(workbook(), "_rels/.rels", relations(("officeDocument", "xl/workbook.xml", "")).replace(OFFICE.encode(), b"http://purl.oclc.org/ooxml/officeDocument"))),
    "more than is read": lambda: zipped(_replaced(workbook(), "bomb", b"\0" * 60_000_000)),
    "a part twice": lambda: zipped(_parts(workbook()) | {"XL/Workbook.xml": b"<a/>"}),
    "a thousand parts more": lambda: zipped(_parts(workbook()) | {f"xl/{n}.xml": b"<a/>" for n in range(1100)}),
    "half a file": lambda: workbook()[:-60],
    "a list of parts too long": lambda: zipped({f"{n:0100}": b"" for n in range(20_000)}),
    "no workbook": lambda: zipped({"a.xml": b"<a/>"}),
    "a document": document,
    "an old workbook": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "nothing": lambda: b"",
    "zeros": lambda: bytes(4096),
    "a text": "学前教育科".encode,
}  # fmt: skip

_FIELD = (
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
)


def _instruction(*runs: str) -> str:
    return _FIELD.format("".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs))


DOCUMENTS: dict[str, Made] = {
    f"a {kind} elsewhere": lambda kind=kind: document("", (kind, NOWHERE, 'TargetMode="External"'))
    for kind in ("image", "attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk", "mailMergeSource", "video", "header")
} | {
    f"a {kind} inside": lambda kind=kind: document("", (kind, f"{kind}.bin", ""), **{f"word/{kind}.bin": b"x"})
    for kind in ("oleObject", "package", "control", "aFChunk", "chart", "diagramData", "attachedToolbars")
} | {
    "elsewhere by a host": lambda: document("", ("image", "//127.0.0.1/none.png", "")),
    "a field": lambda: document(_instruction(f' INCLUDETEXT "{NOWHERE}"')),
    "a field in a field": lambda: document(_FIELD.format(_instruction(" QUOTE x") + "<w:r><w:instrText> a</w:instrText></w:r>")),
    "a simple field": lambda: document(f"<w:fldSimple w:instr=' INCLUDEPICTURE \"{NOWHERE}\"'/>"),
    "another prefix": lambda: document(f'<q:fldSimple xmlns:q="{WORD}" q:instr=" INCLUDETEXT x"/>'),
    "an embedded object": lambda: document("<w:p><w:r><w:object/></w:r></w:p>"),
    "an embedded object by another prefix": lambda: document(f'<q:object xmlns:q="{WORD}"/>'),
    "a control": lambda: document("<w:control/>"),
    "a document in the document": lambda: document('<w:altChunk r:id="r0"/>'),
    "another vocabulary": lambda: document('<x:a xmlns:x="urn:example"/>'),
    "an instruction of no field": lambda: document("<w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"),
    "a picture of another kind": lambda: document("", ("image", "p.html", ""), **{"word/p.html": b"<a/>"}),
    "macros": lambda: document("", ("vbaProject", "code.bin", ""), **{"word/code.bin": b"x"}),
    "an entity": lambda: zipped(_replaced(document(), "word/document.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')),
    "deep": lambda: document("<w:sdt>" * 300 + "</w:sdt>" * 300),
    "many elements": lambda: document("<w:p/>" * 550_000),
    "half a document": lambda: document()[:-60],
}  # fmt: skip


def _parts(data: bytes) -> Parts:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _replaced(data: bytes, name: str, part: bytes) -> Parts:
    return _parts(data) | {name: part}
