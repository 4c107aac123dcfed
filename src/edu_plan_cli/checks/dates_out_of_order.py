"""EP306 dates-out-of-order: dates of a target contradict each other or lie outside the plan's year."""

from collections.abc import Iterator
from datetime import date

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.kinds.stages import Stage
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.amendments import plan_on
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

RULE = Rule(
    code="EP306",
    name="dates-out-of-order",
    severity="error",
    title=Words("日期先后不对或不在本年", "dates out of order or out of the year"),
    why=Words(
        "开始不能晚于完成时限，阶段一个接一个，时限在计划年度之内，基期在年度开始之前；不然该完成多少就算不对。",
        "A start is not after its due date, stages follow each other, due dates lie in the plan's year, a baseline before it; otherwise what is expected by a day comes out wrong.",
    ),
    remedy=Words(
        "核对年份和先后；跨年的工作只写本年内的部分；基期一般是上一年的 12 月 31 日。",
        "Check the years and the order. Of longer work, only this year's part belongs here; a baseline is usually 31 December of the year before.",
    ),
    wrong="due: 2032-09-01",
    right="due: 2023-09-01",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield dates of targets, baselines and stages that contradict each other or lie outside the plan's year.

    Amendments are held to the same: what they make of a target is checked at the keys they set.
    """
    for plan_target in year.plan_targets:
        yield from _of_target(plan_target.target, year.number)
    for made in plan_on(year.plan, date.max).made:
        known = {finding.diagnostic for finding in _of_target(made.was, year.number)}
        yield from (each for each in _of_target(made.now, year.number) if each.diagnostic not in known)


def _of_target(target: Target, plan_year: int) -> Iterator[Finding]:
    start, due = target.window(plan_year)
    if start > due:
        key = "due" if target.due else "start"
        yield _finding(
            target.location(key),
            Words(f"完成时限 {due} 早于开始日期 {start}。", f"Due {due} is before the start {start}."),
            Words("请核对 start 和 due。", "Check start and due."),
        )
    for key in ("start", "due"):
        day = target.get(key)
        if day is not None and day.year != plan_year:
            yield _outside(target.location(key), day, plan_year)
    baseline = target.get("baseline")
    if baseline is not None and baseline.date >= date(plan_year, 1, 1):
        yield _finding(
            baseline.location("date"),
            Words(
                f"基期 {baseline.date} 不早于本年。",
                f"The baseline {baseline.date} is not before the year.",
            ),
            Words(
                f"基期一般是 {plan_year - 1}-12-31。",
                f"A baseline is usually {plan_year - 1}-12-31.",
            ),
        )
    yield from _stages(target, target.get("stages") or [], plan_year, ordered=True)
    yield from _stages(target, target.get("steps") or [], plan_year, ordered=False)


def _stages(target: Target, stages: list[Stage], plan_year: int, *, ordered: bool) -> Iterator[Finding]:
    before: Stage | None = None
    for stage in stages:
        if stage.due is None:
            continue
        if stage.due.year != plan_year:
            yield _outside(stage.location("due"), stage.due, plan_year)
        if target.due is not None and stage.due > target.due:
            yield _finding(
                stage.location("due"),
                Words(
                    f"“{stage.name}”的时限晚于目标的完成时限 {target.due}。",
                    f"{stage.name} is due after the target ({target.due}).",
                ),
                Words("请核对两个日期。", "Check the two dates."),
            )
        if ordered and before is not None and before.due is not None and stage.due < before.due:
            yield _finding(
                stage.location("due"),
                Words(
                    f"“{stage.name}”的时限早于前一阶段“{before.name}”。",
                    f"{stage.name} is due before {before.name}.",
                ),
                Words("请核对日期，或调整阶段的先后。", "Check the dates, or the order of the stages."),
            )
        before = stage


def _outside(location: Location, day: date, plan_year: int) -> Finding:
    return _finding(
        location,
        Words(f"{day} 不在 {plan_year} 年内。", f"{day} is not in {plan_year}."),
        Words(
            f"请核对年份；跨年的工作只写 {plan_year} 年内的部分。",
            f"Check the year; of longer work only the part in {plan_year} belongs here.",
        ),
    )


def _finding(location: Location, message: Words, hint: Words) -> Finding:
    return Finding(RULE.at(location, message, hint))
