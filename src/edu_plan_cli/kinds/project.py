"""工程建设: construction in stages. 「加快推进爱国小学改扩建工程建设」(12)、四所幼儿园 (13)."""

from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.kinds.stages import Stage, expected_stages, open_stages
from edu_plan_cli.kinds.target import NOTHING, Calculation, History, Target, TargetProgress, answered, latest
from edu_plan_cli.values.bilingual import Words, quoted
from edu_plan_cli.values.exact import Ratio, percent
from edu_plan_cli.values.quarter import Quarter


class ProjectTarget(Target):
    """完成率 = 已完成的阶段数 ÷ 阶段总数. Stages come one after another, so the last one reached counts for all before it."""

    words: ClassVar[Words] = Words("工程建设", "construction project")

    dated: ClassVar[bool] = True

    kind: Literal["project"]
    stages: Annotated[list[Stage], Field(min_length=1)]

    @property
    def answers(self) -> tuple[str, ...]:
        return ("stage",)

    @property
    def goal(self) -> Words:
        return Words(self.stages[-1].name, self.stages[-1].name)

    def window(self, year: int) -> tuple[date, date]:
        start, due = super().window(year)
        return start, due if self.due else self.stages[-1].due or due

    @property
    def unreported(self) -> TargetProgress:
        return NOTHING._replace(open_stages=open_stages(self.stages))

    def paced(self, on: date, year: int) -> Ratio:
        return expected_stages(self.stages, *self.window(year), on)

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        names = [stage.name for stage in self.stages]
        given = [r for r in answered(history, "stage") if r.entry.stage in names]
        last = latest(history)
        if not given:
            none = Words(
                f"{last.when.zh} 报告尚未完成首个阶段，完成率 0%",
                f"{last.when.en}: no stage reached, 0%",
            )
            return TargetProgress(
                Fraction(0),
                done=False,
                cumulative=Words("未起步", "not begun"),
                period=None,
                open_stages=open_stages(self.stages),
                calculation=lambda: (Calculation(none, (last.entry.location(),)),),
            )
        last = latest(tuple(given))
        reached = names.index(last.entry.stage or "") + 1
        completion = Fraction(reached, len(names))
        name = last.entry.stage or ""

        def calculation() -> tuple[Calculation, ...]:
            formula = f"{reached} ÷ {len(names)} = {percent(completion)}"
            words = Words(
                f"{last.when.zh} 完成阶段{quoted(name)}，完成率 = {formula}",
                f"{last.when.en}: reached {name}, {formula}",
            )
            return (Calculation(words, (last.entry.location("stage"), self.location("stages", reached - 1))),)

        text = Words(name, name)
        return TargetProgress(
            completion,
            done=completion == 1,
            cumulative=text,
            period=text if last.quarter == quarter else None,
            open_stages=open_stages(self.stages[reached:]),
            calculation=calculation,
        )
