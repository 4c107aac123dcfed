"""比基期提高: more than the baseline, no number promised. 「提升公办幼儿园在园幼儿数占比」(13)."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from edu_plan_cli.binding.fields import Text
from edu_plan_cli.kinds.base import (
    NOTHING,
    Baseline,
    History,
    Measure,
    Standing,
    Target,
    Working,
    amount,
    at_due,
)
from edu_plan_cli.kinds.counting import total
from edu_plan_cli.kinds.shares import share
from edu_plan_cli.values.exact import Ratio, plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words


class IncreaseTarget(Target):
    """完成率 = 100 % once above the baseline, else 0: no number was promised, so there is nothing to be part of.

    It may fall again, so it counts as done only when it stands above the baseline at its due date.
    """

    words: ClassVar[Words] = Words("比基期提高", "increase")

    kind: Literal["increase"]
    baseline: Baseline
    unit: Text | None = None
    numerator: Text | None = None
    denominator: Text | None = None

    @model_validator(mode="after")
    def _one_measure(self) -> Self:
        if (self.unit is None) == (self.numerator is None) or (self.numerator is None) != (
            self.denominator is None
        ):
            raise PydanticCustomError("one_measure", "either unit, or numerator and denominator")
        return self

    @property
    def answers(self) -> tuple[str, ...]:
        return ("value",) if self.unit is not None else ("numerator", "denominator")

    @property
    def goal(self) -> Words:
        return Words("高于基期", "above baseline")

    @property
    def measure(self) -> Measure:
        return Measure(self.unit or "%")

    @property
    def start_value(self) -> Words | None:
        return amount(self.baseline.value, self.unit or "%")

    def paced(self, on: date, year: int) -> Ratio:
        return at_due(self.window(year)[1], on)

    def standing(self, history: History, quarter: Quarter) -> Standing:
        found = self._measure(history, quarter)
        if found is None:
            return NOTHING
        actual, text, period, value, working, parts = found
        base = Fraction(self.baseline.value)
        above = actual > base
        sign = ">" if above else "=" if actual == base else "<"
        shown = f"{text.zh} {sign} {plain(self.baseline.value)}{self.unit or '%'}"
        rate = "100%" if above else "0%"
        line = Working(
            Words(f"与基期比较：{shown}，完成率 {rate}", f"against the baseline: {shown}, completion {rate}"),
            (self.baseline.place("value"),),
        )
        broken = Words("低于基期", "below the baseline") if actual < base else None
        settled = self.settled(quarter)
        return Standing(
            Fraction(1 if above else 0),
            above and settled,
            text,
            period,
            value,
            None,
            broken,
            (*working, line),
            numerator=parts and parts[0],
            denominator=parts and parts[1],
        )

    def _measure(
        self, history: History, quarter: Quarter
    ) -> (
        tuple[Fraction, Words, Words | None, Decimal, tuple[Working, ...], tuple[Decimal, Decimal] | None]
        | None
    ):
        if self.unit is None:
            found = share(history, quarter)
            return found and (
                found.ratio * 100, found.text, found.period, found.value, (found.working,),
                (found.numerator, found.denominator),
            )  # fmt: skip
        counted = total(history, "point", self.unit, quarter)
        return counted and (
            Fraction(counted.value), amount(counted.value, self.unit), None, counted.value, counted.working, None
        )  # fmt: skip
