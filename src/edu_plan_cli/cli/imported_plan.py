"""Write a plan that was read out of a document: made, joined to the one that is there, or put elsewhere."""

import re
from pathlib import Path

import typer

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, about, say
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words


def import_stratml(
    file: Path, output: Path | None, project: str | None, *, force: bool, dry_run: bool
) -> None:
    import sys

    from edu_plan_cli.checks.checked_year import check_year
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.features.importing.document_text import NotRead
    from edu_plan_cli.features.importing.stratml_import import read_stratml
    from edu_plan_cli.features.importing.stratml_screen import write_stratml
    from edu_plan_cli.model.load import load_year
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.problems.problems_text import write_text

    named = int(output.stem) if output and re.fullmatch(r"\d{4}", output.stem) else None
    try:
        made = read_stratml(file.name, given_bytes(file), named)
    except NotRead as refused:
        raise Stop(about(file, refused.why)) from None
    nowhere = Path("/nowhere")
    found = check_year(load_year(nowhere, made.year, {f"plan/{made.year}.yaml": made.text}))
    if errors := [problem for problem in found.diagnostics if problem.severity == "error"]:
        write_text(make_console(sys.stderr), errors, LANG, None)
        raise Stop(
            Words(
                "由它做成的工作要点通不过检查，没有写。",
                "The plan made of it would not validate; nothing was written.",
            ),
            1,
        )
    if not dry_run:
        write_plan(made.text, made.year, output, project, force=force)
    write_stratml(make_console(), made, LANG)


def write_plan(text: str, year: int, output: Path | None, project: str | None, *, force: bool) -> None:
    """A plan that is not there is made, one that is there is joined, checked like every edit; elsewhere it is a result."""
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.cli.output import make_change, write_results
    from edu_plan_cli.files.project_folder import find_project
    from edu_plan_cli.files.starter import is_untouched, modeline
    from edu_plan_cli.model.load import plan_file

    at = open_project(project) if output is None else find_project(project, Path.cwd())
    plan = (plan_file(at.root, year) or at.root / "plan" / f"{year}.yaml") if at else None
    if at is not None and plan is not None and (output is None or output.resolve() == plan.resolve()):
        if plan.exists() and not is_untouched(plan, year):
            _join(at.root, plan, text, year, force=force)
            return
        whole = modeline(at.root, "plan", 1) + text
        make_change(at.root, year, plan, [lambda _: whole], dry_run=False, tell=())
        return
    assert output is not None
    write_results(output.parent, {output.name: text.encode()}, force=force)


def _join(root: Path, plan: Path, text: str, year: int, *, force: bool) -> None:
    """What the draft has and the plan lacks is shown as a patch, and added when that is confirmed."""
    import sys

    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.editing.join import join
    from edu_plan_cli.files.reading import shown_path

    path = shown_path(root, plan)
    found = make_change(root, year, plan, [lambda old: join(path, old, text)], dry_run=True, tell=())
    if found.new == found.old:
        raise Stop(
            Words(
                f"{plan} 已存在，文件里的任务它都有，没有改动。",
                f"{plan} exists and has all of it; nothing to add.",
            )
        )
    asked = say(
        Words(
            f"{plan} 已存在。把以上这些加进去吗（已有的不动）",
            f"{plan} exists. Add this to it (nothing there is touched)",
        )
    )
    if not force and not (is_terminal(sys.stdin) and typer.confirm(asked)):
        raise Stop(
            Words(
                f"{plan} 已存在，没有改动；以上是要加进去的（已有的不动），确认请加 --force。",
                f"{plan} exists; nothing was written. The above would be added to it: confirm with --force.",
            )
        )
    make_change(root, year, plan, [lambda old: join(path, old, text)], dry_run=False, tell=())
