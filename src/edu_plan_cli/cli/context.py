"""What most commands begin with: find the project, choose the year and the view, load, check, assess."""

import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Literal, NamedTuple

from edu_plan_cli.checks.checked_year import Checked, check_year, unread_files
from edu_plan_cli.checks.wrong_placeholders import fitting_words
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import about, say, tell
from edu_plan_cli.files.project_folder import Project, find_project, plan_files, plan_years
from edu_plan_cli.files.reading import SourceFile, read_source
from edu_plan_cli.model.load import load_year
from edu_plan_cli.model.plan import Department, Item, Leader, Plan
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter, parse_quarter
from edu_plan_cli.values.typed_text import normalize_typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from edu_plan_cli.assessment.duties import QuarterReporting
    from edu_plan_cli.assessment.result import TargetAssessment
    from edu_plan_cli.assessment.view import View
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.files.reading import Root
    from edu_plan_cli.presentation.console import Screen


class Wanted(NamedTuple):
    """The options that say what to look at; the same in every command."""

    project: str | None
    year: str | None = None
    quarter: str | None = None
    as_of: str | None = None
    today: str | None = None
    rev: str | None = None


def open_project(asked: str | None) -> Project:
    """Find the project at, or above, a folder. Raises Stop where there is none."""
    project = find_project(asked, Path.cwd())
    if project is None and not asked and (named := os.environ.get("EDU_PLAN_PROJECT")):
        raise Stop(
            Words(
                f"环境变量 EDU_PLAN_PROJECT 指的 {named} 不是 edu-plan 项目；请改正或取消它。",
                f"The environment variable EDU_PLAN_PROJECT names {named}, which is no edu-plan project; correct or unset it.",
            )
        )
    if project is None:
        raise Stop(
            Words(
                f"{f'{asked} ' if asked else '这里（及上级文件夹）'}不是 edu-plan 项目：缺 plan/ 和 reports/。可用 edu-plan init 新建，"
                "或用 --project 指定。",
                f"{asked or 'This folder (and those above)'} is no edu-plan project: no plan/ and reports/. "
                "Start one with edu-plan init, or name one with --project.",
            )
        )
    _tell_of_slow_reading()
    return project


def _tell_of_slow_reading() -> None:
    """Once for each user: where the installation lacks the quick part of ruamel.yaml, which no wheel brings there."""
    from edu_plan_cli.nodes.reader import is_quick

    if is_quick():
        return
    from edu_plan_cli.files.cache import cache_folder, write

    if (folder := cache_folder("told")) is None or (folder / "slow-reading").exists():
        return
    if write(folder / "slow-reading", b""):
        tell(
            Words(
                "本机没有 ruamel.yaml 的 C 部分：结果一样，读大的工作要点慢几倍。只说这一次。",
                "ruamel.yaml lacks its part in C here: results are the same, large plans are read more slowly. Said only once.",
            )
        )


def the_department(plan: Plan, typed: str) -> Department:
    """A department by any of its names or an unambiguous part of one. Raises Stop where there is none, or several."""
    from edu_plan_cli.model.references import alike_departments, find_department

    if (found := find_department(plan, typed)) is not None:
        return found
    if near := alike_departments(plan, typed):
        raise Stop(
            Words(
                f"没有科室 {typed}；是不是 {'、'.join(near)}？",
                f"No department {typed}; did you mean {', '.join(near)}?",
            )
        )
    names = "、".join(department.name for department in plan.departments)
    raise Stop(Words(f"没有科室 {typed}；有：{names}。", f"No department {typed}; there are {names}."))


def the_leader(plan: Plan, typed: str) -> Leader:
    """Return a leader (分管领导) by post or name, or by what is part of only one's. Raises Stop where there is none, or several."""
    named = plan.leaders_called(typed) or [each for each in plan.leaders if typed in each.called]
    if len(named) == 1:
        return named[0]
    names = "、".join(each.called for each in named or plan.leaders)
    if named:
        raise Stop(Words(f"叫 {typed} 的有 {len(named)} 位：{names}。", f"{typed} may be any of: {names}."))
    if not plan.leaders:
        raise Stop(
            Words(
                f"{plan.node.path} 里没有写分管领导（leaders），见 docs/format.md。",
                f"{plan.node.path} names no leaders; see docs/format.md.",
            )
        )
    raise Stop(Words(f"没有分管领导 {typed}；有：{names}。", f"No leader {typed}; there are {names}."))


def no_section(typed: str, numbers: "Sequence[str]") -> Stop:
    """Make the refusal of a section that is not there; ``numbers`` are those that are."""
    return Stop(
        Words(
            f"没有部分 {typed}；有：{'、'.join(numbers)}。",
            f"No section {typed}; there are {', '.join(numbers)}.",
        )
    )


def the_item(plan: Plan, typed: str) -> Item:
    """An item by number, heading or id. Raises Stop where there is none, or several."""
    from edu_plan_cli.cli.plan_arguments import no_such
    from edu_plan_cli.model.references import find_item

    if (found := find_item(plan, typed)) is None:
        raise no_such(
            plan, typed, Words("任务", "item"), Words("写任务序号，如 14。", "Give a number, such as 14.")
        )
    return found


def open_assessment(wanted: Wanted, earlier: Checked | None = None, *, keep: bool = False) -> "Opened":
    """Everything up to the assessment. ``earlier`` and ``keep`` are as ``load_year`` has them.

    Raises Stop where there is nothing to show.
    """
    project = open_project(wanted.project)
    root: Root = project.root
    commit = None
    if wanted.rev is not None:
        from edu_plan_cli.cli.history_access import held_in

        commit, root = held_in(project.root, wanted.rev)
    with waiting(say(Words("打开工作要点和填报……", "opening plan and reports…"))):
        return _assess(project, root, wanted, commit, earlier, keep=keep)


def _assess(
    project: Project, root: "Root", wanted: Wanted, commit: str | None, earlier: Checked | None, *, keep: bool
) -> "Opened":
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.cli.opened import Opened

    typed_year, _ = parse_wanted_quarter(wanted.quarter)
    day = parse_day(wanted.as_of, "--as-of") if wanted.as_of else today(wanted.today)
    year = plan_year(root, day, wanted.year, typed_year)
    loaded = load_year(root, year, earlier=earlier and earlier.loaded, keep=keep)
    checked = check_year(loaded, earlier)
    if checked.plan is None:
        reasons = [d for d in checked.diagnostics if d.location.path.startswith("plan/")]
        first = f"{reasons[0].location} {reasons[0].message.zh}" if reasons else ""
        raise Stop(
            Words(
                f"{year} 年的工作要点读不了：{first} 请运行 edu-plan validate 看全部问题。",
                f"The plan of {year} cannot be read: {reasons[0].location if reasons else ''}. Run edu-plan validate.",
            )
        )
    view = view_of(checked, year, wanted)._replace(revision=commit and commit[:7])
    words, unfit = fitting_words(root)
    known = checked.as_known(view.known_by)
    checked = checked._replace(diagnostics=[*checked.diagnostics, *unfit])
    errors = sum(d.severity == "error" for d in (*known.diagnostics, *unfit))
    asked = wanted.year is not None or typed_year is not None
    drafts = () if asked else drafts_after(root, year)
    return Opened(project, checked, assess(known, view), errors, commit, words, drafts)


_EXTRAS = {
    "office": (
        ("openpyxl", "docx", "pypinyin"),
        Words("要读写 Excel、Word", "Excel and Word need an extra"),
    ),
    "documents": (
        ("html5lib", "pdfplumber", "xlrd"),
        Words("要读网页、PDF、.xls 和 .et", "Web pages, PDFs, .xls and .et need an extra"),
    ),
    "rollup": (
        ("duckdb",),
        Words("Parquet 和全市汇总要用 DuckDB", "Parquet and the roll-up need DuckDB"),
    ),
    "html": (("jinja2",), Words("要做网页", "Pages need an extra")),
}


def needs(extra: Literal["office", "documents", "html", "rollup"]) -> None:
    """Raises Stop where an extra of the package is not installed, or a library of it is too old."""
    from importlib.util import find_spec

    from edu_plan_cli.cli.installed_versions import outdated_library

    modules, what = _EXTRAS[extra]
    if any(find_spec(name) is None for name in modules):
        raise Stop(
            Words(
                f'{what.zh}，请先安装：pip install "edu-plan[{extra}]"',
                f'{what.en}: pip install "edu-plan[{extra}]"',
            )
        )
    if (old := outdated_library(extra)) is not None:
        raise Stop(
            Words(
                f'装的 {old.library} 是 {old.version}，太旧了，要 {old.least} 或更新的；请运行：pip install -U "edu-plan[{extra}]"',
                f"{old.library} {old.version} is too old, it must be {old.least} or later: "
                f'pip install -U "edu-plan[{extra}]"',
            )
        )


def parse_day(text: str, option: str) -> date:
    """Read a day as 2023-09-30. Raises Stop for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Stop(
            Words(
                f"{option} 要写成 2023-09-30，不是 {text}。", f"{option} is written 2023-09-30, not {text}."
            )
        ) from None


def parse_wanted_quarter(typed: str | None) -> tuple[int | None, int | None]:
    """Read a quarter as people write it: its year and number, each None where it is not said. Raises Stop."""
    if typed is None:
        return None, None
    found = parse_quarter(typed)
    if found is None:
        raise Stop(
            Words(
                f"看不懂季度 {typed}。可写 Q2、2、2023Q2、二季度、上半年。",
                f"No quarter: {typed}. Write Q2, 2, 2023Q2, 二季度 or 上半年.",
            )
        )
    return found


def parse_year(typed: str, option: str = "--year") -> int:
    """Read a year of four digits, full-width ones too. Raises Stop for anything else."""
    year = normalize_typed(typed)
    if not (year.isascii() and year.isdigit() and len(year) == 4):  # noqa: PLR2004
        raise Stop(Words(f"{option} 要写成 2023，不是 {typed}。", f"{option} is written 2023, not {typed}."))
    return int(year)


def year_and_quarter_differ(year: int | str, of_quarter: int | None) -> Stop:
    """Make the refusal of a ``--quarter`` that names another year than ``--year``."""
    return Stop(
        Words(
            f"--year {year} 和 --quarter 的 {of_quarter} 年不一致。",
            f"--year {year}, but --quarter is of {of_quarter}.",
        )
    )


def plan_year(root: "Root", day: date, typed: str | None, from_quarter: int | None = None) -> int:
    """Return the year asked for, else the one the project is in on a day. Raises Stop where there is none."""
    years = plan_years(root)
    if not years:
        for file in plan_files(root):
            if not isinstance(
                said := read_source(root, file), SourceFile
            ):  # plan/ is a link out of the project
                raise Stop(about(said[0].location.path, said[0].message))
        raise Stop(
            Words(
                "plan/ 里还没有工作要点（应有 plan/2023.yaml 这样的文件）。",
                "There is no plan yet, such as plan/2023.yaml.",
            )
        )
    year = parse_year(typed) if typed is not None else from_quarter or _year_on(root, years, day)
    if from_quarter is not None and year != from_quarter:
        raise year_and_quarter_differ(year, from_quarter)
    if year not in years:
        listed = "、".join(map(str, years))
        raise Stop(
            Words(
                f"没有 {year} 年的工作要点；有：{listed}。", f"There is no plan of {year}; there is {listed}."
            )
        )
    return year


def _year_on(root: "Root", years: list[int], day: date) -> int:
    if len(years) == 1:
        return years[0]
    from edu_plan_cli.model.years import default_year

    return default_year(root, years, day)


def drafts_after(root: "Root", year: int) -> tuple[int, ...]:
    """Return the later years whose plans are drafts: what a person may look for who sees this one."""
    later = [each for each in plan_years(root) if each > year]
    if not later:
        return ()
    from edu_plan_cli.model.years import later_drafts

    return tuple(later_drafts(root, later, year))


def draft_words(drafts: tuple[int, ...]) -> Words:
    """That there are drafts beside what is shown; nothing where there are none."""
    if not drafts:
        return Words("", "")
    return Words(
        f"（另有 {'、'.join(map(str, drafts))} 年草稿）",
        f" (there is a draft of {', '.join(map(str, drafts))})",
    )


def tell_drafts(drafts: tuple[int, ...]) -> None:
    """The same beside a page: what is handed out stays as it was, whatever is drafted since."""
    if drafts:
        tell(Words(*map(str.strip, draft_words(drafts))))


def view_of(checked: Checked, year: int, wanted: Wanted) -> "View":
    """From where to look: as asked, else today. Raises Stop for what is no day or quarter."""
    from edu_plan_cli import library

    _, number = parse_wanted_quarter(wanted.quarter)
    known_by = parse_day(wanted.as_of, "--as-of") if wanted.as_of else None
    asked = None if number is None else Quarter(year, number)
    return library.view(checked, year, asked, known_by, today(wanted.today))


def today(given: str | None) -> date:
    """Return the day it is, or the one given in its stead."""
    from edu_plan_cli.values.china_time import today_in_china

    return parse_day(given, "EDU_PLAN_TODAY") if given else today_in_china()


def banner(opened: "Opened") -> list[Words]:
    """Say what was left out, if anything: never in silence."""
    if not opened.errors:
        return []
    from edu_plan_cli.presentation.figures import unread_line

    files = list(dict.fromkeys(d.location.path for d in opened.checked.diagnostics if d.severity == "error"))
    named, more = "、".join(files[:3]), len(files) > 3  # noqa: PLR2004
    unread = unread_files(opened.checked.diagnostics)
    return [
        *([unread_line(unread)] if unread else []),
        Words(
            f"有 {opened.errors} 处错误，有错的内容没有计入：{named}{'等' if more else ''}（详见 edu-plan validate）",
            f"{opened.errors} errors; what they touch is not counted: {named}{' …' if more else ''} (see edu-plan validate)",
        ),
    ]


def tell_banner(opened: "Opened") -> None:
    """Say beside the output what was left out, if anything."""
    for line in banner(opened):
        tell(line)


def make_screen(opened: "Opened") -> "Screen":
    """Make the console, with what was left out and what is being drafted said first."""
    from edu_plan_cli.presentation.console import make_console, print_prose

    console = make_console()
    for line in banner(opened):
        print_prose(console, say(line), "bold red")
    if opened.drafts:
        print_prose(console, say(draft_words(opened.drafts)).strip())
    return console


def print_json(
    opened: "Opened", shown: "list[TargetAssessment]", quarters: "Sequence[QuarterReporting] | None" = None
) -> None:
    """The assessment as JSON, listing the targets shown; with how reporting went, quarter by quarter, if given."""
    from edu_plan_cli.cli.history_access import touched
    from edu_plan_cli.presentation.assessment_json import as_json, assessment_data, reporting_data
    from edu_plan_cli.presentation.streams import write_data

    unread = unread_files(opened.checked.diagnostics)
    data = assessment_data(opened.assessment, shown, opened.errors, touched(opened, shown), unread)
    if quarters is not None:
        data["reporting"] = [reporting_data(quarter) for quarter in quarters]
    write_data(as_json(data) + "\n")
