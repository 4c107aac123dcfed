"""EP410 impossible-share: a numerator exceeds its denominator, or there is nothing to divide by."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain

RULE = Rule(
    code="EP410",
    name="impossible-share",
    severity="error",
    title=Words(
        "分子大于分母，或分母是 0",
        "an impossible share",
    ),
    why=Words(
        "占比由分子除以分母得出；分母为 0 算不出，分子大于分母多半是填反了。",
        "A share is numerator by denominator; over 0 there is none, and a numerator above it is most likely a swap.",
    ),
    remedy=Words(
        "填反了的对调过来；分母是 0（没有统计对象）的，删掉这两行，用 account 说明。",
        "Swap the two if they are the wrong way round. Where the denominator is 0, delete both lines and say so in account.",
    ),
    wrong="numerator: 500\n    denominator: 480",
    right="numerator: 480\n    denominator: 500",
    file="report",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield shares whose denominator is 0 or less than the numerator."""
    for answer in year.answers:
        entry = answer.entry
        if entry.numerator is None or entry.denominator is None:
            continue
        if entry.denominator == 0:
            message = Words("分母是 0，算不出占比。", "The denominator is 0; there is no share.")
            hint = Words(
                "没有统计对象时删掉这两行，用 account 说明。", "Delete both lines and say so in account."
            )
            yield Finding(RULE.at(entry.location("denominator"), message, hint), (entry,))
        elif entry.numerator > entry.denominator:
            numerator, denominator = plain(entry.numerator), plain(entry.denominator)
            message = Words(
                f"分子 {numerator} 大于分母 {denominator}。",
                f"The numerator {numerator} exceeds the denominator {denominator}.",
            )
            hint = Words("请核对是否填反。", "Check whether they are swapped.")
            yield Finding(RULE.at(entry.location("numerator"), message, hint), (entry,))
