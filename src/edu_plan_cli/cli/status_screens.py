"""The screens of status besides the plain one: watched, compared, and the filters as typed."""

from functools import partial
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import parse_year
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from collections.abc import Callable

    from edu_plan_cli.assessment.changes_since import TargetChange
    from edu_plan_cli.assessment.lights import Light
    from edu_plan_cli.assessment.result import Assessment, TargetAssessment
    from edu_plan_cli.assessment.select import Selection
    from edu_plan_cli.cli.context import Wanted
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.presentation.console import Screen


_EVERY = 0.5  # seconds between two looks at the files


def watch_status(wanted: "Wanted", draw: "Callable[[Opened, Screen], None]") -> None:
    """Draw, and again whenever a plan or report changed. What cannot be drawn for a moment, half typed, says why."""
    import sys
    import time

    from edu_plan_cli.assessment.changes_since import changes
    from edu_plan_cli.cli.context import open_assessment, open_project
    from edu_plan_cli.files.project_folder import stamps
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.watch import write_watched

    if not is_terminal(sys.stdout):
        raise Stop(Words("--watch 要在终端里用。", "--watch is for a terminal."))
    root, seen, before = open_project(wanted.project).root, None, None
    try:
        while True:
            if (now := stamps(root)) != seen:
                seen, console = now, make_console()
                try:
                    opened = open_assessment(wanted)
                except Stop as stop:
                    console.clear()
                    tell(stop.words)
                    continue
                moved: list[TargetChange] = changes(before, opened.assessment) if before else []
                write_watched(console, partial(draw, opened), moved, LANG)
                before = opened.assessment
            time.sleep(_EVERY)
    except KeyboardInterrupt:
        write_line()


def refuse_comparison(year: str | None, *, as_json: bool) -> None:
    """Raise Stop for a --compare that is no year, or that is asked for as JSON; None is no --compare."""
    if year is None:
        return
    if as_json:
        raise Stop(Words("--compare 没有 JSON 输出。", "There is no JSON of --compare."))
    parse_year(year, "--compare")


def write_compared(
    opened: "Opened", year: str, shown: "list[TargetAssessment]", console: "Screen", today: str | None
) -> None:
    """Write this year beside another. Raises Stop where they cannot be compared."""
    from edu_plan_cli.assessment.year_comparison import beside
    from edu_plan_cli.cli.context import Wanted, banner, open_assessment
    from edu_plan_cli.presentation.compare_screen import write_comparison

    quarter = opened.assessment.view.quarter
    if int(year) == quarter.year:
        raise Stop(
            Words(
                f"--compare 要写另一年：看的就是 {quarter.year} 年。",
                f"--compare takes another year: {quarter.year} is the one shown.",
            )
        )
    other = open_assessment(Wanted(str(opened.project.root), year, quarter.key, today=today))
    comparison = beside(opened.assessment, other.assessment, shown)
    write_comparison(
        console, comparison, LANG, banner=[say(line) for line in (*banner(opened), *banner(other))]
    )


def soon(opened: "Opened", wanted: "Selection", quarter: str | None) -> str:
    """Return the line on what falls due in the next days; empty where a quarter is looked back at, and where nothing does."""
    from edu_plan_cli.assessment.coming_due import SOON, coming_due
    from edu_plan_cli.presentation.due_screen import soon_line

    if quarter is not None:
        return ""
    return say(soon_line(coming_due(opened.checked, opened.assessment, SOON, wanted), SOON))


def typed_selection(
    assessment: "Assessment",
    section: str | None,
    item: str | None,
    department: str | None,
    leader: str | None,
    lights: list[str],
) -> "Selection":
    """Return the filters as typed, looked up in the plan. Raises Stop for what is not in it."""
    from edu_plan_cli.assessment.select import Selection, find_light
    from edu_plan_cli.cli.context import no_section, the_department, the_item, the_leader
    from edu_plan_cli.model.references import find_section

    wanted = Selection()
    plan = assessment.plan
    if section is not None:
        if (found_section := find_section(assessment.plan, section)) is None:
            raise no_section(section, [each.number for each in plan.sections])
        wanted = wanted._replace(section=found_section)
    if item is not None:
        wanted = wanted._replace(item=the_item(plan, item))
    if department is not None:
        wanted = wanted._replace(department=the_department(plan, department))
    if leader is not None:
        wanted = wanted._replace(leader=the_leader(plan, leader))
    chosen: set[Light] = set()
    for typed in lights:
        if (found_light := find_light(typed)) is None:
            raise Stop(
                Words(
                    f"没有这种灯 {typed}；有：逾期、滞后、未填报、正常、已完成。",
                    f"No light {typed}; see edu-plan status --help.",
                )
            )
        chosen.add(found_light)
    return wanted._replace(lights=frozenset(chosen))
