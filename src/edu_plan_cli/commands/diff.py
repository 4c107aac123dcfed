"""``edu-plan diff``."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.files.reading import Root

EXAMPLES = (
    (
        "edu-plan diff",
        Words("还没提交的改动：改了什么，影响哪些灯", "what is not committed yet, and what it does"),
    ),
    ("edu-plan diff main", Words("与 main 相比", "against main")),
    (
        "edu-plan diff v1 v2 --format md",
        Words("两个版本之间，可贴进合并请求", "between two, for a pull request"),
    ),
    (
        "edu-plan diff main --fail-on risky",
        Words("有要留意的改动就不通过", "fail where a reviewer should look twice"),
    ),
)


def command(
    revisions: Annotated[
        list[str] | None,
        options.argument(
            metavar=Words("版本", "REV…"),
            help=Words(
                "git 版本：不写是 HEAD 与文件夹，写一个是它与文件夹",
                "none: HEAD and the folder; one: it and the folder",
            ),
        ),
    ] = None,
    format_: Annotated[
        str, options.option("--format", "-f", metavar="table|md|json", help=Words("格式", "format"))
    ] = "table",
    fail_on: Annotated[
        str,
        options.option(
            "--fail-on",
            metavar="any|risky",
            help=Words("有什么改动算不通过（退出码 1）", "which changes exit with 1"),
        ),
    ] = "any",
    quarter: options.Quarter = None,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.checks.checked_year import Checked, check_year
    from edu_plan_cli.cli.context import Wanted, held_in, open_project, view_of
    from edu_plan_cli.features.history.changes import compare
    from edu_plan_cli.features.history.diff_screen import FORMATS
    from edu_plan_cli.model.load import load_year

    revisions = revisions or ["HEAD"]
    known_format(format_, tuple(FORMATS))
    if fail_on not in ("any", "risky") or len(revisions) > 2:  # noqa: PLR2004
        raise Stop(
            Words(
                "最多写两个版本；--fail-on 写 any 或 risky。",
                "Two revisions at most; --fail-on any or risky.",
            )
        )
    root = open_project(project).root
    states: list[Root] = [held_in(root, revision)[1] for revision in revisions]
    if len(states) == 1:
        states.append(root)
    found = []
    for number in _years(states, year, quarter):
        sides: list[Checked] = [check_year(load_year(state, number)) for state in states]
        known = sides[1] if sides[1].plan else sides[0]
        wanted = Wanted(project, year, quarter, today=today)
        view = view_of(known, number, wanted) if known.plan else None
        then, now = (assess(side, view) if side.plan and view else None for side in sides)
        found.append((number, compare(sides[0], sides[1], then, now)))
    differing = [(number, each) for number, each in found if each.changes]
    FORMATS[format_](differing or found[-1:], LANG)
    failing = any(each.risky if fail_on == "risky" else each.changes for _, each in found)
    raise typer.Exit(1 if failing else 0)


def _years(states: "Sequence[Root]", typed: str | None, quarter: str | None) -> list[int]:
    """The year asked for, else every year that either state has a plan of. Raises Stop where there is none."""
    from edu_plan_cli.cli.context import parse_wanted_quarter, plan_year
    from edu_plan_cli.files.project_folder import plan_years

    of_quarter, _ = parse_wanted_quarter(quarter)
    years = sorted({each for state in states for each in plan_years(state)})
    if typed is None and of_quarter is None and years:
        return years
    has = next(
        (s for s in reversed(states) if (typed or str(of_quarter)) in map(str, plan_years(s))), states[1]
    )
    return [plan_year(has, date.max, typed, of_quarter)]
