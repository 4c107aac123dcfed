"""The lines of a .docx as a reader sees them: numbers counted, deletions gone, text boxes where they stand."""

import io
import re
from collections.abc import Iterator
from typing import Any

from edu_plan_cli.documents.labels import label_of
from edu_plan_cli.documents.lines import Line
from edu_plan_cli.documents.word_numbers import Numbers

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no part of the text as it stands: deletions, moves away, field codes, notes, and the second form of a drawing.
_UNSEEN = {f"{_W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr")} | {_FALLBACK}
_TASK = re.compile(r"任务|内容|事项|举措|措施|要点")
_WHO = re.compile(r"责任|牵头|科室|单位|部门")
_GROUP = re.compile(r"类别|板块|领域|部分|分类")
_ORDINAL = re.compile(r"序号|编号")
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
        if paragraph.tag == f"{_W}tbl":
            yield from _tasks(paragraph, count)
            continue
        properties = paragraph.find(f"{_W}pPr")
        named = properties.find(f"{_W}pStyle") if properties is not None else None
        style = named.get(f"{_W}val") if named is not None else None
        label = numbers.label(properties, style)
        indented = properties is not None and properties.find(f"{_W}ind") is not None
        text = label + _text(paragraph)
        for index, part in enumerate(text.split("\n")):
            yield Line(part.strip(), count, indented and not index, headings.get(style or "", 0))


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
        elif child.tag == f"{_W}tbl" and _columns(child):
            yield child
        else:
            yield from _paragraphs(child)


def _columns(table: Any) -> list[str]:
    """The heads of a table of tasks: one column says what is to be done, another who does it. Empty for other tables."""
    row = table.find(f"{_W}tr")
    heads = [] if row is None else [_cell(cell) for cell in row.findall(f"{_W}tc")]
    tasks, who = (any(pattern.search(head) for head in heads) for pattern in (_TASK, _WHO))
    return heads if tasks and who else []


def _tasks(table: Any, count: int) -> Iterator[Line]:
    """Each row as a numbered task, then its other cells as lines that begin with their head: 责任科室：…"""
    heads = _columns(table)
    task = next(index for index, head in enumerate(heads) if _TASK.search(head) and not _WHO.search(head))
    group, number = "", 0
    for row in table.findall(f"{_W}tr")[1:]:
        cells = [_cell(cell) for cell in row.findall(f"{_W}tc")]
        if len(cells) != len(heads) or not cells[task]:
            if joined := "".join(cells):
                yield Line(joined, count, heading=2)  # a row across: the name of what follows
            continue
        for head, cell in zip(heads, cells, strict=True):
            if _GROUP.search(head) and cell and cell != group:
                group = cell
                yield Line(cell, count, heading=2)
        number += 1
        yield Line(cells[task] if label_of(cells[task]) else f"{number}. {cells[task]}", count)
        for index, (head, cell) in enumerate(zip(heads, cells, strict=True)):
            if index != task and cell and not _GROUP.search(head) and not _ORDINAL.search(head):
                yield Line(f"{head}：{cell}", count)


def _cell(cell: Any) -> str:
    return "".join(_text(paragraph) for paragraph in cell.iter(f"{_W}p")).strip()


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
