"""What the shell may complete: ids, numbers, departments, lights. Silent where the project cannot be read."""

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.language import LANG

if TYPE_CHECKING:
    from edu_plan_cli.model.plan import Plan

Found = list[tuple[str, str]]
Completer = Callable[[str], Found]


def _from_plan(pick: Callable[["Plan"], Iterable[tuple[str, str]]]) -> Completer:
    def complete(incomplete: str) -> Found:
        from edu_plan_cli.files.project_folder import find_project, plan_years
        from edu_plan_cli.model.load import load_plan

        project = find_project(None, Path.cwd())
        years = plan_years(project.root) if project else []
        if not project or not years:
            return []
        year = years[0]
        if len(years) > 1:
            from edu_plan_cli.cli.context import plan_year, today

            year = plan_year(project.root, today(os.environ.get("EDU_PLAN_TODAY")), None)
        plan = load_plan(project.root, year)
        return [(word, help_) for word, help_ in pick(plan) if word.startswith(incomplete)] if plan else []

    return complete


_departments = _from_plan(
    lambda plan: (*[(d.id, d.name) for d in plan.departments], *[(d.name, d.id) for d in plan.departments])
)


def departments(incomplete: str) -> Found:
    """Ids; once something is typed, names too."""
    return [(word, help_) for word, help_ in _departments(incomplete) if incomplete or word.isascii()]


leaders: Completer = _from_plan(
    lambda plan: (
        (word, leader.called) for leader in plan.leaders for word in (leader.post, leader.name) if word
    )
)
items: Completer = _from_plan(lambda plan: ((str(item.number), item.heading) for item in plan.items))
sections: Completer = _from_plan(lambda plan: ((s.number, s.heading) for s in plan.sections))


def _things(plan: "Plan") -> Iterator[tuple[str, str]]:
    for item in plan.items:
        yield str(item.number), item.heading
        for ordinal, target in enumerate(item.targets, 1):
            yield f"{item.number}-{ordinal}", target.name
            yield target.id, target.name


items_and_targets: Completer = _from_plan(_things)


def quarters(incomplete: str) -> Found:
    """Return the quarters that begin so."""
    return [(q, "") for q in ("Q1", "Q2", "Q3", "Q4") if q.startswith(incomplete.upper())]


def lights(incomplete: str) -> Found:
    """In the language spoken; once something is typed, in the other too."""
    from edu_plan_cli.assessment.lights import LIGHTS

    zh = [(words.zh, key) for key, words in LIGHTS.items()]
    en = [(key, words.zh) for key, words in LIGHTS.items()]
    offered = [*zh, *en] if incomplete else zh if LANG == "zh" else en
    return [(word, help_) for word, help_ in offered if word.startswith(incomplete)]


def codes_and_names(incomplete: str) -> Found:
    """Return the codes of problems and their names (EP304, quote-not-in-text), each with its title; letters begun stay as typed."""
    from edu_plan_cli.checks.check_registry import rules

    by_code = [(rule.code, rule) for rule in rules().values()]
    by_name = sorted((rule.name, rule) for rule in rules().values())
    return [
        (incomplete + word[len(incomplete) :], rule.title.in_(LANG))
        for word, rule in (*by_code, *by_name)
        if word.lower().startswith(incomplete.lower())
    ]
