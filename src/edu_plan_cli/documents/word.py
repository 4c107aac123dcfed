"""The lines of a .docx as a reader sees them: numbers counted, deletions gone, text boxes where they stand."""

import io
import re
from collections.abc import Iterator
from typing import Any

from edu_plan_cli.documents.lines import Line
from edu_plan_cli.documents.word_numbers import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no part of the text as it stands: deletions, moves away, field codes, notes, and the second form of a drawing.
_UNSEEN = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)


def read_word(data: bytes) -> list[Line]:
    """Raises what the library raises for a file that is not sound; it has been looked at before (files.safety)."""
    import docx

    document = docx.Document(io.BytesIO(data))
    parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
    numbering = parts["numbering"].target_part.element if "numbering" in parts else None
    numbers = Numbers(numbering, document.styles.element)
    headings = {
        style.style_id: int(found[1])
        for style in document.styles
        if (found := _HEADING.fullmatch(style.name or ""))
    }
    return list(_lines(document.element.body, numbers, headings))


def _lines(body: Any, numbers: Numbers, headings: dict[str, int]) -> Iterator[Line]:
    for count, paragraph in enumerate(_paragraphs(body), 1):
        properties = paragraph.find(f"{_W}pPr")
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = named.get(f"{_W}val") if named is not None else None
        label = numbers.label(properties, style)
        indented = properties is not None and properties.find(f"{_W}ind") is not None
        text = label + _text(paragraph)
        for index, part in enumerate(text.split("\n")):
            yield Line(part.strip(), count, indented and not index, headings.get(style or "", 0))


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Every paragraph in reading order, those in tables and text boxes too (a red head is often one)."""
    for child in parent:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}p":
            yield from (box for box in _paragraphs(child))
            yield child
        else:
            yield from _paragraphs(child)


def _text(element: Any) -> str:
    text = ""
    for child in element:
        if child.tag in _UNSEEN or child.tag in (f"{_W}p", f"{_W}txbxContent"):
            continue
        if child.tag == f"{_W}t":
            text += child.text or ""
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            text += "\n"
        elif child.tag == f"{_W}tab":
            text += " "
        elif child.tag == f"{_W}noBreakHyphen":
            text += "-"
        else:
            text += _text(child)
    return text
