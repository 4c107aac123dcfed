"""From the rows that came back to entries: what is sure is taken, what is not is asked, and classic slips are pointed at."""

import re
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.features.forms import cell_values
from edu_plan_cli.features.forms.cell_values import Question
from edu_plan_cli.features.forms.form_content import DONE, FormRow, make_form
from edu_plan_cli.features.forms.workbook import Book, Cell, SheetRow
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.kinds.target import answered
from edu_plan_cli.model.plan import Department
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.evidence_path import read_evidence
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.typed_text import normalize_typed
from edu_plan_cli.values.units import convert

_A_COUNT = 10  # a target of so many is a count, of which 0.9 is none


class CellQuestion(NamedTuple):
    """Something to be cleared up. A ``doubt`` may be right as it stands; anything else cannot be used."""

    cell: Cell | None
    why: str
    doubt: bool = False


class FormAnswer(NamedTuple):
    target: TargetAssessment
    entry: dict[str, Any]  # as it is written to the report
    state: str  # new, changed or same


class Collected(NamedTuple):
    department: Department | None
    answers: list[FormAnswer]
    asked: list[CellQuestion]
    missing: list[TargetAssessment]  # asked for, and nothing filled in


def collect(assessment: Assessment, book: Book) -> Collected:
    """What one department's form says about the quarter of the assessment."""
    plan = assessment.plan
    asked = _of_another(assessment, book.meta) if book.meta else []
    department = plan.department(book.meta.get("department", ""))
    found = {target.plan_target.target.id: target for target in assessment.targets}
    rows = _by_key(book.rows, found, asked)
    leads = {assessment.answering.get(key[0]) for key in rows}
    if department is None and len(leads) == 1:
        department = plan.department(leads.pop() or "")
    if department is None:
        return Collected(None, [], asked or [CellQuestion(None, "看不出是哪个科室的表")], [])
    lines = {(line.target, line.detail): line for line in make_form(assessment, department, []).lines}
    for (target, detail), row in rows.items():
        if (target, detail) not in lines and (target, "") not in lines and row:
            said = f"{found[target].plan_target.label} 不由{department.name}填报，或没有“{detail}”这一行"
            asked.append(CellQuestion(row.cells.get("target"), said))
    answers: list[FormAnswer] = []
    for target in dict.fromkeys(line.target for line in lines.values()):
        mine = [(line, rows.get((target, line.detail))) for line in lines.values() if line.target == target]
        for entry in _entries(found[target], mine, asked, assessment.view.quarter):
            answers.append(FormAnswer(found[target], entry, _state(found[target], entry, assessment)))
    told = {answer.target.plan_target.target.id for answer in answers}
    told |= {target for (target, _), row in rows.items() if typed_in(row)}  # unclear is not missing
    missing = [found[target] for target in dict.fromkeys(t for t, _ in lines) if target not in told]
    return Collected(department, answers, asked, missing)


def _of_another(assessment: Assessment, meta: dict[str, str]) -> list[CellQuestion]:
    """Whether the form was made for another year, quarter or plan."""
    plan, quarter = assessment.plan, assessment.view.quarter
    asked = [
        CellQuestion(None, f"这张表的{name}是 {meta.get(key)}，收的是 {wanted}")
        for key, wanted, name in (("year", str(plan.year), "年份"), ("quarter", quarter.key, "季度"))
        if meta.get(key) != wanted
    ]
    if plan.department(meta.get("department", "")) is None:
        asked.append(CellQuestion(None, f"工作要点里没有科室 {meta.get('department')}"))
    return asked


def _by_key(
    rows: Iterable[SheetRow], found: dict[str, TargetAssessment], asked: list[CellQuestion]
) -> dict[tuple[str, str], SheetRow]:
    """Rows by target and detail. The same row on two sheets is one if both say the same."""
    known: dict[tuple[str, str], SheetRow] = {}
    for row in rows:
        identity = row.cells.get("target")
        if identity is None or not identity.text or not re.fullmatch(r"t\w{4}", identity.text):
            if typed_in(row):
                cell = identity or next(iter(row.cells.values()))
                what = f"{cell.text} 不是编号" if identity and identity.text else "这一行没有编号"
                asked.append(CellQuestion(cell, f"{what}，不知道是哪个目标"))
            continue
        if identity.text not in found:
            asked.append(CellQuestion(identity, f"没有编号为 {identity.text} 的目标"))
            continue
        detail = row.cells["detail"].text if "detail" in row.cells else ""
        before = known.setdefault((identity.text, detail), row)
        if before is not row and typed_in(before) != typed_in(row):
            if not typed_in(before):
                known[identity.text, detail] = row
            elif typed_in(row):
                other = before.cells["target"]
                asked.append(
                    CellQuestion(
                        identity,
                        f"{identity.text} 有两行，内容不同（另一行在 {other.sheet}!{other.address}）",
                    )
                )
    return known


def typed_in(row: SheetRow) -> dict[str, str]:
    """What a person put into a row, by column."""
    keys = ("number", "denominator", "state", "account", "evidence")
    return {key: row.cells[key].text for key in keys if key in row.cells and row.cells[key].text}


def _entries(
    found: TargetAssessment,
    lines: list[tuple[FormRow, SheetRow | None]],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> Iterable[dict[str, Any]]:
    target = found.plan_target.target
    if lines[0][0].asks == "step":
        yield from _steps(found, lines, asked, quarter)
        return
    for line, row in lines:
        if row is None or not typed_in(row):
            continue
        entry: dict[str, Any] = {"target": target.id}
        if line.detail:
            entry["contributor"] = line.detail
        cells = {key: cell for key, cell in row.cells.items() if cell.text}
        if _is_in_trouble(row, asked):
            continue
        before = len(asked)
        entry |= _answer(found, line, cells, asked, quarter)
        entry |= _words(cells)
        if len([one for one in asked[before:] if not one.doubt]) == 0 and len(entry) > 1 + bool(line.detail):
            yield entry


def _is_in_trouble(row: SheetRow, asked: list[CellQuestion]) -> bool:
    """Whether a person's cell holds a formula or an error: asked about, and stored by no kind of target."""
    bad = [row.cells[key] for key in typed_in(row) if row.cells[key].trouble]
    for cell in bad:
        asked.append(
            CellQuestion(
                cell, "这里是公式，请改成数或文字" if cell.trouble == "formula" else "这个格子出错了"
            )
        )
    return bool(bad)


def _words(cells: dict[str, Cell]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "account" in cells:
        found["account"] = cell_values.normal_text(cells["account"].text)
    if "evidence" in cells:
        found["evidence"] = [
            read_evidence(part.strip())
            for part in re.split(r"[；;\n]", cells["evidence"].text)
            if part.strip()
        ]
    return found


def _steps(
    found: TargetAssessment,
    lines: list[tuple[FormRow, SheetRow | None]],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> Iterable[dict[str, Any]]:
    """One entry of all steps; what an earlier quarter reported done is not reported again."""
    earlier = {name for r in found.history if r.quarter < quarter for name in r.entry.steps_done or []}
    done: list[str] = []
    words: dict[str, Any] = {}
    troubled = [_is_in_trouble(row, asked) for _, row in lines if row is not None]
    for line, row in lines if not any(troubled) else ():
        if row is None:
            continue
        cells = {key: cell for key, cell in row.cells.items() if cell.text}
        words |= _words(cells)
        if (cell := cells.get("state")) is not None:
            if normalize_typed(cell.text) in (DONE, "完成", "是", "√", "✓", "Y", "y", "100%"):
                done += [line.detail] if line.detail not in earlier else []
            elif normalize_typed(cell.text) not in ("未完成", "否", "无", "×", "N", "n"):
                asked.append(CellQuestion(cell, f"“{cell.text}”看不出完成了没有，请选“{DONE}”或留空"))
    if done or words:
        yield {"target": found.plan_target.target.id, **({"steps_done": done} if done else {}), **words}


def _answer(
    found: TargetAssessment,
    line: FormRow,
    cells: dict[str, Cell],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> dict[str, Any]:
    if line.asks in ("number", "share"):
        return _numbers(found, line, cells, asked, quarter)
    cell = cells.get("state")
    if cell is None:
        return {}
    if line.asks == "date":
        when = cell_values.day(cell.text)
        return {"done_on": Raw(when)} if _is_sure(when, cell, asked) else {}
    if line.asks == "stage":
        stage = cell_values.choice(cell.text, line.choices)
        return {"stage": stage} if _is_sure(stage, cell, asked) else {}
    document = cell_values.issued(cell.text)
    if not _is_sure(document, cell, asked) or isinstance(document, Question):
        return {}
    return {
        "document": {"title": document.title, "number": document.number, "issued_on": Raw(document.issued_on)}
    }


def _is_sure(read: object, cell: Cell, asked: list[CellQuestion]) -> bool:
    if isinstance(read, Question):
        asked.append(CellQuestion(cell, read.why))
    return not isinstance(read, Question)


def _numbers(
    found: TargetAssessment,
    line: FormRow,
    cells: dict[str, Cell],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> dict[str, Any]:
    read: dict[str, cell_values.Number] = {}
    for key in ("number", "denominator"):
        if (cell := cells.get(key)) is not None:
            value = cell_values.number(cell.text, line.unit)
            if isinstance(value, Question):
                asked.append(CellQuestion(cell, value.why))
            else:
                read[key] = value
    if line.asks == "share":
        if len(read) == 1 and not any(key in cells and key not in read for key in ("number", "denominator")):
            here = cells.get("number") or cells.get("denominator")
            asked.append(CellQuestion(here, "分子、分母要一起填"))
        if len(read) < 2:  # noqa: PLR2004
            return {}
        if read["number"].value > read["denominator"].value:
            asked.append(CellQuestion(cells["number"], "分子比分母大"))
        return {
            "numerator": Raw(plain(read["number"].value)),
            "denominator": Raw(plain(read["denominator"].value)),
        }
    if "number" not in read:
        return {}
    value = read["number"]
    _slips(found, line, value, cells["number"], asked, quarter)
    key = found.plan_target.target.answers[0]
    return {key: Raw(plain(value.value))} | ({"unit": value.unit} if value.unit else {})


def _slips(
    found: TargetAssessment,
    line: FormRow,
    value: cell_values.Number,
    cell: Cell,
    asked: list[CellQuestion],
    quarter: Quarter,
) -> None:
    """What is possible and seldom meant: it is asked, and may be confirmed."""
    target, unit = found.plan_target.target, line.unit
    accumulation = target.get("accumulation")
    now = _in(unit, value.value, value.unit)
    mine = [r for r in answered(found.history, "value") if r.entry.contributor == (line.detail or None)]
    said = [r for r in mine if r.quarter == quarter]
    if said and _in(unit, said[0].entry.value, said[0].entry.unit) == now:
        return  # it is in the report already, and was asked about then
    before = max((r for r in mine if r.quarter < quarter), key=lambda r: r.quarter, default=None)
    last = _in(unit, before.entry.value, before.entry.unit) if before else None
    if now is not None and last is not None:
        if accumulation == "cumulative" and now < last:
            asked.append(CellQuestion(cell, f"累计值 {plain(now)} 比上次的 {plain(last)} 小", doubt=True))
        elif accumulation in ("cumulative", "period") and now == last and now != 0:
            asked.append(CellQuestion(cell, f"与上次的 {plain(last)} 完全一样，是照抄的吗", doubt=True))
    goal = target.get("target_value")
    scale = last or goal
    if now and scale and unit.startswith(("万", "亿", "千")) and now >= scale * 1000:
        asked.append(
            CellQuestion(cell, f"{plain(now)}{unit} 大得不像，单位是{unit}，不是{unit[1:]}", doubt=True)
        )
    if now and goal and 0 < now < 1 and goal >= _A_COUNT and not unit.startswith("万"):
        asked.append(CellQuestion(cell, f"{plain(now)} 像是比例，这里要填{unit or '数'}", doubt=True))


def _in(unit: str, value: Decimal | None, written: str | None) -> Decimal | None:
    return value if value is None or not unit else convert(value, written or unit, unit)


def _state(found: TargetAssessment, entry: dict[str, Any], assessment: Assessment) -> str:
    quarter = assessment.view.quarter
    for reported in found.now(quarter):
        old: Entry = reported.entry
        if old.contributor == entry.get("contributor"):
            return "same" if all(_same(old.get(key), value) for key, value in entry.items()) else "changed"
    return "new"


def _same(old: Any, new: Any) -> bool:
    if isinstance(new, dict):
        return old is not None and all(_same(old.get(key), value) for key, value in new.items())
    if isinstance(old, Decimal):
        return old == Decimal(str(new))
    return str(old) == str(new) if not isinstance(new, list) else old == new
