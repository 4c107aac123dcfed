"""The plan as it stood on a day: amendments (调整) supersede from their date on and leave the past alone."""

from datetime import date
from typing import NamedTuple

from edu_plan_cli.binding.bind import Bound, bind
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Amendment, Item, Plan
from edu_plan_cli.nodes.node import Mapping, Node


class Postponed(NamedTuple):
    """A due day that was moved once it was over: the promise was not kept when it was, whatever the plan says now."""

    due: date  # as it was before it was first moved so
    amendment: Amendment


class Made(NamedTuple):
    """Hold what an amendment made of its target."""

    item: Item  # as issued
    was: Target
    now: Target
    amendment: Amendment


class Standpoint(NamedTuple):
    """A plan as amended by a day, the targets dropped by then, and the due days moved after they had passed.

    ``made`` are the amendments, by day and in the order written.
    """

    plan: Plan
    dropped: dict[str, Amendment]
    postponed: dict[str, Postponed]
    made: list[Made]


def plan_on(plan: Plan, on: date) -> Standpoint:
    """Apply every amendment dated by ``on``, the earlier first. One that does not fit its target changes nothing."""
    due = sorted((a for a in plan.amendments if a.date <= on), key=lambda amendment: amendment.date)
    if not due:
        return Standpoint(plan, {}, {}, [])
    by_target: dict[str, list[Amendment]] = {}
    for amendment in due:
        by_target.setdefault(amendment.target, []).append(amendment)
    dropped = {amendment.target: amendment for amendment in due if amendment.drop}
    in_force: list[Made] = []
    sections = [
        section.model_copy(
            update={"items": [_amended_item(item, by_target, dropped, in_force) for item in section.items]}
        )
        for section in plan.sections
    ]
    order = {id(amendment): rank for rank, amendment in enumerate(due)}
    in_force.sort(key=lambda change: order[id(change.amendment)])
    postponed: dict[str, Postponed] = {}
    for _, was, now, amendment in in_force:
        old, new = was.window(plan.year)[1], now.window(plan.year)[1]
        if old < amendment.date and old < new:
            first = postponed.get(now.id)
            postponed[now.id] = Postponed(first.due if first else old, amendment)
    return Standpoint(plan.model_copy(update={"sections": sections}), dropped, postponed, in_force)


def amended(target: Target, amendment: Amendment) -> Bound[Target]:
    """Return the target with an amendment's keys in place of its own; each keeps the place where it was written.

    Without a model where the result is no valid target of its kind, and with the problems, at the amendment's keys.
    """
    if amendment.changes is None:
        return Bound(target, [])
    values: dict[str, Node] = {**target.node.values, **amendment.changes.values}
    keys = {**target.node.keys, **amendment.changes.keys}
    node = Mapping(target.node.path, target.node.line, target.node.column, values, keys)
    return bind(type(target), node)


def _amended_item(
    item: Item,
    by_target: dict[str, list[Amendment]],
    dropped: dict[str, Amendment],
    in_force: list[Made],
) -> Item:
    if not any(target.id in by_target for target in item.targets):
        return item
    targets = []
    for target in item.targets:
        now: Target = target
        for amendment in by_target.get(target.id, ()):
            was, now = now, amended(now, amendment).model or now  # what does not fit a check has named
            in_force.append(Made(item, was, now, amendment))
        targets.append(now)
    amended_item = item.model_copy(update={"targets": targets})
    return amended_item.model_copy(update={"lead": _lead(item, amended_item, dropped)})


def _lead(issued: Item, now: Item, dropped: dict[str, Amendment]) -> str | None:
    """Return who leads an item: as issued, until all targets its lead had (all targets, where it had none) have one other lead."""
    pairs = list(zip(issued.targets, now.targets, strict=True))
    own = [pair for pair in pairs if issued.lead_of(pair[0]) == issued.lead] or pairs
    leads = {now.lead_of(target) for _, target in own if target.id not in dropped}
    if len(leads) == 1 and all(t.lead != was.lead for was, t in own if t.id not in dropped):
        return leads.pop()
    return issued.lead
