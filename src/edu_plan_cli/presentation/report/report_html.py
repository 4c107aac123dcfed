"""The report as one page: no script, nothing fetched, every text escaped; it opens from a USB stick and prints on A4.

Words and shapes stand beside every colour (WCAG 1.4.1). The template is in ``page/``; its frame and style are those of every page (``presentation/page/``).
"""

from collections import Counter
from typing import Any

from edu_plan_cli.assessment.light_reason import beside
from edu_plan_cli.assessment.lights import COUNTED, Light, worst
from edu_plan_cli.assessment.overview import trend, urgent
from edu_plan_cli.assessment.ranking import department_standings
from edu_plan_cli.assessment.result import (
    Assessment,
    ItemAssessment,
    SectionAssessment,
    Tally,
    TargetAssessment,
)
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.kinds.target import ReportedValue
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.between_quarters import (
    instruction_words,
    recent_words,
    update_words,
)
from edu_plan_cli.presentation.html_page import SHAPES, light_mark, render_page
from edu_plan_cli.presentation.report.report_pictures import (
    courses,
    flow_ends,
    flows,
    light_bar,
    light_signs,
    spoken_lights,
)
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    ReportRow,
    amendment_lines,
    correction_lines,
    department_lines,
    department_summary,
    left_out,
    rows,
    title,
)
from edu_plan_cli.values.bilingual import Lang, Words

_STAGES = {"done": "✓", "late": "▲", "open": "○"}
_HEADS = Words(
    "目标|灯|完成率|序时进度|较上季|累计|本季|目标值",
    "target|light|completion|time progress|change|cumulative|this quarter|goal",
)


_RULES_EN = (
    "Departments stand by completion, the highest first. In time: the reports of the year that came in time, of those that were "
    "owed and due. Overdue: past their date, not done."
)


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    """Return the report as one page, complete in itself."""
    return render_page(__package__, "report.html.j2", _page(report, lang), lang)


def _page(report: QuarterReport, lang: Lang) -> dict[str, Any]:
    assessment = report.assessment
    told = zip(assessment.targets, rows(assessment, lang), strict=True)
    targets = {row.identity: _target(assessed, row, assessment, lang) for assessed, row in told}
    drawn = flows(report, lang)
    ends = flow_ends(drawn)
    ranking = [report.words.say("rules.ranking")] if assessment.rules.ranking else []
    return {
        "zh": lang == "zh",
        "title": title(report, lang),
        "as_of": figures.as_of(assessment, lang),
        "marks": figures.marks(assessment),
        "limits": figures.limits(assessment, lang),
        "left_out": left_out(report, lang) if report.problems else "",
        "total": _tally(assessment.tally) | {"name": report.scope or Words("全计划", "Whole plan").in_(lang)},
        "lights": [
            light_mark(key, lang) | {"count": assessment.tally.lights[key]}
            for key in COUNTED
            if key in assessment.tally.lights
        ],
        "reporting": department_summary(report, lang),
        "courses": courses(report, lang),
        "quarters": [figures.quarter_name(then.view.quarter, lang) for then in report.course],
        "asked": (asked := _open_instructions(assessment, lang)),
        "ranking": assessment.rules.ranking,
        "numbers": [section.section.number for section in assessment.sections],
        "departments": _departments(report, lang),
        "department_rules": [*ranking, report.words.say("rules.timeliness")] if lang == "zh" else [_RULES_EN],
        "flows": drawn,
        "flow_ends": [(f"{figures.light_word(key, lang)} {SHAPES[key]}", y) for key, y in ends],
        "flows_height": ends[-1][1] + 6 if ends else 0,
        "urgent": (behind := _urgent(assessment, targets, lang)),
        "moves": (moves := _moves(report, lang)),
        "linked": {each["id"] for each in asked}
        | {target["id"] for _, listed in behind for target in listed}
        | {target["id"] for move in moves for target in move["targets"]},
        "heads": (heads := _HEADS.in_(lang).split("|")),
        "heads_of_cells": heads,
        "sections": [_section(section, targets, lang) for section in assessment.sections],
        "working": _working(report),
        "lists": [
            (Words("更正", "Corrections").in_(lang), correction_lines(report, lang)),
            (Words("调整", "Amendments").in_(lang), amendment_lines(report, lang)),
        ],
        "rules": figures.rules_line(assessment, lang, report.words),
    }


def _section(section: SectionAssessment, targets: dict[str, Any], lang: Lang) -> dict[str, Any]:
    return {
        "id": section.section.id,
        "number": section.section.number,
        "heading": section.section.heading,
        **_tally(section.tally),
        "tasks": [_item(item, targets, lang) for item in section.items],
    }


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


def _item(item: ItemAssessment, targets: dict[str, Any], lang: Lang) -> dict[str, Any]:
    """Return an item with its targets; beside it stands who leads most of them, beside a target only who leads it instead."""
    listed = [targets[assessed.plan_target.target.id] for assessed in item.targets]
    leads = Counter(target["lead"] for target in listed).most_common(1)
    return {
        "number": item.item.number,
        "heading": item.item.heading,
        "light": light_mark(item.light, lang),
        "lead": leads[0][0] if leads else "",
        **_tally(item.tally),
        "targets": listed,
    }


def _tally(tally: Tally) -> dict[str, str]:
    return {
        "completion": figures.rate(tally.completion),
        "expected": figures.rate(tally.expected),
        "moved": figures.tally_moved(tally),
    }


def _target(assessed: TargetAssessment, row: ReportRow, assessment: Assessment, lang: Lang) -> dict[str, Any]:
    """Return what the page says of a target. Why it is late stands at the head of the page, and is not said again."""
    behind = assessed.light in ("overdue", "lagging")
    more = [
        _trend(assessed, assessment),
        "" if behind or _says_all(assessed) else row.reason,
        *_stages(assessed, assessment),
        row.account,
        *_notes(assessed, assessment, lang),
    ]
    return {
        "id": row.identity, "label": row.label, "name": row.name, "lead": row.department,
        "light": light_mark(assessed.light, lang), "completion": row.completion, "reason": row.reason,
        "cells": [row.completion, row.expected, row.change, row.cumulative, row.period.removeprefix(figures.NONE), row.goal],
        "more": [said for said in more if said],
    }  # fmt: skip


def _urgent(
    assessment: Assessment, targets: dict[str, Any], lang: Lang
) -> list[tuple[dict[str, str], list[dict[str, Any]]]]:
    """Return what needs a leader's attention, by light."""
    by_light: dict[Light, list[dict[str, Any]]] = {}
    for assessed in urgent(assessment):
        by_light.setdefault(assessed.light, []).append(targets[assessed.plan_target.target.id])
    return [(light_mark(light, lang), listed) for light, listed in by_light.items()]


def _says_all(assessed: TargetAssessment) -> bool:
    """Tell whether its figures say all there is to say: done in time, or on its way and level with time, and nothing beside it."""
    if assessed.light == "done":
        return not (assessed.late or assessed.closed or any(beside(assessed)))
    level = assessed.completion is not None and assessed.completion >= assessed.expected
    return assessed.light == "on_track" and level and not any(beside(assessed))


def _departments(report: QuarterReport, lang: Lang) -> list[dict[str, Any]]:
    sent = {name: state for name, _, _, state in department_lines(report, lang)}
    standings = department_standings(report.assessment, report.reporting)
    most = max((sum(standing.row.whole.lights.values()) for standing in standings), default=1) or 1
    return [
        {
            "place": standing.place or figures.NONE,
            "name": standing.row.department.name,
            "completion": figures.rate(standing.row.whole.completion),
            "bar": light_bar(standing.row.whole, most),
            "signs": light_signs(standing.row.whole),
            "spoken": spoken_lights(standing.row.whole, lang),
            "overdue": standing.overdue,
            "in_time": f"{standing.on_time}/{standing.owed}",
            "sent": sent.get(standing.row.department.name, ""),
            "cells": [tally and _section_cell(tally, lang) for tally in standing.row.sections],
        }
        for standing in standings
    ]


def _section_cell(tally: Tally, lang: Lang) -> dict[str, Any]:
    """Return a department's completion in a section, marked where something of it is not on its way."""
    light = worst(list(tally.lights))
    marked = light not in ("on_track", "done")
    return {
        "completion": figures.rate(tally.completion),
        "light": light_mark(light, lang) if marked else None,
    }


def _moves(report: QuarterReport, lang: Lang) -> list[dict[str, Any]]:
    """Return the targets whose light is another than the quarter before, by the two lights."""
    by_lights: dict[tuple[Any, Any], list[dict[str, str]]] = {}
    for move in report.moves:
        now = move.now.plan_target
        told = {
            "id": now.target.id,
            "label": now.label,
            "name": now.target.name,
            "was": figures.rate(move.before.completion),
            "is": figures.rate(move.now.completion),
        }
        by_lights.setdefault((move.before.light, move.now.light), []).append(told)
    return [
        {"from": light_mark(before, lang), "to": light_mark(now, lang), "targets": targets}
        for (before, now), targets in sorted(by_lights.items())
    ]


def _trend(assessed: TargetAssessment, assessment: Assessment) -> str:
    """Return the completion after each quarter, where there is a number to follow; steps of a task are told in words instead."""
    if isinstance(assessed.plan_target.target, QualitativeTarget):
        return ""
    known = [figures.rate(done) for _, done in trend(assessed, assessment.view.quarter) if done is not None]
    return " → ".join(known) if len(known) > 1 else ""


def _stages(assessed: TargetAssessment, assessment: Assessment) -> list[str]:
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
            due = stage.due.strftime("%m-%d") if stage.due.year == assessment.plan.year else stage.due
            names["late" if late else "open"].append(f"{stage.name}（{due}）")
    return [f"{_STAGES[key]} {'、'.join(of)}" for key, of in names.items() if of]


def _notes(assessed: TargetAssessment, assessment: Assessment, lang: Lang) -> list[str]:
    """Return the latest update, and the instructions (批示、整改) that are answered: open ones stand at the head of the page."""
    answered = [given for given in assessed.instructions if given.answer is not None]
    told = [recent_words(assessed), *(instruction_words(given, assessment) for given in answered)]
    return [words.in_(lang) for words in told if words is not None]


def _working(report: QuarterReport) -> list[tuple[str, list[tuple[str, list[str]]]]]:
    """Return every answer with the line it stands in, by department: the files of its quarters, and for each target what each quarter says.

    An answer that stands in another file (a correction) is there with that file.
    """
    quarters = [then.view.quarter for then in report.course]
    by_file: dict[str, list[tuple[str, list[str]]]] = {}
    for assessed in report.assessment.targets:
        cells: dict[str, list[str]] = {}
        for reported in assessed.history:
            location = reported.entry.location()
            usual = f"reports/{quarters[0].year}/{reported.quarter.key}/{reported.department}.yaml"
            where = str(location.line) if location.path == usual else f"{location.path}:{location.line}"
            cells.setdefault(reported.quarter.key, []).append(f"{_answer(assessed, reported)}{where}")
        for update in assessed.updates:
            location = update.entry.location()
            words = "" if update is assessed.recent else update_words(update, assessed.plan_target.target).zh
            cells.setdefault(update.quarter.key, []).append(
                f"{update.when.zh} {words} {location.path}:{location.line}"
            )
        if cells:
            who = (assessed.history or assessed.updates)[-1].department
            file = f"reports/{quarters[0].year}/Q*/{who}.yaml"
            told = ["；".join(cells.get(quarter.key, ())) for quarter in quarters]
            by_file.setdefault(file, []).append((assessed.plan_target.label, told))
    return list(by_file.items())


def _answer(assessed: TargetAssessment, reported: ReportedValue) -> str:
    """Return an answer in a few words, of a step or stage nothing: it is told above."""
    entry = reported.entry
    if not entry.answers or isinstance(assessed.plan_target.target, QualitativeTarget):
        return ""
    return f"{entry.contributor or ''} {figures.answer_text(entry)} ".lstrip()
