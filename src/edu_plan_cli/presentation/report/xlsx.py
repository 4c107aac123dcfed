"""The ledger (台账) as .xlsx: the whole plan, a sheet for each section and each department; numbers are numbers, text is text."""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from rich.cells import cell_len

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.rows import QuarterReport, department_summary, left_out, rows, title
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.exact import Ratio, rounded
from edu_plan_cli.values.words import Lang, Words

Value = str | Decimal | date | None
_PERCENT, _POINTS, _DAY, _NUMBER = "0.0%", "+0.0;-0.0;0", "yyyy-mm-dd", "General"


class _Column(NamedTuple):
    head: Words
    width: int  # characters
    format: str = ""  # of a number or a date; empty: text


_COLUMNS = (
    _Column(Words("部分", "section"), 8),
    _Column(Words("任务", "item"), 22),
    _Column(Words("目标", "target"), 7),
    _Column(Words("名称", "name"), 22),
    _Column(Words("灯", "light"), 8),
    _Column(Words("目标值", "goal"), 12),
    _Column(Words("本季", "this quarter"), 12),
    _Column(Words("累计", "cumulative"), 16),
    _Column(Words("累计数", "number"), 10, _NUMBER),
    _Column(Words("完成率", "completion"), 9, _PERCENT),
    _Column(Words("序时进度", "time progress"), 9, _PERCENT),
    _Column(Words("较上季", "change"), 8, _POINTS),
    _Column(Words("时限", "due"), 11, _DAY),
    _Column(Words("原因", "why"), 30),
    _Column(Words("情况说明", "account"), 40),
    _Column(Words("牵头科室", "lead"), 16),
    _Column(Words("出处", "from"), 34),
    _Column(Words("编号", "id"), 8),
)
_LIGHT_AT = 5
_PRINTED = len(_COLUMNS) - 2  # where a figure is from, and its id, are for the screen
_FILLS: dict[Light, str] = {
    "overdue": "F8CBAD",
    "lagging": "FFE699",
    "not_reported": "E4D0F0",
    "on_track": "DDEBF7",
    "done": "C6E0B4",
    "dropped": "E7E6E6",
}
_HEAD = 5  # the row of the column heads; above it stands what holds for every sheet


def render(report: QuarterReport, lang: Lang, _width: int) -> bytes:
    import openpyxl

    assessment = report.assessment
    every = dict(
        zip((found.placed.target.id for found in assessment.targets), _rows(assessment, lang), strict=True)
    )
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    notes = [
        f"{figures.as_of(assessment, lang)}　{department_summary(report, lang)}",
        "；".join(Words("示例：", "illustrative: ").in_(lang) + mark for mark in figures.marks(assessment)),
        (left_out(report, lang) + " " if report.problems else "") + figures.rules_line(assessment, lang),
    ]
    taken: set[str] = set()
    for name, found in _sheets(assessment, lang):
        sheet = book.create_sheet(_title(name, taken))
        _write(
            sheet,
            f"{title(report, lang)}　{name}",
            notes,
            [every[target.placed.target.id] for target in found],
            lang,
        )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheets(assessment: Assessment, lang: Lang) -> Iterator[tuple[str, list[TargetAssessment]]]:
    yield Words("总表", "all").in_(lang), assessment.targets
    for section in assessment.sections:
        name = f"{section.section.number}、{section.section.heading}"
        yield name, [target for item in section.items for target in item.targets]
    for department in assessment.departments:
        who = department.department
        yield who.name, [found for found in assessment.targets if found.placed.lead == who.id]


def _title(name: str, taken: set[str]) -> str:
    """What a sheet may be called: 31 characters, none of []:*?/\\, no apostrophe at an end, each once (ECMA-376 18.2.19)."""
    base = re.sub(r"[\[\]:*?/\\]", " ", visible(name)).strip(" '")[:28] or "-"
    short, count = base, 1
    while short.lower() in taken:
        count += 1
        short = f"{base[:27]}{count}"
    taken.add(short.lower())
    return short


def _rows(assessment: Assessment, lang: Lang) -> Iterator[tuple[Value, ...]]:
    for found, row in zip(assessment.targets, rows(assessment, lang), strict=True):
        places = "；".join(str(reported.entry.place()) for reported in found.now(assessment.view.quarter))
        change = None
        if found.completion is not None and found.before is not None:
            change = rounded((found.completion - found.before) * 100, 1)
        yield (
            found.placed.section.number, row.item, row.label, row.name, row.light, row.goal, row.period, row.cumulative,
            found.standing.value, _share(found.completion), _share(found.expected), change, found.due,
            found.reason.in_(lang), row.account, row.department, places, row.identity,
        )  # fmt: skip


def _share(value: Ratio | None) -> Decimal | None:
    """As shown everywhere else: rounded to a tenth of a percent, so that sums of the column agree with what is seen."""
    return None if value is None else rounded(value * 100, 1) / 100


def _write(sheet: Any, name: str, notes: list[str], data: list[tuple[Value, ...]], lang: Lang) -> None:
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    side = Side(style="thin", color="BFBFBF")
    border, last = Border(left=side, right=side, top=side, bottom=side), get_column_letter(len(_COLUMNS))
    for number, line in enumerate((name, *notes), 1):
        _put(sheet.cell(number, 1), line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=_PRINTED)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="center")
    sheet["A1"].font = Font(bold=True, size=14)
    sheet["A3"].font = Font(color="B45309")
    sheet.row_dimensions[4].height = 48
    for number, column in enumerate(_COLUMNS, 1):
        cell = sheet.cell(_HEAD, number)
        _put(cell, column.head.in_(lang))
        cell.font, cell.border, cell.fill = Font(bold=True), border, PatternFill("solid", fgColor="D9E1F2")
        cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    for offset, values in enumerate(data, 1):
        for number, (column, value) in enumerate(zip(_COLUMNS, values, strict=True), 1):
            cell = sheet.cell(_HEAD + offset, number)
            _put(cell, value)
            cell.border, cell.alignment = border, Alignment(wrap_text=True, vertical="center")
            if column.format:
                cell.number_format = column.format
        sheet.row_dimensions[_HEAD + offset].height = 15 * _lines(values)
    end = _HEAD + max(len(data), 1)
    where = f"{get_column_letter(_LIGHT_AT)}{_HEAD + 1}:{get_column_letter(_LIGHT_AT)}{end}"
    for light, colour in _FILLS.items():
        fill = PatternFill("solid", bgColor=colour)
        rule: Any = CellIsRule(operator="equal", formula=[f'"{LIGHTS[light].in_(lang)}"'], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(where, rule)
    sheet.freeze_panes = f"E{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{end}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_area = f"A1:{get_column_letter(_PRINTED)}{end}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    sheet.oddFooter.center.text = "&P / &N"
    for edge in ("left", "right"):
        setattr(sheet.page_margins, edge, 0.4)


def _lines(values: tuple[Value, ...]) -> int:
    """Lines the row needs; a program that only reads a workbook sets no heights of its own."""
    texts = (
        (value, column.width)
        for value, column in zip(values, _COLUMNS, strict=True)
        if isinstance(value, str)
    )
    return max(-(-(cell_len(visible(value)) + 1) // max(width - 3, 4)) for value, width in texts)


def _put(cell: Any, value: Value) -> None:
    """Text is kept text whatever it begins with: a cell that holds a string is never read as a formula."""
    if isinstance(value, str):
        cell.value = visible(value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    elif value is not None:
        cell.value = value
