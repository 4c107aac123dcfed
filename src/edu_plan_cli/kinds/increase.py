"""比基期提高: more than the baseline, no number promised. 「提升公办幼儿园在园幼儿数占比」(13)."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal, NamedTuple, Self

from edu_plan_cli.binding.declaring import model_validator
from edu_plan_cli.binding.fields import Text
from edu_plan_cli.binding.validation import PydanticCustomError
from edu_plan_cli.kinds.counting import total
from edu_plan_cli.kinds.shares import share
from edu_plan_cli.kinds.target import (
    NOTHING,
    Baseline,
    Calculation,
    History,
    Measure,
    Target,
    TargetProgress,
    amount,
    at_due,
)
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, plain, rounded
from edu_plan_cli.values.quarter import Quarter


class _Reached(NamedTuple):
    exact: Fraction
    text: Words
    period: Words | None
    value: Decimal
    calculation: Callable[[], tuple[Calculation, ...]]
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    shrunk: Words | None = None


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

    @property
    def must_hold(self) -> bool:
        return True

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        reached = self._reached(history, quarter)
        if reached is None:
            return NOTHING
        base = Fraction(self.baseline.value)
        above = reached.exact > base

        def calculation() -> tuple[Calculation, ...]:
            sign = ">" if above else "=" if reached.exact == base else "<"
            shown = f"{reached.text.zh} {sign} {plain(self.baseline.value)}{self.unit or '%'}"
            rate = "100%" if above else "0%"
            words = Words(
                f"与基期比较：{shown}，完成率 {rate}", f"against the baseline: {shown}, completion {rate}"
            )
            return (*reached.calculation(), Calculation(words, (self.baseline.location("value"),)))

        broken = Words("低于基期", "below the baseline") if reached.exact < base else None
        settled = self.settled(history)
        return TargetProgress(
            Fraction(1 if above else 0),
            above and settled,
            reached.text,
            reached.period,
            reached.value,
            None,
            broken,
            calculation,
            numerator=reached.numerator,
            denominator=reached.denominator,
            beside=self._by(reached.exact - base, reached.shrunk) if above else None,
        )

    def _by(self, more: Fraction, shrunk: Words | None) -> Words:
        """By how much: no number was promised, so one child in ten thousand is an increase, and must be seen to be one."""
        little = more < Fraction(1, 100)
        shown = "0.01" if little else plain(rounded(more, 2))
        by = Words(
            f"高出{'不到' * little}{shown}{self.unit or '个百分点'}",
            f"{'less than ' * little}{shown} {self.unit or 'points'} above",
        )
        return Words(f"{by.zh}，{shrunk.zh}", f"{by.en}, {shrunk.en}") if shrunk else by

    def _reached(self, history: History, quarter: Quarter) -> "_Reached | None":
        """Return what is held against the baseline: a share in percent, or a number; None where nothing gives one."""
        if self.unit is None:
            if (of := share(history, quarter)) is None:
                return None
            return _Reached(
                of.ratio * 100,
                of.text,
                of.period,
                of.value,
                lambda: (of.calculation(),),
                of.numerator,
                of.denominator,
                of.shrunk,
            )
        if (counted := total(history, "point", self.unit, quarter)) is None:
            return None
        text = amount(counted.value, self.unit)
        return _Reached(Fraction(counted.value), text, None, counted.value, counted.calculation)
