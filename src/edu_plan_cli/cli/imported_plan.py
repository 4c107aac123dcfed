"""Write a plan that was read out of a document: made, joined to the one that is there, or put elsewhere."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, about, say, tell
from edu_plan_cli.cli.typed_lines import confirm
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words


def import_stratml(
    file: Path, output: Path | None, project: str | None, rest: Path | None, *, force: bool, dry_run: bool
) -> None:
    """Read a StratML file into a plan, write it, and show what was read. Raises Stop where it would not validate."""
    import sys

    from edu_plan_cli.checks.checked_year import check_year
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.features.importing.not_read import NotRead
    from edu_plan_cli.features.importing.stratml_import import read_stratml
    from edu_plan_cli.features.importing.stratml_screen import left_text, write_stratml
    from edu_plan_cli.model.load import load_year
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.problems.problems_text import write_text

    needs("office")
    named = _year_named(output)
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
        with _also(rest, left_text(made, LANG), force=force):
            write_plan(made.text, made.year, output, project, force=force)
    write_stratml(make_console(), made, LANG, whole=rest is not None)


def import_document(
    file: Path, output: Path | None, project: str | None, rest: Path | None, *, force: bool, dry_run: bool
) -> None:
    """Read an issued document into a plan, write it, and show what was read. Raises Stop where it is no work plan."""
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.input_file import given_bytes
    from edu_plan_cli.features.importing.document_text import read_document, takes_documents
    from edu_plan_cli.features.importing.front_matter import is_title
    from edu_plan_cli.features.importing.import_screen import left_text, write_imported
    from edu_plan_cli.features.importing.not_read import NotRead
    from edu_plan_cli.features.importing.outline import outline, too_much
    from edu_plan_cli.features.importing.plan_draft import draft, is_empty, year_of
    from edu_plan_cli.presentation.console import make_console

    data = given_bytes(file)
    needs("documents" if takes_documents(file.name, data) else "office")
    try:
        lines = read_document(file.name, data)
    except NotRead as refused:
        raise Stop(about(file, refused.why)) from None
    read = outline(lines)
    if not read.title and is_title(file.stem):
        read.title = file.stem
    if not read.title:
        first = next((line.printed[:40] for line in lines if not line.note), "")
        raise Stop(
            Words(
                f"{file} 的第一行“{first}”里没有工作要点、工作计划、实施方案、任务清单这样的字，不知道是不是这份文件。是的话，请把文件改名，如 2024年工作要点{file.suffix}。",
                f"The first line of {file} (“{first}”) has no words such as 工作要点, 工作计划, 实施方案, 任务清单. If it is the work plan, rename the file, e.g. 2024年工作要点{file.suffix}.",
            )
        )
    if is_empty(read.sections):
        raise Stop(
            Words(
                f"{file} 里没有读出任务；它像一份工作要点吗？扫描件要先转成文字。",
                f"No item was found in {file}; is it a work plan? A scan has to be made text first.",
            )
        )
    if (why := too_much(read)) is not None:
        raise Stop(about(file, why))
    year = _plan_year(output, year_of(read, []), year_of(read, lines), force=force)
    made = draft(read, lines, year, file.name)
    if not dry_run:
        with _also(rest, left_text(made, LANG), force=force):
            write_plan(made.text, year, output, project, force=force)
    write_imported(make_console(), read, made, LANG)
    if not dry_run:
        tell(
            Words(
                f"下一步：edu-plan review，逐个看这 {sum(made.candidates.values())} 个候选目标和还没有目标的句子。",
                f"Next: edu-plan review, to go through these {sum(made.candidates.values())} candidates and the sentences without a target.",
            )
        )


@contextmanager
def _also(rest: Path | None, left: str, *, force: bool) -> Iterator[None]:
    """Write what the plan has no place for to a file, where one is named: after the plan, and none of both where it may not be written."""
    from edu_plan_cli.cli.output import refusals, write_result
    from edu_plan_cli.files.writing import may_write

    if rest is not None:
        with refusals(rest):
            may_write(rest, force=force)
    yield
    if rest is not None:
        write_result(rest, left, force=force)


def _plan_year(output: Path | None, told: int | None, likely: int | None, *, force: bool) -> int:
    """Return the year the result's name gives, unless the document's head tells another; else the document's.

    ``told`` is the year of its title or number, ``likely`` the first year it speaks of where these name none.
    Raises Stop where the two years differ without ``force``, or none is known.
    """
    named = _year_named(output)
    if named is not None and told is not None and told != named and not force:
        raise Stop(
            Words(
                f"这份文件是 {told} 年的，{output} 却是 {named} 年的。请写 -o plan/{told}.yaml；确实要读成 {named} 年的，请加 --force。",
                f"The document is for {told}, {output} for {named}. Write -o plan/{told}.yaml, or add --force to read it as {named}'s.",
            )
        )
    year = named or likely
    if year is None:
        raise Stop(
            Words("看不出是哪一年的；请写 -o plan/2024.yaml。", "Of which year? Write -o plan/2024.yaml.")
        )
    return year


def _year_named(output: Path | None) -> int | None:
    """Return the year a file is named by: 2024 for plan/2024.yaml."""
    return int(output.stem) if output and re.fullmatch(r"\d{4}", output.stem) else None


def write_plan(text: str, year: int, output: Path | None, project: str | None, *, force: bool) -> None:
    """A plan that is not there is made, one that is there is joined, checked like every edit; elsewhere it is a result."""
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.cli.joined_draft import is_draft, write_joined
    from edu_plan_cli.cli.output import make_change, write_results
    from edu_plan_cli.files.project_folder import find_project
    from edu_plan_cli.files.starter import is_untouched, modeline
    from edu_plan_cli.model.load import plan_file

    at = open_project(project) if output is None else find_project(project, Path.cwd())
    plan = (plan_file(at.root, year) or at.root / "plan" / f"{year}.yaml") if at else None
    if at is not None and plan is not None and (output is None or output.resolve() == plan.resolve()):
        if plan.exists() and is_draft(at.root, year):
            write_joined(at.root, year, plan, text, is_document=True, force=force, dry_run=False)
            return
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
    if not force and not (is_terminal(sys.stdin) and confirm(asked)):
        raise Stop(
            Words(
                f"{plan} 已存在，没有改动；以上是要加进去的（已有的不动），确认请加 --force。",
                f"{plan} exists; nothing was written. The above would be added to it: confirm with --force.",
            )
        )
    make_change(root, year, plan, [lambda old: join(path, old, text)], dry_run=False, tell=())
