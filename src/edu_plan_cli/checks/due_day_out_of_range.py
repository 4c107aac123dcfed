"""EP317 due-day-out-of-range: a due day that is named does not follow its quarter."""

from collections.abc import Iterator
from datetime import timedelta

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter

RULE = Rule(
    code="EP317",
    name="due-day-out-of-range",
    severity="error",
    title=Words(
        "报送时限不在季后 90 天之内",
        "a due day not after its quarter",
    ),
    why=Words(
        "settings.reporting.due 写的是某一季的填报哪天交，要在季末之后、90 天之内；写早了，人人都算迟报。",
        "settings.reporting.due names the day a quarter's reports are due: after its end, within 90 days. Before that everybody would be late.",
    ),
    remedy=Words(
        "核对写的是哪一季；写成季末之后、90 天之内的一天。",
        "Check which quarter is meant, and write a day within 90 days after its end.",
    ),
    wrong="  reporting:\n    due: {Q2: 2023-06-10}\n    closed:\n      - {quarter: Q2, date: 2023-07-31}",
    right="  reporting:\n    closed:\n      - {quarter: Q2, date: 2023-07-31}",
    file="plan",
)
_MOST = timedelta(days=90)


def check(year: Year) -> Iterator[Finding]:
    """Yield named due days that are not within 90 days after their quarter's end."""
    reporting = year.plan.settings and year.plan.settings.reporting
    if not reporting or not reporting.due:
        return
    for key, day in year.plan.rules.due_named:
        end = Quarter(year.number, int(key[1])).end
        if not end < day <= end + _MOST:
            yield Finding(
                RULE.at(
                    reporting.due.location(key),
                    Words(
                        f"{key} 的报送时限 {day} 不在 {end} 之后 90 天之内。",
                        f"{day} is not within 90 days after {end}.",
                    ),
                    Words(
                        f"请写 {end + timedelta(days=1)} 到 {end + _MOST} 之间的日期。",
                        f"Write a day from {end + timedelta(days=1)} to {end + _MOST}.",
                    ),
                )
            )
