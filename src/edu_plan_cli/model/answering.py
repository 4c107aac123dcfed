"""谁来填报: which department answers for a target in a quarter."""

from collections.abc import Collection, Iterable
from datetime import date

from edu_plan_cli.model.amendments import plan_on
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.values.quarter import Quarter


def answering(
    plan: Plan, quarter: Quarter, reported: Collection[str] = (), seen_on: date = date.max
) -> dict[str, str | None]:
    """By target id, the department that owes the quarter's answer.

    Who led at the quarter's end owes it, and who has ``reported`` did. Of others: what is dropped by the due day nobody owes,
    and a department that leads nothing any more by then is replaced by its successor. ``plan`` is the plan as issued; what
    happens after ``seen_on`` is not known yet.
    """
    end = min(quarter.end, seen_on)
    ended = plan_on(plan, end)
    leads = {p.target.id: p.lead for p in ended.plan.targets if p.target.id not in ended.dropped}
    due = min(plan.rules.last_day(quarter), seen_on)
    if not any(end < amendment.date <= due for amendment in plan.amendments):
        return leads
    later = plan_on(plan, due)
    heirs = {p.target.id: p.lead for p in later.plan.targets if p.target.id not in later.dropped}
    there = set(heirs.values())
    return {
        target: lead if lead in reported or lead in there else heirs[target]
        for target, lead in leads.items()
        if lead in reported or target in heirs
    }


def answering_for(
    plan: Plan, reports: Iterable[Report], quarter: Quarter, seen_on: date = date.max
) -> dict[str, str | None]:
    """Return the same, where who has reported is told by the reports: those on the quarter that came in time."""
    last_day = plan.rules.last_day(quarter)
    sent = [report.department for report in reports if report.period == quarter and report.came <= last_day]
    return answering(plan, quarter, sent, seen_on)
