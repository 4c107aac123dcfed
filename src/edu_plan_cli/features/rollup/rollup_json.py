"""The roll-up as ``edu-plan/rollup@1``: every figure exact, and with the file and line it comes from."""

import json
from decimal import Decimal
from typing import Any

from edu_plan_cli.features.rollup.observe_district import DistrictTally
from edu_plan_cli.features.rollup.rollup_result import (
    Behind,
    DistrictRow,
    Figure,
    IndicatorRow,
    IndicatorTotal,
    Rollup,
)
from edu_plan_cli.presentation.assessment_json import ratio
from edu_plan_cli.values.bilingual import Lang
from edu_plan_cli.values.exact import plain

SCHEMA = "edu-plan/rollup@1"


def render(rollup: Rollup, _lang: Lang, _width: int) -> str:
    """Return the roll-up as JSON."""
    return json.dumps(rollup_data(rollup), ensure_ascii=False, indent=2) + "\n"


def rollup_data(rollup: Rollup) -> dict[str, Any]:
    """Return the roll-up as data for JSON; ratios as numbers, places as path:line."""
    return {
        "schema": SCHEMA,
        "quarter": str(rollup.quarter),
        "as_of": str(rollup.quarter.end),
        "in_other_years": {str(year): list(names) for year, names in rollup.elsewhere.items()},
        "catalogue": rollup.catalogue,
        "catalogue_problems": [
            {"code": d.code, "severity": d.severity, "place": str(d.location), "message": d.message._asdict()}
            for d in rollup.problems
        ],
        "districts": [
            _district(district) for district in rollup.districts if district.key not in rollup.hidden
        ],
        "indicators": [_indicator(row) for row in rollup.indicators],
        "unlisted_indicators": [
            {
                "district": unlisted.district.name,
                "code": unlisted.code,
                "label": unlisted.label,
                "place": unlisted.plan_source,
                "meant": unlisted.meant,
            }
            for unlisted in rollup.unlisted
        ],
        "attention": [_behind(behind) for behind in rollup.behind],
    }


def _district(district: DistrictRow) -> dict[str, Any]:
    summary = district.summary
    return {
        "name": district.name,
        "org_code": summary.org_code,
        "org_name": summary.org_name,
        "state": district.state,
        "said": district.said and district.said._asdict(),
        "errors": summary.errors,
        "illustrative": list(summary.marks),
        "rules": {
            "lagging_points": summary.lagging_points,
            "due_days": summary.due_days,
            "grace_days": summary.grace_days,
        }
        if district.tally
        else None,
        "departments": summary.departments,
        "reported": summary.reported,
        "late": summary.late,
        "total": district.tally and _tally(district.tally),
        "sections": [
            {
                "id": section.id,
                "number": section.number,
                "heading": section.heading,
                "total": _tally(section.tally),
            }
            for section in district.sections
        ],
    }


def _tally(tally: DistrictTally) -> dict[str, Any]:
    return {
        "completion": ratio(tally.completion),
        "expected": ratio(tally.expected),
        "lights": tally.lights,
        "answered": tally.answered,
        "asked": tally.asked,
        "targets": tally.targets,
    }


def _indicator(row: IndicatorRow) -> dict[str, Any]:
    return {
        "code": row.indicator.code,
        "name": row.indicator.name,
        "unit": row.indicator.measured_in,
        "total_by": row.indicator.total,
        "total": _total(row.total) if row.total and row.indicator.total != "none" else None,
        "figures": [_figure(figure) for figure in row.figures],
        "missing": [district.name for district in row.missing],
    }


def _total(total: IndicatorTotal) -> dict[str, Any]:
    return {
        "districts": total.districts,
        "targets": total.targets,
        "known": total.known,
        "carried": total.carried,
        "target_value": _number(total.target_value),
        "value": _number(total.value),
        "numerator": _number(total.numerator),
        "denominator": _number(total.denominator),
        "completion": ratio(total.completion),
        "share": ratio(total.share),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "district": figure.district.name,
        "label": figure.label,
        "name": figure.name,
        "unit": figure.unit,
        "target_value": _number(figure.target_value),
        "value": _number(figure.value),
        "numerator": _number(figure.numerator),
        "denominator": _number(figure.denominator),
        "completion": ratio(figure.completion),
        "light": figure.light,
        "carried": figure.carried,
        "refused": figure.refused and figure.refused._asdict(),
        "place": figure.plan_source,
        "source": figure.source,
    }


def _behind(behind: Behind) -> dict[str, Any]:
    return {
        "district": behind.district.name,
        "section": behind.section,
        "id": behind.target,
        "label": behind.label,
        "name": behind.name,
        "lead": behind.lead,
        "light": behind.light,
        "completion": ratio(behind.completion),
        "expected": ratio(behind.expected),
        "place": behind.plan_source,
        "source": behind.source,
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)
