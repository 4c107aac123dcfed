"""Workbooks (.xlsx, .xls, .et, .ods) as the lines of their task tables: cells as a person sees them.

What a number's format shows is part of it: 0.95 under 0% is 95%, 1200 under 0"人" is 1200人.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from edu_plan_cli.features.importing.front_matter import is_title
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.table_cells import Span, grid, table_lines
from edu_plan_cli.features.importing.task_tables import is_of_tasks
from edu_plan_cli.features.importing.xml_tree import XmlElement, read_xml
from edu_plan_cli.files.workbook_styles import with_plain_styles
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.cell_formats import shown_value

_MAX_SHEETS, _MAX_CELLS = 200, 200_000  # of a workbook; a year has some 100 rows of 8
_UNNAMED = re.compile(r"(?:sheet|工作表|表)\s*\d*", re.IGNORECASE)
_FORMULA_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")
_TOO_MUCH = Words(
    "表格大得不像一年的任务；请只留下任务表，另存一份再读。",
    "The workbook is larger than a year's tasks; keep only those and save it anew.",
)


class Sheet(NamedTuple):
    """A sheet as it is shown: texts by (row, column) from 0, and the ranges that are one cell."""

    name: str
    hidden: bool
    cells: dict[tuple[int, int], str]
    spans: list[Span]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_xlsx(data: bytes) -> list[Paragraph]:
    """The lines of a workbook that was inspected before (files.office_inspection). Raises what openpyxl raises."""
    import openpyxl
    from openpyxl.utils import column_index_from_string

    with warnings.catch_warnings():  # what it leaves out, in English
        warnings.simplefilter("ignore")
        plain = io.BytesIO(with_plain_styles(data))
        book = openpyxl.load_workbook(plain, data_only=True, keep_links=False)
    sheets = []
    for sheet in book.worksheets:
        # Asked for its rows, a sheet makes every empty cell between those that are filled.
        filled = [cell for cell in sheet._cells.values() if cell.value is not None]  # noqa: SLF001
        cells = {(cell.row - 1, cell.column - 1): shown(cell.value, cell.number_format) for cell in filled}
        spans = [Span(r.min_row - 1, r.min_col - 1, r.max_row - 1, r.max_col - 1) for r in sheet.merged_cells.ranges]  # fmt: skip
        rows = frozenset(row - 1 for row, shape in sheet.row_dimensions.items() if shape.hidden)
        columns = frozenset(
            column - 1
            for name, shape in sheet.column_dimensions.items()
            if shape.hidden
            for column in range(
                shape.min or column_index_from_string(name), (shape.max or shape.min or 0) + 1
            )
        )
        sheets.append(Sheet(sheet.title, sheet.sheet_state != "visible", cells, spans, rows, columns))
    return workbook_lines(sheets)


def read_xls(data: bytes) -> list[Paragraph]:
    """The lines of an .xls, or an .et of WPS's in the same format. Raises what xlrd raises, and NotRead."""
    import xlrd

    with xlrd.open_workbook(
        file_contents=data, formatting_info=True, on_demand=True, logfile=io.StringIO()
    ) as book:
        if book.nsheets > _MAX_SHEETS:
            raise NotRead(_TOO_MUCH)
        sheets = []
        count = 0
        for index in range(book.nsheets):
            sheet = book.sheet_by_index(index)
            cells = {}
            for row in range(sheet.nrows):
                for column, cell in enumerate(sheet.row(row)):
                    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK):
                        continue
                    shape = book.format_map[book.xf_list[cell.xf_index or 0].format_key].format_str
                    cells[row, column] = shown(_of_xls(cell.ctype, cell.value, book.datemode), shape)
            count += len(cells)
            if count > _MAX_CELLS:
                raise NotRead(_TOO_MUCH)
            spans = [Span(top, left, below - 1, right - 1) for top, below, left, right in sheet.merged_cells]
            rows = frozenset(row for row, shape in sheet.rowinfo_map.items() if shape.hidden)
            columns = frozenset(column for column, shape in sheet.colinfo_map.items() if shape.hidden)
            sheets.append(Sheet(sheet.name, sheet.visibility != 0, cells, spans, rows, columns))
            book.unload_sheet(index)
    return workbook_lines(sheets)


def _of_xls(kind: int, value: Any, datemode: Literal[0, 1]) -> object:
    import xlrd

    if kind == xlrd.XL_CELL_DATE:
        return xlrd.xldate_as_datetime(value, datemode)
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    return "" if kind == xlrd.XL_CELL_ERROR else value


def read_ods(data: bytes) -> list[Paragraph]:
    """The lines of an OpenDocument workbook, whose cells hold the text that is shown (ODF 1.3 part 3, 9.1).

    It was inspected before. Raises NotRead.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = read_xml(archive.read("content.xml"))
    hidden_styles = {
        _said(style, "name")
        for style in _all_below(root.first("automatic-styles"), "style")
        for shape in style.all("table-properties")
        if _said(shape, "display") == "false"
    }
    sheets = []
    for table in root.first("body").first("spreadsheet").all("table"):
        hidden = _said(table, "style-name") in hidden_styles
        sheets.append(_ods_sheet(table, hidden=hidden))
    return workbook_lines(sheets)


def _ods_sheet(table: XmlElement, *, hidden: bool) -> Sheet:
    cells: dict[tuple[int, int], str] = {}
    spans: list[Span] = []
    hidden_rows: set[int] = set()
    hidden_columns: set[int] = set()
    column = 0
    for shape in _all_below(table, "table-column", but="table-row"):
        repeated = _count(shape, "number-columns-repeated")
        if _said(shape, "visibility", "visible") != "visible":
            hidden_columns.update(range(column, column + min(repeated, _MAX_CELLS)))
        column += repeated
    row = 0
    for line in _all_below(table, "table-row"):
        repeated = _count(line, "number-rows-repeated")
        filled = list(_ods_cells(line))
        if filled and len(cells) + repeated * len(filled) > _MAX_CELLS:
            raise NotRead(_TOO_MUCH)
        for at in range(row, row + repeated) if filled else ():
            for column, text, more_rows, more_columns in filled:
                cells[at, column] = text
                if more_rows or more_columns:
                    spans.append(Span(at, column, at + more_rows, column + more_columns))
            if _said(line, "visibility", "visible") != "visible":
                hidden_rows.add(at)
        row += repeated
    return Sheet(_said(table, "name"), hidden, cells, spans, frozenset(hidden_rows), frozenset(hidden_columns))  # fmt: skip


def _ods_cells(line: XmlElement) -> Iterator[tuple[int, str, int, int]]:
    """Column, text and how many more rows and columns it covers, of each cell with text."""
    column = 0
    for cell in line.children:
        if cell.name not in ("table-cell", "covered-table-cell"):
            continue
        repeated = _count(cell, "number-columns-repeated")
        text = "\n".join(_ods_text(part) for part in cell.all("p"))
        if text.strip() and cell.name == "table-cell":
            if repeated > _MAX_CELLS:
                raise NotRead(_TOO_MUCH)
            for at in range(column, column + repeated):
                yield at, text, _count(cell, "number-rows-spanned") - 1, _count(cell, "number-columns-spanned") - 1  # fmt: skip
        column += repeated


def _ods_text(element: XmlElement) -> str:
    if element.name in ("annotation", "ruby-text"):
        return ""
    if element.name == "s":
        return " " * min(_count(element, "c"), 40)
    return "".join(part if isinstance(part, str) else _ods_text(part) for part in element.mixed)


def _said(element: XmlElement, name: str, otherwise: str = "") -> str:
    """An attribute by its name without its namespace."""
    return next(
        (value for key, value in element.attributes.items() if key.rpartition(" ")[2] == name), otherwise
    )


def _count(element: XmlElement, name: str) -> int:
    """A number of rows or columns an attribute gives; 1 where it does not."""
    text = _said(element, name, "1")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < 9 else 1  # noqa: PLR2004


def _all_below(element: XmlElement, name: str, *, but: str = "") -> Iterator[XmlElement]:
    for child in element.children:
        if child.name == name:
            yield child
        elif child.name != but:
            yield from _all_below(child, name, but=but)


def shown(value: object, number_format: str) -> str:
    """A cell's value as its format shows it; nothing where a formula failed."""
    text = shown_value(value, number_format)
    return "" if isinstance(value, str) and _FORMULA_ERROR.fullmatch(text.strip()) else text


def workbook_lines(sheets: list[Sheet]) -> list[Paragraph]:
    """The lines of every sheet with a table of tasks; of a workbook without one, all its text. Raises NotRead.

    What is hidden is not read, and said, as is a sheet that was left out.
    """
    read: list[tuple[Sheet, list[Paragraph]]] = []
    notes: list[Paragraph] = []
    tables = [(sheet, grid(_visible(sheet), sheet.spans)) for sheet in sheets if not sheet.hidden]
    wanted = any(is_of_tasks(rows) for _, rows in tables)
    for sheet, rows in tables:
        if rows and wanted and not is_of_tasks(rows):
            notes.append(_note(f"工作表“{sheet.name}”里没有任务表（要有“任务”和“责任科室”这样的列），没有读"))
        elif rows:
            read.append((sheet, table_lines(rows, min(row for row, _ in sheet.cells) + 1)))
    notes += [
        _note(f"工作表“{sheet.name}”是隐藏的，没有读") for sheet in sheets if sheet.hidden and sheet.cells
    ]
    notes += [note for sheet, _ in read for note in _hidden_parts(sheet)]
    lines: list[Paragraph] = []
    for sheet, of_sheet in read:
        above = _titles(of_sheet)
        titles = of_sheet[:above]
        if not lines:
            if not any(is_title(line.text) for line in titles) and is_title(sheet.name):
                titles = [Paragraph(sheet.name, 1, own=True)]
            lines += titles
        if len(read) > 1:
            named = titles[0].text if _UNNAMED.fullmatch(sheet.name) and titles else sheet.name
            lines.append(Paragraph(named, of_sheet[0].number, heading=1, own=True))
        lines += of_sheet[above:]
    return lines + notes


def _titles(lines: list[Paragraph]) -> int:
    """How many lines stand above the first task: those without a number and no group's heading."""
    return next((n for n, line in enumerate(lines) if line.heading or line.numbered), 0)


def _visible(sheet: Sheet) -> dict[tuple[int, int], str]:
    return {
        (row, column): text
        for (row, column), text in sheet.cells.items()
        if row not in sheet.hidden_rows and column not in sheet.hidden_columns
    }


def _hidden_parts(sheet: Sheet) -> Iterator[Paragraph]:
    rows = sorted({row + 1 for row, _ in sheet.cells} & {row + 1 for row in sheet.hidden_rows})
    columns = {column for _, column in sheet.cells} & sheet.hidden_columns
    if rows:
        named = "、".join(map(str, rows[:5])) + ("等" if len(rows) > 5 else "")  # noqa: PLR2004
        yield _note(f"工作表“{sheet.name}”第 {named} 行是隐藏或筛掉的，没有读；要读请先显示出来")
    if columns:
        yield _note(f"工作表“{sheet.name}”有 {len(columns)} 列是隐藏的，没有读；要读请先显示出来")


def _note(text: str) -> Paragraph:
    return Paragraph(f"（{text}）", 0, own=True, note=True)
