"""``edu-plan report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.cli.output_format import wanted_format
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import Assessment
    from edu_plan_cli.cli.context import Opened
    from edu_plan_cli.presentation.report.report_rows import QuarterReport

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
    ("edu-plan report --year 2023 -o 年度.docx", Words("年度回顾：全年完成情况", "the year-end review")),
    (
        "edu-plan report -q Q2 -o 通报.docx --template 红头.docx",
        Words("套自己的模板", "in your own template"),
    ),
    ("edu-plan report -q Q1 --as-of 2023-04-15", Words("当时印发的样子", "as it was handed out then")),
)
_FILE_WIDTH = 160
_EXTRAS: dict[str, Literal["html", "office"]] = {"html": "html", "docx": "office", "xlsx": "office"}


Year = Annotated[
    str | None,
    options.option(
        "--year",
        metavar=Words("年份", "YEAR"),
        help=Words(
            "哪一年的工作要点，缺省为正在执行的；不写 --quarter 就是年度回顾",
            "which plan, default: the one under way; without --quarter its year-end review",
        ),
    ),
]


def command(
    quarter: options.Quarter = None,
    format_: Annotated[
        str | None,
        options.option(
            "--format",
            "-f",
            metavar="table|json|md|csv|html|docx|xlsx",
            help=Words(
                "格式；缺省看文件名，再缺省为 table", "format; default: by the file's name, else table"
            ),
        ),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
    open_: Annotated[
        bool, options.option("--open", help=Words("在浏览器里打开网页", "open the page in a browser"))
    ] = False,
    department: options.Department = None,
    item: options.Item = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: Year = None,
    template: Annotated[
        Path | None,
        options.option(
            "--template",
            metavar=Words("文件.docx", "FILE.docx"),
            help=Words(
                "通报套用的模板：标出 {{标题}} {{文号}} {{主送}} {{正文}} {{落款}} {{日期}} 的位置",
                "a Word template for the circular, with {{标题}} {{文号}} {{主送}} {{正文}} {{落款}} {{日期}} in it",
            ),
        ),
    ] = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.changes_since import corrections, light_changes
    from edu_plan_cli.assessment.reporting_status import earlier_view
    from edu_plan_cli.assessment.view import view_of_day
    from edu_plan_cli.checks.checked_year import unread_files
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment, tell_drafts, touched
    from edu_plan_cli.presentation.report.report_formats import FORMATS, renderer
    from edu_plan_cli.presentation.report.report_rows import QuarterReport
    from edu_plan_cli.values.quarter import Quarter

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    if extra := _EXTRAS.get(name):
        needs(extra)
    _fits_together(name, output, open_=open_, template=template)
    annual = _is_review(year, quarter, as_of)
    opened = open_assessment(Wanted(project, year, "Q4" if annual else quarter, as_of, today, rev))
    now = opened.assessment
    if annual and now.view.on < now.view.quarter.end:  # a year that is not over is reviewed as far as it is
        so_far = view_of_day(now.view.on, now.view.quarter.year, now.rules).quarter
        now = assess(opened.checked, earlier_view(now, so_far))
    earlier = now.view.quarter.previous
    before = assess(opened.checked, earlier_view(now, earlier)) if earlier else None
    shown, scope = _extract(now, department, item)
    touches = touched(opened, shown.targets) if name == "json" else {}
    kept = {found.plan_target.target.id for found in shown.targets}
    moved = (
        [move for move in light_changes(before, now) if move.now.plan_target.target.id in kept]
        if before
        else []
    )
    report = QuarterReport(
        shown,
        moved,
        corrections(shown),
        opened.errors,
        touches,
        scope,
        opened.words,
        unread=unread_files(opened.checked.diagnostics),
    )
    if annual:
        quarters = [Quarter(now.view.quarter.year, number) for number in range(1, now.view.quarter.number)]
        then = [assess(opened.checked, earlier_view(now, each)) for each in quarters]
        report = report._replace(course=(*(_extract(each, department, item)[0] for each in then), shown))
    if output is not None:
        from edu_plan_cli.cli.output import write_result

        made = _in_template(template, report) if template else renderer(name)(report, LANG, _FILE_WIDTH)
        write_result(output, made, force=force)
        if open_:
            _open(output)
    elif name == "table":
        from edu_plan_cli.presentation.console import make_console
        from edu_plan_cli.presentation.report.report_table import write

        write(make_console(), report, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(report, LANG, _FILE_WIDTH))
    tell_drafts(opened.drafts)
    if now.view.known_by is not None:
        _say_what_changed_since(opened, now)


def _open(page: Path) -> None:
    from edu_plan_cli.files.open_page import open_page

    if not open_page(page):
        typer.echo(
            say(
                Words(
                    f"这里没有能打开网页的程序，请自己打开 {page}。",
                    f"Nothing here opens pages; open {page} yourself.",
                )
            ),
            err=True,
        )


def _fits_together(name: str, output: Path | None, *, open_: bool, template: Path | None) -> None:
    if name in ("docx", "xlsx") and output is None:
        raise Stop(Words(f"要写到文件：-o 二季度.{name}。", f"It goes to a file: -o q2.{name}."))
    if open_ and (output is None or name != "html" or output.suffix.lower() not in (".html", ".htm")):
        raise Stop(Words("--open 要和 -o 文件.html 一起用。", "--open goes with -o FILE.html."))
    if template is not None and name != "docx":
        raise Stop(Words("--template 要和 -o 文件.docx 一起用。", "--template goes with -o FILE.docx."))


def _is_review(year: str | None, quarter: str | None, as_of: str | None) -> bool:
    """A year without a quarter is all of it, unless it is looked at from a day within it."""
    if quarter is not None:
        return quarter.strip().endswith(("全年", "年度"))
    return year is not None and (as_of is None or as_of > f"{year}-12-31")


def _in_template(file: Path, report: "QuarterReport") -> bytes:
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.files.office_inspection import DOCUMENT, inspect_office_file
    from edu_plan_cli.presentation.report.report_docx import render
    from edu_plan_cli.presentation.report.word.word_template import Unfit, open_template

    data = given_bytes(file)
    if refused := inspect_office_file(file.name, data, DOCUMENT, allow_embedded=True):
        raise Stop(Words(f"模板 {file}：{refused.why.zh}", f"template {file}: {refused.why.en}"))
    try:
        return render(report, LANG, _FILE_WIDTH, open_template(data))
    except Unfit as unfit:
        raise Stop(Words(f"模板 {file}：{unfit.words.zh}", f"template {file}: {unfit.words.en}")) from None


def _extract(now: "Assessment", department: str | None, item: str | None) -> "tuple[Assessment, str]":
    """One department's or item's part, and its name; all of it where none is asked for."""
    from edu_plan_cli.assessment.extract import extract
    from edu_plan_cli.assessment.select import Selection
    from edu_plan_cli.cli.context import the_department, the_item

    if department is None and item is None:
        return now, ""
    who = the_department(now.plan, department) if department else None
    what = the_item(now.plan, item) if item else None
    names = [who.name] if who else []
    names += [say(Words(f"第{what.number}项", f"item {what.number}"))] if what else []
    return extract(now, Selection(item=what, department=who)), say(Words("", " ")).join(names)


def _say_what_changed_since(opened: "Opened", shown: "Assessment") -> None:
    """Beside the page, never on it: a report as of a day stays as it was handed out, to the byte."""
    from edu_plan_cli.assessment.assess import assess
    from edu_plan_cli.assessment.changes_since import corrected_since
    from edu_plan_cli.presentation.report.report_rows import correction_line

    for corrected in corrected_since(shown, assess(opened.checked, shown.view._replace(known_by=None))):
        line = correction_line(corrected, LANG)
        tell(Words(f"此后更正：{line}", f"corrected since: {line}"))
