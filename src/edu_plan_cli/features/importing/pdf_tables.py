"""The ruled tables of a PDF's pages; one that goes on at the top of the next page is one table.

Programs draw borders once or twice, leave out the rule at a page's end, and repeat a head on each page or break it in two.
All places are in points.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from edu_plan_cli.features.importing.radicals import unified
from edu_plan_cli.features.importing.table_cells import Span

_Part = TypeVar("_Part")
_ENDS = re.compile(r"[。！？；：:;!?][”’》】)）]*$")


@dataclass
class PdfTable:
    """A table's cells and the ranges that are one, by row and column; of several pages where it goes on."""

    columns: list[float]  # where they begin
    cells: dict[tuple[int, int], str]
    spans: list[Span]
    rows: int
    top: float
    page: int
    head: list[str] = field(default_factory=list)


_FEWEST_EDGES = 3  # of a table's row
_SAME_EDGE = 2  # points
_THINNEST = 3  # points: what is narrower is the end of an upright line


def tables_of(page: Any) -> list[Any]:
    """Return the tables of a page, as pdfplumber finds them by their ruled lines."""
    return [table for table in page.find_tables(_open_ends(page)) if _is_table(table)]


def _is_table(found: Any) -> bool:
    """One row alone may be the head of a table whose other rows are on the next page."""
    return len(found.columns) > 1 and (len(found.rows) > 1 or len(found.columns) >= _FEWEST_EDGES)


def _open_ends(page: Any) -> dict[str, Any]:
    """Settings of the table search that close a table where a page's end left it without its last rule."""
    upright = [edge for edge in page.edges if edge["orientation"] == "v"]
    level = [
        edge for edge in page.edges if edge["orientation"] == "h" and edge["x1"] - edge["x0"] > _THINNEST
    ]
    added = []
    for side, farthest in (("top", min), ("bottom", max)):
        end = farthest((edge[side] for edge in upright), default=0)
        edges = [edge for edge in upright if abs(edge[side] - end) < _SAME_EDGE]
        ruled = sum(edge["x1"] - edge["x0"] for edge in level if abs(edge["top"] - end) < _THINNEST)
        left, right = (side_of((edge["x0"] for edge in edges), default=0) for side_of in (min, max))
        if len(edges) >= _FEWEST_EDGES and ruled < 0.9 * (right - left):
            rule = {"x0": left, "x1": right, "width": right - left, "top": end, "bottom": end, "height": 0}
            added.append({**rule, "orientation": "h", "object_type": "line"})
    return {"explicit_horizontal_lines": added}


def pdf_table(found: Any, page: int) -> PdfTable:
    """Return a table's cells and which of them are one. ``page`` is the page's number."""
    columns, rows = (_edges(cell[side] for cell in found.cells) for side in (0, 1))
    cells: dict[tuple[int, int], str] = {}
    spans = []
    texts = found.extract(x_tolerance_ratio=0.7)
    for row_at, row in enumerate(found.rows):
        for column_at, cell in enumerate(row.cells):
            if cell is None:
                continue
            at = (_nearest(rows, cell[1]), _nearest(columns, cell[0]))
            cells[at] = unified(texts[row_at][column_at] or "")
            below = sum(cell[1] - 1 < top < cell[3] - 1 for top in rows) - 1
            right = sum(cell[0] - 1 < left < cell[2] - 1 for left in columns) - 1
            if below > 0 or right > 0:
                spans.append(Span(*at, at[0] + max(below, 0), at[1] + max(right, 0)))
    head = [cells.get((0, column), "") for column in range(len(columns))]
    return PdfTable(columns, cells, spans, len(rows), found.bbox[1], page, head)


def _edges(places: Iterable[float]) -> list[float]:
    """Where rows or columns begin; some programs draw each cell's border beside its neighbour's."""
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _SAME_EDGE:
            edges.append(round(place, 1))
    return edges


def _nearest(edges: list[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))


def joined_tables(parts: list[_Part | PdfTable]) -> list[_Part | PdfTable]:
    """Parts in which a table that goes on at the top of the next page is one."""
    joined: list[_Part | PdfTable] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            isinstance(part, PdfTable)
            and isinstance(last, PdfTable)
            and part.page > last.page
            and (columns := _common_columns(last, part))
        ):
            _append(_on_columns(last, columns), _on_columns(part, columns))
            last.page = part.page
        else:
            joined.append(part)
    return joined


def _common_columns(one: PdfTable, other: PdfTable) -> list[float]:
    """The columns of two parts of a table, of which one may have less where its cells span them; empty where they are of two tables."""
    few, many = sorted((one.columns, other.columns), key=len)
    in_many = all(any(abs(a - b) < 6 for b in many) for a in few)  # noqa: PLR2004  points
    return many if in_many and len(few) > 1 and abs(few[0] - many[0]) < 6 else []  # noqa: PLR2004


def _on_columns(table: PdfTable, columns: list[float]) -> PdfTable:
    """The same table with more columns, its cells spanning those it had not."""
    if len(table.columns) < len(columns):
        places = [min(range(len(columns)), key=lambda n: abs(columns[n] - left)) for left in table.columns]
        ends = [*places[1:], len(columns)]
        spanned = {(span.top, span.left) for span in table.spans}
        table.spans = [
            Span(span.top, places[span.left], span.bottom, ends[span.right] - 1) for span in table.spans
        ] + [
            Span(row, places[column], row, ends[column] - 1)
            for row, column in table.cells
            if (row, column) not in spanned and ends[column] - places[column] > 1
        ]
        table.cells = {(row, places[column]): text for (row, column), text in table.cells.items()}
        table.columns = columns
        table.head = [table.cells.get((0, column), "") for column in range(len(columns))]
    return table


def _append(table: PdfTable, more: PdfTable) -> None:
    """The rows of a table's next page, without its head repeated. A row that the page's end broke is put together again."""
    skip = 1 if more.head == table.head else 0
    first = {column: more.cells.get((skip, column), "") for column in range(len(table.columns))}
    last = {column: table.cells.get((table.rows - 1, column), "") for column in first}
    filled = [column for column, text in first.items() if text.strip()]
    unfinished = all(last[column].strip() and not _ENDS.search(last[column].strip()) for column in filled)
    if (
        filled and 0 not in filled and unfinished
    ):  # a row of its own has its number, or its name, in the first column
        for column in filled:
            table.cells[table.rows - 1, column] = f"{last[column]}{first[column]}"
        skip += 1
    else:
        merged = {span.left for span in (*table.spans, *more.spans) if span.bottom > span.top}
        for column, text in first.items():
            if not text.strip() and (skip, column) in more.cells and column in merged:
                span = next((span for span in more.spans if (span.top, span.left) == (skip, column)), None)
                _extend(table, column, 1 + (span.bottom - span.top if span else 0))
    down = table.rows - skip
    table.cells |= {(row + down, column): text for (row, column), text in more.cells.items() if row >= skip}
    table.spans += [
        Span(span.top + down, span.left, span.bottom + down, span.right)
        for span in more.spans
        if span.top >= skip
    ]
    table.rows += more.rows - skip


def _extend(table: PdfTable, column: int, rows: int) -> None:
    """A cell without text at the top of a page, in a column with merged cells, goes on from the page before."""
    at = max((row for row, of in table.cells if of == column and table.cells[row, of].strip()), default=None)
    if at is not None:
        old = next(
            (span for span in table.spans if (span.top, span.left) == (at, column)),
            Span(at, column, at, column),
        )
        table.spans = [span for span in table.spans if span != old] + [
            old._replace(bottom=table.rows + rows - 1)
        ]
