"""EP317: a due day that is named comes after its quarter."""

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
    title=Words("报送时限不在季后", "a due day that does not follow its quarter"),
    why=Words(
        "settings.reporting.due 写明某一季的报送时限，应在季末之后、90 天之内。",
        "settings.reporting.due names the day a quarter's reports are due: after its end, within 90 days.",
    ),
    wrong="  reporting:\n    due: {Q2: 2023-06-10}\n    closed:",
    right="  reporting:\n    closed:",
    file="plan",
)
_MOST = timedelta(days=90)


def check(year: Year) -> Iterator[Finding]:
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
