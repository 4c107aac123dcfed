"""Reached or not: at least, at most, exactly, about."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.words import Words

Comparison = Literal["at_least", "at_most", "equal", "about"]

COMPARISON_WORDS: dict[str, Words] = {
    "at_least": Words("不低于", "at least"),
    "at_most": Words("不超过", "at most"),
    "equal": Words("等于", "equal"),
    "about": Words("左右", "about"),
}

SIGNS: dict[Comparison, Words] = {
    "at_least": Words("≥", "≥ "),
    "at_most": Words("≤", "≤ "),
    "equal": Words("=", "= "),
    "about": Words("约", "about "),
}


class Reach(NamedTuple):
    completion: Ratio
    done: bool
    holds: bool  # False: already on the wrong side, and reporting more cannot mend it


def reach(
    actual: Fraction,
    wanted: Fraction,
    comparison: Comparison,
    *,
    settled: bool,
    tolerance: Fraction = Fraction(0),
) -> Reach:
    """How far ``actual`` is on its way to ``wanted`` (> 0). A tolerance of 0.05 accepts 95 % of it as reached.

    An upper limit must hold to the end, so it is kept only once the due date has come (``settled``).
    """
    share = actual / wanted
    if comparison == "at_most":
        within = actual <= wanted
        return Reach(Fraction(1) if within else wanted / actual, done=within and settled, holds=within)
    if comparison == "equal":
        return Reach(share, done=share == 1, holds=share <= 1)
    return Reach(share, done=share >= 1 - tolerance, holds=True)


def tolerance_of(comparison: Comparison, percent: Decimal) -> Fraction:
    return Fraction(percent) / 100 if comparison == "about" else Fraction(0)
