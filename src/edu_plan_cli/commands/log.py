"""``edu-plan log``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan log 14-2",
        Words("一个目标有过的每个值：谁、何时、为什么", "every value a target has had: who, when, why"),
    ),
    ("edu-plan log 14", Words("一项任务的", "of an item")),
)


def command(
    what: options.What,
    as_json: Annotated[bool, options.json_option("edu-plan/log@1")] = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.history_access import READING_HISTORY, needs_history, tell_shallow
    from edu_plan_cli.cli.plan_arguments import find_thing, open_plan
    from edu_plan_cli.features.history.timeline import timeline
    from edu_plan_cli.files.git import GitError
    from edu_plan_cli.model.plan import Item, Section
    from edu_plan_cli.presentation.waiting import waiting

    at = open_plan(project, year, today)
    needs_history(at.root)
    element = find_thing(at.plan, what)  # what is in the plan no more is asked for by its id
    identity = element.id if element else what
    departments = at.plan.department_names
    try:
        with waiting(READING_HISTORY):
            events = timeline(at.root, identity, departments)
    except GitError as error:
        raise Stop(
            Words(f"读不了历史：{error.words.zh}。", f"Cannot read the history: {error.words.en}.")
        ) from None
    if not events:
        raise Stop(Words(f"历史里没有 {what}。", f"The history knows no {what}."))
    tell_shallow(at.root)
    from edu_plan_cli.features.history.log_screen import log_json, write_log
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.streams import write_data

    if as_json:
        write_data(log_json(identity, events) + "\n")
        return
    name = element.heading if isinstance(element, Item | Section) else element.name if element else ""
    write_log(make_console(), f"{name} {identity}".strip(), events, departments, LANG)
