"""Two states of a year compared: the plan and the reports by id, and what that does to completion and lights."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Literal, NamedTuple, TypeVar

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.binding.located import Located
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.keys import said, title
from edu_plan_cli.model.plan import Amendment, Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

What = Literal[
    "plan", "department", "section", "item", "target", "amendment", "close_out", "entry", "correction"
]
How = Literal["added", "removed", "changed"]


class FieldChange(NamedTuple):
    field: str
    name: Words
    before: str | None  # None: not written
    after: str | None


class ElementChange(NamedTuple):
    """One element that is not what it was. ``risky`` says why a reviewer should look twice."""

    what: What
    how: How
    id: str
    label: str  # as people speak of it: 14-1 新增学位
    fields: tuple[FieldChange, ...]
    location: Location
    risky: Words | None = None


class Effect(NamedTuple):
    """A target whose completion or light is another after the change; None on the side it is not in."""

    before: TargetAssessment | None
    after: TargetAssessment | None


class Difference(NamedTuple):
    before: Assessment | None
    after: Assessment | None
    plan: list[ElementChange]
    reports: list[ElementChange]
    effects: list[Effect]

    @property
    def changes(self) -> list[ElementChange]:
        return [*self.plan, *self.reports]

    @property
    def risky(self) -> list[ElementChange]:
        return [change for change in self.changes if change.risky is not None]


def compare(before: Checked, after: Checked, then: Assessment | None, now: Assessment | None) -> Difference:
    """``then`` and ``now`` are the assessments of the two states, from the same view; None where there is no plan."""
    return Difference(
        then,
        now,
        list(_plans(before.plan, after.plan)),
        list(_reports(before, after)),
        list(_effects(then, now)),
    )


E = TypeVar("E", bound=Located)


def _plans(before: Plan | None, after: Plan | None) -> Iterator[ElementChange]:
    if before is None or after is None:
        whole = after or before
        if whole is not None:
            how: How = "added" if before is None else "removed"
            yield ElementChange("plan", how, str(whole.year), whole.title, (), Location(whole.node.path))
        return
    below = ("departments", "sections", "amendments", "close_outs")
    if fields := _fields(before, after, leave=below):
        yield ElementChange("plan", "changed", str(after.year), after.title, fields, after.location())
    names = _names(before) | _names(after)
    yield from _elements(
        "department", _by_id(before.departments), _by_id(after.departments), lambda d: d.name, ()
    )
    yield from _elements(
        "section",
        _by_id(before.sections),
        _by_id(after.sections),
        lambda s: f"{s.number}、{s.heading}",
        ("items",),
    )
    moved = {item.id: section.id for section in before.sections for item in section.items}
    yield from _elements(
        "item",
        _by_id(before.items),
        _by_id(after.items),
        lambda i: f"第{i.number}项 {i.heading}",
        ("targets", "candidates"),
    )
    for section in after.sections:
        for item in section.items:
            if moved.get(item.id, section.id) != section.id:
                was = next(s for s in before.sections if s.id == moved[item.id])
                move = FieldChange("section", Words("部分", "section"), was.heading, section.heading)
                yield ElementChange(
                    "item", "changed", item.id, f"第{item.number}项 {item.heading}", (move,), item.location()
                )
    yield from _targets(before, after, names)
    yield from _elements(
        "amendment",
        _by_day(before),
        _by_day(after),
        lambda a: f"{names.get(a.target, a.target)}：{a.reason}",
        (),
    )
    yield from _elements(
        "close_out",
        {c.target: c for c in before.close_outs},
        {c.target: c for c in after.close_outs},
        lambda c: names.get(c.target, c.target),
        (),
    )


def _targets(before: Plan, after: Plan, names: Mapping[str, str]) -> Iterator[ElementChange]:
    then = {plan_target.target.id: plan_target for plan_target in before.targets}
    now = {plan_target.target.id: plan_target for plan_target in after.targets}
    excused = {amendment.target for amendment in after.amendments if amendment.drop}
    items = {item.id for item in after.items}
    for identity, plan_target in then.items():
        if identity in now:
            continue
        risky = None if identity in excused else Words("没有调整就删掉了", "gone without an amendment")
        if plan_target.item.id not in items and risky:
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
        fields = list(_fields(was.target, target))
        if was.item.id != plan_target.item.id:
            move = FieldChange("item", Words("任务", "item"), was.item.heading, plan_target.item.heading)
            fields.append(move)
        if fields:
            risky = _why_risky(was.target, target)
            yield ElementChange(
                "target", "changed", identity, names[identity], tuple(fields), target.location(), risky
            )


def _why_risky(was: Target, now: Target) -> Words | None:
    if type(was) is not type(now) and was.name != now.name and was.quote != now.quote:
        return Words("同一个编号换成了另一个目标", "the id of one target is used for another")
    lower = now.get("comparison") != "at_most"
    for key in ("target_value", "minimum"):
        old, new = was.get(key), now.get(key)
        if old is not None and new is not None and (new < old if lower else new > old):
            return (
                Words("目标降低了", "the target was lowered")
                if lower
                else Words("上限放宽了", "the limit was raised")
            )
    if (was.due and not now.due) or (was.due and now.due and now.due > was.due):
        return Words("时限推迟了", "the due date was moved back")
    for key in ("stages", "steps"):
        old_parts = {part.name: part.due for part in was.get(key) or ()}
        new_parts = {part.name: part.due for part in now.get(key) or ()}
        for name, due in old_parts.items():
            if name not in new_parts:
                return Words(f"少了“{name}”", f"{name} is gone")
            if due is not None and (new_parts[name] is None or new_parts[name] > due):
                return Words(f"“{name}”推迟了", f"{name} was moved back")
    return None


def _reports(before: Checked, after: Checked) -> Iterator[ElementChange]:
    names: dict[str, str] = {}
    departments: dict[str, str] = {}
    for side in (before, after):
        if side.plan is not None:
            names |= _names(side.plan)
            departments |= side.plan.department_names
    then, now = dict(_entries(before)), dict(_entries(after))
    for key in [*then, *(key for key in now if key not in then)]:
        old, new = then.get(key), now.get(key)
        entry = new or old
        assert entry is not None
        what: What = "correction" if isinstance(entry, Correction) else "entry"
        label = f"{key[1]} {departments.get(key[0], key[0])} {names.get(entry.target, entry.target)}"
        if entry.contributor:
            label += f"（{entry.contributor}）"
        fields = tuple(_fields(old, new, leave=("target", "contributor")))
        if fields or old is None or new is None:
            how: How = "added" if old is None else "removed" if new is None else "changed"
            yield ElementChange(what, how, entry.target, label, fields, entry.location())


def _entries(checked: Checked) -> Iterator[tuple[tuple[str, ...], Entry]]:
    for report in checked.reports:
        for entry in (*report.entries, *report.corrections):
            about = entry.quarter if isinstance(entry, Correction) else ""
            yield (report.department, report.quarter, entry.target, entry.contributor or "", about), entry


def _effects(then: Assessment | None, now: Assessment | None) -> Iterator[Effect]:
    before = {found.plan_target.target.id: found for found in then.targets} if then else {}
    after = {found.plan_target.target.id: found for found in now.targets} if now else {}
    for identity in [*before, *(identity for identity in after if identity not in before)]:
        old, new = before.get(identity), after.get(identity)
        if old is None or new is None or (old.completion, old.light) != (new.completion, new.light):
            yield Effect(old, new)


def _elements(
    what: What, before: Mapping[str, E], after: Mapping[str, E], label: Any, leave: tuple[str, ...]
) -> Iterator[ElementChange]:
    for key, element in before.items():
        if key not in after:
            risky = Words("整项删掉了", "the whole item is gone") if what == "item" else None
            yield ElementChange(what, "removed", key, label(element), (), element.location(), risky)
    for key, element in after.items():
        if key not in before:
            yield ElementChange(what, "added", key, label(element), (), element.location())
        elif fields := _fields(before[key], element, leave=leave):
            yield ElementChange(what, "changed", key, label(element), fields, element.location())


def _fields(
    before: Located | None, after: Located | None, leave: Iterable[str] = ()
) -> tuple[FieldChange, ...]:
    """What is written differently; defaults do not count as written."""
    return field_changes(_written(before, leave) if before else {}, _written(after, leave) if after else {})


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """The keys whose values differ, those written before first."""
    return tuple(
        FieldChange(key, Words(title(key), key), before.get(key), after.get(key))
        for key in [*before, *(key for key in after if key not in before)]
        if before.get(key) != after.get(key)
    )


def _written(model: Located, leave: Iterable[str]) -> dict[str, str]:
    names = {name: field.alias or name for name, field in type(model).model_fields.items()}
    found = {}
    for name in model.model_fields_set - {"node"}:
        if names[name] not in leave:
            found[names[name]] = said(getattr(model, name))
    order = list(names.values())
    return dict(sorted(found.items(), key=lambda pair: order.index(pair[0])))


def _goal(target: Target) -> FieldChange:
    return FieldChange("goal", Words("目标值", "goal"), None, target.goal.zh)


def _names(plan: Plan) -> dict[str, str]:
    return {
        plan_target.target.id: f"{plan_target.label} {plan_target.target.name}"
        for plan_target in plan.targets
    }


def _by_day(plan: Plan) -> dict[str, Amendment]:
    """By target and day; of several on one day each is one of its own, in the order written."""
    found: dict[str, Amendment] = {}
    for amendment in plan.amendments:
        key = f"{amendment.target} {amendment.date}"
        same = sum(known.startswith(key) for known in found)
        found[f"{key} {same}" if same else key] = amendment
    return found


def _by_id(elements: Iterable[Any]) -> dict[str, Any]:
    return {element.id: element for element in elements}
