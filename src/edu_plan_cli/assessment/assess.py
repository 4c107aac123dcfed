"""Assess a plan: each target by its kind's rule, then item, section and plan by plain averages.

An item's completion is the mean of its reported targets, a section's that of its items, the plan's that of its
sections; targets and items may carry weights. Over-fulfilment counts as 100 % in a mean, what is done (within its tolerance) as 100 % too. What was not
reported is left out of the mean and shown beside it as the reporting rate.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.lights import Light, light_of, worst
from edu_plan_cli.assessment.result import (
    Assessment,
    DepartmentAssessment,
    ItemAssessment,
    SectionAssessment,
    Tally,
    TargetAssessment,
    capped,
)
from edu_plan_cli.assessment.sentence import NO_REASON, sentence
from edu_plan_cli.assessment.view import View
from edu_plan_cli.checks.run import Checked
from edu_plan_cli.kinds.base import NOTHING, History, Target
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.model.amend import plan_on
from edu_plan_cli.model.plan import Amendment, CloseOut, Placed, Plan
from edu_plan_cli.model.report import Report
from edu_plan_cli.progress.merge import Progress, merge
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


def assess(checked: Checked, view: View) -> Assessment:
    """The plan as it stood in a view, amendments since then left aside. What the checks left out stays out.

    Raises ValueError without a plan: there is nothing to assess.
    """
    if checked.plan is None:
        raise ValueError("nothing to assess without a plan")
    standpoint = plan_on(checked.plan, view.on)
    earlier = view.quarter.previous
    now = merge(checked, view.quarter, view.known_by)
    then = merge(checked, earlier, view.known_by) if earlier else Progress({}, {})
    before = (
        {p.target.id: p.target for p in plan_on(checked.plan, earlier.end).plan.targets} if earlier else {}
    )
    plan = standpoint.plan
    rules = plan.rules
    tolerated = Fraction(rules.lagging_points) / 100
    closed = {close_out.target: close_out for close_out in plan.close_outs if close_out.date <= view.on}
    sections = []
    for section in plan.sections:
        items = []
        for item in section.items:
            targets = [
                _target(
                    Placed(section, item, target, f"{item.number}-{ordinal}"),
                    now.histories.get(target.id, ()),
                    _completion(before.get(target.id), then.histories.get(target.id, ()), earlier),
                    view,
                    tolerated,
                    standpoint.dropped.get(target.id),
                    closed.get(target.id),
                )
                for ordinal, target in enumerate(item.targets, 1)
            ]
            light = worst([target.light for target in targets])
            items.append(ItemAssessment(item, tally_of(targets), light, targets))
        tally = tally_over([(item.tally, item.item.weight) for item in items])
        sections.append(SectionAssessment(section, tally, items))
    total = tally_over([(section.tally, Decimal(1)) for section in sections])
    said = (plan.illustrative, *(report.illustrative for report in now.reports.values()))
    return Assessment(
        plan,
        rules,
        view,
        total,
        sections,
        _departments(plan, now, view, sections),
        tuple(dict.fromkeys(mark for mark in said if mark)),
    )


def _completion(target: Target | None, history: History, quarter: Quarter | None) -> Ratio | None:
    """The completion a quarter earlier, of the target as it was then."""
    if target is None or quarter is None or not history:
        return None
    return target.standing(history, quarter).completion


def _target(
    placed: Placed,
    history: History,
    before: Ratio | None,
    view: View,
    tolerated: Ratio,
    dropped: Amendment | None,
    closed: CloseOut | None,
) -> TargetAssessment:
    target, year = placed.target, view.quarter.year
    standing = target.standing(history, view.quarter) if history else NOTHING
    last = history[-1].quarter if history else None
    start, due = target.window(year)
    measured = view.measured_on(last)
    expected = target.expected(measured, year)
    light: Light = (
        "dropped"
        if dropped is not None
        else light_of(
            standing,
            expected=expected,
            owed=view.required is not None and start <= view.required.end,
            past_due=view.past(due),
            answered=last is not None
            and (view.required is None or last >= view.required or closed is not None),
            tolerated=tolerated,
        )
    )
    found = TargetAssessment(
        placed, standing, light, expected, due, history, last, before, NO_REASON, dropped, closed
    )
    if light in ("overdue", "lagging", "on_track"):
        found = found._replace(silent=_silent(target, history, last))
    return found._replace(reason=sentence(found, view.quarter, measured, past_due=view.past(due)))


def _silent(target: Target, history: History, last: Quarter | None) -> tuple[str, ...]:
    """Of the contributors that together make up a figure, those who gave nothing in its latest quarter."""
    if not isinstance(target, NumberTarget):
        return ()
    answered = {reported.entry.contributor for reported in history if reported.quarter == last}
    return () if None in answered else tuple(name for name in target.contributors if name not in answered)


def tally_of(targets: list[TargetAssessment]) -> Tally:
    """What is dropped counts no more, in no column."""
    kept = [target for target in targets if target.dropped is None]
    weights = [target.placed.target.weight for target in kept]
    lights: dict[Light, int] = {}
    for target in kept:
        lights[target.light] = lights.get(target.light, 0) + 1
    return Tally(
        _mean([target.counted for target in kept], weights),
        _mean([None if target.before is None else capped(target.before) for target in kept], weights),
        _mean([target.expected for target in kept], weights) or Fraction(0),
        lights,
        sum(target.answered for target in kept),
        len(kept),
    )


def tally_over(parts: Sequence[tuple[Tally, Decimal]]) -> Tally:
    """Tallies with their weights; one without targets has no say."""
    lights: dict[Light, int] = {}
    for part, _ in parts:
        for light, count in part.lights.items():
            lights[light] = lights.get(light, 0) + count
    weights = [weight for _, weight in parts]
    return Tally(
        _mean([part.completion for part, _ in parts], weights),
        _mean([part.before for part, _ in parts], weights),
        _mean([part.expected if part.targets else None for part, _ in parts], weights) or Fraction(0),
        lights,
        sum(part.answered for part, _ in parts),
        sum(part.targets for part, _ in parts),
    )


def _mean(values: Sequence[Ratio | None], weights: Sequence[Decimal]) -> Ratio | None:
    """The weighted mean of what is known; None where nothing is."""
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    if not known:
        return None
    if (
        len({weight for _, weight in known}) == 1
    ):  # as nearly always: what weighs the same need not be weighed
        return sum((value for value, _ in known), Fraction(0)) / len(known)
    exact = [(value, Fraction(weight)) for value, weight in known]
    total = sum((weight for _, weight in exact), Fraction(0))
    return sum((value * weight for value, weight in exact), Fraction(0)) / total


def _departments(
    plan: Plan, progress: Progress, view: View, sections: Sequence[SectionAssessment]
) -> list[DepartmentAssessment]:
    """Every department that leads a target, in the plan's order of departments."""
    targets = [target for section in sections for item in section.items for target in item.targets]
    led = leads(targets)
    open_ = {target.placed.lead for target in targets if target.light not in ("done", "dropped")}
    found = []
    due = plan.rules.due(view.quarter)
    for department in plan.departments:
        if department.id not in led:
            continue
        report = _answer_of(progress, department.id, view.quarter)
        late = max((report.submitted - due).days, 0) if report else 0
        asked = department.id in open_
        missing = asked and report is None and view.required is not None and view.quarter <= view.required
        owes = (
            asked and view.required is not None and _answer_of(progress, department.id, view.required) is None
        )
        found.append(
            DepartmentAssessment(department, led[department.id], report, due, late, missing, asked, owes)
        )
    return found


def leads(targets: Iterable[TargetAssessment]) -> Counter[str | None]:
    """How many targets each department leads; those dropped are nobody's any more."""
    return Counter(target.placed.lead for target in targets if target.dropped is None)


def _answer_of(progress: Progress, department: str, quarter: Quarter) -> Report | None:
    """A department's report on a quarter. A file that only corrects earlier quarters is none."""
    report = progress.reports.get((department, quarter))
    return report if report is not None and (report.nil or report.entries) else None
