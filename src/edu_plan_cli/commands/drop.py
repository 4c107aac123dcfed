"""``edu-plan drop``."""

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import say
from edu_plan_cli.values.words import Words

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
    from edu_plan_cli.commands.editing import day, find_thing, open_plan
    from edu_plan_cli.commands.writing import make_change
    from edu_plan_cli.editing.edits import add_amendment
    from edu_plan_cli.model.plan import Item, Section

    at = open_plan(project, year)
    found = find_thing(at.plan, what)
    if found is None or isinstance(found, Section):
        raise Stop(say(f"没有任务或目标 {what}。", f"No item or target {what}."))
    gone = {amendment.target for amendment in at.plan.amendments if amendment.drop}
    targets = [target.id for target in (found.targets if isinstance(found, Item) else [found])]
    head = {"date": day(date, today), "reason": reason, **({"document": document} if document else {})}

    def edit(text: str) -> str:
        for target in targets:
            if target not in gone:
                text = add_amendment(at.path, text, {"target": target, **head, "drop": True})
        return text

    make_change(at.root, at.year, at.file, [edit], dry_run=dry_run)
