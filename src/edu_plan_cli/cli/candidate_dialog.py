"""Ask about the candidates read out of a document, one by one. Each answer is written at once."""

import re
from collections.abc import Callable
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


Edit = Callable[[str], str]


CHOICES: dict[str, tuple[str, ...]] = {
    "accumulation": ("period", "cumulative", "point"),
    "comparison": ("at_least", "at_most", "equal", "about"),
    "every": ("day", "week", "two_weeks", "month", "quarter", "term", "half_year"),
}


_NUMBERS = ("target_value", "minimum")
_DAYS = ("start", "due")


def asked_answer() -> str:
    """y, e, n, q or nothing; asked until it is."""
    words = {"是": "y", "认可": "y", "改": "e", "否": "n", "去掉": "n", "结束": "q"}
    while True:
        typed = _typed("y/e/n/q", "")
        answer = words.get(typed, typed.lower())
        if answer in ("", "y", "e", "n", "q"):
            return answer
        typer.echo(say(Words("  请按 y、e、n、q 或回车。", "  Type y, e, n, q or Enter.")))


def _typed(question: str, default: str | None = None) -> str:
    """What is typed, full-width letters and digits as what they stand for."""
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


def answer_candidate(at: "Plans", of: "Item", candidate: "Candidate", answer: str, *, dry_run: bool) -> bool:
    """Whether it could be done; if not, why is told, nothing is written, and the candidate is asked again."""
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
    """The edit that makes a target of it, once what its words do not say is typed; and who leads, where nobody does."""
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
    from edu_plan_cli.model.keys import KEYS
    from edu_plan_cli.nodes.node import Scalar

    found: dict[str, Any] = {}
    for key, node in candidate.node.values.items():
        if key not in ("id", "kind", "quote") and isinstance(node, Scalar):
            typed = _choose(key, node.text) if key in CHOICES else _typed(KEYS[key][0], node.text)
            found[key] = _as_kept(key, typed) if node.plain else typed
    return found


def _missing(year: int, candidate: "Candidate") -> dict[str, Any]:
    """What its kind of target needs and the words do not tell."""
    from edu_plan_cli.features.importing.candidate_screen import question
    from edu_plan_cli.kinds.kind_registry import KINDS
    from edu_plan_cli.nodes.writer import Raw

    found: dict[str, Any] = {}
    for key, field in KINDS[candidate.kind].model_fields.items():
        if not field.is_required() or key in candidate.node.values or key == "node":
            continue
        if key in CHOICES:
            found[key] = _choose(key, _likely(candidate, key))
        elif key == "baseline":
            value = _typed(question("baseline", LANG))
            found[key] = {
                "value": Raw(value),
                "date": Raw(_typed(question("date", LANG), f"{year - 1}-12-31")),
            }
        elif key in ("steps", "stages"):
            typed = (
                _typed(question(key, LANG), _likely(candidate, key)).replace("，", "、").replace(",", "、")
            )
            found[key] = [_step(part) for part in typed.split("、") if part.strip()]
        else:
            typed = _typed(question(key, LANG), _likely(candidate, key))
            found[key] = _as_kept(key, typed)
    return found


def _as_kept(key: str, typed: str) -> Any:
    """An answer as a file holds it: 一百零五 as 105, 2024年6月30日 as 2024-06-30, all other keys as typed."""
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.values.typed_answers import day_typed, number_typed

    if key in _NUMBERS:
        return Raw(number_typed(typed))
    return Raw(day_typed(typed)) if key in _DAYS else typed


def _choose(key: str, default: str | None) -> str:
    """One of the few values a key may have, by its number in the list, its Chinese or its own word."""
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


def _likely(candidate: "Candidate", key: str) -> str | None:
    """An answer to offer."""
    if key == "accumulation":
        growing = any(
            word in candidate.quote for word in ("新增", "培训", "举办", "开展", "招聘", "评选", "新建")
        )
        return "period" if growing else "point" if "%" in (candidate.unit or "") else "cumulative"
    if key == "steps" and candidate.due is not None:
        return f"{candidate.name} {candidate.due}"
    return candidate.name if key in ("numerator", "population", "steps", "stages") else None


def _step(typed: str) -> dict[str, Any]:
    from edu_plan_cli.nodes.writer import Raw

    name, _, due = typed.strip().rpartition(" ")
    return {"name": name.strip(), "due": Raw(due)} if name else {"name": due}


def _lead(at: "Plans") -> "NewLead":
    """Who leads, as typed; a department the plan does not know is made only when it is meant."""
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
