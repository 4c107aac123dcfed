"""Check a whole project: every plan, every report, files that belong to no plan, and the project's own words."""

from edu_plan_cli.checks import evidence_changed, file_not_read, file_without_plan, wrong_placeholders
from edu_plan_cli.checks.check import Year
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, in_order
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.files.reading import Root
from edu_plan_cli.model.load import load_year


def check_project(root: Root) -> list[Diagnostic]:
    """Return the problems of all years in one list, in order; of a snapshot without those of evidence, which is not at hand."""
    diagnostics = [
        *file_without_plan.check(root),
        *file_not_read.check(root),
        *wrong_placeholders.check(root),
    ]
    for year in plan_years(root):
        diagnostics += _of_year(root, year)
    return in_order(diagnostics)


def _of_year(root: Root, year: int) -> list[Diagnostic]:
    """Check one year. A function of its own, so that one year's tree is gone before the next is read."""
    loaded = load_year(root, year)
    checked = check_year(loaded)
    if checked.plan is None or loaded.root is None:
        return checked.diagnostics
    return [*checked.diagnostics, *evidence_changed.check(Year(checked.plan, checked.reports, loaded.root))]
