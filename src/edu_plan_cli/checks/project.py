"""Check a whole project: every plan, every report, and files that belong to no plan."""

from pathlib import Path

from edu_plan_cli.checks import orphans
from edu_plan_cli.checks.run import check_year
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, in_order
from edu_plan_cli.files.project import plan_years
from edu_plan_cli.model.load import load_year


def check_project(root: Path) -> list[Diagnostic]:
    """All problems of all years in one list, in order."""
    diagnostics = orphans.check(root)
    for year in plan_years(root):
        diagnostics += check_year(load_year(root, year)).diagnostics
    return in_order(diagnostics)
