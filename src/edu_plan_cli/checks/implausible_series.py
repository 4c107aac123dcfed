"""EP421 implausible-series: figures of one target, quarter after quarter, do not fit together."""

import itertools
from collections.abc import Iterator
from decimal import Decimal

from edu_plan_cli.checks.check import Finding, TargetAnswer, Year
from edu_plan_cli.diagnostics.diagnostic import Related, Rule
from edu_plan_cli.kinds.counting import in_unit
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter

RULE = Rule(
    code="EP421",
    name="implausible-series",
    severity="warning",
    title=Words(
        "前后两季的数看着不对",
        "two quarters that do not fit together",
    ),
    why=Words(
        "累计值变小、当期值像累计值、一下子差一百倍（人和万人弄混），是最常见的填错。数照样计入，请核对。",
        "A cumulative value that falls, a period value that looks cumulative, a jump of a hundred times (人 for 万人) are the classic slips. The figures count all the same.",
    ),
    remedy=Words(
        "对照台账核对两季的数、单位和填报口径（当期还是累计）；填错的改，以前季度的用 corrections 更正。",
        "Compare both quarters' figures, their unit, and whether they are for the quarter or since January. Correct what is wrong, an earlier quarter through corrections.",
    ),
    wrong="- target: td4d4\n    value: 0.2",
    right="- target: td4d4\n    value: 0.9",
    file="report",
)
_JUMP = 100  # times; 万 slips are 10,000, 千 slips 1,000
_LOOKS_CUMULATIVE = Decimal("1.2")  # period values adding up to so much more than the target value


def check(year: Year) -> Iterator[Finding]:
    """Yield figures of one target that do not fit the quarter before. They count all the same."""
    for before, after, message in slips(year):
        yield _finding(before, after, message)


def slips(year: Year) -> Iterator[tuple[TargetAnswer, TargetAnswer, Words]]:
    """Yield two answers, the second of which does not fit the first, and why."""
    series: dict[tuple[str, str | None], dict[Quarter, tuple[TargetAnswer, Decimal]]] = {}
    for answer in year.answers:
        unit = answer.plan_target.target.get("unit") if answer.plan_target else None
        value = in_unit(answer.entry, unit) if unit else None
        if value is None:
            continue
        quarters = series.setdefault((answer.entry.target, answer.entry.contributor), {})
        if answer.quarter not in quarters or answer.corrects:
            quarters[answer.quarter] = (answer, value)
    for quarters in series.values():
        ordered = [quarters[quarter] for quarter in sorted(quarters)]
        for before, after in itertools.pairwise(ordered):
            if (message := _slip(before, after, ordered)) is not None:
                yield before[0], after[0], message


def _slip(
    before: tuple[TargetAnswer, Decimal],
    after: tuple[TargetAnswer, Decimal],
    every: list[tuple[TargetAnswer, Decimal]],
) -> Words | None:
    assert after[0].plan_target is not None  # a value was read in its unit
    target = after[0].plan_target.target
    accumulation, goal = target.get("accumulation") or "point", target.get("target_value")
    low, high = before[1], after[1]
    then, now = before[0].quarter.key, after[0].quarter.key
    if accumulation == "cumulative" and high < low:
        return Words(
            f"累计值从 {then} 的 {plain(low)} 降到 {now} 的 {plain(high)}，像是填了当期值。",
            f"The cumulative value falls from {plain(low)} in {then} to {plain(high)} in {now}; a period value?",
        )
    if low > 0 and (high >= low * _JUMP or (high > 0 and low >= high * _JUMP)):
        return Words(
            f"{then} 是 {plain(low)}，{now} 是 {plain(high)}，相差百倍以上，像是单位弄混了。",
            f"{plain(low)} in {then} and {plain(high)} in {now} differ a hundredfold; is the unit right?",
        )
    total = sum((value for _, value in every), Decimal(0))
    rising = all(a[1] < b[1] for a, b in itertools.pairwise(every))
    last = after is every[-1]
    if (
        accumulation == "period"
        and goal
        and last
        and low > 0
        and rising
        and total > goal * _LOOKS_CUMULATIVE >= high
    ):
        return Words(
            f"当期值逐季变大，合计 {plain(total)} 远超目标值 {plain(goal)}，像是填了累计值。",
            f"The period values rise and add up to {plain(total)}, far beyond {plain(goal)}; cumulative values?",
        )
    return None


def _finding(before: TargetAnswer, after: TargetAnswer, message: Words) -> Finding:
    return Finding(
        RULE.at(
            after.entry.location("value"),
            message,
            Words(
                "请核对两处；确实如此的，在 account 里说明。", "Check both; if it is so, say why in account."
            ),
            Related(before.entry.location("value"), Words("上一个数在这里", "the figure before")),
        )
    )
