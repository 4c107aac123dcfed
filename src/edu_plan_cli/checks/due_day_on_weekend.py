"""EP318 due-day-on-weekend: a due day falls on a weekend, and the plan does not name the day it moves to."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter

RULE = Rule(
    code="EP318",
    name="due-day-on-weekend",
    severity="notice",
    title=Words("报送时限在周末", "a due day on a weekend"),
    why=Words(
        "时限在周末或放假时，顺延到哪天由局里定，写在 settings.reporting.due 里；不写就按原定的日子算迟报。",
        "Where a due day is no working day the plan names the day it moves to; else it is late after the day itself.",
    ),
    remedy=Words(
        "顺延的，写 settings.reporting.due: {Q2: 顺延到的那天}；照旧的，把原来那天写进去，就不再提示。",
        "Write settings.reporting.due: {Q2: the day it moves to}; or write the same day to keep it, and this is not asked again.",
    ),
    wrong="  reporting:\n    due_days: 8\n    closed:\n      - {quarter: Q2, date: 2023-07-31}",
    right="  reporting:\n    closed:\n      - {quarter: Q2, date: 2023-07-31}",
    file="plan",
)
_SATURDAY = 5
_DAYS = "一二三四五六日"


def check(year: Year) -> Iterator[Finding]:
    """Yield one notice for the plan, where due days that are not named fall on a Saturday or Sunday."""
    plan = year.plan
    named = dict(plan.rules.due_named)
    days = {key: plan.rules.due(Quarter(year.number, int(key[1]))) for key in ("Q1", "Q2", "Q3", "Q4")}
    off = {key: day for key, day in days.items() if key not in named and day.weekday() >= _SATURDAY}
    if not off:
        return
    settings = plan.settings
    reporting = settings.reporting if settings else None
    location = (
        reporting.location("due_days")
        if reporting
        else settings.location()
        if settings
        else plan.location("year")
    )
    listed = "、".join(f"{key} {day}（星期{_DAYS[day.weekday()]}）" for key, day in off.items())
    key, day = next(iter(off.items()))
    yield Finding(
        RULE.at(
            location,
            Words(
                f"报送时限在周末：{listed}。",
                f"Due on a weekend: {', '.join(f'{key} {day}' for key, day in off.items())}.",
            ),
            Words(
                f"顺延的话写 settings.reporting.due: {{{key}: 顺延到的日期}}；照旧的话写 {{{key}: {day}}}。",
                f"Write settings.reporting.due: {{{key}: the day it moves to}}, or {{{key}: {day}}} to keep it.",
            ),
        )
    )
