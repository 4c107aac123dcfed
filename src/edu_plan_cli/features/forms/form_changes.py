"""What taking a form would change in its department's report, and what the project's checks say of it, cell by cell."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.editing.edits import record, set_received, set_source
from edu_plan_cli.editing.propose import Edit, Proposal, parse, propose
from edu_plan_cli.features.forms.form_groups import TYPED_IN, AnswerGroup, cell_of
from edu_plan_cli.features.forms.row_answers import CellQuestion
from edu_plan_cli.features.forms.workbook import Book
from edu_plan_cli.nodes.node import Listing, Mapping, Scalar


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
    """Return the groups with what the checks would refuse or ask about them. Raises Unreadable.

    Where all of them together bring no problem, that is known at once; else each is tried on top of those before it that were sound.
    """
    news = [group for group in groups if group.is_news and not group.is_unclear]
    if not news or not _asks(_propose(report, news)):
        return list(groups)
    sound: list[AnswerGroup] = []
    known: list[Diagnostic] = []
    asked = []
    for group in groups:
        if group not in news:
            asked.append(group)
            continue
        proposal = _propose(report, [*sound, group])
        brings = [problem for problem in _asks(proposal) if problem not in known]
        asked.append(group.also_asked(_question(problem, proposal, group, book) for problem in brings))
        if not proposal.refused:
            sound.append(group)
            known += brings
    return asked


def _propose(report: TakenReport, groups: Sequence[AnswerGroup]) -> Proposal:
    return propose(report.root, report.year, report.file, [edit_with(report, groups)])


def _asks(proposal: Proposal) -> list[Diagnostic]:
    return [problem for problem in proposal.brings if problem.severity in ("error", "warning")]


def _question(problem: Diagnostic, proposal: Proposal, group: AnswerGroup, book: Book) -> CellQuestion:
    """What a check says, of the cell the figure was typed in; of another file's figure, of the first cell of the group."""
    target, detail, column = group.targets[0], "", ""
    if problem.location.path == proposal.path:
        target, detail, column = _typed_at(proposal, problem.location.line) or (target, detail, column)
    why = f"{problem.message.zh.rstrip('。')}（{problem.code}）"
    return CellQuestion(cell_of(book, target, detail, column), why, doubt=problem.severity == "warning")


def _typed_at(proposal: Proposal, line: int) -> tuple[str, str, str] | None:
    """The target, contributor and column that a line of the new report comes from."""
    listing = parse(proposal.path, proposal.new).values.get("entries")
    entries = (
        [node for node in listing.items if isinstance(node, Mapping)] if isinstance(listing, Listing) else []
    )
    entry = next((node for node in reversed(entries) if node.line <= line), None)
    if entry is None:
        return None
    texts = {key: value.text for key, value in entry.values.items() if isinstance(value, Scalar)}
    above = [key for key, mark in entry.keys.items() if mark.line <= line and key in TYPED_IN]
    column = TYPED_IN[max(above, key=lambda key: entry.keys[key].line)] if above else ""
    return texts.get("target", ""), texts.get("contributor", ""), column
