"""What a page shows at a glance: how each target went quarter by quarter, and where each department stands in each section."""

from typing import NamedTuple

from edu_plan_cli.assessment.extract import extract
from edu_plan_cli.assessment.result import Assessment, Tally, TargetAssessment
from edu_plan_cli.assessment.select import Selection
from edu_plan_cli.kinds.target import known_on, with_updates
from edu_plan_cli.model.plan import Department
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


class DepartmentRow(NamedTuple):
    """Hold what one department leads: all of it, and its part of each section (None where it leads nothing there)."""

    department: Department
    whole: Tally
    sections: list[Tally | None]


def trend(target: TargetAssessment, upto: Quarter) -> list[tuple[Quarter, Ratio | None]]:
    """Return the completion after each quarter of the year up to one, of the target as it is now; None: nothing reported yet."""
    line: list[tuple[Quarter, Ratio | None]] = []
    for number in range(1, upto.number + 1):
        quarter = Quarter(upto.year, number)
        known = known_on(target.history, quarter, quarter.end)
        if target.updates:
            said = tuple(update for update in target.updates if update.sent <= quarter.end)
            known = with_updates(target.plan_target.target, known, said)
        line.append(
            (quarter, target.plan_target.target.progress(known, quarter).completion if known else None)
        )
    return line


def by_department(assessment: Assessment) -> list[DepartmentRow]:
    """Return every department that leads a target, with the same averages as a report of that department alone."""
    targets = []
    for department in assessment.departments:
        part = extract(assessment, Selection(department=department.department))
        tallies = {section.section.id: section.tally for section in part.sections if section.tally.targets}
        targets.append(
            DepartmentRow(
                department.department,
                part.tally,
                [tallies.get(section.section.id) for section in assessment.sections],
            )
        )
    return targets


def urgent(assessment: Assessment) -> list[TargetAssessment]:
    """Return what needs a leader's attention: overdue, then lagging, the furthest behind first."""
    behind = [target for target in assessment.targets if target.light in ("overdue", "lagging")]
    return sorted(
        behind, key=lambda target: (target.light != "overdue", (target.counted or 0) - target.expected)
    )
