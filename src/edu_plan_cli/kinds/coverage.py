"""全覆盖: everyone of a stated population. 「实现家庭经济困难学生资助全覆盖」(18)."""

from decimal import Decimal
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Text
from edu_plan_cli.kinds.shares import share
from edu_plan_cli.kinds.target import NOTHING, Calculation, History, Measure, Target, TargetProgress
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import percent
from edu_plan_cli.values.quarter import Quarter


class CoverageTarget(Target):
    """完成率 = 已覆盖 ÷ 应覆盖; 99.9 % is not full coverage.

    It must hold to its due date, unless the plan says that it is reached once (``sustained: false``).
    """

    words: ClassVar[Words] = Words("全覆盖", "full coverage")

    kind: Literal["coverage"]
    population: Text
    sustained: bool = True

    @property
    def answers(self) -> tuple[str, ...]:
        return ("numerator", "denominator")

    @property
    def goal(self) -> Words:
        return Words("全覆盖", "100%")

    @property
    def measure(self) -> Measure:
        return Measure("%", Decimal(100))

    @property
    def must_hold(self) -> bool:
        return self.sustained

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        coverage = share(history, quarter)
        if coverage is None:
            return NOTHING

        def calculation() -> tuple[Calculation, ...]:
            rate = percent(coverage.ratio)
            words = Words(f"完成率 = 覆盖率 = {rate}", f"completion = coverage = {rate}")
            return (coverage.calculation(), Calculation(words, (self.location("population"),)))

        return TargetProgress(
            coverage.ratio,
            coverage.ratio >= 1 and (not self.must_hold or self.settled(history)),
            coverage.text,
            coverage.period,
            coverage.value,
            None,
            None,
            calculation,
            numerator=coverage.numerator,
            denominator=coverage.denominator,
            beside=coverage.shrunk
            if coverage.ratio >= 1 and coverage.before is not None and coverage.before < 1
            else None,
        )
