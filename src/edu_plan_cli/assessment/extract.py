"""One department's or one item's part of an assessment, with averages of its own."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from edu_plan_cli.assessment.assess import tally_of, tally_over
from edu_plan_cli.assessment.lights import worst
from edu_plan_cli.assessment.result import (
    Assessment,
    DepartmentAssessment,
    ItemAssessment,
    SectionAssessment,
    TargetAssessment,
)
from edu_plan_cli.assessment.select import Selection, select


def extract(assessment: Assessment, wanted: Selection) -> Assessment:
    """Return the targets that pass, their items and sections, and who leads them; every average is over these alone."""
    return extract_targets(assessment, select(assessment, wanted))


def extract_targets(assessment: Assessment, shown: Sequence[TargetAssessment]) -> Assessment:
    """Return the same of targets already selected."""
    kept = {assessed.plan_target.target.id for assessed in shown}
    sections = []
    for section in assessment.sections:
        items = []
        for item in section.items:
            targets = [assessed for assessed in item.targets if assessed.plan_target.target.id in kept]
            if targets:
                light = worst([assessed.light for assessed in targets])
                items.append(ItemAssessment(item.item, tally_of(targets), light, targets))
        if items:
            tally = tally_over([(item.tally, item.item.weight) for item in items])
            sections.append(SectionAssessment(section.section, tally, items))
    part = assessment._replace(
        tally=tally_over([(section.tally, Decimal(1)) for section in sections]), sections=sections
    )
    answers = Counter(who for target, who in assessment.answering.items() if target in kept)

    def theirs(departments: list[DepartmentAssessment]) -> list[DepartmentAssessment]:
        return [
            assessed._replace(targets=answers[assessed.department.id])
            for assessed in departments
            if answers[assessed.department.id]
        ]

    return part._replace(
        departments=theirs(assessment.departments),
        due_reports=theirs(assessment.due_reports),
        amendments=[amendment for amendment in assessment.amendments if amendment.now.id in kept],
    )
