"""What taking a form would change in its department's report, and what the project's checks say of it, cell by cell."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.editing.edits import record_all, set_received, set_source
from edu_plan_cli.editing.entry_questions import EntryKey, EntryQuestion, entry_questions
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
    checked: Checked  # the year before it


def edit_with(
    report: TakenReport,
    groups: Iterable[AnswerGroup],
    received: tuple[date, str] | None = None,
    source: dict[str, Any] | None = None,
) -> Edit:
    """Return the edit that records what these groups say beyond what the report says, and where it came from."""
    answers = [answer for group in groups for answer in group.answers if answer.state != "same"]
    named = [(answer.entry, answer.target.plan_target) for answer in answers]
    entries = [(entry, f"{of.label} {of.target.name}") for entry, of in named]

    def edit(text: str) -> str:
        text = record_all(report.path, text, report.head, entries, report.heading)
        if received is not None:
            text = set_received(report.path, text, report.head, report.heading, *received)
        return text if source is None else set_source(report.path, text, source)

    return edit


def ask_checks(report: TakenReport, groups: Sequence[AnswerGroup], book: Book) -> list[AnswerGroup]:
    """Return the groups with what is asked about their answers, or why the checks would refuse them. Raises Unreadable.

    All of them together are checked first. Where nothing is refused that says what is asked about each; else those with questions
    are tried, each on top of those before it that were sound.
    """
    news = [group for group in groups if group.is_news and not group.is_unclear]
    if not news:
        return list(groups)
    questions = _questions(report, news, [answer for group in news for answer in group.answers])
    about = [{question.entry for question in questions} & set(_told(group.answers)) for group in news]
    named = [group for group, entries in zip(news, about, strict=True) if entries]
    told = {entry for entries in about for entry in entries}
    if all(question.entry in told and not question.refused for question in questions):
        return [
            group.also_asked(
                _of_cell(question, group, book)
                for question in questions
                if question.entry in _told(group.answers)
            )
            if group in named
            else group
            for group in groups
        ]
    asked, seen = _tried_in_turn(report, groups, news, named, book)
    if all(question in seen for question in questions):
        return asked
    return _tried_in_turn(report, groups, news, news, book)[0]


def _tried_in_turn(
    report: TakenReport,
    groups: Sequence[AnswerGroup],
    news: Sequence[AnswerGroup],
    tried: Sequence[AnswerGroup],
    book: Book,
) -> tuple[list[AnswerGroup], list[EntryQuestion]]:
    """The groups with what is asked about those that are tried, and all those questions."""
    sound: list[AnswerGroup] = []
    known: list[EntryQuestion] = []
    seen: list[EntryQuestion] = []
    asked = []
    for group in groups:
        questions = []
        if group in tried:
            found = _questions(report, [*sound, group], group.answers)
            questions = [question for question in found if question not in known]
        asked.append(group.also_asked(_of_cell(question, group, book) for question in questions))
        seen += questions
        if group in news and not any(question.refused for question in questions):
            sound.append(group)
            known += questions
    return asked, seen


def _questions(
    report: TakenReport, groups: Sequence[AnswerGroup], answers: Iterable[FormAnswer]
) -> list[EntryQuestion]:
    edit = edit_with(report, groups)
    return entry_questions(report.root, report.year, report.file, edit, _told(answers), report.checked)


def _told(answers: Iterable[FormAnswer]) -> list[EntryKey]:
    """What the answers speak of beyond what the report says already."""
    return [(a.entry["target"], a.entry.get("contributor")) for a in answers if a.state != "same"]


def _as_clause(words: Words) -> Words:
    return Words(words.zh.rstrip("。"), words.en.rstrip("."))


def _of_cell(question: EntryQuestion, group: AnswerGroup, book: Book) -> CellQuestion:
    """The question about the cell the answer was typed in; of the whole report, about the first cell of the group."""
    target, contributor = question.entry or (group.targets[0], None)
    cell = cell_of(book, target, contributor or "", TYPED_IN.get(question.key, ""))
    return CellQuestion(cell, _as_clause(question.words), doubt=not question.refused)
