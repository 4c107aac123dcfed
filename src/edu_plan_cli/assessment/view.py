"""From where the plan is looked at: which quarter, which day, and what was known by then."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from edu_plan_cli.model.plan import Rules
from edu_plan_cli.model.report import Report
from edu_plan_cli.values.quarter import Quarter


class View(NamedTuple):
    quarter: Quarter  # the quarter whose figures are shown
    on: date  # 截至: the day up to which time progress runs
    required: Quarter | None  # the latest quarter whose reports should be in; None: none is due yet
    known_by: date | None = None  # only reports sent by this day count; None: all
    revision: str | None = None  # the commit the files are of; None: as they are in the folder

    def measured_on(self, last: Quarter | None) -> date:
        """The day a target is measured at: the end of the latest quarter it answered, or should have answered by now.

        Between reports nobody knows more: on 5 July a value of March is held against March, not called lagging.
        """
        ends = [quarter.end for quarter in (self.required, last) if quarter is not None]
        return (
            min(self.on, max(ends))
            if ends
            else self.quarter.start.replace(month=1, day=1) - timedelta(days=1)
        )

    def past(self, due: date) -> bool:
        """Whether a due day is over: a quarter's picture is drawn at the end of its last day, today's within the day."""
        return due < self.on or (due == self.on and (self.known_by is None or self.known_by > self.on))


def view_of_quarter(quarter: Quarter, known_by: date | None = None) -> View:
    """The picture at a quarter's end: its reports are all expected."""
    return View(quarter, quarter.end, quarter, known_by)


def view_of_day(day: date, year: int, rules: Rules) -> View:
    """The picture on a day: the latest quarter that has ended, and only what was sent by that day.

    A quarter's reports are missed only after their due date. A day before or after the year sees its first or
    last quarter.
    """
    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    ended = [quarter for quarter in quarters if quarter.end <= day]
    due = [quarter for quarter in quarters if rules.due(quarter) <= day]
    return View(
        ended[-1] if ended else quarters[0],
        min(max(day, date(year, 1, 1)), date(year, 12, 31)),
        due[-1] if due else None,
        day,
    )


def default_view(today: date, year: int, rules: Rules, reports: Iterable[Report]) -> View:
    """Today, while the last quarter's reports still come in; from April of the next year the last reported quarter's end."""
    if today <= Quarter(year + 1, 1).end:
        return view_of_day(today, year, rules)
    reported = [report.period for report in reports]
    return view_of_quarter(max(reported) if reported else Quarter(year, 4))
