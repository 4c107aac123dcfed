"""``edu-plan show``."""

from edu_plan_cli.cli import options
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
    from edu_plan_cli.cli.context import Wanted, make_screen, open_assessment, print_json
    from edu_plan_cli.cli.history_access import touched
    from edu_plan_cli.cli.plan_arguments import the_item_or_target
    from edu_plan_cli.model.plan import Item

    opened = open_assessment(Wanted(project, year, quarter, as_of, today, rev))
    assessment = opened.assessment
    asked = the_item_or_target(assessment.plan, what)
    shown = [
        found
        for found in assessment.targets
        if found.plan_target.item is asked or found.plan_target.target is asked
    ]
    if as_json:
        print_json(opened, shown)
        return
    from edu_plan_cli.presentation.show_screen import write_item, write_target

    console = make_screen(opened)
    touches = touched(opened, shown)
    if isinstance(asked, Item):
        write_item(console, assessment, next(i for i in assessment.items if i.item is asked), LANG, touches)
    else:
        write_target(console, assessment, shown[0], LANG, touches)
