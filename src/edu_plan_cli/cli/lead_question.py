"""Ask which departments there are, and who leads an item that names nobody."""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from edu_plan_cli.cli.language import say
from edu_plan_cli.cli.typed_lines import BACK, Ask, WentBack
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.plan_arguments import Plans
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.model.plan import Department, Item

_ITEMS = re.compile(
    r"(?P<who>.*?)[\s（(]*第?(?P<first>\d{1,3})(?:项?\s*[-—–~至到]\s*第?(?P<last>\d{1,3}))?项?[）)]?"
)


def ask_departments(ask: Ask, at: "Plans") -> None:
    """Ask once for the list of departments, where the document names none; Enter leaves it to the items."""
    words = Words(
        "这份文件没有写科室。请写本局科室名单，用、分开（回车：到每项任务再写）",
        "The document names no department. List the bureau's, parted by 、 (Enter: later, item by item)",
    )
    if typed := ask(say(words), ""):
        add_named_departments(at, [typed], dry_run=False)


def add_named_departments(at: "Plans", typed: Sequence[str], *, dry_run: bool) -> None:
    """Add the departments of these names that the plan does not have; each text may name several, parted by 、."""
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.edits import add_departments
    from edu_plan_cli.features.importing.departments import new_departments
    from edu_plan_cli.values.typed_steps import names_typed

    made = new_departments(names_typed(typed), at.plan)
    make_change(
        at.root,
        at.year,
        at.file,
        [lambda text: add_departments(at.path, text, made)],
        dry_run=dry_run,
        tell=("warning",),
    )


def ask_lead(ask: Ask, at: "Plans", item: "Item") -> "tuple[NewLead | None, list[str]]":
    """Ask who leads an item, by number, name or a part of it; a name the plan does not know is made only when it is meant.

    人事科 8-11 names the other items it leads too: their ids are returned beside. None where the question is skipped.
    Raises WentBack.
    """
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.features.importing.departments import department_id

    known = "　".join(f"{number} {found.name}" for number, found in enumerate(at.plan.departments, 1))
    words = Words(
        f"第{item.number}项由哪个科室牵头（几项一起：人事科 {item.number}-{item.number + 2}）{f'：{known}' if known else ''}",
        f"which department leads item {item.number} (several: 人事科 {item.number}-{item.number + 2}){f': {known}' if known else ''}",
    )
    typed = ask(say(words), "")
    while typed:
        if typed == BACK:
            raise WentBack
        who, items = _parted(at, typed)
        if (found := _named(at, who)) is not None:
            return NewLead(found.id), [each.id for each in items if each.id != item.id]
        if not re.search(r"[\u4e00-\u9fff]", who):
            typed = ask(
                say(
                    Words(
                        "请写科室的名称或序号（回车以后再说）", "A department's name or number (Enter: later)"
                    )
                ),
                "",
            )
            continue
        again = ask(
            say(Words(f"没有“{who}”，回车新建，或重新写", f"no {who}; Enter makes it new, or type again")),
            who,
        )
        if again == who:
            identity = department_id(who, {each.id for each in at.plan.departments})
            return NewLead(identity, who), [each.id for each in items if each.id != item.id]
        typed = again
    return None, []


def _parted(at: "Plans", typed: str) -> "tuple[str, list[Item]]":
    """Who is named, and the items named with it that nobody leads yet: 人事科 8-11."""
    match = _ITEMS.fullmatch(typed)
    if match is None or not match["who"].strip():
        return typed, []
    first, last = int(match["first"]), int(match["last"] or match["first"])
    return match["who"].strip(), [
        item for item in at.plan.items if first <= item.number <= last and item.lead is None
    ]


def _named(at: "Plans", who: str) -> "Department | None":
    from edu_plan_cli.model.references import alike_departments, find_department

    if who.isdecimal() and 1 <= int(who) <= len(at.plan.departments):
        return at.plan.departments[int(who) - 1]
    if (found := find_department(at.plan, who)) is None and (near := alike_departments(at.plan, who)):
        write_line(say(Words(f"  是不是 {'、'.join(near)}？", f"  Did you mean {', '.join(near)}?")))
    return found
