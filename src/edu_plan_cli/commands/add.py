"""``edu-plan add``."""

from typing import Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    (
        "edu-plan add 14 kind=number name=新增学位 quote=新增公办幼儿园学位270个 unit=个 target_value=270 accumulation=period",
        Words("给第14项加一个目标", "a target of item 14"),
    ),
    (
        "edu-plan add 14 种类=定性工作 名称=托班保障 引文=完善托班政策保障 '步骤=制定方案 3月底、开展评选 6-30、总结'",
        Words("键名写中文也行，步骤写在一行里", "keys in Chinese; steps on one line"),
    ),
    (
        "edu-plan add 13 kind=increase name=公办园占比 quote=在园幼儿数占比 unit=% baseline.value=50 baseline.date=2022-12-31",
        Words("值里面的值用点连起来", "values within values are joined by dots"),
    ),
    (
        "edu-plan add 六 heading=任务标题 text=原文。",
        Words("给最后一部分加一项任务", "an item of the last section"),
    ),
    ("edu-plan add 科室 党建办公室 人事科 学前教育科", Words("加几个科室", "departments")),
    ("edu-plan add plan number=七 heading=部分标题", Words("加一个部分", "a section")),
)


def command(
    parent: Annotated[
        str,
        options.argument(
            metavar=Words("加在哪里", "WHERE"),
            help=Words(
                "任务（14）、部分（四）、科室或 plan", "an item (14), a section (四), departments, or plan"
            ),
        ),
    ],
    pairs: Annotated[
        list[str],
        options.argument(metavar=Words("键=值…", "KEY=VALUE…"), help=Words("内容", "what it holds")),
    ],
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.plan_arguments import find_thing, open_plan, typed_values
    from edu_plan_cli.editing.edits import add_element
    from edu_plan_cli.editing.elements import new_element
    from edu_plan_cli.model.plan import Item, Section

    at = open_plan(project, year, today)
    if parent in ("科室", "departments"):
        from edu_plan_cli.cli.lead_question import add_named_departments

        add_named_departments(at, pairs, dry_run=dry_run)
        return
    found = None if parent == "plan" else find_thing(at.plan, parent)
    if parent == "plan":
        key, owner, element = "sections", "plan", "section"
    elif isinstance(found, Section):
        key, owner, element = "items", found.id, "item"
    elif isinstance(found, Item):
        key, owner, element = "targets", found.id, "target"
    else:
        raise Stop(Words(f"没有任务或部分 {parent}。", f"No item or section {parent}."))
    data = new_element(at.plan, key, owner, typed_values(at.plan, element, pairs))
    make_change(
        at.root,
        at.year,
        at.file,
        [lambda text: add_element(at.path, text, owner, key, data)],
        dry_run=dry_run,
    )
