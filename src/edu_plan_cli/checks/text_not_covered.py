"""EP305: every sentence of the text is either promised by a target or read and set aside."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.checks.sentences import uncovered
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.nodes.node import Listing
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP305",
    name="text-not-covered",
    severity="notice",
    title=Words("原文有句子没有对应的目标", "a sentence that no target covers"),
    why=Words(
        "没有目标的句子就没有人填报。确实不构成承诺的，写进任务的 context，表示看过了。",
        "What no target covers nobody reports on. Put what promises nothing into the item's context: it was read.",
    ),
    wrong="          推进教育事业高质量发展。\n          再上新台阶。",
    right="          推进教育事业高质量发展。",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    for item in year.plan.items:
        written = item.node.values.get("targets")
        if isinstance(written, Listing) and len(written.items) > len(item.targets):
            continue  # a target of this item is left out for an error of its own
        for sentence in uncovered(item):
            yield Finding(
                RULE.at(
                    sentence.location,
                    Words(
                        f"第{item.number}项这句话没有对应的目标：{sentence.text}",
                        f"No target of item {item.number} covers: {sentence.text}",
                    ),
                    Words(
                        "请加一个目标，或把这句写进 context。",
                        "Add a target, or put the sentence into context.",
                    ),
                )
            )
