"""The moment a plan is looked at: which quarter, which day, and what was known by then."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Rules
from edu_plan_cli.values.quarter import Quarter, quarter_of


class View(NamedTuple):
    """The moment a plan is looked at: which quarter, up to which day, and with what was known by then."""

    quarter: Quarter  # the quarter that is shown
    on: date  # 截至: the day up to which time progress runs
    required: (
        Quarter | None
    )  # the latest quarter, up to the one shown, whose reports are due; None: none is yet
    seen_on: date = date.max  # the day of looking: today, or the day asked for
    upto: Quarter | None = None  # answers of quarters up to this one count; None: up to the one shown
    known_by: date | None = None  # only what was sent by this day counts; None: everything
    revision: str | None = None  # the commit the files are of; None: as they are in the folder
    silent_since: bool = False  # whether the year is over and nobody reported on the quarters after this one

    @property
    def latest(self) -> Quarter:
        """Return the latest quarter whose answers count."""
        return self.upto or self.quarter

    @property
    def instructed_by(self) -> date:
        """Return the day up to which instructions (批示) and their answers are shown.

        They are no figures of a quarter: they are shown while it is the latest one, to the end of the quarter after it.
        """
        quarter = self.quarter
        after = Quarter(quarter.year + quarter.number // 4, quarter.number % 4 + 1)
        return min(self.seen_on, after.end)

    def measured_on(self, last: Quarter | None, updated: date | None = None) -> date:
        """Return the day a target is measured at: the end of the latest quarter it answered, or should have answered by now.

        Between reports nobody knows more: on 5 July a value of March is compared with what March expected. ``updated`` is
        the day of an update that says more since.
        """
        ends = [quarter.end for quarter in (self.required, last) if quarter is not None]
        ends += [updated] if updated else []
        return (
            min(self.on, max(ends))
            if ends
            else self.quarter.start.replace(month=1, day=1) - timedelta(days=1)
        )

    def past(self, due: date) -> bool:
        """Tell whether a due day is over. A view of a quarter is taken at the end of its last day, one of today within the day."""
        return due <= self.on and due < self.seen_on


_DEFAULTS = Rules()


def view_of_quarter(
    quarter: Quarter, known_by: date | None = None, today: date = date.max, rules: Rules = _DEFAULTS
) -> View:
    """Return the view at a quarter's end, as seen ``today``, or as it was on the day ``known_by``.

    Its reports are expected once their due day (by the plan's ``rules``) is over. A quarter that has not ended is viewed
    on that day.
    """
    day = known_by or today
    on = min(quarter.end, max(day, date(quarter.year, 1, 1)))
    return View(quarter, on, _required(quarter, day, rules), day, known_by=known_by)


def view_of_day(day: date, year: int, rules: Rules) -> View:
    """Return the view on a day: of the latest quarter that has ended, with all that was sent by that day.

    A day before or after the year gives its first or last quarter.
    """
    within = min(max(day, date(year, 1, 1)), date(year, 12, 31))
    upto = quarter_of(within)
    quarter = upto if upto.end <= day else upto.previous or upto
    return View(quarter, within, _required(quarter, day, rules), day, upto, day)


def _required(upto: Quarter, day: date, rules: Rules) -> Quarter | None:
    """Return the latest quarter whose reports are overdue on a day; the last day itself is still in time."""
    quarters = [Quarter(upto.year, number) for number in range(1, upto.number + 1)]
    return max((quarter for quarter in quarters if rules.last_day(quarter) < day), default=None)


def default_view(today: date, year: int, rules: Rules, reports: Iterable[Report]) -> View:
    """Return the view of today; from April of the next year on, the view at the year's end.

    Where nobody reported on the last quarters of a past year, the last one reported is viewed, with ``silent_since``.
    """
    if today <= Quarter(year + 1, 1).end:
        return view_of_day(today, year, rules)
    last = max((report.period for report in reports), default=Quarter(year, 4))
    view = view_of_quarter(last, today=today, rules=rules)
    return view._replace(silent_since=last.number < 4)  # noqa: PLR2004
