"""From the cells of a target's rows to what is reported of it: what is sure is taken, what is not is asked about."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.editing.entry_reading import read_answer, read_typed_share
from edu_plan_cli.features.forms.form_content import FormRow
from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import SheetRow
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.issued_documents import read_evidence_list
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import (
    NOTHING_SAID,
    read_account,
    read_count,
    read_done,
)
from edu_plan_cli.values.typed_text import normalize_typed, same_name
from edu_plan_cli.values.units import convert

_EVIDENCE_ALONE = Words(
    "只填了佐证材料，请再填进展或情况说明", "evidence alone: fill in a figure or an account, too"
)


class CellQuestion(NamedTuple):
    """Something to be cleared up. A ``doubt`` may be right as it stands; anything else cannot be used."""

    cell: Cell | None
    why: Words
    doubt: bool = False


def typed_in(row: SheetRow) -> dict[str, str]:
    """What a person put into a row, by column."""
    keys = ("number", "denominator", "state", "account", "evidence")
    return {key: row.cells[key].text for key in keys if key in row.cells and row.cells[key].text}


def row_entries(
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
        _not_asked_for(line, cells, asked)
        entry |= _answer(found, line, cells, asked, quarter)
        entry |= _words(cells)
        if len(asked) == before and not set(entry) - {"target", "contributor", "evidence"}:
            if "evidence" in cells:
                asked.append(CellQuestion(cells["evidence"], _EVIDENCE_ALONE))
            continue
        if len([one for one in asked[before:] if not one.doubt]) == 0 and len(entry) > 1 + bool(line.detail):
            yield entry


_TROUBLES = {
    "formula": Words(
        "这里是公式，还没有算出结果；请改成数或文字，或者用 Excel 打开再存一次",
        "a formula without its result: type the figure, or save it again in Excel",
    ),
    "error": Words("这个公式出错了，请改成数或文字", "the formula failed: type the figure"),
    "merged": Words(
        "这一格合并了几行，不知道算哪一行的；请取消合并，各行分别填",
        "merged over several rows: which of them is it of? Part them and fill in each",
    ),
}
_HEADS = {"number": "填报数", "denominator": "分母", "state": "阶段、步骤、日期或文号"}
_ASKED_IN = {"number": ("number",), "share": ("number", "denominator")}  # all else: in ("state",)


def _is_in_trouble(row: SheetRow, asked: list[CellQuestion]) -> bool:
    """Whether a person's cell holds what cannot be read at all: asked about, and stored by no kind of target."""
    bad = [row.cells[key] for key in typed_in(row) if row.cells[key].trouble]
    for cell in bad:
        asked.append(CellQuestion(cell, _TROUBLES[cell.trouble]))
    return bool(bad)


def _not_asked_for(line: FormRow, cells: dict[str, Cell], asked: list[CellQuestion]) -> None:
    """A figure where its row wants none is asked about: it may belong to another row."""
    wanted = _ASKED_IN.get(line.asks, ("state",))
    for key in ("number", "denominator", "state"):
        cell = cells.get(key)
        if cell is not None and key not in wanted and normalize_typed(cell.text) not in NOTHING_SAID:
            why = Words(
                f"这一行不填“{_HEADS[key]}”；“{cell.text}”是填在别的格子里的吗",
                f"this row takes no “{_HEADS[key]}”: does “{cell.text}” belong elsewhere?",
            )
            asked.append(CellQuestion(cell, why))


def _words(cells: dict[str, Cell]) -> dict[str, Any]:
    said: dict[str, Any] = {}
    if "account" in cells:
        said["account"] = read_account(cells["account"].text)
    if "evidence" in cells:
        said["evidence"] = read_evidence_list(cells["evidence"].text)
    return said


def _steps(
    found: TargetAssessment,
    lines: list[tuple[FormRow, SheetRow | None]],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> Iterable[dict[str, Any]]:
    """One entry of all steps; what an earlier quarter reported done is not reported again."""
    earlier = {name for r in found.history if r.quarter < quarter for name in r.entry.steps_done or []}
    before = len(asked)
    done: list[str] = []
    accounts: dict[str, str] = {}
    evidence: dict[str, Cell] = {}
    for line, row in lines:
        if row is None or _is_in_trouble(row, asked):
            continue
        cells = {key: cell for key, cell in row.cells.items() if cell.text}
        _not_asked_for(line, cells, asked)
        said = _words(cells)
        if "account" in said:
            accounts[line.detail] = said["account"]
        for name in said.get("evidence", ()):
            evidence.setdefault(name, cells["evidence"])
        if "state" in cells and _is_done(cells["state"], asked) and line.detail not in earlier:
            done.append(line.detail)
    entry: dict[str, Any] = {"steps_done": done} if done else {}
    if accounts:
        entry["account"] = _of_all_steps(accounts)
    if evidence and not entry and len(asked) == before:
        asked.append(CellQuestion(next(iter(evidence.values())), _EVIDENCE_ALONE))
    if evidence:
        entry["evidence"] = list(evidence)
    if entry and len(asked) == before:
        yield {"target": found.plan_target.target.id, **entry}


def _is_done(cell: Cell, asked: list[CellQuestion]) -> bool:
    read = read_done(cell.text)
    if isinstance(read, Question):
        asked.append(CellQuestion(cell, read.why))
    return read is True


def _of_all_steps(accounts: dict[str, str]) -> str:
    """One account of several steps: each with the step it speaks of, unless all say the same."""
    if len(set(accounts.values())) == 1:
        return next(iter(accounts.values()))
    return "；".join(f"{step}：{text.rstrip('。；;')}" for step, text in accounts.items()) + "。"


def _answer(
    found: TargetAssessment,
    line: FormRow,
    cells: dict[str, Cell],
    asked: list[CellQuestion],
    quarter: Quarter,
) -> dict[str, Any]:
    if line.asks == "number":
        return _number(found, line, cells, asked)
    if line.asks == "share":
        return _share(cells, asked)
    if (cell := cells.get("state")) is None:
        return {}
    target = found.plan_target.target
    read = read_answer(target, target.answers[0], quarter, cell.text)
    if isinstance(read, Question):
        asked.append(CellQuestion(cell, read.why))
        return {}
    if not isinstance(read, NotYet):
        return read
    if normalize_typed(cell.text) not in NOTHING_SAID:
        return {"account": cell.text}  # 未印发 says how far it is
    if "account" not in cells:
        why = Words(
            f"“{cell.text}”是还没有完成吗？请在“情况说明”里写一句",
            f"“{cell.text}” means not done yet? Say how far it is in “情况说明”",
        )
        asked.append(CellQuestion(cell, why))
    return {}


def _is_day(cell: Cell, asked: list[CellQuestion]) -> bool:
    """Whether a day stands where a number is wanted: 3/5 becomes one as it is typed."""
    if cell.is_day:
        why = Words(
            f"“{cell.text}”是日期，不是数；3/5 这样的占比请把分子、分母填在两格里",
            f"“{cell.text}” is a day, no number; a share such as 3/5 goes into two cells",
        )
        asked.append(CellQuestion(cell, why))
    return cell.is_day


def _share(cells: dict[str, Cell], asked: list[CellQuestion]) -> dict[str, Any]:
    given = [cells[key] for key in ("number", "denominator") if key in cells]
    days = [cell for cell in given if _is_day(cell, asked)]
    if not given or days:
        return {}
    texts = [cells[key].text if key in cells else "" for key in ("number", "denominator")]
    read = read_typed_share(*texts)
    if isinstance(read, Question):
        of = next((cell for cell in given if cell.text == read.text), given[0])
        asked.append(CellQuestion(of, read.why))
        return {}
    return read


def _number(
    found: TargetAssessment,
    line: FormRow,
    cells: dict[str, Cell],
    asked: list[CellQuestion],
) -> dict[str, Any]:
    cell = cells.get("number")
    if cell is None or _is_day(cell, asked):
        return {}
    read = read_count(cell.text, line.unit)
    if isinstance(read, Question):
        asked.append(CellQuestion(cell, read.why))
        return {}
    if (printed := cells.get("unit")) is not None and same_name(printed.text) != same_name(line.unit):
        said = Words(
            f"这张表上的单位是{printed.text}，现在是{line.unit}；“{cell.text}”是按哪个单位填的",
            f"the form's unit is {printed.text}, now it is {line.unit}: in which is “{cell.text}”?",
        )
        asked.append(CellQuestion(cell, said))
    key = found.plan_target.target.answers[0]
    return {key: Raw(plain(read.value))} | ({"unit": read.unit} if read.unit else {})


def in_unit_of(unit: str, value: Decimal | None, written: str | None) -> Decimal | None:
    return value if value is None or not unit else convert(value, written or unit, unit)
