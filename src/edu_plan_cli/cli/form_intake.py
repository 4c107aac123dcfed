"""Take filled-in forms into the reports: read, compare, ask, write, send back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import typer

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.context import Opened, Wanted
    from edu_plan_cli.cli.report_file import Received
    from edu_plan_cli.features.forms.form_reading import Collected
    from edu_plan_cli.features.forms.workbook import Book
    from edu_plan_cli.model.plan import Department


def year_of_form(usual: "Opened", book: "Book | Words", asked: "Wanted") -> int:
    """Return the year a form was made for, unless another is asked for or it has no plan here: the usual one."""
    from edu_plan_cli.cli.context import parse_wanted_quarter
    from edu_plan_cli.files.project_folder import plan_years

    own = usual.assessment.plan.year
    of_quarter, _ = parse_wanted_quarter(asked.quarter)
    if isinstance(book, Words) or asked.year is not None or of_quarter is not None:
        return own
    years = {str(each): each for each in plan_years(usual.project.root)}
    said = [*book.head.years, book.meta.get("year", "")]
    return next((years[year] for year in said if year in years), own)


def files_in(folder: Path) -> list[Path]:
    """Return what is in a folder, by name. Raises Stop where it cannot be read."""
    try:
        return sorted(folder.iterdir())
    except OSError as error:
        raise Stop(
            Words(f"{folder} 打不开：没有权限。", f"{folder} cannot be read: {error.strerror}.")
        ) from None


def read_form(file: Path) -> "tuple[bytes, Book | Words]":
    """Return a file's bytes and its rows, or why there are none."""
    from edu_plan_cli.cli.input_file import read_given
    from edu_plan_cli.features.forms.opened_form import open_form

    data = read_given(file)
    return (b"", data) if isinstance(data, Words) else (data, open_form(file.name, data))


def take_form(
    opened: "Opened",
    file: Path,
    data: bytes,
    book: "Book | Words",
    today: str | None,
    came: "Received | None",
    *,
    yes: bool,
    return_to: Path | None,
    dry_run: bool,
) -> "Literal['written', 'same'] | None":
    """One file, all or nothing. None where it was not taken."""
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.form_questions import with_entry_questions
    from edu_plan_cli.features.forms.collect_screen import write_collected
    from edu_plan_cli.features.forms.form_reading import collect
    from edu_plan_cli.files.reading import safe_name

    name = safe_name(file.name)
    if isinstance(book, Words):
        tell(book)
        return None
    collected = with_entry_questions(opened, collect(opened.assessment, book), now(today))
    write_collected(name, opened.assessment, collected, LANG)
    if return_to is not None and collected.asked:
        _send_back(opened, file, book, collected, return_to)
        if collected.department is not None and any(not one.doubt for one in collected.asked):
            _came(opened, collected.department, today, came, dry_run=dry_run)
    if any(not one.doubt for one in collected.asked):
        tell(Words(f"{name} 有看不准的，整张没有收。", f"{name}: not taken."))
        return None
    if collected.asked and not yes and not _confirmed(len(collected.asked)):
        tell(Words(f"{name} 没有收；确实没错的请加 --yes。", f"{name}: not taken; --yes confirms."))
        return None
    if all(answer.state == "same" for answer in collected.answers):
        tell(Words(f"{name} 没有新的内容。", f"{name} says nothing new."))
        return "same"
    try:
        _write(opened, collected, name, data, today, came, dry_run=dry_run)
    except Stop as stop:
        tell(Words(f"{name}：{stop.words.zh}", f"{name}：{stop.words.en}"))
        return None
    return "written"


def _came(
    opened: "Opened", who: "Department", today: str | None, came: "Received | None", *, dry_run: bool
) -> None:
    """Keep the day a form first came, as it is sent back: coming again to be put right is not being late."""
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.report_file import report_file
    from edu_plan_cli.editing.edits import set_received

    quarter = opened.assessment.view.quarter
    at = report_file(opened.project.root, who, quarter, now(today))
    if at.file.exists():
        return
    day, reason = came or (now(today), say(Words("表格退回修改", "the form was sent back")))
    tell(Words(f"{who.name}的表 {day} 收到，已记下。", f"{who.name}: came on {day}, which is kept."))

    def edit(text: str) -> str:
        return set_received(at.path, text, at.head, at.heading, day, reason)

    make_change(opened.project.root, opened.assessment.plan.year, at.file, [edit], dry_run=dry_run)


def _send_back(opened: "Opened", file: Path, book: "Book", collected: "Collected", folder: Path) -> None:
    from edu_plan_cli.cli.output import write_results
    from edu_plan_cli.features.forms.form_sheet import write_form
    from edu_plan_cli.features.forms.returned_form import returned
    from edu_plan_cli.presentation.figures import marks

    form = returned(opened.assessment, book, collected, marks(opened.assessment))
    if form is not None:
        write_results(folder, {f"{file.stem}.xlsx": write_form(form)}, force=True)


def _confirmed(count: int) -> bool:
    if not is_terminal(sys.stdin):
        return False
    return typer.confirm(
        say(Words(f"有 {count} 处可疑，都没有错吗", f"{count} doubtful; all right as they stand"))
    )


def _write(
    opened: "Opened",
    collected: "Collected",
    name: str,
    data: bytes,
    today: str | None,
    came: "Received | None",
    *,
    dry_run: bool,
) -> None:
    """Write what was taken; what looks odd has been asked about."""
    import hashlib

    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.report_file import refuse_closed, report_file
    from edu_plan_cli.editing.edits import record, set_received, set_source

    plan, quarter, who = opened.assessment.plan, opened.assessment.view.quarter, collected.department
    assert who is not None
    refuse_closed(plan, quarter, now(today))
    at = report_file(opened.project.root, who, quarter, now(today))
    source = {"file": name, "sha256": hashlib.sha256(data).hexdigest()}

    def edit(text: str) -> str:
        for answer in collected.answers:
            if answer.state != "same":
                plan_target = answer.target.plan_target
                said = f"{plan_target.label} {plan_target.target.name}"
                text = record(at.path, text, at.head, answer.entry, at.heading, said)
        if came:
            text = set_received(at.path, text, at.head, at.heading, *came)
        return set_source(at.path, text, source)

    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=dry_run, tell=("notice",))
