"""不低于上年: 「确保一般公共预算支出逐年只增不减」(17)."""

from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Text
from edu_plan_cli.kinds.counting import Accumulation, total
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
from edu_plan_cli.values.exact import Ratio, percent, plain
from edu_plan_cli.values.quarter import Quarter


class NotBelowTarget(Target):
    """完成率 = 本年值 ÷ 上年值. What adds up over the year is on its way; a point-in-time value must hold all along."""

    words: ClassVar[Words] = Words("不低于上年", "not below last year")

    kind: Literal["not_below"]
    unit: Text
    accumulation: Accumulation
    baseline: Baseline

    @property
    def answers(self) -> tuple[str, ...]:
        return ("value",)

    @property
    def goal(self) -> Words:
        base = amount(self.baseline.value, self.unit)
        return Words(f"≥上年{base.zh}", f"≥ last year's {base.en}")

    @property
    def measure(self) -> Measure:
        return Measure(self.unit, self.baseline.value)

    @property
    def start_value(self) -> Words | None:
        return amount(self.baseline.value, self.unit)

    def paced(self, on: date, year: int) -> Ratio:
        if self.accumulation == "point":
            return at_due(self.window(year)[1], on)
        return super().paced(on, year)

    @property
    def must_hold(self) -> bool:
        return self.accumulation == "point"

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        running = total(history, self.accumulation, self.unit, quarter)
        if running is None:
            return NOTHING
        value, base = running.value, self.baseline.value
        # Of nothing, or of less than nothing, there is no percentage: it is met or it is not.
        completion = Fraction(value) / Fraction(base) if base > 0 else Fraction(1 if value >= base else 0)
        broken = None
        if self.must_hold and completion < 1:
            broken = Words("低于上年", "below last year")

        def calculation() -> tuple[Calculation, ...]:
            if base > 0:
                formula = f"{plain(value)} ÷ {plain(base)} = {percent(completion)}"
                words = Words(f"完成率 = {formula}", f"completion = {formula}")
            else:
                sign = "≥" if value >= base else "<"
                shown = f"{plain(value)} {sign} {plain(base)}"
                words = Words(
                    f"上年值是 {plain(base)}，不能算百分比：{shown}，完成率 {percent(completion)}",
                    f"no percentage of {plain(base)}: {shown}, completion {percent(completion)}",
                )
            return (*running.calculation(), Calculation(words, (self.baseline.location("value"),)))

        return TargetProgress(
            completion,
            completion >= 1 and (not self.must_hold or self.settled(history)),
            amount(value, self.unit),
            None if running.period is None else amount(running.period, self.unit),
            value,
            running.period,
            broken,
            calculation,
        )
