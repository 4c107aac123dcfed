"""Options of ``report`` alone."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import years
from edu_plan_cli.values.bilingual import Words

Format = Annotated[str | None, options.format_option("table|json|md|csv|html|docx|xlsx")]
Open = Annotated[
    bool, options.option("--open", help=Words("在浏览器里打开网页", "open the page in a browser"))
]
Year = Annotated[
    str | None,
    options.option(
        "--year",
        metavar=Words("年份", "YEAR"),
        help=Words(
            "哪一年的工作要点，缺省为正在执行的；不写 --quarter 就是年度回顾",
            "which plan, default: the one under way; without --quarter its year-end review",
        ),
        autocompletion=years,
    ),
]
All = Annotated[
    Path | None,
    options.option(
        "--all",
        metavar=Words("文件夹", "DIR"),
        help=Words(
            "一套都写进文件夹：网页、通报、台账、责任分解表、催报",
            "write the whole set into a folder: page, circular, ledger, breakdown, reminders",
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
