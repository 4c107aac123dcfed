"""Write one answer, or a nil report, into a department's report of a quarter."""

import sys
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import the_department
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.opened import Opened
from edu_plan_cli.cli.output import make_change, refusals
from edu_plan_cli.cli.plan_arguments import the_target
from edu_plan_cli.cli.report_file import Received, ReportFile, refuse_closed, report_file
from edu_plan_cli.cli.typed_entry import TypedEntry, in_option_words, read_entry
from edu_plan_cli.cli.typed_lines import confirm
from edu_plan_cli.editing.edits import record, set_nil, set_received
from edu_plan_cli.editing.entry_changes import RecordedAnswer, Value, entry_changes, nil_changes
from edu_plan_cli.editing.entry_questions import EntryKey, EntryQuestion, entry_questions
from edu_plan_cli.editing.propose import Edit, Proposal
from edu_plan_cli.editing.recorded_entry import correction_quarter, lead_on, quarter_of_event
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.model.keys import KEYS
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter


class Recording(NamedTuple):
    """Hold what the answers of one run have in common."""

    opened: Opened
    department: str | None  # as typed; None: who answers for the target
    day: date
    came: Received | None
    dry_run: bool
    yes: bool = False  # what is doubtful is taken as it stands
    as_json: bool = False  # nobody is asked, and no patch is shown

    @property
    def may_ask(self) -> bool:
        """Tell whether there is somebody to confirm what looks odd."""
        return not self.as_json and not self.dry_run and is_terminal(sys.stdin)


def record_nil(recording: Recording, what: str | None) -> RecordedAnswer:
    """Write a department's nil report. Raises Stop where a target, or no department, is named, and for a closed quarter."""
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

    answer = RecordedAnswer(who, quarter, None, None, at.path, "refused")
    answer, proposal = _write(recording, at, edit, answer, [])
    if proposal is None:
        return answer
    line, changes = nil_changes(at.path, proposal.old, proposal.new)
    return answer._replace(line=line, changes=changes)


def record_typed(
    recording: Recording,
    what: str,
    typed: TypedEntry,
    reason: str | None,
    made_on: date | None,
    *,
    quarter_asked: bool,
) -> RecordedAnswer:
    """Write an answer as typed. Without a quarter asked for it goes into the one in which what it records happened.

    ``made_on`` is the day of a correction, where that is another than today. Raises Stop as ``record_entry`` and ``read_entry`` do.
    """
    assessment, root = recording.opened.assessment, recording.opened.project.root
    target = the_target(assessment.plan, what)
    quarter = assessment.view.quarter
    entry, refused = read_entry(target, typed, quarter, root, reason)
    if reason is not None:
        entry["date"] = Raw(str(made_on or recording.day))
    found = next(found for found in assessment.targets if found.plan_target.target is target)
    if not quarter_asked:
        quarter = max(quarter, quarter_of_event(entry, assessment.view.latest))
    return record_entry(recording, found, quarter, entry, reason, refused)


def record_entry(
    recording: Recording,
    found: TargetAssessment,
    quarter: Quarter,
    entry: dict[str, Any],
    reason: str | None = None,
    refused: tuple[EntryQuestion, ...] = (),
) -> RecordedAnswer:
    """Write an answer for a target; with a reason, as a correction of an earlier quarter.

    Where something of it was ``refused`` as it was read, or is by the checks, or is not confirmed, nothing is written.
    Raises Stop for a closed quarter, and where no report can take the correction.
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
    contributor = entry.get("contributor")
    answer = RecordedAnswer(
        who, quarter, found.plan_target, contributor, at.path, "refused", refused=refused, reason=reason
    )
    if refused:
        return answer

    def edit(text: str) -> str:
        return _with_day(at, record(at.path, text, at.head, entry, at.heading, name), recording.came)

    answer, proposal = _write(recording, at, edit, answer, [(entry["target"], contributor)])
    if proposal is None:
        return answer
    line, changes = entry_changes(at.path, proposal.old, proposal.new, entry)
    return answer._replace(line=line, changes=changes)


def _write(
    recording: Recording, at: ReportFile, edit: Edit, answer: RecordedAnswer, told: Collection[EntryKey]
) -> tuple[RecordedAnswer, Proposal | None]:
    """Write an edit that nothing speaks against. Returns what came of it, with the change where there is one."""
    root, year = recording.opened.project.root, recording.opened.assessment.plan.year
    with refusals(at.file):
        questions = entry_questions(root, year, at.file, edit, told)
    asked = tuple(question for question in questions if not question.refused)
    refused = tuple(question for question in questions if question.refused)
    answer = answer._replace(asked=asked, refused=refused)
    if refused or (asked and not recording.yes and not _confirmed(recording, asked)):
        return answer, None
    proposal = make_change(
        root, year, at.file, [edit], dry_run=recording.dry_run, tell=("notice",), show_patch=not recording.as_json
    )  # fmt: skip
    if recording.dry_run:
        return answer._replace(state="dry_run"), proposal
    return answer._replace(state="unchanged" if proposal.new == proposal.old else "written"), proposal


def _confirmed(recording: Recording, asked: tuple[EntryQuestion, ...]) -> bool:
    """Ask about what looks odd, as of a form."""
    if not recording.may_ask:
        return False
    for question in asked:
        write_line(say(Words(f"  {question.words.zh}", f"  {question.words.en}")))
    return confirm(say(Words("  确实如此吗", "  Is it so")))


def _with_day(at: ReportFile, text: str, came: Received | None) -> str:
    return set_received(at.path, text, at.head, at.heading, *came) if came else text


def tell_recorded(recording: Recording, answer: RecordedAnswer) -> None:
    """Say what was replaced, or why nothing was written, as JSON first where that is asked for.

    Raises Stop (exit code 1) for what was refused.
    """
    if recording.as_json:
        from edu_plan_cli.presentation.record_json import record_text
        from edu_plan_cli.presentation.streams import write_data

        plan = recording.opened.assessment.plan
        write_data(record_text(plan, answer, confirmed=recording.yes))
    if answer.state != "refused":
        for line in replaced_lines(answer):
            tell(line)
        return
    for question in answer.refused or (() if recording.may_ask else answer.asked):
        tell(in_option_words(question))
    of = answer.plan_target
    name = f"{of.label} {of.target.name} " if of else ""
    if answer.refused:
        raise Stop(
            Words(f"{name}没有写；请改了再写一次。", f"{name}was not written; correct it and try again."), 1
        )
    if recording.may_ask:
        raise Stop(Words(f"{name}没有写。", f"{name}was not written."), 1)
    raise Stop(
        Words(
            f"{name}没有写；确实没错的请加 --yes。", f"{name}was not written; --yes takes it as it stands."
        ),
        1,
    )


def replaced_lines(answer: RecordedAnswer) -> list[Words]:
    """Return what stood in the report before and what stands there now, a line a value; a figure with its unit where that changed."""
    units = next((change for change in answer.changes if change.key == "unit"), None)
    own = answer.plan_target.target.get("unit") if answer.plan_target else ""
    lines = []
    for change in answer.changes:
        if change.old is None or change.key == "unit":
            continue
        old, new = (None if value is None else _shown(value) for value in (change.old, change.new))
        if units is not None and change.key == "value":
            old, new = f"{old}{units.old or own}", f"{new}{units.new or own}"
        lines.append(
            Words(
                f"  {KEYS[change.key][0]}：原填 {old}，{'已删去' if new is None else f'改为 {new}'}",
                f"  {change.key}: was {old}, {'taken out' if new is None else f'now {new}'}",
            )
        )
    return lines


def _shown(value: Value) -> str:
    if isinstance(value, dict):
        return " ".join(_shown(part) for part in value.values())
    return "、".join(map(_shown, value)) if isinstance(value, list) else value
