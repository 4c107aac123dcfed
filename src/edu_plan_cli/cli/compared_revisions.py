"""Two states of a project (git revisions, or one and the folder), compared year by year."""

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import Wanted, parse_wanted_quarter, plan_year, today, view_of
from edu_plan_cli.cli.history_access import files_of_commit, parting, the_commit
from edu_plan_cli.cli.language import about, say
from edu_plan_cli.features.history.changes import AtQuarter, Difference, compare
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.files.reading import Root
from edu_plan_cli.files.revisions import PARTS
from edu_plan_cli.model.load import load_year
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter

_RANGE = re.compile(r"(?!\.)(.*?)(\.\.\.?)(?!\.)(.*)")


def compare_revisions(root: Path, revisions: Sequence[str], wanted: Wanted) -> list[tuple[int, Difference]]:
    """Return the difference of each year wanted between two revisions, or between one and the folder.

    What has parted is compared with where it parted, so that nothing of the other branch is charged to it; ``A..B`` compares
    the two as they are. Raises Stop for a revision git does not know and for a year neither has a plan of.
    """
    states = _states(root, revisions)
    with waiting(say(Words("读取和比较……", "reading and comparing…"))):
        return _compared(states, wanted)


def _compared(states: Sequence[Root], wanted: Wanted) -> list[tuple[int, Difference]]:
    compared = []
    for year in _years(states, wanted.year, wanted.quarter):
        before, after = (check_year(load_year(state, year)) for state in states)
        for side in (before, after):
            if whole := next((d for d in side.diagnostics if d.location.path in PARTS), None):
                raise Stop(
                    about(whole.location, Words(*map("".join, zip(whole.message, whole.hint, strict=True))))
                )
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


def _states(root: Path, revisions: Sequence[str]) -> list[Root]:
    """What is compared, before and after."""
    if len(revisions) == 1 and (both := _RANGE.fullmatch(revisions[0])):
        left, dots, right = both.groups()
        revisions = (left or "HEAD", right or "HEAD")
        if dots == "..":
            return [files_of_commit(root, the_commit(root, each), each) for each in revisions]
    first, *other = revisions
    commit = the_commit(root, first)
    against = the_commit(root, other[0] if other else "HEAD")
    base = parting(root, commit, against, first)
    if other and base == against:  # the second comes before the first: what went back
        base = commit
    after = files_of_commit(root, against, other[0]) if other else root
    return [files_of_commit(root, base, first), after]


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
