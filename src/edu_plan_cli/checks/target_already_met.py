"""EP319 target-already-met: the baseline is at the goal already."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.share import ShareTarget
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain

RULE = Rule(
    code="EP319",
    name="target-already-met",
    severity="warning",
    title=Words(
        "基期值已经达到目标值",
        "a goal that its baseline has met",
    ),
    why=Words(
        "要达到的数，基期就已经有了，这个目标一开始就是完成的；多半是基期值或目标值写错了。",
        "What is to be reached was there at the start, so the target was done before it began: mostly a slip in one of the two.",
    ),
    remedy=Words(
        "核对 target_value 和 baseline 的数与单位；原文说“保持”“稳定在”的占比写 sustained: true，说“不低于上年”的用 kind: not_below。",
        "Check target_value and baseline and their units. For a share that is to be kept write sustained: true; for 不低于上年 use kind: not_below.",
    ),
    wrong="target_value: 50\nbaseline: {value: 52, date: 2022-12-31}",
    right="target_value: 55\nbaseline: {value: 52, date: 2022-12-31}",
    file="none",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield targets whose baseline is at the goal already, where reaching it is what is promised."""
    for plan_target in year.plan_targets:
        target = plan_target.target
        stock = isinstance(target, NumberTarget) and target.accumulation == "point"
        if not stock and not (isinstance(target, ShareTarget) and not target.sustained):
            continue
        baseline, goal = target.get("baseline"), target.get("target_value")
        if target.get("comparison") == "at_least" and baseline is not None and baseline.value >= goal:
            yield Finding(
                RULE.at(
                    target.location("target_value"),
                    Words(
                        f"{plan_target.label} 目标值 {plain(goal)}，基期已是 {plain(baseline.value)}。",
                        f"{plan_target.label}: the goal is {plain(goal)}, and {plain(baseline.value)} was there before.",
                    ),
                    Words("请核对目标值和基期值。", "Check the goal and the baseline."),
                )
            )
