"""到期: what falls due from a day on: stages, steps, milestones, documents and other targets, and the quarterly reports."""

from datetime import date, timedelta
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.assessment.select import Selection, select
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.kinds.deliverable import DeliverableTarget
from edu_plan_cli.kinds.milestone import MilestoneTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.values.quarter import Quarter

DueWhat = Literal["stage", "step", "milestone", "document", "target", "report"]
SOON = 30  # days ahead, unless another number is asked for
_SATURDAY = 5


class DueReport(NamedTuple):
    """One quarter's reports that are to come: of whom, and how many of those owed are here."""

    quarter: Quarter
    waiting: list[DepartmentAssessment]  # not here yet
    reported: int
    expected: int


class Due(NamedTuple):
    """One thing that falls due on a day; a target's, or (``report``) a quarter's reports."""

    day: date
    what: DueWhat
    name: str  # of the stage or step; empty where it is the target itself, or reports
    target: TargetAssessment | None
    report: DueReport | None = None

    @property
    def on_weekend(self) -> bool:
        """Tell whether the day is a Saturday or Sunday. Due days are calendar days: none is moved."""
        return self.day.weekday() >= _SATURDAY


def coming_due(
    checked: Checked, assessment: Assessment, within: int = SOON, wanted: Selection | None = None
) -> list[Due]:
    """Return what falls due on the day of looking or in the ``within`` days after it, by day, then in the plan's order.

    What is done, dropped or closed out falls due no more. ``wanted`` restricts it to the targets that pass, and to the
    reports of the departments that lead one of them.
    """
    wanted = wanted or Selection()
    first = assessment.view.seen_on
    last = first + timedelta(days=within)
    shown = select(assessment, wanted)
    dues = [
        due
        for target in shown
        if target.light not in ("done", "dropped") and target.closed is None
        for due in _of_target(target)
        if first <= due.day <= last
    ]
    for number in range(1, 5):
        quarter = Quarter(assessment.plan.year, number)
        day = assessment.rules.due(quarter)
        if first <= day <= last:
            whose = {target.plan_target.lead for target in shown} if wanted else None
            report = _report(checked, assessment, quarter, whose)
            if report.waiting:
                dues.append(Due(day, "report", "", None, report))
    return sorted(dues, key=lambda due: due.day)


def _of_target(assessed: TargetAssessment) -> list[Due]:
    """Return the days of its open stages or steps, and its own due day where no stage or step stands for it."""
    target = assessed.plan_target.target
    what: DueWhat = "stage" if isinstance(target, ProjectTarget) else "step"
    dues = [Due(day, what, name, assessed) for name, day in assessed.progress.open_stages if day is not None]
    if all(day is not None for _, day in assessed.progress.open_stages) and dues and target.due is None:
        return dues
    if assessed.due not in [due.day for due in dues]:
        dues.append(Due(assessed.due, _what(target), "", assessed))
    return dues


def _what(target: Target) -> DueWhat:
    if isinstance(target, MilestoneTarget):
        return "milestone"
    return "document" if isinstance(target, DeliverableTarget) else "target"


def _report(
    checked: Checked, assessment: Assessment, quarter: Quarter, whose: set[str | None] | None
) -> DueReport:
    view = assessment.view
    seen = (
        assessment
        if view.quarter == quarter
        else assess(checked, view_of_quarter(quarter, view.known_by, view.seen_on, assessment.rules))
    )
    owing = [
        each for each in seen.departments if each.owes and (whose is None or each.department.id in whose)
    ]
    waiting = [each for each in owing if each.report is None]
    return DueReport(quarter, waiting, len(owing) - len(waiting), len(owing))
