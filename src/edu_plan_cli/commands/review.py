"""``edu-plan review``."""

import sys
from typing import Annotated

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.completion import items_to_review
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan review",
        Words("逐个看候选目标：认可、去掉、以后再说", "go through the candidates one by one"),
    ),
    ("edu-plan review 14", Words("只看一项任务的", "those of one item")),
    ("edu-plan review --list", Words("只列出来", "only list them")),
)
Item = Annotated[
    str | None,
    options.argument(
        metavar=Words("任务", "ITEM"),
        help=Words("任务序号；缺省为全部", "an item; default: all"),
        autocompletion=items_to_review,
    ),
]
Listing = Annotated[bool, options.option("--list", help=Words("只列出来，不问", "list them, ask nothing"))]


def command(
    item: Item = None,
    listing: Listing = False,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.candidate_dialog import ask_each, year_with_candidates
    from edu_plan_cli.cli.context import the_item
    from edu_plan_cli.cli.plan_arguments import open_plan
    from edu_plan_cli.features.importing.candidate_screen import write_asked, write_candidates
    from edu_plan_cli.presentation.console import make_console

    at = open_plan(project, year or year_with_candidates(project), today)
    wanted = [the_item(at.plan, item)] if item is not None else list(at.plan.items)
    waiting = [(of, candidate) for of in wanted for candidate in of.candidates]
    console = make_console()
    if listing or not waiting or not is_terminal(sys.stdin):
        write_candidates(console, waiting, LANG)
        write_asked(console, wanted, at.plan.year, LANG)
        return
    typer.echo(
        say(
            Words(
                f"{len(waiting)} 个候选目标。y 认可，e 改了再认可，n 去掉，回车以后再说，q 结束。每答一个就写入一个。",
                f"{len(waiting)} candidates. y accepts, e changes first, n takes out, Enter leaves it, q ends. Each answer is written at once.",
            )
        )
    )
    done = ask_each(console, waiting, lambda: open_plan(project, str(at.year), today), dry_run=dry_run)
    write_asked(console, wanted, at.plan.year, LANG)
    left = len(waiting) - sum(done.values())
    more = (
        say(Words("；再运行 edu-plan review 接着看。", "; run edu-plan review to go on."))
        if left
        else say(Words("。", "."))
    )
    typer.echo(
        say(
            Words(
                f"\n认可 {done['y']} 个，去掉 {done['n']} 个，还有 {left} 个{more}",
                f"\n{done['y']} accepted, {done['n']} taken out, {left} left{more}",
            )
        )
    )
