"""催报: who has not reported what, and how reporting went from quarter to quarter."""

from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.duties import QuarterReporting, reporting_of
from edu_plan_cli.assessment.extract import extract
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.assessment.select import Selection
from edu_plan_cli.assessment.view import View, view_of_quarter
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.model.plan import Department, Leader
from edu_plan_cli.values.quarter import Quarter


class Owed(NamedTuple):
    """Hold what one department owes by now: its whole report on the latest quarter that is due, answers for some targets, or some contributors'."""

    department: Department
    whole: bool
    targets: list[TargetAssessment]
    partial: list[TargetAssessment]  # answered, but not by every contributor
    returned: bool = False  # its form came and was sent back: only that one is waited for


def owed(assessment: Assessment) -> list[Owed]:
    """Departments that owe something, in the plan's order. What is done owes no report, nor what has not begun."""
    missing = {report.department.id for report in assessment.due_reports if report.missing}
    returned = {d.department.id for d in assessment.due_reports if d.state == "returned"}
    debts = []
    for department in assessment.plan.departments:
        targets = [target for target in assessment.targets if target.owed_by == department.id]
        partial = [
            target
            for target in assessment.targets
            if target.silent
            and target.last == assessment.view.required
            and target.plan_target.lead == department.id
        ]
        if department.id in missing or targets or partial:
            debts.append(
                Owed(department, department.id in missing, targets, partial, department.id in returned)
            )
    return debts


def awaited(assessment: Assessment) -> list[DepartmentAssessment]:
    """Whose report on the quarter spoken of has not come, or was sent back, and is not late yet."""
    open_ = assessment.view.required != assessment.view.quarter
    return [d for d in assessment.departments if d.state == "due" or (open_ and d.state == "returned")]


def reporting(checked: Checked, assessment: Assessment) -> list[QuarterReporting]:
    """Return each quarter of the year up to the one an assessment speaks of, as it is seen from there."""
    view = assessment.view
    quarters = [Quarter(view.quarter.year, number) for number in range(1, view.quarter.number)]
    earlier = [reporting_of(assess(checked, earlier_view(assessment, quarter))) for quarter in quarters]
    return [*earlier, reporting_of(assessment)]


def under_leader(
    assessment: Assessment, quarters: Sequence[QuarterReporting], leader: Leader
) -> tuple[Assessment, list[QuarterReporting]]:
    """Return the part of an assessment that is in a leader's charge, and of each quarter the departments that answer for it."""
    part = extract(assessment, Selection(leader=leader))
    whose = {each.department.id for each in part.departments} | set(leader.departments)
    return part, [
        quarter._replace(departments=[each for each in quarter.departments if each.department.id in whose])
        for quarter in quarters
    ]


def earlier_view(assessment: Assessment, quarter: Quarter) -> View:
    """Return an earlier quarter's end, as it is seen from where the assessment was made."""
    view = assessment.view
    return view_of_quarter(quarter, view.known_by, view.seen_on, assessment.rules)
