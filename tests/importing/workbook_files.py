"""Workbooks for the tests. The ones of other formats in workbooks/ were made of these by LibreOffice."""

import io
from typing import Any

import openpyxl

Rows = list[list[Any]]


def workbook(sheets: dict[str, Rows]) -> Any:
    """A workbook of sheets of rows. None: the cell above goes on."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column, value)
                    below = at
                    while (
                        below < len(rows) and column <= len(rows[below]) and rows[below][column - 1] is None
                    ):
                        below += 1
                    if below > at:
                        sheet.merge_cells(start_row=at, end_row=below, start_column=column, end_column=column)
    return book


def xlsx(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
