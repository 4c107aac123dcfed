"""Two years side by side. What is the same is told by its id, which a target keeps when it is carried over."""

from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment, SectionAssessment, TargetAssessment


class Beside(NamedTuple):
    """Two years side by side, joined by the ids of sections and targets."""

    now: Assessment
    then: Assessment
    sections: list[tuple[SectionAssessment, SectionAssessment | None]]
    targets: list[tuple[TargetAssessment, TargetAssessment]]  # in both years
    new: int
    gone: int


def beside(now: Assessment, then: Assessment, shown: Sequence[TargetAssessment]) -> Beside:
    """``shown`` are the targets of ``now`` that are asked for; a section of the same id or heading is the same one."""
    earlier = {target.plan_target.target.id: target for target in then.targets}
    pairs = [(f, earlier[f.plan_target.target.id]) for f in shown if f.plan_target.target.id in earlier]
    known = {key: s for s in then.sections for key in (s.section.heading, s.section.id)}
    sections = [(s, known.get(s.section.id) or known.get(s.section.heading)) for s in now.sections]
    both = {target.plan_target.target.id for target in now.targets} & set(earlier)
    return Beside(now, then, sections, pairs, len(now.targets) - len(both), len(earlier) - len(both))
