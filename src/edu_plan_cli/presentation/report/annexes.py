"""The tables that go with a circular, each on pages of its own."""

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS
from edu_plan_cli.assessment.overview import by_department
from edu_plan_cli.assessment.reporting_status import owed
from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.prose import day, lead_name, reached, spelt
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    course,
    department_lines,
    rows,
    sources,
)
from edu_plan_cli.values.location import Location


class Column(NamedTuple):
    """Describe a column of an annex."""

    head: str
    align: Literal["left", "center", "right"] = "left"
    small: bool = False


_SOURCE = Column("出处", small=True)


class Annex(NamedTuple):
    """Hold a table attached to the circular, as text."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[tuple[str, ...]]
    notes: tuple[str, ...] = ()  # over the table, for all of it
    landscape: bool = False


def annexes(report: QuarterReport) -> dict[str, Annex]:
    """Those that hold something, in their order, by what they are."""
    by_key = {
        "departments": _departments(report),
        "chase": _chase(report),
        "close": _close_outs(report),
        **({"carry": _carry(report)} if report.annual else {}),
        "whole": _whole(report),
    }
    as_of = spelt(f"{figures.as_of(report.assessment, 'zh')}。")
    rules = spelt(figures.rules_line(report.assessment, "zh", report.words))
    return {
        key: annex._replace(
            title=report.words.say(f"circular.annex_{key}"), notes=(as_of + rules, *annex.notes)
        )
        for key, annex in by_key.items()
        if annex.rows
    }


def _departments(report: QuarterReport) -> Annex:
    lines = []
    assessment = report.assessment
    departments = zip(
        assessment.departments, by_department(assessment), department_lines(report, "zh"), strict=True
    )
    for assessed, row, (name, _, _, state) in departments:
        sent = day(assessed.report.came) if assessed.report else figures.NONE
        sent = sent.removeprefix(f"{assessment.plan.year}年")
        tally = row.whole
        counts = [str(tally.lights.get(light, 0)) for light in reversed(COUNTED)]
        lines.append((name, str(tally.targets), *counts, figures.rate(tally.completion), sent, spelt(state)))
    lights = [Column(LIGHTS[light].zh, "right") for light in reversed(COUNTED)]
    heads = (Column("科室"), Column("目标数", "right"), *lights, Column("完成率", "right"))
    return Annex("", (*heads, Column("报送日期", "center"), Column("报送情况", "center")), lines)


def _chase(report: QuarterReport) -> Annex:
    assessment = report.assessment
    due = assessment.rules.due(assessment.view.required or assessment.view.quarter)
    lines, when = [], day(due).removeprefix(f"{assessment.plan.year}年")
    for assessed in owed(assessment):
        what = ["整份未报"] if assessed.whole else []
        what += [f"{t.plan_target.label} {t.plan_target.target.name}" for t in assessed.targets]
        what += [
            f"{t.plan_target.label} {t.plan_target.target.name}（缺{'、'.join(t.silent)}）"
            for t in assessed.partial
        ]
        lines.append((assessed.department.name, "；".join(what), when))
    return Annex("", (Column("科室"), Column("所缺填报"), Column("原定时限", "center")), lines)


def _close_outs(report: QuarterReport) -> Annex:
    done = [
        assessed
        for assessed in report.assessment.targets
        if assessed.light == "done" and assessed.closed is None
    ]
    lines = [
        (
            assessed.plan_target.label,
            assessed.plan_target.target.name,
            assessed.plan_target.target.goal.zh,
            reached(assessed),
            lead_name(report.assessment, assessed),
            _codes(assessed),
        )
        for assessed in done
    ]
    heads = (Column("目标", "center"), *map(Column, ("名称", "目标值", "完成", "牵头科室")), _SOURCE)
    return Annex("", heads, lines, _codes_explained(done))


def _carry(report: QuarterReport) -> Annex:
    assessment = report.assessment
    open_ = [assessed for assessed in assessment.targets if assessed.light not in ("done", "dropped")]
    by_id = {row.identity: row for row in rows(assessment, "zh")}
    lines = []
    for assessed in open_:
        row = by_id[assessed.plan_target.target.id]
        lines.append(
            (row.label, row.name, row.goal, row.cumulative, row.completion, row.light, row.account, row.department, _codes(assessed))
        )  # fmt: skip
    heads = [
        Column("目标", "center"),
        Column("名称"),
        Column("目标值"),
        Column("累计"),
        Column("完成率", "right"),
    ]
    heads += [Column("灯", "center"), Column("情况说明"), Column("牵头科室"), _SOURCE]
    return Annex("", heads, lines, _codes_explained(open_), landscape=True)


def _whole(report: QuarterReport) -> Annex:
    """Return every target; in a year-end review the completion after each quarter stands for this quarter's and time's."""
    assessment = report.assessment
    quarters, by_quarter = course(report, "zh")
    heads = [Column("目标", "center"), Column("名称"), Column("目标值")]
    if report.annual:
        heads += [Column("累计"), *(Column(name, "right") for name in quarters)]
    else:
        heads += [Column("本季"), Column("累计"), Column("完成率", "right"), Column("序时进度", "right")]
    heads += [Column("灯", "center"), Column("牵头科室"), _SOURCE]
    lines = []
    for assessed, r in zip(assessment.targets, rows(assessment, "zh"), strict=True):
        own = (
            (r.cumulative, *by_quarter[r.identity])
            if report.annual
            else (r.period, r.cumulative, r.completion, r.expected)
        )
        lines.append((r.label, r.name, r.goal, *own, r.light, r.department, _codes(assessed)))
    return Annex("", heads, lines, _codes_explained(assessment.targets), landscape=True)


def _codes(assessed: TargetAssessment) -> str:
    """Short enough for a column: Q2/preschool:41."""
    return "；".join(dict.fromkeys(map(_code, sources(assessed)))) or figures.NONE


def _code(location: Location) -> str:
    short = re.sub(r"^reports/\d{4}/|\.ya?ml$", "", location.path)
    return f"{short}:{location.line}"


def _codes_explained(targets: Sequence[TargetAssessment]) -> tuple[str, ...]:
    for assessed in targets:
        for location in sources(assessed):
            return (f"出处是填报文件和行号：{_code(location)} 即 {location.path} 第{location.line}行。",)
    return ()
