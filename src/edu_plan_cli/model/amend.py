"""The plan as it stood on a day: amendments (调整) supersede from their date on and leave the past alone."""

from datetime import date
from typing import NamedTuple

from edu_plan_cli.binding.bind import Bound, bind
from edu_plan_cli.kinds.base import Target
from edu_plan_cli.model.plan import Amendment, Item, Plan
from edu_plan_cli.nodes.node import Mapping, Node


class Standpoint(NamedTuple):
    """A plan as amended by a day, and the targets dropped by then."""

    plan: Plan
    dropped: dict[str, Amendment]


def plan_on(plan: Plan, on: date) -> Standpoint:
    """Apply every amendment dated by ``on``, the earlier first. One that does not fit its target changes nothing."""
    due = sorted((a for a in plan.amendments if a.date <= on), key=lambda amendment: amendment.date)
    if not due:
        return Standpoint(plan, {})
    by_target: dict[str, list[Amendment]] = {}
    for amendment in due:
        by_target.setdefault(amendment.target, []).append(amendment)
    sections = [
        section.model_copy(update={"items": [_amended_item(item, by_target) for item in section.items]})
        for section in plan.sections
    ]
    dropped = {amendment.target: amendment for amendment in due if amendment.drop}
    return Standpoint(plan.model_copy(update={"sections": sections}), dropped)


def amended(target: Target, amendment: Amendment) -> Bound[Target]:
    """The target with an amendment's keys in place of its own; each keeps the place where it was written.

    Without a model where the result is no valid target of its kind, and with the problems, at the amendment's keys.
    """
    if amendment.changes is None:
        return Bound(target, [])
    values: dict[str, Node] = {**target.node.values, **amendment.changes.values}
    keys = {**target.node.keys, **amendment.changes.keys}
    node = Mapping(target.node.path, target.node.start, values, keys)
    return bind(type(target), node)


def _amended_item(item: Item, by_target: dict[str, list[Amendment]]) -> Item:
    if not any(target.id in by_target for target in item.targets):
        return item
    targets = []
    for target in item.targets:
        now: Target = target
        for amendment in by_target.get(target.id, ()):
            now = amended(now, amendment).model or now  # what does not fit a check has named
        targets.append(now)
    return item.model_copy(update={"targets": targets})
