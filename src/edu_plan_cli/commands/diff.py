"""``edu-plan diff``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan diff",
        Words("还没提交的改动：改了什么，影响哪些灯", "what is not committed yet, and what it does"),
    ),
    (
        "edu-plan diff main",
        Words("这个分支改了什么：与从 main 分出来的地方比", "what this branch changed since it left main"),
    ),
    (
        "edu-plan diff v1 v2 --format md",
        Words("两个版本之间，可贴进合并请求", "between two, for a pull request"),
    ),
    (
        "edu-plan diff main --fail-on risky",
        Words("有要留意的改动就不通过", "fail where a reviewer should look twice"),
    ),
)
Revisions = Annotated[
    list[str] | None,
    options.argument(
        metavar=Words("版本", "REV…"),
        help=Words(
            "git 版本：不写是 HEAD 与文件夹，写一个是与它分叉的地方和文件夹，A..B 是两头直接比",
            "none: HEAD and the folder; one: where it parted and the folder; A..B: both as they are",
        ),
    ),
]
Format = Annotated[
    str, options.option("--format", "-f", metavar="table|md|json", help=Words("格式", "format"))
]
FailOn = Annotated[
    str | None,
    options.option(
        "--fail-on",
        metavar="any|risky",
        help=Words("有什么改动算不通过（退出码 1）", "which changes exit with 1"),
    ),
]
ExitCode = Annotated[
    bool,
    options.option(
        "--exit-code",
        help=Words("有不同就退出 1，同 git diff", "exit with 1 on any change, as git diff does"),
    ),
]


def command(
    revisions: Revisions = None,
    format_: Format = "table",
    fail_on: FailOn = None,
    exit_code: ExitCode = False,
    quarter: options.Quarter = None,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> int:
    from edu_plan_cli.cli.compared_revisions import compare_revisions
    from edu_plan_cli.cli.context import Wanted, open_project
    from edu_plan_cli.features.history.diff_screen import FORMATS

    revisions = revisions or ["HEAD"]
    known_format(format_, tuple(FORMATS))
    if fail_on not in (None, "any", "risky") or len(revisions) > 2:  # noqa: PLR2004
        raise Stop(
            Words(
                "最多写两个版本；--fail-on 写 any 或 risky。",
                "Two revisions at most; --fail-on any or risky.",
            )
        )
    root = open_project(project).root
    compared = compare_revisions(root, revisions, Wanted(project, year, quarter, today=today))
    differing = [(number, each) for number, each in compared if each.changes]
    FORMATS[format_](differing or compared[-1:], LANG)
    changed = exit_code or fail_on == "any"
    risky = fail_on == "risky"
    failing = any((changed and each.changes) or (risky and each.risky) for _, each in compared)
    return int(failing)
