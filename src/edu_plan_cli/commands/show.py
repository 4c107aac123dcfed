"""``edu-plan show``."""

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan show 14", Words("第14项任务和它的全部目标", "item 14 and all its targets")),
    ("edu-plan show 14-1", Words("第14项的第一个目标", "the first target of item 14")),
    ("edu-plan show 14 --quarter Q2", Words("二季度末的情况", "as it was at the end of Q2")),
)


def command(
    what: options.What,
    quarter: options.Quarter = None,
    as_of: options.AsOf = None,
    rev: options.Rev = None,
    year: options.Year = None,
    as_json: options.AsJson = False,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.assessment.select import find_item, find_target
    from edu_plan_cli.cli.context import Wanted, make_screen, open_assessment, print_json, touched

    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    assessment = opened.assessment
    item, target = find_item(assessment.plan, what), find_target(assessment.plan, what)
    if item is None and target is None:
        raise Stop(
            Words(
                f"没有任务或目标 {what}。写任务序号（14）、目标（14-1）或编号；edu-plan status --targets 列出全部。",
                f"No item or target {what}. Give a number (14), a target (14-1) or an id; edu-plan status --targets lists all.",
            )
        )
    shown = [
        assessed
        for assessed in assessment.targets
        if (item is not None and assessed.plan_target.item is item)
        or (target is not None and assessed.plan_target.target is target.target)
    ]
    if as_json:
        print_json(opened, shown)
        return
    from edu_plan_cli.presentation.show_screen import write_item, write_target

    console = make_screen(opened)
    touches = touched(opened, shown)
    if item is not None:
        write_item(console, assessment, next(i for i in assessment.items if i.item is item), LANG, touches)
    else:
        write_target(console, assessment, shown[0], LANG, touches)
