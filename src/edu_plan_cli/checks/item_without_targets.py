"""EP311: an item without targets cannot be followed."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP311",
    name="item-without-targets",
    severity="warning",
    title=Words("任务没有目标", "an item without targets"),
    why=Words(
        "没有目标的任务不计入完成率，等于没有人过问。定性的工作可以用 kind: qualitative 写成几个步骤。",
        "An item without targets counts nowhere. Put qualitative work as kind: qualitative with steps.",
    ),
    wrong="targets: []",
    right="targets:\n  - id: td4d4\n    kind: qualitative …",
)


def check(year: Year) -> Iterator[Finding]:
    for item in year.plan.items:
        if (
            not item.targets
            and not item.candidates
            and not getattr(item.node.values.get("targets"), "items", None)
        ):
            yield Finding(
                RULE.at(
                    item.location("number"),
                    Words(f"第{item.number}项还没有目标。", f"Item {item.number} has no targets yet."),
                    Words("请在 targets 下至少写一个目标。", "Write at least one target under targets."),
                )
            )
