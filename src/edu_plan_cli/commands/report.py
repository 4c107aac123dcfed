"""``edu-plan report``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.cli.output_format import wanted_format
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    pass

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
Template = Annotated[
    Path | None,
    options.option(
        "--template",
        metavar=Words("文件.docx", "FILE.docx"),
        help=Words(
            "通报套用的模板：标出 {{标题}} {{文号}} {{主送}} {{正文}} {{落款}} {{日期}} 的位置",
            "a Word template for the circular, with {{标题}} {{文号}} {{主送}} {{正文}} {{落款}} {{日期}} in it",
        ),
    ),
]


def command(
    quarter: options.Quarter = None,
    format_: Annotated[str | None, options.format_option("table|json|md|csv|html|docx|xlsx")] = None,
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
    template: Template = None,
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
    from edu_plan_cli.cli.quarter_report import (
        extract_part,
        in_template,
        is_year_review,
        open_in_browser,
        refuse_misfits,
        tell_corrections_since,
    )
    from edu_plan_cli.presentation.report.report_formats import FORMATS, renderer
    from edu_plan_cli.presentation.report.report_rows import QuarterReport
    from edu_plan_cli.values.quarter import Quarter

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    if extra := _EXTRAS.get(name):
        needs(extra)
    refuse_misfits(name, output, open_=open_, template=template)
    annual = is_year_review(year, quarter, as_of)
    opened = open_assessment(Wanted(project, year, "Q4" if annual else quarter, as_of, today, rev))
    now = opened.assessment
    if annual and now.view.on < now.view.quarter.end:  # a year that is not over is reviewed as far as it is
        so_far = view_of_day(now.view.on, now.view.quarter.year, now.rules).quarter
        now = assess(opened.checked, earlier_view(now, so_far))
    earlier = now.view.quarter.previous
    before = assess(opened.checked, earlier_view(now, earlier)) if earlier else None
    shown, scope = extract_part(now, department, item)
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
        report = report._replace(course=(*(extract_part(each, department, item)[0] for each in then), shown))
    if output is not None:
        from edu_plan_cli.cli.output import write_result

        made = in_template(template, report) if template else renderer(name)(report, LANG, options.FILE_WIDTH)
        write_result(output, made, force=force)
        if open_:
            open_in_browser(output)
    elif name == "table":
        from edu_plan_cli.presentation.console import make_console
        from edu_plan_cli.presentation.report.report_table import write

        write(make_console(), report, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(report, LANG, options.FILE_WIDTH))
    tell_drafts(opened.drafts)
    if now.view.known_by is not None:
        tell_corrections_since(opened, now)
