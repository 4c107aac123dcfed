"""Forms that came together: which were collected before, which are copies of one another, and which contradict each other.

Which of two forms is the newer is known neither from their names nor from the clock of whoever saved them: it is asked.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.features.forms.form_head import COLUMNS, department_of, mismatches
from edu_plan_cli.features.forms.row_answers import typed_in
from edu_plan_cli.features.forms.workbook import Book
from edu_plan_cli.model.department_report import Report, Source
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.typed_text import same_name

_MOST_SHOWN = 12  # differences


class SentForm(NamedTuple):
    """One file that came, and what it holds."""

    file: Path
    sha256: str
    book: Book


class RememberedForm(NamedTuple):
    """A form that was collected, and whether it is the last one of its department."""

    source: Source
    is_last: bool


def collected_before(
    reports: Iterable[Report], department: str, quarter: Quarter, sha256: str
) -> RememberedForm | None:
    """Return what the reports remember of a file that was collected; None for a new file."""
    for report in reports:
        if (report.department, report.period) == (department, quarter):
            for source in (*filter(None, [report.source]), *report.earlier_sources):
                if source.sha256 == sha256:
                    return RememberedForm(source, source is report.source)
    return None


def department_of_form(form: SentForm, assessment: Assessment) -> str | None:
    """Return the id of the department whose answers a form holds for the quarter; None where it is of something else."""
    plan, quarter = assessment.plan, assessment.view.quarter
    if form.book.problems or any(
        not mismatch.doubt for mismatch in mismatches(form.book.head, form.book.meta, plan, quarter)
    ):
        return None
    by_head = department_of(form.book.head, form.book.meta, plan)
    if by_head is not None:
        return by_head
    targets = {row.cells["target"].text for row in form.book.rows if "target" in row.cells}
    leads = {assessment.answering[target] for target in targets if target in assessment.answering}
    return leads.pop() if len(leads) == 1 else None


def typed_texts(book: Book) -> dict[tuple[str, str, str], str]:
    """Return what people typed, by target, detail and column."""
    texts = {}
    for row in book.rows:
        target, detail = (row.cells[key].text if key in row.cells else "" for key in ("target", "detail"))
        for column, text in typed_in(row).items():
            texts[target, same_name(detail), column] = text
    return texts


def without_copies(forms: Sequence[SentForm]) -> tuple[list[SentForm], list[tuple[SentForm, SentForm]]]:
    """Return the forms that differ, each once, and each copy with the form it is a copy of."""
    kept: list[SentForm] = []
    copies = []
    for form in forms:
        texts = typed_texts(form.book)
        first = next((other for other in kept if typed_texts(other.book) == texts), None)
        if first is None:
            kept.append(form)
        else:
            copies.append((form, first))
    return kept, copies


def differences(forms: Sequence[SentForm], assessment: Assessment) -> Iterator[Words]:
    """Say cell by cell what forms of one department hold otherwise, with the files' names; many are counted."""
    labels = {
        t.plan_target.target.id: f"{t.plan_target.label} {t.plan_target.target.name}"
        for t in assessment.targets
    }
    texts = [typed_texts(form.book) for form in forms]
    places = dict.fromkeys(place for found in texts for place in found)
    different = [place for place in places if len({found.get(place, "") for found in texts}) > 1]
    for target, detail, column in different[:_MOST_SHOWN]:
        values = [
            (form.file.name, found.get((target, detail, column)))
            for form, found in zip(forms, texts, strict=True)
        ]
        zh = "，".join(f"{name} {value or '（空）'}" for name, value in values)
        en = ", ".join(f"{name} {value or '(empty)'}" for name, value in values)
        where = " ".join(filter(None, [labels.get(target, target), detail, COLUMNS[column][0]]))
        yield Words(f"{where}：{zh}", f"{where}: {en}")
    if len(different) > _MOST_SHOWN:
        yield Words(f"……共 {len(different)} 处", f"… {len(different)} in all")
