"""Options of ``rollup`` alone."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import lights
from edu_plan_cli.values.bilingual import Words

Format = Annotated[str | None, options.format_option("table|html|xlsx|json|csv")]
AsJson = Annotated[bool, options.json_option("edu-plan/rollup@1")]
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
        autocompletion=lights,
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
