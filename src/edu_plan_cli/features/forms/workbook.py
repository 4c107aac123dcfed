"""Forms to .xlsx, and their rows from .xlsx.

Text goes in as text, whatever it begins with; formulas that come back are seen as formulas and never computed.
"""

import io
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.features.forms.form_content import Form, FormRow
from edu_plan_cli.features.forms.sheet_cells import Cell, Result, merged_places, open_sheets, read_cell
from edu_plan_cli.presentation.workbook_cells import (
    HEAD_FILL,
    fit_to_page,
    set_width,
    style_head,
    thin_border,
)

# key: head, width in characters, whether people fill it in
COLUMNS: dict[str, tuple[str, int, bool]] = {
    "target": ("编号", 8, False),
    "label": ("目标", 7, False),
    "item": ("任务", 16, False),
    "name": ("目标名称", 16, False),
    "detail": ("细目", 14, False),
    "goal": ("目标值", 12, False),
    "unit": ("单位", 6, False),
    "before": ("上季填报", 12, False),
    "last": ("累计", 13, False),
    "expected": ("序时进度", 9, False),
    "hint": ("填什么", 16, False),
    "number": ("填报数", 10, True),
    "denominator": ("分母", 10, True),
    "state": ("阶段、步骤、日期或文号", 18, True),
    "account": ("情况说明", 26, True),
    "evidence": ("佐证材料", 16, True),
}
SHEET, GUIDE, META, LISTS = "填报", "填写说明", "_meta", "_lists"
_TO_FILL = "FFE699"  # behind the heads of what people fill in
HEAD = 4  # the row of the column heads
_COUNTED = ("number", "denominator")  # a figure over several rows would count several times
MOST_ROWS, _MOST_COLUMNS, _EMPTY_ROWS = 5000, 26, 200
_GUIDE = (
    "只填黄色的格子；别的格子是锁住的，改了也不算。",
    "行可以排序、筛选、隐藏，不影响收表：认的是第一列的编号。",
    "数写普通的数（270、0.7）；单位与“单位”一栏不同的，连单位一起写（2700人）。",
    "占比、覆盖率填分子和分母，不填百分数。",
    "没有进展也请写一句情况说明。",
    "佐证材料写文号；几份之间用分号隔开。",
    "不要写“约”“左右”：写准数，拿不准的写在情况说明里。",
)


class SheetRow(NamedTuple):
    sheet: str
    number: int
    cells: dict[str, Cell]  # by column key


class Book(NamedTuple):
    meta: dict[str, str]
    rows: list[SheetRow]
    notes: tuple[str, ...] = ()  # what was not read, and why


def write_form(form: Form) -> bytes:
    """The form as .xlsx: a sheet to fill in, a guide, and two hidden sheets (what it is of, and choices)."""
    import openpyxl
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    border = thin_border()
    wrap = Alignment(wrap_text=True, vertical="center")
    _text(sheet["A1"], form.title)
    sheet["A1"].font = Font(bold=True, size=14)
    _text(
        sheet["A2"], "；".join(f"示例：{mark}" for mark in form.marks) or "只填黄色的格子；说明见“填写说明”。"
    )
    for number, (head, width, fill) in enumerate(COLUMNS.values(), 1):
        cell = sheet.cell(HEAD, number)
        _text(cell, head)
        style_head(cell, _TO_FILL if fill else HEAD_FILL)
        set_width(sheet, number, width)
    for offset, line in enumerate(form.lines, 1):
        for number, (key, (_, _, fill)) in enumerate(COLUMNS.items(), 1):
            cell = sheet.cell(HEAD + offset, number)
            _put(cell, line.filled.get(key) if fill else getattr(line, key))
            cell.alignment, cell.border = wrap, border
            if fill and _is_asked(line, key):
                cell.fill, cell.protection = PatternFill("solid", fgColor="FFFF99"), Protection(locked=False)
            if (why := form.problems.get((line.target, line.detail, key))) is not None:
                cell.fill = PatternFill("solid", fgColor="FFC7CE")
                cell.comment = Comment(why, "edu-plan", width=300, height=90)
        sheet.row_dimensions[HEAD + offset].height = 15 * _height(line)
    if form.problems or form.notes:
        _reasons(sheet, form)
    sheet.row_dimensions[HEAD].height = 32
    fit_to_page(sheet)
    for side in ("top", "bottom"):
        setattr(sheet.page_margins, side, 0.4)
    _validations(book, sheet, form)
    _guide(book)
    _hidden(book, META, list(form.meta.items()))
    sheet.protection.sheet = True
    for free in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, free, False)  # False: not forbidden
    sheet.freeze_panes = f"F{HEAD + 1}"
    last = HEAD + max(len(form.lines), 1)
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _reasons(sheet: Any, form: Form) -> None:
    """What is to be put right, in words beside each row: a note on a cell is not printed, and not seen on a phone."""
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    column = len(COLUMNS) + 1
    sheet.column_dimensions[get_column_letter(column)].width = 36
    _text(sheet.cell(HEAD, column), "请改")
    for offset, line in enumerate(form.lines, 1):
        why = [said for key, said in form.problems.items() if key[:2] == (line.target, line.detail)]
        if why:
            _text(sheet.cell(HEAD + offset, column), "；".join(why))
    if form.notes:
        _text(sheet.cell(HEAD - 1, 1), "原表里还有：" + "；".join(form.notes))
        sheet.cell(HEAD - 1, 1).font = Font(color="C00000")
    for row in range(HEAD, HEAD + len(form.lines) + 1):
        cell = sheet.cell(row, column)
        cell.font, cell.alignment = Font(color="C00000"), Alignment(wrap_text=True, vertical="center")


def _height(line: FormRow) -> int:
    """Lines of text the row needs."""
    texts = {key: str(line.filled.get(key, getattr(line, key, ""))) for key in COLUMNS}
    return max(-(-_columns(text) // COLUMNS[key][1]) for key, text in texts.items()) or 1


def _columns(text: str) -> int:
    """A Han character is two columns wide."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _is_asked(line: FormRow, key: str) -> bool:
    if key in ("account", "evidence"):
        return True
    wanted = {"number": ("number",), "share": ("number", "denominator")}.get(line.asks, ("state",))
    return key in wanted


def _validations(book: Any, sheet: Any, form: Form) -> None:
    """Numbers, dates and choices, each with a Chinese message; choices stand on a hidden sheet, as lists may be long."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    number = DataValidation(
        "decimal", operator="between", formula1="-1000000000000", formula2="1000000000000"
    )
    number.errorStyle, number.errorTitle = "warning", "要填数"
    number.error = "这里填数，如 270、0.7。单位与表上不同的，可以连单位一起写。"
    day = DataValidation("date", operator="between", formula1="DATE(2000,1,1)", formula2="DATE(2100,12,31)")
    day.errorStyle, day.errorTitle, day.error = "warning", "要填日期", "这里填日期，如 2023-09-01。"
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    choices: dict[tuple[str, ...], DataValidation] = {}
    letters = {key: get_column_letter(index) for index, key in enumerate(COLUMNS, 1)}
    for row, line in enumerate(form.lines, HEAD + 1):
        if line.asks in ("number", "share"):
            number.add(f"{letters['number']}{row}")
        if line.asks == "share":
            number.add(f"{letters['denominator']}{row}")
        if line.asks == "date":
            day.add(f"{letters['state']}{row}")
        if line.choices:
            if line.choices not in choices:
                column = len(choices) + 1
                for at, choice in enumerate(line.choices, 1):
                    _text(lists.cell(at, column), choice)
                letter = get_column_letter(column)
                found = DataValidation(
                    "list", formula1=f"'{LISTS}'!${letter}$1:${letter}${len(line.choices)}"
                )
                found.errorTitle, found.error = "请从下拉里选", "请从下拉列表里选一个。"
                choices[line.choices] = found
            choices[line.choices].add(f"{letters['state']}{row}")
    for validation in (number, day, *choices.values()):
        if validation.sqref.ranges:
            validation.showErrorMessage = True
            validation.allow_blank = True
            sheet.add_data_validation(validation)


def _guide(book: Any) -> None:
    guide = book.create_sheet(GUIDE)
    guide.column_dimensions["A"].width = 90
    for number, line in enumerate(_GUIDE, 1):
        _text(guide.cell(number, 1), f"{number}. {line}")
    guide.protection.sheet = True


def _hidden(book: Any, name: str, pairs: list[tuple[str, str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for number, (key, value) in enumerate(pairs, 1):
        _text(sheet.cell(number, 1), key)
        _text(sheet.cell(number, 2), value)


def _put(cell: Any, value: object) -> None:
    if isinstance(value, Decimal):
        cell.value = value
    elif isinstance(value, date):
        cell.value, cell.number_format = value, "yyyy-mm-dd"
    elif value not in (None, ""):
        _text(cell, str(value))


def _text(cell: Any, text: str) -> None:
    """Text stays text: what begins with = is no formula (the place data could become code)."""
    cell.value = text
    cell.data_type = "s"


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
        elif sheet in hidden and sheet.title != LISTS and any(_rows(sheet, result)):
            notes.append(f"工作表“{sheet.title}”是隐藏的，没有读")
    rows = [row for sheet in shown if sheet.title not in (META, GUIDE, LISTS) for row in _rows(sheet, result)]
    return Book(meta, rows, tuple(notes))


def _rows(sheet: Any, result: Result) -> Iterator[SheetRow]:
    heads = {head: key for key, (head, _, _) in COLUMNS.items()}
    columns: dict[int, str] = {}
    empty = 0
    merged = merged_places(sheet, MOST_ROWS, _MOST_COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=_MOST_COLUMNS), 1):
        texts = {cell.column: str(cell.value).strip() for cell in cells if cell.value is not None}
        empty = 0 if texts else empty + 1
        if empty > _EMPTY_ROWS:
            return
        if not columns:
            if "编号" in texts.values():
                columns = {column: heads[text] for column, text in texts.items() if text in heads}
            continue
        found = {}
        for column, key in columns.items():
            cell, beside = merged.get((number, column), (sheet.cell(number, column), False))
            if beside and COLUMNS[key][2]:
                continue  # it stands in the column where the merged cell begins
            read = read_cell(sheet.title, cell, result)
            over_rows = (number, column) in merged and _is_over_rows(merged, number, column)
            found[key] = read._replace(trouble="merged") if over_rows and key in _COUNTED else read
        if any(cell.text for cell in found.values()):
            yield SheetRow(sheet.title, number, found)


def _is_over_rows(merged: dict[tuple[int, int], tuple[Any, bool]], row: int, column: int) -> bool:
    """Whether the merged cell of a place goes on above or below it."""
    first = merged[row, column][0]
    return any(merged.get((row + step, column), (None,))[0] is first for step in (-1, 1))
