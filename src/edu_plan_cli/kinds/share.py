"""占比: a share to reach. 「推动 80% 以上的学校建立中小学校党组织领导的校长负责制」(2)."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Percentage, Text
from edu_plan_cli.kinds.comparison import SIGNS, reach
from edu_plan_cli.kinds.shares import share
from edu_plan_cli.kinds.target import NOTHING, Baseline, Calculation, History, Measure, Target, TargetProgress
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import percent, plain
from edu_plan_cli.values.quarter import Quarter


class ShareTarget(Target):
    """完成率 = (分子 ÷ 分母) ÷ 目标值, with a baseline (占比 − 基期值) ÷ (目标值 − 基期值); the latest quarter counts.

    Reached once is done, unless the plan says that it is to be ``sustained`` to its due date (保持、稳定在、不低于).
    """

    words: ClassVar[Words] = Words("占比", "share")

    kind: Literal["share"]
    numerator: Text
    denominator: Text
    target_value: Percentage
    comparison: Literal["at_least", "at_most"] = "at_least"
    baseline: Baseline | None = None
    sustained: bool = False

    @property
    def answers(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    @property
    def goal(self) -> Words:
        sign, value = SIGNS[self.comparison], plain(self.target_value)
        return Words(f"{sign.zh}{value}%", f"{sign.en}{value}%")

    @property
    def measure(self) -> Measure:
        return Measure("%", self.target_value)

    @property
    def start_value(self) -> Words | None:
        return None if self.baseline is None else Words(*[f"{plain(self.baseline.value)}%"] * 2)

    @property
    def must_hold(self) -> bool:
        return self.sustained or self.comparison == "at_most"

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        reported = share(history, quarter)
        if reported is None:
            return NOTHING
        start = self.baseline.value if self.baseline else Decimal(0)
        wanted = Fraction(self.target_value) / 100
        reached = reach(reported.ratio, wanted, self.comparison, start=Fraction(start) / 100)

        def calculation() -> tuple[Calculation, ...]:
            formula = reached.formula.format(
                actual=percent(reported.ratio, 2),
                wanted=f"{plain(self.target_value)}%",
                start=f"{plain(start)}%",
            )
            rate = percent(reached.completion)
            shown = f"{formula}，{rate}" if "≤" in formula else f"{formula} = {rate}"
            words = Words(
                f"完成率：{shown}" if "≤" in formula else f"完成率 = {shown}", f"completion = {shown}"
            )
            return (reported.calculation(), Calculation(words, (self.location("target_value"),)))

        broken = None
        if not reached.holds:
            broken = (
                Words("高于基期", "above the baseline")
                if "start" in reached.formula
                else Words("已高于上限", "above the limit")
            )
        return TargetProgress(
            reached.completion,
            reached.reached and (not self.must_hold or self.settled(history)),
            reported.text,
            reported.period,
            reported.value,
            None,
            broken,
            calculation,
            numerator=reported.numerator,
            denominator=reported.denominator,
            beside=reported.shrunk
            if reached.reached and reported.before is not None and reported.before < wanted
            else None,
        )
