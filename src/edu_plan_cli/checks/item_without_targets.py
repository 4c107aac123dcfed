"""EP311 item-without-targets: an item has no targets and cannot be followed."""

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
        "没有目标的任务不计入完成率，也没有人填报，等于没有人过问。",
        "An item without targets counts in no rate, and nobody reports on it.",
    ),
    remedy=Words(
        "从原文里找出能检查的承诺，写成目标；没有数字的，写成 kind: qualitative，列出几个步骤。",
        "Find what the text promises and write it as targets. Put work without figures as kind: qualitative, with a few steps.",
    ),
    wrong="targets: []",
    right="targets:\n  - id: tf6f6\n    kind: qualitative\n    name: 二孩补贴申领\n    quote: 做好二孩补贴申领工作。\n    steps:\n      - name: 公布申领办法\n      - name: 受理并发放",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield items that have neither targets nor candidates."""
    for item in year.plan.items:
        if (
            not item.targets
            and not item.candidates
            and not getattr(item.node.values.get("targets"), "items", None)
        ):
            yield Finding(
                RULE.at(
                    item.place_of_missing("targets"),
                    Words(f"第{item.number}项还没有目标。", f"Item {item.number} has no targets yet."),
                    Words("请在 targets 下至少写一个目标。", "Write at least one target under targets."),
                )
            )
