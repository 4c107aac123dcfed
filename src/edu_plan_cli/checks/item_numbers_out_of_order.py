"""EP308 item-numbers-out-of-order: printed numbers are used twice or do not rise."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.model.plan import Item
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP308",
    name="item-numbers-out-of-order",
    severity="error",
    title=Words("任务序号重复或颠倒", "item numbers repeated or out of order"),
    why=Words(
        "大家说的“第14项”就是这个序号：它在全计划内不重复，从头到尾依次递增，不按部分重新编。",
        "People say 'item 14' and mean this number: each is used once in the whole plan, and they rise from beginning to end.",
    ),
    remedy=Words(
        "照印发文件上的序号和顺序写，每个序号只用一次。",
        "Write the numbers and the order of the issued document, each number once.",
    ),
    wrong="number: 14\n        heading: 实施老有所学行动",
    right="number: 15\n        heading: 实施老有所学行动",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield printed numbers that are used twice or come after a higher one."""
    seen: dict[int, Item] = {}
    last = 0
    for item in year.plan.items:
        if (first := seen.get(item.number)) is not None:
            yield Finding(
                RULE.at(
                    item.location("number"),
                    Words(f"序号 {item.number} 用了两次。", f"Number {item.number} is used twice."),
                    Words("请改成这一项在文件上印的序号。", "Write the number printed in the document."),
                    Related(first.location("number"), Words("先在这里用了", "first used here")),
                )
            )
        elif item.number < last:
            yield Finding(
                RULE.at(
                    item.location("number"),
                    Words(
                        f"序号 {item.number} 排在 {last} 之后。", f"Number {item.number} comes after {last}."
                    ),
                    Words("请按印发文件的顺序排列。", "Put the items in the order of the document."),
                )
            )
        seen.setdefault(item.number, item)
        last = max(last, item.number)
