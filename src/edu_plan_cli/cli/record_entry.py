"""Write one answer, or a nil report, into a department's report of a quarter."""

import sys
from datetime import date
from typing import Any, NamedTuple

import typer

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import Opened, the_department
from edu_plan_cli.cli.entry_options import TypedEntry, entry_of
from edu_plan_cli.cli.language import say
from edu_plan_cli.cli.output import make_change, refusals
from edu_plan_cli.cli.plan_arguments import the_target
from edu_plan_cli.cli.report_file import Received, ReportFile, refuse_closed, report_file
from edu_plan_cli.editing.edits import record, set_nil, set_received
from edu_plan_cli.editing.entry_questions import entry_questions
from edu_plan_cli.editing.propose import Edit
from edu_plan_cli.editing.recorded_entry import correction_quarter, lead_on, quarter_of_event
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_numbers import Share
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.reported_answers import Count, read_count, read_date, read_share


class Recording(NamedTuple):
    """Hold what the answers of one run have in common."""

    opened: Opened
    department: str | None  # as typed; None: who answers for the target
    day: date
    came: Received | None
    dry_run: bool


def record_nil(recording: Recording, what: str | None) -> None:
    """Write a department's nil report. Raises Stop where a target, or no department, is named."""
    if what is not None or recording.department is None:
        raise Stop(
            Words(
                "零报告是整个科室的：edu-plan record --nil -q Q2 --department 学前科。",
                "A nil report is a whole department's: record --nil -q Q2 --department NAME.",
            )
        )
    opened = recording.opened
    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    refuse_closed(plan, quarter, recording.day)
    who = the_department(plan, recording.department)
    at = report_file(opened.project.root, who, quarter, recording.day)

    def edit(text: str) -> str:
        return _with_day(at, set_nil(at.path, text, at.head, at.heading), recording.came)

    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=recording.dry_run)


def record_typed(
    recording: Recording,
    what: str,
    typed: TypedEntry,
    reason: str | None,
    made_on: date | None,
    *,
    quarter_asked: bool,
) -> None:
    """Write an answer as typed. Without a quarter asked for it goes into the one in which what it records happened.

    ``made_on`` is the day of a correction, where that is another than today. Raises Stop as ``record_entry`` does.
    """
    assessment = recording.opened.assessment
    target = the_target(assessment.plan, what)
    typed = as_read(typed, target, assessment.view.quarter)
    entry = entry_of(typed, recording.opened.project.root, reason)
    if reason is not None:
        entry["date"] = Raw(str(made_on or recording.day))
    found = next(found for found in assessment.targets if found.plan_target.target is target)
    quarter = assessment.view.quarter
    if not quarter_asked:
        quarter = max(quarter, quarter_of_event(entry, assessment.view.latest))
    record_entry(recording, found, quarter, entry, reason)


def as_read(typed: TypedEntry, target: Target, quarter: Quarter) -> TypedEntry:
    """Return what was typed as a cell of a form is read: 0.7万, 28/35, 9月1日. What is not sure stays, for the checks to refuse."""
    if typed.value and typed.unit is None:
        count = read_count(typed.value, target.get("unit") or "")
        if isinstance(count, Count):
            typed = typed._replace(value=plain(count.value), unit=count.unit)
    if typed.numerator and typed.denominator is None:
        share = read_share(typed.numerator)
        if isinstance(share, Share):
            typed = typed._replace(numerator=plain(share.numerator), denominator=plain(share.denominator))
    if typed.done_on and isinstance(day := read_date(typed.done_on, quarter), date):
        typed = typed._replace(done_on=str(day))
    return typed


def record_entry(
    recording: Recording,
    found: TargetAssessment,
    quarter: Quarter,
    entry: dict[str, Any],
    reason: str | None = None,
) -> None:
    """Write an answer for a target; with a reason, as a correction of an earlier quarter.

    Raises Stop for a closed quarter, where no report can take the correction, and where the checks refuse it.
    """
    opened, day = recording.opened, recording.day
    plan, issued, reports = opened.assessment.plan, opened.checked.plan, opened.checked.reports
    assert issued is not None  # there is an assessment of it
    into: Quarter | None = quarter
    if reason is None:
        refuse_closed(plan, quarter, day)
    else:
        entry = {**entry, "quarter": quarter.key, "reason": reason}
        into = correction_quarter(quarter, reports)
    if into is None:
        raise Stop(
            Words(
                "四季度之后没有可写更正的文件，请直接改四季度的填报。",
                "No quarter follows to hold a correction.",
            )
        )
    lead = lead_on(issued, reports, into, day, found.plan_target)
    who = the_department(plan, recording.department or lead or "")
    at = report_file(opened.project.root, who, into, day)
    entry = {"target": found.plan_target.target.id, **entry}
    name = f"{found.plan_target.label} {found.plan_target.target.name}"

    def edit(text: str) -> str:
        return _with_day(at, record(at.path, text, at.head, entry, at.heading, name), recording.came)

    if reason is None and not recording.dry_run and is_terminal(sys.stdin):
        _confirm(opened, at, edit, (entry["target"], entry.get("contributor")))
    make_change(opened.project.root, plan.year, at.file, [edit], dry_run=recording.dry_run)


def _confirm(opened: Opened, at: ReportFile, edit: Edit, told: tuple[str, str | None]) -> None:
    """Ask about what looks odd, as of a form. Raises Stop where it is not so."""
    with refusals(at.file):
        questions = entry_questions(opened.project.root, opened.assessment.plan.year, at.file, edit, [told])
    doubts = [question.words for question in questions if not question.refused]
    for words in doubts:
        typer.echo(say(Words(f"  {words.zh}", f"  {words.en}")))
    if doubts and not typer.confirm(say(Words("  确实如此吗", "  Is it so"))):
        raise Stop(Words("没有写。", "Nothing was written."))


def _with_day(at: ReportFile, text: str, came: Received | None) -> str:
    return set_received(at.path, text, at.head, at.heading, *came) if came else text
