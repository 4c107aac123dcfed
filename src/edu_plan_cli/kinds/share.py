"""占比: a share to reach. 「推动 80% 以上的学校建立中小学校党组织领导的校长负责制」(2)."""

from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Percentage, Text
from edu_plan_cli.kinds.base import NOTHING, Baseline, History, Measure, Standing, Target, Working
from edu_plan_cli.kinds.comparison import SIGNS, reach
from edu_plan_cli.kinds.shares import share
from edu_plan_cli.values.exact import percent, plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words


class ShareTarget(Target):
    """完成率 = (分子 ÷ 分母) ÷ 目标值; the latest quarter counts."""

    words: ClassVar[Words] = Words("占比", "share")

    kind: Literal["share"]
    numerator: Text
    denominator: Text
    target_value: Percentage
    comparison: Literal["at_least", "at_most"] = "at_least"
    baseline: Baseline | None = None

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

    def standing(self, history: History, quarter: Quarter) -> Standing:
        found = share(history, quarter)
        if found is None:
            return NOTHING
        reached = reach(
            found.ratio, Fraction(self.target_value) / 100, self.comparison, settled=self.settled(history)
        )

        def working() -> tuple[Working, ...]:
            rate = percent(reached.completion)
            formula = f"{percent(found.ratio, 2)} ÷ {plain(self.target_value)}% = {rate}"
            words = Words(f"完成率 = {formula}", f"completion = {formula}")
            return (found.working(), Working(words, (self.place("target_value"),)))

        broken = None if reached.holds else Words("已高于上限", "already above the limit")
        return Standing(
            reached.completion,
            reached.done,
            found.text,
            found.period,
            found.value,
            None,
            broken,
            working,
            numerator=found.numerator,
            denominator=found.denominator,
        )
