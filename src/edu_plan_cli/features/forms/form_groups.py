"""A form in the parts that are taken whole or not at all: a target with all its rows, and a total with its 其中."""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.features.forms.form_reading import Collected, FormAnswer
from edu_plan_cli.features.forms.row_answers import CellQuestion, typed_in
from edu_plan_cli.features.forms.row_names import is_total
from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import Book, SheetRow
from edu_plan_cli.kinds.entry import Entry, IssuedDocument
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.typed_text import same_name

# The column in which each key of an entry is typed.
TYPED_IN = {
    "value": "number", "numerator": "number", "lowest": "number", "unit": "number", "denominator": "denominator",
    "stage": "state", "done_on": "state", "document": "state", "steps_done": "state", "account": "account", "evidence": "evidence",
}  # fmt: skip

_MOST_SHOWN = 30  # characters of words that would be replaced


class AnswerGroup(NamedTuple):
    """Targets that stand or fall together, what their rows say, and what is to be cleared up in them."""

    targets: tuple[str, ...]
    answers: tuple[FormAnswer, ...]
    asked: tuple[CellQuestion, ...] = ()

    @property
    def is_unclear(self) -> bool:
        """Tell whether something in it cannot be used, whatever is confirmed."""
        return any(not question.doubt for question in self.asked)

    @property
    def is_news(self) -> bool:
        """Tell whether it says anything the report does not."""
        return any(answer.state != "same" for answer in self.answers)

    def shown_answers(self) -> tuple[FormAnswer, ...]:
        """Return its answers as they are shown: those of a group that cannot be used go back."""
        if not self.is_unclear:
            return self.answers
        return tuple(answer._replace(state="unclear") for answer in self.answers)

    def also_asked(self, more: Iterable[CellQuestion]) -> "AnswerGroup":
        """Return it with more to be cleared up."""
        return self._replace(asked=(*self.asked, *more))


class SortedForm(NamedTuple):
    """The groups of a form, and what is asked of no target of it: of the form itself, or of a row nobody knows."""

    groups: tuple[AnswerGroup, ...]
    others: tuple[CellQuestion, ...]

    def within(self, targets: Collection[str]) -> "SortedForm":
        """Return the groups of some targets alone, with what is asked of the form itself."""
        groups = tuple(group for group in self.groups if set(group.targets).intersection(targets))
        return SortedForm(groups, tuple(question for question in self.others if question.cell is None))


def sort_form(form: Collected, book: Book, quarter: Quarter) -> SortedForm:
    """Divide what a form says; where it would replace a value, that is asked about."""
    places = cell_places(book)
    asked: dict[str, list[CellQuestion]] = {}
    others = []
    for question in form.asked:
        place = places.get((question.cell.sheet, question.cell.address)) if question.cell else None
        if place is None or place.target not in form.part_of:
            others.append(question)
        else:
            asked.setdefault(place.target, []).append(question)
    answers: dict[str, list[FormAnswer]] = {}
    for answer in form.answers:
        target = answer.target.plan_target.target.id
        answers.setdefault(target, []).append(answer)
        asked.setdefault(target, []).extend(_replacements(answer, book, quarter))
    groups = tuple(
        AnswerGroup(
            targets,
            tuple(answer for target in targets for answer in answers.get(target, ())),
            tuple(question for target in targets for question in asked.get(target, ())),
        )
        for targets in _standing_together(form.part_of)
    )
    return SortedForm(tuple(group for group in groups if group.answers or group.asked), tuple(others))


def _standing_together(targets: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Targets by id with the id each is a part of: those joined by 其中 together, in their order."""

    def top(target: str) -> str:
        seen = {target}
        while (whole := targets.get(target)) in targets and whole not in seen:
            assert whole is not None
            target = whole
            seen.add(target)
        return target

    group_of = {target: top(target) for target in targets}
    return [
        tuple(target for target in targets if group_of[target] == first)
        for first in dict.fromkeys(group_of.values())
    ]


class CellPlace(NamedTuple):
    """Of which target, detail and column a cell is."""

    target: str
    detail: str
    column: str


def cell_places(book: Book) -> dict[tuple[str, str], CellPlace]:
    """Return the places of a form's cells by sheet and address. A row somebody added for a sum is of the target above it."""
    places: dict[tuple[str, str], CellPlace] = {}  # a cell merged over rows is of the first
    above = ""
    for row in book.rows:
        target, detail = (row.cells[key].text if key in row.cells else "" for key in ("target", "detail"))
        target = above if is_total(row) and not target.startswith("t") else target
        above = target
        for key, cell in row.cells.items():
            places.setdefault((cell.sheet, cell.address), CellPlace(target, detail, key))
    return places


def cell_of(book: Book, target: str, detail: str, column: str = "") -> Cell | None:
    """Return the cell in which something was typed: in that column, else the first of the row; of several rows the first."""
    rows = [row for row in book.rows if row.cells.get("target") and row.cells["target"].text == target]
    mine = [row for row in rows if _detail(row) == same_name(detail)] or rows
    filled = [row for row in mine if typed_in(row)] or mine
    of_column = [row.cells[column] for row in filled if column in row.cells and row.cells[column].text]
    first = [row.cells[key] for row in filled for key in typed_in(row)]
    return next(iter([*of_column, *first, *(row.cells["target"] for row in filled)]), None)


def _detail(row: SheetRow) -> str:
    return same_name(row.cells["detail"].text) if "detail" in row.cells else ""


def _replacements(answer: FormAnswer, book: Book, quarter: Quarter) -> Iterable[CellQuestion]:
    """What stands in the report already and would be another: it may be a correction made since, so it is asked."""
    contributor = answer.entry.get("contributor")
    old = next(
        (r.entry for r in answer.target.now(quarter) if r.entry.contributor == contributor and not r.nil),
        None,
    )
    if old is None or answer.state != "changed":
        return
    target = answer.target.plan_target.target
    keys = dict.fromkeys([*answer.entry, "unit"])  # a figure without a unit takes the place of one with it
    before, now = said(old.get, keys), said(answer.entry.get, keys)
    for column, text in now.items():
        if column in before and before[column] != text and not _adds_to(old, answer.entry, column):
            cell = cell_of(book, target.id, contributor or "", column)
            old_text, new_text = (_brief(column, words) for words in (before[column], text))
            why = Words(
                f"已填 {old_text}，这张表是 {new_text}，要改吗",
                f"the report says {old_text}, this form {new_text}: change it?",
            )
            yield CellQuestion(cell, why, doubt=True)


def _brief(column: str, text: str) -> str:
    """A figure as it is; of words their beginning, in quotes."""
    if column not in ("account", "evidence"):
        return text
    return f"“{text.rstrip('。')}”" if len(text) <= _MOST_SHOWN else f"“{text[:_MOST_SHOWN]}……”"


def said(value_of: Any, keys: Iterable[str]) -> dict[str, str]:
    """Return by column what an entry says in some of its keys, as people read it."""
    parts: dict[str, list[str]] = {}
    for key in keys:
        value = value_of(key)
        if key in TYPED_IN and value not in (None, "", []):
            parts.setdefault(TYPED_IN[key], []).append(shown(value))
    return {column: "".join(texts) for column, texts in parts.items()}


def shown(value: Any) -> str:
    """Return a value of an entry on one line."""
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    if isinstance(value, IssuedDocument):
        return f"{value.title} {value.number} {value.issued_on}"
    return plain(value) if isinstance(value, Decimal) else str(value)


def _adds_to(old: Entry, entry: Mapping[str, Any], column: str) -> bool:
    """Whether a list only grows: a step more that is done, one more piece of evidence."""
    keys = [key for key in entry if TYPED_IN.get(key) == column and isinstance(entry[key], list)]
    return bool(keys) and all(set(old.get(key) or ()) <= set(entry[key]) for key in keys)
