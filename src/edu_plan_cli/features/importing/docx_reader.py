"""The lines of a .docx as a reader sees them: numbers counted, deletions gone, text boxes where they stand."""

import io
import re
from collections.abc import Iterator
from typing import Any

from edu_plan_cli.features.importing.docx_numbering import Numbers
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.task_tables import is_of_tasks, task_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no part of the text as it stands: deletions, moves away, field codes, notes, and the second form of a drawing.
_UNSEEN = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_WIDEST = 63  # columns a table of Word's may have
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]$", re.IGNORECASE)


def read_word(data: bytes) -> list[Paragraph]:
    """Raises what the library raises for a file that is not sound; it has been looked at before (files.safety)."""
    import docx

    document = docx.Document(io.BytesIO(data))
    parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
    numbering = parts["numbering"].target_part.element if "numbering" in parts else None
    numbers = Numbers(numbering, document.styles.element)
    levels = {style.style_id: _level(style.name or "") for style in document.styles}
    return list(_lines(document.element.body, numbers, levels))


def _level(style: str) -> int | None:
    """Of a heading 1 to 9; 0: no heading; None: a line of a table of contents, which says nothing of its own."""
    found = _HEADING.fullmatch(style)
    return None if _CONTENTS.fullmatch(style) else int(found[1]) if found else 0


def _lines(body: Any, numbers: Numbers, levels: dict[str, int | None]) -> Iterator[Paragraph]:
    for count, paragraph in enumerate(_paragraphs(body), 1):
        if paragraph.tag == f"{_W}tbl":
            yield from task_lines(_rows(paragraph), count)
            continue
        properties = paragraph.find(f"{_W}pPr")
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = named.get(f"{_W}val") if named is not None else None
        label = numbers.label(properties, style)
        if (level := levels.get(style or "", 0)) is None:
            continue
        indented = properties is not None and properties.find(f"{_W}ind") is not None
        bullet = label is None
        text = (label or "") + _text(paragraph)
        for index, part in enumerate(text.split("\n")):
            yield Paragraph(part.strip(), count, indented and not index, level, own=bullet and not index)


def _paragraphs(parent: Any) -> Iterator[Any]:
    """Every paragraph in reading order, those in tables and text boxes too (a red head is often one).

    A table of tasks comes whole: what its cells say is told by its head.
    """
    for child in parent:
        if child.tag in _UNSEEN:
            continue
        if child.tag == f"{_W}p":
            yield from _paragraphs(child)
            yield child
        elif child.tag == f"{_W}tbl" and child.find(f".//{_W}tbl") is None and is_of_tasks(_rows(child)):
            yield child
        else:
            yield from _paragraphs(child)


def _rows(table: Any) -> list[list[str]]:
    """Its cells' texts. A cell that spans columns is followed by empty ones."""
    rows = []
    for row in table.findall(f"{_W}tr"):
        cells: list[str] = []
        for cell in row.findall(f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            width = span.get(f"{_W}val", "1") if span is not None else "1"
            more = min(int(width), _WIDEST) - 1 if width.isdecimal() else 0
            cells += [_cell(cell), *[""] * more]
        rows.append(cells)
    return rows


def _cell(cell: Any) -> str:
    return re.sub(r"\s*\n\s*", "", "".join(_text(p) for p in cell.iter(f"{_W}p"))).strip()


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
