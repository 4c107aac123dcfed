"""What moved since the quarter before, and what was corrected."""

from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.kinds.entry import Correction
from edu_plan_cli.kinds.target import ReportedValue


class TargetChange(NamedTuple):
    """One target before and now."""

    before: TargetAssessment
    now: TargetAssessment


class Corrected(NamedTuple):
    """An earlier quarter's answer that a later file replaced; ``reported.replaced`` is what was said first."""

    target: TargetAssessment
    reported: ReportedValue
    reason: str


def light_changes(before: Assessment, now: Assessment) -> list[TargetChange]:
    """Return the targets whose light is another."""
    return [move for move in _pairs(before, now) if move.before.light != move.now.light]


def changes(before: Assessment, now: Assessment) -> list[TargetChange]:
    """Return the targets whose light or completion is another: what an edit did."""
    return [
        move
        for move in _pairs(before, now)
        if (move.before.light, move.before.completion) != (move.now.light, move.now.completion)
    ]


def _pairs(before: Assessment, now: Assessment) -> list[TargetChange]:
    """By id; what is in one of them only has moved nowhere."""
    earlier = {target.plan_target.target.id: target for target in before.targets}
    return [
        TargetChange(earlier[key], target)
        for target in now.targets
        if (key := target.plan_target.target.id) in earlier
    ]


def corrected_since(shown: Assessment, now: Assessment) -> list[Corrected]:
    """Return what ``now`` knows to be corrected and ``shown``, as it was known on an earlier day, does not."""
    known = {
        (c.reported.quarter, c.target.plan_target.target.id, c.reported.entry.location())
        for c in corrections(shown)
    }
    return [
        c
        for c in corrections(now)
        if (c.reported.quarter, c.target.plan_target.target.id, c.reported.entry.location()) not in known
    ]


def corrections(assessment: Assessment) -> list[Corrected]:
    """Return every correction that counts, with its target and its reason."""
    return [
        Corrected(target, reported, reported.entry.reason)
        for target in assessment.targets
        for reported in target.history
        if isinstance(reported.entry, Correction)
    ]
