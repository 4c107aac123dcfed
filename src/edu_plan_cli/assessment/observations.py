"""One flat row for each target and quarter, for exports, the roll-up and other programs.

Fields keep their order and meaning; new ones come at the end, and then ``SCHEMA_VERSION`` goes up.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.kinds.target import ReportedValue
from edu_plan_cli.model.plan import Rules
from edu_plan_cli.values.exact import Ratio, fraction
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.units import base_unit, convert

SCHEMA_VERSION = 2


class Observation(NamedTuple):
    """One target after one quarter, as ``edu-plan report --quarter`` shows it. A CSV or Parquet column for each field.

    Numbers are in the base unit of their family (人 for 万人, 元 for 亿元), so that those of two plans can be compared and
    added; ``unit`` is that unit, and "%" for shares. They are None where the target is not a number (a milestone,
    qualitative work). A dropped target is there with its light, and is not counted in any mean.
    """

    schema_version: int
    org_code: str | None  # 区划代码, as the plan gives it
    org_name: str  # the issuer; the plan's title where none is named
    year: int
    quarter: str  # Q1 to Q4
    section_id: str
    section_number: str  # as printed: 一
    section_heading: str
    item_id: str
    item_number: int
    item_heading: str
    target_id: str
    target_label: str  # 14-2
    target_name: str
    kind: str  # number, share, coverage …: docs/format.md
    indicator: str | None  # a code of the shared catalogue
    unit: str | None
    target_value: (
        Decimal | None
    )  # of "not below" last year's value, of coverage 100, of a frequency the minimum
    value: (
        Decimal | None
    )  # cumulative; of a share in percent, to two places: count with numerator and denominator
    numerator: Decimal | None  # as reported last; of shares only
    denominator: Decimal | None
    accumulation: str | None  # period, cumulative, point: what the reports of the target hold
    completion: Ratio | None  # 1 is 100 %, more is over-fulfilment; None: nothing reported that counts
    expected: Ratio  # 序时进度
    light: Light
    answered: bool  # nothing of the quarter is wanting: its answer is in, or none is owed
    lead: str | None  # the name of the department that leads
    submitted: (
        date | None
    )  # the day this quarter's answer was sent, of several the last; None: this quarter has none
    illustrative: bool  # the plan, or a report the figures come from, says it is made up
    source: str | None  # file:line of the latest figure; of the latest account where none gave a figure
    plan_source: str  # file:line of the target
    commit: str | None  # the revision the files are of, where it is known
    item_weight: Decimal  # in the mean of its section
    target_weight: Decimal  # in the mean of its item
    completion_exact: str | None  # the same as the fraction it is: 1/3
    expected_exact: str


def observations(
    checked: Checked, quarters: Iterable[Quarter], commit: str | None = None, today: date = date.max
) -> Iterator[Observation]:
    """Yield a row for each target after each of the quarters, in the order of the plan.

    Each quarter is viewed at its end, as seen ``today``; without a day, as seen when every report is due. ``commit`` is
    copied to the rows. Raises ValueError where ``checked`` has no plan.
    """
    rules = checked.plan.rules if checked.plan else Rules()
    for quarter in quarters:
        view = view_of_quarter(quarter, today=today, rules=rules)
        yield from observed(assess(checked, view, reasons=False), checked, commit)


def observed(
    assessment: Assessment, checked: Checked, commit: str | None = None, org_code: str | None = None
) -> Iterator[Observation]:
    """Yield the rows of one assessment. ``checked`` is what it was made from: its reports know when each answer was sent.

    ``org_code`` stands in place of the plan's own.
    """
    plan, quarter = assessment.plan, assessment.view.quarter
    by_path = {report.node.path: report for report in (*checked.reports, *checked.updates)}
    names = plan.department_names
    for assessed in assessment.targets:
        plan_target, progress, target = assessed.plan_target, assessed.progress, assessed.plan_target.target
        measure = target.measure
        told = (*assessed.history, *assessed.counted_updates)
        said_in = [by_path[reported.entry.node.path] for reported in told]
        yield Observation(
            SCHEMA_VERSION,
            org_code or plan.org_code,
            plan.issuer or plan.title,
            quarter.year,
            quarter.key,
            plan_target.section.id,
            plan_target.section.number,
            plan_target.section.heading,
            plan_target.item.id,
            plan_target.item.number,
            plan_target.item.heading,
            target.id,
            plan_target.label,
            target.name,
            target.get("kind"),
            target.indicator,
            measure.unit and base_unit(measure.unit),
            _in_base(measure.wanted, measure.unit),
            _in_base(progress.value, measure.unit),
            progress.numerator,
            progress.denominator,
            target.get("accumulation"),
            progress.completion,
            assessed.expected,
            assessed.light,
            assessed.answered,
            plan_target.lead and names.get(plan_target.lead, plan_target.lead),
            max((by_path[r.entry.node.path].submitted for r in assessed.now(quarter)), default=None),
            bool(plan.illustrative or any(report.illustrative for report in said_in)),
            _source(assessed),
            _line(target.location("id")),
            commit,
            plan_target.item.weight,
            target.weight,
            None if progress.completion is None else fraction(progress.completion),
            fraction(assessed.expected),
        )


def _in_base(value: Decimal | None, unit: str | None) -> Decimal | None:
    return value if value is None or unit is None else convert(value, unit, base_unit(unit))


def _source(assessed: TargetAssessment) -> str | None:
    if assessed.counted_updates:
        return _line(assessed.counted_updates[0].entry.location())
    given: list[ReportedValue] = [reported for reported in assessed.history if reported.entry.answers]
    latest = max(given or assessed.history, key=lambda reported: reported.quarter, default=None)
    return latest and _line(latest.entry.location())


def _line(location: Location) -> str:
    return f"{location.path}:{location.line}"
