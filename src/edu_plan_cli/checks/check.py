"""What every check gets and gives."""

from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.amendments import plan_on
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Plan, PlanTarget
from edu_plan_cli.nodes.element_lists import IDENTIFIED_LISTS
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.values.quarter import Quarter


class Finding(NamedTuple):
    """A problem, and what must not be counted because of it."""

    diagnostic: Diagnostic
    leaves_out: tuple[Report | Entry, ...] = ()


class TargetAnswer(NamedTuple):
    """An entry with the report it stands in, the quarter it speaks of, and its target (None: no such target).

    ``given`` are the keys that answer; ``corrects`` tells a correction. Every check asks for them, so they are found once.
    """

    report: Report
    entry: Entry
    quarter: Quarter
    plan_target: PlanTarget | None
    given: tuple[str, ...]
    corrects: bool


class Year:
    """A plan with its reports, and the look-ups the checks share, each made once and only when asked for."""

    def __init__(self, plan: Plan, reports: list[Report], root: Path | None) -> None:
        self.plan = plan
        self.reports = reports
        self._amended: dict[Quarter, dict[str, PlanTarget]] = {}
        self.root = root  # where evidence is looked up; None where files of a revision lie in no folder

    @cached_property
    def number(self) -> int:
        """Return the year as the file's name has it; the one written inside is a check's business."""
        stem = PurePosixPath(self.plan.node.path).stem
        return int(stem) if stem.isdecimal() else self.plan.year

    @cached_property
    def plan_targets(self) -> list[PlanTarget]:
        """Return every target of the plan with its item and label, in the plan's order."""
        return list(self.plan.targets)

    @cached_property
    def targets(self) -> dict[str, PlanTarget]:
        """By id; of two with the same id the first (the second is a problem of its own)."""
        by_id: dict[str, PlanTarget] = {}
        for plan_target in self.plan_targets:
            by_id.setdefault(plan_target.target.id, plan_target)
        return by_id

    @cached_property
    def left_out(self) -> frozenset[str]:
        """Ids that are written in the plan, but whose element was left out for an error of its own.

        What follows from that error alone is not said a second time.
        """
        plan = self.plan
        known = {
            *self.targets,
            *(item.id for item in plan.items),
            *(department.id for department in plan.departments),
        }
        return frozenset(_written_ids(self.plan.node)) - known

    @cached_property
    def answers(self) -> list[TargetAnswer]:
        """Return every entry and correction of all reports, each with the target as amended by its quarter."""
        answers = []
        for report in self.reports:
            period = report.period
            target = self._targets_of(period).get
            answers += [
                TargetAnswer(report, entry, period, target(entry.target), entry.answers, corrects=False)
                for entry in report.entries
            ]
            for entry in report.corrections:
                quarter = report.in_year(entry.quarter)
                plan_target = self._targets_of(quarter).get(entry.target)
                answers.append(
                    TargetAnswer(report, entry, quarter, plan_target, entry.answers, corrects=True)
                )
        return answers

    def _targets_of(self, quarter: Quarter) -> dict[str, PlanTarget]:
        """By id, as amended by a quarter's end: what an answer of that quarter is held against."""
        if not self.plan.amendments:
            return self.targets
        if quarter not in self._amended:
            plan = plan_on(self.plan, quarter.end).plan
            amended = {plan_target.target.id: plan_target for plan_target in reversed(list(plan.targets))}
            self._amended[quarter] = amended
        return self._amended[quarter]


def _written_ids(node: Node) -> Iterator[str]:
    if isinstance(node, Mapping):
        if isinstance(identity := node.values.get("id"), Scalar):
            yield identity.text
        for key in IDENTIFIED_LISTS:
            if key in node.values:
                yield from _written_ids(node.values[key])
    elif isinstance(node, Listing):
        for item in node.items:
            yield from _written_ids(item)


Check = Callable[[Year], Iterator[Finding]]
