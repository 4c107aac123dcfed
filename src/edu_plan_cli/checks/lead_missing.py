"""EP310: every target has a department that answers for it."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP310",
    name="lead-missing",
    severity="error",
    title=Words("没有牵头科室", "no lead department"),
    why=Words("没有牵头科室的目标不会有人填报，也无从催报。", "What no department leads nobody reports on."),
    wrong="lead 待定",
    right="lead: adult-education",
)


def check(year: Year) -> Iterator[Finding]:
    for item in year.plan.items:
        unled = [target for target in item.targets if item.lead_of(target) is None]
        if item.lead is None and unled:
            yield Finding(
                RULE.at(
                    item.location("number"),
                    Words(f"第{item.number}项没有牵头科室。", f"Item {item.number} has no lead department."),
                    Words("请加一行 lead: 科室的 id。", "Add a line lead: with a department's id."),
                )
            )
