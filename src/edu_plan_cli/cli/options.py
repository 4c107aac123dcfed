"""Options that several commands share, worded once."""

from pathlib import Path
from typing import Annotated, Any

from edu_plan_cli.cli.completion import (
    choices,
    departments,
    editable,
    items,
    items_and_targets,
    keys,
    leaders,
    lights,
    quarters,
    sections,
    years,
)
from edu_plan_cli.cli.parameters import Argument, Completer, Option
from edu_plan_cli.values.bilingual import Words

FILE_WIDTH = 160  # columns of a table that goes into a file


def option(*names: str, help: Words, metavar: Words | str | None = None, **settings: Any) -> Option:
    """Declare an option; ``settings`` are the other fields of Option. Tab offers the words of table|md|json."""
    if isinstance(metavar, str) and "|" in metavar:
        settings.setdefault("autocompletion", choices(metavar.split("|")))
    return Option(names, help, metavar, **settings)


def argument(metavar: Words | str, help: Words, autocompletion: Completer | None = None) -> Argument:
    """Declare a positional argument."""
    return Argument(metavar, help, autocompletion)


def format_option(names: str) -> Option:
    """Declare ``--format`` of a command that can also tell it by the name of the file it writes."""
    return option(
        "--format",
        "-f",
        metavar=names,
        help=Words("格式；缺省看文件名，再缺省为 table", "format; default: by the file's name, else table"),
    )


def json_option(schema: str) -> Option:
    """Declare ``--json``, the same as ``--format json`` where a command has both; ``schema`` names what it gives."""
    return option("--json", help=Words(f"输出 JSON（{schema}）", f"JSON ({schema})"))


Project = Annotated[
    str | None,
    option(
        "--project",
        metavar=Words("文件夹", "DIR"),
        help=Words(
            "项目文件夹；缺省从当前文件夹向上找，也可设 EDU_PLAN_PROJECT",
            "the project; else found upward, or EDU_PLAN_PROJECT",
        ),
    ),
]
Year = Annotated[
    str | None,
    option(
        "--year",
        metavar=Words("年份", "YEAR"),
        help=Words("哪一年的工作要点；缺省为正在执行的", "which plan; default: the one under way"),
        autocompletion=years,
    ),
]
Quarter = Annotated[
    str | None,
    option(
        "--quarter",
        "-q",
        metavar=Words("季度", "QUARTER"),
        help=Words("季度：Q2、2、2023Q2、二季度、上半年", "quarter: Q2, 2, 2023Q2, 二季度, 上半年"),
        autocompletion=quarters,
    ),
]
AsOf = Annotated[
    str | None,
    option(
        "--as-of",
        metavar=Words("日期", "DATE"),
        help=Words(
            "按这一天所知（2023-09-30）；其后报送的不计",
            "as known on a day (2023-09-30); later reports do not count",
        ),
    ),
]
Rev = Annotated[
    str | None,
    option(
        "--rev",
        metavar=Words("版本", "REV"),
        help=Words(
            "看某个 git 版本里的文件（提交、标签、HEAD~3）",
            "the files of a git revision (commit, tag, HEAD~3)",
        ),
    ),
]
Section = Annotated[
    str | None,
    option(
        "--section",
        metavar=Words("部分", "SECTION"),
        help=Words("只看一个部分：四 或 4", "one section: 四 or 4"),
        autocompletion=sections,
    ),
]
Item = Annotated[
    str | None,
    option(
        "--item",
        metavar=Words("任务", "ITEM"),
        help=Words("只看一项任务：14", "one item: 14"),
        autocompletion=items,
    ),
]
Department = Annotated[
    str | None,
    option(
        "--department",
        metavar=Words("科室", "DEPARTMENT"),
        help=Words("只看一个科室牵头的：名称、别名或 id", "what one department leads: name, alias or id"),
        autocompletion=departments,
    ),
]
Leader = Annotated[
    str | None,
    option(
        "--leader",
        metavar=Words("分管领导", "LEADER"),
        help=Words("只看一位分管领导的：职务或姓名", "what is in one leader's charge: post or name"),
        autocompletion=leaders,
    ),
]
Light = Annotated[
    list[str] | None,
    option(
        "--light",
        metavar=Words("灯", "LIGHT"),
        help=Words(
            "只看某种灯：逾期、滞后、未填报、正常、已完成；可多次",
            "lights: overdue, lagging, not_reported, on_track, done; repeatable",
        ),
        autocompletion=lights,
    ),
]
DryRun = Annotated[
    bool,
    option("--dry-run", "-n", help=Words("只看会怎么改（补丁），不写", "show the patch, write nothing")),
]
Yes = Annotated[
    bool,
    option("--yes", help=Words("可疑但可能没错的，都算没错", "take what is doubtful as it stands")),
]
Reason = Annotated[str, option("--reason", metavar=Words("理由", "REASON"), help=Words("理由", "why"))]
Document = Annotated[
    str | None,
    option(
        "--document",
        metavar=Words("文号", "DOCUMENT"),
        help=Words("依据的文件", "the document it rests on"),
    ),
]
Date = Annotated[
    str | None,
    option(
        "--date",
        metavar=Words("日期", "DATE"),
        help=Words("哪天起（缺省今天）", "from when (default: today)"),
    ),
]
Received = Annotated[
    str | None,
    option(
        "--received",
        "--date",
        metavar=Words("日期", "DATE"),
        help=Words(
            "实际收到的日期，与今天不同时写，并写理由；更正、进展的，是那天的日期",
            "the day it really came, where that is not today, with --received-reason; of a correction or an update its day",
        ),
    ),
]
ReceivedReason = Annotated[
    str | None,
    option(
        "--received-reason",
        metavar=Words("理由", "REASON"),
        help=Words("为什么收到的日期不是今天", "why it came on another day"),
    ),
]
What = Annotated[
    str,
    argument(
        metavar=Words("任务或目标", "WHAT"),
        help=Words(
            "任务序号（14）、目标（14-1）或编号（id）", "an item's number (14), a target (14-1), or an id"
        ),
        autocompletion=items_and_targets,
    ),
]
WhatToSet = Annotated[
    str,
    argument(
        metavar=Words("任务或目标", "WHAT"),
        help=Words(
            "任务序号（14）、目标（14-1）或编号（id）", "an item's number (14), a target (14-1), or an id"
        ),
        autocompletion=editable,
    ),
]
Field = Annotated[
    str, argument(metavar=Words("键", "FIELD"), help=Words("键名", "the key"), autocompletion=keys)
]
Output = Annotated[
    Path | None,
    option("--output", "-o", metavar=Words("文件", "FILE"), help=Words("写到文件", "write to a file")),
]
Force = Annotated[bool, option("--force", help=Words("文件已存在时覆盖", "replace what is there"))]
Today = Annotated[
    str | None,
    option("--today", help=Words("", ""), envvar="EDU_PLAN_TODAY", hidden=True),
]
AsJson = Annotated[bool, json_option("edu-plan/assessment@1")]
