"""What every check gets and gives."""

from collections.abc import Callable, Iterator
from functools import cached_property
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.model.plan import Placed, Plan
from edu_plan_cli.model.report import Report
from edu_plan_cli.values.quarter import Quarter


class Finding(NamedTuple):
    """A problem, and what must not be counted because of it."""

    diagnostic: Diagnostic
    leaves_out: tuple[Report | Entry, ...] = ()


class Answer(NamedTuple):
    """An entry with the report it stands in, the quarter it speaks of, and its target (None: no such target)."""

    report: Report
    entry: Entry
    quarter: Quarter
    placed: Placed | None


class Year:
    """A plan with its reports, and the look-ups the checks share, each made once and only when asked for."""

    def __init__(self, plan: Plan, reports: list[Report]) -> None:
        self.plan = plan
        self.reports = reports

    @cached_property
    def targets(self) -> dict[str, Placed]:
        """By id; of two with the same id the first (the second is a problem of its own)."""
        found: dict[str, Placed] = {}
        for placed in self.plan.targets:
            found.setdefault(placed.target.id, placed)
        return found

    @cached_property
    def answers(self) -> list[Answer]:
        found = []
        for report in self.reports:
            for entry in (*report.entries, *report.corrections):
                quarter = report.period
                if isinstance(entry, Correction):
                    quarter = Quarter(report.year, int(entry.quarter[1]))
                found.append(Answer(report, entry, quarter, self.targets.get(entry.target)))
        return found


Check = Callable[[Year], Iterator[Finding]]
