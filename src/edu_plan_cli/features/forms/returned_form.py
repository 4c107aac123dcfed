"""A form to send back: made anew, with what was typed in it and each thing to be cleared up beside its cell.

Never the clerk's own file again: what other programs put into one is not all kept when it is written.
"""

import re
from decimal import Decimal

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.features.forms.form_content import Filled, Form, FormRow, make_form
from edu_plan_cli.features.forms.form_reading import Collected
from edu_plan_cli.features.forms.row_answers import typed_in
from edu_plan_cli.features.forms.workbook import Book, SheetRow
from edu_plan_cli.values.typed_text import same_name


def returned(assessment: Assessment, book: Book, found: Collected, marks: list[str]) -> Form | None:
    """The form of the department the file is of, to be filled in again; None where nobody can tell which that is."""
    if found.department is None:
        return None
    form = make_form(assessment, found.department, marks)
    details = {(line.target, same_name(line.detail)): line.detail for line in form.lines}
    rows: dict[tuple[str, str], SheetRow] = {}
    asked_in: dict[tuple[str, str], tuple[str, str, str]] = {}
    for row in book.rows:
        target, written = (row.cells[key].text if key in row.cells else "" for key in ("target", "detail"))
        detail = details.get((target, same_name(written)), written)
        if (target, detail) not in rows or (typed_in(row) and not typed_in(rows[target, detail])):
            rows[target, detail] = row
        for key, cell in row.cells.items():
            asked_in.setdefault((cell.sheet, cell.address), (target, detail, key))
    lines = {(line.target, line.detail) for line in form.lines}
    problems: dict[tuple[str, str, str], str] = {}
    notes = []
    for one in found.asked:
        asked = asked_in.get((one.cell.sheet, one.cell.address)) if one.cell else None
        if asked is not None and asked[:2] in lines:
            problems[asked] = one.why.zh  # the form is Chinese, as its clerk is
        else:
            notes.append(f"{one.cell.sheet}!{one.cell.address} {one.why.zh}" if one.cell else one.why.zh)
    return form._replace(
        lines=[_refilled(line, rows.get((line.target, line.detail))) for line in form.lines],
        problems=problems,
        notes=tuple(notes),
    )


def _refilled(line: FormRow, row: SheetRow | None) -> FormRow:
    """The line as the clerk left it, whatever the report says already."""
    if row is None:
        return line
    filled: dict[str, Filled] = {}
    for key, text in typed_in(row).items():
        filled[key] = Decimal(text) if re.fullmatch(r"-?\d{1,15}(\.\d+)?", text) else text
    return line._replace(filled=filled)
