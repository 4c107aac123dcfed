"""Take one form into its department's report: what is sure is written, the rest is named and sent back."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.cli.typed_lines import confirm
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.checks.checked_year import Checked
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.cli.report_file import Received
    from edu_plan_cli.features.forms.collect_sum import Outcome
    from edu_plan_cli.features.forms.form_changes import TakenReport
    from edu_plan_cli.features.forms.form_groups import AnswerGroup, SortedForm
    from edu_plan_cli.features.forms.form_reading import Collected
    from edu_plan_cli.features.forms.row_answers import CellQuestion
    from edu_plan_cli.features.forms.sent_forms import SentForm
    from edu_plan_cli.model.plan import Department


class Collecting(NamedTuple):
    """What the forms of one run have in common."""

    today: str | None
    came: "Received | None"
    yes: bool
    return_to: Path | None
    dry_run: bool


def take_form(
    opened: "Opened", form: "SentForm", collecting: Collecting, only: frozenset[str] | None = None
) -> "tuple[Outcome, Checked]":
    """Collect a form; returns what became of it, and the year after it, checked.

    ``only`` are the targets wanted of one that was collected before; None: all of them.
    """
    from edu_plan_cli.features.forms.collect_screen import write_collected
    from edu_plan_cli.features.forms.collect_sum import Outcome
    from edu_plan_cli.features.forms.form_groups import sort_form
    from edu_plan_cli.features.forms.form_reading import collect
    from edu_plan_cli.files.reading import safe_name
    from edu_plan_cli.presentation.waiting import waiting

    name, quarter = safe_name(form.file.name), opened.assessment.view.quarter
    try:
        with waiting(say(Words(f"核对 {name}……", f"checking {name}…"))):
            collected = collect(opened.assessment, form.book)
            sorted_form = sort_form(collected, form.book, quarter)
            if only is not None:
                collected, sorted_form = collected.within(only), sorted_form.within(only)
            who = collected.department
            report = None if who is None else _report_of(opened, who, collecting)
            sorted_form = sorted_form if report is None else _checked(report, sorted_form, form)
    except Stop as stop:
        tell(Words(f"{name}：{stop.words.zh}", f"{name}：{stop.words.en}"))
        return Outcome(name, collected.department, "refused"), opened.checked
    asked = [*sorted_form.others, *(question for group in sorted_form.groups for question in group.asked)]
    answers = [answer for group in sorted_form.groups for answer in group.shown_answers()]
    write_collected(name, opened.assessment, collected._replace(asked=asked, answers=answers), LANG)
    taken, left = _divided(sorted_form, yes=collecting.yes)
    open_questions = [*_others_open(sorted_form, taken), *(q for group in left for q in group.asked)]
    rows = _rows_of(opened, form, open_questions)
    if any(question.doubt for question in open_questions):
        tell(
            Words(
                f"{name} 里要确认的没有收；确实没错的请加 --yes 再收一次。",
                f"{name}: what is to be confirmed was not taken; --yes takes it as it stands.",
            )
        )
    state, checked = _write(opened, form, name, collected, report, taken, left, collecting)
    if open_questions and collecting.return_to is not None:
        _send_back(opened, form, collected._replace(asked=open_questions), collecting.return_to)
        if state == "refused" and report is not None:
            _keep_day(opened, form, collected, report, left, collecting)
    return Outcome(name, collected.department, state, rows), checked


def _report_of(opened: "Opened", who: "Department", collecting: Collecting) -> "TakenReport":
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.report_file import report_file
    from edu_plan_cli.features.forms.form_changes import TakenReport

    root, plan = opened.project.root, opened.assessment.plan
    at = report_file(root, who, opened.assessment.view.quarter, now(collecting.today))
    return TakenReport(root, plan.year, at.file, at.path, at.head, at.heading, opened.checked)


def _checked(report: "TakenReport", sorted_form: "SortedForm", form: "SentForm") -> "SortedForm":
    from edu_plan_cli.cli.output import refusals
    from edu_plan_cli.features.forms.form_changes import ask_checks

    with refusals(report.file):
        groups = ask_checks(report, sorted_form.groups, form.book)
    return sorted_form._replace(groups=tuple(groups))


def _divided(sorted_form: "SortedForm", *, yes: bool) -> "tuple[list[AnswerGroup], list[AnswerGroup]]":
    """The groups to take and those left open; what may be right as it stands is asked first."""
    clear = [group for group in sorted_form.groups if not group.is_unclear]
    unclear = [group for group in sorted_form.groups if group.is_unclear]
    doubts = [q for q in sorted_form.others if q.doubt]
    doubts += [question for group in clear for question in group.asked]
    if not doubts or yes or (clear and _confirmed(len(doubts))):
        return clear, unclear
    of_all = any(question.doubt for question in sorted_form.others)
    sure = [] if of_all else [group for group in clear if not group.asked]
    return sure, [group for group in sorted_form.groups if group not in sure]


def _others_open(sorted_form: "SortedForm", taken: "list[AnswerGroup]") -> "list[CellQuestion]":
    """Of what concerns no target: what cannot be used, and what was not confirmed, so that nothing was taken."""
    return [q for q in sorted_form.others if not q.doubt or not taken]


def _confirmed(count: int) -> bool:
    if not is_terminal(sys.stdin):
        return False
    return confirm(
        say(Words(f"有 {count} 处要确认，都没有错吗", f"{count} to confirm; all right as they stand"))
    )


def _write(
    opened: "Opened",
    form: "SentForm",
    name: str,
    collected: "Collected",
    report: "TakenReport | None",
    taken: "list[AnswerGroup]",
    left: "list[AnswerGroup]",
    collecting: Collecting,
) -> 'tuple[Literal["taken", "same", "refused"], Checked]':
    """Write what is taken; returns the year after it too, as it was where nothing is written."""
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.cli.report_file import refuse_closed
    from edu_plan_cli.features.forms.form_changes import edit_with

    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    news = [group for group in taken if group.is_news]
    if report is None or (not news and (left or any(not q.doubt for q in collected.asked))):
        tell(Words(f"{name} 没有收；请看上面标出的格子。", f"{name}: not taken; see the cells above."))
        return "refused", opened.checked
    if not news:
        tell(Words(f"{name} 没有新的内容。", f"{name} says nothing new."))
        return "same", opened.checked
    source = _source(form, left)
    try:
        refuse_closed(plan, quarter, now(collecting.today))
        edit = edit_with(report, news, collecting.came, source)
        written = make_change(
            report.root,
            plan.year,
            report.file,
            [edit],
            dry_run=collecting.dry_run,
            tell=("notice",),
            earlier=opened.checked,
        )
    except Stop as stop:
        tell(Words(f"{name}：{stop.words.zh}", f"{name}：{stop.words.en}"))
        return "refused", opened.checked
    return "taken", opened.checked if collecting.dry_run else written.after or opened.checked


def _source(form: "SentForm", left: "list[AnswerGroup]") -> dict[str, Any]:
    from edu_plan_cli.files.reading import safe_name

    source: dict[str, Any] = {"file": safe_name(form.file.name), "sha256": form.sha256}
    open_targets = [target for group in left for target in group.targets]
    return {**source, "open": open_targets} if open_targets else source


def _rows_of(opened: "Opened", form: "SentForm", asked: "list[CellQuestion]") -> tuple[str, ...]:
    """The rows that go back, as people name them, each once."""
    from edu_plan_cli.features.forms.form_groups import cell_places

    labels = {t.plan_target.target.id: t.plan_target for t in opened.assessment.targets}
    places = cell_places(form.book)
    rows: dict[str, None] = {}
    for question in asked:
        place = places.get((question.cell.sheet, question.cell.address)) if question.cell else None
        if place is not None and (plan_target := labels.get(place.target)) is not None:
            rows[" ".join(filter(None, [plan_target.label, plan_target.target.name, place.detail]))] = None
    return tuple(rows)


def _send_back(opened: "Opened", form: "SentForm", collected: "Collected", folder: Path) -> None:
    from edu_plan_cli.cli.output import write_results
    from edu_plan_cli.features.forms.form_sheet import write_form
    from edu_plan_cli.features.forms.returned_form import returned
    from edu_plan_cli.presentation.figures import marks

    back = returned(opened.assessment, form.book, collected, marks(opened.assessment))
    name = f"{form.file.stem}.xlsx"
    if (folder / name).exists() and form.file.exists() and (folder / name).samefile(form.file):
        raise Stop(
            Words(
                f"--return 不能是收表的文件夹：{form.file} 会被盖掉。请换一个文件夹。",
                f"--return cannot be the folder the forms are in: {form.file} would be replaced. Choose another.",
            )
        )
    if back is not None:
        write_results(folder, {name: write_form(back)}, force=True)


def _keep_day(
    opened: "Opened",
    form: "SentForm",
    collected: "Collected",
    report: "TakenReport",
    left: "list[AnswerGroup]",
    collecting: Collecting,
) -> None:
    """Keep the day a form first came, as it is sent back: coming again to be put right is not being late."""
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.output import make_change
    from edu_plan_cli.features.forms.form_changes import edit_with

    if report.file.exists() or collected.department is None or not any(group.is_unclear for group in left):
        return
    reason = say(Words("表格退回修改", "the form was sent back"))
    day, reason = collecting.came or (now(collecting.today), reason)
    who = collected.department.name
    tell(Words(f"{who}的表 {day} 收到，已记下。", f"{who}: came on {day}, which is kept."))
    edit = edit_with(report, [], (day, reason), _source(form, left))
    year = opened.assessment.plan.year
    make_change(report.root, year, report.file, [edit], dry_run=collecting.dry_run)
