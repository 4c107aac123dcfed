"""A form as .xlsx: a sheet to fill in that prints on A4 across, a guide, and two hidden sheets. Text goes in as text, whatever it begins with."""

import io
import zipfile
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from edu_plan_cli.features.forms.form_content import Form, FormRow
from edu_plan_cli.features.forms.form_head import COLUMNS, REASONS, SIGNATURES, head_line
from edu_plan_cli.features.forms.workbook import GUIDE, LISTS, META, SHEET
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.presentation.workbook_cells import (
    HEAD_FILL,
    Look,
    fit_to_page,
    opaque,
    set_style,
    set_width,
    solid,
    style_head,
    styles_of,
)

HEAD = 4  # the row of the column heads
_TO_FILL = "FFE699"  # behind the heads of what people fill in
_OPEN, _WRONG, _RED = "FFFF99", "FFC7CE", "C00000"
_DAY = "yyyy-mm-dd"
_SIZE, _LINE = (
    10,
    14,
)  # of letters, and from line to line, in points: as wide as the columns are, a page holds them at 9 and more
_PRINTED = len(COLUMNS) - 3  # columns; those beyond are context for the screen
_REASONS, _REASONS_WIDTH = len(COLUMNS) + 1, 20  # the column of what is to be put right
_GUIDE = (
    "只填黄色的格子；别的格子是锁住的，改了也不算。最下面一行签填报人、科室负责人和日期。",
    "行可以排序、筛选、隐藏，不影响收表：认的是第一列的编号和表头。表头一个字也不要改。",
    "数写普通的数（270、0.7）；单位与“单位”一栏不同的，连单位一起写（2700人）。",
    "填的是当期、累计还是时点的数，分子、分母各是什么，写在“填什么”一栏；鼠标停在格子上有说明和上季的例子。",
    "占比、覆盖率填分子和分母，不填百分数。",
    "没有进展也请写一句情况说明。要填数的行只写说明、不填数的：累计、时点沿用上季的数，当期这一季不加数；确实是 0 的填 0。",
    "佐证材料写文号，或材料的文件名；几份之间用分号隔开。",
    "不要写“约”“左右”：写准数，拿不准的写在情况说明里。",
)
_HEAD_NOTES = {
    "evidence": "能证明这一行的材料：写文号（区教〔2023〕8号）或文件名，几份之间用分号隔开。",
    "account": "没有进展也写一句。要填数的行只写说明、不填数的，累计、时点沿用上季的数，当期这一季不加数。",
}


def write_form(form: Form) -> bytes:
    """Return the form as .xlsx. Of one that is sent back, what is to be put right stands in a note and beside its row."""
    import openpyxl

    book = openpyxl.Workbook()
    # Columns are as wide as so many digits of this font. What an office here has, with a digit half as wide as a Han character.
    normal: Any = book
    normal._named_styles["Normal"].font = _font(size=10)  # noqa: SLF001
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    _top(sheet, form)
    styles = _styles(book)
    for offset, line in enumerate(form.lines, 1):
        _row(sheet, HEAD + offset, line, form, styles)
    _instructions(sheet, HEAD + len(form.lines) + 2, form)
    _signatures(sheet, _signature_row(form))
    if form.problems or form.notes:
        _reasons(sheet, form)
    _page(sheet, form)
    _validations(book, sheet, form)
    _guide(book)
    _hidden(book, META, list(form.meta.items()))
    out = io.BytesIO()
    book.save(out)
    return _notes_as_excel_names_them(out.getvalue())


def _notes_as_excel_names_them(data: bytes) -> bytes:
    """The same workbook with the parts of its notes under the names Excel gives them: other programs look for no others."""
    parts = {
        b"/xl/comments/comment": b"../comments",
        b"/xl/drawings/commentsDrawing": b"../drawings/vmlDrawing",
    }
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as made,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as renamed,
    ):
        for name in made.namelist():
            part, content = name, made.read(name)
            for old, new in parts.items():
                in_package = b"/xl" + new.removeprefix(b"..")
                part = part.replace(old.decode()[1:], in_package.decode()[1:])
                if name.endswith(".rels"):
                    content = content.replace(b'Target="' + old, b'Target="' + new)
                elif name == "[Content_Types].xml":
                    content = content.replace(b'PartName="' + old, b'PartName="' + in_package)
            renamed.writestr(part, content)
    return out.getvalue()


def _font(**how: Any) -> Any:
    from openpyxl.styles import Font

    return Font(**{"name": "宋体", "size": _SIZE, **how})


def _top(sheet: Any, form: Form) -> None:
    marks = "".join(f"\n示例：{mark}" for mark in form.marks)
    lines = (
        form.title,
        head_line(form.quarter.year, form.quarter, form.department.name, form.due) + marks,
        "只填黄色的格子，表头不要改；说明见“填写说明”。"
        + (f"分管领导：{form.leader}。" if form.leader else ""),
    )
    for number, line in enumerate(lines, 1):
        _wide(sheet, number, 1, _PRINTED, line)
        sheet.row_dimensions[number].height = _LINE * (1 + line.count("\n")) + (8 if number == 1 else 2)
    sheet["A1"].font = _font(bold=True, size=14)
    for number, (key, (head, width, fill)) in enumerate(COLUMNS.items(), 1):
        cell = sheet.cell(HEAD, number)
        _text(cell, head)
        style_head(cell, _TO_FILL if fill else HEAD_FILL)
        cell.font = _font(bold=True)
        set_width(sheet, number, width)
        if key in _HEAD_NOTES:
            _note(cell, _HEAD_NOTES[key])
    sheet.row_dimensions[HEAD].height = 2 * _LINE + 4


def _styles(book: Any) -> dict[tuple[str, bool], Any]:
    """Return the workbook's styles for the cells of rows, by number format and whether people fill them in."""
    wanted = {
        (number_format, asked): Look(number_format, to_fill=_OPEN if asked else None)
        for number_format in ("General", "@", _DAY)
        for asked in (False, True)
    }
    return dict(zip(wanted, styles_of(book, wanted.values(), _font()), strict=True))


def _row(sheet: Any, number: int, line: FormRow, form: Form, styles: dict[tuple[str, bool], Any]) -> None:
    line = line._replace(before=_between_numbers(line.before))
    for column, (key, (_, _, fill)) in enumerate(COLUMNS.items(), 1):
        cell = sheet.cell(number, column)
        value = line.filled.get(key) if fill else getattr(line, key)
        set_style(cell, styles[_number_format(line, key, value), fill and is_asked(line, key)])
        _put(cell, value)
        notes = [line.notes[key]] if key in line.notes and fill else []
        if (why := form.problems.get((line.target, line.detail, key))) is not None:
            cell.fill = solid(_WRONG)
            notes.insert(0, f"请改：{why}")
        if notes:
            _note(cell, "\n".join(notes))
    why = "；".join(_problems_of(form, line))
    widths = [width for _, width, _ in COLUMNS.values()]
    shown = [str(line.filled.get(key, getattr(line, key, ""))) for key in COLUMNS]
    needed = [*zip(shown, widths, strict=True), (why, _REASONS_WIDTH)]
    sheet.row_dimensions[number].height = _LINE * _lines(needed) + 2


def _between_numbers(share: str) -> str:
    """A share on two lines where it is wider than its column: 5412/11020 would break within a number."""
    fits = display_width(share) < COLUMNS["before"][1]
    return share if fits else share.replace("/", "/\n", 1)


def _number_format(line: FormRow, key: str, value: object) -> str:
    """A cell's format by what it holds, or is to hold; where text is wanted, text stays as it is typed."""
    if isinstance(value, Decimal):
        return "General"
    if isinstance(value, date) or (key == "state" and line.asks == "date"):
        return _DAY
    return "@" if key in ("state", "account", "evidence") else "General"


def _problems_of(form: Form, line: FormRow) -> list[str]:
    return [why for key, why in form.problems.items() if key[:2] == (line.target, line.detail)]


def _reasons(sheet: Any, form: Form) -> None:
    """What is to be put right, in words beside each row: a note on a cell is not printed, and not seen on a phone."""
    from openpyxl.styles import Alignment
    from openpyxl.utils import get_column_letter

    for column, key in enumerate(
        COLUMNS, 1
    ):  # what was on the form sent out makes room, so that the page stays readable
        if column > _PRINTED or key in ("goal", "before"):
            sheet.column_dimensions[get_column_letter(column)].hidden = True
    set_width(sheet, _REASONS, _REASONS_WIDTH)
    _text(sheet.cell(HEAD, _REASONS), REASONS)
    for offset, line in enumerate(form.lines, 1):
        _text(sheet.cell(HEAD + offset, _REASONS), "；".join(_problems_of(form, line)))
    if form.notes:
        text = "原表里还有：" + "；".join(form.notes)
        _text(sheet.cell(HEAD - 1, 1), text)
        width = sum(width for _, width, _ in list(COLUMNS.values())[:_PRINTED])
        sheet.row_dimensions[HEAD - 1].height = _LINE * _lines([(text, width)]) + 2
        sheet.cell(HEAD - 1, 1).font = _font(color=opaque(_RED))
    for row in range(HEAD, HEAD + len(form.lines) + 1):
        cell = sheet.cell(row, _REASONS)
        cell.font = _font(color=opaque(_RED))
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _signature_row(form: Form) -> int:
    """Return the row of the signatures: below the lines, an empty row, and the instructions with their head."""
    return HEAD + len(form.lines) + 2 + (len(form.instructions) + 1 if form.instructions else 0)


def _instructions(sheet: Any, row: int, form: Form) -> None:
    """批示、整改 that wait for an answer, below the lines; they are only shown, and nothing is read from here."""
    if not form.instructions:
        return
    head = "待答复的批示、整改（办理情况写在该目标的“情况说明”里）"
    width = sum(width for _, width, _ in list(COLUMNS.values())[:_PRINTED])
    for offset, line in enumerate((head, *form.instructions)):
        _wide(sheet, row + offset, 1, _PRINTED, line)
        sheet.row_dimensions[row + offset].height = _LINE * _lines([(line, width)]) + 2
    sheet.cell(row, 1).font = _font(bold=True)


def _signatures(sheet: Any, row: int) -> None:
    """Who filled it in, who answers for it, and when: three cells to write in after the words."""
    from openpyxl.styles import Protection

    places = ((1, 4), (5, 8), (9, _PRINTED))
    for text, (first, last) in zip(SIGNATURES, places, strict=True):
        _wide(sheet, row, first, last, text)
        sheet.cell(row, first).number_format = "@"
        sheet.cell(row, first).protection, sheet.cell(row, first).fill = (
            Protection(locked=False),
            solid(_OPEN),
        )
    sheet.row_dimensions[row].height = 2 * _LINE


def _page(sheet: Any, form: Form) -> None:
    from openpyxl.utils import get_column_letter

    last = HEAD + max(len(form.lines), 1)
    fit_to_page(sheet)
    for side in ("top", "bottom", "left", "right"):
        setattr(sheet.page_margins, side, 0.35)  # inches
    sheet.protection.sheet = True
    for free in ("formatColumns", "formatRows", "sort", "autoFilter"):
        setattr(sheet.protection, free, False)  # False: not forbidden
    sheet.freeze_panes = f"F{HEAD + 1}"
    sheet.auto_filter.ref = f"A{HEAD}:{get_column_letter(len(COLUMNS))}{last}"
    sheet.print_title_rows = f"{HEAD}:{HEAD}"
    right = get_column_letter(_REASONS if form.problems or form.notes else _PRINTED)
    sheet.print_area = f"A1:{right}{max(_signature_row(form), last + 2)}"


def _lines(texts: Iterable[tuple[str, float]]) -> int:
    """Lines of text a row needs, each text in a column of so many characters."""
    return max(
        sum(max(-(-display_width(part) // max(int(width) - 1, 1)), 1) for part in text.split("\n"))
        for text, width in texts
    )


def is_asked(line: FormRow, key: str) -> bool:
    """Tell whether a row wants something in a column."""
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
    day.errorStyle, day.errorTitle = "warning", "要填日期"
    day.error = f"这里填日期，如 {form.quarter.end}。"
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    letters = {key: get_column_letter(index) for index, key in enumerate(COLUMNS, 1)}
    numbers, days = [], []
    chosen: dict[tuple[str, ...], list[str]] = {}
    for row, line in enumerate(form.lines, HEAD + 1):
        if line.asks in ("number", "share"):
            numbers.append(f"{letters['number']}{row}")
        if line.asks == "share":
            numbers.append(f"{letters['denominator']}{row}")
        if line.asks == "date":
            days.append(f"{letters['state']}{row}")
        if line.choices:
            chosen.setdefault(line.choices, []).append(f"{letters['state']}{row}")
    choices = [(_choice(lists, at, names), cells) for at, (names, cells) in enumerate(chosen.items(), 1)]
    for validation, cells in ((number, numbers), (day, days), *choices):
        if cells:
            validation.sqref = " ".join(cells)  # one by one, each is compared with all before it
            validation.showErrorMessage = True
            validation.allow_blank = True
            sheet.add_data_validation(validation)


def _choice(lists: Any, column: int, names: tuple[str, ...]) -> Any:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for at, name in enumerate(names, 1):
        _text(lists.cell(at, column), name)
    letter = get_column_letter(column)
    choice = DataValidation("list", formula1=f"'{LISTS}'!${letter}$1:${letter}${len(names)}")
    choice.errorTitle, choice.error = "请从下拉里选", "请从下拉列表里选一个。"
    return choice


def _guide(book: Any) -> None:
    from openpyxl.styles import Alignment

    guide = book.create_sheet(GUIDE)
    guide.column_dimensions["A"].width = 90
    for number, line in enumerate(_GUIDE, 1):
        _text(guide.cell(number, 1), f"{number}. {line}")
        guide.cell(number, 1).font = _font()
        guide.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="center")
    guide.protection.sheet = True


def _hidden(book: Any, name: str, pairs: list[tuple[str, str]]) -> None:
    sheet = book.create_sheet(name)
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    for number, (key, value) in enumerate(pairs, 1):
        _text(sheet.cell(number, 1), key)
        _text(sheet.cell(number, 2), value)


def _wide(sheet: Any, row: int, first: int, last: int, text: str) -> None:
    from openpyxl.styles import Alignment

    _text(sheet.cell(row, first), text)
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    sheet.cell(row, first).font = _font()
    sheet.cell(row, first).alignment = Alignment(wrap_text=True, vertical="center")


def _note(cell: Any, text: str) -> None:
    from openpyxl.comments import Comment

    cell.comment = Comment(text, "edu-plan", width=300, height=24 * _lines([(text, 40)]) + 20)


def _put(cell: Any, value: object) -> None:
    if isinstance(value, Decimal | date):
        cell.value = value
    elif value not in (None, ""):
        _text(cell, str(value))


def _text(cell: Any, text: str) -> None:
    """Text stays text: what begins with = is no formula (the place data could become code)."""
    cell.value = text
    cell.data_type = "s"
