"""Assess a plan: each target by its kind's rule, then item, section and plan by plain averages.

An item's completion is the mean of its reported targets, a section's that of its items, the plan's that of its
sections. Over-fulfilment counts as 100 % in a mean, what is done (within its tolerance) as 100 % too. What was not
reported is left out of the mean and shown beside it as the reporting rate.
"""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.lights import Light, light_of, worst
from edu_plan_cli.assessment.sentence import sentence
from edu_plan_cli.assessment.view import View
from edu_plan_cli.checks.run import Checked
from edu_plan_cli.kinds.base import NOTHING, History, Reported, Standing
from edu_plan_cli.model.plan import Department, Item, Placed, Plan, Rules, Section
from edu_plan_cli.model.report import Report
from edu_plan_cli.progress.merge import Progress, merge
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words


class TargetAssessment(NamedTuple):
    placed: Placed
    standing: Standing
    light: Light
    expected: Ratio  # 序时进度
    due: date
    history: History
    last: Quarter | None  # the quarter of the latest answer
    before: Ratio | None  # completion a quarter earlier
    reason: Words  # beside the light: why

    @property
    def completion(self) -> Ratio | None:
        return self.standing.completion

    @property
    def counted(self) -> Ratio | None:
        """What enters an average: capped at 100 %."""
        return counted(self.standing)

    def now(self, quarter: Quarter) -> tuple[Reported, ...]:
        """The answers given for one quarter."""
        return tuple(reported for reported in self.history if reported.quarter == quarter)


class Tally(NamedTuple):
    """What an item, a section and the plan have in common. ``None``: nothing reported to take a mean of."""

    completion: Ratio | None
    before: Ratio | None
    expected: Ratio
    lights: dict[Light, int]
    answered: int  # targets with an answer that counts
    targets: int


class ItemAssessment(NamedTuple):
    item: Item
    tally: Tally
    light: Light
    targets: list[TargetAssessment]


class SectionAssessment(NamedTuple):
    section: Section
    tally: Tally
    items: list[ItemAssessment]


class DepartmentAssessment(NamedTuple):
    """One department's report for the quarter. ``late_days`` is 0 on time; a report not sent is missing once due."""

    department: Department
    targets: int
    report: Report | None
    due: date
    late_days: int
    missing: bool


class Assessment(NamedTuple):
    plan: Plan
    rules: Rules
    view: View
    tally: Tally
    sections: list[SectionAssessment]
    departments: list[DepartmentAssessment]

    @property
    def items(self) -> list[ItemAssessment]:
        return [item for section in self.sections for item in section.items]

    @property
    def targets(self) -> list[TargetAssessment]:
        return [target for item in self.items for target in item.targets]


def assess(checked: Checked, view: View) -> Assessment:
    """The plan as it stands in a view. Needs a plan; what the checks left out stays out."""
    plan = checked.plan
    if plan is None:
        raise ValueError("nothing to assess without a plan")
    progress = merge(checked, view.quarter, view.known_by)
    earlier = view.quarter.previous
    before = merge(checked, earlier, view.known_by) if earlier else Progress({}, {})
    rules = plan.rules
    sections = []
    for section in plan.sections:
        items = []
        for item in section.items:
            targets = [
                _target(
                    Placed(section, item, target, f"{item.number}-{ordinal}"),
                    progress.histories.get(target.id, ()),
                    before.histories.get(target.id, ()),
                    view,
                    rules,
                )
                for ordinal, target in enumerate(item.targets, 1)
            ]
            light = worst([target.light for target in targets])
            items.append(ItemAssessment(item, _tally_of_targets(targets), light, targets))
        sections.append(SectionAssessment(section, _tally([item.tally for item in items]), items))
    return Assessment(
        plan,
        rules,
        view,
        _tally([section.tally for section in sections]),
        sections,
        _departments(plan, progress, view),
    )


def counted(standing: Standing) -> Ratio | None:
    if standing.completion is None:
        return None
    return Fraction(1) if standing.done else min(standing.completion, Fraction(1))


def _target(placed: Placed, history: History, before: History, view: View, rules: Rules) -> TargetAssessment:
    target, year = placed.target, view.quarter.year
    standing = target.standing(history, view.quarter) if history else NOTHING
    earlier = view.quarter.previous
    then = target.standing(before, earlier) if before and earlier else NOTHING
    last = max((reported.quarter for reported in history), default=None)
    start, due = target.window(year)
    expected = target.expected(view.on, year)
    light = light_of(
        standing,
        expected=expected,
        begun=start <= view.on,
        past_due=view.past(due),
        answered=last is not None and (view.required is None or last >= view.required),
        lagging_points=rules.lagging_points,
    )
    reason = sentence(target, standing, light, expected, due, last, view.on)
    return TargetAssessment(placed, standing, light, expected, due, history, last, then.completion, reason)


def _tally_of_targets(targets: list[TargetAssessment]) -> Tally:
    lights: dict[Light, int] = {}
    for target in targets:
        lights[target.light] = lights.get(target.light, 0) + 1
    return Tally(
        _mean([target.counted for target in targets]),
        _mean([target.before and min(target.before, Fraction(1)) for target in targets]),
        _mean([target.expected for target in targets]) or Fraction(0),
        lights,
        sum(target.light != "not_reported" for target in targets),
        len(targets),
    )


def _tally(parts: Sequence[Tally]) -> Tally:
    lights: dict[Light, int] = {}
    for part in parts:
        for light, count in part.lights.items():
            lights[light] = lights.get(light, 0) + count
    return Tally(
        _mean([part.completion for part in parts]),
        _mean([part.before for part in parts]),
        _mean([part.expected for part in parts if part.targets]) or Fraction(0),
        lights,
        sum(part.answered for part in parts),
        sum(part.targets for part in parts),
    )


def _mean(values: Sequence[Ratio | None]) -> Ratio | None:
    known = [value for value in values if value is not None]
    return sum(known, Fraction(0)) / len(known) if known else None


def _departments(plan: Plan, progress: Progress, view: View) -> list[DepartmentAssessment]:
    """Every department that leads a target, in the plan's order of departments."""
    led: dict[str, int] = {}
    for placed in plan.targets:
        if placed.lead is not None:
            led[placed.lead] = led.get(placed.lead, 0) + 1
    found = []
    due = plan.rules.due(view.quarter)
    for department in plan.departments:
        if department.id not in led:
            continue
        report = progress.reports.get((department.id, view.quarter))
        late = max((report.submitted - due).days, 0) if report else 0
        missing = report is None and view.required is not None and view.quarter <= view.required
        found.append(DepartmentAssessment(department, led[department.id], report, due, late, missing))
    return found
