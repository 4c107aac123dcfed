"""Filters: they hide targets, and change no figure."""

from typing import NamedTuple

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.model.plan import Department, Item, Leader, Plan, PlanTarget, Section


class Selection(NamedTuple):
    """Hold what a person asked to see of a plan; a part that is None or empty restricts nothing."""

    section: Section | None = None
    item: Item | None = None
    department: Department | None = None
    leader: Leader | None = None
    lights: frozenset[Light] = frozenset()

    def __bool__(self) -> bool:
        return any(self)


def select(assessment: Assessment, wanted: Selection) -> list[TargetAssessment]:
    """Return the targets that pass every filter, in plan order. A department sees what it leads, a leader what is in their charge."""
    return [
        target
        for target in assessment.targets
        if (wanted.section is None or target.plan_target.section is wanted.section)
        and (wanted.item is None or target.plan_target.item is wanted.item)
        and (wanted.department is None or target.plan_target.lead == wanted.department.id)
        and (wanted.leader is None or leader_of(assessment.plan, target.plan_target) is wanted.leader)
        and (not wanted.lights or target.light in wanted.lights)
    ]


def leader_of(plan: Plan, plan_target: PlanTarget) -> Leader | None:
    """Return the leader (分管领导) in charge of a target: whom its item names, else whose department leads it."""
    return plan.leader(plan_target.item, plan_target.lead)


def find_light(typed: str) -> Light | None:
    """By its English key or its Chinese word."""
    for light, words in LIGHTS.items():
        if typed.replace("-", "_") in (light, words.zh, words.en.replace(" ", "_")):
            return light
    return None
