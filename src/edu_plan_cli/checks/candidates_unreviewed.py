"""EP316 candidates-unreviewed: targets a program read out of the text wait for a person."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP316",
    name="candidates-unreviewed",
    severity="notice",
    title=Words("候选目标还没有人看过", "candidates that nobody has looked at"),
    why=Words(
        "候选目标是程序从原文读出来的，不计入任何数字；认可的成为目标，不对的去掉。",
        "Candidates were read out of the text by a program and count nowhere; accept them as targets or take them out.",
    ),
    remedy=Words(
        "运行 edu-plan review 14（任务序号），逐个过目：认可、改好再认可、去掉，或留到以后。",
        "Run edu-plan review 14 (the item's number) and accept, change, remove or postpone each of them.",
    ),
    wrong=(
        "        candidates:\n          - {id: tc4d4, kind: number, name: 学位, quote: 新增公办幼儿园学位270个}\n"
        "        targets:\n          - id: ta2a2"
    ),
    right="        targets:\n          - id: ta2a2",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield a notice for each item with candidates, at the first of them."""
    for item in year.plan.items:
        if item.candidates:
            count = len(item.candidates)
            yield Finding(
                RULE.at(
                    item.candidates[0].location("id"),
                    Words(
                        f"第{item.number}项有 {count} 个候选目标还没有人看过。",
                        f"Item {item.number} has {count} candidates that nobody has looked at.",
                    ),
                    Words(f"运行 edu-plan review {item.number}。", f"Run edu-plan review {item.number}."),
                )
            )
