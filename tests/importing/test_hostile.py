"""Files that would hurt, and files that only look as if they would."""

import io
import zipfile
from collections.abc import Callable

import pytest

from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.outline import outline, too_much
from edu_plan_cli.features.importing.plan_draft import draft
from importing.word_files import CHINESE, DOCUMENT, numbered, tampered, zipped

ELSEWHERE = b'<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="http://127.0.0.1:9/n.xml" TargetMode="External"/></Relationships>'


def texts(data: bytes, name: str = "要点.docx") -> list[str]:
    return [line.printed for line in read_document(name, data)]


def without(part: str) -> bytes:
    """A sound document with a part missing that others speak of."""
    sound = zipfile.ZipFile(io.BytesIO(numbered(CHINESE, [(0, "党建")])))
    return zipped({name: sound.read(name) for name in sound.namelist() if name != part})


def with_body(xml: str, *, instead: bool = False) -> bytes:
    """A sound document with more (or only this) in its body."""

    def changed(old: bytes) -> bytes:
        start, end = old.index(b"<w:body>") + len(b"<w:body>"), old.index(b"<w:sectPr")
        return (old[:start] if instead else old[:end]) + xml.encode() + old[end:]

    return tampered("word/document.xml", changed)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"hello",
    "an old .doc under another name": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a spreadsheet": lambda: zipped({"xl/workbook.xml": b"<x/>"}),
    "truncated": lambda: numbered(CHINESE, [(0, "党建")])[:-60],
    "bomb": lambda: zipped(DOCUMENT | {"word/a.xml": bytes(60_000_000)}),
    "high ratio": lambda: zipped(DOCUMENT | {"word/a.xml": b" " * 5_000_000}),
    "many entries": lambda: zipped(DOCUMENT | {f"word/{n}.xml": b"" for n in range(1100)}),
    "doctype": lambda: tampered("word/document.xml", lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data),
    "external entity": lambda: tampered("word/styles.xml", lambda data: b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + data),
    "utf-16 doctype": lambda: tampered("word/numbering.xml", lambda _: "<!DOCTYPE a>".encode("utf-16")),
    "macros": lambda: zipped(DOCUMENT | {"word/vbaProject.bin": b"x"}),
    "path upward": lambda: zipped(DOCUMENT | {"../../evil.xml": b"<x/>"}),
    "too big": lambda: b"PK" + bytes(21_000_000),
    "random": lambda: b"PK\x03\x04" + bytes(range(256)) * 20,
    "no parts behind the name": lambda: zipped(DOCUMENT),
    "no XML": lambda: tampered("word/document.xml", lambda _: b"<w:document"),
    "no styles": lambda: without("word/styles.xml"),
    "no content types": lambda: without("[Content_Types].xml"),
    "numbers kept elsewhere": lambda: tampered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", ELSEWHERE)),
    "a paragraph without an end": lambda: with_body("<w:p><w:r><w:t>" + "新增学位30个，" * 2000 + "</w:t></w:r></w:p>"),
    "a hundred thousand paragraphs": lambda: with_body("".join(f"<w:p><w:r><w:t>第{n}段</w:t></w:r></w:p>" for n in range(100_000))),
    "a hundred thousand empty paragraphs": lambda: with_body("<w:p/>" * 100_000, instead=True),
    "deep": lambda: tampered("word/document.xml", lambda _: b"<a>" * 1_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_document("坏.docx", HOSTILE[name]())
    assert refused.value.why.zh.endswith("。")


def test_what_a_document_links_to_is_not_fetched() -> None:
    """The target does not exist; whoever followed the link would fail."""
    link = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    data = tampered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link))
    assert texts(data) == ["一、党建", "（一）学习。"]


CYCLE = '<w:style w:type="paragraph" w:styleId="{0}"><w:name w:val="{0}"/><w:basedOn w:val="{1}"/></w:style>'
LINK = '<w:style w:type="numbering" w:styleId="L"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="778"/></w:numPr></w:pPr></w:style>'
NUMBERS = '<w:abstractNum w:abstractNumId="777"><w:numStyleLink w:val="L"/></w:abstractNum><w:num w:numId="778"><w:abstractNumId w:val="777"/></w:num>'


def styled(extra: str) -> Callable[[bytes], bytes]:
    return lambda old: old.replace(b"</w:styles>", extra.encode() + b"</w:styles>")


ODD: dict[str, Callable[[], bytes]] = {
    "styles based on each other": lambda: tampered("word/styles.xml", styled(CYCLE.format("A", "B") + CYCLE.format("B", "A"))),
    "a list linked to itself": lambda: tampered("word/numbering.xml", lambda old: old.replace(b"</w:numbering>", NUMBERS.encode() + b"</w:numbering>")),
    "a style linked to no list": lambda: tampered("word/styles.xml", styled(LINK)),
    "tables in tables": lambda: with_body("<w:tbl><w:tr><w:tc>" * 60 + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * 60),
    "a cell of a hundred million columns": lambda: with_body('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="99999999"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>'),
    "an image elsewhere": lambda: tampered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", ELSEWHERE.replace(b"numbering", b"image"))),
    "empty paragraphs without end": lambda: with_body("<w:p/>" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize("name", ODD)
def test_an_odd_document_is_read_as_what_it_says(name: str) -> None:
    assert texts(ODD[name]()) == ["一、党建", "（一）学习。"]


LONG = [
    "（责任", "（", "责任：", "责任科室：、", "人事科、", "1", "1,111", ".", "…", " x", "提升建设新建学", "“《", "每月", "新增学位30个，",
    "新增学位30个、", "新增学位30个。", "率", "提升", "制定", "学校", "3月", "2023年", "一是；", "和及", "3-", "应", "力争", "：", "达到", "由1", "x（",
]  # fmt: skip


@pytest.mark.parametrize("part", LONG)
def test_a_page_of_anything_is_read_at_once(part: str) -> None:
    """No wording makes the search for wording endless."""
    text = "某区教育局2024年工作要点\n一、党建\n1.抓学习" + (part * 10_000)[:9_000]
    lines = read_document("要点.txt", text.encode())
    found = outline(lines)
    assert too_much(found) is None
    assert draft(found, lines, 2024, "要点.txt").items == 1


CODED = {
    "GBK": "gb18030", "UTF-8 with a mark": "utf-8-sig", "UTF-16 with a mark": "utf-16", "UTF-16": "utf-16-le", "UTF-16, big end first": "utf-16-be",
}  # fmt: skip


@pytest.mark.parametrize("name", CODED)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_however_it_is_coded(name: str, end: str) -> None:
    lines = ["某区教育局2024年工作要点", "一、党建", "1.抓学习。新增学位30个。"]
    assert texts(end.join(lines).encode(CODED[name]), "要点.txt") == lines


@pytest.mark.parametrize("data", [b"", b"\n \n", bytes(range(256)) * 40, b"a\n" * 30_000])
def test_a_text_that_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(NotRead):
        read_document("要点.txt", data)
