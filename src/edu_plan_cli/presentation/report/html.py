"""The report as one page: no script, nothing fetched, every text escaped; it opens from a USB stick and prints on A4.

Words and shapes stand beside every colour (WCAG 1.4.1). The template and its style lie in ``page/``.
"""

import base64
import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction
from importlib.resources import files
from typing import Any

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS, Light, worst
from edu_plan_cli.assessment.overview import by_department, trend, urgent
from edu_plan_cli.assessment.result import Assessment, SectionAssessment, Tally, TargetAssessment, capped
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.rows import (
    QuarterReport,
    answer_text,
    correction_lines,
    department_lines,
    department_summary,
    left_out,
    move_lines,
    rows,
    title,
)
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.words import Lang, Words

_SHAPES: dict[Light, str] = {
    "overdue": "◆",
    "lagging": "▲",
    "not_reported": "○",
    "on_track": "●",
    "done": "✓",
    "dropped": "×",
}


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    from jinja2 import Environment, StrictUndefined

    folder = files(__package__) / "page"
    style = re.sub(r"\s*\n\s*", "", (folder / "style.css").read_text(encoding="utf-8"))
    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        finalize=_seen,
        keep_trailing_newline=True,
    )
    template = environment.from_string((folder / "page.html.j2").read_text(encoding="utf-8"))
    # The style is ours and stands as it is; its digest is what lets it through the page's own policy.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return template.render(
        _page(report, lang), style=style, digest=digest, w=lambda zh, en: Words(zh, en).in_(lang)
    )


def _seen(value: Any) -> Any:
    """Control and bidi characters show as what they are, here as on every screen."""
    return "\n".join(visible(line) for line in value.split("\n")) if type(value) is str else value


def _page(report: QuarterReport, lang: Lang) -> dict[str, Any]:
    assessment = report.assessment
    by_id = {row.identity: row for row in rows(assessment, lang)}

    def target(found: TargetAssessment) -> dict[str, Any]:
        row = by_id[found.placed.target.id]
        return {
            "id": found.placed.target.id, "label": row.label, "name": row.name, "goal": row.goal, "period": row.period,
            "cumulative": row.cumulative, "completion": row.completion, "expected": row.expected, "change": row.change,
            "lead": row.department, "light": _light(found.light, lang), "reason": found.reason.in_(lang),
            "trend": _trend(found, assessment), "entries": _entries(found), "stages": _stages(found, lang),
        }  # fmt: skip

    sent = {name: state for name, _, _, state in department_lines(report, lang)}
    amendments = [
        f"{made.date} {names.name if (names := _named(assessment, made.target)) else made.target}：{made.reason}"
        for made in assessment.plan.amendments
        if made.date <= assessment.view.on
    ]
    return {
        "zh": lang == "zh",
        "title": title(report, lang),
        "as_of": figures.as_of(assessment, lang),
        "marks": figures.marks(assessment),
        "left_out": left_out(report, lang) if report.problems else "",
        "total": _tally(assessment.tally, lang)
        | {"width": _hundredths(assessment.tally.completion), "mark": _hundredths(assessment.tally.expected)},
        "reporting": department_summary(report, lang),
        "urgent": [target(found) for found in urgent(assessment)],
        "sections": [
            {
                "id": section.section.id,
                "number": section.section.number,
                "heading": section.section.heading,
                "completion": figures.rate(section.tally.completion),
                "parts": _parts(section),
                "spoken": "，".join(
                    f"{LIGHTS[key].in_(lang)} {n}" for key, n in section.tally.lights.items()
                ),
                "tasks": [
                    {
                        "number": item.item.number,
                        "heading": item.item.heading,
                        "text": item.item.text,
                        "light": _light(item.light, lang),
                        "completion": figures.rate(item.tally.completion),
                        "targets": [target(found) for found in item.targets],
                    }
                    for item in section.items
                ],
            }
            for section in assessment.sections
        ],
        "departments": [
            {
                "name": department.name,
                "sent": sent.get(department.name, ""),
                "cells": [
                    tally
                    and {
                        "light": _light(worst(list(tally.lights)), lang),
                        "completion": figures.rate(tally.completion),
                    }
                    for tally in tallies
                ],
            }
            for department, tallies in by_department(assessment)
        ],
        "lists": [
            (Words("与上季相比", "Since the quarter before").in_(lang), move_lines(report, lang)),
            (Words("更正", "Corrections").in_(lang), correction_lines(report, lang)),
            (Words("调整", "Amendments").in_(lang), amendments),
        ],
        "rules": figures.rules_line(assessment, lang),
    }


def _named(assessment: Assessment, identity: str) -> Any:
    return next((f.placed.target for f in assessment.targets if f.placed.target.id == identity), None)


def _light(light: Light, lang: Lang) -> dict[str, str]:
    return {"key": light, "word": LIGHTS[light].in_(lang), "shape": _SHAPES[light]}


def _tally(tally: Tally, lang: Lang) -> dict[str, Any]:
    return {
        "completion": figures.rate(tally.completion),
        "expected": figures.rate(tally.expected),
        "moved": figures.tally_moved(tally),
        "lights": [
            _light(key, lang) | {"count": tally.lights[key]} for key in COUNTED if key in tally.lights
        ],
    }


def _hundredths(value: Ratio | None) -> str:
    return f"{float(capped(value or Fraction(0)) * 100):.2f}"


def _parts(section: SectionAssessment) -> list[dict[str, str]]:
    """The lights of a section side by side, in hundredths of the bar."""
    total = sum(section.tally.lights.values())
    parts, at = [], Fraction(0)
    for key in COUNTED:
        if count := section.tally.lights.get(key, 0):
            width = Fraction(count * 100, total)
            parts.append({"key": key, "x": f"{float(at):.2f}", "width": f"{float(width):.2f}"})
            at += width
    return parts


def _trend(found: TargetAssessment, assessment: Assessment) -> dict[str, Any] | None:
    """Quarter by quarter, four places wide; None where fewer than two quarters were reported."""
    known = [(q, done) for q, done in trend(found, assessment.view.quarter) if done is not None]
    if len(known) < 2:  # noqa: PLR2004
        return None
    dots = [(f"{5 + (q.number - 1) * 26}", f"{22 - 18 * float(capped(done)):.1f}") for q, done in known]
    stepwise = isinstance(found.placed.target, ProjectTarget | QualitativeTarget)
    return {
        "points": " ".join(_stepped(dots) if stepwise else (",".join(dot) for dot in dots)),
        "spoken": "，".join(f"{q.key} {figures.rate(done)}" for q, done in known),
    }


def _stepped(dots: list[tuple[str, str]]) -> Iterator[str]:
    """Stages are reached at once: level to the next quarter, then up."""
    height = dots[0][1]
    for x, y in dots:
        yield f"{x},{height}"
        yield f"{x},{y}"
        height = y


def _entries(found: TargetAssessment) -> list[dict[str, str]]:
    """Every answer with the line of the file it stands in."""
    return [
        {
            "said": f"{reported.quarter.key} {reported.entry.contributor or ''} {answer_text(reported.entry)}".replace("  ", " "),
            "account": reported.entry.account or "",
            "where": str(reported.entry.place()),
        }
        for reported in found.history
    ]  # fmt: skip


def _stages(found: TargetAssessment, lang: Lang) -> list[str]:
    """What of a stepwise task is still open, with its dates."""
    still = "、".join(f"{name}（{due}）" if due else name for name, due in found.standing.open_stages)
    return [Words(f"未完成：{still}", f"open: {still}").in_(lang)] if still else []
