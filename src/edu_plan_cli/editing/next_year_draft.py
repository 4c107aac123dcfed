"""Next year's plan from this year's: what is unfinished goes on, and what is measured against last year gets its baseline."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.increase import IncreaseTarget
from edu_plan_cli.kinds.not_below import NotBelowTarget
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan, Settings
from edu_plan_cli.nodes.writer import Raw, as_values, pair
from edu_plan_cli.values.exact import percent, plain
from edu_plan_cli.values.units import convert

# Kept by the year they were written for.
_OF_THE_YEAR = ("start", "due", "schedule")


class NextYearDraft(NamedTuple):
    """The text of next year's plan, and how many targets it takes from this year's."""

    text: str
    carried: int
    baselines: int  # how many of them were given this year's final value to be measured against


def draft(assessment: Assessment, year: int, marks: list[str]) -> NextYearDraft:
    """Return a plan that validates: the unfinished targets with their ids, and the sentences they rest on.

    Its words still have to be written: an item's text holds only the quotes of what is carried over.
    """
    plan = assessment.plan
    remarks: dict[str, str] = {}
    baselines = 0
    sections = []
    known = plan.department_names
    for section in assessment.sections:
        items = []
        for item in section.items:
            carried = [assessed for assessed in item.targets if _goes_on(assessed)]
            if not carried:
                continue
            targets = []
            for assessed in carried:
                target = _target(assessed, year)
                _fit(target, known)
                baselines += "baseline" in target and target["baseline"] != as_values(
                    assessed.plan_target.target.node
                ).get("baseline")
                targets.append(target)
                remarks[assessed.plan_target.target.id] = _remark(assessed, plan.year)
            quotes = dict.fromkeys(assessed.plan_target.target.quote.rstrip("。") for assessed in carried)
            data = _sound(item.item)
            _fit(data, known)
            if item.item.leader and len(plan.leaders_called(item.item.leader)) != 1:
                del data["leader"]
            kept: dict[str, Any] = {
                key: data[key]
                for key in ("id", "number", "heading", "lead", "cooperating", "leader", "weight")
                if key in data
            }
            kept = {**dict(list(kept.items())[:3]), "text": "".join(f"{quote}。" for quote in quotes), **kept}
            items.append({**kept, "targets": targets})
        if items:
            head = as_values(section.section.node)
            sections.append(
                {"id": head["id"], "number": head["number"], "heading": head["heading"], "items": items}
            )
    data, departments = _sound(plan), [_sound(department) for department in plan.departments]
    leaders = _leaders(plan)
    for identity in _untie([target for s in sections for item in s["items"] for target in item["targets"]]):
        remarks[identity] += "，总数不再带出，不作“其中”"
    settings = _settings(plan.settings)
    top: dict[str, Any] = {
        "schema": PLAN_SCHEMA,
        "revision": Raw("1"),
        "year": Raw(year),
        "title": plan.title.replace(str(plan.year), str(year)),
        **{key: data[key] for key in ("issuer", "org_code") if key in data},
        **({"illustrative": "；".join(marks)} if marks else {}),
        **({"settings": settings} if settings else {}),
        **({"departments": departments} if departments else {}),
        **({"leaders": leaders} if leaders else {}),
        "sections": sections,
    }
    lines = [
        f"# 由 {plan.year} 年工作要点带出未完成的目标；原文印发后请补全各项任务的 text，核对目标值和时限。"
    ]
    lines += [line for key, value in top.items() for line in pair(key, value, 0)]
    lines = [_with_remark(line, remarks) for line in lines]
    return NextYearDraft("\n".join(lines) + "\n", len(remarks), baselines)


def _goes_on(assessed: TargetAssessment) -> bool:
    """Return what is not done, and what is promised anew every year: to be not below the year before, or above it."""
    if assessed.dropped is not None:
        return False
    return assessed.light != "done" or isinstance(
        assessed.plan_target.target, NotBelowTarget | IncreaseTarget
    )


def _target(assessed: TargetAssessment, year: int) -> dict[str, Any]:
    target: Target = assessed.plan_target.target
    data = {key: value for key, value in _sound(target).items() if key not in _OF_THE_YEAR}
    # Texts as they are read, so that a quote written over several lines still stands in its item's text.
    data |= {key: target.get(key) for key in ("quote", "definition") if key in data}
    if target.get("kind") == "milestone":
        data["due"] = Raw(date(year, 12, 31))
    for key in ("steps", "stages"):
        if key in data:
            data[key] = [_without(part, "due") for part in data[key]]
    if "steps" in data:
        left = {name for name, _ in assessed.progress.open_stages}
        data["steps"] = [part for part in data["steps"] if part["name"] in left] or data["steps"]
    if "baseline" in data and assessed.progress.value is not None and assessed.value_from is not None:
        data["baseline"] = {
            "value": Raw(plain(assessed.progress.value)),
            "date": Raw(assessed.value_from.end),
        }
    return data


def _remark(assessed: TargetAssessment, year: int) -> str:
    reached = assessed.progress.cumulative.zh if assessed.progress.cumulative else "没有填报"
    done = f"，{percent(assessed.completion)}" if assessed.completion is not None else ""
    due = f"，原定 {assessed.due}" if assessed.plan_target.target.due else ""
    since = assessed.value_from
    measured = (
        "baseline" in assessed.plan_target.target.node.values and since is not None and since.key != "Q4"
    )
    partly = f"，基期值只到 {since.key}，年终后请改" if measured and since else ""
    return f"{year} 年：{reached}{done}{due}{partly}"


def _with_remark(line: str, remarks: dict[str, str]) -> str:
    head, _, identity = line.partition("- id: ")
    return f"{line}    # {remarks[identity]}" if not head.strip() and identity in remarks else line


def _without(value: Any, key: str) -> Any:
    return {name: part for name, part in value.items() if name != key} if isinstance(value, dict) else value


def _sound(element: Located) -> dict[str, Any]:
    """Return what is written of an element and could be read: an error of the old plan is not carried into the new one."""
    written = as_values(element.node)
    return {key: value for key, value in written.items() if key in element.model_fields_set}


def _settings(settings: Settings | None) -> dict[str, Any]:
    """Return the rules without the days of the year they were written for."""
    carried_over: dict[str, Any] = {}
    for name in ("reporting", "lights", "circular"):
        rules = settings.get(name) if settings else None
        if rules is not None:
            kept = {key: value for key, value in _sound(rules).items() if key not in ("closed", "due")}
            carried_over |= {name: kept} if kept else {}
    return carried_over


def _leaders(plan: Plan) -> list[dict[str, Any]]:
    """Return the leaders with the departments that are still there, each department under the first who has it."""
    taken: set[str] = set()
    leaders: dict[str, dict[str, Any]] = {}
    for leader in plan.leaders:
        data = _sound(leader)
        if "departments" in data:
            mine = [who for who in leader.departments if who in plan.department_names and who not in taken]
            taken |= set(mine)
            data["departments"] = list(dict.fromkeys(mine))
        leaders.setdefault(leader.called, data)
    return list(leaders.values())


def _fit(target: dict[str, Any], departments: Collection[str]) -> None:
    """Put right what an amendment may have left behind in a target: it is held against the target alone."""
    if target.get("comparison") != "about":
        target.pop("tolerance_percent", None)
    if "lead" in target and target["lead"] not in departments:
        del target["lead"]
    if "cooperating" in target:
        target["cooperating"] = [who for who in target["cooperating"] if who in departments]
    for key in ("steps", "stages"):
        if key in target:
            target[key] = list({part["name"]: part for part in reversed(target[key])}.values())[::-1]
    if "contributors" in target:
        target["contributors"] = list(dict.fromkeys(target["contributors"]))


def _untie(targets: list[dict[str, Any]]) -> set[str]:
    """其中: a part stays one while its whole goes on and has room for it; a whole is made up by its parts while all go on.

    Returns the ids of the parts that stand alone from now on.
    """
    by_id = {target["id"]: target for target in targets}
    parts: dict[str, list[dict[str, Any]]] = {}
    for target in targets:
        if "part_of" in target:
            parts.setdefault(target["part_of"], []).append(target)
    alone: set[str] = set()
    for identity, members in parts.items():
        whole = by_id.get(identity)
        total = None if whole is None or whole in members else _sum(members, whole)
        if whole is None or total is None or total > Decimal(whole["target_value"]):
            alone |= {part["id"] for part in members}
            for part in members:
                del part["part_of"]
        elif total != Decimal(whole["target_value"]):
            whole.pop("parts", None)
    for target in targets:
        if target["id"] not in parts:
            target.pop("parts", None)
    return alone


def _sum(parts: list[dict[str, Any]], whole: dict[str, Any]) -> Decimal | None:
    """In the unit of the whole; None where that cannot be."""
    if whole["kind"] != "number":
        return None
    sizes = [convert(Decimal(part["target_value"]), part["unit"], whole["unit"]) for part in parts]
    return None if None in sizes else sum((size for size in sizes if size is not None), Decimal(0))
