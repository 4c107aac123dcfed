"""EP407 entry-empty: an entry names a target and says nothing."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP407",
    name="entry-empty",
    severity="error",
    title=Words("填报项是空的", "an empty entry"),
    why=Words(
        "只写了目标、什么都没填，不算填报。没有进展也请用 account 说明。",
        "Naming a target and nothing else is no report. Where nothing moved, say so in account.",
    ),
    remedy=Words(
        "填上数；没有进展的，写一行 account 说明情况；这一季不填的，删掉这一条。",
        "Give a figure; where nothing moved, write a line account; delete the entry if there is nothing to report.",
    ),
    wrong="- target: tc3c3",
    right="- target: tc3c3\n    account: 正在办理开办手续。",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield entries that name a target and say nothing."""
    for answer in year.answers:
        entry = answer.entry
        if entry.account is not None or answer.given or answer.corrects:
            continue
        misspelt = set(entry.node.values) - set(entry.fields())  # another problem, already named
        if not misspelt:
            yield Finding(
                RULE.at(
                    entry.location("target"),
                    Words("这一条什么都没填，不算填报。", "This entry says nothing; it does not count."),
                    Words(
                        "请填数，或用 account 写明情况；也可以删掉这一条。",
                        "Give a figure or an account, or delete it.",
                    ),
                ),
                (entry,),
            )
