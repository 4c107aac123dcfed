"""EP303 unknown-department: a lead or cooperating department is not in the list of departments."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.diagnostics.suggest import did_you_mean
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Item, Leader, Plan
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP303",
    name="unknown-department",
    severity="error",
    title=Words("科室不在名单里", "a department that is not in the list"),
    why=Words(
        "牵头、配合科室要写 departments 里的 id。写错了，这项工作就没有人收到填报表，也没有人被催。",
        "Lead and cooperating departments are ids of the list departments. With a wrong one nobody gets a form, and nobody is reminded.",
    ),
    remedy=Words(
        "改成 departments 里的 id；新设的科室，先在 departments 里加一条。",
        "Write an id of the list departments. Add a new department there first.",
    ),
    wrong="lead: presschool",
    right="lead: preschool",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield lead and cooperating departments, and those of leaders, that are not in the plan's list."""
    known = {department.id for department in year.plan.departments}
    owners: list[Item | Leader | Target] = [
        *year.plan.leaders,
        *year.plan.items,
        *(plan_target.target for plan_target in year.plan_targets),
    ]
    for owner in owners:
        for location, name in _named(owner):
            if name not in known and name not in year.left_out:
                yield Finding(problem(year.plan, location, name))


def problem(plan: Plan, location: Location, name: str) -> Diagnostic:
    """Make the problem of a department that the plan does not list, written at a location."""
    known = plan.department_names
    department = plan.department(name)
    hint = did_you_mean(
        name,
        set(known),
        else_say=Words(f"可用：{'、'.join(sorted(known))}。", f"Known: {', '.join(sorted(known))}."),
    )
    if department is not None:
        hint = Words(f"请写它的 id：{department.id}。", f"Write its id: {department.id}.")
    return RULE.at(
        location, Words(f"科室 {name} 不在名单里。", f"Department {name} is not in the list."), hint
    )


def _named(owner: Item | Leader | Target) -> Iterator[tuple[Location, str]]:
    if isinstance(owner, Leader):
        for index, name in enumerate(owner.departments):
            yield owner.location("departments", index), name
        return
    if owner.lead is not None:
        yield owner.location("lead"), owner.lead
    for index, name in enumerate(owner.cooperating or []):
        yield owner.location("cooperating", index), name
