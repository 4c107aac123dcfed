"""The quarterly table as rows of text: what every format draws."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, NamedTuple

from edu_plan_cli.assessment.changes_since import Corrected, TargetChange
from edu_plan_cli.assessment.duties import QuarterReporting, reporting_of
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.amendments import Made
from edu_plan_cli.model.keys import said, spelt_out
from edu_plan_cli.model.keys import title as key_title
from edu_plan_cli.model.plan import Item, Plan
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.reporting_state import reporting_state
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.files.git import Touches


# What a report is of: one quarter; the year up to its end (上半年、前三季度), quarter by quarter; or the whole year.
Span = Literal["quarter", "to_date", "year"]
_TO_DATE = {2: Words("上半年", "first half-year"), 3: Words("前三季度", "first three quarters")}


class QuarterReport(NamedTuple):
    """Everything a report on a quarter, a half-year or a year shows."""

    assessment: Assessment
    moves: list[TargetChange]
    corrections: list[Corrected]
    problems: int  # errors met while reading: something may be left out
    touches: "Touches"  # who last touched the entries; only asked for where a format shows it
    scope: str = ""  # the department or item it is of; empty: the whole plan
    words: Wordbook = BUILT_IN
    course: tuple[Assessment, ...] = ()  # the picture after each quarter of the year, up to the one spoken of
    unread: tuple[str, ...] = ()  # files that could not be read at all: who reported in them may look silent
    span: Span = "quarter"
    reporting: tuple[QuarterReporting, ...] = ()  # 应报、已报 of each quarter of the year so far

    @property
    def annual(self) -> bool:
        """Tell whether it is the year's report."""
        return self.span == "year"

    @property
    def quarters(self) -> tuple[Assessment, ...]:
        """Return the picture after each quarter it spans: one alone, or the whole course."""
        return (self.assessment,) if self.span == "quarter" else self.course

    @property
    def period(self) -> Words:
        """Return what it is of, as it is called: 二季度、上半年、年度."""
        quarter = self.assessment.view.quarter
        if self.span == "year":
            return Words("年度", "year-end review")
        if self.span == "to_date" and quarter.number in _TO_DATE:
            return _TO_DATE[quarter.number]
        return Words(quarter.name, quarter.key)


class ReportRow(NamedTuple):
    """Hold the cells of one target, as text, in the order of the table's columns."""

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
    reason: str  # the sentence beside the light
    account: str
    department: str
    source: str  # where the figure stands: reports/2023/Q2/preschool.yaml:41


def title(report: QuarterReport, lang: Lang) -> str:
    """Return what stands above the report, whatever its format."""
    plan, quarter = report.assessment.plan, report.period.in_(lang)
    scope = f" · {report.scope}" if report.scope else ""
    return Words(f"{plan.title} {quarter}完成情况{scope}", f"{plan.title} — {quarter}{scope}").in_(lang)


_HEADS = {
    "zh": "部分 任务 目标 编号 名称 目标值 基期值 本季 累计 完成率 序时进度 较上季 灯 原因 情况说明 牵头科室 出处".split(),
    "en": "section,item,target,id,name,goal,baseline,this quarter,cumulative,completion,time progress,change,light,why,"
    "account,lead,from".split(","),
}


def heads(lang: Lang) -> ReportRow:
    """Return the heads of the columns."""
    return ReportRow(*_HEADS[lang])


def rows(assessment: Assessment, lang: Lang) -> list[ReportRow]:
    """Return a row for each target, in the plan's order."""
    return [_row(assessment, assessed, lang) for assessed in assessment.targets]


def _row(assessment: Assessment, assessed: TargetAssessment, lang: Lang) -> ReportRow:
    plan_target, progress = assessed.plan_target, assessed.progress
    carried = figures.carried(assessed, assessment.view.quarter)
    lead = figures.lead_name(assessment, plan_target.lead)
    accounts = [
        r.entry.account for r in assessed.now(assessment.view.quarter) if r.entry.account and not r.nil
    ]
    return ReportRow(
        f"{plan_target.section.number}、{plan_target.section.heading}",
        f"{plan_target.item.shown}. {plan_target.item.heading}",
        plan_target.label,
        plan_target.target.id,
        plan_target.target.name,
        plan_target.target.goal.in_(lang),
        figures.said(plan_target.target.start_value, lang),
        figures.said(progress.period, lang),
        figures.said(progress.cumulative, lang) + carried,
        figures.rate(progress.completion),
        figures.rate(assessed.expected),
        figures.moved(assessed),
        figures.light_and_late(assessed, lang),
        assessed.reason.in_(lang),
        " ".join(accounts),
        lead
        if not plan_target.target.led_by
        else Words(
            f"{lead}（协助{plan_target.target.led_by}）", f"{lead} (helping {plan_target.target.led_by})"
        ).in_(lang),
        "；".join(f"{location.path}:{location.line}" for location in sources(assessed)),
    )


def sources(assessed: TargetAssessment) -> list[Location]:
    """Return where the figure shown stands: the answers of the latest quarter that gave one, else of the latest account.

    Where an update says more since, it is that.
    """
    if assessed.counted_updates:
        return [assessed.counted_updates[0].entry.location()]
    quarter = assessed.value_from or assessed.last
    return [reported.entry.location() for reported in assessed.history if reported.quarter == quarter]


def course(report: QuarterReport, lang: Lang) -> tuple[list[str], dict[str, list[str]]]:
    """Of a report on several quarters each target's completion after each: the heads, and the figures by id."""
    several = report.course if report.span != "quarter" else ()
    heads = [figures.quarter_name(then.view.quarter, lang) for then in several]
    by_id: dict[str, list[str]] = {}
    for then in several:
        for assessed in then.targets:
            by_id.setdefault(assessed.plan_target.target.id, []).append(figures.rate(assessed.completion))
    return heads, by_id


def course_of_parts(report: QuarterReport, lang: Lang) -> list[tuple[str, list[Ratio | None]]]:
    """Return the completion of the whole and of each section after each quarter of the year so far."""
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
    """Say that what has errors is not counted, and which files were not read."""
    said = Words(
        f"读取时有 {report.problems} 处错误，有错的内容没有计入；请运行 edu-plan validate",
        f"{report.problems} errors while reading; what they touch is not counted. Run edu-plan validate",
    ).in_(lang)
    unread = figures.unread_line(report.unread).in_(lang) if report.unread else ""
    return Words(f"{said}。{unread}", f"{said}. {unread}").in_(lang) if unread else said


def department_lines(report: QuarterReport, lang: Lang) -> list[tuple[str, str, str, str]]:
    """Department, number of targets, date sent, and what is to be said of it."""
    lines = []
    for assessed in report.assessment.departments:
        sent = str(assessed.report.came) if assessed.report else figures.NONE
        lines.append(
            (assessed.department.name, str(assessed.targets), sent, _reporting_state(assessed).in_(lang))
        )
    return lines


def _reporting_state(assessed: DepartmentAssessment) -> Words:
    """Return how one department's report stands; where it came before it was taken, with the day and the reason."""
    said = reporting_state(assessed)
    if assessed.report is None or assessed.report.received is None:
        return said
    taken, why = assessed.report.submitted, (assessed.report.received_reason or "").rstrip("。")
    return Words(f"{said.zh}（{taken} 收齐：{why}）", f"{said.en} (taken {taken}: {why})")


def department_summary(report: QuarterReport, lang: Lang) -> str:
    """Say how many departments were to report, did, and did on time."""
    reporting = reporting_of(report.assessment)
    sent, on_time = figures.sent_and_on_time(reporting)
    return Words(
        f"应报科室 {reporting.expected}，已报 {sent}，按时 {on_time}",
        f"departments expected {reporting.expected}, reported {sent}, on time {on_time}",
    ).in_(lang)


def move_lines(report: QuarterReport, lang: Lang) -> list[str]:
    """Return a line for each target whose light or rate changed."""
    return [move_line(move, lang) for move in report.moves]


def move_line(move: TargetChange, lang: Lang) -> str:
    """Say from what to what a target's light and rate moved."""
    lights = dict.fromkeys(figures.light_word(assessed.light, lang) for assessed in move)
    rates = dict.fromkeys(figures.rate(assessed.completion) for assessed in move)
    plan_target = move.now.plan_target
    name, moved, rated = (
        f"{plan_target.label} {plan_target.target.name}",
        " → ".join(lights),
        " → ".join(rates),
    )
    return Words(f"{name}：{moved}（{rated}）", f"{name}: {moved} ({rated})").in_(lang)


def amendment_lines(report: QuarterReport, lang: Lang) -> list[str]:
    """Return every amendment that counts by then: of which target, what from what to what, since when, by what, why."""
    labels = {
        assessed.plan_target.target.id: assessed.plan_target.label for assessed in report.assessment.targets
    }
    return [
        amendment_line(amended, labels[amended.now.id], report, lang)
        for amended in report.assessment.amendments
    ]


def amendment_line(amended: Made, label: str, report: QuarterReport, lang: Lang) -> str:
    """Say what an amendment (调整) changed, from which day, by which document, and why."""
    amendment, plan = amended.amendment, report.assessment.plan
    document = f"，{amendment.document}" if amendment.document else ""
    late = amendment.recorded
    entered = Words(f"，{late} 补记", f", entered {late}") if late else Words("", "")
    why = amendment.reason.rstrip("。")
    return Words(
        f"{label} {amended.now.name}：{amended_from_to(amended, plan).zh}（{amendment.date} 起{document}{entered.zh}；{why}，"
        f"{amendment.location()}）",
        f"{label} {amended.now.name}: {amended_from_to(amended, plan).en} (from {amendment.date}{document}{entered.en}; {why}, "
        f"{amendment.location()})",
    ).in_(lang)


def amended_from_to(amended: Made, plan: Plan) -> Words:
    """目标值 270 → 140，时限 2023-09-01 → 2023-11-30; 取消."""
    if amended.amendment.drop:
        return Words("取消", "dropped")
    told = []
    for key in amended.amendment.changes.keys if amended.amendment.changes else ():
        sides = " → ".join(_spelt(key, target, amended.item, plan) for target in (amended.was, amended.now))
        told.append(Words(f"{key_title(key)} {sides}", f"{key} {sides}"))
    return Words("，".join(words.zh for words in told), ", ".join(words.en for words in told))


def _spelt(key: str, target: Target, item: Item, plan: Plan) -> str:
    """Return a key's value in words; where the target has none, the one that holds for it all the same."""
    if key == "lead":
        return _named([item.lead_of(target)], plan)
    if key == "cooperating":
        return _named(item.cooperating_of(target), plan)
    if key in ("start", "due"):
        return str(target.window(plan.year)[key == "due"])
    value = target.get(key)
    return figures.NONE if value is None else spelt_out(key, said(value))


def _named(departments: Sequence[str | None], plan: Plan) -> str:
    names = plan.department_names
    return (
        "、".join(names.get(department, department) for department in departments if department)
        or figures.NONE
    )


def correction_lines(report: QuarterReport, lang: Lang) -> list[str]:
    """Return a line for each figure corrected since it was reported."""
    return [correction_line(corrected, lang) for corrected in report.corrections]


def correction_line(corrected: Corrected, lang: Lang) -> str:
    """Say what was first reported, what stands now, and why."""
    plan_target, reported = corrected.target.plan_target, corrected.reported
    first, now = corrected_from_to(corrected)
    who = f" {reported.entry.contributor}" if reported.entry.contributor else ""
    name, where = f"{plan_target.label} {plan_target.target.name}", reported.entry.location()
    why = f"{corrected.reason.rstrip('。')}，{where}"
    if now == figures.WITHDRAWN:
        told = Words(f"{first} 撤回（{why}）", f"{first} withdrawn ({why})")
    else:
        told = Words(f"{first} 更正为 {now}（{why}）", f"{first} corrected to {now} ({why})")
    return Words(
        f"{name} {reported.quarter.name}{who}：{told.zh}", f"{name} {reported.quarter.key}{who}: {told.en}"
    ).in_(lang)


def corrected_from_to(corrected: Corrected) -> tuple[str, str]:
    """Return what was said first and what counts now, both in their unit."""
    reported, unit = corrected.reported, corrected.target.plan_target.target.get("unit") or ""

    def told(entry: Entry | None) -> str:
        if entry is None:
            return figures.NONE
        bare = entry.value is not None and entry.unit is None
        return figures.answer_text(entry) + (unit if bare else "")

    return told(reported.replaced), told(reported.entry)
