"""What the shell may complete, told by the project and year the line names: numbers, ids, departments, keys. Silent where they cannot be read.

Shells keep what begins with the letters typed, so that a candidate spells them as they were typed: ``q`` gives ``q2``.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.cli.parameters import Candidates, Completer, Params
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.binding.located import Located
    from edu_plan_cli.model.plan import Item, Plan


# zsh takes these in the words beside a candidate for signs of its own, rich the brackets for markup.
_PLAIN = str.maketrans("()[]{}'\"`$\\:\n", "（）［］｛｝’”‘＄＼： ")
_NOT_SET = (
    "schema", "id", "sections", "items", "targets", "candidates", "departments", "amendments", "close_outs", "settings", "notice",
)  # fmt: skip


def beginning(typed: str, candidates: Iterable[tuple[str, str]]) -> Candidates:
    """Return the candidates that begin with what is typed, large or small, each once, with its letters as typed."""
    small = typed.lower()
    found = {
        typed + word[len(typed) :]: beside.translate(_PLAIN)
        for word, beside in candidates
        if word.lower().startswith(small)
    }
    return list(found.items())


def choices(words: Sequence[str]) -> Completer:
    """Make the completer of an option that takes one of some words."""

    def complete(params: Params, incomplete: str) -> Candidates:  # noqa: ARG001
        return beginning(incomplete, [(word, "") for word in words])

    return complete


def _root(params: Params) -> Path | None:
    from edu_plan_cli.files.project_folder import find_project

    named = params.get("project")
    project = find_project(os.path.expanduser(named) if named else None, Path.cwd())
    return project.root if project else None


def _plan(params: Params) -> "Plan | None":
    """Return the plan of the year the line names, by --year or --quarter 2022Q2; else of the one under way."""
    from edu_plan_cli.cli.app import Stop
    from edu_plan_cli.cli.context import parse_wanted_quarter, plan_year, today
    from edu_plan_cli.model.load import load_plan

    root = _root(params)
    if root is None:
        return None
    try:
        of_quarter, _ = parse_wanted_quarter(params.get("quarter") or params.get("asked"))
        day = today(os.environ.get("EDU_PLAN_TODAY"))
        return load_plan(root, plan_year(root, day, params.get("year"), of_quarter))
    except Stop:
        return None


def _from_plan(pick: Callable[["Plan", Params, str], Iterable[tuple[str, str]]]) -> Completer:
    def complete(params: Params, incomplete: str) -> Candidates:
        plan = _plan(params)
        return beginning(incomplete, pick(plan, params, incomplete)) if plan else []

    return complete


def _departments(plan: "Plan", _: Params, typed: str) -> Iterator[tuple[str, str]]:
    """Ids; once something is typed, names and other names (基教科) too."""
    for department in plan.departments:
        yield department.id, department.name
        if typed:
            yield department.name, department.id
            yield from ((alias, department.name) for alias in department.aliases)


def _things(plan: "Plan", _: Params, typed: str) -> Iterator[tuple[str, str]]:
    """Items' numbers first; targets of an item whose number is typed; ids once a letter is."""
    for item in plan.items:
        number = str(item.number)
        yield number, item.heading
        if typed == number or typed.startswith(f"{number}-"):
            yield from (
                (f"{number}-{ordinal}", target.name) for ordinal, target in enumerate(item.targets, 1)
            )
        if typed[:1].isalpha():
            yield item.id, item.heading
            yield from ((target.id, target.name) for target in item.targets)


def _editable(plan: "Plan", params: Params, typed: str) -> Iterator[tuple[str, str]]:
    """What ``set`` takes: items and targets, and once something is typed sections, departments and the plan itself."""
    yield from _things(plan, params, typed)
    if typed:
        yield "plan", plan.title
        yield from ((section.number, section.heading) for section in plan.sections)
        yield from ((section.id, section.heading) for section in plan.sections)
        yield from _departments(plan, params, typed)


def _keys(plan: "Plan", params: Params, _: str) -> Iterator[tuple[str, str]]:
    """The keys of the thing the line names, each with its Chinese name; its id, and what lies below it, are not set so."""
    from edu_plan_cli.cli.plan_arguments import find_thing
    from edu_plan_cli.model.keys import KEYS, key_order

    named = params.get("what") or ""
    thing: Located | None = plan if named == "plan" else find_thing(plan, named) or plan.department(named)
    for key in key_order(type(thing)) if thing is not None else ():
        if key not in _NOT_SET:
            yield key, KEYS[key][0] if LANG == "zh" else ""


def _values(plan: "Plan", params: Params, typed: str) -> Iterator[tuple[str, str]]:
    """Departments where the key is one of theirs; other values nobody can guess."""
    if params.get("field") in ("lead", "cooperating"):
        yield from _departments(plan, params, typed)


def _of_the_targets(plan: "Plan", params: Params, key: str) -> Iterator[object]:
    """The values of a key of the target the line names; where it names none, of every target."""
    from edu_plan_cli.cli.tab_completion import words_to_complete
    from edu_plan_cli.model.references import find_target

    # Where an option still lacks its value, Typer has not come to the arguments: they are looked for among the words.
    words = [params.get("what") or "", *words_to_complete()[1:-1]]
    named = next((found for word in words if word and (found := find_target(plan, word))), None)
    for plan_target in [named] if named else plan.targets:
        yield from plan_target.target.get(key) or []


def _contributors(plan: "Plan", params: Params, _: str) -> Iterator[tuple[str, str]]:
    return ((str(name), "") for name in _of_the_targets(plan, params, "contributors"))


def _stages(plan: "Plan", params: Params, _: str) -> Iterator[tuple[str, str]]:
    return ((stage.name, str(stage.due or "")) for stage in _of_the_targets(plan, params, "stages"))  # type: ignore[attr-defined]


def _steps(plan: "Plan", params: Params, _: str) -> Iterator[tuple[str, str]]:
    return ((step.name, str(step.due or "")) for step in _of_the_targets(plan, params, "steps"))  # type: ignore[attr-defined]


def _waiting(item: "Item") -> str:
    count = len(item.candidates)
    return say(Words(f"{count} 个候选目标", f"{count} candidates"))


departments = _from_plan(_departments)
leaders = _from_plan(
    lambda plan, _params, _typed: (
        (word, leader.called) for leader in plan.leaders for word in (leader.post, leader.name) if word
    )
)
items = _from_plan(lambda plan, _params, _typed: ((str(item.number), item.heading) for item in plan.items))
items_to_review = _from_plan(
    lambda plan, _params, _typed: (
        (str(item.number), _waiting(item)) for item in plan.items if item.candidates
    )
)
sections = _from_plan(lambda plan, _params, _typed: ((s.number, s.heading) for s in plan.sections))
items_and_targets = _from_plan(_things)
editable = _from_plan(_editable)
keys = _from_plan(_keys)
values = _from_plan(_values)
contributors = _from_plan(_contributors)
stages = _from_plan(_stages)
steps = _from_plan(_steps)


def years(params: Params, incomplete: str) -> Candidates:
    """The years that have a plan, in the project the line names, newest first."""
    from edu_plan_cli.files.project_folder import plan_years

    root = _root(params)
    return beginning(incomplete, [(str(year), "") for year in reversed(plan_years(root))] if root else [])


def quarters(params: Params, incomplete: str) -> Candidates:
    """Q1 to Q4; begun in Han, 二季度 and 上半年; begun with a year, 2023Q2."""
    from edu_plan_cli.values.quarter import Quarter

    names = [(f"Q{number}", Quarter(2000, number).name) for number in (1, 2, 3, 4)]
    han = [(name, key) for key, name in names] + [("上半年", "Q2")]
    of_years = (
        [(f"{year}{key}", name) for year, _ in years(params, "") for key, name in names]
        if incomplete[:1].isdigit()
        else []
    )
    return beginning(incomplete, [*names, *(han if incomplete else []), *of_years])


def lights(params: Params, incomplete: str) -> Candidates:  # noqa: ARG001
    """In the language spoken; once something is typed, in the other too."""
    from edu_plan_cli.assessment.lights import LIGHTS

    zh = [(words.zh, "" if LANG == "zh" else key) for key, words in LIGHTS.items()]
    en = [(key, words.zh) for key, words in LIGHTS.items()]
    return beginning(incomplete, [*zh, *en] if incomplete else zh if LANG == "zh" else en)


def codes_and_names(params: Params, incomplete: str) -> Candidates:  # noqa: ARG001
    """The codes of problems; once a letter of a name is typed, names (quote-not-in-text); each with its title."""
    from edu_plan_cli.checks.check_registry import rules

    by_code = [(rule.code, rule) for rule in rules().values()]
    by_name = sorted((rule.name, rule) for rule in rules().values())
    offered = [*by_code, *by_name] if incomplete else by_code
    return beginning(incomplete, [(word, rule.title.in_(LANG)) for word, rule in offered])
