"""``edu-plan new-year``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import tell
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
    dry_run: options.DryRun = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, open_assessment
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.next_year_draft import draft
    from edu_plan_cli.files.starter import modeline
    from edu_plan_cli.presentation.figures import marks

    opened = open_assessment(Wanted(project, from_year, today=today))
    plan = opened.assessment.plan
    if not (year.isascii() and year.isdigit() and len(year) == 4 and int(year) > plan.year):  # noqa: PLR2004
        raise Stop(
            Words(
                f"年份要晚于 {plan.year}，写成 {plan.year + 1}。",
                f"Give a year after {plan.year}, as {plan.year + 1}.",
            )
        )
    file = opened.project.root / "plan" / f"{year}.yaml"
    if file.exists():
        raise Stop(
            Words(f"plan/{year}.yaml 已存在，没有改动。", f"plan/{year}.yaml exists; nothing was changed.")
        )
    drafted = draft(opened.assessment, int(year), marks(opened.assessment))
    head = modeline(opened.project.root, "plan", 1)
    make_change(opened.project.root, int(year), file, [lambda _: head + drafted.text], dry_run=dry_run)
    tell(
        Words(
            f"带出 {drafted.carried} 个目标，其中 {drafted.baselines} 个的基期值填成了 {plan.year} 年的终值"
            f"（截至 {opened.assessment.view.quarter}）。印发后请补全原文，再运行 edu-plan validate。",
            f"{drafted.carried} targets carried over, {drafted.baselines} with the final value of {plan.year} as baseline "
            f"(as of {opened.assessment.view.quarter}). Fill in the text once it is issued, then run edu-plan validate.",
        )
    )
