"""The roll-up as one page: no script, nothing fetched, every text escaped. The style is the report's."""

from typing import Any

from edu_plan_cli.assessment.lights import COUNTED, worst
from edu_plan_cli.assessment.result import capped
from edu_plan_cli.features.rollup import rollup_rows
from edu_plan_cli.features.rollup.rollup_result import DistrictRow, IndicatorRow, Rollup
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.html_page import light_mark, render_page
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import Ratio

_ATTENTION = 200  # rows; the workbook and JSON have all


def render(rollup: Rollup, lang: Lang, _width: int) -> str:
    """Return the roll-up as one page, complete in itself."""
    return render_page(__package__, "rollup.html.j2", _page(rollup, lang), lang)


def _page(rollup: Rollup, lang: Lang) -> dict[str, Any]:
    columns = rollup_rows.section_columns(rollup)
    lights, (answered, asked) = rollup_rows.lights_total(rollup), rollup_rows.answered_total(rollup)
    reported = sum(district.summary.reported for district in rollup.counted)
    departments = sum(district.summary.departments for district in rollup.counted)
    identity = {district.key: f"d{number}" for number, district in enumerate(rollup.districts, 1)}
    hidden = len(rollup.behind) - _ATTENTION
    return {
        "zh": lang == "zh",
        "title": rollup_rows.title(rollup, lang),
        "as_of": rollup_rows.as_of(rollup, lang),
        "marks": rollup_rows.marks(rollup, lang),
        "limits": "",  # they may differ from district to district; the foot says them
        "narrowed": rollup.narrowed.in_(lang) if rollup.narrowed else "",
        "problems": [f"{d.location} {d.message.in_(lang)}" for d in rollup.problems],
        "lights": [light_mark(key, lang) | {"count": lights[key]} for key in COUNTED],
        "departments": figures.share_of(reported, departments),
        "answered": figures.share_of(answered, asked),
        "silent": rollup_rows.names(rollup.silent, lang),
        "left_out": rollup_rows.left_out_lines(rollup, lang),
        "columns": [
            {"number": column.number, "legend": rollup_rows.legend(column, lang)} for column in columns
        ],
        "districts": [
            _district(district, identity[district.key], columns, lang) for district in rollup.listed
        ],
        "indicators": [_indicator(row, lang) for row in rollup.indicators],
        "only_indicator": rollup.only_indicator,
        "unlisted": rollup_rows.unlisted_lines(rollup, lang),
        "no_catalogue": rollup_rows.catalogue_line(rollup, lang),
        "behind": [
            {
                "district": behind.district.title,
                "at": identity[behind.district.key],
                "label": behind.label,
                "name": behind.name,
                "light": light_mark(behind.light, lang),
                "completion": figures.rate(behind.completion),
                "expected": figures.rate(behind.expected),
                "lead": behind.lead or figures.NONE,
                "where": behind.plan_source,
            }
            for behind in rollup.behind[:_ATTENTION]
        ],
        "more": Words(f"还有 {hidden} 个，见 xlsx 或 JSON。", f"{hidden} more: see xlsx or JSON.").in_(lang)
        if hidden > 0
        else "",
        "rules": rollup_rows.rules(rollup, lang),
    }


def _district(
    district: DistrictRow, identity: str, columns: list[rollup_rows.SectionColumn], lang: Lang
) -> dict[str, Any]:
    tally, own = district.tally, rollup_rows.by_number(district)
    assert tally is not None  # those that are listed are counted
    summary = district.summary
    return {
        "id": identity,
        "name": district.title,
        "code": summary.org_code or "",
        "completion": figures.rate(tally.completion),
        "expected": figures.rate(tally.expected),
        "width": _hundredths(tally.completion),
        "mark": _hundredths(tally.expected),
        "lights": [
            light_mark(key, lang) | {"count": tally.lights[key]} for key in COUNTED if key in tally.lights
        ],
        "cells": [
            {
                "light": light_mark(worst(list(section.tally.lights)), lang),
                "completion": figures.rate(section.tally.completion),
            }
            if (section := own.get(column.number))
            else None
            for column in columns
        ],
        "reported": f"{summary.reported}/{summary.departments}",
        "silent": district.state == "silent",
        "answered": figures.share_of(tally.answered, tally.asked),
    }


def _hundredths(value: Ratio | None) -> str:
    return f"{float(capped(value or Ratio(0)) * 100):.2f}"


def _indicator(row: IndicatorRow, lang: Lang) -> dict[str, Any]:
    total = row.total if row.indicator.total != "none" else None
    rate = total and (total.completion if row.indicator.total == "sum" else total.share)
    return {
        "rate": figures.rate(rate) if total else "",
        "width": _hundredths(rate) if total else "",
        "known": f"{total.known}/{total.targets}" if total else "",
        "title": rollup_rows.indicator_title(row, lang),
        "definition": row.indicator.definition or "",
        "figures": [
            {"cells": rollup_rows.figure_cells(figure, lang)[:-1], "where": figure.plan_source}
            | (
                {"refused": figure.refused.in_(lang), "light": None}
                if figure.refused
                else {"refused": "", "light": light_mark(figure.light, lang)}
            )
            for figure in row.figures
        ],
        "total": rollup_rows.total_cells(row, lang),
        "missing": rollup_rows.names(row.missing, lang),
    }
