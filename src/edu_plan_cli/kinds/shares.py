"""A share is derived from its numerator and denominator, never typed."""

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.kinds.base import History, Reported, Working, answered, latest
from edu_plan_cli.values.exact import Ratio, percent, plain, rounded
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words


class Share(NamedTuple):
    ratio: Ratio
    text: Words  # 36/42 = 85.7%
    value: Decimal  # in percent, to two places: for machines that want one number
    period: Words | None  # the change since the quarter before, in percentage points
    numerator: Decimal
    denominator: Decimal
    last: Reported

    def working(self) -> Working:
        last, shown = self.last, f"{plain(self.numerator)}/{plain(self.denominator)}"
        replaced = (last.replaced.place("numerator"),) if last.replaced is not None else ()
        line = f"{last.quarter.key} {shown} = {percent(self.ratio, 2)}"
        return Working(
            Words(line + ("（更正）" if replaced else ""), line + (" (corrected)" if replaced else "")),
            (last.entry.place("numerator"), last.entry.place("denominator"), *replaced),
        )


def share(history: History, quarter: Quarter) -> Share | None:
    """The latest numerator and denominator reported up to the quarter; None where there is none or nothing to divide by."""
    given = tuple(r for r in answered(history, "numerator", "denominator") if r.entry.denominator)
    if not given:
        return None
    last = latest(given)
    numerator, denominator = last.entry.numerator or Decimal(0), last.entry.denominator or Decimal(0)
    ratio = _ratio(numerator, denominator)
    shown = f"{plain(numerator)}/{plain(denominator)}"
    text = Words(f"{percent(ratio)}（{shown}）", f"{percent(ratio)} ({shown})")
    before = [r for r in given if r.quarter == quarter.previous]
    period = None
    if last.quarter == quarter and before:
        moved = (ratio - _ratio(before[0].entry.numerator, before[0].entry.denominator)) * 100
        points = f"{rounded(moved, 1):+f}"
        period = Words(f"{points}百分点", f"{points} pp")
    return Share(ratio, text, rounded(ratio * 100, 2), period, numerator, denominator, last)


def _ratio(numerator: Decimal | None, denominator: Decimal | None) -> Ratio:
    return Fraction(numerator or 0) / Fraction(denominator or 1)
