"""A share is derived from its numerator and denominator, never typed."""

from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.kinds.target import Calculation, History, ReportedValue, answered, latest
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, in_percent, percent, plain, rounded
from edu_plan_cli.values.exact import ratio as ratio_of
from edu_plan_cli.values.quarter import Quarter


class Share(NamedTuple):
    """A share (numerator ÷ denominator) as it was reported last."""

    ratio: Ratio
    text: Words  # 36/42 = 85.7%
    value: Decimal  # in percent, to two places: for machines that want one number
    period: Words | None  # the change since the quarter before, in percentage points
    numerator: Decimal
    denominator: Decimal
    last: ReportedValue
    shrunk: Words | None = None  # that there are fewer to divide by, and nobody was added
    before: Ratio | None = None  # of the figure before this one

    def calculation(self) -> Calculation:
        """Return the step that shows numerator, denominator and their ratio."""
        last, shown = self.last, f"{plain(self.numerator)}/{plain(self.denominator)}"
        replaced = (last.replaced.location("numerator"),) if last.replaced is not None else ()
        line = f"{last.quarter.key} {shown} = {percent(self.ratio, 2)}"
        return Calculation(
            Words(line + ("（更正）" if replaced else ""), line + (" (corrected)" if replaced else "")),
            (last.entry.location("numerator"), last.entry.location("denominator"), *replaced),
        )


def share(history: History, quarter: Quarter) -> Share | None:
    """Return the latest numerator and denominator reported up to the quarter; None where there is none or nothing to divide by."""
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
        period = _moved(moved)
    earlier = tuple(r for r in given if r.quarter < last.quarter)
    shrunk, then = _shrunk(latest(earlier).entry, numerator, denominator) if earlier else (None, None)
    return Share(ratio, text, in_percent(ratio, 2), period, numerator, denominator, last, shrunk, then)


def _moved(points: Ratio) -> Words:
    """Return a change in percentage points, to one place, in words: a sign in front would make a formula of it in a spreadsheet."""
    if not points:
        return Words("持平", "unchanged")
    zh, en = ("升", "up") if points > 0 else ("降", "down")
    shown = plain(abs(rounded(points, 1)))
    if shown == "0":
        return Words(f"{zh}不到0.1个百分点", f"{en} by less than 0.1 pp")
    return Words(f"{zh}{shown}个百分点", f"{en} {shown} pp")


def _shrunk(entry: Entry, numerator: Decimal, denominator: Decimal) -> tuple[Words | None, Ratio]:
    """Return a share that grew only because there are fewer to divide by, and the share it was."""
    part, whole = entry.numerator or Decimal(0), entry.denominator or Decimal(0)
    then = _ratio(part, whole)
    if denominator >= whole or numerator > part:
        return None, then
    same = numerator == part
    return (
        Words(
            f"分母由{plain(whole)}减为{plain(denominator)}，"
            + (f"分子仍是{plain(part)}" if same else f"分子由{plain(part)}减为{plain(numerator)}"),
            f"the denominator fell from {plain(whole)} to {plain(denominator)}, the numerator "
            + (f"is still {plain(part)}" if same else f"fell from {plain(part)} to {plain(numerator)}"),
        ),
        then,
    )


def _ratio(numerator: Decimal | None, denominator: Decimal | None) -> Ratio:
    return ratio_of(numerator or Decimal(0), denominator or Decimal(1))
