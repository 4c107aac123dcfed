"""Run all checks over a loaded year."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from edu_plan_cli.checks.check import Check, Year
from edu_plan_cli.checks.check_registry import ENTRY_CHECKS, PLAN_CHECKS, REPORT_CHECKS
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, in_order
from edu_plan_cli.files.file_rules import UNREADABLE
from edu_plan_cli.files.reading import Root
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.leader_instructions import Instruction
from edu_plan_cli.model.load import Loaded, known_by, load_year
from edu_plan_cli.model.plan import Plan


class Checked(NamedTuple):
    """A year's plan and reports after all checks: what may be counted, and every problem found."""

    plan: Plan | None  # None: the plan's own file cannot be used
    reports: list[Report]  # those in the right place
    left_out: frozenset[int]  # ``id()`` of the entries that are not counted: see ``counts``
    diagnostics: list[Diagnostic]  # every problem of the year, in order
    loaded: Loaded | None = None  # what was checked
    updates: tuple[
        Report, ...
    ] = ()  # what was said between quarters: each as a report of its day, of one entry
    instructions: tuple[Instruction, ...] = ()  # 批示、整改, by their days
    in_plan: tuple[Diagnostic, ...] | None = (
        None  # the problems of the plan by itself; None where not all were asked for
    )

    def as_known(self, day: date | None) -> "Checked":
        """Return the same year as its files were on a day, checked anew; None for the day returns it as it is."""
        if day is None or self.loaded is None or (then := known_by(self.loaded, day)) is self.loaded:
            return self
        return check_year(then)

    def counts(self, entry: Entry) -> bool:
        """Tell whether an entry counts, that is, whether no check has left it out."""
        return id(entry) not in self.left_out


def check_again(root: Root, year: int, earlier: Checked | None) -> Checked:
    """Return a year as it is now, checked, and kept to be asked for again.

    What was loaded and checked ``earlier`` is taken over where no file has changed.
    """
    before = earlier.loaded if earlier else None
    loaded = load_year(root, year, earlier=before, keep=True)
    if earlier is not None and before is not None and loaded.is_as(before):
        return earlier
    return check_year(loaded, earlier)


def check_year(loaded: Loaded, earlier: Checked | None = None, *, errors_alone: bool = False) -> Checked:
    """Run every check over a year, and return what may be counted with all problems, those of reading included.

    What was found in the same plan ``earlier``, whatever the reports were, is taken over. With ``errors_alone`` the checks of
    what is only pointed out are not run; they leave nothing out.
    """
    diagnostics = list(loaded.diagnostics)
    if loaded.plan is None:
        return Checked(None, [], frozenset(), in_order(diagnostics), loaded)
    of_reports, of_plan, of_entries = (
        [check for check in checks if not errors_alone or check.RULE.severity == "error"]
        for checks in (REPORT_CHECKS, PLAN_CHECKS, ENTRY_CHECKS)
    )
    refused = _run(of_reports, Year(loaded.plan, loaded.reports, loaded.root), diagnostics)
    reports = [report for report in loaded.reports if id(report) not in refused]
    year = Year(loaded.plan, reports, loaded.root)
    in_plan: list[Diagnostic] = []
    if earlier is not None and earlier.plan is loaded.plan and earlier.in_plan is not None:
        in_plan += earlier.in_plan
    else:
        _run(of_plan, year, in_plan)
    left_out = _run(of_entries, year, diagnostics)
    every = in_order([*diagnostics, *in_plan])
    checked = Checked(
        loaded.plan, reports, left_out, every, loaded, in_plan=None if errors_alone else tuple(in_plan)
    )
    return _with_notes(checked, loaded) if loaded.updates or loaded.instructions else checked


def _with_notes(checked: Checked, loaded: Loaded) -> Checked:
    """Add the updates and instructions; what checks them is imported here, since most years have none."""
    from edu_plan_cli.checks.dated_notes import check_instructions, check_updates

    updates, findings = check_updates(loaded)
    instructions, problems = check_instructions(loaded)
    diagnostics = [*checked.diagnostics, *(finding.diagnostic for finding in findings), *problems]
    return checked._replace(
        updates=tuple(updates), instructions=tuple(instructions), diagnostics=in_order(diagnostics)
    )


def unread_files(diagnostics: Iterable[Diagnostic]) -> tuple[str, ...]:
    """Files that could not be read, held by another program perhaps: what is reported in them is not known."""
    return tuple(dict.fromkeys(d.location.path for d in diagnostics if d.code == UNREADABLE.code))


def _run(checks: Iterable[object], year: Year, diagnostics: list[Diagnostic]) -> frozenset[int]:
    left_out: set[int] = set()
    for module in checks:
        check: Check = module.check  # type: ignore[attr-defined]
        for finding in check(year):
            diagnostics.append(finding.diagnostic)
            left_out.update(id(part) for part in finding.leaves_out)
    return frozenset(left_out)
