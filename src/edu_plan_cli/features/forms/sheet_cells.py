"""Cells of a workbook that came back, as the person sees them: days by their format, numbers by their digits, results of formulas.

Of the forms only this module and ``workbook`` know openpyxl.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from edu_plan_cli.files.ods_cells import OdsCell, read_ods
from edu_plan_cli.files.office_inspection import OPEN_WORKBOOK
from edu_plan_cli.files.workbook_styles import with_plain_styles
from edu_plan_cli.values.cell_formats import shown_number, shown_value, unescaped
from edu_plan_cli.values.exact import plain

_MOST, _MOST_MERGED = 5000, 1000


class Cell(NamedTuple):
    """What a person left in a cell, as text, and why it cannot be taken as it stands."""

    sheet: str
    address: str
    text: str
    trouble: str = ""  # formula (without a result), error, merged (over several rows)
    is_day: bool = False  # the cell holds a day, however its format shows it


Result = Callable[[str, str], Any]  # sheet and address of a formula to the cell with its result


def open_sheets(data: bytes) -> tuple[list[Any], list[Any], Result]:
    """Return the sheets of an .xlsx or .ods that are shown, the hidden ones, and the results of formulas.

    ``data`` was inspected before (``files.office_inspection``). Raises what openpyxl raises for a file that is not sound.
    """
    plain = with_plain_styles(data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        is_open = OPEN_WORKBOOK.main in package.namelist()
    book = _of_open_document(data) if is_open else _load(plain, results=False)

    @cache
    def calculated() -> Any:
        return _load(plain, results=True)

    def result(sheet: str, address: str) -> Any:
        return calculated()[sheet][address]

    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    hidden = [sheet for sheet in book.worksheets if sheet.sheet_state != "visible"]
    return shown, hidden, result


def _load(data: bytes, *, results: bool) -> Any:
    import openpyxl

    with warnings.catch_warnings():  # what it does not keep of a file, in English; nothing of it is read
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data), keep_links=False, data_only=results)


def _of_open_document(data: bytes) -> Any:
    """The same cells as a workbook of the other format. Of a formula its result is what the cell holds."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for ods in read_ods(data):
        sheet = book.create_sheet(ods.name)
        sheet.title = ods.name  # the same also where it is longer than the other format allows
        sheet.sheet_state = "hidden" if ods.hidden else "visible"
        for read in ods.cells:
            if read.row > _MOST or read.column > _MOST:
                continue
            cell = sheet.cell(read.row, read.column)
            cell.value, cell.number_format = _value_of(read)
            if isinstance(cell.value, str):
                cell.data_type = "s"
            if read.rows > 1 or read.columns > 1:
                sheet.merge_cells(None, read.row, read.column, read.row + min(read.rows, _MOST) - 1, read.column + min(read.columns, _MOST) - 1)  # fmt: skip
    return book


def _value_of(read: OdsCell) -> tuple[object, str]:
    """The value and its format; a day that is shown without its day of the month is the text that is shown."""
    if read.kind in ("float", "percentage", "currency") and read.value:
        with_unit = _with_shown_unit(read) if read.kind == "float" else None
        return with_unit or float(read.value), "0%" if read.kind == "percentage" else "General"
    if read.kind == "date" and re.fullmatch(r"[A-Za-z]{3,9}[-. ]?[0-9]{2,4}", read.text):  # Sep-23
        day = date.fromisoformat(read.value[:10])
        return f"{day.year}年{day.month}月", "General"
    if read.kind == "date" and not re.fullmatch(r"[0-9]{4}[^0-9]+[0-9]{1,2}[^0-9]*", read.text):
        return date.fromisoformat(read.value[:10]), "yyyy-mm-dd"
    return read.text, "General"


def _with_shown_unit(read: OdsCell) -> str | None:
    """A number unrounded with the unit that its format shows: 123456 shown as 12.3万 is 12.3456万. None where it shows none."""
    shown = re.fullmatch(r"(\D*?)([-+]?[0-9][0-9,]*(?:\.([0-9]+))?)([^0-9.,]*)", read.text)
    if shown is None or not re.search(r"[\u4e00-\u9fff]", shown[1] + shown[4]):
        return None
    value, rounded = shown_number(float(read.value)), Decimal(shown[2].replace(",", ""))
    for power in (0, 3, 4, 8):
        scaled = value.scaleb(-power)
        if abs(scaled - rounded) * 2 <= Decimal(1).scaleb(-len(shown[3] or "")):
            return f"{shown[1]}{plain(scaled)}{shown[4]}"
    return None


def read_cell(sheet: str, cell: Any, result: Result) -> Cell:
    """Return what a cell shows; of a formula the result that the program which saved the file kept."""
    address = cell.coordinate
    if cell.data_type == "f":
        formula, cell = getattr(cell.value, "text", cell.value), result(sheet, address)
        if cell.value is None:
            return Cell(sheet, address, str(formula), "formula")
    if cell.data_type == "e":
        return Cell(sheet, address, str(cell.value), "error")
    value = cell.value
    if isinstance(value, bool):
        return Cell(sheet, address, str(value).upper())
    if isinstance(value, date):
        return Cell(sheet, address, shown_value(value, cell.number_format, with_year=True), is_day=True)
    if isinstance(value, str):
        return Cell(sheet, address, unescaped(value).strip())
    return Cell(sheet, address, shown_value(value, cell.number_format).strip())


def merged_places(sheet: Any, most_rows: int, most_columns: int) -> dict[tuple[int, int], tuple[Any, bool]]:
    """Return, by row and column, the first cell of each merged range, and whether the place is in a later column of it."""
    places = {}
    for area in list(sheet.merged_cells.ranges)[:_MOST_MERGED]:
        first = sheet.cell(area.min_row, area.min_col)
        for row in range(area.min_row, min(area.max_row, most_rows) + 1):
            for column in range(area.min_col, min(area.max_col, most_columns) + 1):
                places[row, column] = (first, column > area.min_col)
    return places
