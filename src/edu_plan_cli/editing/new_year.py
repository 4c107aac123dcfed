"""Next year's plan from this year's: what is unfinished goes on, and what is measured against last year gets its baseline."""

from datetime import date
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.kinds.base import Target
from edu_plan_cli.kinds.increase import IncreaseTarget
from edu_plan_cli.kinds.not_below import NotBelowTarget
from edu_plan_cli.nodes.writer import Raw, as_values, pair
from edu_plan_cli.values.exact import percent, plain

# Kept by the year they were written for.
_OF_THE_YEAR = ("start", "due", "schedule")


class Draft(NamedTuple):
    text: str
    carried: int
    baselines: int  # how many of them were given this year's final value to be measured against


def draft(assessment: Assessment, year: int, marks: list[str]) -> Draft:
    """A plan that validates: the unfinished targets with their ids, and the sentences they rest on.

    Its words still have to be written: an item's text holds only the quotes of what is carried over.
    """
    plan = assessment.plan
    remarks: dict[str, str] = {}
    baselines = 0
    sections = []
    for section in assessment.sections:
        items = []
        for item in section.items:
            carried = [found for found in item.targets if _goes_on(found)]
            if not carried:
                continue
            targets = []
            for found in carried:
                target = _target(found, year)
                baselines += "baseline" in target and target["baseline"] != as_values(
                    found.placed.target.node
                ).get("baseline")
                targets.append(target)
                remarks[found.placed.target.id] = _remark(found, plan.year)
            quotes = dict.fromkeys(found.placed.target.quote.rstrip("。") for found in carried)
            data = as_values(item.item.node)
            kept = {
                key: data[key]
                for key in ("id", "number", "heading", "lead", "cooperating", "weight")
                if key in data
            }
            kept = {**dict(list(kept.items())[:3]), "text": "".join(f"{quote}。" for quote in quotes), **kept}
            items.append({**kept, "targets": targets})
        if items:
            head = as_values(section.section.node)
            sections.append(
                {"id": head["id"], "number": head["number"], "heading": head["heading"], "items": items}
            )
    data = as_values(plan.node)
    settings = {key: _without(value, "closed") for key, value in data.get("settings", {}).items()}
    top: dict[str, Any] = {
        "schema": data["schema"],
        "revision": Raw("1"),
        "year": Raw(year),
        "title": plan.title.replace(str(plan.year), str(year)),
        **{key: data[key] for key in ("issuer", "org_code") if key in data},
        **({"illustrative": "；".join(marks)} if marks else {}),
        **({"settings": settings} if settings else {}),
        **({"departments": data["departments"]} if "departments" in data else {}),
        "sections": sections,
    }
    lines = [
        f"# 由 {plan.year} 年工作要点带出未完成的目标；原文印发后请补全各项任务的 text，核对目标值和时限。"
    ]
    lines += [line for key, value in top.items() for line in pair(key, value, 0)]
    lines = [_with_remark(line, remarks) for line in lines]
    return Draft("\n".join(lines) + "\n", len(remarks), baselines)


def _goes_on(found: TargetAssessment) -> bool:
    """What is not done, and what is promised anew every year: to be not below the year before, or above it."""
    if found.dropped is not None:
        return False
    return found.light != "done" or isinstance(found.placed.target, NotBelowTarget | IncreaseTarget)


def _target(found: TargetAssessment, year: int) -> dict[str, Any]:
    target: Target = found.placed.target
    data = {key: value for key, value in as_values(target.node).items() if key not in _OF_THE_YEAR}
    if target.get("kind") == "milestone":
        data["due"] = Raw(date(year, 12, 31))
    for key in ("steps", "stages"):
        if key in data:
            data[key] = [_without(part, "due") for part in data[key]]
    if "steps" in data:
        left = {name for name, _ in found.standing.open_stages}
        data["steps"] = [part for part in data["steps"] if part["name"] in left] or data["steps"]
    if "baseline" in data and found.standing.value is not None and found.value_from is not None:
        data["baseline"] = {"value": Raw(plain(found.standing.value)), "date": Raw(found.value_from.end)}
    return data


def _remark(found: TargetAssessment, year: int) -> str:
    reached = found.standing.cumulative.zh if found.standing.cumulative else "没有填报"
    done = f"，{percent(found.completion)}" if found.completion is not None else ""
    due = f"，原定 {found.due}" if found.placed.target.due else ""
    since = found.value_from
    since = found.value_from
    measured = "baseline" in found.placed.target.node.values and since is not None and since.key != "Q4"
    partly = f"，基期值只到 {since.key}，年终后请改" if measured and since else ""
    return f"{year} 年：{reached}{done}{due}{partly}"


def _with_remark(line: str, remarks: dict[str, str]) -> str:
    head, _, identity = line.partition("- id: ")
    return f"{line}    # {remarks[identity]}" if not head.strip() and identity in remarks else line


def _without(value: Any, key: str) -> Any:
    return {name: part for name, part in value.items() if name != key} if isinstance(value, dict) else value
