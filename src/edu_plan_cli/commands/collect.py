"""``edu-plan collect``."""

from pathlib import Path
from typing import Annotated

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan collect 收到的表 --quarter Q3", Words("收一个文件夹里的表", "the forms in a folder")),
    ("edu-plan collect 收到的表 -q Q3 --dry-run", Words("只看，不写", "look, write nothing")),
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
Yes = Annotated[
    bool,
    options.option("--yes", help=Words("可疑但可能没错的，都算没错", "take what is doubtful as it stands")),
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
    yes: Yes = False,
    return_to: ReturnTo = None,
    received: options.Received = None,
    received_reason: options.ReceivedReason = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, needs, open_assessment, tell_drafts
    from edu_plan_cli.cli.form_intake import files_in, read_form, take_form, year_of_form
    from edu_plan_cli.cli.report_file import received as parsed
    from edu_plan_cli.presentation.console import with_bar

    needs("office")
    came = parsed(received, received_reason)
    found = [file for given in files for file in (files_in(given) if given.is_dir() else [given])]
    found = [file for file in found if not file.name.startswith((".", "~$"))]
    if not found:
        raise Stop(Words("没有文件可收。", "There is no file to collect."))
    read = [(file, *read_form(file)) for file in with_bar(found, len(found), say(Words("读取", "reading")))]
    wanted = Wanted(project, year, quarter, None, today)
    usual = open_assessment(wanted)
    tell_drafts(usual.drafts)
    by_year, failed = {usual.assessment.plan.year: usual}, 0
    for file, data, book in read:
        number = year_of_form(usual, book, asked=wanted)
        if number not in by_year:
            by_year[number] = open_assessment(wanted._replace(year=str(number)))
        opened = by_year[number]
        if number != usual.assessment.plan.year:
            tell(Words(f"{file.name} 是 {number} 年的表。", f"{file.name} is a form of {number}."))
        taken = take_form(
            opened, file, data, book, today, came, yes=yes, return_to=return_to, dry_run=dry_run
        )
        failed += taken is None
        if taken == "written":
            # The next is to be told apart from what this one said.
            by_year[number] = open_assessment(wanted._replace(year=str(number)))
    if failed:
        raise typer.Exit(1)
