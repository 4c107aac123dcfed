"""EP314 schedule-falls: a schedule's percentages, which are cumulative, fall from one quarter to the next."""

import itertools
from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain

RULE = Rule(
    code="EP314",
    name="schedule-falls",
    severity="error",
    title=Words(
        "阶段目标不升反降",
        "a schedule that falls",
    ),
    why=Words(
        "schedule 是各季末应累计完成的百分比，后一季不会比前一季少，年底到 100。变小的，多半是按当季写了。",
        "schedule says how many percent should be reached by each quarter's end, and never falls. Where it does, each quarter's own part was mostly meant.",
    ),
    remedy=Words(
        "写到各季末为止的累计百分比：一季度 20，二季度 60，三季度 90；不要写每季各做多少。",
        "Write the percentage reached by each quarter's end, such as 20, 60, 90; not what each quarter adds.",
    ),
    wrong="schedule: {Q1: 60, Q2: 30}",
    right="schedule: {Q1: 20, Q2: 60}",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield schedules with a percentage below that of the quarter before."""
    for plan_target in year.plan_targets:
        schedule = plan_target.target.schedule
        if schedule is None:
            continue
        given = [(key, schedule.get(key)) for key in ("Q1", "Q2", "Q3") if schedule.get(key) is not None]
        for (before, low), (after, high) in itertools.pairwise(given):
            if high < low:
                yield Finding(
                    RULE.at(
                        schedule.location(after),
                        Words(
                            f"{after} 的 {plain(high)} 小于 {before} 的 {plain(low)}。",
                            f"{after}'s {plain(high)} is less than {before}'s {plain(low)}.",
                        ),
                        Words(
                            "各季末的百分比应递增（累计，不是当季）。",
                            "Percentages are cumulative: they rise.",
                        ),
                    )
                )
