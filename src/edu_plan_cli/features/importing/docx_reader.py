"""The lines of a .docx as a reader sees them: numbers counted, deleted and hidden text gone, text boxes where they stand."""

import io
import re
import statistics
from collections.abc import Iterator
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.docx_numbering import Numbered, Numbers
from edu_plan_cli.features.importing.paragraphs import Paragraph, without_bold
from edu_plan_cli.features.importing.radicals import unified
from edu_plan_cli.features.importing.task_tables import Cell, is_of_tasks, task_lines
from edu_plan_cli.features.importing.unread_marks import is_note_mark, raised, struck_out

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What is no part of the text as it stands: deletions, moves away, field codes, the pinyin over a character, and the second
# form of a drawing. Comments and notes are parts of their own.
_UNSEEN = {
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "sdtPr", "rubyPr", "rt", "tblPr", "trPr", "tcPr")
} | {_FALLBACK}  # fmt: skip
_HEADING = re.compile(r"(?:heading|标题) ?([1-9])$", re.IGNORECASE)
_WIDEST = 63  # columns a table of Word's may have
_CONTENTS = re.compile(r"(?:toc|目录) ?[1-9]$", re.IGNORECASE)
_NOT = ("0", "false", "off", "none")
EMBEDDED = "（嵌入的网页，没有读）"


class _Document(NamedTuple):
    """What its paragraphs are read by."""

    numbers: Numbers
    levels: dict[str, int | None]  # of the heading a style is for
    hidden: frozenset[str]  # the styles whose text is not shown
    notes: dict[str, str]  # footnotes and endnotes by "footnote 1"


def read_word(data: bytes) -> list[Paragraph]:
    """Raises what the library raises for a file that is not sound; it has been looked at before (files.safety)."""
    import docx

    document = docx.Document(io.BytesIO(data))
    parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in document.part.rels.values()}
    numbering = parts["numbering"].target_part.element if "numbering" in parts else None
    styles = document.styles.element
    notes = {
        f"{kind} {identity}": text
        for kind in ("footnote", "endnote")
        if f"{kind}s" in parts
        for identity, text in _notes(kind, parts[f"{kind}s"].target_part.blob)
    }
    levels = {style.style_id: _level(style.name or "") for style in document.styles}
    told = _Document(Numbers(numbering, styles), levels, frozenset(_hidden_styles(styles)), notes)
    return list(_lines(document.element.body, told))


def _level(style: str) -> int | None:
    """Of a heading 1 to 9; 0: no heading; None: a line of a table of contents, which says nothing of its own."""
    found = _HEADING.fullmatch(style)
    return None if _CONTENTS.fullmatch(style) else int(found[1]) if found else 0


def _notes(kind: str, part: bytes) -> Iterator[tuple[str, str]]:
    from docx.oxml import parse_xml

    for note in parse_xml(part).iter(f"{_W}{kind}"):
        text = "".join(_text(paragraph, frozenset()) for paragraph in note.iter(f"{_W}p")).strip()
        if text and note.get(f"{_W}type") in (None, "normal"):
            yield note.get(f"{_W}id") or "", text


def _hidden_styles(styles: Any) -> Iterator[str]:
    """The styles whose text is hidden, by themselves or by what they are based on."""
    by_id = {style.get(f"{_W}styleId"): style for style in styles.iter(f"{_W}style")}
    for identity, of in by_id.items():
        style, seen = of, set()
        while style is not None and style not in seen:
            seen.add(style)
            vanish = style.find(f"{_W}rPr/{_W}vanish")
            if vanish is not None:
                if vanish.get(f"{_W}val") not in _NOT:
                    yield identity
                break
            style = by_id.get(_value(style, "basedOn"))


def _lines(body: Any, told: _Document) -> Iterator[Paragraph]:
    for count, element, text in _texts(body, told):
        if element is None:
            yield Paragraph((text or "").strip(), count)
        elif element.tag == f"{_W}tbl":
            rows = _rows(element, told)
            yield from task_lines(rows, count)
            yield from _short_rows(rows, count)
            yield from _notes_of(element, count, told)
        elif element.tag == f"{_W}altChunk":
            yield Paragraph(EMBEDDED, count, own=True, note=True)
        else:
            if text is not None:
                yield from _one(element, text, count, told)
            yield from _notes_of(element, count, told)


def _texts(parent: Any, told: _Document) -> Iterator[tuple[int, Any | None, str | None]]:
    """Every paragraph, table of tasks and embedded page below an element: its count, itself and its text.

    A paragraph whose end was deleted or is hidden has None, its text goes on in the next one's; what nothing follows comes last, without
    a paragraph.
    """
    carried, count = "", 0
    for count, element in enumerate(_paragraphs(parent, told), 1):
        if element.tag != f"{_W}p":
            yield count, element, ""
            continue
        text = carried + _text(element, told.hidden, _style(element))
        joins = _joins_the_next(element, told)
        carried = text if joins else ""
        yield count, element, None if joins else text
    if carried.strip():
        yield count, None, carried


def _one(paragraph: Any, text: str, count: int, told: _Document) -> Iterator[Paragraph]:
    numbered = told.numbers.label(paragraph.find(f"{_W}pPr"), _style(paragraph))
    if (level := told.levels.get(_style(paragraph) or "", 0)) is None:
        return
    indented = paragraph.find(f"{_W}pPr/{_W}ind") is not None
    for index, part in enumerate(text.split("\n")):
        if not part.strip() and next(_struck(paragraph), None) is not None:
            continue  # all of it is struck out
        of_first = numbered if index == 0 else Numbered()
        marks = re.match(r"(#{1,6})\s+(?=\S)", part)  # of Markdown, pasted
        yield Paragraph(
            without_bold(part[marks.end() :] if marks else part).strip(), count, indented and not index,
            level or (len(marks[1]) if marks else 0), own=of_first.bullet, label=of_first.label,
        )  # fmt: skip


def _notes_of(element: Any, count: int, told: _Document) -> Iterator[Paragraph]:
    """The notes that a paragraph or a table refers to, and what of it was not read: a plan has no place for them, so they are said."""
    for kind in ("footnote", "endnote"):
        for reference in element.iter(f"{_W}{kind}Reference"):
            text = told.notes.get(f"{kind} {reference.get(f'{_W}id')}")
            if text and not any(above.tag in _UNSEEN for above in reference.iterancestors()):
                yield Paragraph(f"脚注：{text}", count, own=True, note=True)
    if struck := "".join(_struck(element)):
        yield struck_out(struck, count)
    for run in element.iter(f"{_W}r"):
        if _is_note_mark(run, _before(run)):
            yield raised(_words(run), count)


def _struck(element: Any) -> Iterator[str]:
    """The words that are struck out: by a person's own line through them, no tracked change."""
    for run in element.iter(f"{_W}r"):
        if _is_struck(run) and (words := _words(run)):
            yield words


def _is_struck(run: Any) -> bool:
    found = (run.find(f"{_W}rPr/{_W}{name}") for name in ("strike", "dstrike"))
    return any(strike is not None and strike.get(f"{_W}val") not in _NOT for strike in found)


def _is_note_mark(run: Any, before: str) -> bool:
    return _value(run.find(f"{_W}rPr"), "vertAlign") == "superscript" and is_note_mark(_words(run), before)


def _words(run: Any) -> str:
    return "".join(text.text or "" for text in run.iter(f"{_W}t"))


def _before(run: Any) -> str:
    last = run.getprevious()
    return _words(last) if last is not None else ""


def _style(paragraph: Any) -> str | None:
    return _value(paragraph.find(f"{_W}pPr"), "pStyle")


def _value(parent: Any | None, name: str) -> str | None:
    child = parent.find(f"{_W}{name}") if parent is not None else None
    return child.get(f"{_W}val") if child is not None else None


def _joins_the_next(paragraph: Any, told: _Document) -> bool:
    """Whether the mark at a paragraph's end is deleted, moved away or hidden: it is no paragraph then and has no number."""
    mark = paragraph.find(f"{_W}pPr/{_W}rPr")
    if mark is None:
        return _style(paragraph) in told.hidden
    if any(mark.find(f"{_W}{name}") is not None for name in ("del", "moveFrom")):
        return True
    return _is_hidden(mark, _style(paragraph), told.hidden)


def _is_hidden(properties: Any | None, style: str | None, hidden: frozenset[str]) -> bool:
    vanish = properties.find(f"{_W}vanish") if properties is not None else None
    if vanish is not None:
        return vanish.get(f"{_W}val") not in _NOT
    return style in hidden or _value(properties, "rStyle") in hidden


def _paragraphs(parent: Any, told: _Document) -> Iterator[Any]:
    """Every paragraph in reading order, those in tables and text boxes too (a red head is often one).

    A table of tasks comes whole: what its cells say is told by its head.
    """
    for child in parent:
        if child.tag in _UNSEEN or _is_placeholder(child):
            continue
        if child.tag == f"{_W}p":
            yield from _paragraphs(child, told)
            yield child
        elif child.tag == f"{_W}altChunk" or (
            child.tag == f"{_W}tbl"
            and child.find(f".//{_W}tbl") is None
            and is_of_tasks(_rows(child, told, counted=False))
        ):
            yield child
        elif child.tag != f"{_W}tr" or not _is_gone(child):
            yield from _paragraphs(child, told)


def _is_placeholder(element: Any) -> bool:
    """A content control that nobody has filled in shows only a prompt."""
    return element.tag == f"{_W}sdt" and element.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None


def _is_gone(row: Any) -> bool:
    """Whether a row is deleted under tracked changes, or hidden."""
    return any(row.find(f"{_W}trPr/{_W}{name}") is not None for name in ("del", "hidden"))


def _within(parent: Any, name: str) -> Iterator[Any]:
    """The rows of a table or cells of a row, those in content controls too."""
    for child in parent:
        if child.tag == f"{_W}{name}":
            yield child
        elif child.tag not in _UNSEEN and child.tag not in (f"{_W}tc", f"{_W}tr", f"{_W}tbl"):
            yield from _within(child, name)


def _rows(table: Any, told: _Document, *, counted: bool = True) -> list[list[Cell]]:
    """Its cells. One that spans columns is followed by empty ones; one that spans rows goes on below.

    ``counted``: with the automatic numbers in it, which may be counted once only.
    """
    rows = []
    for row in _within(table, "tr"):
        if _is_gone(row):
            continue
        cells = [Cell()] * _span(row.find(f"{_W}trPr/{_W}gridBefore"), 0)
        for cell in _within(row, "tc"):
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            above = merged is not None and merged.get(f"{_W}val", "continue") == "continue"
            text = "\n".join(_cell_lines(cell, told, counted=counted))
            more = _span(cell.find(f"{_W}tcPr/{_W}gridSpan"), 1) - 1
            cells += [Cell(text, continues=above), *[Cell(continues=above, across=True)] * more]
        rows.append(cells + [Cell()] * _span(row.find(f"{_W}trPr/{_W}gridAfter"), 0))
    return rows


def _short_rows(rows: list[list[Cell]], count: int) -> Iterator[Paragraph]:
    """Say which rows have less cells than others: where a writer left merged cells out, those beside them stand too far left."""
    width = statistics.mode(map(len, rows))
    if short := [str(number) for number, row in enumerate(rows, 1) if len(row) < width]:
        said = f"（任务表第 {'、'.join(short)} 行的格比别的行少，列可能错位；请对照原文）"
        yield Paragraph(said, count, own=True, note=True)


def _span(element: Any | None, otherwise: int) -> int:
    width = element.get(f"{_W}val", "") if element is not None else ""
    return min(int(width), _WIDEST) if width.isdecimal() and len(width) < 9 else otherwise  # noqa: PLR2004


def _cell_lines(cell: Any, told: _Document, *, counted: bool) -> Iterator[str]:
    for _, paragraph, text in _texts(cell, told):
        if text is None:
            continue
        numbered = Numbered()
        if counted and paragraph is not None:
            numbered = told.numbers.label(paragraph.find(f"{_W}pPr"), _style(paragraph))
        printed = Paragraph(text.strip(), 0, label=numbered.label).printed
        yield from (line.strip() for line in printed.split("\n") if line.strip())


def _text(element: Any, hidden: frozenset[str], style: str | None = None) -> str:
    """``style`` is the paragraph's: what it hides is shown only by a run that says so."""
    text = ""
    for child in element:
        if child.tag in _UNSEEN or child.tag in (f"{_W}p", f"{_W}txbxContent") or _is_placeholder(child):
            continue
        if child.tag == f"{_W}r" and (
            _is_hidden(child.find(f"{_W}rPr"), style, hidden)
            or _is_struck(child)
            or _is_note_mark(child, _before(child))
        ):
            continue
        if child.tag in (f"{_W}t", f"{_MATH}t"):
            text += unified(child.text or "")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            text += "\n"
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            text += " "
        elif child.tag == f"{_W}noBreakHyphen":
            text += "-"
        else:
            text += _text(child, hidden, style)
    return text
