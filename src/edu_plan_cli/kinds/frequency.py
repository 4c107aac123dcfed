"""最低频次: a minimum that must hold in every period. 「保证平均每周不少于1课时」(6)、「每2周保证一节」(7)."""

from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Positive, Text
from edu_plan_cli.kinds.target import (
    NOTHING,
    Calculation,
    History,
    Measure,
    ReportedValue,
    Target,
    TargetProgress,
    amount,
    answered,
)
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, percent, plain
from edu_plan_cli.values.quarter import Quarter, quarter_of

_EVERY = {
    "day": Words("每天", "a day"),
    "week": Words("每周", "a week"),
    "two_weeks": Words("每两周", "every two weeks"),
    "month": Words("每月", "a month"),
    "quarter": Words("每季", "a quarter"),
    "term": Words("每学期", "a term"),
    "half_year": Words("每半年", "every half-year"),
}


Period = Literal["day", "week", "two_weeks", "month", "quarter", "term", "half_year"]

# What lasts longer than a quarter is told when it ends: the spring term by June, the autumn term by December.
_TOLD_IN: dict[str, tuple[int, ...]] = {"term": (2, 4), "half_year": (2, 4)}


class FrequencyTarget(Target):
    """完成率 = 各季最低一期中最低的 ÷ 最低要求: a good year's average does not heal a bad week.

    It must hold in every period, so it is done only at its due date, and only if no quarter is left out.
    """

    words: ClassVar[Words] = Words("最低频次", "minimum frequency")

    kind: Literal["frequency"]
    unit: Text
    minimum: Positive
    every: Period

    @property
    def answers(self) -> tuple[str, ...]:
        return ("lowest",)

    @property
    def goal(self) -> Words:
        value, every = amount(self.minimum, self.unit), _EVERY[self.every]
        return Words(f"{every.zh}≥{value.zh}", f"≥ {value.en} {every.en}")

    def paced(self, on: date, year: int) -> Ratio:
        """Return all of it, from the first period on: the minimum is due in every one."""
        return Fraction(0 if on < self.window(year)[0] else 1)

    @property
    def measure(self) -> Measure:
        return Measure(self.unit, self.minimum)

    @property
    def must_hold(self) -> bool:
        return True

    def tells(self, reported: ReportedValue) -> bool:
        """That nothing changed is no figure: a period without one is not known to have kept the minimum."""
        return reported.entry.lowest is not None

    def lacking(self, history: History, required: Quarter) -> Quarter | None:
        quarters = {reported.quarter for reported in history if self.tells(reported)}
        return next((q for q in self._asked(required.year) if q <= required and q not in quarters), None)

    def _asked(self, year: int) -> list[Quarter]:
        """Return the quarters of the year whose lowest period is told: in each, or when the period ends."""
        start, due = self.window(year)
        quarters = [Quarter(year, number) for number in _TOLD_IN.get(self.every, (1, 2, 3, 4))]
        return [q for q in quarters if q.end >= start and q.start <= due] or [quarter_of(due)]

    def asked_in(self, quarter: Quarter) -> bool:
        return quarter in self._asked(quarter.year)

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        given = [(r, r.entry.lowest) for r in answered(history, "lowest") if r.entry.lowest is not None]
        if not given:
            return NOTHING
        worst, lowest = min(given, key=lambda pair: (pair[1], pair[0].quarter))
        completion = Fraction(lowest) / Fraction(self.minimum)

        def calculation() -> tuple[Calculation, ...]:
            reported = [
                Calculation(
                    Words(
                        f"{r.quarter.key} 最低一期 {plain(v)}{self.unit}",
                        f"{r.quarter.key} lowest {plain(v)} {self.unit}",
                    ),
                    (r.entry.location("lowest"),),
                )
                for r, v in given
            ]
            formula = f"{plain(lowest)} ÷ {plain(self.minimum)} = {percent(completion)}"
            words = Words(f"完成率 = 最低的一期 {formula}", f"completion = the lowest period {formula}")
            return (*reported, Calculation(words, (self.location("minimum"),)))

        broken = None
        if completion < 1:
            broken = Words(f"{worst.quarter.name}有一期不达标", f"a period in {worst.quarter.key} fell short")
        now = [v for r, v in given if r.quarter == quarter]
        return TargetProgress(
            completion,
            completion >= 1 and self.lacking(history, Quarter(quarter.year, 4)) is None,
            amount(lowest, self.unit),
            amount(now[0], self.unit) if now else None,
            lowest,
            now[0] if now else None,
            broken,
            calculation,
        )
