"""Check a whole project: every plan, every report, files that belong to no plan, and the project's own words."""

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


def check_project(root: Root) -> list[Diagnostic]:
    """Return the problems of all years in one list, in order; of a snapshot without those of evidence, which is not at hand."""
    return check_with_settings(root).diagnostics


def check_with_settings(root: Root) -> ProjectCheck:
    """Return what ``check_project`` does, with the settings read on the way."""
    diagnostics = [
        *file_without_plan.check(root),
        *file_not_read.check(root),
        *wrong_placeholders.check(root),
    ]
    every: list[Settings] = []
    for year in plan_years(root):
        problems, settings = _of_year(root, year)
        diagnostics += problems
        every += [settings] if settings else []
    return ProjectCheck(in_order(diagnostics), every)


def _of_year(root: Root, year: int) -> tuple[list[Diagnostic], Settings | None]:
    """Check one year. A function of its own, so that one year's tree is gone before the next is read."""
    loaded = load_year(root, year)
    checked = check_year(loaded)
    settings = checked.plan.settings if checked.plan else None
    if checked.plan is None or loaded.root is None:
        return checked.diagnostics, settings
    evidence = evidence_changed.check(Year(checked.plan, checked.reports, loaded.root))
    return [*checked.diagnostics, *evidence], settings
