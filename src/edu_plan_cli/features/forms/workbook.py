"""A form that came back, row by row. Formulas are seen as formulas and never computed."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from edu_plan_cli.features.forms.form_head import (
    COLUMNS,
    ColumnHeads,
    FormHead,
    columns_in,
    is_signature,
    read_head,
    unread_columns,
)
from edu_plan_cli.features.forms.sheet_cells import Cell, Result, merged_places, open_sheets, read_cell
from edu_plan_cli.values.bilingual import Words

SHEET, GUIDE, META, LISTS = "填报", "填写说明", "_meta", "_lists"
_COUNTED = ("number", "denominator")  # a figure over several rows would count several times
MOST_ROWS, _MOST_COLUMNS, _EMPTY_ROWS = 5000, 26, 200


_NO_HEADS = Words(
    "没有找到表头（编号、细目、填报数……那一行），不是填报表，或表头被删改了",
    "the row of heads (编号, 细目, 填报数 …) is not there: no form, or one whose heads were changed",
)


class SheetRow(NamedTuple):
    sheet: str
    number: int
    cells: dict[str, Cell]  # by column key


class Book(NamedTuple):
    """What a file holds of a form. Where ``problems`` say that a table's heads are not whole, its rows are not there."""

    meta: dict[str, str]
    rows: list[SheetRow]
    notes: tuple[Words, ...] = ()  # what was not read, and why
    head: FormHead = FormHead((), (), ())  # what the texts above the tables say
    problems: tuple[Words, ...] = ()


class SheetTable(NamedTuple):
    """One sheet: the texts above its column heads, its rows, and what is wrong with the heads."""

    above: list[str]
    rows: list[SheetRow]
    problem: Words | None = None
    is_form: bool = True
    notes: tuple[Words, ...] = ()  # what of it was not read


def book_of(meta: dict[str, str], tables: Sequence[SheetTable], notes: Iterable[Words] = ()) -> Book:
    """Put together what the sheets of a file hold."""
    found = [table for table in tables if table.is_form]
    problems = [table.problem for table in found if table.problem]
    if not found:
        problems = [_NO_HEADS]
    rows = [row for table in found for row in table.rows]
    head = read_head(text for table in found for text in table.above)
    notes = (*notes, *(note for table in found for note in table.notes))
    return Book(meta, rows, notes, head, tuple(problems))


def read_book(data: bytes) -> Book:
    """Every row with an id, on whatever sheet that is shown and in whatever order. ``data`` was inspected before.

    Raises what openpyxl raises for a file that is not sound.
    """
    shown, hidden, result = open_sheets(data)
    meta: dict[str, str] = {}
    notes = []
    for sheet in (*hidden, *shown):
        if sheet.title == META:
            cells = sheet.iter_rows(min_row=1, max_row=20, max_col=2, values_only=True)
            meta = {str(pair[0]): str(pair[1]) for pair in cells if pair[0] is not None and len(pair) > 1}
        elif sheet in hidden and sheet.title != LISTS and _table(sheet, result).is_form:
            name = sheet.title
            notes.append(Words(f"工作表“{name}”是隐藏的，没有读", f"sheet “{name}” is hidden; not read"))
    tables = [_table(sheet, result) for sheet in shown if sheet.title not in (META, GUIDE, LISTS)]
    return book_of(meta, tables, notes)


def _table(sheet: Any, result: Result) -> SheetTable:
    heads: ColumnHeads | None = None
    above: list[str] = []
    rows: list[SheetRow] = []
    beside_columns: list[dict[int, str]] = []
    empty = 0
    merged = merged_places(sheet, MOST_ROWS, _MOST_COLUMNS)
    last_row, last_column = min(sheet.max_row, MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_row=last_row, max_col=last_column), 1):
        texts = {cell.column: str(cell.value).strip() for cell in cells if cell.value is not None}
        empty = 0 if texts else empty + 1
        if empty > _EMPTY_ROWS:
            break
        if heads is None:
            heads = columns_in(texts)
            above += texts.values() if heads is None else ()
            if heads is not None and heads.wrong:
                return SheetTable(above, [], head_problem(f"{sheet.title} 第 {number} 行", heads))
            continue
        if is_signature(texts.values()):
            continue
        beside_columns.append(texts)
        found = {}
        for column, key in heads.columns.items():
            cell, beside = merged.get((number, column), (sheet.cell(number, column), False))
            if beside and COLUMNS[key][2]:
                continue  # it stands in the column where the merged cell begins
            read = read_cell(sheet.title, cell, result)
            over_rows = (number, column) in merged and _is_over_rows(merged, number, column)
            found[key] = read._replace(trouble="merged") if over_rows and key in _COUNTED else read
        if any(cell.text for cell in found.values()):
            rows.append(SheetRow(sheet.title, number, found))
    unread = unread_columns(heads, beside_columns) if heads is not None else ()
    return SheetTable(above, rows, is_form=heads is not None, notes=tuple(unread))


def head_problem(where: str, heads: ColumnHeads) -> Words:
    """Say why a table is not read."""
    zh, en = "，".join(wrong.zh for wrong in heads.wrong), ", ".join(wrong.en for wrong in heads.wrong)
    return Words(
        f"{where}的表头不完整：{zh}；请照原样改回来", f"{where}: the heads are not whole ({en}); mend them"
    )


def _is_over_rows(merged: dict[tuple[int, int], tuple[Any, bool]], row: int, column: int) -> bool:
    """Whether the merged cell of a place goes on above or below it."""
    first = merged[row, column][0]
    return any(merged.get((row + step, column), (None,))[0] is first for step in (-1, 1))
