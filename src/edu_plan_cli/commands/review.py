"""``edu-plan review``."""

import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import LANG, say
from edu_plan_cli.values.words import Words

if TYPE_CHECKING:
    from edu_plan_cli.commands.editing import Plans
    from edu_plan_cli.model.plan import Candidate, Item

EXAMPLES = (
    (
        "edu-plan review",
        Words("逐个看候选目标：认可、去掉、以后再说", "go through the candidates one by one"),
    ),
    ("edu-plan review 14", Words("只看一项任务的", "those of one item")),
    ("edu-plan review --list", Words("只列出来", "only list them")),
)


def command(
    item: Annotated[
        str | None,
        typer.Argument(
            metavar=say("任务", "ITEM"), help=say("任务序号；缺省为全部", "an item; default: all")
        ),
    ] = None,
    listing: Annotated[
        bool, typer.Option("--list", help=say("只列出来，不问", "list them, ask nothing"))
    ] = False,
    dry_run: options.DryRun = False,
    year: options.Year = None,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.commands.editing import open_plan
    from edu_plan_cli.commands.wiring import the_item
    from edu_plan_cli.presentation.candidates import write_candidate, write_candidates
    from edu_plan_cli.presentation.console import make_console

    at = open_plan(project, year)
    wanted = [the_item(at.plan, item)] if item is not None else list(at.plan.items)
    waiting = [(of, candidate) for of in wanted for candidate in of.candidates]
    console = make_console()
    if listing or not waiting or not sys.stdin.isatty():
        write_candidates(console, waiting, LANG)
        return
    typer.echo(
        say(
            f"{len(waiting)} 个候选目标。y 认可，n 去掉，回车以后再说，q 结束。",
            f"{len(waiting)} candidates. y accepts, n takes out, Enter leaves it, q ends.",
        )
    )
    for count, (of, candidate) in enumerate(waiting, 1):
        write_candidate(console, of, candidate, f"{count}/{len(waiting)}", LANG)
        answer = typer.prompt("  y/n", default="", show_default=False).strip().lower()
        if answer == "q":
            return
        try:
            if answer in ("y", "是"):
                _accept(at, of, candidate, dry_run=dry_run)
            elif answer in ("n", "否"):
                _take_out(at, candidate, dry_run=dry_run)
        except Stop as stop:
            typer.echo(str(stop), err=True)
        at = open_plan(project, year)


def _accept(at: "Plans", item: "Item", candidate: "Candidate", *, dry_run: bool) -> None:
    """Make a target of it, once what its words do not say is typed."""
    from edu_plan_cli.commands.writing import make_change
    from edu_plan_cli.editing.edits import accept
    from edu_plan_cli.nodes.writer import as_values

    data = as_values(candidate.node) | _missing(at.plan.year, candidate)
    lead, departments = ({}, {}) if item.lead is not None else _lead(at)
    data |= lead

    def edit(text: str) -> str:
        return accept(at.path, text, item.id, data, departments)

    make_change(at.root, at.year, at.file, [edit], dry_run=dry_run, tell=("warning",))


def _take_out(at: "Plans", candidate: "Candidate", *, dry_run: bool) -> None:
    from edu_plan_cli.commands.writing import make_change
    from edu_plan_cli.editing.edits import remove_candidate

    def edit(text: str) -> str:
        return remove_candidate(at.path, text, candidate.id)

    make_change(at.root, at.year, at.file, [edit], dry_run=dry_run, tell=("warning",))


def _missing(year: int, candidate: "Candidate") -> dict[str, Any]:
    """What its kind of target needs and the words do not tell."""
    from edu_plan_cli.kinds.registry import KINDS
    from edu_plan_cli.nodes.writer import Raw
    from edu_plan_cli.presentation.candidates import question

    found: dict[str, Any] = {}
    for key, field in KINDS[candidate.kind].model_fields.items():
        if not field.is_required() or key in candidate.node.values or key == "node":
            continue
        if key == "baseline":
            value = typer.prompt(f"  {question('baseline', LANG)}").strip()
            on = typer.prompt(f"  {question('date', LANG)}", default=f"{year - 1}-12-31").strip()
            found[key] = {"value": Raw(value), "date": Raw(on)}
        elif key in ("steps", "stages"):
            typed = typer.prompt(f"  {question(key, LANG)}").replace("，", "、").replace(",", "、")
            found[key] = [_step(part) for part in typed.split("、") if part.strip()]
        else:
            typed = typer.prompt(f"  {question(key, LANG)}", default=_likely(candidate, key)).strip()
            found[key] = Raw(typed) if key in ("target_value", "minimum", "due") else typed
    return found


def _likely(candidate: "Candidate", key: str) -> str | None:
    """An answer to offer."""
    if key == "accumulation":
        growing = any(
            word in candidate.quote for word in ("新增", "培训", "举办", "开展", "招聘", "评选", "新建")
        )
        return "period" if growing else "point" if "%" in (candidate.unit or "") else "cumulative"
    return candidate.name if key in ("numerator", "population") else None


def _step(typed: str) -> dict[str, Any]:
    from edu_plan_cli.nodes.writer import Raw

    name, _, due = typed.strip().rpartition(" ")
    return {"name": name.strip(), "due": Raw(due)} if name else {"name": due}


def _lead(at: "Plans") -> tuple[dict[str, str], dict[str, str]]:
    """Who leads, for the new target; and the department, where the plan does not know it yet."""
    names = "、".join(found.name for found in at.plan.departments)
    typed = typer.prompt(say(f"  牵头科室（{names}）", f"  lead department ({names})")).strip()
    if (known := at.plan.department(typed)) is not None:
        return {"lead": known.id}, {}
    from edu_plan_cli.documents.departments import department_id

    identity = department_id(typed, {found.id for found in at.plan.departments})
    return {"lead": identity}, {"id": identity, "name": typed}
