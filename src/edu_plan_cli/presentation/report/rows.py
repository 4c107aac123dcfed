"""The quarterly table as rows of text: what every format draws."""

from typing import TYPE_CHECKING, NamedTuple

from edu_plan_cli.assessment.moves import Corrected, Move
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.exact import Ratio, plain
from edu_plan_cli.values.place import Place
from edu_plan_cli.values.words import Lang, Words

if TYPE_CHECKING:
    from edu_plan_cli.files.git import Touches


class QuarterReport(NamedTuple):
    """Everything a quarter's report shows."""

    assessment: Assessment
    moves: list[Move]
    corrections: list[Corrected]
    problems: int  # errors met while reading: something may be left out
    touches: "Touches"  # who last touched the entries; only asked for where a format shows it
    scope: str = ""  # the department or item it is of; empty: the whole plan
    words: Wordbook = BUILT_IN
    course: tuple[Assessment, ...] = ()  # of a year-end review: the picture after each quarter
    unread: tuple[str, ...] = ()  # files that could not be read at all: who reported in them may look silent

    @property
    def annual(self) -> bool:
        return bool(self.course)


class Row(NamedTuple):
    section: str
    item: str
    label: str
    identity: str
    name: str
    goal: str
    baseline: str
    period: str
    cumulative: str
    completion: str
    expected: str
    change: str
    light: str
    account: str
    department: str
    source: str  # where the figure stands: reports/2023/Q2/preschool.yaml:41


def title(report: QuarterReport, lang: Lang) -> str:
    """What stands above the report, whatever its format."""
    plan, quarter = report.assessment.plan, figures.quarter_name(report.assessment.view.quarter, lang)
    if report.annual:
        quarter = Words("年度", "year-end review").in_(lang)
    scope = f" · {report.scope}" if report.scope else ""
    return Words(f"{plan.title} {quarter}完成情况{scope}", f"{plan.title} — {quarter}{scope}").in_(lang)


_HEADS = {
    "zh": "部分 任务 目标 编号 名称 目标值 基期值 本季 累计 完成率 序时进度 较上季 灯 情况说明 牵头科室 出处".split(),
    "en": "section,item,target,id,name,goal,baseline,this quarter,cumulative,completion,time progress,change,light,"
    "account,lead,from".split(","),
}


def heads(lang: Lang) -> Row:
    return Row(*_HEADS[lang])


def rows(assessment: Assessment, lang: Lang) -> list[Row]:
    return [_row(assessment, found, lang) for found in assessment.targets]


def _row(assessment: Assessment, found: TargetAssessment, lang: Lang) -> Row:
    placed, standing = found.placed, found.standing
    carried = figures.carried(found, assessment.view.quarter)
    department = assessment.plan.department(placed.lead) if placed.lead else None
    lead = department.name if department else placed.lead or figures.NONE
    accounts = [r.entry.account for r in found.now(assessment.view.quarter) if r.entry.account]
    return Row(
        f"{placed.section.number}、{placed.section.heading}",
        f"{placed.item.number}. {placed.item.heading}",
        placed.label,
        placed.target.id,
        placed.target.name,
        placed.target.goal.in_(lang),
        figures.said(placed.target.start_value, lang),
        figures.said(standing.period, lang),
        figures.said(standing.cumulative, lang) + carried,
        figures.rate(standing.completion),
        figures.rate(found.expected),
        figures.moved(found),
        figures.light_word(found.light, lang),
        " ".join(accounts),
        lead
        if not placed.target.led_by
        else Words(f"{lead}（协助{placed.target.led_by}）", f"{lead} (helping {placed.target.led_by})").in_(
            lang
        ),
        "；".join(f"{place.path}:{place.line}" for place in sources(found)),
    )


def sources(found: TargetAssessment) -> list[Place]:
    """Where the figure shown stands: the answers of the latest quarter that gave one, else of the latest account."""
    quarter = found.value_from or found.last
    return [reported.entry.place() for reported in found.history if reported.quarter == quarter]


def course(report: QuarterReport, lang: Lang) -> tuple[list[str], dict[str, list[str]]]:
    """Of a year-end review each target's completion after each quarter: the heads, and the figures by id."""
    heads = [figures.quarter_name(then.view.quarter, lang) for then in report.course]
    by_id: dict[str, list[str]] = {}
    for then in report.course:
        for found in then.targets:
            by_id.setdefault(found.placed.target.id, []).append(figures.rate(found.completion))
    return heads, by_id


def course_of_parts(report: QuarterReport, lang: Lang) -> list[tuple[str, list[Ratio | None]]]:
    """Of a year-end review the completion of the whole and of each section after each quarter."""
    whole = report.scope or Words("全计划", "whole plan").in_(lang)
    lines = [(whole, [then.tally.completion for then in report.course])]
    for section in report.assessment.sections:
        parts = [
            next((s.tally.completion for s in then.sections if s.section.id == section.section.id), None)
            for then in report.course
        ]
        lines.append((f"{section.section.number}、{section.section.heading}", parts))
    return lines


def left_out(report: QuarterReport, lang: Lang) -> str:
    said = Words(
        f"读取时有 {report.problems} 处错误，有错的内容没有计入；请运行 edu-plan validate",
        f"{report.problems} errors while reading; what they touch is not counted. Run edu-plan validate",
    ).in_(lang)
    unread = figures.unread_line(report.unread).in_(lang) if report.unread else ""
    return Words(f"{said}。{unread}", f"{said}. {unread}").in_(lang) if unread else said


def department_lines(report: QuarterReport, lang: Lang) -> list[tuple[str, str, str, str]]:
    """Department, number of targets, date sent, and what is to be said of it."""
    lines = []
    for found in report.assessment.departments:
        sent = str(found.report.submitted) if found.report else figures.NONE
        if found.missing:
            state = Words("未填报", "missing")
        elif found.report is None and not found.asked:
            state = Words("不用再报", "nothing left")
        elif found.report is None:
            state = Words(f"应于 {found.due} 前报送", f"due {found.due}")
        elif found.late_days:
            state = Words(f"迟报 {found.late_days} 天", f"{found.late_days} days late")
        else:
            state = Words("按时", "on time")
        lines.append((found.department.name, str(found.targets), sent, state.in_(lang)))
    return lines


def department_summary(report: QuarterReport, lang: Lang) -> str:
    departments = report.assessment.departments
    sent = [d for d in departments if d.report is not None]
    on_time = [d for d in sent if not d.late_days]
    return Words(
        f"应报科室 {len(departments)}，已报 {figures.share_of(len(sent), len(departments))}，"
        f"按时 {figures.share_of(len(on_time), len(departments))}",
        f"departments expected {len(departments)}, reported {figures.share_of(len(sent), len(departments))}, "
        f"on time {figures.share_of(len(on_time), len(departments))}",
    ).in_(lang)


def move_lines(report: QuarterReport, lang: Lang) -> list[str]:
    return [move_line(move, lang) for move in report.moves]


def move_line(move: Move, lang: Lang) -> str:
    lights = dict.fromkeys(figures.light_word(found.light, lang) for found in move)
    rates = dict.fromkeys(figures.rate(found.completion) for found in move)
    placed = move.now.placed
    name, moved, rated = f"{placed.label} {placed.target.name}", " → ".join(lights), " → ".join(rates)
    return Words(f"{name}：{moved}（{rated}）", f"{name}: {moved} ({rated})").in_(lang)


def correction_lines(report: QuarterReport, lang: Lang) -> list[str]:
    return [correction_line(corrected, lang) for corrected in report.corrections]


def correction_line(corrected: Corrected, lang: Lang) -> str:
    placed, reported = corrected.target.placed, corrected.reported
    first, now = corrected_from_to(corrected)
    who = f" {reported.entry.contributor}" if reported.entry.contributor else ""
    name = f"{placed.label} {placed.target.name} {reported.quarter.key}{who}"
    where = reported.entry.place()
    return Words(
        f"{name}：{first} 更正为 {now}（{corrected.reason}，{where}）",
        f"{name}: {first} corrected to {now} ({corrected.reason}, {where})",
    ).in_(lang)


def corrected_from_to(corrected: Corrected) -> tuple[str, str]:
    """What was said first and what counts now, both in their unit."""
    reported, unit = corrected.reported, corrected.target.placed.target.get("unit") or ""

    def told(entry: Entry | None) -> str:
        if entry is None:
            return figures.NONE
        bare = entry.value is not None and entry.unit is None
        return answer_text(entry) + (unit if bare else "")

    return told(reported.replaced), told(reported.entry)


def answer_text(entry: Entry) -> str:
    """What an entry answers, in a few words: 450/500, 120个, 主体封顶."""
    if entry.numerator is not None and entry.denominator is not None:
        return f"{plain(entry.numerator)}/{plain(entry.denominator)}"
    number = entry.value if entry.value is not None else entry.lowest
    if number is not None:
        return plain(number) + (entry.unit or "")
    if entry.document is not None:
        return entry.document.number
    if entry.steps_done is not None:
        return "、".join(entry.steps_done) or figures.NONE
    return entry.stage or (str(entry.done_on) if entry.done_on else figures.NONE)
