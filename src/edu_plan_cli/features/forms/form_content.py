"""One department's form for one quarter, as plain data: which rows it has and what each asks."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.features.forms.cell_notes import cell_notes, hint, step_hint
from edu_plan_cli.kinds.deliverable import DeliverableTarget
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.kinds.milestone import MilestoneTarget
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Department, Plan
from edu_plan_cli.presentation.between_quarters import instruction_words, update_words
from edu_plan_cli.presentation.figures import short
from edu_plan_cli.presentation.safe import file_name
from edu_plan_cli.values.exact import percent
from edu_plan_cli.values.quarter import Quarter

FORM_SCHEMA = "edu-plan/form@1"
DONE = "已完成"

Asks = Literal["number", "share", "date", "stage", "step", "document"]
Filled = str | Decimal | date


class FormRow(NamedTuple):
    """One row: a target, or of one that several contributors or steps make up, one of those (``detail``)."""

    target: str
    label: str
    item: str
    name: str
    detail: str
    goal: str
    unit: str
    before: str  # what this row said a quarter ago
    last: str  # what is reached so far, of the whole target
    expected: str
    hint: str  # what is to be filled in, in a few words
    asks: Asks
    choices: tuple[str, ...]
    filled: dict[str, Filled]  # what is reported already, by column
    notes: Mapping[str, str] = MappingProxyType({})  # what a cell wants, by column


class Form(NamedTuple):
    department: Department
    title: str
    quarter: Quarter
    due: date  # by when it is to be sent back
    marks: tuple[str, ...]  # that something shown is illustrative
    meta: dict[str, str]
    lines: list[FormRow]
    # Of a form that is sent back: what is to be cleared up, by target, detail and column; and what has no cell here.
    problems: Mapping[tuple[str, str, str], str] = MappingProxyType({})
    notes: tuple[str, ...] = ()
    leader: str = ""  # 分管领导 of the department, as printed
    instructions: tuple[str, ...] = ()  # 批示、整改 that the department has not answered, as printed


def make_form(assessment: Assessment, department: Department, marks: list[str]) -> Form:
    """The targets a department answers for, in plan order; what has not begun, is done or dropped is not asked.

    What an update has said since the last report is filled in where it counts, and shown beside where it does not. What
    only an update says is done is asked, so that the report says it too.
    """
    plan, quarter = assessment.plan, assessment.view.quarter
    lines = [
        line
        for found in assessment.targets
        if assessment.answering.get(found.plan_target.target.id) == department.id
        and found.plan_target.target.asked_in(quarter)
        and (
            found.light not in ("done", "dropped")
            or found.last == quarter
            or (found.counted_updates and found.light == "done")
        )
        for line in _lines(assessment, found)
    ]
    meta = {
        "format": FORM_SCHEMA,
        "year": str(plan.year),
        "quarter": quarter.key,
        "department": department.id,
        "plan_revision": str(plan.revision),
    }
    title = f"{plan.title} · {quarter.name}进展填报 · {department.name}"
    leader = next((each.called for each in plan.leaders if department.id in each.departments), "")
    due = assessment.rules.due(quarter)
    instructions = tuple(
        f"{target.plan_target.label} {target.plan_target.target.name}　{instruction_words(given, assessment).zh}"
        for target, given in assessment.open_instructions
        if given.department == department.id
    )
    return Form(
        department, title, quarter, due, tuple(marks), meta, lines, leader=leader, instructions=instructions
    )


def form_name(plan: Plan, quarter: Quarter, department: Department) -> str:
    """Return the name of a department's form: 2023Q3-学前教育科.xlsx. Of two whose names make one file name, with its id."""
    name = file_name(department.name)
    shared = sum(file_name(each.name) == name for each in plan.departments) > 1
    return f"{plan.year}{quarter.key}-{name}{f'-{department.id}' if shared else ''}.xlsx"


def _lines(assessment: Assessment, found: TargetAssessment) -> list[FormRow]:
    target, quarter = found.plan_target.target, assessment.view.quarter
    entries = [reported.entry for reported in found.now(quarter)]
    earlier = {r.entry.contributor: r.entry for r in found.now(quarter.previous)} if quarter.previous else {}
    item = f"{found.plan_target.item.number} {found.plan_target.item.heading}"
    last = found.progress.cumulative.zh if found.progress.cumulative else ""
    asks, choices = _asks(target)
    base = FormRow(
        target.id, found.plan_target.label, item, target.name, "", target.goal.zh, _unit(target), "",
        last, percent(target.expected(quarter.end, quarter.year)), hint(target, quarter.year), asks, choices, {},
        cell_notes(target, quarter, ""),
    )  # fmt: skip
    if isinstance(target, QualitativeTarget):
        done = {name: r.quarter for r in found.history for name in r.entry.steps_done or []}
        account = next((entry.account for entry in entries if entry.account), None)
        for update in found.counted_updates:
            done |= {name: quarter for name in update.entry.steps_done or [] if name not in done}
            account = account or update.entry.account
        lines: list[FormRow] = []
        for step in target.steps:
            filled: dict[str, Filled] = {"state": DONE} if step.name in done else {}
            if account and not lines:
                filled["account"] = account
            known = DONE if step.name in done and done[step.name] < quarter else ""
            wanted = step_hint(base.hint, step.due, quarter.year)
            if not lines:
                wanted += _said_between(found, quarter, None)
            lines.append(base._replace(detail=step.name, hint=wanted, before=known, filled=filled))
        return lines
    if isinstance(target, NumberTarget) and target.contributors:
        by_name = {entry.contributor: entry for entry in entries}
        return [
            _answered(base, target, quarter, earlier.get(name), by_name.get(name))._replace(
                detail=name, hint=base.hint + _said_between(found, quarter, name)
            )
            for name in target.contributors
        ]
    before = next(iter(earlier.values()), None)
    base = base._replace(hint=base.hint + _said_between(found, quarter, None))
    brought = [update.entry for update in found.counted_updates]
    return [_answered(base, target, quarter, before, next(iter([*entries, *brought]), None))]


def _said_between(found: TargetAssessment, quarter: Quarter, contributor: str | None) -> str:
    """Return what the latest update of the quarter says, for whoever fills in the row; empty where it is filled in already.

    A number is only shown: it stands for no quarter's figure.
    """
    said = [u for u in found.updates if u.quarter == quarter and u.entry.contributor == contributor]
    if not said or said[-1] in found.counted_updates or found.now(quarter):
        return ""
    words = update_words(said[-1], found.plan_target.target).zh
    return f"；{said[-1].when.zh}报过：{short(words.rstrip('。'))}"


def _answered(
    base: FormRow, target: Target, quarter: Quarter, before: Entry | None, now: Entry | None
) -> FormRow:
    """The row with what was answered a quarter ago, as its example too, and what is answered already."""
    said = _said(before)
    return base._replace(before=said, filled=_filled(now), notes=cell_notes(target, quarter, said))


def _asks(target: Target) -> tuple[Asks, tuple[str, ...]]:
    if isinstance(target, QualitativeTarget):
        return "step", (DONE,)
    if isinstance(target, ProjectTarget):
        return "stage", tuple(stage.name for stage in target.stages)
    if isinstance(target, MilestoneTarget):
        return "date", ()
    if isinstance(target, DeliverableTarget):
        return "document", ()
    return ("share" if "numerator" in target.answers else "number"), ()


def _unit(target: Target) -> str:
    return target.get("unit") or ""


def _said(entry: Entry | None) -> str:
    """An earlier answer in one cell: 180, 5390/11050, 主体封顶."""
    filled = _filled(entry)
    parts = [filled[key] for key in ("number", "denominator") if key in filled]
    return "/".join(map(str, parts)) or str(filled.get("state", ""))


def _filled(entry: Entry | None) -> dict[str, Filled]:
    if entry is None:
        return {}
    number = next((n for n in (entry.value, entry.numerator, entry.lowest) if n is not None), None)
    document = None
    if entry.document is not None:
        issued = entry.document
        document = f"《{issued.title.strip('《》')}》 {issued.number} {issued.issued_on}"
    found: dict[str, Filled | None] = {
        "number": number if entry.unit is None else f"{number}{entry.unit}",
        "denominator": entry.denominator,
        "state": entry.stage or entry.done_on or document,
        "account": entry.account,
        "evidence": "；".join(entry.evidence) or None,
    }
    return {key: value for key, value in found.items() if value is not None}
