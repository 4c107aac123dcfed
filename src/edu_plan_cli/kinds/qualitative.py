"""定性工作: work in steps, with a short account. 「加强…、深化…、落实…」(most items)."""

from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.kinds.stages import Stage, expected_stages, open_stages
from edu_plan_cli.kinds.target import (
    NOTHING,
    Calculation,
    History,
    ReportedValue,
    Target,
    TargetProgress,
    answered,
)
from edu_plan_cli.values.bilingual import Words, quoted
from edu_plan_cli.values.exact import Ratio, percent
from edu_plan_cli.values.quarter import Quarter


class QualitativeTarget(Target):
    """完成率 = 已完成的步骤数 ÷ 步骤总数. A step once reported done stays done; their order is free."""

    words: ClassVar[Words] = Words("定性工作", "qualitative work")

    dated: ClassVar[bool] = True

    kind: Literal["qualitative"]
    steps: Annotated[list[Stage], Field(min_length=1)]

    @property
    def answers(self) -> tuple[str, ...]:
        return ("steps_done",)

    @property
    def goal(self) -> Words:
        return Words(f"{len(self.steps)}个步骤", f"{len(self.steps)} steps")

    def window(self, year: int) -> tuple[date, date]:
        start, due = super().window(year)
        if self.due is None and len(days := [step.due for step in self.steps if step.due]) == len(self.steps):
            due = max(days)
        return start, due

    @property
    def unreported(self) -> TargetProgress:
        return NOTHING._replace(open_stages=open_stages(self.steps))

    def paced(self, on: date, year: int) -> Ratio:
        return expected_stages(self.steps, *self.window(year), on)

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        names = [step.name for step in self.steps]
        first_done: dict[
            str, tuple[ReportedValue, int]
        ] = {}  # by step: the answer that names it first, and where
        for reported in answered(history, "steps_done"):
            for index, name in enumerate(reported.entry.steps_done or []):
                if name in names and name not in first_done:
                    first_done[name] = (reported, index)
        done = len(first_done)
        completion = Fraction(done, len(names))
        new = sum(reported.quarter == quarter for reported, _ in first_done.values())

        def calculation() -> tuple[Calculation, ...]:
            formula = f"{done} ÷ {len(names)} = {percent(completion)}"
            line = Calculation(
                Words(f"完成率 = {formula}", f"completion = {formula}"), (self.location("steps"),)
            )
            return (*(_step(name, *first_report) for name, first_report in first_done.items()), line)

        return TargetProgress(
            completion,
            done=completion == 1,
            cumulative=Words(f"{done}/{len(names)}步", f"{done}/{len(names)} steps"),
            period=Words(f"增{new}步", f"up {new} steps") if new else None,
            open_stages=open_stages([step for step in self.steps if step.name not in first_done]),
            calculation=calculation,
        )


def _step(name: str, reported: ReportedValue, index: int) -> Calculation:
    words = Words(f"{reported.when.zh} 完成{quoted(name)}", f"{reported.when.en}: {name} done")
    return Calculation(words, (reported.entry.location("steps_done", index),))
