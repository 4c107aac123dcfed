"""``edu-plan report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop, known_format
from edu_plan_cli.commands.language import LANG, say
from edu_plan_cli.values.words import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import Assessment
    from edu_plan_cli.commands.wiring import Opened

EXAMPLES = (
    ("edu-plan report --quarter Q2", Words("二季度完成情况表", "the table of the second quarter")),
    (
        "edu-plan report -q 上半年 -o 上半年.csv",
        Words("存成 Excel、WPS 能打开的表", "a table for Excel or WPS"),
    ),
    ("edu-plan report -q 2 --format md", Words("Markdown，可贴到网页", "Markdown, to paste into a page")),
    (
        "edu-plan report -q Q2 -o 二季度.html --open",
        Words("网页，可打印、可拷走", "a page to print or hand on"),
    ),
    ("edu-plan report -q Q2 --department 学前科 -o 学前科.docx", Words("一个科室的", "one department's")),
    ("edu-plan report -q 全年 --item 14", Words("一项任务全年的", "one item, the whole year")),
    ("edu-plan report -q Q1 --as-of 2023-04-15", Words("当时印发的样子", "as it was handed out then")),
)
_BY_SUFFIX = {
    ".csv": "csv",
    ".md": "md",
    ".json": "json",
    ".html": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".txt": "table",
}
_FILE_WIDTH = 160
_EXTRAS: dict[str, Literal["html", "office"]] = {"html": "html", "docx": "office", "xlsx": "office"}


def command(
    quarter: options.Quarter = None,
    format_: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="table|json|md|csv|html|docx|xlsx",
            help=say("格式；缺省看文件名，再缺省为 table", "format; default: by the file's name, else table"),
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=say("文件", "FILE"), help=say("写到文件", "write to a file")),
    ] = None,
    force: Annotated[
        bool, typer.Option("--force", help=say("文件已存在时覆盖", "replace an existing file"))
    ] = False,
    open_: Annotated[
        bool, typer.Option("--open", help=say("在浏览器里打开网页", "open the page in a browser"))
    ] = False,
    department: options.Department = None,
    item: options.Item = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.moves import corrections, moves
    from edu_plan_cli.assessment.view import view_of_quarter
    from edu_plan_cli.commands.wiring import Wanted, needs, open_assessment, touched
    from edu_plan_cli.presentation.report.registry import FORMATS, renderer
    from edu_plan_cli.presentation.report.rows import QuarterReport

    name = "json" if as_json else format_ or _BY_SUFFIX.get(output.suffix.lower() if output else "", "table")
    known_format(name, FORMATS)
    if extra := _EXTRAS.get(name):
        needs(extra)
    if name in ("docx", "xlsx") and output is None:
        raise Stop(say(f"要写到文件：-o 二季度.{name}。", f"It goes to a file: -o q2.{name}."))
    if open_ and (output is None or name != "html"):
        raise Stop(say("--open 要和 -o 文件.html 一起用。", "--open goes with -o FILE.html."))
    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    now = opened.assessment
    earlier = now.view.quarter.previous
    before = assess(opened.checked, view_of_quarter(earlier, now.view.known_by)) if earlier else None
    shown, scope = _extract(now, department, item)
    touches = touched(opened, shown.targets) if name == "json" else {}
    kept = {found.placed.target.id for found in shown.targets}
    moved = [move for move in moves(before, now) if move.now.placed.target.id in kept] if before else []
    report = QuarterReport(shown, moved, corrections(shown), opened.errors, touches, scope)
    if output is not None:
        from edu_plan_cli.commands.writing import write_result

        write_result(output, renderer(name)(report, LANG, _FILE_WIDTH), opened.project.root, force=force)
        if open_:
            typer.launch(output.resolve().as_uri())
    elif name == "table":
        from edu_plan_cli.presentation.console import make_console
        from edu_plan_cli.presentation.report.table import write

        write(make_console(), report, LANG)
    else:
        typer.echo(renderer(name)(report, LANG, _FILE_WIDTH), nl=False)
    if now.view.known_by is not None:
        _say_what_changed_since(opened, now)


def _extract(now: "Assessment", department: str | None, item: str | None) -> "tuple[Assessment, str]":
    """One department's or item's part, and its name; all of it where none is asked for."""
    from edu_plan_cli.assessment.extract import extract
    from edu_plan_cli.assessment.select import Selection
    from edu_plan_cli.commands.wiring import the_department, the_item

    if department is None and item is None:
        return now, ""
    who = the_department(now.plan, department) if department else None
    what = the_item(now.plan, item) if item else None
    names = [who.name] if who else []
    names += [f"第{what.number}项"] if what else []
    return extract(now, Selection(item=what, department=who)), "".join(names)


def _say_what_changed_since(opened: "Opened", shown: "Assessment") -> None:
    """Beside the page, never on it: a report as of a day stays as it was handed out, to the byte."""
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.moves import corrected_since
    from edu_plan_cli.presentation.report.rows import correction_line

    for corrected in corrected_since(shown, assess(opened.checked, shown.view._replace(known_by=None))):
        typer.echo(say("此后更正：", "corrected since: ") + correction_line(corrected, LANG), err=True)
