"""Where an entry belongs: the quarter that it speaks of, the report that takes it, and the department that answers."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from edu_plan_cli.model.answering import answering_for
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Plan, PlanTarget
from edu_plan_cli.values.quarter import Quarter, quarter_of

_LAST = 4


def quarter_of_event(entry: Mapping[str, Any], latest: Quarter) -> Quarter:
    """Return the quarter in which what an entry records happened: it belongs in that quarter's report.

    The day is that of ``done_on`` or of the document. Never later than ``latest``; the first quarter where no day is said.
    """
    day = str(entry.get("done_on") or entry.get("document", {}).get("issued_on", ""))
    try:
        return min(quarter_of(date.fromisoformat(day)), latest)
    except ValueError:
        return latest._replace(number=1)


def correction_quarter(quarter: Quarter, reports: Iterable[Report]) -> Quarter | None:
    """Return the quarter whose reports take corrections of ``quarter``: the latest reported after it, else the next.

    None where no quarter of the year follows.
    """
    later = [report.period for report in reports if report.period > quarter]
    if not later and quarter.number == _LAST:
        return None
    return max(later, default=quarter._replace(number=quarter.number + 1))


def lead_on(
    plan: Plan, reports: Iterable[Report], quarter: Quarter, day: date, plan_target: PlanTarget
) -> str | None:
    """Return the id of the department that answers for a target in a quarter, as known on a day.

    ``plan`` is the plan as issued. A target that nobody owes an answer for stays with who leads it.
    """
    return answering_for(plan, reports, quarter, day).get(plan_target.target.id, plan_target.lead)
