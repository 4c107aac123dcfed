"""The tables that go with a circular, each on pages of its own."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS
from edu_plan_cli.assessment.ranking import department_standings
from edu_plan_cli.assessment.reporting_status import owed
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.prose import brief, day, lead_name, spelt
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    course,
    department_lines,
    rows,
)
from edu_plan_cli.values.quarter import month_and_day


class Column(NamedTuple):
    """Describe a column of an annex."""

    head: str
    align: Literal["left", "center", "right"] = "left"


class Table(NamedTuple):
    """Hold a table of an annex, as text."""

    columns: Sequence[Column]
    rows: Sequence[tuple[str, ...]]
    heading: str = ""  # over it, where an annex has several
    notes: tuple[str, ...] = ()  # under it
    together: bool = False  # no page is to break it


class Annex(NamedTuple):
    """Hold an annex of the circular: its tables under one title."""

    title: str
    tables: Sequence[Table]
    notes: tuple[str, ...] = ()  # over the tables, for all of them
    landscape: bool = False


def annexes(report: QuarterReport) -> dict[str, Annex]:
    """Those that hold something, in their order, by what they are. The rules stand once, over the first."""
    by_key = {
        "departments": Annex("", [_departments(report), _chase(report), _close_outs(report)]),
        **({"carry": Annex("", [_carry(report)], landscape=True)} if report.annual else {}),
        "whole": Annex("", [_whole(report)], landscape=True),
    }
    mark = "示例。" if figures.marks(report.assessment) else ""
    as_of = spelt(f"{mark}{figures.as_of(report.assessment, 'zh')}。")
    rules = spelt(figures.rules_line(report.assessment, "zh", report.words))
    filled = {
        key: annex._replace(tables=tables)
        for key, annex in by_key.items()
        if (tables := [each for each in annex.tables if each.rows])
    }
    return {
        key: annex._replace(
            title=report.words.say(f"circular.annex_{key}"), notes=(as_of + (rules if number == 0 else ""),)
        )
        for number, (key, annex) in enumerate(filled.items())
    }


def _departments(report: QuarterReport) -> Table:
    """Return the departments by rank, with their reports of the quarter and of the year; in the plan's order where none is wanted."""
    assessment, lines = report.assessment, []
    states = {name: state for name, _, _, state in department_lines(report, "zh")}
    ranking = assessment.rules.ranking
    for standing in department_standings(assessment, report.reporting):
        assessed, tally = standing.quarter, standing.row.whole
        sent = day(assessed.report.came) if assessed.report else figures.NONE
        counts = [str(tally.lights.get(light, 0)) for light in reversed(COUNTED)]
        name = assessed.department.name
        lines.append(
            (
                *([str(standing.place or figures.NONE)] if ranking else []), name, str(assessed.targets), *counts,
                figures.rate(tally.completion), f"{standing.on_time}/{standing.owed}",
                sent.removeprefix(f"{assessment.plan.year}年"), spelt(states[name]),
            )
        )  # fmt: skip
    heads = [
        *([Column("名次", "center")] if ranking else []),
        Column("科室"),
        Column("目标数", "right"),
        *(Column(LIGHTS[light].zh, "right") for light in reversed(COUNTED)),
        Column("完成率", "right"),
        Column("全年按时", "center"),
        Column("报送日期", "center"),
        Column("报送情况", "center"),
    ]
    notes = [report.words.say("rules.ranking")] if ranking else []
    return Table(heads, lines, notes=(*notes, report.words.say("rules.timeliness")), together=True)


def _chase(report: QuarterReport) -> Table:
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
    columns = (Column("科室"), Column("所缺填报"), Column("原定时限", "center"))
    return Table(columns, lines, heading=report.words.say("circular.annex_chase"))


def closing_targets(assessment: Assessment) -> list[TargetAssessment]:
    """Return the targets that are done and not closed out (销号) yet."""
    return [
        assessed for assessed in assessment.targets if assessed.light == "done" and assessed.closed is None
    ]


def _close_outs(report: QuarterReport) -> Table:
    """Return by department what is to be closed out; goals and figures stand in the table of all targets."""
    assessment = report.assessment
    by_lead: dict[str, list[str]] = {}
    for assessed in closing_targets(assessment):
        named = f"{assessed.plan_target.label} {assessed.plan_target.target.name}"
        by_lead.setdefault(lead_name(assessment, assessed), []).append(named)
    lines = [(lead, str(len(named)), "；".join(named)) for lead, named in by_lead.items()]
    columns = (Column("科室"), Column("个数", "right"), Column("已完成、待销号的目标"))
    return Table(columns, lines, heading=report.words.say("circular.annex_close"))


def _carry(report: QuarterReport) -> Table:
    assessment = report.assessment
    open_ = [assessed for assessed in assessment.targets if assessed.light not in ("done", "dropped")]
    by_id = {row.identity: row for row in rows(assessment, "zh")}
    lines = []
    for assessed in open_:
        row = by_id[assessed.plan_target.target.id]
        goal, cumulative = (brief(said, assessment.plan.year) for said in (row.goal, row.cumulative))
        lines.append(
            (row.label, row.name, goal, cumulative, row.completion, brief(row.light, assessment.plan.year), row.account, row.department,
             *_source(assessment, assessed))
        )  # fmt: skip
    heads = [
        Column("目标", "center"),
        Column("名称"),
        Column("目标值"),
        Column("累计"),
        Column("完成率", "right"),
        Column("灯", "center"),
        Column("情况说明"),
        Column("牵头科室"),
        *_source_heads(assessment),
    ]
    return Table(heads, lines)


def _whole(report: QuarterReport) -> Table:
    """Return every target; where several quarters are spanned, the completion after each stands for this quarter's figure.

    A year that is over has no time progress any more.
    """
    assessment = report.assessment
    quarters, by_quarter = course(report, "zh")
    heads = [Column("目标", "center"), Column("名称"), Column("目标值")]
    if report.span == "quarter":
        heads += [Column("本季"), Column("累计"), Column("完成率", "right")]
    else:
        heads += [Column("累计"), *(Column(name, "right") for name in quarters)]
    if not report.annual:
        heads.append(Column("序时进度", "right"))
    heads += [Column("灯", "center"), Column("牵头科室"), *_source_heads(assessment)]
    lines = []
    for assessed, r in zip(assessment.targets, rows(assessment, "zh"), strict=True):
        goal, period, cumulative, light = (
            brief(said, assessment.plan.year) for said in (r.goal, r.period, r.cumulative, r.light)
        )
        own = (
            (period, cumulative, r.completion)
            if report.span == "quarter"
            else (cumulative, *by_quarter[r.identity])
        )
        expected = () if report.annual else (r.expected,)
        lines.append(
            (r.label, r.name, goal, *own, *expected, light, r.department, *_source(assessment, assessed))
        )  # fmt: skip
    return Table(heads, lines)


def _source_heads(assessment: Assessment) -> list[Column]:
    return [Column("出处")] if assessment.rules.sources else []


def _source(assessment: Assessment, assessed: TargetAssessment) -> list[str]:
    """Return the form a figure is from, as a school understands it (二季度填报表，7月6日), where the plan wants that shown."""
    if not assessment.rules.sources:
        return []
    quarter = assessed.value_from or assessed.last
    if quarter is None:
        return [figures.NONE]
    days = sorted({reported.sent for reported in assessed.history if reported.quarter == quarter})
    return [f"{quarter.name}填报表，{month_and_day(days[-1])}"]
