"""One element that is not what it was: which values differ, and why a reviewer should look twice."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.keys import said, title
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.units import convert

What = Literal[
    "plan",
    "department",
    "leader",
    "section",
    "item",
    "target",
    "amendment",
    "close_out",
    "report",
    "entry",
    "correction",
    "update",
    "instruction",
]
How = Literal["added", "removed", "changed"]


OF_DEPARTMENTS = ("lead", "cooperating", "departments")  # the fields whose values are ids of departments


class FieldChange(NamedTuple):
    """One value before and after; None where it is not written."""

    field: str
    name: Words
    before: str | None
    after: str | None


class Effect(NamedTuple):
    """A target whose completion or light is another after the change; None on the side it is not in."""

    before: TargetAssessment | None
    after: TargetAssessment | None


class ElementChange(NamedTuple):
    """One element that is not what it was. ``risky`` says why a reviewer should look twice."""

    what: What
    how: How
    id: str
    label: str  # as people speak of it: 14-1 新增学位
    fields: tuple[FieldChange, ...]
    location: Location
    risky: Words | None = None
    target: str | None = None  # id of the target an amendment changes
    counts_from: date | None = None  # the day from which an amendment counts; None for everything else
    moves: Effect | None = None  # what an amendment does in the view compared
    moves_earlier: tuple[tuple[str, Effect], ...] = ()  # and at the ends of earlier quarters, by their keys
    closed_on: date | None = (
        None  # the day its quarter was closed, where it edits figures of a closed quarter
    )


class SameDepartments(NamedTuple):
    """What stands for one department before and after: each of its ids, names and aliases → its id now."""

    before: Mapping[str, str]
    after: Mapping[str, str]

    def are(self, field: FieldChange) -> bool:
        """Tell whether two values of ``lead``, ``cooperating`` or ``departments`` name the same departments in other words."""
        if field.field not in OF_DEPARTMENTS or field.before is None or field.after is None:
            return False
        return self._ids(field.before, self.before) == self._ids(field.after, self.after)

    @staticmethod
    def _ids(written: str, ids: Mapping[str, str]) -> list[str]:
        return [ids.get(part, part) for part in written.split("、")]


NO_DEPARTMENTS = SameDepartments({}, {})


def same_departments(before: Plan, after: Plan) -> SameDepartments:
    """Tell which departments are the same on both sides, those with another id included.

    A department with a new id is the old one where its name or an alias is, or where both lead the same targets.
    """
    gone = [d for d in before.departments if d.id not in after.department_names]
    new = [d for d in after.departments if d.id not in before.department_names]
    led_before, led_after = _led(before), _led(after)
    renamed: dict[str, str] = {}
    for old in gone:
        for department in new:
            shares_name = {old.name, *old.aliases, old.id} & {department.name, *department.aliases}
            leads_same = led_before.get(old.id) and led_before.get(old.id) == led_after.get(department.id)
            if (shares_name or leads_same) and department.id not in renamed.values():
                renamed[old.id] = department.id
                break
    return SameDepartments(
        {name: renamed.get(d.id, d.id) for d in before.departments for name in (*d.aliases, d.name, d.id)},
        {name: d.id for d in after.departments for name in (*d.aliases, d.name, d.id)},
    )


def _led(plan: Plan) -> dict[str, frozenset[str]]:
    """The ids of the targets that each department leads, by its id."""
    led: dict[str, set[str]] = {}
    for plan_target in plan.targets:
        if plan_target.lead and (department := plan.department(plan_target.lead)):
            led.setdefault(department.id, set()).add(plan_target.target.id)
    return {department: frozenset(targets) for department, targets in led.items()}


def changed_fields(
    before: Located | None,
    after: Located | None,
    leave: Iterable[str] = (),
    same: SameDepartments = NO_DEPARTMENTS,
) -> tuple[FieldChange, ...]:
    """Return what is written differently; defaults do not count as written, nor another word for one department."""
    fields = field_changes(_written(before, leave) if before else {}, _written(after, leave) if after else {})
    return tuple(field for field in fields if not same.are(field))


def field_changes(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[FieldChange, ...]:
    """Return the keys whose values differ, those written before first."""
    return tuple(
        field_of(key, before.get(key), after.get(key))
        for key in [*before, *(key for key in after if key not in before)]
        if before.get(key) != after.get(key)
    )


def field_of(key: str, before: str | None, after: str | None) -> FieldChange:
    """Return the change of a key's value, under the name people call it by."""
    return FieldChange(key, Words(title(key), key), before, after)


def _written(model: Located, leave: Iterable[str]) -> dict[str, str]:
    return {
        field.key: said(getattr(model, name))
        for name, field in model.fields().items()
        if name in model.model_fields_set and field.key not in leave
    }


def why_risky(was: Target, now: Target) -> Words | None:
    """Say why a reviewer should look twice at a target's new values; None where nothing was made easier."""
    if type(was) is not type(now):
        if was.name != now.name and was.quote != now.quote:
            return Words("同一个编号换成了另一个目标", "the id of one target is used for another")
        return Words("换了种类", "it is another kind of target")
    return _lowered(was, now) or _moved_back(was, now) or _loosened(was, now)


def _lowered(was: Target, now: Target) -> Words | None:
    at_most = now.get("comparison") == "at_most"
    for key in ("target_value", "minimum"):
        old, new = was.get(key), now.get(key)
        if old is not None and new is None:
            return Words("不再有目标值", "there is no target value any more")
        if old is None or new is None:
            continue
        old = convert(old, was.get("unit") or "", now.get("unit") or "")
        if old is None:
            return Words("换了计量单位", "it is measured in another unit")
        if new > old if at_most else new < old:
            return (
                Words("上限放宽了", "the limit was raised")
                if at_most
                else Words("目标降低了", "the target was lowered")
            )
    return None


def _moved_back(was: Target, now: Target) -> Words | None:
    if was.due and (now.due is None or now.due > was.due):
        return Words("时限推迟了", "the due date was moved back")
    for key in ("stages", "steps"):
        old_parts = {part.name: part.due for part in was.get(key) or ()}
        new_parts = {part.name: part.due for part in now.get(key) or ()}
        for name, due in old_parts.items():
            if name not in new_parts:
                return Words(f"少了“{name}”", f"{name} is gone")
            later = new_parts[name]
            if due is not None and (later is None or later > due):
                return Words(f"“{name}”推迟了", f"{name} was moved back")
    return None


def _loosened(was: Target, now: Target) -> Words | None:
    if was.get("comparison") != now.get("comparison"):
        return Words("比较方式变了", "it is compared otherwise")
    if was.get("sustained") and not now.get("sustained"):
        return Words("不再要求保持到时限", "it need not hold to its due date any more")
    if was.get("every") != now.get("every"):
        return Words("周期变了", "its period is another")
    old, new = was.get("tolerance_percent"), now.get("tolerance_percent")
    if now.get("comparison") == "about" and old is not None and new is not None and new > old:
        return Words("允许的出入放宽了", "its tolerance was widened")
    return None
