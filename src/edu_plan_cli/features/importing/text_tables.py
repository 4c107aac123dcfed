"""Tables drawn in text: with | and tabs, in a grid (+---+), or in HTML within Markdown; each as rows of cells."""

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.table_cells import Spanning, html_grid
from edu_plan_cli.features.importing.task_tables import Cell, is_of_tasks, task_lines

_WIDEST = 63  # columns, as in a word processor
_TALLEST = 2000  # rows a cell may span
_LINE_BREAK = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_GRID_RULE = re.compile(r"\+(?:[-=:]+\+)+")


def with_tables(lines: list[Paragraph]) -> list[Paragraph]:
    """A text's lines, with the rows of tables of tasks as what they stand for and the cells of other drawn tables one by one."""
    found: list[Paragraph] = []
    at = 0
    while at < len(lines):
        for end, rows, drawn in _tables_at(lines, at):
            if is_of_tasks(rows):
                found += task_lines(rows, lines[at].number)
            elif drawn:
                texts = [part for row in rows for cell in row for part in cell.text.split("\n") if part]
                found += [Paragraph(text, lines[at].number, own=True) for text in texts]
            else:
                found += lines[at:end]
            at = end
            break
        else:
            found.append(lines[at])
            at += 1
    return [line._replace(text=line.text.strip()) for line in found]


def _tables_at(lines: list[Paragraph], at: int) -> Iterator[tuple[int, list[list[Cell]], bool]]:
    """The table that begins at a line: the line after it, its rows, and whether its marks are no text."""
    text = lines[at].text
    if _GRID_RULE.fullmatch(text):
        end = _while(lines, at, lambda line: line[:1] in ("+", "|") and line[-1:] in ("+", "|"))
        yield end, _grid([line.text for line in lines[at:end]]), True
    elif re.match(r"<table\b", text, re.IGNORECASE):
        end = next((n + 1 for n in range(at, len(lines)) if "</table" in lines[n].text.lower()), len(lines))
        yield end, _html("\n".join(line.text for line in lines[at:end])), True
    elif _cells(text) is not None:
        end = _while(lines, at, lambda line: _cells(line) is not None)
        rows = [cells for line in lines[at:end] if (cells := _cells(line.text))]
        yield end, [[Cell(cell) for cell in row] for row in rows], False


def _while(lines: list[Paragraph], at: int, goes_on: Callable[[str], bool]) -> int:
    while at < len(lines) and goes_on(lines[at].text):
        at += 1
    return at


def _cells(text: str) -> list[str] | None:
    """None for what is no row; empty for the rule below a Markdown table's head."""
    if text.count("|") > 1:
        cells = [
            _LINE_BREAK.sub("\n", cell.strip())
            for cell in text.strip().removeprefix("|").removesuffix("|").split("|")
        ]
        return [] if all(re.fullmatch(r":?-+:?", cell) for cell in cells) else cells
    return [cell.strip(" \u3000") for cell in text.split("\t")] if "\t" in text.rstrip("\t") else None


def _grid(lines: list[str]) -> list[list[Cell]]:
    """A cell ends where a rule crosses its column; a row of rules that leaves a column open lets its cell go on below."""
    wide = [_by_columns(line) for line in lines]
    edges = [index for index, sign in enumerate(wide[0]) if sign == "+"]
    rows: list[list[list[str]]] = []
    going_on: list[list[bool]] = []
    for line in wide:
        parts = [line[left + 1 : right] for left, right in itertools.pairwise(edges)]
        ruled = [bool(re.fullmatch(r"[-=:]+", part)) for part in parts]
        if any(ruled):
            rows.append([[] for _ in parts])
            going_on.append([not rule for rule in ruled])
        for column, (part, rule) in enumerate(zip(parts, ruled, strict=True)):
            text = part.replace("\0", "").strip(" |+")
            if text and not rule:
                owner = next(n for n in range(len(rows) - 1, -1, -1) if n == 0 or not going_on[n][column])
                rows[owner][column].append(text)
    return [
        [Cell("\n".join(parts), continues=more) for parts, more in zip(row, goes_on, strict=True)]
        for row, goes_on in zip(rows, going_on, strict=True)
        if any(row) or any(goes_on)
    ]


def _by_columns(line: str) -> str:
    """The line with a filler after every character that is two columns wide."""
    return "".join(
        character + ("\0" if unicodedata.east_asian_width(character) in "WF" else "") for character in line
    )


class _Table(HTMLParser):
    """The cells of the outermost table, with how far each spans."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[tuple[list[str], int, int]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        spans = {name: int(value) for name, value in attrs if value and value.isdecimal() and len(value) < 5}  # noqa: PLR2004
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th") and self.rows:
            down, right = spans.get("rowspan", 1), spans.get("colspan", 1)
            self.rows[-1].append(([""], min(down, _TALLEST), min(right, _WIDEST)))
        elif tag in ("br", "p", "li", "div") and self.rows and self.rows[-1]:
            self.rows[-1][-1][0].append("")

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1][0][-1] += data


def _html(text: str) -> list[list[Cell]]:
    reader = _Table()
    reader.feed(text)
    return html_grid(
        [[Spanning(_said(lines), down, right) for lines, down, right in row] for row in reader.rows]
    )


def _said(lines: list[str]) -> str:
    return "\n".join(filter(None, (" ".join(line.split()) for line in lines)))
