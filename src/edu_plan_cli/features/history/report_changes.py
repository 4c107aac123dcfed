"""What departments answer otherwise: their entries, corrections and updates, and when they sent them; and what leaders ask."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.features.history.element_change import (
    NO_DEPARTMENTS,
    ElementChange,
    FieldChange,
    How,
    What,
    changed_fields,
    same_departments,
)
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.department_updates import Update
from edu_plan_cli.model.leader_instructions import Instruction
from edu_plan_cli.values.bilingual import Words

_NOT_TOLD = ("entries", "corrections", "schema", "year", "quarter", "department", "source", "illustrative")
_NO_FIGURES = {
    "account",
    "highlight",
    "evidence",
    "reason",
    "received_reason",
}  # what moves no figure and no light


_OF_STATE = ("stage", "done_on", "document", "steps_done")  # what of an update counts


class _Key(NamedTuple):
    """What an answer is told apart by, whatever file it stands in. All but the first two are empty for a report itself."""

    department: str
    quarter: str
    target: str = ""
    contributor: str = ""
    corrected: str = ""  # the quarter a correction speaks of
    noted: str = ""  # the day of an update or an instruction
    number: int = 0  # of several alike


def report_changes(before: Checked, after: Checked, today: date) -> Iterator[ElementChange]:
    """Yield the entries, corrections and reports that are not what they were, in the order they are written.

    A figure is risky where the state before had closed its quarter by ``today`` (封账), whatever the report says of its day.
    """
    plans = [side.plan for side in (before, after) if side.plan is not None]
    names = {p.target.id: f"{p.label} {p.target.name}" for plan in plans for p in plan.targets}
    departments = {key: name for plan in plans for key, name in plan.department_names.items()}
    same = same_departments(plans[0], plans[-1]) if plans else NO_DEPARTMENTS
    closed = before.plan.closed_by(today) if before.plan else {}
    then, now = dict(_answers(before, same.before)), dict(_answers(after, same.after))
    for key in [*then, *(key for key in now if key not in then)]:
        old, new = then.get(key), now.get(key)
        fields = changed_fields(old, new, leave=_NOT_TOLD if key.target == "" else ("target", "contributor"))
        how: How = "added" if old is None else "removed" if new is None else "changed"
        if not _is_told(old, new, fields):
            continue
        element = new or old
        assert element is not None
        day = closed.get(key.quarter) if _moves_figures(element, how, fields) else None
        told_by = [part for part in (key.contributor, key.noted) if part]
        about = names.get(key.target, key.target) + (f"（{'，'.join(told_by)}）" if told_by else "")
        yield ElementChange(
            _kind_of(element),
            how,
            key.target or f"{key.department} {key.quarter}",
            f"{key.quarter} {departments.get(key.department, key.department)} {about}".strip(),
            fields,
            element.location(fields[0].field if how == "changed" else None),
            _edited_when_closed(key.quarter, day) if day else None,
            closed_on=day,
        )


def _answers(checked: Checked, ids: Mapping[str, str]) -> Iterator[tuple[_Key, Entry | Report | Instruction]]:
    """Every report with its entries; those of a year without a plan too, though nothing can count them."""
    reports = checked.reports if checked.plan or checked.loaded is None else checked.loaded.reports
    alike: Counter[_Key] = Counter()
    for report in reports:
        key = _Key(ids.get(report.department, report.department), report.quarter)
        yield key._replace(number=alike[key]), report
        alike[key] += 1
        for entry in (*report.entries, *report.corrections):
            corrected = entry.quarter if isinstance(entry, Correction) else ""
            own = key._replace(target=entry.target, contributor=entry.contributor or "", corrected=corrected)
            yield own._replace(number=alike[own]), entry
            alike[own] += 1
    for report in checked.updates:
        [update] = report.entries
        own = _Key(ids.get(report.department, report.department), report.quarter, update.target)
        own = own._replace(contributor=update.contributor or "", noted=str(report.submitted))
        yield own._replace(number=alike[own]), update
        alike[own] += 1
    for instruction in checked.instructions:
        own = _Key("", "", instruction.target, noted=f"{instruction.date} {instruction.given_by}")
        yield own._replace(number=alike[own]), instruction
        alike[own] += 1


def _is_told(
    old: Entry | Report | Instruction | None,
    new: Entry | Report | Instruction | None,
    fields: tuple[FieldChange, ...],
) -> bool:
    """A report that came or went is told by its entries, where it has any."""
    if old is not None and new is not None:
        return bool(fields)
    element = new or old
    return not (isinstance(element, Report) and (element.entries or element.corrections))


def _moves_figures(element: Entry | Report | Instruction, how: How, fields: tuple[FieldChange, ...]) -> bool:
    """Tell whether a change may move a figure; of an update only a stage, a step, a day or a document does."""
    if isinstance(element, Instruction):
        return False
    if isinstance(element, Update):
        return any(field.field in _OF_STATE for field in fields) or (
            how != "changed" and any(element.get(key) is not None for key in _OF_STATE)
        )
    return how != "changed" or any(field.field not in _NO_FIGURES for field in fields)


def _kind_of(element: Entry | Report | Instruction) -> What:
    if isinstance(element, Report):
        return "report"
    if isinstance(element, Instruction):
        return "instruction"
    if isinstance(element, Update):
        return "update"
    return "correction" if isinstance(element, Correction) else "entry"


def _edited_when_closed(quarter: str, day: date) -> Words:
    return Words(
        f"{quarter} 已于 {day} 封账，改的是封账的数",
        f"{quarter} was closed on {day}; this edits what was closed",
    )
