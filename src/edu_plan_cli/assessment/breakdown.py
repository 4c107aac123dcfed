"""责任分解表: what a plan promises, item by item: who is in charge, who leads, who helps, by when, through which nodes."""

from datetime import date
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import View
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Department, Item, Leader, Plan, Section
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


class Node(NamedTuple):
    """节点: a stage or step with its day, or how much of the target is due by the end of a quarter."""

    name: str  # empty where ``share`` says it
    day: date | None
    share: Ratio | None = None  # 0 to 1


class BreakdownRow(NamedTuple):
    """One target of an item, or the item itself where it has none."""

    target: Target | None
    label: str  # 14-1; of an item without targets 14
    leader: Leader | None  # 牵头领导
    lead: Department | None
    cooperating: tuple[Department, ...]
    led_by: str | None  # the body outside the bureau that leads, where one does
    due: date | None
    nodes: tuple[Node, ...]


class BreakdownItem(NamedTuple):
    """An item with its rows, at least one."""

    item: Item
    rows: list[BreakdownRow]


class BreakdownSection(NamedTuple):
    """A section with its items that are shown."""

    section: Section
    items: list[BreakdownItem]


class Breakdown(NamedTuple):
    """The plan broken down. ``plan`` is as amended by the view's day; what is dropped by then is only counted."""

    plan: Plan
    view: View
    sections: list[BreakdownSection]
    illustrative: tuple[str, ...]
    amended: int  # amendments in force by then
    dropped: int  # targets left out, because they were dropped by then
    department: Department | None = None  # the one shown; None: all
    leader: Leader | None = None

    @property
    def rows(self) -> list[BreakdownRow]:
        """Return the rows of all items, in the order of the plan."""
        return [row for section in self.sections for item in section.items for row in item.rows]


def break_down(
    assessment: Assessment, department: Department | None = None, leader: Leader | None = None
) -> Breakdown:
    """Return the breakdown of a plan, or of what one department leads or helps with, or of what is in one leader's charge."""
    plan = assessment.plan
    dropped = {each.plan_target.target.id for each in assessment.targets if each.dropped is not None}
    sections = []
    for section in plan.sections:
        items = []
        for item in section.items:
            rows = [
                row
                for row in _rows(plan, item, dropped)
                if (department is None or department in (row.lead, *row.cooperating))
                and (leader is None or row.leader is leader)
            ]
            if rows:
                items.append(BreakdownItem(item, rows))
        if items:
            sections.append(BreakdownSection(section, items))
    marks = (plan.illustrative,) if plan.illustrative else ()
    return Breakdown(
        plan, assessment.view, sections, marks, len(assessment.amendments), len(dropped), department, leader
    )


def departments_named(breakdown: Breakdown) -> list[Department]:
    """Return the departments that lead or help with something shown, in the plan's order."""
    named = {who.id for row in breakdown.rows for who in (row.lead, *row.cooperating) if who is not None}
    return [department for department in breakdown.plan.departments if department.id in named]


def _rows(plan: Plan, item: Item, dropped: set[str]) -> list[BreakdownRow]:
    if not item.targets:
        return [_row(plan, item, None, str(item.number))]
    return [
        _row(plan, item, target, f"{item.number}-{ordinal}")
        for ordinal, target in enumerate(item.targets, 1)
        if target.id not in dropped
    ]


def _row(plan: Plan, item: Item, target: Target | None, label: str) -> BreakdownRow:
    lead = item.lead if target is None else item.lead_of(target)
    cooperating = item.cooperating if target is None else item.cooperating_of(target)
    helping = [plan.department(written) for written in cooperating]
    return BreakdownRow(
        target,
        label,
        plan.leader(item, lead),
        plan.department(lead) if lead else None,
        tuple(who for who in helping if who is not None and who.id != lead),
        target.led_by if target else None,
        target.window(plan.year)[1] if target else None,
        tuple(_nodes(target, plan.year)) if target else (),
    )


def _nodes(target: Target, year: int) -> list[Node]:
    """Return the stages or steps, else what the schedule (阶段目标) asks for at the ends of quarters."""
    if stages := target.get("stages") or target.get("steps"):
        return [Node(stage.name, stage.due) for stage in stages]
    if target.schedule is None:
        return []
    shares = [
        (number, share)
        for number, share in ((1, target.schedule.Q1), (2, target.schedule.Q2), (3, target.schedule.Q3))
        if share is not None
    ]
    return [Node("", Quarter(year, number).end, Fraction(share) / 100) for number, share in shares]
