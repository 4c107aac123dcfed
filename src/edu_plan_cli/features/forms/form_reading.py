"""From the rows that came back to entries: what is sure is taken, what is not is asked, and classic slips are pointed at."""

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.features.forms.form_content import FormRow, make_form
from edu_plan_cli.features.forms.form_head import department_of, mismatches
from edu_plan_cli.features.forms.row_answers import CellQuestion, in_unit_of, row_entries, typed_in
from edu_plan_cli.features.forms.row_names import TOTAL, changed_since, is_total
from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import Book, SheetRow
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.plan import Department
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import (
    read_count,
)
from edu_plan_cli.values.typed_text import same_name

_WHOSE = Words("看不出是哪个科室的表", "it cannot be told whose form it is")


class FormAnswer(NamedTuple):
    target: TargetAssessment
    entry: dict[str, Any]  # as it is written to the report
    state: str  # new, changed or same; as it is shown also unclear


class Collected(NamedTuple):
    department: Department | None
    answers: list[FormAnswer]
    asked: list[CellQuestion]
    missing: list[TargetAssessment]  # asked for, and nothing filled in
    notes: list[Words] = []  # what is to be known of the form, and asks for nothing
    # The targets on the form by id, each with the id of the total it is a part of.
    part_of: Mapping[str, str | None] = MappingProxyType({})

    def within(self, targets: Collection[str]) -> "Collected":
        """Return what it says of some targets alone."""
        answers = [answer for answer in self.answers if answer.target.plan_target.target.id in targets]
        missing = [target for target in self.missing if target.plan_target.target.id in targets]
        return self._replace(answers=answers, missing=missing)


def collect(assessment: Assessment, book: Book) -> Collected:
    """What one department's form says about the quarter of the assessment."""
    plan = assessment.plan
    asked = [CellQuestion(None, problem) for problem in book.problems]
    if not asked:
        of = mismatches(book.head, book.meta, plan, assessment.view.quarter)
        asked = [CellQuestion(None, mismatch.why, mismatch.doubt) for mismatch in of]
    department = plan.department(department_of(book.head, book.meta, plan) or "")
    if any(not question.doubt for question in asked):
        return Collected(department, [], asked, [])
    found = {target.plan_target.target.id: target for target in assessment.targets}
    rows = _by_key(book.rows, found, asked)
    leads = {assessment.answering.get(key[0]) for key in rows}
    if department is None and len(leads) == 1:
        department = plan.department(leads.pop() or "")
        if department is not None:
            said = Words(
                f"表头没有写科室，按编号看是{department.name}的，对吗",
                f"no department is written; by its ids it is of {department.name}: right?",
            )
            asked.append(CellQuestion(None, said, doubt=True))
    if department is None:
        return Collected(None, [], asked or [CellQuestion(None, _WHOSE)], [])
    lines = {
        (line.target, same_name(line.detail)): line for line in make_form(assessment, department, []).lines
    }
    for (target, detail), row in rows.items():
        if (target, detail) not in lines and (target, "") not in lines and detail != TOTAL and row:
            written = row.cells["detail"].text if "detail" in row.cells else ""
            label = found[target].plan_target.label
            said = Words(
                f"{label} 不由{department.name}填报，或没有“{written}”这一行",
                f"{label} is not {department.name}'s, or has no row “{written}”",
            )
            asked.append(CellQuestion(row.cells.get("target"), said))
    answers: list[FormAnswer] = []
    notes = [*book.notes, *changed_since(book.meta, plan.revision, lines, rows)]
    for target in dict.fromkeys(line.target for line in lines.values()):
        mine = [(line, rows.get(key)) for key, line in lines.items() if line.target == target]
        entries = list(row_entries(found[target], mine, asked, assessment.view.quarter))
        answers += [
            FormAnswer(found[target], entry, _state(found[target], entry, assessment)) for entry in entries
        ]
        _compare_total(mine, entries, rows.get((target, TOTAL)), asked)
        empty = [line.detail for line, row in mine if row is None or not typed_in(row)]
        if entries and empty and mine[0][0].asks != "step":
            label = found[target].plan_target.label
            notes.append(
                Words(f"{label} 还没填：{'、'.join(empty)}", f"{label} still lacks: {', '.join(empty)}")
            )
    told = {answer.target.plan_target.target.id for answer in answers}
    told |= {target for (target, _), row in rows.items() if typed_in(row)}  # unclear is not missing
    missing = [found[target] for target in dict.fromkeys(t for t, _ in lines) if target not in told]
    part_of = {target: found[target].plan_target.target.get("part_of") for target, _ in lines}
    asked = list(dict.fromkeys(asked))  # one cell merged over rows is asked about once
    return Collected(department, answers, asked, missing, notes, part_of)


def _compare_total(
    mine: list[tuple[FormRow, SheetRow | None]],
    entries: list[dict[str, Any]],
    row: SheetRow | None,
    asked: list[CellQuestion],
) -> None:
    """A row somebody added for the sum is held against it, and counts for nothing."""
    if row is None or "number" not in typed_in(row):
        return
    cell, unit = row.cells["number"], mine[0][0].unit
    total = read_count(cell.text, unit)
    values = [
        in_unit_of(unit, Decimal(str(entry["value"])), entry.get("unit"))
        for entry in entries
        if "value" in entry
    ]
    if isinstance(total, Question) or None in values:
        why = Words(
            f"合计“{cell.text}”没法和各行相加的数核对",
            f"the sum “{cell.text}” cannot be held against the rows",
        )
        asked.append(CellQuestion(cell, why, doubt=True))
        return
    added = sum((value for value in values if value is not None), Decimal(0))
    if in_unit_of(unit, total.value, total.unit) != added:
        why = Words(
            f"合计写的是 {cell.text}，各行相加是 {plain(added)}",
            f"the sum says {cell.text}, the rows add up to {plain(added)}",
        )
        asked.append(CellQuestion(cell, why))


def _of_no_target(identity: Cell | None, row: SheetRow) -> CellQuestion:
    """The question about a row that was filled in and has no id of a target."""
    if identity is None or not identity.text:
        none = Words("这一行没有编号，不知道是哪个目标", "this row has no id: of which target is it?")
        return CellQuestion(identity or next(iter(row.cells.values())), none)
    text = identity.text
    return CellQuestion(
        identity, Words(f"{text} 不是编号，不知道是哪个目标", f"{text} is no id: of which target is it?")
    )


def _by_key(
    rows: Iterable[SheetRow], found: dict[str, TargetAssessment], asked: list[CellQuestion]
) -> dict[tuple[str, str], SheetRow]:
    """Rows by target and detail. The same row on two sheets is one if both say the same; a sum is of the target above it."""
    known: dict[tuple[str, str], SheetRow] = {}
    above = ""
    for row in rows:
        identity = row.cells.get("target")
        if is_total(row):
            of = identity.text if identity is not None and identity.text in found else above
            if of:
                known[of, TOTAL] = row
                continue
        if identity is None or not identity.text or not re.fullmatch(r"t\w{4}", identity.text):
            if typed_in(row):
                asked.append(_of_no_target(identity, row))
            continue
        if identity.text not in found:
            none = Words(f"没有编号为 {identity.text} 的目标", f"there is no target {identity.text}")
            asked.append(CellQuestion(identity, none))
            continue
        above = identity.text
        detail = same_name(row.cells["detail"].text) if "detail" in row.cells else ""
        before = known.setdefault((identity.text, detail), row)
        if before is not row and typed_in(before) != typed_in(row):
            if not typed_in(before):
                known[identity.text, detail] = row
            elif typed_in(row):
                other = before.cells["target"]
                asked.append(
                    CellQuestion(
                        identity,
                        Words(
                            f"{identity.text} 有两行，内容不同（另一行在 {other.sheet}!{other.address}）",
                            f"{identity.text} has another row that differs, {other.sheet}!{other.address}",
                        ),
                    )
                )
    return known


def _state(found: TargetAssessment, entry: dict[str, Any], assessment: Assessment) -> str:
    quarter, unit = assessment.view.quarter, found.plan_target.target.get("unit") or ""
    for reported in found.now(quarter):
        old: Entry = reported.entry
        if old.contributor == entry.get("contributor"):
            words = {key: value for key, value in entry.items() if key not in ("value", "unit")}
            same = all(_same(old.get(key), value) for key, value in words.items())
            return "same" if same and _same_figure(old, entry, unit) else "changed"
    return "new"


def _same_figure(old: Entry, entry: Mapping[str, Any], unit: str) -> bool:
    """Whether both are the same amount, in whatever unit: 5000人 is 0.5万人, and 0.6 of 万人 is not 0.6人."""
    if "value" not in entry:
        return True
    new = Decimal(str(entry["value"]))
    return in_unit_of(unit, old.value, old.unit) == in_unit_of(unit, new, entry.get("unit"))


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, dict):
        return old is not None and all(_same(old.get(key), value) for key, value in new.items())
    if isinstance(old, Decimal):
        return old == Decimal(str(new))
    return str(old) == str(new) if not isinstance(new, list) else old == new
