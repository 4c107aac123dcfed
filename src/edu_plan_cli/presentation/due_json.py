"""What falls due as ``edu-plan/due@1``: days as ISO 8601, departments by id."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from edu_plan_cli.assessment.coming_due import Due, DueReport
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.assessment.select import leader_of
from edu_plan_cli.presentation.assessment_json import as_json, ratio

SCHEMA = "edu-plan/due@1"


def due_text(assessment: Assessment, dues: Sequence[Due], within: int, errors: int) -> str:
    """Return the list as the text of a JSON document (``edu-plan schema due``)."""
    first = assessment.view.seen_on
    data = {
        "schema": SCHEMA,
        "year": assessment.plan.year,
        "from": str(first),
        "to": str(first + timedelta(days=within)),
        "illustrative": list(assessment.illustrative),
        "errors": errors,
        "due": [
            {
                "day": str(due.day),
                "weekend": due.on_weekend,
                "what": due.what,
                "name": due.name or None,
                "target": due.target and _target(due.target, assessment),
                "report": due.report and _report(due.report),
            }
            for due in dues
        ],
    }
    return as_json(data) + "\n"


def _target(assessed: TargetAssessment, assessment: Assessment) -> dict[str, Any]:
    plan_target = assessed.plan_target
    leader = leader_of(assessment.plan, plan_target)
    return {
        "id": plan_target.target.id,
        "label": plan_target.label,
        "name": plan_target.target.name,
        "lead": plan_target.lead,
        "leader": leader and leader.called,
        "completion": ratio(assessed.completion),
        "light": assessed.light,
    }


def _report(report: DueReport) -> dict[str, Any]:
    return {
        "quarter": str(report.quarter),
        "expected": report.expected,
        "reported": report.reported,
        "waiting": [each.department.id for each in report.waiting],
    }
