"""Reached or not: at least, at most, exactly, about."""

from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio

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
    """Say how far a value is from what is wanted of it."""

    completion: Ratio
    reached: bool
    holds: bool = True  # False: on the wrong side, and more of the same cannot mend it
    formula: str = "{actual} ÷ {wanted}"


def reach(
    actual: Fraction,
    wanted: Fraction,
    comparison: Comparison,
    *,
    start: Fraction = Fraction(0),
    tolerance: Fraction = Fraction(0),
) -> Reach:
    """Return how far ``actual`` is on its way from ``start`` to ``wanted`` (> 0). A tolerance of 0.05 accepts 95 % of ``wanted``.

    Past an exact goal, as past a limit, the completion falls again: the broken promise shows in the number. A limit
    below its start is a goal to reduce to, with its progress from there.
    """
    if comparison == "at_most" and actual <= wanted:
        return Reach(Fraction(1), reached=True, formula="{actual} ≤ {wanted}")
    if comparison == "at_most" and start > wanted:
        completion = (start - actual) / (start - wanted)
        formula = "({start} − {actual}) ÷ ({start} − {wanted})"
        return Reach(completion, reached=False, holds=actual <= start, formula=formula)
    if comparison == "at_most" or (comparison == "equal" and actual > wanted):
        return Reach(wanted / actual, reached=False, holds=False, formula="{wanted} ÷ {actual}")
    done = actual == wanted if comparison == "equal" else actual >= wanted * (1 - tolerance)
    if not 0 < start < wanted:
        return Reach(actual / wanted, done)
    formula = "({actual} − {start}) ÷ ({wanted} − {start})"
    return Reach((actual - start) / (wanted - start), done, formula=formula)


def tolerance_of(comparison: Comparison, percent: Decimal) -> Fraction:
    """Return the tolerance of a comparison as a ratio: of ``about`` so many percent, of the others none."""
    return Fraction(percent) / 100 if comparison == "about" else Fraction(0)
