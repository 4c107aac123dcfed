"""推算: what a figure would come to by its due date at the pace of the quarters so far. A guess, and marked as one."""

from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.kinds.not_below import NotBelowTarget
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.exact import rounded
from edu_plan_cli.values.quarter import Quarter, quarter_of


def projection(assessed: TargetAssessment, quarter: Quarter) -> Decimal | None:
    """Return the value by the due date, in the target's unit, were every quarter like the average of those so far.

    None where nothing adds up over time, nothing is reported, or no quarter is left.
    """
    target, value = assessed.plan_target.target, assessed.progress.value
    if (
        not isinstance(target, NumberTarget | NotBelowTarget)
        or target.accumulation == "point"
        or value is None
    ):
        return None
    start, due = target.window(quarter.year)
    first, last = quarter_of(start).number, quarter_of(due).number
    passed = quarter.number - first + 1
    if passed < 1 or quarter.number >= last:
        return None
    exponent = value.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    return rounded(Fraction(value) * (last - first + 1) / passed, places)
