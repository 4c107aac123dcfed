"""``edu-plan new-year``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan new-year 2024",
        Words("带出未完成的目标，填好基期值", "unfinished targets, with baselines filled in"),
    ),
    ("edu-plan new-year 2024 --dry-run", Words("只看会写成什么样", "only show what would be written")),
)


def command(
    year: Annotated[
        str, options.argument(metavar=Words("年份", "YEAR"), help=Words("新的一年", "the new year"))
    ],
    from_year: Annotated[
        str | None,
        options.option(
            "--from",
            metavar=Words("年份", "YEAR"),
            help=Words("从哪一年；缺省为正在执行的", "from which; default: the one under way"),
        ),
    ] = None,
    force: Annotated[
        bool,
        options.option(
            "--force",
            help=Words("已读入了印发的文件：不问，合在一起", "join an issued plan that is there, unasked"),
        ),
    ] = False,
    dry_run: options.DryRun = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.joined_draft import write_draft

    write_draft(project, year, from_year, today, force=force, dry_run=dry_run)
