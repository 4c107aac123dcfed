"""Assess a plan: each target by its kind's rule, then item, section and plan by plain averages.

An item's completion is the mean of its reported targets, a section's that of its items, the plan's that of its
sections; targets and items may carry weights. Over-fulfilment counts as 100 % in a mean, what is done (within its tolerance) as 100 % too. What was not
reported is left out of the mean and shown beside it as the reporting rate.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from edu_plan_cli.assessment.duties import duties
from edu_plan_cli.assessment.light_reason import NO_REASON, sentence
from edu_plan_cli.assessment.lights import Light, light_of, worst
from edu_plan_cli.assessment.merged_progress import merge
from edu_plan_cli.assessment.result import (
    Assessment,
    DepartmentAssessment,
    ItemAssessment,
    Late,
    SectionAssessment,
    Tally,
    TargetAssessment,
    Then,
    counted,
)
from edu_plan_cli.assessment.view import View
from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.target import NOTHING, History, Target, known_on, with_updates
from edu_plan_cli.model.amendments import Standpoint, plan_on
from edu_plan_cli.model.answering import answering_for
from edu_plan_cli.model.plan import CloseOut, PlanTarget
from edu_plan_cli.values.exact import Ratio, total_of
from edu_plan_cli.values.quarter import Quarter, quarter_of

if TYPE_CHECKING:
    from edu_plan_cli.assessment.given_instructions import GivenInstruction
    from edu_plan_cli.model.leader_instructions import Instruction


def assess(checked: Checked, view: View, *, reasons: bool = True) -> Assessment:
    """Return the plan as it stood in a view, amendments since then left aside. What the checks left out stays out.

    Without ``reasons`` the sentences beside the lights are left empty, which tables of figures have no column for.
    Raises ValueError without a plan: there is nothing to assess.
    """
    checked = checked.as_known(view.known_by)
    if checked.plan is None:
        raise ValueError("nothing to assess without a plan")
    issued, standpoint, earlier = checked.plan, plan_on(checked.plan, view.on), view.quarter.previous
    merged = merge(checked, view.latest, view.seen_on)
    before: dict[str, Target] = {}
    if earlier:
        stood = plan_on(issued, earlier.end)
        before = {p.target.id: p.target for p in stood.plan.targets if p.target.id not in stood.dropped}
    answers_now = answering_for(issued, merged.reports.values(), view.quarter, view.seen_on)
    answers_due = (
        answers_now
        if view.required in (None, view.quarter)
        else answering_for(issued, merged.reports.values(), view.required, view.seen_on)
    )
    plan = standpoint.plan
    closed = {close_out.target: close_out for close_out in plan.close_outs if close_out.date <= view.on}
    look = _Look(
        view,
        Fraction(plan.rules.lagging_points) / 100,
        standpoint,
        closed,
        earlier,
        before,
        merged.histories,
        answers_due,
        merged.updates,
        reasons,
        checked.instructions,
        {
            file.node.path: file.illustrative
            for file in (checked.loaded.instructions if checked.loaded else ())
        },
    )
    sections = []
    for section in plan.sections:
        items = []
        for item in section.items:
            targets = [
                _target(PlanTarget(section, item, target, f"{item.number}-{ordinal}"), look)
                for ordinal, target in enumerate(item.targets, 1)
            ]
            light = worst([target.light for target in targets])
            items.append(ItemAssessment(item, tally_of(targets), light, targets))
        tally = tally_over([(item.tally, item.item.weight) for item in items])
        sections.append(SectionAssessment(section, tally, items))
    total = tally_over([(section.tally, Decimal(1)) for section in sections])
    remarks = (
        plan.illustrative,
        *(report.illustrative for report in merged.reports.values()),
        *(report.illustrative for report in checked.updates if report.submitted <= view.on),
    )
    departments = duties(issued, merged, view.quarter, view.seen_on, answers_now)
    due: list[DepartmentAssessment] = []
    if view.required is not None:
        due = (
            departments
            if view.required == view.quarter
            else duties(issued, merged, view.required, view.seen_on, answers_due)
        )
    return Assessment(
        plan,
        plan.rules,
        view,
        total,
        sections,
        departments,
        due,
        standpoint.made,
        answers_now,
        tuple(dict.fromkeys(mark for mark in remarks if mark)),
    )


class _Look(NamedTuple):
    """Hold what every target of a plan is looked at with."""

    view: View
    tolerated: Ratio
    standpoint: Standpoint
    closed: dict[str, CloseOut]
    earlier: Quarter | None
    before: dict[str, Target]  # as they were a quarter earlier
    histories: dict[str, History]
    answering: dict[str, str | None]  # for the latest quarter that is due
    updates: dict[str, History]
    reasons: bool
    instructions: "Sequence[Instruction]"
    examples: dict[str, str | None]  # by file of instructions, what it says about being an example


def _target(plan_target: PlanTarget, look: _Look) -> TargetAssessment:
    target, view = plan_target.target, look.view
    history = known_on(look.histories.get(target.id, ()), view.latest, view.on)
    last = history[-1].quarter if history else None
    updates = _updates(look, target, min(view.on, view.seen_on)) if look.updates else ()
    known = with_updates(target, history, updates) if updates else history
    quarter = max(view.quarter, known[-1].quarter) if known else view.quarter
    progress = target.progress(known, quarter) if known else target.unreported
    due = target.window(view.quarter.year)[1]
    counted_updates: History = ()
    if known is not history:
        counted_updates = tuple(sorted((r for r in known if r.between), key=lambda r: r.sent, reverse=True))
    measured = view.measured_on(last, counted_updates[0].sent if counted_updates else None)
    expected = target.expected(measured, view.quarter.year)
    dropped, closed = look.standpoint.dropped.get(target.id), look.closed.get(target.id)
    then = _then(target, look)
    assessed = TargetAssessment(
        plan_target,
        progress,
        "dropped",
        expected,
        due,
        history,
        last,
        then,
        NO_REASON,
        dropped,
        closed,
        look.standpoint.postponed.get(target.id),
        asked=_asked(target, closed, then, view.quarter),
        answered=True,
        updates=updates,
        counted_updates=counted_updates,
        instructions=_instructions(look, plan_target),
    )
    if dropped is None and not progress.done:
        assessed = _open(assessed, look)
    elif dropped is None:
        assessed = assessed._replace(light="done", late=_late(assessed, known))
        if known is not history and not (history and target.progress(history, quarter).done):
            assessed = _unreported(assessed, look)
    return assessed._replace(reason=sentence(assessed, view, measured)) if look.reasons else assessed


def _updates(look: _Look, target: Target, day: date) -> History:
    """Return what was said of a target between quarters up to a day, its own days after that left out."""
    if (said := look.updates.get(target.id)) is None:
        return ()
    return known_on(tuple(update for update in said if update.sent <= day), quarter_of(day), day)


def _instructions(look: _Look, plan_target: PlanTarget) -> "tuple[GivenInstruction, ...]":
    if not look.instructions:
        return ()
    from edu_plan_cli.assessment.given_instructions import instructions_on

    return instructions_on(plan_target, look.instructions, look.view, look.examples)


def _unreported(assessed: TargetAssessment, look: _Look) -> TargetAssessment:
    """Return what only an update says is done, with who owes the answer of the quarter: it answers for none."""
    target, view = assessed.plan_target.target, look.view
    if assessed.closed is not None:
        return assessed
    lacking = target.lacking(assessed.history, view.required) if view.required else None
    owed_by = look.answering.get(target.id, assessed.plan_target.lead) if lacking else None
    answered = target.lacking(assessed.history, view.quarter) is None
    return assessed._replace(answered=answered, lacking=lacking, owed_by=owed_by)


def _open(assessed: TargetAssessment, look: _Look) -> TargetAssessment:
    """Return the light of what is neither done nor dropped, and who owes an answer about it."""
    target, history, view = assessed.plan_target.target, assessed.history, look.view
    open_days = [] if assessed.closed else [d for d in target.days(assessed.progress) if view.past(d[1])]
    unsaid = [(name, day) for name, day in open_days if not _told_since(assessed, day, view)]
    lacking = target.lacking(history, view.required) if view.required and not assessed.closed else None
    silent_day = unsaid[0] if unsaid else None
    silent = lacking is not None or silent_day is not None
    if assessed.progress.completion is None and view.required is not None and not assessed.closed:
        silent = silent or target.asked_in(view.required)
    light = light_of(
        assessed.progress,
        expected=assessed.expected,
        tolerated=look.tolerated,
        missed=view.past(assessed.due) and _told_since(assessed, assessed.due, view),
        silent=silent,
        late_part=len(open_days) > len(unsaid),
    )
    # Of a quarter that is due its department owes the answer, of a day that is over who leads on it.
    owed_by = assessed.plan_target.lead if silent else None
    if silent and (lacking is not None or silent_day is None):
        owed_by = look.answering.get(target.id, owed_by)
    assessed = assessed._replace(
        light=light,
        answered=assessed.closed is not None
        or (
            (lacking if view.required == view.quarter else target.lacking(history, view.quarter)) is None
            and (assessed.progress.completion is not None or not target.asked_in(view.quarter))
        ),
        lacking=lacking,
        silent_day=silent_day,
        owed_by=owed_by,
    )
    if light in ("overdue", "lagging", "on_track"):
        assessed = assessed._replace(silent=_silent(target, history, assessed.last))
    return assessed


def _told_since(assessed: TargetAssessment, day: date, view: View) -> bool:
    """Tell whether an answer speaks of the time after a day: of a quarter that reaches it, and sent since or already due."""
    target = assessed.plan_target.target
    return any(
        reported.quarter.end >= day
        and (reported.sent >= day or (view.required is not None and reported.quarter <= view.required))
        and (not target.must_hold or target.tells(reported))
        for reported in assessed.history
    ) or any(update.sent >= day for update in assessed.updates if target.dated)


def _late(assessed: TargetAssessment, known: History) -> Late | None:
    """Return how late a done target was: by the day reported, else by the first quarter that says so, where it began too late."""
    target, day = assessed.plan_target.target, assessed.progress.done_on
    quarters = sorted({reported.quarter for reported in known})
    if day is not None:
        days = (day - assessed.due).days
        return Late(days, quarter_of(day)) if days > 0 else None
    if quarters[-1].start <= assessed.due:
        return None
    first = next(q for q in quarters if target.progress(known_on(known, q, q.end), q).done)
    return Late(None, first) if first.start > assessed.due else None


def _asked(target: Target, closed: CloseOut | None, then: Then | None, quarter: Quarter) -> bool:
    return closed is None and not (then and then.done) and target.asked_in(quarter)


def _then(target: Target, look: _Look) -> Then | None:
    """Return the target a quarter earlier, as it was then."""
    if look.earlier is None or (was := look.before.get(target.id)) is None:
        return None
    history = known_on(look.histories.get(target.id, ()), look.earlier, look.earlier.end)
    known = history
    if look.updates:
        known = with_updates(was, history, _updates(look, was, look.earlier.end))
    progress = was.progress(known, look.earlier) if known else NOTHING
    done = progress.done
    if done and known is not history:  # what only an update says is asked for until a report says it too
        done = bool(history) and was.progress(history, look.earlier).done
    return Then(progress.completion, counted(progress), was.weight, done)


def _silent(target: Target, history: History, last: Quarter | None) -> tuple[str, ...]:
    """Of the contributors that together make up a figure, those who gave nothing in its latest quarter."""
    if not isinstance(target, NumberTarget) or last is None:
        return ()
    answered = {reported.entry.contributor for reported in history if reported.quarter == last}
    return () if None in answered else tuple(name for name in target.contributors if name not in answered)


def tally_of(targets: list[TargetAssessment]) -> Tally:
    """Return the totals of targets, what is dropped left out of every column; a quarter earlier it counted, and there it still does."""
    kept = [target for target in targets if target.dropped is None]
    weights = [target.plan_target.target.weight for target in kept]
    earlier = [target.then for target in targets if target.then is not None]
    lights: dict[Light, int] = {}
    for target in kept:
        lights[target.light] = lights.get(target.light, 0) + 1
    return Tally(
        _mean([target.counted for target in kept], weights),
        _mean([then.counted for then in earlier], [then.weight for then in earlier]),
        _mean([target.expected for target in kept], weights) or Fraction(0),
        lights,
        sum(target.asked and target.answered for target in kept),
        sum(target.asked for target in kept),
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
        sum(part.asked for part, _ in parts),
        sum(part.targets for part, _ in parts),
    )


def _mean(values: Sequence[Ratio | None], weights: Sequence[Decimal]) -> Ratio | None:
    """Return the weighted mean of what is known; None where nothing is."""
    known = [(value, weight) for value, weight in zip(values, weights, strict=True) if value is not None]
    if not known:
        return None
    if (
        len({weight for _, weight in known}) == 1
    ):  # as nearly always: what weighs the same need not be weighed
        return total_of([value for value, _ in known]) / len(known)
    exact = [(value, Fraction(weight)) for value, weight in known]
    return total_of([value * weight for value, weight in exact]) / total_of([weight for _, weight in exact])
