"""Ask of a form what ``record`` asks before it writes, and say of what the checks refuse in which cell it stands."""

from typing import TYPE_CHECKING

from edu_plan_cli.cli.language import say

if TYPE_CHECKING:
    from datetime import date

    from edu_plan_cli.cli.context import Opened
    from edu_plan_cli.editing.propose import Edit
    from edu_plan_cli.features.forms.form_reading import Collected, FormAnswer
    from edu_plan_cli.features.forms.sheet_cells import Cell

# Where a key of an entry is filled in: the columns to look at, the likeliest first.
_COLUMNS = {
    "value": ("number",), "lowest": ("number",), "numerator": ("number", "denominator"), "denominator": ("denominator", "number"),
    "account": ("account",), "evidence": ("evidence",),
}  # fmt: skip
_OTHERS = ("state", "number", "account", "evidence", "target")


def with_entry_questions(opened: "Opened", collected: "Collected", day: "date") -> "Collected":
    """Return what a form says with what is to be asked of it, or refused, each by its cell."""
    from edu_plan_cli.cli.report_file import report_file
    from edu_plan_cli.editing.entry_questions import entry_questions
    from edu_plan_cli.features.forms.row_answers import CellQuestion

    changed = {_key(answer): answer for answer in collected.answers if answer.state != "same"}
    if collected.department is None or not changed:
        return collected
    plan, quarter = opened.assessment.plan, opened.assessment.view.quarter
    at = report_file(opened.project.root, collected.department, quarter, day)
    edit = _recorded(at.path, at.head, at.heading, list(changed.values()))
    asked = [
        CellQuestion(
            _cell_of(changed[question.entry], question.key) if question.entry in changed else None,
            say(question.words).rstrip("。"),
            doubt=not question.refused,
        )
        for question in entry_questions(opened.project.root, plan.year, at.file, edit, changed)
    ]
    return collected._replace(asked=[*collected.asked, *asked])


def _recorded(path: str, head: dict[str, object], heading: str, answers: "list[FormAnswer]") -> "Edit":
    from edu_plan_cli.editing.edits import record

    def edit(text: str) -> str:
        for answer in answers:
            text = record(path, text, head, answer.entry, heading, "")
        return text

    return edit


def _key(answer: "FormAnswer") -> tuple[str, str | None]:
    return answer.entry["target"], answer.entry.get("contributor")


def _cell_of(answer: "FormAnswer", key: str) -> "Cell | None":
    for column in (*_COLUMNS.get(key, ()), *_OTHERS):
        for row in answer.rows:
            if (cell := row.cells.get(column)) is not None and cell.text:
                return cell
    return None
