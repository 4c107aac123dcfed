"""Two states of a project (git revisions, or one and the folder), compared year by year."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.cli.context import Wanted, held_in, parse_wanted_quarter, plan_year, today, view_of
from edu_plan_cli.features.history.changes import AtQuarter, Difference, compare
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.files.reading import Root
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.quarter import Quarter


def compare_revisions(root: Path, revisions: Sequence[str], wanted: Wanted) -> list[tuple[int, Difference]]:
    """Return the difference of each year wanted between two revisions, or between one and the folder.

    Raises Stop for a revision git does not know and for a year neither has a plan of.
    """
    states: list[Root] = [held_in(root, revision)[1] for revision in revisions]
    if len(states) == 1:
        states.append(root)
    compared = []
    for year in _years(states, wanted.year, wanted.quarter):
        before, after = (check_year(load_year(state, year)) for state in states)
        known = after if after.plan else before
        view = view_of(known, year, wanted) if known.plan else None
        then, now = (assess(side, view) if side.plan and view else None for side in (before, after))
        at_quarter = _at_quarter(before, after, wanted) if then and now else None
        compared.append((year, compare(before, after, then, now, today(wanted.today), at_quarter)))
    return compared


def _at_quarter(before: Checked, after: Checked, wanted: Wanted) -> AtQuarter:
    """Both states at the end of a quarter, each quarter assessed once."""

    @cache
    def at_quarter(quarter: Quarter) -> tuple[Assessment, Assessment]:
        assert after.plan is not None  # or there would be nothing to assess
        view = view_of_quarter(quarter, today=today(wanted.today), rules=after.plan.rules)
        return assess(before, view), assess(after, view)

    return at_quarter


def _years(states: Sequence[Root], typed: str | None, quarter: str | None) -> list[int]:
    """Return the year asked for, else every year that either state has a plan of. Raises Stop where there is none."""
    of_quarter, _ = parse_wanted_quarter(quarter)
    years = sorted({each for state in states for each in plan_years(state)})
    if typed is None and of_quarter is None and years:
        return years
    has = next(
        (s for s in reversed(states) if (typed or str(of_quarter)) in map(str, plan_years(s))), states[1]
    )
    return [plan_year(has, date.max, typed, of_quarter)]
