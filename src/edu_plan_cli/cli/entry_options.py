"""Options that say what a department answers."""

from typing import Annotated

from edu_plan_cli.cli.completion import contributors, items_and_targets, stages, steps
from edu_plan_cli.cli.options import argument, option
from edu_plan_cli.values.bilingual import Words

_NUMBER = Words("数", "NUMBER")

AskedTarget = Annotated[
    str | None,
    argument(
        metavar=Words("目标", "TARGET"),
        help=Words("目标（14-1）或编号；不写就逐个问", "a target (14-1) or its id; without it you are asked"),
        autocompletion=items_and_targets,
    ),
]
Value = Annotated[
    str | None,
    option(
        "--value",
        metavar=_NUMBER,
        help=Words("数值，可连单位：120、0.7万", "the value, perhaps with its unit"),
    ),
]
Unit = Annotated[
    str | None,
    option(
        "--unit", metavar=Words("单位", "UNIT"), help=Words("单位，与目标的不同时写", "its unit, if another")
    ),
]
Numerator = Annotated[
    str | None,
    option(
        "--numerator", metavar=_NUMBER, help=Words("分子；也可写 28/35", "the numerator, or both as 28/35")
    ),
]
Denominator = Annotated[
    str | None, option("--denominator", metavar=_NUMBER, help=Words("分母", "the denominator"))
]
Lowest = Annotated[
    str | None, option("--lowest", metavar=_NUMBER, help=Words("最低一期", "the lowest period"))
]
Stage = Annotated[
    str | None,
    option(
        "--stage",
        metavar=Words("阶段", "STAGE"),
        help=Words("已完成到的阶段", "the stage reached"),
        autocompletion=stages,
    ),
]
Steps = Annotated[
    list[str] | None,
    option(
        "--step",
        metavar=Words("步骤", "STEP"),
        help=Words("已完成的步骤；可多次", "a step done; repeatable"),
        autocompletion=steps,
    ),
]
DoneOn = Annotated[
    str | None,
    option("--done-on", metavar=Words("日期", "DATE"), help=Words("完成日期", "the day it was done")),
]
Issued = Annotated[
    list[str] | None,
    option(
        "--issued",
        metavar=Words("文件", "DOCUMENT"),
        help=Words(
            "印发的文件：标题、文号、日期，写在一起或各写一次",
            "a document: title, number, date, at once or each",
        ),
    ),
]
Note = Annotated[
    str | None, option("--note", metavar=Words("说明", "TEXT"), help=Words("情况说明", "an account"))
]
Highlight = Annotated[
    bool,
    option(
        "--highlight",
        help=Words(
            "标为亮点：通报的“亮点做法”引用它的情况说明", "the circular quotes its account as good practice"
        ),
    ),
]
Evidence = Annotated[
    list[str] | None,
    option(
        "--evidence",
        metavar=Words("佐证", "EVIDENCE"),
        help=Words("佐证材料；可多次", "evidence; repeatable"),
    ),
]
Contributor = Annotated[
    str | None,
    option(
        "--contributor",
        metavar=Words("单位", "NAME"),
        help=Words("分单位填报的，写单位", "whose part it is"),
        autocompletion=contributors,
    ),
]
CorrectionReason = Annotated[
    str | None,
    option(
        "--reason",
        metavar=Words("理由", "REASON"),
        help=Words("更正以前季度的理由", "why an earlier quarter is corrected"),
    ),
]
Withdraw = Annotated[
    bool,
    option(
        "--withdraw",
        help=Words(
            "撤回以前季度填的，没有别的数可填；要写 --reason",
            "take an earlier answer back without another; with --reason",
        ),
    ),
]
Nil = Annotated[
    bool,
    option(
        "--nil", help=Words("零报告：这一季没有进展；要写 --department", "nothing moved; with --department")
    ),
]

IsUpdate = Annotated[
    bool,
    option(
        "--update",
        help=Words(
            "季度之间的进展：今天的，别的日子写 --date；不算哪一季的填报",
            "an update between quarters, of today or of --date; it is no quarter's report",
        ),
    ),
]
