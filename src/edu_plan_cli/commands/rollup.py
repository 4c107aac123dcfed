"""``edu-plan rollup``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan rollup 各区县",
        Words("各区县放在一个文件夹里，看最近一季", "districts in one folder, the latest quarter"),
    ),
    ("edu-plan rollup 各区县 -q Q2 -o 二季度.xlsx", Words("存成 Excel 表", "a workbook")),
    (
        "edu-plan rollup 各区县 -q Q2 -o 二季度.html",
        Words("网页，可打印、可拷走", "a page to print or hand on"),
    ),
    ("edu-plan rollup 各区县 --behind", Words("只看落后和没有填报的", "only who is behind or missing")),
    (
        "edu-plan rollup 各区县 --indicator preschool-places",
        Words("一个指标在各区县", "one indicator across the districts"),
    ),
)
Folders = Annotated[
    list[Path],
    options.argument(
        metavar=Words("文件夹", "DIR"),
        help=Words(
            "各区县所在的文件夹（项目在其下一层或两层），或几个项目",
            "a folder of districts (projects one or two levels below), or several projects",
        ),
    ),
]
Section = Annotated[
    str | None,
    options.option(
        "--section",
        metavar=Words("部分", "SECTION"),
        help=Words("只看一个部分：四", "one section: 四"),
    ),
]
Indicator = Annotated[
    str | None,
    options.option(
        "--indicator",
        metavar=Words("编码", "CODE"),
        help=Words("只看一个指标在各区县", "one indicator across districts"),
    ),
]
Light = Annotated[
    list[str] | None,
    options.option(
        "--light",
        metavar=Words("灯", "LIGHT"),
        help=Words(
            "列出哪些目标：逾期、滞后、未填报；缺省为逾期和滞后",
            "which targets to list: overdue, lagging, not_reported; default: the first two",
        ),
    ),
]
Behind = Annotated[
    bool,
    options.option(
        "--behind",
        help=Words("只看落后、没有填报和没有计入的区县", "only districts behind, silent or left out"),
    ),
]
Catalogue = Annotated[
    Path | None,
    options.option(
        "--catalogue",
        metavar=Words("文件", "FILE"),
        help=Words(
            "指标目录；缺省为文件夹里的 indicators.yaml",
            "the indicators; default: indicators.yaml in DIR",
        ),
    ),
]
NoCache = Annotated[
    bool,
    options.option(
        "--no-cache",
        help=Words(
            "不用也不留上次的结果（也可设 EDU_PLAN_NO_CACHE=1）",
            "neither use nor keep results (or EDU_PLAN_NO_CACHE=1)",
        ),
    ),
]


def command(
    folders: Folders,
    quarter: options.Quarter = None,
    year: options.Year = None,
    section: Section = None,
    indicator: Indicator = None,
    light: Light = None,
    behind: Behind = False,
    catalogue: Catalogue = None,
    format_: Annotated[str | None, options.format_option("table|html|xlsx|json|csv")] = None,
    output: options.Output = None,
    force: options.Force = False,
    no_cache: NoCache = False,
    as_json: Annotated[bool, options.json_option("edu-plan/rollup@1")] = False,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import show_problems, write_result
    from edu_plan_cli.cli.output_format import needs_file, wanted_format
    from edu_plan_cli.features.rollup.rollup_formats import FORMATS, renderer

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    needs("rollup")
    if name == "html":
        needs("html")
    if name == "xlsx":
        needs("office")
        needs_file(output, Words("汇总.xlsx", "rollup.xlsx"))
    from edu_plan_cli.cli.rollup_input import RollupInput, lights_to_list, narrowed, roll_up_folders

    lights = lights_to_list(light or [])
    wanted = RollupInput(folders, quarter, year, catalogue, now(today), keep=not no_cache)
    rollup = narrowed(roll_up_folders(wanted, lights), section, indicator, behind=behind)
    show_problems(rollup.problems)  # of the catalogue; districts' own are theirs to see, with ``validate``
    if output is not None:
        write_result(output, renderer(name)(rollup, LANG, options.FILE_WIDTH), force=force)
    elif name == "table":
        from edu_plan_cli.features.rollup.rollup_table import write
        from edu_plan_cli.presentation.console import make_console

        write(make_console(), rollup, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(rollup, LANG, options.FILE_WIDTH))
