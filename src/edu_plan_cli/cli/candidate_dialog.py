"""Ask about the candidates read out of a document, one by one. Each answer is written at once."""

import contextlib
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import typer

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

if TYPE_CHECKING:
    from edu_plan_cli.cli.plan_arguments import Plans
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.model.plan import Candidate, Item
    from edu_plan_cli.presentation.console import Screen


Edit = Callable[[str], str]


def _asked_answer() -> str:
    """y, e, n, q or nothing; asked until it is."""
    words = {"是": "y", "认可": "y", "改": "e", "否": "n", "去掉": "n", "结束": "q"}
    while True:
        typed = _typed("y/e/n/q", "")
        answer = words.get(typed, typed.lower())
        if answer in ("", "y", "e", "n", "q"):
            return answer
        typer.echo(say(Words("  请按 y、e、n、q 或回车。", "  Type y, e, n, q or Enter.")))


def _typed(question: str, default: str | None = None) -> str:
    """Return what is typed, full-width letters and digits as what they stand for."""
    typed = typer.prompt(f"  {question}", default=default, show_default=bool(default))
    return re.sub(r"[０-９Ａ-Ｚａ-ｚ．]", lambda found: normalize_typed(found[0]), typed).strip()


def year_with_candidates(project: str | None) -> str | None:
    """Of several years the newest with candidates, which is where a person is wanted, whether it is issued or not."""
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.files.project_folder import plan_years
    from edu_plan_cli.model.load import load_plan

    root = open_project(project).root
    years = plan_years(root)
    for year in reversed(years) if len(years) > 1 else ():
        plan = load_plan(root, year)
        if plan is not None and any(item.candidates for item in plan.items):
            return str(year)
    return None


def ask_each(
    console: "Screen",
    waiting: "Sequence[tuple[Item, Candidate]]",
    reopen: "Callable[[], Plans]",
    *,
    dry_run: bool,
) -> dict[str, int]:
    """Ask about each candidate until all are answered or the person ends; return how many were accepted (y) and taken out (n).

    ``reopen`` reads the plan anew for each answer, for every answer changes the file.
    """
    from edu_plan_cli.features.importing.candidate_screen import write_candidate

    done = {"y": 0, "n": 0}
    with contextlib.suppress(typer.Abort):  # the end of what is typed ends the review, too
        for count, (of, candidate) in enumerate(waiting, 1):
            while True:
                write_candidate(console, of, candidate, f"{count}/{len(waiting)}", LANG)
                if (answer := _asked_answer()) in ("", "q"):
                    break
                if _answer_candidate(reopen(), of, candidate, answer, dry_run=dry_run):
                    done["n" if answer == "n" else "y"] += 1
                    break
            if answer == "q":
                break
    return done


def _answer_candidate(at: "Plans", of: "Item", candidate: "Candidate", answer: str, *, dry_run: bool) -> bool:
    """Tell whether it could be done; if not, why is told, nothing is written, and the candidate is asked again."""
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.edits import remove_candidate

    def taking_out(text: str) -> str:
        return remove_candidate(at.path, text, candidate.id)

    try:
        edit = taking_out if answer == "n" else _accepting(at, of, candidate, change=answer == "e")
        make_change(at.root, at.year, at.file, [edit], dry_run=dry_run, tell=("warning",))
    except Stop as stop:
        tell(stop.words)
        return False
    return True


def _accepting(at: "Plans", of: "Item", candidate: "Candidate", *, change: bool) -> Edit:
    """Return the edit that makes a target of it, once what its words do not say is typed; and who leads, where nobody does."""
    from edu_plan_cli.editing.edits import accept
    from edu_plan_cli.nodes.writer import as_values

    data = as_values(candidate.node)
    if change:
        data |= _changed(candidate)
    data |= _missing(at.plan.year, candidate)
    if candidate.part_of not in {target.id for item in at.plan.items for target in item.targets}:
        data.pop("part_of", None)  # its whole was taken out, or is still to be looked at
    led = next(item for item in at.plan.items if item.id == of.id).lead is not None
    lead = None if led else _lead(at)
    return lambda text: accept(at.path, text, of.id, data, lead)


def _changed(candidate: "Candidate") -> dict[str, Any]:
    """Its name and values, each as typed anew; Enter keeps one."""
    from edu_plan_cli.features.importing.candidate_questions import CHOICES, as_kept
    from edu_plan_cli.model.keys import KEYS
    from edu_plan_cli.nodes.node import Scalar

    found: dict[str, Any] = {}
    for key, node in candidate.node.values.items():
        if key not in ("id", "kind", "quote") and isinstance(node, Scalar):
            typed = _choose(key, node.text) if key in CHOICES else _typed(KEYS[key][0], node.text)
            found[key] = as_kept(key, typed) if node.plain else typed
    return found


def _missing(year: int, candidate: "Candidate") -> dict[str, Any]:
    """Return what its kind of target needs and the words do not tell."""
    from edu_plan_cli.features.importing.candidate_questions import (
        CHOICES,
        as_kept,
        keys_to_ask,
        likely_answer,
        steps_typed,
    )
    from edu_plan_cli.features.importing.candidate_screen import question
    from edu_plan_cli.nodes.writer import Raw

    found: dict[str, Any] = {}
    for key in keys_to_ask(candidate):
        if key in CHOICES:
            found[key] = _choose(key, likely_answer(candidate, key))
        elif key == "baseline":
            value = _typed(question("baseline", LANG))
            found[key] = {
                "value": Raw(value),
                "date": Raw(_typed(question("date", LANG), f"{year - 1}-12-31")),
            }
        elif key in ("steps", "stages"):
            found[key] = steps_typed(_typed(question(key, LANG), likely_answer(candidate, key)))
        else:
            typed = _typed(question(key, LANG), likely_answer(candidate, key))
            found[key] = as_kept(key, typed)
    return found


def _choose(key: str, default: str | None) -> str:
    """One of the few values a key may have, by its number in the list, its Chinese or its own word."""
    from edu_plan_cli.features.importing.candidate_questions import CHOICES
    from edu_plan_cli.features.importing.candidate_screen import choices, question

    values = CHOICES[key]
    shown = choices(values, LANG)
    meant = {str(number): value for number, value in enumerate(values, 1)} | dict(
        zip(shown, values, strict=True)
    )
    listed = "　".join(f"{number} {words}" for number, words in enumerate(shown, 1))
    default = str(values.index(default) + 1) if default in values else None
    while (typed := _typed(f"{question(key, LANG)}：{listed}", default)) not in {*meant, *values}:
        typer.echo(say(Words(f"  请填 1 到 {len(values)}。", f"  Type 1 to {len(values)}.")))
    return meant.get(typed, typed)


def _lead(at: "Plans") -> "NewLead":
    """Return who leads, as typed; a department the plan does not know is made only when it is meant."""
    from edu_plan_cli.editing.edits import NewLead
    from edu_plan_cli.features.importing.departments import department_id

    names = "、".join(found.name for found in at.plan.departments)
    known = say(Words(f"（已有：{names}）", f" (known: {names})")) if names else ""
    typed = _typed(say(Words(f"这项任务由哪个科室牵头{known}", f"which department leads this item{known}")))
    while (found := at.plan.department(typed)) is None:
        again = _typed(
            say(
                Words(f"没有“{typed}”，回车新建，或重新写", f"no {typed}; Enter makes it new, or type again")
            ),
            typed,
        )
        if again == typed:
            identity = department_id(typed, {found.id for found in at.plan.departments})
            return NewLead(identity, typed)
        typed = again
    return NewLead(found.id)
