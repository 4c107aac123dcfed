"""Amendments (调整) as the changes they make: of the target as it was in force on the amendment's day."""

from collections.abc import Iterator, Mapping
from datetime import date

from edu_plan_cli.features.history.element_change import (
    ElementChange,
    FieldChange,
    How,
    SameDepartments,
    changed_fields,
    field_of,
    why_risky,
)
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.amendments import Made, plan_on
from edu_plan_cli.model.plan import Amendment, Plan
from edu_plan_cli.values.bilingual import Words

_DROPPED = Words("取消了这个目标", "the target is dropped")


def amendment_changes(
    before: Plan, after: Plan, names: Mapping[str, str], same: SameDepartments
) -> Iterator[ElementChange]:
    """Yield the amendments that are new, gone or otherwise written, each with what it changes of its target.

    An amendment is as risky as the same edit of the target would be; one that is gone, as its undoing would be.
    ``names`` are those of the targets, by id.
    """
    then, now = _by_day(before), _by_day(after)
    made_then, made_now = _made(before), _made(after)
    for key in [*then, *(key for key in now if key not in then)]:
        old, new = then.get(key), now.get(key)
        amendment = new or old
        assert amendment is not None
        was = made_then.get(id(old)) if old else None
        become = made_now.get(id(new)) if new else None
        how: How = "added" if old is None else "removed" if new is None else "changed"
        fields = _fields(old, new, was, become, after.year, same)
        if not fields and how == "changed":
            continue
        label = f"{names.get(amendment.target, amendment.target)}：{amendment.reason}"
        yield ElementChange(
            "amendment",
            how,
            key,
            label,
            fields,
            amendment.location(),
            _risk(old, new, was, become),
            target=amendment.target,
            counts_from=min(each.date for each in (old, new) if each is not None),
        )


def _fields(
    old: Amendment | None,
    new: Amendment | None,
    was: Made | None,
    become: Made | None,
    year: int,
    same: SameDepartments,
) -> tuple[FieldChange, ...]:
    """What the target has without the amendment and with it; of one written otherwise, its own other keys too."""
    fields: list[FieldChange] = []
    dropped = [None if side is None or not side.drop else "true" for side in (old, new)]
    if dropped[0] != dropped[1]:
        fields.append(field_of("drop", *dropped))
    before, after = _sides(was, become)
    keys = {key for side in (old, new) if side and side.changes for key in side.changes.keys}
    fields += [
        field._replace(
            before=_in_force(field.field, field.before, was or become, before, year),
            after=_in_force(field.field, field.after, become or was, after, year),
        )
        for field in changed_fields(before, after, same=same)
        if field.field in keys
    ]
    if old is not None and new is not None:
        fields += changed_fields(old, new, leave=("set", "drop"))
    return tuple(fields)


def _risk(
    old: Amendment | None, new: Amendment | None, was: Made | None, become: Made | None
) -> Words | None:
    if new is not None and new.drop and not (old is not None and old.drop):
        return _DROPPED
    before, after = _sides(was, become)
    return why_risky(before, after) if before is not None and after is not None else None


def _sides(was: Made | None, become: Made | None) -> tuple[Target | None, Target | None]:
    """The target before and after; a side that has no such amendment has the target as the other's found it."""
    before = was.now if was else become.was if become else None
    after = become.now if become else was.was if was else None
    return before, after


def _in_force(
    key: str, written: str | None, made: Made | None, target: Target | None, year: int
) -> str | None:
    """A value as written; where the target has none of its own, the one of its item or year that holds all the same."""
    if written is not None or made is None or target is None:
        return written
    if key == "lead":
        return made.item.lead_of(target)
    if key == "cooperating":
        return "、".join(made.item.cooperating_of(target)) or None
    if key in ("start", "due"):
        return str(target.window(year)[key == "due"])
    return None


def _made(plan: Plan) -> dict[int, Made]:
    """By the identity of each amendment, with its target before and after it."""
    return {id(made.amendment): made for made in plan_on(plan, date.max).made}


def _by_day(plan: Plan) -> dict[str, Amendment]:
    """By target and day; of several on one day each is one of its own, in the order written."""
    by_day: dict[str, Amendment] = {}
    for amendment in plan.amendments:
        key = f"{amendment.target} {amendment.date}"
        same = sum(known.startswith(key) for known in by_day)
        by_day[f"{key} {same}" if same else key] = amendment
    return by_day
