"""EP319: what is promised is not there already."""

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
    title=Words("基期值已经达到目标值", "a goal that its baseline has met"),
    why=Words(
        "要达到的数，基期已经有了，多半是基期值或目标值写错；确是要保持的，占比写 sustained: true。",
        "What is to be reached was there at the start: mostly a slip. Of a share that is to be kept say sustained: true.",
    ),
    wrong="target_value: 40",
    right="target_value: 50",
    file="none",
)


def check(year: Year) -> Iterator[Finding]:
    for plan_target in year.plan_target:
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
