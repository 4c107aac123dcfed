"""Cells of a table, wherever it was read from, as rows in which a merged cell is known as one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.task_tables import Cell, is_of_tasks, task_lines
from edu_plan_cli.values.bilingual import Words

_MAX_AREA = 200_000  # cells of one table, the empty ones too
_MAX_SPAN = 100  # columns
_TOO_LARGE = Words(
    "表格大得不像一年的任务；请只留下任务表，另存一份再读。",
    "The table is larger than a year's tasks; keep only those and save it anew.",
)


class Span(NamedTuple):
    """A range that is one cell: rows and columns from 0, both ends within it."""

    top: int
    left: int
    bottom: int
    right: int


def grid(cells: Mapping[tuple[int, int], str], spans: Iterable[Span]) -> list[list[Cell]]:
    """The rows and columns that hold any text. ``cells`` are by (row, column).

    Raises NotRead for a table larger than a year's tasks.
    """
    filled = {place: text.strip() for place, text in cells.items() if text.strip()}
    rows = sorted({row for row, _ in filled})
    columns = sorted({column for _, column in filled})
    if len(rows) * len(columns) > _MAX_AREA:
        raise NotRead(_TOO_LARGE)
    covered: dict[tuple[int, int], Span] = {}
    for span in spans:
        if (span.top, span.left) in filled:
            for row in _within(rows, span.top, span.bottom):
                for column in _within(columns, span.left, span.right):
                    covered[row, column] = span
    return [
        [_cell(filled.get((row, column), ""), row, column, covered.get((row, column))) for column in columns]
        for row in rows
    ]


class Spanning(NamedTuple):
    """A cell of HTML: its text and how many rows and columns it asks for."""

    text: str
    rows: int = 1
    columns: int = 1


def html_grid(rows: Sequence[Iterable[Spanning]]) -> list[list[Cell]]:
    """The cells laid out as a browser does (HTML, 4.9.12): one that spans rows or columns keeps the others from its place.

    Raises NotRead for a table larger than a year's tasks.
    """
    texts: dict[tuple[int, int], str] = {}
    taken: set[tuple[int, int]] = set()
    spans = []
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while (at, column) in taken:
                column += 1
            below = min(max(cell.rows, 1), len(rows) - at)
            right = min(max(cell.columns, 1), _MAX_SPAN)
            texts[at, column] = cell.text
            if below > 1 or right > 1:
                spans.append(Span(at, column, at + below - 1, column + right - 1))
                taken.update((at + down, column + along) for down in range(below) for along in range(right))
            if len(taken) > _MAX_AREA:
                raise NotRead(_TOO_LARGE)
            column += right
    return grid(texts, spans)


def _within(places: list[int], first: int, last: int) -> Iterator[int]:
    return (place for place in places if first <= place <= last)


def _cell(text: str, row: int, column: int, span: Span | None) -> Cell:
    if span is None or (row, column) == (span.top, span.left):
        return Cell(text)
    return Cell("", continues=row > span.top, across=column > span.left)


def table_lines(rows: list[list[Cell]], number: int) -> list[Paragraph]:
    """A table of tasks as the lines it stands for; of another, the text of each row. ``number`` is where it stands."""
    if is_of_tasks(rows):
        return list(task_lines(rows, number))
    told = (" ".join(cell.text.replace("\n", "") for cell in row if cell.text) for row in rows)
    return [Paragraph(text, number, own=True) for text in told if text]
