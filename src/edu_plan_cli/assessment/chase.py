"""催报: who has not reported what, and how reporting went from quarter to quarter."""

from datetime import date
from typing import NamedTuple

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.run import Checked
from edu_plan_cli.values.quarter import Quarter


class Owed(NamedTuple):
    """What one department owes for the quarter: its whole report, or answers for some of its targets."""

    department: DepartmentAssessment
    targets: list[TargetAssessment]


class ReportingRate(NamedTuple):
    """应报、已报、按时报 of one quarter, in departments."""

    quarter: Quarter
    expected: int
    reported: int
    on_time: int


def owed(assessment: Assessment) -> list[Owed]:
    """Departments that owe something, in the plan's order. What is done owes no report, nor what has not begun."""
    found = []
    for department in assessment.departments:
        targets = [
            target
            for target in assessment.targets
            if target.light == "not_reported" and target.placed.lead == department.department.id
        ]
        if department.missing or targets:
            found.append(Owed(department, targets))
    return found


def reporting_rates(checked: Checked, upto: Quarter, known_by: date | None) -> list[ReportingRate]:
    """Each quarter of the year up to one."""
    rates = []
    for number in range(1, upto.number + 1):
        quarter = Quarter(upto.year, number)
        departments = assess(checked, view_of_quarter(quarter, known_by)).departments
        sent = [department for department in departments if department.report is not None]
        on_time = sum(not department.late_days for department in sent)
        rates.append(ReportingRate(quarter, len(departments), len(sent), on_time))
    return rates
