"""EP315 amendment-invalid: an amendment or close-out names no target of the plan, or leaves an invalid one."""

from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.diagnostics.suggest import ID, did_you_mean
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.amendments import amended
from edu_plan_cli.model.plan import Amendment, CloseOut
from edu_plan_cli.nodes.node import Mapping, Scalar
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.units import convert

RULE = Rule(
    code="EP315",
    name="amendment-invalid",
    severity="error",
    title=Words(
        "调整或销号对不上目标",
        "an amendment that does not fit",
    ),
    why=Words(
        "调整要写明目标、日期、原因和新的值（set），或取消（drop），改完仍是一个对的目标；id、种类和引文不能调整：那就是另一个目标了。销号也要写对目标。",
        "An amendment names target, date, reason and the new values (set), or drops it, and leaves a valid target; id, kind and quote stay, for they make it that target. A close-out, too, names a target of the plan.",
    ),
    remedy=Words(
        "target 写目标的 id；改值的写 set: {target_value: 300}，不再做的写 drop: true；换了内容的，取消旧目标、另加新目标；改单位的，把目标值和基期值一起用新单位写。用 edu-plan amend 会照此写好。",
        "target is a target's id. Write set: {target_value: 300} to change a value, drop: true to end it. Where the content changes, drop the target and add another; with a new unit give the values in it. edu-plan amend writes it so.",
    ),
    wrong="set: {target_value: 0}",
    right="set: {target_value: 300}",
    file="plan",
)
_FIXED = ("id", "kind", "quote")


def check(year: Year) -> Iterator[Finding]:
    """Yield amendments and close-outs that name no target, change what may not change, or leave an invalid target."""
    plan = year.plan
    spoken_of: list[Amendment | CloseOut] = [*plan.amendments, *plan.close_outs]
    for entry in spoken_of:
        if entry.target not in year.targets and entry.target not in year.left_out:
            yield Finding(
                RULE.at(
                    entry.location("target"),
                    Words(f"没有目标 {entry.target}。", f"There is no target {entry.target}."),
                    did_you_mean(
                        entry.target,
                        year.targets,
                        else_say=Words("请写目标的 id。", "Write a target's id."),
                        likeness=ID,
                    ),
                )
            )
    for amendment in plan.amendments:
        plan_target = year.targets.get(amendment.target)
        if plan_target is None:
            continue
        changes = amendment.changes
        if (slip := _says_nothing(amendment)) is not None:
            yield slip
            continue
        if changes is None:
            continue
        yield from _fixed(changes)
        yield from _unit(plan_target.target, changes)
        for diagnostic in amended(plan_target.target, amendment).diagnostics:
            yield Finding(diagnostic._replace(code=RULE.code))


def _fixed(changes: Mapping) -> Iterator[Finding]:
    for key in _FIXED:
        if key in changes.keys:
            yield Finding(
                RULE.at(
                    changes.keys[key].location,
                    Words(f"{key} 不能调整。", f"{key} cannot be amended."),
                    Words(
                        "换了内容就是另一个目标：取消这个，另加一个。", "Drop this target and add another."
                    ),
                )
            )


def _says_nothing(amendment: Amendment) -> Finding | None:
    if amendment.changes is None and amendment.set is not None:
        return Finding(
            RULE.at(
                amendment.location("set"),
                Words("set 应是“键: 值”。", "set should be 'key: value'."),
                Words("写成 set: {target_value: 300} 这样。", "Write it like set: {target_value: 300}."),
            )
        )
    if (amendment.changes is None) == amendment.drop:
        return None
    return Finding(
        RULE.at(
            amendment.location(),
            Words("调整要么写 set，要么写 drop: true。", "An amendment has either set or drop: true."),
            Words("改值的写 set: {target_value: …}；取消的写 drop: true。", "Write set: {…} or drop: true."),
        )
    )


def _unit(target: Target, changes: Mapping) -> Iterator[Finding]:
    """Refuse a new unit for what was promised in the old one; what was reported keeps the unit it was reported in."""
    old, written = target.get("unit"), changes.values.get("unit")
    new = written.text if isinstance(written, Scalar) else None
    if not old or not new or old == new:
        return
    location = changes.keys["unit"].location
    if convert(Decimal(1), old, new) is None:
        yield Finding(
            RULE.at(
                location,
                Words(f"{old} 不能折算成 {new}。", f"{old} cannot be converted to {new}."),
                Words(
                    "量的东西变了就是另一个目标：取消这个，另加一个。", "Drop this target and add another."
                ),
            )
        )
    measured = [key for key in ("target_value", "minimum", "baseline") if target.get(key) is not None]
    if lacking := [key for key in measured if key not in changes.keys]:
        yield Finding(
            RULE.at(
                location,
                Words(
                    f"单位由 {old} 改为 {new}，没有写新单位的 {'、'.join(lacking)}。",
                    f"The unit becomes {new}, but {', '.join(lacking)} is not given in it.",
                ),
                Words(
                    f"请在 set 里一起写：{', '.join(f'{key}: …' for key in lacking)}。",
                    f"Write beside it in set: {', '.join(f'{key}: …' for key in lacking)}.",
                ),
            )
        )
