"""``edu-plan drop``."""

from edu_plan_cli.cli import options
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan drop 14-2 --reason 并入市级项目 --document 区教〔2023〕20号",
        Words("取消一个目标：自那天起不计", "a target leaves the plan from today on"),
    ),
    (
        "edu-plan drop 7 --reason 工作调整 --date 2023-07-15",
        Words("取消一项任务的全部目标", "all targets of an item"),
    ),
)


def command(
    what: options.What,
    reason: options.Reason,
    date: options.Date = None,
    document: options.Document = None,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.plan_arguments import amendment, open_plan, targets_of, the_item_or_target
    from edu_plan_cli.editing.edits import add_amendment

    at = open_plan(project, year, today)
    gone = {amended.target for amended in at.plan.amendments if amended.drop}
    leaving = [target.id for target in targets_of(the_item_or_target(at.plan, what)) if target.id not in gone]
    head = amendment(date, today, reason, document)

    def edit(text: str) -> str:
        for target in leaving:
            text = add_amendment(at.path, text, {"target": target, **head, "drop": True})
        return text

    make_change(at.root, at.year, at.file, [edit], dry_run=dry_run)
