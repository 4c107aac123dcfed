"""An assessment as ``edu-plan/assessment@1``: every figure exact, and with the places it comes from."""

import json
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from edu_plan_cli.assessment.duties import QuarterReporting
from edu_plan_cli.assessment.projection import projection
from edu_plan_cli.assessment.result import (
    Assessment,
    DepartmentAssessment,
    Tally,
    TargetAssessment,
)
from edu_plan_cli.assessment.select import leader_of
from edu_plan_cli.kinds.entry import Entry, figure_keys
from edu_plan_cli.kinds.target import ReportedValue
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, fraction, in_percent, plain
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.assessment.given_instructions import GivenInstruction
    from edu_plan_cli.files.git import Touches

SCHEMA = "edu-plan/assessment@1"


def assessment_data(
    assessment: Assessment,
    shown: Sequence[TargetAssessment],
    problems: int,
    touches: "Touches",
    unread: Sequence[str] = (),
) -> dict[str, Any]:
    """``shown`` filters the targets listed; tallies stay those of all targets."""
    view, plan = assessment.view, assessment.plan
    chosen = {id(target) for target in shown}
    return {
        "schema": SCHEMA,
        "plan": plan_head(plan)
        | {
            "illustrative": plan.illustrative,
            "leaders": [
                {"post": leader.post, "name": leader.name, "departments": leader.departments}
                for leader in plan.leaders
            ],
        },
        "quarter": str(view.quarter),
        "as_of": str(view.on),
        "known_by": view.known_by and str(view.known_by),
        "illustrative": list(assessment.illustrative),
        "errors": problems,
        "unread": list(unread),
        "rules": {
            "lagging_points": plain(assessment.rules.lagging_points),
            "due_days": assessment.rules.due_days,
            "grace_days": assessment.rules.grace_days,
        },
        "total": _tally(assessment.tally),
        "sections": [
            {
                "id": section.section.id,
                "number": section.section.number,
                "heading": section.section.heading,
                "total": _tally(section.tally),
                "items": [
                    {
                        "id": item.item.id,
                        "number": item.item.number,
                        "heading": item.item.heading,
                        "lead": item.item.lead,
                        "light": item.light,
                        "total": _tally(item.tally),
                        "targets": [
                            _target(target, assessment, touches)
                            for target in item.targets
                            if id(target) in chosen
                        ],
                    }
                    for item in section.items
                ],
            }
            for section in assessment.sections
        ],
        "departments": [
            {
                **_department(assessed),
                "targets": assessed.targets,
                "illustrative": assessed.report.illustrative if assessed.report else None,
            }
            for assessed in assessment.departments
        ],
    }


def plan_head(plan: Plan) -> dict[str, Any]:
    """Return which plan a document is of: its year, title, number, revision and file."""
    return {
        "year": plan.year,
        "title": plan.title,
        "document_number": plan.document_number,
        "revision": plan.revision,
        "file": plan.node.path,
    }


def reporting_data(reporting: QuarterReporting) -> dict[str, Any]:
    """应报、已报、按时报 of one quarter, and of each department."""
    return {
        "quarter": str(reporting.quarter),
        "due": str(reporting.due),
        "expected": reporting.expected,
        "reported": reporting.reported,
        "on_time": reporting.on_time,
        "departments": [_department(department) for department in reporting.departments],
    }


def as_json(data: dict[str, Any]) -> str:
    """Return data as the text of a JSON document, in its own characters."""
    return json.dumps(data, ensure_ascii=False, indent=2)


def _department(assessed: DepartmentAssessment) -> dict[str, Any]:
    return {
        "id": assessed.department.id,
        "name": assessed.department.name,
        "due": str(assessed.due),
        "submitted": str(assessed.report.submitted) if assessed.report else None,
        "late_days": assessed.late_days,
        "missing": assessed.missing,
        "owes": assessed.owes,
        "state": assessed.state,
        "file": assessed.report.node.path if assessed.report else None,
    }


def _tally(tally: Tally) -> dict[str, Any]:
    return {
        "completion": ratio(tally.completion),
        "before": ratio(tally.before),
        "expected": ratio(tally.expected),
        "lights": tally.lights,
        "answered": tally.answered,
        "asked": tally.asked,
        "targets": tally.targets,
    }


def _target(assessed: TargetAssessment, assessment: Assessment, touches: "Touches") -> dict[str, Any]:
    plan_target, progress = assessed.plan_target, assessed.progress
    target, quarter = plan_target.target, assessment.view.quarter
    leader = leader_of(assessment.plan, plan_target)
    return {
        "id": target.id,
        "label": plan_target.label,
        "kind": target.get("kind"),
        "name": target.name,
        "quote": target.quote,
        "lead": plan_target.lead,
        "leader": leader and leader.called,
        "led_by": target.led_by,
        "goal": target.goal._asdict(),
        "baseline": _words(target.start_value),
        "due": str(assessed.due),
        "period": _words(progress.period),
        "period_value": _number(progress.period_value),
        "cumulative": _words(progress.cumulative),
        "value": _number(progress.value),
        "value_from": assessed.value_from and str(assessed.value_from),
        "completion": ratio(progress.completion),
        "before": ratio(assessed.before),
        "expected": ratio(assessed.expected),
        "projection": _number(projection(assessed, quarter)),
        "light": assessed.light,
        "late": assessed.late and {"days": assessed.late.days, "quarter": str(assessed.late.quarter)},
        "lacking": assessed.lacking and str(assessed.lacking),
        "owed_by": assessed.owed_by,
        "reason": assessed.reason._asdict(),
        "silent": list(assessed.silent),
        "place": str(target.location("id")),
        "working": [
            {**step.text._asdict(), "places": [_location(p) for p in step.locations]}
            for step in progress.calculation()
        ],
        "entries": [
            {
                "quarter": str(reported.quarter),
                "department": reported.department,
                "contributor": reported.entry.contributor,
                "account": reported.entry.account,
                "evidence": reported.entry.evidence,
                "place": str(reported.entry.location()),
                "corrects": str(reported.replaced.location()) if reported.replaced else None,
            }
            | _touched(touches, reported.entry)
            for reported in assessed.history
        ],
        "updates": [_update(update, assessed) for update in assessed.updates],
        "instructions": [_instruction(given) for given in assessed.instructions],
    }


def _update(update: ReportedValue, assessed: TargetAssessment) -> dict[str, Any]:
    """Return what was said between quarters; ``counts``: the figures rest on it, ``recent``: no report speaks of it since."""
    entry = update.entry
    numbers = {key: _number(entry.get(key)) for key in ("value", "numerator", "denominator", "lowest")}
    return {
        "date": str(update.sent),
        "department": update.department,
        "contributor": entry.contributor,
        **numbers,
        "unit": entry.unit,
        "stage": entry.stage,
        "done_on": entry.done_on and str(entry.done_on),
        "document": entry.document and entry.document.number,
        "steps_done": entry.steps_done,
        "account": entry.account,
        "evidence": entry.evidence,
        "counts": update in assessed.counted_updates,
        "recent": update is assessed.recent,
        "place": str(entry.location()),
    }


def _instruction(given: "GivenInstruction") -> dict[str, Any]:
    instruction, answer = given.instruction, given.answer
    return {
        "date": str(instruction.date),
        "given_by": instruction.given_by,
        "rectification": instruction.rectification,
        "text": instruction.text,
        "department": given.department,
        "due": instruction.due and str(instruction.due),
        "answer": answer and {"date": str(answer.date), "account": answer.account},
        "overdue": given.overdue,
        "illustrative": given.illustrative,
        "place": str(instruction.location()),
    }


def _touched(touches: "Touches", entry: Entry) -> dict[str, Any]:
    """Who last changed each figure of an entry; ``touched`` is the latest of them, null while one is not committed."""
    by_key = {key: touches.get(entry.location(key)) for key in figure_keys(entry.node.values)}
    known = [who for who in by_key.values() if who is not None]
    latest = max(known, key=lambda who: who.day) if len(known) == len(by_key) and known else None
    return {
        "touched": latest and latest._asdict(),
        "touched_by": {key: who and who._asdict() for key, who in by_key.items()},
    }


def ratio(value: Ratio | None) -> dict[str, str] | None:
    """Return the exact fraction, and the percentage to one place as it is printed."""
    return None if value is None else {"exact": fraction(value), "percent": plain(in_percent(value))}


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _words(words: Words | None) -> dict[str, str] | None:
    return None if words is None else words._asdict()


def _location(location: Location) -> str:
    return str(location)
