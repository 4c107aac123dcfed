"""Options of ``review``: what to look at, and how to answer without being asked."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli.completion import items_to_review
from edu_plan_cli.cli.options import argument, option
from edu_plan_cli.values.bilingual import Words

Waiting = Annotated[
    str | None,
    argument(
        metavar=Words("任务或编号", "ITEM|ID"),
        help=Words(
            "任务序号，或 --list 列出的编号、名称；缺省为全部",
            "an item, or an id or name as --list shows it; default: all",
        ),
        autocompletion=items_to_review,
    ),
]
Pairs = Annotated[
    list[str] | None,
    argument(
        metavar=Words("键=值…", "KEY=VALUE…"),
        help=Words("与 --accept 一起：补上的内容", "with --accept: what it lacks"),
    ),
]
Listing = Annotated[bool, option("--list", help=Words("只列出来，不问", "list them, ask nothing"))]
Accept = Annotated[
    bool, option("--accept", help=Words("照所列认可，不问", "accept them as listed, ask nothing"))
]
Aside = Annotated[bool, option("--aside", help=Words("不作目标，不问", "set them aside, ask nothing"))]
Answers = Annotated[
    Path | None,
    option(
        "--answers",
        metavar=Words("文件", "FILE"),
        help=Words(
            "从文件读回答，一行一个；- 是标准输入",
            "read the answers from a file, a line each; -: standard input",
        ),
    ),
]
