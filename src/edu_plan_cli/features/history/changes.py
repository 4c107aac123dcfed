"""Two states of a year compared: the plan and the reports by id, and what that does to completion and lights."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple, TypeVar

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.binding.located import Located
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.features.history.amendment_changes import amendment_changes
from edu_plan_cli.features.history.element_change import (
    Effect,
    ElementChange,
    FieldChange,
    How,
    SameDepartments,
    What,
    changed_fields,
    same_departments,
    why_risky,
)
from edu_plan_cli.features.history.report_changes import report_changes
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Leader, Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.quarter import Quarter


class Difference(NamedTuple):
    """What differs between two states of a year, and what that does."""

    before: Assessment | None
    after: Assessment | None
    plan: list[ElementChange]
    reports: list[ElementChange]
    effects: list[Effect]

    @property
    def changes(self) -> list[ElementChange]:
        """Return the changes of the plan, then those of the reports."""
        return [*self.plan, *self.reports]

    @property
    def risky(self) -> list[ElementChange]:
        """Return the changes that a reviewer should look at twice."""
        return [change for change in self.changes if change.risky is not None]


AtQuarter = Callable[[Quarter], tuple[Assessment, Assessment]]  # the two states at the end of a quarter


def compare(
    before: Checked,
    after: Checked,
    then: Assessment | None,
    now: Assessment | None,
    today: date,
    at_quarter: AtQuarter | None = None,
) -> Difference:
    """Compare two states of a year.

    ``then`` and ``now`` are their assessments from the same view, None where there is no plan. ``today`` tells which
    quarters are closed. ``at_quarter`` assesses both at the end of an earlier quarter, which an amendment dated back moves too.
    """
    effects = list(effects_between(then, now))
    plan = [
        _with_moves(change, effects, now, at_quarter) if change.what == "amendment" else change
        for change in _plans(before.plan, after.plan, today)
    ]
    return Difference(then, now, plan, list(report_changes(before, after, today)), effects)


def _with_moves(
    change: ElementChange, effects: list[Effect], now: Assessment | None, at_quarter: AtQuarter | None
) -> ElementChange:
    """The same change with what it moves: in the view compared, and at the ends of the quarters before it."""
    earlier: list[tuple[str, Effect]] = []
    if now is not None and at_quarter is not None and change.counts_from is not None:
        for number in range(1, now.view.quarter.number):
            quarter = Quarter(now.view.quarter.year, number)
            if change.counts_from <= quarter.end:
                then = effects_between(*at_quarter(quarter))
                earlier += [(quarter.key, effect) for effect in _of_target(then, change.target)]
    return change._replace(moves=next(_of_target(effects, change.target), None), moves_earlier=tuple(earlier))


def _of_target(effects: Iterable[Effect], target: str | None) -> Iterator[Effect]:
    for effect in effects:
        side = effect.after or effect.before
        if side is not None and side.plan_target.target.id == target:
            yield effect


E = TypeVar("E", bound=Located)


def _plans(before: Plan | None, after: Plan | None, today: date) -> Iterator[ElementChange]:
    if before is None or after is None:
        whole = after or before
        if whole is not None:
            how: How = "added" if before is None else "removed"
            risky = Words("整年的工作要点去掉了", "the whole year's plan is gone") if before else None
            yield ElementChange(
                "plan", how, str(whole.year), whole.title, (), Location(whole.node.path), risky
            )
        return
    same = same_departments(before, after)
    below = ("departments", "leaders", "sections", "amendments", "close_outs")
    if fields := changed_fields(before, after, leave=below):
        risky = _reopened(before, after, today)
        yield ElementChange("plan", "changed", str(after.year), after.title, fields, after.location(), risky)
    names = _names(before) | _names(after)
    yield from _elements(
        "department",
        {same.before.get(d.id, d.id): d for d in before.departments},
        _by_id(after.departments),
        lambda d: d.name,
        same,
    )
    yield from _elements(
        "leader",
        _by_post(before),
        _by_post(after),
        lambda leader: leader.called,
        same,
    )
    yield from _elements(
        "section",
        _by_id(before.sections),
        _by_id(after.sections),
        lambda s: f"{s.number}、{s.heading}",
        same,
        ("items",),
    )
    yield from _items(before, after, same)
    yield from _targets(before, after, names, same)
    yield from amendment_changes(before, after, names, same)
    yield from _elements(
        "close_out",
        {c.target: c for c in before.close_outs},
        {c.target: c for c in after.close_outs},
        lambda c: names.get(c.target, c.target),
        same,
    )


def _reopened(before: Plan, after: Plan, today: date) -> Words | None:
    """Say which quarters were closed by today and are so no more: what is done there would be seen by nobody."""
    still = after.closed_by(today)
    reopened = [quarter for quarter in before.closed_by(today) if quarter not in still]
    if not reopened:
        return None
    named = "、".join(reopened)
    return Words(f"{named} 本已封账，又打开了", f"{named} was closed and is open again")


def _items(before: Plan, after: Plan, same: SameDepartments) -> Iterator[ElementChange]:
    yield from _elements(
        "item",
        _by_id(before.items),
        _by_id(after.items),
        lambda i: f"第{i.number}项 {i.heading}",
        same,
        ("targets", "candidates"),
    )
    sections = {item.id: section for section in before.sections for item in section.items}
    for section in after.sections:
        for item in section.items:
            was = sections.get(item.id, section)
            if was.id != section.id:
                move = FieldChange("section", Words("部分", "section"), was.heading, section.heading)
                yield ElementChange(
                    "item", "changed", item.id, f"第{item.number}项 {item.heading}", (move,), item.location()
                )


def _targets(
    before: Plan, after: Plan, names: Mapping[str, str], same: SameDepartments
) -> Iterator[ElementChange]:
    then = {plan_target.target.id: plan_target for plan_target in before.targets}
    now = {plan_target.target.id: plan_target for plan_target in after.targets}
    items = {item.id for item in after.items}
    for identity, plan_target in then.items():
        if identity in now:
            continue
        risky = Words("没有调整就删掉了", "gone without an amendment")
        if plan_target.item.id not in items:
            risky = Words("随任务一起删掉，没有调整", "gone with its item, without an amendment")
        yield ElementChange(
            "target", "removed", identity, names[identity], (), plan_target.target.location(), risky
        )
    for identity, plan_target in now.items():
        target = plan_target.target
        if identity not in then:
            yield ElementChange(
                "target", "added", identity, names[identity], (_goal(target),), target.location()
            )
            continue
        was = then[identity]
        fields = list(changed_fields(was.target, target, same=same))
        if was.item.id != plan_target.item.id:
            move = FieldChange("item", Words("任务", "item"), was.item.heading, plan_target.item.heading)
            fields.append(move)
        if fields:
            yield ElementChange(
                "target",
                "changed",
                identity,
                names[identity],
                tuple(fields),
                target.location(),
                why_risky(was.target, target),
            )


def effects_between(then: Assessment | None, now: Assessment | None) -> Iterator[Effect]:
    """Yield the targets whose completion or light is another, those of ``then`` first."""
    before = {found.plan_target.target.id: found for found in then.targets} if then else {}
    after = {found.plan_target.target.id: found for found in now.targets} if now else {}
    for identity in [*before, *(identity for identity in after if identity not in before)]:
        old, new = before.get(identity), after.get(identity)
        if old is None or new is None or (old.completion, old.light) != (new.completion, new.light):
            yield Effect(old, new)


def _elements(
    what: What,
    before: Mapping[str, E],
    after: Mapping[str, E],
    label: Callable[[Any], str],
    same: SameDepartments,
    leave: tuple[str, ...] = (),
) -> Iterator[ElementChange]:
    for key, element in before.items():
        if key not in after:
            risky = Words("整项删掉了", "the whole item is gone") if what == "item" else None
            yield ElementChange(what, "removed", key, label(element), (), element.location(), risky)
    for key, element in after.items():
        if key not in before:
            yield ElementChange(what, "added", key, label(element), (), element.location())
        elif fields := changed_fields(before[key], element, leave, same):
            yield ElementChange(what, "changed", key, label(element), fields, element.location())


def _goal(target: Target) -> FieldChange:
    return FieldChange("goal", Words("目标值", "goal"), None, target.goal.zh)


def _names(plan: Plan) -> dict[str, str]:
    return {
        plan_target.target.id: f"{plan_target.label} {plan_target.target.name}"
        for plan_target in plan.targets
    }


def _by_post(plan: Plan) -> dict[str, Leader]:
    """The leaders by post, so that a new name in a post is a change of it; those who share a post by post and name."""
    return {
        leader.post if len(plan.leaders_called(leader.post)) == 1 else leader.called: leader
        for leader in plan.leaders
    }


def _by_id(elements: Iterable[Any]) -> dict[str, Any]:
    return {element.id: element for element in elements}
