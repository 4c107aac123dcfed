"""科室排名: the departments by their completion, with how timely each reported over the year."""

from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.assessment.duties import QuarterReporting
from edu_plan_cli.assessment.overview import DepartmentRow, by_department
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment
from edu_plan_cli.values.exact import in_percent


class DepartmentStanding(NamedTuple):
    """One department: its place, its figures, its report of the quarter, and its reports of the year."""

    place: (
        int | None
    )  # from 1; equal rates share one. None: no ranking is wanted, or nothing of its is reported
    row: DepartmentRow
    quarter: DepartmentAssessment
    on_time: int  # reports of the year that were owed and came in time (按时报)
    owed: int  # reports of the year that were owed and have come, or whose day is over (应报)

    @property
    def overdue(self) -> int:
        """Return how many of the targets it leads are past their date and not done."""
        return self.row.whole.lights.get("overdue", 0)


def department_standings(
    assessment: Assessment, quarters: Sequence[QuarterReporting]
) -> list[DepartmentStanding]:
    """Return every department that leads a target, the highest completion first; in the plan's order where no ranking is wanted.

    Completions are compared as they are printed, to one place of a percentage. ``quarters`` are those of the year so far
    (``reporting_status.reporting``).
    """
    standings = [
        DepartmentStanding(None, row, assessed, *_timeliness(row.department.id, quarters))
        for row, assessed in zip(by_department(assessment), assessment.departments, strict=True)
    ]
    if not assessment.rules.ranking:
        return standings
    rates = [
        in_percent(standing.row.whole.completion)
        for standing in standings
        if standing.row.whole.completion is not None
    ]
    placed = [
        standing._replace(place=1 + sum(rate > in_percent(completion) for rate in rates))
        if (completion := standing.row.whole.completion) is not None
        else standing
        for standing in standings
    ]
    return sorted(placed, key=lambda standing: (standing.place is None, standing.place or 0))


def _timeliness(department: str, quarters: Sequence[QuarterReporting]) -> tuple[int, int]:
    """Return how many reports of a department came in time, and how many were owed, over some quarters."""
    owed = [
        each
        for quarter in quarters
        for each in quarter.departments
        if each.department.id == department and each.owes and each.state != "due"
    ]
    return sum(each.state == "sent" for each in owed), len(owed)
