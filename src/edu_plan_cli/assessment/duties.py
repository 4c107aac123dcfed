"""应报、已报: what each department's report on a quarter is to say, and whether it came."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from edu_plan_cli.assessment.merged_progress import MergedProgress
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, DutyState
from edu_plan_cli.kinds.target import History, Target, known_on
from edu_plan_cli.model.amendments import plan_on
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Plan, PlanTarget
from edu_plan_cli.values.quarter import Quarter


def duties(
    plan: Plan,
    merged: MergedProgress,
    quarter: Quarter,
    seen_on: date,
    leads: Mapping[str, str | None],
) -> list[DepartmentAssessment]:
    """Return every department that answers for something in the quarter, in the plan's order.

    ``plan`` is the plan as issued, ``leads`` who answers for the quarter.
    """
    settled = min(plan.rules.last_day(quarter), seen_on)
    closed = {close_out.target for close_out in plan.close_outs if close_out.date <= settled}
    by_lead: dict[str | None, list[PlanTarget]] = {}
    for answered_for in plan_on(plan, min(quarter.end, seen_on)).plan.targets:
        if answered_for.target.id in leads:
            by_lead.setdefault(leads[answered_for.target.id], []).append(answered_for)
    due, last_day = plan.rules.due(quarter), plan.rules.last_day(quarter)
    assessed = []
    for department in plan.departments:
        mine = by_lead.get(department.id, [])
        if not mine:
            continue
        report = answer_of(merged, department.id, quarter)
        begun = [answered_for for answered_for in mine if answered_for.target.asked_in(quarter)]
        # A report that came was owed if something was open before it; one that did not, if something still is.
        by = quarter.previous if report else quarter

        def is_open(answered_for: PlanTarget, by: Quarter | None = by) -> bool:
            history = merged.histories.get(answered_for.target.id, ())
            return answered_for.target.id not in closed and not _done(answered_for.target, history, by)

        asked = () if report else tuple(filter(is_open, begun))
        owes = any(map(is_open, begun)) if report else bool(asked)
        late = max((report.came - last_day).days, 0) if report and owes else 0
        state: DutyState
        if report:
            state = "late" if late else "sent"
        elif owes and (form := merged.reports.get((department.id, quarter))) and form.received:
            state = "returned"
        elif not owes:
            state = "nothing_left" if begun else "nothing_begun"
        else:
            state = "missing" if last_day < seen_on else "due"
        assessed.append(DepartmentAssessment(department, len(mine), report, due, late, owes, state, asked))
    return assessed


def _done(target: Target, history: History, by: Quarter | None) -> bool:
    """Tell whether a target is done by a quarter's end, as far as is known by now."""
    if by is None:
        return False
    known = known_on(history, by, by.end)
    return bool(known) and target.progress(known, by).done


def answer_of(merged: MergedProgress, department: str, quarter: Quarter) -> Report | None:
    """Return a department's report on a quarter. A file that only corrects earlier quarters is none."""
    report = merged.reports.get((department, quarter))
    return report if report is not None and (report.nil or report.entries) else None


class QuarterReporting(NamedTuple):
    """应报、已报、按时报 of one quarter, department by department. What is sent without being owed is in no count."""

    quarter: Quarter
    due: date
    departments: list[DepartmentAssessment]

    @property
    def owing(self) -> list[DepartmentAssessment]:
        """Return the departments that owe a report (应报)."""
        return [department for department in self.departments if department.owes]

    @property
    def expected(self) -> int:
        """Return how many reports are owed."""
        return len(self.owing)

    @property
    def reported(self) -> int:
        """Return how many of those owed have come."""
        return sum(department.report is not None for department in self.owing)

    @property
    def on_time(self) -> int:
        """Return how many of those owed came in time."""
        return sum(department.state == "sent" for department in self.owing)

    @property
    def late(self) -> int:
        """Return how many of those owed came late or were sent back to be corrected."""
        return self.reported - self.on_time


def reporting_of(assessment: Assessment) -> QuarterReporting:
    """Return the quarter an assessment speaks of."""
    quarter = assessment.view.quarter
    return QuarterReporting(quarter, assessment.rules.due(quarter), assessment.departments)
