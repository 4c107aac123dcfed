"""The 责任分解表 as ``edu-plan/breakdown@1``: departments by id, days as ISO 8601, shares as exact percentages."""

from typing import Any

from edu_plan_cli.assessment.breakdown import Breakdown, BreakdownRow, Node
from edu_plan_cli.model.plan import Department
from edu_plan_cli.presentation.assessment_json import as_json, plan_head, ratio
from edu_plan_cli.values.bilingual import Lang

SCHEMA = "edu-plan/breakdown@1"


def render(breakdown: Breakdown, _lang: Lang) -> str:
    """Return the breakdown as the text of a JSON document (``edu-plan schema breakdown``)."""
    plan = breakdown.plan
    data = {
        "schema": SCHEMA,
        "plan": plan_head(plan),
        "as_of": str(breakdown.view.on),
        "illustrative": list(breakdown.illustrative),
        "amendments": breakdown.amended,
        "dropped": breakdown.dropped,
        "sections": [
            {
                "id": section.section.id,
                "number": section.section.number,
                "heading": section.section.heading,
                "items": [
                    {
                        "id": item.item.id,
                        "number": item.item.number,
                        "heading": item.item.heading,
                        "text": item.item.text,
                        "rows": [_row(row) for row in item.rows],
                    }
                    for item in section.items
                ],
            }
            for section in breakdown.sections
        ],
    }
    return as_json(data) + "\n"


def _row(row: BreakdownRow) -> dict[str, Any]:
    target, leader = row.target, row.leader
    return {
        "label": row.label,
        "target": target and target.id,
        "name": target and target.name,
        "goal": target and target.goal._asdict(),
        "leader": leader and {"post": leader.post, "name": leader.name},
        "lead": _department(row.lead),
        "cooperating": [_department(who) for who in row.cooperating],
        "led_by": row.led_by,
        "due": row.due and str(row.due),
        "nodes": [_node(node) for node in row.nodes],
    }


def _department(department: Department | None) -> dict[str, str] | None:
    return None if department is None else {"id": department.id, "name": department.name}


def _node(node: Node) -> dict[str, Any]:
    return {"name": node.name or None, "day": node.day and str(node.day), "share": ratio(node.share)}
