"""One quarter as it is walked: eleven departments fill their forms in as people do, and nearly all are taken at the first try."""

import datetime
import shutil
from collections.abc import Callable, Iterator
from decimal import Decimal
from itertools import cycle
from pathlib import Path
from typing import Any

import openpyxl

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli import load
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.values.exact import plain
from forms.test_form_head import save_as_csv

STATE = "阶段、步骤、日期或文号"
WALKED = 11


def _in_ten_thousands(value: Decimal, unit: str) -> str:
    return (
        f"{plain(value / 10000)}万{unit}" if value >= 1000 and value % 100 == 0 else f"{plain(value)}{unit}"
    )


# How people write a number for a unit, a share in one or two cells, a day, that a step is done or not; each in its turn.
NUMBERS: list[Callable[[Decimal, str], object]] = [
    lambda value, _unit: float(value),
    lambda value, unit: f"{plain(value)}{unit}",
    lambda value, _unit: f"{value:,}",
    lambda value, unit: plain(value).translate(str.maketrans("0123456789", "０１２３４５６７８９")) + unit,
    _in_ten_thousands,
    lambda value, unit: f" {plain(value)} {unit}",
]
SHARES: list[Callable[[Decimal, Decimal], tuple[object, object]]] = [
    lambda part, whole: (int(part), int(whole)),
    lambda part, whole: (f"{part}/{whole}", None),
    lambda part, whole: (f"{part * 100 / whole:.1f}%（{part}/{whole}）", None),
    lambda part, whole: (f"{part:,}", f"{whole} "),
]
DAYS: list[Callable[[datetime.date], object]] = [
    lambda day: f"{day.month}月{day.day}日",
    lambda day: day,
    lambda day: f"{day.year}.{day.month}.{day.day}",
    lambda day: f"{day.year} 年 {day.month} 月 {day.day} 号",
]
DONE = ["已完成", "√", "完成", "是"]
NOT_YET = ["未完成", "", "否", "/"]


class Clerk:
    """Fills in one form after another, each cell in the next of the ways people have."""

    def __init__(self) -> None:
        self.numbers, self.shares, self.days = cycle(NUMBERS), cycle(SHARES), cycle(DAYS)
        self.done, self.not_yet = cycle(DONE), cycle(NOT_YET)

    def row(
        self, entry: Entry | None, unit: str, asks_step: str, done: list[str]
    ) -> Iterator[tuple[str, object]]:
        """The heads and what is typed below them. ``asks_step`` is the step a row is of; ``done`` what is by now."""
        if asks_step:
            yield STATE, next(self.done) if asks_step in done else next(self.not_yet)
        if entry is None:
            return
        if entry.value is not None or entry.lowest is not None:
            value = entry.value if entry.value is not None else entry.lowest
            assert value is not None
            yield "填报数", next(self.numbers)(value, entry.unit or unit)
        if entry.numerator is not None and entry.denominator is not None:
            part, whole = next(self.shares)(entry.numerator, entry.denominator)
            yield "填报数", part
            yield "分母", whole
        if entry.stage is not None:
            yield STATE, f" {entry.stage}"
        if entry.done_on is not None:
            yield STATE, next(self.days)(entry.done_on)
        if entry.document is not None:
            issued = entry.document
            day = f"{issued.issued_on.year}.{issued.issued_on.month}.{issued.issued_on.day}"
            yield (
                STATE,
                f"{issued.title.strip('《》')}，{issued.number.replace('〔', '[').replace('〕', ']')}，{day}",
            )


def fill_in(form: Path, clerk: Clerk, answers: dict[tuple[str, str | None], Entry]) -> set[object]:
    """Type what the shipped reports say into an empty form; returns the targets it asks for."""
    on_form: set[object] = set()
    book = openpyxl.load_workbook(form)
    sheet: Any = book["填报"]
    columns: dict[object, int] = {cell.value: cell.column for cell in sheet[4]}
    told = set()
    for row in range(5, sheet.max_row + 1):
        target, detail = (sheet.cell(row, columns[head]).value or "" for head in ("编号", "细目"))
        if not str(target).startswith("t"):
            continue
        on_form.add(target)
        step = detail if str(sheet.cell(row, columns["填什么"]).value).startswith("选“") else ""
        entry = answers.get((target, detail or None)) or answers.get((target, None))
        done = list(entry.steps_done or []) if entry else []
        if sheet.cell(row, columns[STATE]).value == "已完成":
            done.append(step)
        for head, value in clerk.row(entry, sheet.cell(row, columns["单位"]).value or "", step, done):
            if value is not None:
                sheet.cell(row, columns[head]).value = value
        if entry is not None and target not in told:
            sheet.cell(row, columns["情况说明"]).value = entry.account
            sheet.cell(row, columns["佐证材料"]).value = "、".join(map(str, entry.evidence)) or None
        if entry is not None and entry.contributor is None:
            told.add(target)
    book.save(form)
    return on_form


def test_ten_of_eleven_departments_are_taken_at_the_first_try(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    written = {report.department: report for report in load(ROOT).reports if report.quarter == "Q3"}
    shutil.rmtree(project / "reports/2023/Q3")
    day = {"EDU_PLAN_TODAY": "2023-10-08", "COLUMNS": "200"}
    assert edu_plan("form", "-q", "Q3", "-o", "收", cwd=project, **day).code == 0
    clerk = Clerk()
    plan = load(ROOT).plan
    assert plan is not None
    walked = [
        department
        for department in plan.departments
        if department.id in written and (project / f"收/2023Q3-{department.name}.xlsx").exists()
    ][:WALKED]
    kept = {f"2023Q3-{department.name}.xlsx" for department in walked}
    for file in (project / "收").iterdir():
        if file.name not in kept:
            file.unlink()
    asked: dict[str, set[object]] = {}
    for number, department in enumerate(walked):
        form = project / "收" / f"2023Q3-{department.name}.xlsx"
        answers = {(entry.target, entry.contributor): entry for entry in written[department.id].entries}
        asked[department.id] = fill_in(form, clerk, answers)
        if number == 3:
            save_as_csv(form, form.with_suffix(".csv"))
            form.unlink()
    assert len(walked) == WALKED
    ran = edu_plan("collect", "收", "-q", "Q3", cwd=project, **day)
    assert edu_plan("validate", cwd=project).code == 0
    same = [
        department.id
        for department in walked
        if _says(project, department.id)
        == _said([e for e in written[department.id].entries if e.target in asked[department.id]])
    ]
    assert len(same) >= WALKED - 1, ran.out + ran.err
    assert f"收下 {WALKED} 张" in ran.err


def _says(project: Path, department: str) -> dict[object, object]:
    report = next((r for r in load(project).reports if (r.department, r.quarter) == (department, "Q3")), None)
    return _said(report.entries) if report else {}


def _said(entries: list[Entry]) -> dict[object, object]:
    """Figures, stages, days, documents and steps, by target and contributor."""
    told: dict[object, object] = {}
    for entry in entries:
        document = entry.document
        told[entry.target, entry.contributor] = (
            entry.value, entry.numerator, entry.denominator, entry.lowest, entry.stage, entry.done_on,
            document and (document.title.strip("《》"), document.number, document.issued_on),
            frozenset(entry.steps_done or ()),
        )  # fmt: skip
    return told
