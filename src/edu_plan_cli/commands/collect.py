"""``edu-plan collect``."""

from pathlib import Path
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.language import tell
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan collect 收到的表 --quarter Q3", Words("收一个文件夹里的表", "the forms in a folder")),
    ("edu-plan collect 收到的表 -q Q3 --dry-run", Words("只看，不写", "look, write nothing")),
    (
        "edu-plan collect 收到的表 -q Q3 --take 学前科-终稿.xlsx",
        Words("一个科室交了两张，收这一张", "of two forms of one department this one"),
    ),
    (
        "edu-plan collect 学前科.xlsx -q Q3 --return 退回",
        Words("有问题的标红，另存一份退回", "mark what is wrong in a copy"),
    ),
)
Files = Annotated[
    list[Path],
    options.argument(
        metavar=Words("文件或文件夹", "FILE|DIR…"), help=Words("收到的 .xlsx", "what came back")
    ),
]
Take = Annotated[
    list[Path] | None,
    options.option(
        "--take",
        metavar=Words("文件", "FILE"),
        help=Words(
            "一个科室交了几张不同的表、或收过的要再收时，算数的那张", "of several, or again: this one counts"
        ),
    ),
]
ReturnTo = Annotated[
    Path | None,
    options.option(
        "--return",
        metavar=Words("文件夹", "DIR"),
        help=Words("把有问题的格子标红，另存到这里", "marked copies go here"),
    ),
]


def command(
    files: Files,
    quarter: options.Quarter = None,
    yes: options.Yes = False,
    take: Take = None,
    return_to: ReturnTo = None,
    received: options.Received = None,
    received_reason: options.ReceivedReason = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> int:
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment
    from edu_plan_cli.cli.form_intake import collect_files, files_in
    from edu_plan_cli.cli.report_file import received as parsed
    from edu_plan_cli.cli.taken_form import Collecting
    from edu_plan_cli.features.forms.collect_sum import sum_of

    needs("office")
    came = parsed(received, received_reason)
    wanted = Wanted(project, year, quarter, None, today)
    collecting = Collecting(today, came, yes, return_to, dry_run)
    outcomes, checked = collect_files(files_in(files), wanted, collecting, take or [])
    tell(sum_of(outcomes, open_assessment(wanted, checked).assessment))
    return int(any(outcome.state == "refused" or outcome.open_rows for outcome in outcomes))
