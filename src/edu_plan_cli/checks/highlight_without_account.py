"""EP420 highlight-without-account: an entry is marked for the circular to quote, and has nothing to quote."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP420",
    name="highlight-without-account",
    severity="warning",
    title=Words("亮点没有情况说明", "a highlight without an account"),
    why=Words(
        "highlight: true 是让通报的“亮点做法”引用这一条的情况说明；没有 account，就没有可引的话，通报里不会出现。",
        "highlight: true lets the circular quote the account of the entry. Without one there is nothing to quote, and it will not appear.",
    ),
    remedy=Words(
        "写一句 account，说明做法；不引用的，删掉 highlight。",
        "Write an account that tells what was done; or delete highlight.",
    ),
    wrong="highlight: true",
    right="account: 春季学期延时服务按需开设。",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield entries marked as highlights that have no account."""
    for answer in year.answers:
        entry = answer.entry
        if entry.highlight and entry.account is None:
            yield Finding(
                RULE.at(
                    entry.location("highlight"),
                    Words(
                        "标了亮点，没有情况说明，通报里没有可引的话。",
                        "Marked as a highlight without an account: the circular has nothing to quote.",
                    ),
                    Words(
                        "请加一行 account: 做法和成效；不引用就删掉 highlight。",
                        "Add a line account: …; or delete highlight.",
                    ),
                )
            )
