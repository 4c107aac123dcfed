"""Options of ``validate`` alone."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import choices
from edu_plan_cli.presentation.problems.problem_formats import FORMATS
from edu_plan_cli.values.bilingual import Words

FORMATS_AND_TEXT = ("text", *FORMATS)
_FORMAT_HELP = Words("格式：" + "、".join(FORMATS_AND_TEXT), "format: " + ", ".join(FORMATS_AND_TEXT))

Format = Annotated[
    str,
    options.option(
        "--format", "-f", metavar="text|json|…", help=_FORMAT_HELP, autocompletion=choices(FORMATS_AND_TEXT)
    ),
]
Strict = Annotated[bool, options.option("--strict", help=Words("有警告也算不通过", "fail on warnings too"))]
Paths = Annotated[
    list[Path] | None,
    options.argument(
        metavar=Words("路径", "PATH…"),
        help=Words("只报这些文件或文件夹里的问题；缺省全部", "report only what lies in these; default: all"),
    ),
]
Whole = Annotated[
    bool,
    options.option(
        "--whole-project",
        help=Words(
            "给的文件只用来找项目，项目里的问题全报（pre-commit 用）",
            "the files only tell which projects; report all problems of those (for pre-commit)",
        ),
    ),
]
Output = Annotated[
    list[str] | None,
    options.option(
        "--output",
        "-o",
        metavar=Words("格式=文件", "FORMAT=FILE"),
        help=Words(
            "另存一份，如 sarif=out.sarif；可多次",
            "and write a file, such as sarif=out.sarif; repeatable",
        ),
        autocompletion=choices([f"{name}=" for name in FORMATS]),
    ),
]
Since = Annotated[
    str | None,
    options.option(
        "--since",
        metavar=Words("版本", "REV"),
        help=Words("只报这个 git 版本之后新有的问题", "only problems that were not there in a git revision"),
    ),
]
