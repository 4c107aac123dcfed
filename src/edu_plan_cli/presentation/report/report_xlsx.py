"""The ledger (台账) as .xlsx: the whole plan, a sheet for each section and each department; numbers are numbers, text is text."""

import io
import math
from collections.abc import Iterator
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    amendment_lines,
    course,
    department_summary,
    left_out,
    rows,
    title,
)
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.presentation.workbook_cells import (
    Look,
    Value,
    colour_lights,
    figure_cell,
    fit_to_page,
    lines_needed,
    opaque,
    put,
    set_style,
    sheet_title,
    styles_of,
    write_head,
    write_lines_above,
)
from edu_plan_cli.values.bilingual import Lang, Words

_PERCENT, _POINTS, _DAY, _NUMBER = "0.0%", "+0.0;-0.0;0", "yyyy-mm-dd", "General"


class _Column(NamedTuple):
    head: Words
    width: float  # characters
    format: str = ""  # of a number or a date; empty: text


class _Row(NamedTuple):
    values: tuple[Value, ...]
    lines: int  # of text that the tallest cell holds


_PRINTED = (
    _Column(Words("部分", "section"), 5),
    _Column(Words("任务", "item"), 16),
    _Column(Words("目标", "target"), 7),
    _Column(Words("名称", "name"), 20),
    _Column(Words("灯", "light"), 8),
    _Column(Words("目标值", "goal"), 12),
    _Column(Words("本季", "this quarter"), 12),
    _Column(Words("累计", "cumulative"), 17),
    _Column(Words("完成率", "completion"), 8.5, _PERCENT),
    _Column(Words("序时进度", "time progress"), 8.5, _PERCENT),
    _Column(Words("较上季", "change"), 7.5, _POINTS),
    _Column(Words("时限", "due"), 11, _DAY),
    _Column(Words("原因", "why"), 24),
    _Column(Words("牵头科室", "lead"), 12),
)
_ACCOUNT = _Column(Words("情况说明", "account"), 28)
# On paper they would make the rest too small to read.
_ON_SCREEN = (
    _Column(Words("累计数", "number"), 10, _NUMBER),
    _Column(Words("出处", "from"), 44),
    _Column(Words("编号", "id"), 8),
)
_LINE = 116  # characters of a sheet's width, where it holds sentences
_LIGHT_AT = 5
_HEAD = 5  # the row of the column heads; above it stands what holds for every sheet


def render(report: QuarterReport, lang: Lang, _width: int) -> bytes:
    """Return the report as a workbook: a sheet of all targets, one for each department, one of explanations."""
    import openpyxl

    assessment = report.assessment
    printed = [
        *_PRINTED,
        *(_Column(Words(head, head), 8.5, _PERCENT) for head in course(report, lang)[0]),
        _ACCOUNT,
    ]
    widths = [column.width for column in (*printed, *_ON_SCREEN)]
    every = {
        assessed.plan_target.target.id: _Row(values, lines_needed(zip(values, widths, strict=True)))
        for assessed, values in zip(assessment.targets, _rows(report, lang), strict=True)
    }
    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    notes = [
        f"{figures.as_of(assessment, lang)}　{department_summary(report, lang)}",
        "；".join(Words("示例：", "illustrative: ").in_(lang) + mark for mark in figures.marks(assessment)),
        (left_out(report, lang) + " " if report.problems else "")
        + figures.rules_line(assessment, lang, report.words),
    ]
    taken: set[str] = set()
    for name, assessed in _sheets(assessment, lang):
        sheet = book.create_sheet(sheet_title(name, taken))
        _write(
            sheet,
            f"{title(report, lang)}　{name}",
            notes,
            [every[target.plan_target.target.id] for target in assessed],
            printed,
            lang,
        )
        marked = Words("示例　", "illustrative  ").in_(lang) if figures.marks(assessment) else ""
        sheet.oddHeader.right.text = (marked + figures.as_of(assessment, lang)).replace("&", "&&")
    _amendments(book, report, lang, sheet_title(Words("调整", "amendments").in_(lang), taken))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _amendments(book: Any, report: QuarterReport, lang: Lang, name: str) -> None:
    """A sheet of its own, where there are any: what, from what to what, since when, by what, why."""
    from openpyxl.styles import Alignment, Font

    lines = amendment_lines(report, lang)
    if not lines:
        return
    sheet = book.create_sheet(name)
    put(sheet.cell(1, 1), f"{title(report, lang)}　{name}")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    for number, line in enumerate(lines, 2):
        put(sheet.cell(number, 1), line)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="center")
        sheet.row_dimensions[number].height = 4 + 14.5 * math.ceil(display_width(visible(line)) / _LINE)
    sheet.column_dimensions["A"].width = _LINE + 4
    fit_to_page(sheet)


def _sheets(assessment: Assessment, lang: Lang) -> Iterator[tuple[str, list[TargetAssessment]]]:
    yield Words("总表", "all").in_(lang), assessment.targets
    for section in assessment.sections:
        name = f"{section.section.number}、{section.section.heading}"
        yield name, [target for item in section.items for target in item.targets]
    for department in assessment.departments:
        who = department.department
        yield who.name, [assessed for assessed in assessment.targets if assessed.plan_target.lead == who.id]


def _rows(report: QuarterReport, lang: Lang) -> Iterator[tuple[Value, ...]]:
    _, by_quarter = course(report, lang)
    for assessed, row in zip(report.assessment.targets, rows(report.assessment, lang), strict=True):
        quarters = map(figure_cell, by_quarter.get(row.identity, ()))
        yield (
            assessed.plan_target.section.number, row.item, row.label, row.name, figures.light_word(assessed.light, lang), row.goal, row.period, row.cumulative,
            figure_cell(row.completion), figure_cell(row.expected), figure_cell(row.change), assessed.due, assessed.reason.in_(lang),
            row.department, *quarters, row.account, assessed.progress.value, row.source, row.identity,
        )  # fmt: skip


def _look(column: _Column) -> Look:
    if column.format:
        return Look(column.format)
    return Look(horizontal="center" if column.width <= 8 else None)  # noqa: PLR2004


def _write(
    sheet: Any,
    name: str,
    notes: list[str],
    data: list[_Row],
    printed: list[_Column],
    lang: Lang,
) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    columns = [*printed, *_ON_SCREEN]
    styles = styles_of(sheet.parent, map(_look, columns))
    last = get_column_letter(len(columns))
    write_lines_above(sheet, (name, *notes), len(printed))
    sheet["A3"].font = Font(color=opaque("B45309"))
    sheet.row_dimensions[4].height = 48
    write_head(sheet, _HEAD, ((column.head.in_(lang), column.width) for column in columns))
    for offset, row in enumerate(data, 1):
        for number, (style, value) in enumerate(zip(styles, row.values, strict=True), 1):
            cell = sheet.cell(_HEAD + offset, number)
            set_style(cell, style)
            put(cell, value)
        sheet.row_dimensions[_HEAD + offset].height = 4 + 14.5 * row.lines
    end = _HEAD + max(len(data), 1)
    letter = get_column_letter(_LIGHT_AT)
    colour_lights(sheet, f"{letter}{_HEAD + 1}:{letter}{end}", lang)
    sheet.freeze_panes = f"E{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{end}"
    fit_to_page(sheet)
    sheet.print_area = f"A1:{get_column_letter(len(printed))}{end}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
