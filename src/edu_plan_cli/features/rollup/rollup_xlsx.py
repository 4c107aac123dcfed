"""The roll-up as .xlsx: districts, indicators, what needs asking about, who is left out; numbers are numbers, text is text."""

import io
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS
from edu_plan_cli.features.rollup import rollup_rows
from edu_plan_cli.features.rollup.rollup_result import STATES, Figure, Rollup
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.presentation.workbook_cells import (
    Look,
    Value,
    colour_lights,
    fit_to_page,
    lines_needed,
    opaque,
    put,
    set_style,
    share_cell,
    sheet_title,
    styles_of,
    write_head,
    write_lines_above,
)
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import in_percent

_PERCENT, _NUMBER = "0.0%", "General"
_HEAD = 4  # the row of the column heads; above it stands what holds for every sheet


class _Column(NamedTuple):
    head: str
    width: int  # characters
    format: str = ""  # of a number; empty: text


class _Sheet(NamedTuple):
    name: str
    columns: list[_Column]
    data: list[Sequence[Value]]
    light: int = 0  # the column that holds lights, from 1


def render(rollup: Rollup, lang: Lang, _width: int) -> bytes:
    """Return the roll-up as a workbook."""
    import openpyxl

    book = openpyxl.Workbook()
    if book.active is not None:
        book.remove(book.active)
    sheets = [_indicators(rollup, lang)] if rollup.only_indicator else [
        _districts(rollup, lang), _indicators(rollup, lang), _attention(rollup, lang), _left_out(rollup, lang),
    ]  # fmt: skip
    marks = "；".join(
        Words("示例：", "illustrative: ").in_(lang) + mark for mark in rollup_rows.marks(rollup, lang)
    )
    narrowed = f"　{rollup.narrowed.in_(lang)}" if rollup.narrowed else ""
    notes = [f"{rollup_rows.as_of(rollup, lang)}{narrowed}　{marks}", rollup_rows.rules(rollup, lang)]
    taken: set[str] = set()
    for sheet in sheets:
        if sheet.data or sheet is sheets[0]:
            _write(
                book.create_sheet(sheet_title(sheet.name, taken)),
                rollup_rows.title(rollup, lang),
                notes,
                sheet,
                lang,
            )
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _columns(lang: Lang, *columns: tuple[Words, int, str] | tuple[Words, int]) -> list[_Column]:
    return [_Column(column[0].in_(lang), *column[1:]) for column in columns]


def _districts(rollup: Rollup, lang: Lang) -> _Sheet:
    sections = rollup_rows.section_columns(rollup)
    columns = [
        *_columns(
            lang,
            (Words("区划代码", "code"), 10),
            (Words("区县", "district"), 24),
            (Words("情况", "state"), 9),
            (Words("完成率", "completion"), 9, _PERCENT),
            (Words("序时进度", "time progress"), 9, _PERCENT),
        ),
        *(_Column(LIGHTS[light].in_(lang), 8, _NUMBER) for light in COUNTED),
        *_columns(
            lang,
            (Words("目标", "targets"), 8, _NUMBER),
            (Words("已填报目标", "answered"), 9, _NUMBER),
            (Words("应报科室", "departments"), 8, _NUMBER),
            (Words("已报科室", "reported"), 8, _NUMBER),
            (Words("迟报", "late"), 8, _NUMBER),
        ),
        *(_Column(rollup_rows.legend(section, lang), 14, _PERCENT) for section in sections),
        *_columns(lang, (Words("示例说明", "illustrative"), 30)),
    ]
    data: list[Sequence[Value]] = []
    for district in rollup.listed:
        tally, summary, own = district.tally, district.summary, rollup_rows.by_number(district)
        if tally is None:
            continue
        data.append(
            [
                summary.org_code, district.title, STATES[district.state].in_(lang), share_cell(tally.completion),
                share_cell(tally.expected), *(tally.lights.get(light, 0) for light in COUNTED), tally.targets,
                tally.answered, summary.departments, summary.reported, summary.late,
                *(share_cell(own[s.number].tally.completion) if s.number in own else None for s in sections),
                "；".join(summary.marks),
            ]
        )  # fmt: skip
    return _Sheet(Words("各区县", "districts").in_(lang), columns, data, 3)


def _indicators(rollup: Rollup, lang: Lang) -> _Sheet:
    columns = _columns(
        lang,
        (Words("指标", "indicator"), 20),
        (Words("名称", "name"), 22),
        (Words("区县", "district"), 24),
        (Words("目标", "target"), 8),
        (Words("目标名称", "target name"), 22),
        (Words("灯", "light"), 9),
        (Words("单位", "unit"), 7),
        (Words("目标值", "goal"), 12, _NUMBER),
        (Words("累计", "reached"), 12, _NUMBER),
        (Words("分子", "numerator"), 10, _NUMBER),
        (Words("分母", "denominator"), 10, _NUMBER),
        (Words("完成率", "completion"), 9, _PERCENT),
        (Words("说明", "note"), 28),
        (Words("出处", "from"), 34),
    )
    data: list[Sequence[Value]] = []
    for row in rollup.indicators:
        code, name, unit = row.indicator.code, row.indicator.name, row.indicator.measured_in
        for figure in row.figures:
            data.append(
                [
                    code, name, figure.district.title, figure.label, figure.name, figures.light_word(figure.light, lang),
                    figure.unit, figure.target_value, figure.value, figure.numerator, figure.denominator,
                    share_cell(figure.completion), _remark(figure, lang),
                    figure.source or figure.plan_source,
                ]
            )  # fmt: skip
        if (total := row.total) is not None and row.indicator.total != "none":
            value = total.value if total.share is None else in_percent(total.share, 2)
            said = f"{(cells := rollup_rows.total_cells(row, lang) or [''] * 6)[1]}，{cells[5]}"
            data.append(
                [
                    code, name, Words("合计", "total").in_(lang), None, None, None, unit, total.target_of_known, value,
                    total.numerator, total.denominator, share_cell(total.completion), said, None,
                ]
            )  # fmt: skip
    return _Sheet(Words("指标", "indicators").in_(lang), columns, data, 6)


def _remark(figure: Figure, lang: Lang) -> str | None:
    if figure.refused:
        return figure.refused.in_(lang)
    return Words("前几季填报的", "an earlier quarter's").in_(lang) if figure.carried else None


def _attention(rollup: Rollup, lang: Lang) -> _Sheet:
    columns = _columns(
        lang,
        (Words("区县", "district"), 24),
        (Words("部分", "section"), 8),
        (Words("目标", "target"), 8),
        (Words("名称", "name"), 30),
        (Words("灯", "light"), 9),
        (Words("完成率", "completion"), 9, _PERCENT),
        (Words("序时进度", "time progress"), 9, _PERCENT),
        (Words("牵头科室", "lead"), 20),
        (Words("出处", "from"), 34),
    )
    data: list[Sequence[Value]] = [
        [
            behind.district.title, behind.section, behind.label, behind.name, figures.light_word(behind.light, lang),
            share_cell(behind.completion), share_cell(behind.expected), behind.lead, behind.source or behind.plan_source,
        ]
        for behind in rollup.behind
    ]  # fmt: skip
    return _Sheet(Words("要过问的", "attention").in_(lang), columns, data, 5)


def _left_out(rollup: Rollup, lang: Lang) -> _Sheet:
    columns = _columns(
        lang, (Words("区县", "district"), 24), (Words("没有计入的原因", "why it is left out"), 90)
    )
    unlisted = zip(rollup.unlisted, rollup_rows.unlisted_lines(rollup, lang), strict=True)
    data: list[Sequence[Value]] = [
        *(list(line) for line in rollup_rows.left_out_lines(rollup, lang)),
        *([target.district.title, line] for target, line in unlisted),
        *(
            [
                rollup_rows.names(row.missing, lang),
                Words("没有这个指标：", "without it: ").in_(lang) + row.indicator.name,
            ]
            for row in rollup.indicators
            if row.missing
        ),
    ]
    return _Sheet(Words("没有计入", "left out").in_(lang), columns, data)


def _write(sheet: Any, name: str, notes: Iterable[str], content: _Sheet, lang: Lang) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    styles = styles_of(sheet.parent, [Look(column.format or "General") for column in content.columns])
    last = get_column_letter(len(content.columns))
    lines = (f"{name}　{content.name}", *notes)
    write_lines_above(sheet, lines, len(content.columns))
    room = sum(column.width for column in content.columns) - 6
    for number, line in enumerate(lines, 1):
        sheet.row_dimensions[number].height = (
            22 if number == 1 else 16 * (-(-display_width(visible(line)) // room))
        )
    sheet["A2"].font = Font(color=opaque("B45309"))
    tallest = 1
    write_head(sheet, _HEAD, ((column.head, column.width) for column in content.columns))
    for column in content.columns:
        tallest = max(tallest, -(-display_width(visible(column.head)) // max(column.width - 2, 4)))
    sheet.row_dimensions[_HEAD].height = 16 * max(tallest, 2)
    widths = [column.width for column in content.columns]
    for offset, values in enumerate(content.data, 1):
        for number, (style, value) in enumerate(zip(styles, values, strict=True), 1):
            cell = sheet.cell(_HEAD + offset, number)
            set_style(cell, style)
            put(cell, value)
        sheet.row_dimensions[_HEAD + offset].height = 15 * lines_needed(zip(values, widths, strict=True))
    end = _HEAD + max(len(content.data), 1)
    if content.light:
        letter = get_column_letter(content.light)
        colour_lights(sheet, f"{letter}{_HEAD + 1}:{letter}{end}", lang)
    sheet.freeze_panes = f"C{_HEAD + 1}"
    sheet.auto_filter.ref = f"A{_HEAD}:{last}{end}"
    sheet.print_title_rows = f"{_HEAD}:{_HEAD}"
    fit_to_page(sheet)
