"""Word files for the tests, made by the library people's files are read with, and what may be wrong with them."""

import io
import zipfile
from collections.abc import Callable
from typing import Any

import docx
from docx.oxml import parse_xml

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(number: int, form: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(levels: str, paragraphs: list[tuple[int | None, str]], override: str = "") -> bytes:
    """A document whose paragraphs have Word's automatic numbers of the given levels (None: no number)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    for depth, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if depth is not None:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>')
            )
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


CHINESE = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3．")
)


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


DOCUMENT = {"word/document.xml": b"<w:document/>"}


def tampered(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound document with one part changed."""
    sound = zipfile.ZipFile(io.BytesIO(numbered(CHINESE, [(0, "党建"), (1, "学习。")])))
    return zipped(
        {name: change(sound.read(name)) if name == part else sound.read(name) for name in sound.namelist()}
    )
