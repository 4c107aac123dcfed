"""The roll-up as CSV for Excel and WPS: a row a district, or with --indicator a row a figure of it."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS
from edu_plan_cli.features.rollup import rollup_rows
from edu_plan_cli.features.rollup.rollup_result import STATES, Rollup
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.safe import csv_cell
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import plain


def render(rollup: Rollup, lang: Lang, _width: int) -> str:
    """Return the roll-up as CSV for spreadsheets, with a byte order mark."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in _figures(rollup, lang) if rollup.only_indicator else _districts(rollup, lang):
        writer.writerow(map(csv_cell, row))
    return stream.getvalue()


def _mark(marks: tuple[str, ...], lang: Lang) -> str:
    """Return the mark of what is illustrative, for every row: a table has no room for a sentence of its own."""
    return Words("示例：", "illustrative: ").in_(lang) + "；".join(marks) if marks else ""


def _districts(rollup: Rollup, lang: Lang) -> Iterator[list[str]]:
    columns = rollup_rows.section_columns(rollup)
    head = Words(
        "区划代码|区县|文件夹|季度|情况|完成率|序时进度",
        "code|district|folder|quarter|state|completion|time progress",
    )
    tail = Words(
        "目标|已填报目标|应报科室|已报科室|迟报科室|说明|备注",
        "targets|answered|departments|reported|late|why|note",
    )
    yield [
        *head.in_(lang).split("|"),
        *(LIGHTS[light].in_(lang) for light in COUNTED),
        *tail.in_(lang).split("|"),
        *(column.number for column in columns),
    ]
    for district in (*rollup.listed, *rollup.left_out):
        tally, summary, own = district.tally, district.summary, rollup_rows.by_number(district)
        yield [
            summary.org_code or "",
            district.title,
            district.name,
            str(rollup.quarter),
            STATES[district.state].in_(lang),
            figures.rate(tally.completion) if tally else "",
            figures.rate(tally.expected) if tally else "",
            *(str(tally.lights.get(light, 0)) if tally else "" for light in COUNTED),
            *((str(tally.targets), str(tally.answered)) if tally else ("", "")),
            *(map(str, (summary.departments, summary.reported, summary.late)) if tally else ("", "", "")),
            district.said.in_(lang) if district.said else "",
            _mark(summary.marks, lang),
            *(figures.rate(own[c.number].tally.completion) if c.number in own else "" for c in columns),
        ]


def _figures(rollup: Rollup, lang: Lang) -> Iterator[list[str]]:
    yield (
        Words(
            "指标|名称|区划代码|区县|目标|目标名称|单位|目标值|累计|分子|分母|完成率|灯|没有汇总的原因|出处|备注",
            "indicator|name|code|district|target|target name|unit|goal|reached|numerator|denominator|completion|light|refused"
            "|from|note",
        )
        .in_(lang)
        .split("|")
    )

    def number(value: Decimal | None) -> str:
        return "" if value is None else plain(value)

    for row in rollup.indicators:
        for figure in row.figures:
            item, _, ordinal = figure.label.partition("-")
            yield [
                row.indicator.code,
                row.indicator.name,
                figure.district.summary.org_code or "",
                figure.district.title,
                f"{item}（{ordinal}）",  # a spreadsheet would read 1-1 as the first of January
                figure.name,
                figure.unit or "",
                number(figure.target_value),
                number(figure.value),
                number(figure.numerator),
                number(figure.denominator),
                figures.rate(figure.completion),
                figures.light_word(figure.light, lang),
                figure.refused.in_(lang) if figure.refused else "",
                figure.source or "",
                _mark(figure.district.summary.marks, lang),
            ]
