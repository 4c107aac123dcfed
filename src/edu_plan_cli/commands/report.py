"""``edu-plan report``."""

from typing import Literal

from edu_plan_cli.cli import options, report_options
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.cli.output_format import wanted_format
from edu_plan_cli.values.bilingual import Words

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
    (
        "edu-plan report -q Q2 --all 二季度",
        Words("一套都写进文件夹：网页、通报、台账、责任分解表、催报", "the whole set"),
    ),
    ("edu-plan report --year 2023 -o 年度.docx", Words("年度回顾：全年完成情况", "the year-end review")),
    (
        "edu-plan report -q Q2 -o 通报.docx --template 红头.docx",
        Words("套自己的模板", "in your own template"),
    ),
    ("edu-plan report -q Q1 --as-of 2023-04-15", Words("当时印发的样子", "as it was handed out then")),
)
_EXTRAS: dict[str, Literal["html", "office"]] = {"html": "html", "docx": "office", "xlsx": "office"}


def command(
    quarter: options.Quarter = None,
    format_: report_options.Format = None,
    output: options.Output = None,
    force: options.Force = False,
    open_: report_options.Open = False,
    department: options.Department = None,
    leader: options.Leader = None,
    item: options.Item = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: report_options.Year = None,
    template: report_options.Template = None,
    all_: report_options.All = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment, tell_drafts
    from edu_plan_cli.cli.quarter_report import (
        asked_span,
        build_report,
        put_out_report,
        refuse_misfits,
        rendered,
        reported_assessment,
        tell_corrections_since,
    )
    from edu_plan_cli.presentation.report.report_formats import FORMATS
    from edu_plan_cli.presentation.waiting import waiting

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    if extra := _EXTRAS.get(name):
        needs(extra)
    refuse_misfits(name, output, open_=open_, template=template, whole_set=all_)
    span = asked_span(year, quarter, as_of)
    opened = open_assessment(Wanted(project, year, "Q4" if span == "year" else quarter, as_of, today, rev))
    now = reported_assessment(opened, annual=span == "year")
    report = build_report(opened, now, (department, leader, item), span=span, with_touches=name == "json")
    if all_ is not None:
        from edu_plan_cli.cli.report_set import write_report_set

        write_report_set(opened, report, all_, template, force=force)
    elif output is None and name == "table":
        from edu_plan_cli.presentation.console import make_console
        from edu_plan_cli.presentation.report.report_table import write

        write(make_console(), report, LANG)
    else:
        with waiting(say(Words(f"写 {name}……", f"writing {name}…"))):
            content = rendered(name, report, template)
        put_out_report(content, output, force=force, open_=open_)
    tell_drafts(opened.drafts)
    if now.view.known_by is not None:
        tell_corrections_since(opened, now)
