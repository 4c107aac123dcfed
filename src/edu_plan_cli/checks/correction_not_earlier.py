"""EP413 correction-not-earlier: a correction is of no earlier quarter."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP413",
    name="correction-not-earlier",
    severity="error",
    title=Words("更正的不是以前的季度", "a correction of no earlier quarter"),
    why=Words(
        "更正写在后面季度的文件里，改前面季度的数，并写明原因，这样已经印发的数为什么变了，查得到。",
        "A correction stands in a later quarter's file and changes an earlier one, with a reason, so that it can be told why a published figure changed.",
    ),
    remedy=Words(
        "改本季的数，直接改 entries 里的那一条；改以前季度的，quarter 写那一季。",
        "Edit this quarter's own entry in entries. To change an earlier quarter, write that quarter.",
    ),
    wrong="quarter: Q2\n    numerator: 450",
    right="quarter: Q1\n    numerator: 450",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield corrections of their own report's quarter or a later one."""
    for answer in year.answers:
        entry = answer.entry
        if answer.corrects and answer.quarter >= answer.report.period:
            yield Finding(
                RULE.at(
                    entry.location("quarter"),
                    Words(
                        f"{answer.report.quarter} 的文件只能更正以前的季度，不能更正 {answer.quarter.key}。",
                        f"A {answer.report.quarter} file corrects earlier quarters, not {answer.quarter.key}.",
                    ),
                    Words("本季的数请直接改 entries 里的那一条。", "Edit this quarter's own entry instead."),
                ),
                (entry,),
            )
