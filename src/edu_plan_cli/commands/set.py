"""``edu-plan set``."""

from functools import partial
from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.completion import values
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan set 14-2 target_value 300",
        Words("改一个值（未印发前；印发后用 amend）", "before it is issued; then: amend"),
    ),
    ("edu-plan set 14 cooperating 人事科 财务科", Words("一个列表", "a list")),
    ("edu-plan set t9mxa schedule.Q2 60", Words("一个值里面的值", "a value within a value")),
    (
        "edu-plan set 14-2 时限 6月底",
        Words("键名写中文也行，日期写法随意", "keys in Chinese, days as people write them"),
    ),
    (
        "edu-plan set 1-2 步骤 '制定方案 3月底、开展评选 6-30、总结'",
        Words("步骤写在一行里", "steps on one line"),
    ),
    ("edu-plan set 14-2 tolerance_percent --remove", Words("去掉一个键", "take a key out")),
)


def command(
    what: options.WhatToSet,
    field: options.Field,
    value: Annotated[
        list[str] | None,
        options.argument(
            metavar=Words("值", "VALUE…"),
            help=Words("新的值；几个就是列表", "the new value; several: a list"),
            autocompletion=values,
        ),
    ] = None,
    remove: Annotated[bool, options.option("--remove", help=Words("去掉这个键", "take the key out"))] = False,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.plan_arguments import no_field, open_plan, the_field, the_id, ways_to_write
    from edu_plan_cli.editing.edits import NoSuchField, remove_field, set_field
    from edu_plan_cli.editing.propose import Edit

    if remove == bool(value):
        raise Stop(Words("请给一个新的值，或者 --remove。", "Give a value, or --remove."))
    at = open_plan(project, year, today)
    element = the_id(at.plan, what)
    field = the_field(at.plan, element, field)

    def edit(way: object, text: str) -> str:
        return set_field(at.path, text, element, field, way)

    edits: list[Edit] = [partial(edit, way) for way in ways_to_write(at.plan, field, value or [])]
    if remove:
        edits = [lambda text: remove_field(at.path, text, element, field)]
    try:
        make_change(at.root, at.year, at.file, edits, dry_run=dry_run)
    except NoSuchField:
        raise no_field(field) from None
