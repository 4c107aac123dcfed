"""What taking a form would change in its department's report, and what the project's checks say of it, cell by cell."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.editing.edits import record, set_received, set_source
from edu_plan_cli.editing.entry_questions import EntryQuestion, entry_questions
from edu_plan_cli.editing.propose import Edit
from edu_plan_cli.features.forms.form_groups import TYPED_IN, AnswerGroup, cell_of
from edu_plan_cli.features.forms.form_reading import FormAnswer
from edu_plan_cli.features.forms.row_answers import CellQuestion
from edu_plan_cli.features.forms.workbook import Book
from edu_plan_cli.values.bilingual import Words


class TakenReport(NamedTuple):
    """The report a form is taken into."""

    root: Path
    year: int
    file: Path
    path: str  # from the project
    head: dict[str, Any]  # what a new file begins with, and the comments above
    heading: str


def edit_with(
    report: TakenReport,
    groups: Iterable[AnswerGroup],
    received: tuple[date, str] | None = None,
    source: dict[str, Any] | None = None,
) -> Edit:
    """Return the edit that records what these groups say beyond what the report says, and where it came from."""
    answers = [answer for group in groups for answer in group.answers if answer.state != "same"]

    def edit(text: str) -> str:
        for answer in answers:
            plan_target = answer.target.plan_target
            name = f"{plan_target.label} {plan_target.target.name}"
            text = record(report.path, text, report.head, answer.entry, report.heading, name)
        if received is not None:
            text = set_received(report.path, text, report.head, report.heading, *received)
        return text if source is None else set_source(report.path, text, source)

    return edit


def ask_checks(report: TakenReport, groups: Sequence[AnswerGroup], book: Book) -> list[AnswerGroup]:
    """Return the groups with what is asked about their answers, or why the checks would refuse them. Raises Unreadable.

    Where all of them together are asked nothing, that is known at once; else each is tried on top of those before it that were sound.
    """
    news = [group for group in groups if group.is_news and not group.is_unclear]
    if not news or not _questions(report, news, [answer for group in news for answer in group.answers]):
        return list(groups)
    sound: list[AnswerGroup] = []
    known: list[EntryQuestion] = []
    asked = []
    for group in groups:
        if group not in news:
            asked.append(group)
            continue
        questions = [
            question
            for question in _questions(report, [*sound, group], group.answers)
            if question not in known
        ]
        asked.append(group.also_asked(_of_cell(question, group, book) for question in questions))
        if not any(question.refused for question in questions):
            sound.append(group)
            known += questions
    return asked


def _questions(
    report: TakenReport, groups: Sequence[AnswerGroup], answers: Iterable[FormAnswer]
) -> list[EntryQuestion]:
    told = [(a.entry["target"], a.entry.get("contributor")) for a in answers if a.state != "same"]
    return entry_questions(report.root, report.year, report.file, edit_with(report, groups), told)


def _as_clause(words: Words) -> Words:
    return Words(words.zh.rstrip("。"), words.en.rstrip("."))


def _of_cell(question: EntryQuestion, group: AnswerGroup, book: Book) -> CellQuestion:
    """The question about the cell the answer was typed in; of the whole report, about the first cell of the group."""
    target, contributor = question.entry or (group.targets[0], None)
    cell = cell_of(book, target, contributor or "", TYPED_IN.get(question.key, ""))
    return CellQuestion(cell, _as_clause(question.words), doubt=not question.refused)
