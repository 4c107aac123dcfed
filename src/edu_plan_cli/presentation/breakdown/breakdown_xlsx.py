"""The 责任分解表 as .xlsx: one sheet, cells merged, the head on every page; text stays text."""

import io
from typing import Any

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.presentation.breakdown.breakdown_cells import SHARES, DrawnCell, drawn
from edu_plan_cli.presentation.workbook_cells import (
    Look,
    fit_to_page,
    lines_needed,
    merge_down,
    put,
    set_style,
    sheet_title,
    styles_of,
    thin_border,
    write_head,
    write_lines_above,
)
from edu_plan_cli.values.bilingual import Lang, Words

_CHARACTERS = 1.6  # of a column's width, for a share of 1
_LINE, _TALLEST = 14.5, 409.0  # points: of a line, and the tallest row there can be
_CENTRED = (1, 4, 5, 7)  # columns of a few words, counted from 1


def render(breakdown: Breakdown, lang: Lang) -> bytes:
    """Return the table as a workbook of one sheet."""
    import openpyxl

    table = drawn(breakdown, lang)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None  # a new workbook has one
    sheet.title = sheet_title(Words("责任分解表", "breakdown").in_(lang), set())
    widths = [share * _CHARACTERS for share in SHARES]
    above = (table.title, "　".join([*table.marks, *table.notes]))  # more rows, and nobody finds the head
    write_lines_above(sheet, above, len(widths))
    for number, line in enumerate(above[1:], 2):
        sheet.row_dimensions[number].height = 4 + _LINE * lines_needed([(line, sum(widths))])
    head = len(above) + 1
    write_head(sheet, head, zip(table.heads, widths, strict=True))
    at = head + 1
    for section in table.sections:
        _across(sheet, at, section.heading, len(widths))
        _rows(sheet, at + 1, section.rows, widths)
        at += 1 + len(section.rows)
    sheet.freeze_panes = f"A{head + 1}"
    fit_to_page(sheet)
    sheet.print_title_rows = f"{head}:{head}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _across(sheet: Any, at: int, heading: str, columns: int) -> None:
    from openpyxl.styles import Alignment, Font

    for column in range(1, columns + 1):
        sheet.cell(at, column).border = thin_border()
    put(sheet.cell(at, 1), heading)
    sheet.cell(at, 1).font, sheet.cell(at, 1).alignment = Font(bold=True), Alignment(vertical="center")
    sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=columns)


def _rows(sheet: Any, first: int, rows: list[list[DrawnCell]], widths: list[float]) -> None:
    looks = (
        Look(horizontal="center" if column in _CENTRED else "left") for column in range(1, len(widths) + 1)
    )
    styles = styles_of(sheet.parent, looks)
    heights = _heights(rows, widths)
    for offset, row in enumerate(rows):
        sheet.row_dimensions[first + offset].height = heights[offset]
        for column, cell in enumerate(row, 1):
            drawn_cell = sheet.cell(first + offset, column)
            set_style(drawn_cell, styles[column - 1])
            if cell.rows:
                _put_lines(drawn_cell, cell.lines)
            if cell.rows > 1:
                merge_down(drawn_cell, cell.rows)


def _put_lines(cell: Any, lines: tuple[str, ...]) -> None:
    """Put several paragraphs into one cell: each is made harmless by itself, so that the line ends between them stay."""
    put(cell, lines[0])
    if len(lines) > 1:
        from edu_plan_cli.presentation.safe import visible

        cell.value = "\n".join(map(visible, lines))


def _heights(rows: list[list[DrawnCell]], widths: list[float]) -> list[float]:
    """Return the heights of rows in points: each holds its own cells, and those that a cell spans hold it together."""
    heights = [
        4
        + _LINE * max(_lines(cell, width) for cell, width in zip(row, widths, strict=True) if cell.rows == 1)
        if any(cell.rows == 1 for cell in row)
        else _LINE
        for row in rows
    ]
    for at, row in enumerate(rows):
        for cell, width in zip(row, widths, strict=True):
            if cell.rows > 1:
                lacking = 4 + _LINE * _lines(cell, width) - sum(heights[at : at + cell.rows])
                for spanned in range(at, at + cell.rows):
                    heights[spanned] += max(lacking, 0) / cell.rows
    return [min(height, _TALLEST) for height in heights]


def _lines(cell: DrawnCell, width: float) -> int:
    return sum(lines_needed([(line, width)]) for line in cell.lines)
