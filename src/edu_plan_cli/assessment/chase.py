"""催报: who has not reported what, and how reporting went from quarter to quarter."""

from datetime import date
from typing import NamedTuple

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.run import Checked
from edu_plan_cli.values.quarter import Quarter


class Owed(NamedTuple):
    """What one department owes for the latest quarter that is due: its whole report, answers for some targets, or some contributors'."""

    department: DepartmentAssessment
    targets: list[TargetAssessment]
    partial: list[TargetAssessment]  # answered, but not by every contributor


class Reporting(NamedTuple):
    """应报、已报、按时报 of one quarter, department by department."""

    quarter: Quarter
    departments: list[DepartmentAssessment]

    @property
    def expected(self) -> int:
        return len(self.departments)

    @property
    def reported(self) -> int:
        return sum(found.report is not None for found in self.departments)

    @property
    def on_time(self) -> int:
        return sum(found.report is not None and not found.late_days for found in self.departments)


def owed(assessment: Assessment) -> list[Owed]:
    """Departments that owe something, in the plan's order. What is done owes no report, nor what has not begun."""
    if assessment.view.required is None:
        return []
    found = []
    for department in assessment.departments:
        targets = [
            target
            for target in assessment.targets
            if target.light == "not_reported" and target.placed.lead == department.department.id
        ]
        partial = [
            target
            for target in assessment.targets
            if target.silent
            and target.last == assessment.view.required
            and target.placed.lead == department.department.id
        ]
        if department.owes_report or targets or partial:
            found.append(Owed(department, targets, partial))
    return found


def reporting(checked: Checked, upto: Quarter, known_by: date | None) -> list[Reporting]:
    """Each quarter of the year up to one."""
    quarters = [Quarter(upto.year, number) for number in range(1, upto.number + 1)]
    return [Reporting(q, assess(checked, view_of_quarter(q, known_by)).departments) for q in quarters]
