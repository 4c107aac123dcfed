"""The report as one page: no script, nothing fetched, every text escaped; it opens from a USB stick and prints on A4.

Words and shapes stand beside every colour (WCAG 1.4.1). The template is in ``page/``; its frame and style are those of every page (``presentation/page/``).
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from edu_plan_cli.assessment.light_reason import beside
from edu_plan_cli.assessment.lights import COUNTED, worst
from edu_plan_cli.assessment.overview import DepartmentRow, by_department, trend, urgent
from edu_plan_cli.assessment.result import Assessment, SectionAssessment, Tally, TargetAssessment, capped
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.between_quarters import (
    instruction_words,
    recent_words,
    update_words,
)
from edu_plan_cli.presentation.html_page import light_mark, render_page
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    amendment_lines,
    answer_text,
    correction_lines,
    course_of_parts,
    department_lines,
    department_summary,
    left_out,
    rows,
    title,
)
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import Ratio

_STAGES = {
    "done": Words("✓ 已完成", "✓ done"),
    "late": Words("▲ 过期未完成", "▲ late"),
    "open": Words("○ 未完成", "○ open"),
}


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    """Return the report as one page, complete in itself."""
    return render_page(__package__, "report.html.j2", _page(report, lang), lang)


def _page(report: QuarterReport, lang: Lang) -> dict[str, Any]:
    assessment = report.assessment
    targets = {drawn["id"]: drawn for drawn in _targets(assessment, lang)}
    return {
        "zh": lang == "zh",
        "title": title(report, lang),
        "whole": report.scope or Words("全计划", "Whole plan").in_(lang),
        "as_of": figures.as_of(assessment, lang),
        "marks": figures.marks(assessment),
        "limits": figures.limits(assessment, lang),
        "left_out": left_out(report, lang) if report.problems else "",
        "legend": [light_mark(key, lang) for key in COUNTED if key in assessment.tally.lights],
        "total": _tally(assessment.tally, lang),
        "reporting": department_summary(report, lang),
        "quarters": [figures.quarter_name(then.view.quarter, lang) for then in report.course],
        "course": [
            (name, [figures.rate(completion) for completion in completions])
            for name, completions in (course_of_parts(report, lang) if report.annual else [])
        ],
        "urgent": [targets[assessed.plan_target.target.id] for assessed in urgent(assessment)],
        "asked": _open_instructions(assessment, lang),
        "sections": [_section(section, targets, lang) for section in assessment.sections],
        "departments": _departments(report, lang),
        "moves": [
            {"id": (now := move.now.plan_target).target.id, "label": now.label, "name": now.target.name,
             "from": light_mark(move.before.light, lang), "to": light_mark(move.now.light, lang),
             "was": figures.rate(move.before.completion), "is": figures.rate(move.now.completion)}
            for move in report.moves
        ],
        "lists": [
            (Words("更正", "Corrections").in_(lang), correction_lines(report, lang)),
            (Words("调整", "Amendments").in_(lang), amendment_lines(report, lang)),
        ],
        "rules": figures.rules_line(assessment, lang, report.words),
    }  # fmt: skip


def _section(section: SectionAssessment, targets: dict[str, Any], lang: Lang) -> dict[str, Any]:
    return {
        "id": section.section.id,
        "number": section.section.number,
        "heading": section.section.heading,
        **_tally(section.tally, lang),
        "tasks": [
            {
                "number": item.item.number,
                "heading": item.item.heading,
                "text": item.item.text,
                "light": light_mark(item.light, lang),
                **_tally(item.tally, lang),
                "targets": [targets[assessed.plan_target.target.id] for assessed in item.targets],
            }
            for item in section.items
        ],
    }


def _targets(assessment: Assessment, lang: Lang) -> Iterator[dict[str, Any]]:
    for row, assessed in zip(rows(assessment, lang), assessment.targets, strict=True):
        yield {
            "id": row.identity, "label": row.label, "name": row.name, "goal": row.goal, "period": row.period,
            "cumulative": row.cumulative, "change": row.change, "lead": row.department,
            "light": light_mark(assessed.light, lang), "reason": "" if _as_expected(assessed) else assessed.reason.in_(lang),
            **_bar(assessed.completion, assessed.expected),
            "trend": _trend(assessed, assessment), "stages": _stages(assessed, assessment, lang),
            "entries": _entries(assessed), "notes": _notes(assessed, assessment, lang),
        }  # fmt: skip


def _open_instructions(assessment: Assessment, lang: Lang) -> list[dict[str, str]]:
    """Return a line for each instruction (批示、整改) that is not answered, with the target it is about."""
    return [
        {
            "id": (plan_target := target.plan_target).target.id,
            "label": plan_target.label,
            "name": plan_target.target.name,
            "said": instruction_words(given, assessment).in_(lang),
        }
        for target, given in assessment.open_instructions
    ]


def _as_expected(assessed: TargetAssessment) -> bool:
    """On its way and level with time, and nothing beside it: then the bar says all there is to say."""
    level = assessed.completion is not None and assessed.completion >= assessed.expected
    return assessed.light == "on_track" and level and not any(beside(assessed))


def _tally(tally: Tally, lang: Lang) -> dict[str, Any]:
    return {
        **_bar(tally.completion, tally.expected),
        "moved": figures.tally_moved(tally),
        "lights": [
            light_mark(key, lang) | {"count": tally.lights[key]} for key in COUNTED if key in tally.lights
        ],
    }


def _bar(completion: Ratio | None, expected: Ratio) -> dict[str, str]:
    """Completion against time progress: as written, and in hundredths of a bar's length."""
    return {
        "completion": figures.rate(completion),
        "expected": figures.rate(expected),
        "width": _hundredths(completion or Fraction(0)),
        "mark": _hundredths(expected),
    }


def _hundredths(value: Ratio) -> str:
    return f"{float(capped(value) * 100):.3g}"


def _departments(report: QuarterReport, lang: Lang) -> list[dict[str, Any]]:
    sent = {name: state for name, _, _, state in department_lines(report, lang)}

    def cells(row: DepartmentRow) -> Iterator[dict[str, Any] | None]:
        for tally in (row.whole, *row.sections):
            yield tally and {
                "light": light_mark(worst(list(tally.lights)), lang),
                "completion": figures.rate(tally.completion),
            }

    return [
        {
            "name": row.department.name,
            "sent": sent.get(row.department.name, ""),
            "cells": list(cells(row)),
        }
        for row in by_department(report.assessment)
    ]


def _trend(assessed: TargetAssessment, assessment: Assessment) -> dict[str, str] | None:
    """Quarter by quarter on a ground of four: a line for what grows, a stair for a project's stages.

    Steps of a task, whose order is free, are told in words instead.
    """
    if isinstance(assessed.plan_target.target, QualitativeTarget):
        return None
    known = [(q, done) for q, done in trend(assessed, assessment.view.quarter) if done is not None]
    if not known:
        return None
    spoken = "，".join(f"{q.key} {figures.rate(done)}" for q, done in known)
    dots = [(8 + (q.number - 1) * 18, round(20 - 18 * float(capped(done)))) for q, done in known]
    stairs = isinstance(assessed.plan_target.target, ProjectTarget)
    path = "M0 20" + "".join(f"H{x}V{y}" if stairs else f"L{x} {y}" for x, y in dots)
    return {"path": path, "x": str(dots[-1][0]), "y": str(dots[-1][1]), "spoken": spoken}


def _stages(assessed: TargetAssessment, assessment: Assessment, lang: Lang) -> list[dict[str, str]]:
    """Return the stages of a project or the steps of a task: those done, those late, those to come, with their dates."""
    target = assessed.plan_target.target
    if isinstance(target, ProjectTarget):
        stages = target.stages
    elif isinstance(target, QualitativeTarget):
        stages = target.steps
    else:
        return []
    still = (
        {name for name, _ in assessed.progress.open_stages} if assessed.history else {s.name for s in stages}
    )
    names: dict[str, list[str]] = {"done": [], "late": [], "open": []}
    for stage in stages:
        if stage.name not in still:
            names["done"].append(stage.name)
        elif stage.due is None:
            names["open"].append(stage.name)
        else:
            late = assessment.view.past(stage.due)
            names["late" if late else "open"].append(f"{stage.name}（{stage.due}）")
    return [
        {"key": key, "word": _STAGES[key].in_(lang), "names": "、".join(of)}
        for key, of in names.items()
        if of
    ]


def _entries(assessed: TargetAssessment) -> list[dict[str, str]]:
    """Return every answer with the line of the file it stands in."""
    drawn = []
    for reported in assessed.history:
        entry, location = reported.entry, reported.entry.location()
        said = [reported.quarter.key, entry.contributor, answer_text(entry) if entry.answers else None]
        drawn.append(
            {
                "said": " ".join(filter(None, said)),
                "account": entry.account or "",
                "where": f"{location.path}:{location.line}",
            }
        )
    for update in assessed.updates:
        if update is not assessed.recent:
            location = update.entry.location()
            words = update_words(update, assessed.plan_target.target)
            drawn.append(
                {
                    "said": f"{update.when.zh} {words.zh}",
                    "account": "",
                    "where": f"{location.path}:{location.line}",
                }
            )
    return drawn


def _notes(assessed: TargetAssessment, assessment: Assessment, lang: Lang) -> list[dict[str, str]]:
    """Return the latest update and the instructions, each with the line of the file it stands in."""
    told = [
        (instruction_words(given, assessment), given.instruction.location())
        for given in assessed.instructions
    ]
    if (recent := recent_words(assessed)) is not None and assessed.recent is not None:
        told.insert(0, (recent, assessed.recent.entry.location()))
    return [
        {"said": words.in_(lang), "where": f"{location.path}:{location.line}"} for words, location in told
    ]
