"""What became of an answer as ``edu-plan/record@1``: where it stands, each value old and new, what was asked and refused."""

from collections.abc import Iterable
from typing import Any

from edu_plan_cli.editing.entry_changes import RecordedAnswer
from edu_plan_cli.editing.entry_questions import EntryQuestion
from edu_plan_cli.model.plan import Plan, PlanTarget
from edu_plan_cli.presentation.assessment_json import as_json

SCHEMA = "edu-plan/record@1"


def record_text(plan: Plan, answer: RecordedAnswer, *, confirmed: bool) -> str:
    """Return what became of an answer as the text of a JSON document (``edu-plan schema record``).

    ``confirmed`` tells whether what looks odd was to be taken as it stands.
    """
    data = {
        "schema": SCHEMA,
        "year": plan.year,
        "quarter": str(answer.quarter),
        "department": {"id": answer.department.id, "name": answer.department.name},
        "target": answer.plan_target and _target(answer.plan_target),
        "contributor": answer.contributor,
        "reason": answer.reason,
        "state": answer.state,
        "file": answer.path,
        "line": answer.line,
        "changes": [change._asdict() for change in answer.changes],
        "asked": [
            {**question, "confirmed": confirmed and answer.state != "refused"}
            for question in _questions(answer.asked)
        ],
        "refused": list(_questions(answer.refused)),
    }
    return as_json(data) + "\n"


def _target(plan_target: PlanTarget) -> dict[str, Any]:
    return {"id": plan_target.target.id, "label": plan_target.label, "name": plan_target.target.name}


def _questions(questions: Iterable[EntryQuestion]) -> Iterable[dict[str, Any]]:
    for question in questions:
        yield {"key": question.key or None, "code": question.code or None, "why": question.words._asdict()}
