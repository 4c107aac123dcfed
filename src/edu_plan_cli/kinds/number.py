"""数量: a number to reach. 「2023年新增公办幼儿园学位270个」(14)、「达到1.7万人左右」(15)."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import Percentage, Positive, TargetId, Text, no_items
from edu_plan_cli.kinds.comparison import SIGNS, Comparison, reach, tolerance_of
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
)
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import percent, plain
from edu_plan_cli.values.quarter import Quarter

_OVER = Words("已超出目标值", "beyond the target value")


class NumberTarget(Target):
    """完成率 = 完成值 ÷ 目标值; with a baseline (完成值 − 基期值) ÷ (目标值 − 基期值) once they differ."""

    words: ClassVar[Words] = Words("数量", "number")

    kind: Literal["number"]
    unit: Text
    target_value: Positive
    accumulation: Accumulation
    comparison: Comparison = "at_least"
    tolerance_percent: Percentage = Decimal(5)
    baseline: Baseline | None = None
    contributors: list[Text] = Field(default_factory=no_items, min_length=1)
    part_of: TargetId | None = None
    parts: Literal["within", "add_up"] = "within"

    @property
    def answers(self) -> tuple[str, ...]:
        return ("value",)

    @property
    def goal(self) -> Words:
        sign, value = SIGNS[self.comparison], amount(self.target_value, self.unit)
        return Words(sign.zh + value.zh, sign.en + value.en)

    @property
    def measure(self) -> Measure:
        return Measure(self.unit, self.target_value)

    @property
    def start_value(self) -> Words | None:
        return amount(self.baseline.value, self.unit) if self.baseline else None

    @property
    def must_hold(self) -> bool:
        return self.comparison == "at_most"

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        running = total(history, self.accumulation, self.unit, quarter, self.contributors)
        if running is None:
            return NOTHING
        # Only a value measured at a point in time starts from its baseline; what is counted this year starts from 0.
        start = self.baseline.value if self.baseline and self.accumulation == "point" else Decimal(0)
        reached = reach(
            Fraction(running.value),
            Fraction(self.target_value),
            self.comparison,
            start=Fraction(start),
            tolerance=tolerance_of(self.comparison, self.tolerance_percent),
        )

        def calculation() -> tuple[Calculation, ...]:
            formula = reached.formula.format(
                actual=plain(running.value), wanted=plain(self.target_value), start=plain(start)
            )
            rate = percent(reached.completion)
            shown = f"{formula}，{rate}" if "≤" in formula else f"{formula} = {rate}"
            line = Calculation(
                Words(f"完成率：{shown}" if "≤" in formula else f"完成率 = {shown}", f"completion = {shown}"),
                (self.location("target_value"),),
            )
            return (*running.calculation(), line)

        over = Words("高于基期", "above the baseline") if "start" in reached.formula else _OVER
        return TargetProgress(
            reached.completion,
            reached.reached and (not self.must_hold or self.settled(history)),
            amount(running.value, self.unit),
            None if running.period is None else amount(running.period, self.unit),
            running.value,
            running.period,
            None if reached.holds else over,
            calculation,
        )
