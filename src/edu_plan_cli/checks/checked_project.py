"""Check a whole project: every plan, every report, files that belong to no plan, and the project's own words."""

from datetime import date
from typing import NamedTuple

from edu_plan_cli.checks import evidence_changed, file_not_read, file_without_plan, wrong_placeholders
from edu_plan_cli.checks.check import Year
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, in_order
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.files.reading import Root
from edu_plan_cli.model.load import load_year
from edu_plan_cli.model.plan import Settings


class ProjectCheck(NamedTuple):
    """Hold the problems of all years in one list, in order, and the settings that plans have."""

    diagnostics: list[Diagnostic]
    settings: list[Settings]


def check_project(root: Root, today: date = date.max) -> list[Diagnostic]:
    """Return the problems of all years in one list, in order; of a snapshot without those of evidence, which is not at hand.

    ``today`` tells which updates and instructions are of a day to come; without it none is.
    """
    return check_with_settings(root, today).diagnostics


def check_with_settings(root: Root, today: date = date.max) -> ProjectCheck:
    """Return what ``check_project`` does, with the settings read on the way."""
    diagnostics = [
        *file_without_plan.check(root),
        *file_not_read.check(root),
        *wrong_placeholders.check(root),
    ]
    every: list[Settings] = []
    for year in plan_years(root):
        problems, settings = _of_year(root, year, today)
        diagnostics += problems
        every += [settings] if settings else []
    return ProjectCheck(in_order(diagnostics), every)


def _of_year(root: Root, year: int, today: date) -> tuple[list[Diagnostic], Settings | None]:
    """Check one year. A function of its own, so that one year's tree is gone before the next is read."""
    loaded = load_year(root, year)
    checked = check_year(loaded)
    settings = checked.plan.settings if checked.plan else None
    diagnostics = checked.diagnostics
    if loaded.updates or loaded.instructions:
        from edu_plan_cli.checks.dated_notes import notes_in_future

        diagnostics = [*diagnostics, *notes_in_future(loaded, today)]
    if checked.plan is None or loaded.root is None:
        return diagnostics, settings
    evidence = evidence_changed.check(Year(checked.plan, [*checked.reports, *checked.updates], loaded.root))
    return [*diagnostics, *evidence], settings
