"""What people call an item, a target or a department, as they type it: 14, 第14项, 14.2, 14－2, 第14项第2个, 新增学位, 学前.

One place for every command. What is ambiguous is none, and ``alike`` names what may be meant. Files are read strictly: there
only ids, names and aliases count (``Plan.department``).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from edu_plan_cli.model.plan import Candidate, Department, Item, Plan, PlanTarget, Section
from edu_plan_cli.values.han import han_integer
from edu_plan_cli.values.typed_text import normalize_typed

T = TypeVar("T")
_SHORTEST_PART = 2  # characters of a name that may stand for the whole
_MOST = 4  # names to offer
_LIKE = 0.4
_DASHES = "-—–‐‑−－─_.．·"
_N = r"[0-9一二三四五六七八九十百]{1,5}"
_LABEL = rf"第?({_N})(?:项(?:任务)?的?第?|[{_DASHES}]{{1,2}}|[(（])\s*({_N})(?:个?(?:目标)?|[)）])"
_IN_SECTION = rf"第?([一二三四五六七八九十]+)(?:部分)?(?:[{_DASHES}、]|第)\s*([0-9]+)(?:项|\.)?"
_NUMBER = rf"第?({_N})(?:项(?:任务)?)?[.、．]?"


class CandidateReference(NamedTuple):
    """A candidate and the item it is of."""

    item: Item
    candidate: Candidate


def find_section(plan: Plan, typed: str) -> Section | None:
    """By its number as printed (四, 4, 第四部分), or its id."""
    typed = normalize_typed(typed).removeprefix("第").removesuffix("部分").strip("、.")
    for ordinal, section in enumerate(plan.sections, 1):
        if typed in (section.number, section.id, str(ordinal)):
            return section
    return None


def find_item(plan: Plan, typed: str) -> Item | None:
    """By its number (14, 第14项, 第十四项), its printed number (二、1), its heading or an unambiguous part of it, or its id.

    Numbers are compared whole: 14.10 is a target, and not 14.1.
    """
    words = normalize_typed(typed)
    if exact := next((item for item in plan.items if words == item.id), None):
        return exact
    if match := re.fullmatch(_IN_SECTION, words):
        printed = f"{match[1]}、{match[2]}"
        if found := next((item for item in plan.items if item.printed == printed), None):
            return found
    if match := re.fullmatch(_NUMBER, words):
        number = _integer(match[1])
        return next((item for item in plan.items if item.number == number), None)
    return (
        None if re.fullmatch(_LABEL, words) else _only([(item.heading, item) for item in plan.items], words)
    )


def find_target(plan: Plan, typed: str) -> PlanTarget | None:
    """By its label (14-2, 14.2, 14－2, 14（2）, 第14项第2个), its name or an unambiguous part of it, or its id."""
    words = normalize_typed(typed)
    if exact := next((p for p in plan.targets if words == p.target.id), None):
        return exact
    if match := re.fullmatch(_LABEL, words):
        label = f"{_integer(match[1])}-{_integer(match[2])}"
        return next((p for p in plan.targets if p.label == label), None)
    return None if re.fullmatch(_NUMBER, words) else _only([(p.target.name, p) for p in plan.targets], words)


def find_candidate(plan: Plan, typed: str) -> CandidateReference | None:
    """By its id, its name or an unambiguous part of it."""
    words = normalize_typed(typed)
    found = [CandidateReference(item, candidate) for item in plan.items for candidate in item.candidates]
    exact = next((each for each in found if words == each.candidate.id), None)
    return exact or _only([(each.candidate.name, each) for each in found], words)


def find_thing(plan: Plan, typed: str) -> Section | Item | PlanTarget | CandidateReference | None:
    """An item, target, candidate or section by what people call it. A name counts before a part of one, whatever it is of."""
    words = normalize_typed(typed)
    named: list[tuple[str, Section | Item | PlanTarget | CandidateReference]] = [
        *((item.heading, item) for item in plan.items),
        *((p.target.name, p) for p in plan.targets),
        *((c.name, CandidateReference(item, c)) for item in plan.items for c in item.candidates),
    ]
    if exact := [thing for name, thing in named if _solid(name) == _solid(words)]:
        return exact[0] if len(exact) == 1 else None
    for find in (find_item, find_target, find_candidate):
        if (_is_numbered(words) or words.isascii()) and (found := find(plan, typed)) is not None:
            return found
    if (section := find_section(plan, typed)) is not None and not words.isdecimal():
        return section
    return None if _is_numbered(words) else _only(named, words)


def _is_numbered(words: str) -> bool:
    return bool(
        re.fullmatch(_IN_SECTION, words) or re.fullmatch(_LABEL, words) or re.fullmatch(_NUMBER, words)
    )


def find_department(plan: Plan, typed: str) -> Department | None:
    """By its id, name or alias, or by a part of a name or alias that no other department has (学前 for 学前教育科)."""
    words = normalize_typed(typed)
    if (exact := plan.department(typed) or plan.department(words)) is not None:
        return exact
    return _only(_names(plan), words)


def alike(plan: Plan, typed: str) -> list[str]:
    """Return the items, targets and candidates that may be meant, each as people call it: 14-2 新增学位."""
    words = normalize_typed(typed)
    named = [(item.heading, f"第{item.shown}项 {item.heading}") for item in plan.items]
    named += [(p.target.name, f"{p.label} {p.target.name}") for p in plan.targets]
    named += [(c.name, f"{c.id} {c.name}") for item in plan.items for c in item.candidates]
    if match := re.fullmatch(_LABEL, words):
        number = _integer(match[1])
        return [f"{p.label} {p.target.name}" for p in plan.targets if p.item.number == number][: _MOST * 2]
    return _like(named, words)


def alike_departments(plan: Plan, typed: str) -> list[str]:
    """Return the names of the departments that may be meant."""
    return list(
        dict.fromkeys(_like([(name, found.name) for name, found in _names(plan)], normalize_typed(typed)))
    )


def _names(plan: Plan) -> list[tuple[str, Department]]:
    return [
        (name, department)
        for department in plan.departments
        for name in (department.name, *department.aliases)
    ]


def _only(named: Sequence[tuple[str, T]], words: str) -> T | None:
    """What is called so; else the only one whose name has these words in it."""
    solid = _solid(words)
    exact = [thing for name, thing in named if _solid(name) == solid]
    if exact:
        return exact[0] if len({id(thing) for thing in exact}) == 1 else None
    if len(solid) < _SHORTEST_PART or solid.isascii():
        return None
    found = {id(thing): thing for name, thing in named if solid in _solid(name)}
    return next(iter(found.values())) if len(found) == 1 else None


def _like(named: Sequence[tuple[str, str]], words: str) -> list[str]:
    solid = _solid(words)
    held = [shown for name, shown in named if len(solid) >= _SHORTEST_PART and solid in _solid(name)]
    from difflib import get_close_matches

    close = get_close_matches(solid, [_solid(name) for name, _ in named], _MOST, _LIKE)
    near = [shown for match in close for name, shown in named if _solid(name) == match]
    return list(dict.fromkeys([*held, *near]))[:_MOST]


def _solid(text: str) -> str:
    return re.sub(r"[\s“”\"《》]", "", normalize_typed(text))


def _integer(typed: str) -> int | None:
    return int(typed) if typed.isdecimal() else han_integer(typed)
