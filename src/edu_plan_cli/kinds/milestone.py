"""节点: a thing done by a date. 「确保2023年秋季开办」(12)."""

from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.binding.fields import Date
from edu_plan_cli.kinds.target import Calculation, History, Target, TargetProgress, answered, at_due, latest
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


class MilestoneTarget(Target):
    """完成率 = 100 % from the day it is done, 0 before. Nothing reported is not 'not done': it is not known."""

    words: ClassVar[Words] = Words("节点", "milestone")

    dated: ClassVar[bool] = True

    kind: Literal["milestone"]
    due: Date

    @property
    def answers(self) -> tuple[str, ...]:
        return ("done_on",)

    @property
    def goal(self) -> Words:
        return Words(f"{self.due}前完成", f"by {self.due}")

    def paced(self, on: date, year: int) -> Ratio:
        return at_due(self.window(year)[1], on)

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        if given := answered(history, "done_on"):
            done = latest(given)
            day = done.entry.done_on
            text = Words(f"{day}完成", f"done {day}")
            words = Words(
                f"{done.when.zh} 报告 {day} 完成，完成率 100%",
                f"{done.when.en}: done {day}, completion 100%",
            )
            return TargetProgress(
                Fraction(1),
                True,
                text,
                text if done.quarter == quarter else None,
                None,
                None,
                None,
                lambda: (Calculation(words, (done.entry.location("done_on"),)),),
                done_on=day,
            )
        last = latest(history)
        text = Words("未完成", "not done")
        none = Words(f"{last.when.zh} 报告尚未完成，完成率 0%", f"{last.when.en}: not done, completion 0%")
        return TargetProgress(
            Fraction(0),
            done=False,
            cumulative=text,
            period=None,
            calculation=lambda: (Calculation(none, (last.entry.location(),)),),
        )
