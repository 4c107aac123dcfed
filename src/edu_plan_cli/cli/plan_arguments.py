"""What the commands that edit a plan have in common: which plan, which element, which way to write a value."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.assessment.select import find_item, find_section, find_target
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import drafts_after, open_project, parse_day, plan_year, tell_drafts, today
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.load import load_plan, plan_file
from edu_plan_cli.model.plan import Item, Plan, Section
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words

_OF_DEPARTMENTS = ("lead", "cooperating")


class Plans(NamedTuple):
    """Hold the plan of the year asked for, and where it is."""

    root: Path
    year: int
    file: Path
    plan: Plan

    @property
    def path(self) -> str:
        """Return the plan's path from the project."""
        return self.plan.node.path


def open_plan(project: str | None, year: str | None, now: str | None) -> Plans:
    """Return the plan to edit; that there are drafts is said where no year is asked for. Raises Stop where it cannot be read."""
    root = open_project(project).root
    number = plan_year(root, today(now), year)
    if year is None:
        tell_drafts(drafts_after(root, number))
    file, plan = plan_file(root, number), load_plan(root, number)
    if file is None or plan is None:
        raise Stop(
            Words(
                f"{number} 年的工作要点读不了，请先运行 edu-plan validate。",
                f"The plan of {number} cannot be read; run edu-plan validate first.",
            )
        )
    return Plans(root, number, file, plan)


def find_thing(plan: Plan, typed: str) -> Section | Item | Target | None:
    """Return a section, item or target by what people say or by id."""
    if (item := find_item(plan, typed)) is not None:
        return item
    if (plan_target := find_target(plan, typed)) is not None:
        return plan_target.target
    return find_section(plan, typed) if not typed.isdigit() else None


def the_target(plan: Plan, typed: str) -> Target:
    """Return the target somebody named. Raises Stop where there is none."""
    plan_target = find_target(plan, typed)
    if plan_target is None:
        raise Stop(
            Words(
                f"没有目标 {typed}。写 14-1 或编号；edu-plan status --targets 列出全部。",
                f"No target {typed}. Write 14-1 or an id; edu-plan status --targets lists all.",
            )
        )
    return plan_target.target


def the_item_or_target(plan: Plan, typed: str) -> Item | Target:
    """Return the item or target somebody named. Raises Stop where there is none."""
    found = find_thing(plan, typed)
    if found is None or isinstance(found, Section):
        raise Stop(Words(f"没有任务或目标 {typed}。", f"No item or target {typed}."))
    return found


def targets_of(found: Item | Target) -> list[Target]:
    """Return an item's targets, or the target itself."""
    return list(found.targets) if isinstance(found, Item) else [found]


def the_id(plan: Plan, typed: str) -> str:
    """Return the id of what is to be edited; ``plan`` is the plan itself. Raises Stop where there is no such thing."""
    if typed == "plan":
        return typed
    if (found := find_thing(plan, typed)) is not None:
        return found.id
    if (department := plan.department(typed)) is not None:
        return department.id
    raise Stop(
        Words(
            f"没有 {typed}。可写任务序号（14）、目标（14-1）、部分（四）、科室、编号，或 plan（工作要点本身）。",
            f"No {typed}. Give an item (14), a target (14-1), a section (四), a department, an id, or plan.",
        )
    )


def ways_to_write(plan: Plan, field: str, typed: Sequence[str]) -> list[object]:
    """Return what the words typed may mean, the likeliest first: a number, a text, a list. The checks choose."""
    if field.rsplit(".", maxsplit=1)[-1] in _OF_DEPARTMENTS:
        typed = [found.id if (found := plan.department(word)) else word for word in typed]
    raw, texts = [Raw(word) for word in typed], [str(word) for word in typed]
    return [raw[0], texts[0], raw, texts] if len(typed) == 1 else [raw, texts]


def amendment(
    day: str | None, now: str | None, reason: str | None, document: str | None
) -> dict[str, object]:
    """Return what every amendment says beside what it changes: since when, why, by which document."""
    entered = today(now)
    since = parse_day(day, "--date") if day else entered
    said: dict[str, object] = {"date": since, "reason": reason}
    said |= {"recorded": entered} if since < entered else {}
    return said | ({"document": document} if document else {})


def no_field(field: str) -> Stop:
    """Return the refusal of a key that is not there."""
    return Stop(
        Words(
            f"没有 {field} 可改。键名见 edu-plan 的 docs/format.md，列表里第几个写成 steps.2.due。",
            f"There is no {field} to change. See docs/format.md for keys; steps.2.due is the second step's.",
        )
    )
