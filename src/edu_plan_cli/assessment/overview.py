"""What a page shows at a glance: how each target went quarter by quarter, and where each department stands in each section."""

from edu_plan_cli.assessment.assess import tally_of
from edu_plan_cli.assessment.result import Assessment, Tally, TargetAssessment
from edu_plan_cli.model.plan import Department
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


def trend(found: TargetAssessment, upto: Quarter) -> list[tuple[Quarter, Ratio | None]]:
    """The completion after each quarter of the year up to one, of the target as it is now; None: nothing reported yet."""
    line: list[tuple[Quarter, Ratio | None]] = []
    for number in range(1, upto.number + 1):
        quarter = Quarter(upto.year, number)
        known = tuple(reported for reported in found.history if reported.quarter <= quarter)
        line.append((quarter, found.placed.target.standing(known, quarter).completion if known else None))
    return line


def by_department(assessment: Assessment) -> list[tuple[Department, list[Tally | None]]]:
    """For every department that leads a target, its tally in each section; None where it leads nothing there."""
    found = []
    for department in assessment.departments:
        tallies: list[Tally | None] = []
        for section in assessment.sections:
            mine = [
                target
                for item in section.items
                for target in item.targets
                if target.placed.lead == department.department.id and target.dropped is None
            ]
            tallies.append(tally_of(mine) if mine else None)
        found.append((department.department, tallies))
    return found


def urgent(assessment: Assessment) -> list[TargetAssessment]:
    """What needs a leader's attention: overdue, then lagging, the furthest behind first."""
    behind = [found for found in assessment.targets if found.light in ("overdue", "lagging")]
    return sorted(behind, key=lambda found: (found.light != "overdue", (found.counted or 0) - found.expected))
