"""EP403 unknown-target: an entry is about a target that the plan does not have."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.diagnostics.suggest import ID, nearest
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.model.leader_instructions import Instruction

RULE = Rule(
    code="EP403",
    name="unknown-target",
    severity="error",
    title=Words("填报的目标不存在", "an entry for an unknown target"),
    why=Words(
        "target 要写目标的 id（如 t4k7m），不写序号：序号会变，id 不变。",
        "target is a target's id (such as t4k7m), not its number: numbers change, ids do not.",
    ),
    remedy=Words(
        "运行 edu-plan show 14（任务序号），把目标的 id 照抄过来；目标已经取消的，删掉这一条。",
        "Run edu-plan show 14 (the item's number) and copy the target's id. If the target was dropped, delete the entry.",
    ),
    wrong="target: tb2b3",
    right="target: tb2b2",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield answers about targets that the plan does not have, with the target meant where it can be told."""
    for answer in year.answers:
        if answer.plan_target is None and answer.entry.target not in year.left_out:
            yield Finding(problem(year, answer.entry), (answer.entry,))


def problem(year: Year, speaking: "Entry | Instruction") -> Diagnostic:
    """Make the problem of something that speaks of a target the plan does not have."""
    by_label = {plan_target.label: plan_target for plan_target in year.plan_targets}
    by_name = {plan_target.target.name: plan_target for plan_target in year.plan_targets}
    wanted = speaking.target
    close = nearest(wanted, year.targets, ID)
    meant = by_label.get(wanted) or by_name.get(wanted) or (year.targets[close] if close else None)
    hint = Words(
        "请在工作要点里查它的 id（edu-plan show 任务序号）。",
        "Look its id up in the plan (edu-plan show ITEM).",
    )
    if meant is not None:
        identity, name = meant.target.id, meant.target.name
        hint = Words(
            f"是不是 {identity}（{meant.label} {name}）？",
            f"Did you mean {identity} ({meant.label} {name})?",
        )
    return RULE.at(
        speaking.location("target"),
        Words(f"工作要点里没有目标 {wanted}。", f"The plan has no target {wanted}."),
        hint,
    )
