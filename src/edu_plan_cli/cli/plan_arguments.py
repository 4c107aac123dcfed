"""What the commands that edit a plan have in common: which plan, which element, which way to write a value."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import drafts_after, open_project, parse_day, plan_year, tell_drafts, today
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.load import load_plan, plan_file
from edu_plan_cli.model.plan import Candidate, Item, Plan, PlanTarget, Section
from edu_plan_cli.model.references import CandidateReference, alike, find_department, find_target
from edu_plan_cli.model.references import find_thing as find_referred
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed


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


def find_thing(plan: Plan, typed: str) -> Section | Item | Target | Candidate | None:
    """A section, item, target or candidate by what people say or by id."""
    found = find_referred(plan, typed)
    if isinstance(found, PlanTarget):
        return found.target
    return found.candidate if isinstance(found, CandidateReference) else found


def no_such(plan: Plan, typed: str, what: Words, instead: Words) -> Stop:
    """Make the refusal of a reference that names nothing, or several things: what may be meant, else what to write."""
    near = alike(plan, typed)
    if near:
        return Stop(
            Words(
                f"没有{what.zh} {typed}；是不是 {'、'.join(near)}？",
                f"No {what.en} {typed}; did you mean {', '.join(near)}?",
            )
        )
    return Stop(Words(f"没有{what.zh} {typed}。{instead.zh}", f"No {what.en} {typed}. {instead.en}"))


_LISTED = Words(
    "写任务序号（14）、目标（14-1）、名称或编号；edu-plan status --targets 列出全部。",
    "Give a number (14), a target (14-1), a name or an id; edu-plan status --targets lists all.",
)


def the_target(plan: Plan, typed: str) -> Target:
    """A target by label, name or id. Raises Stop where there is none, or several."""
    plan_target = find_target(plan, typed)
    if plan_target is None:
        raise no_such(plan, typed, Words("目标", "target"), _LISTED)
    return plan_target.target


def the_item_or_target(plan: Plan, typed: str) -> Item | Target:
    """An item or target by number, label, name or id. Raises Stop where there is none, or several."""
    found = find_thing(plan, typed)
    if isinstance(found, Item | Target):
        return found
    if isinstance(found, Candidate):
        raise Stop(
            Words(
                f"{found.name} 还是候选目标，认可了才算：edu-plan review {found.id}。",
                f"{found.name} is a candidate until it is accepted: edu-plan review {found.id}.",
            )
        )
    raise no_such(plan, typed, Words("任务或目标", "item or target"), _LISTED)


def several_meant(plan: Plan, typed: str) -> list[Item | Target]:
    """The items of a range (8至11, 8~11), or those listed (8、10、14-2). Raises Stop where one is not there."""
    words = normalize_typed(typed)
    if match := re.fullmatch(r"第?(\d{1,3})项?(?:至|到|~)第?(\d{1,3})项?", words):
        return [item for item in plan.items if int(match[1]) <= item.number <= int(match[2])]
    parts = re.split(r"[、,]", words)
    several = len(parts) > 1 and all(re.fullmatch(r"[第\d项.-]+", part) for part in parts)
    return [the_item_or_target(plan, part) for part in (parts if several else [typed])]


def targets_of(found: Item | Target) -> list[Target]:
    return list(found.targets) if isinstance(found, Item) else [found]


def the_id(plan: Plan, typed: str) -> str:
    """The id of what is to be edited; ``plan`` is the plan itself. Raises Stop where there is no such thing."""
    if typed == "plan":
        return typed
    if (department := plan.department(typed)) is not None:
        return department.id
    if (found := find_thing(plan, typed)) is not None:
        return found.id
    if (department := find_department(plan, typed)) is not None:
        return department.id
    raise no_such(
        plan,
        typed,
        Words("", "thing"),
        Words(
            "可写任务序号（14）、目标（14-1）、名称、部分（四）、科室、编号，或 plan（工作要点本身）。",
            "Give an item (14), a target (14-1), a name, a section (四), a department, an id, or plan.",
        ),
    )


def owner_kind(plan: Plan, identity: str) -> list[str]:
    """Return the keys that the element with an id may have; of the plan itself and of departments their own."""
    from edu_plan_cli.editing.elements import find_element
    from edu_plan_cli.model.keys import key_order

    place = find_element(plan.node, identity)
    return key_order(place.model) if place else []


def the_field(plan: Plan, identity: str, typed: str) -> str:
    """The key of an element that is meant, in English or Chinese (目标值, 时限, 牵头). Raises Stop for none, naming the nearest."""
    from edu_plan_cli.editing.typed_fields import key_typed, no_key

    known = owner_kind(plan, identity)
    if (key := key_typed(typed, known)) is None:
        raise Stop(no_key(typed, known))
    return key


def typed_values(plan: Plan, element: str, pairs: Sequence[str], kind: str = "") -> dict[str, Any]:
    """Return what was typed as 键=值 for a new ``target`` (of a kind), ``item`` or ``section``, by key. Raises Stop for what is not understood."""
    from edu_plan_cli.editing.typed_fields import choice_typed, key_typed, keys_of, no_key, value_typed
    from edu_plan_cli.values.question import Question

    parted: list[tuple[str, str]] = []
    for text in pairs:
        name, sign, value = text.replace("＝", "=", 1).partition("=")
        if not sign or not name:
            raise Stop(Words(f"{text} 要写成 键=值。", f"{text} should be KEY=VALUE."))
        if element == "target" and key_typed(name, ["kind"]) == "kind":
            kind = str(choice_typed("kind", value))
        parted.append((name.strip(), value))
    known = keys_of(element, kind)
    values: dict[str, Any] = {}
    for name, value in parted:
        if (key := key_typed(name, known)) is None:
            raise Stop(no_key(name, known))
        read = value_typed(plan, key, value)
        if isinstance(read, Question):
            raise Stop(Words(f"{read.why.zh}。", f"{read.why.en}."))
        values[key] = read
    return values


def ways_to_write(plan: Plan, field: str, typed: Sequence[str]) -> list[object]:
    """What the words typed may mean, the likeliest first: as people write it, a number, a text, a list. The checks choose.

    Raises Stop where steps, days, choices or departments are typed that are not understood.
    """
    from edu_plan_cli.editing.typed_fields import LISTS, value_typed
    from edu_plan_cli.values.question import Question

    if not typed:
        return []
    last = field.rsplit(".", maxsplit=1)[-1]
    read = value_typed(plan, field, "；".join(typed) if len(typed) > 1 and last in LISTS else typed[0])
    if isinstance(read, Question):
        raise Stop(Words(f"{read.why.zh}。", f"{read.why.en}."))
    if last in LISTS:
        return [read]
    raw, texts = [Raw(word) for word in typed], [str(word) for word in typed]
    return [read, raw[0], texts[0], raw, texts] if len(typed) == 1 else [raw, texts]


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
