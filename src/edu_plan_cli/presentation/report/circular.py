"""通报: the quarter in the genre's own words, every sentence from a figure. Chinese only: a circular is a Chinese document."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.assessment.chase import owed
from edu_plan_cli.assessment.lights import COUNTED, LIGHTS
from edu_plan_cli.assessment.overview import urgent
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.rows import QuarterReport, correction_lines, left_out, rows
from edu_plan_cli.values.quarter import Quarter


class Annex(NamedTuple):
    title: str
    heads: tuple[str, ...]
    widths: tuple[int, ...]  # in proportion
    rows: Sequence[tuple[str, ...]]
    landscape: bool = False


class Paragraph(NamedTuple):
    text: str
    level: int = 0  # 0 text, 1 一、, 2 （一）


class Circular(NamedTuple):
    title: str
    addressees: str
    body: list[Paragraph]
    issuer: str
    year: int  # of the date, which whoever signs fills in
    annexes: list[Annex]
    marks: list[str]


def circular(report: QuarterReport) -> Circular:
    assessment = report.assessment
    plan, quarter = assessment.plan, assessment.view.quarter
    annexes = [
        annex for annex in (_chase(assessment), _close_outs(assessment), _whole(assessment)) if annex.rows
    ]
    issuer = plan.issuer or ""
    body = [
        Paragraph(
            f"现将《{plan.title}》{report.scope}{quarter.name}完成情况通报如下（截至{_day(assessment)}）。"
        ),
        *(Paragraph(f"示例：{mark}。") for mark in figures.marks(assessment)),
        *([Paragraph(f"{left_out(report, 'zh')}。")] if report.problems else []),
        Paragraph("一、总体进展", 1),
        *_overall(assessment),
        Paragraph("二、完成的目标", 1),
        *_done(assessment),
        Paragraph("三、逾期和滞后的目标", 1),
        *_behind(assessment),
        Paragraph("四、填报情况", 1),
        *_reporting(assessment, correction_lines(report, "zh")),
        Paragraph("五、下一步", 1),
        *_next(assessment),
    ]
    body = [paragraph._replace(text=_spelt(paragraph.text)) for paragraph in body]
    title = f"{issuer}关于{quarter.year}年{quarter.name}{report.scope}工作要点完成情况的通报"
    addressees = plan.notice.addressees if plan.notice else "机关各科室："
    return Circular(title, addressees, body, issuer, quarter.year, annexes, figures.marks(assessment))


def _day(assessment: Assessment) -> str:
    on = assessment.view.on
    return f"{on.year}年{on.month}月{on.day}日"


def _spelt(text: str) -> str:
    """Dates as a document writes them (GB/T 9704-2012, 7.3.5.4): 2023年4月5日."""
    return re.sub(r"(\d{4})-(\d\d)-(\d\d)", lambda d: f"{d[1]}年{int(d[2])}月{int(d[3])}日", text)


def _overall(assessment: Assessment) -> list[Paragraph]:
    tally = assessment.tally
    lights = "，".join(f"{LIGHTS[key].zh}{tally.lights[key]}个" for key in COUNTED if tally.lights.get(key))
    items = sum(bool(item.targets) for item in assessment.items)
    found = [Paragraph(f"有目标的任务{items}项、目标{tally.targets}个：{lights or '没有目标'}。")]
    if tally.completion is None:
        return [*found, Paragraph("还没有填报，完成率无从计算。")]
    gap = figures.points(tally.completion, tally.expected)
    against = f"高{gap.lstrip('+')}" if gap.startswith("+") else f"低{gap.lstrip('-')}"
    told = "与序时进度相当" if gap == "0" else f"比序时进度{against}个百分点"
    moved = figures.tally_moved(tally)
    since = (
        ""
        if moved == figures.NONE
        else f"，比上季{'高' if not moved.startswith('-') else '低'}{moved.lstrip('+-')}个百分点"
    )
    found.append(
        Paragraph(
            f"全计划完成率{figures.rate(tally.completion)}，序时进度{figures.rate(tally.expected)}，{told}{since}。"
        )
    )
    sections = "；".join(
        f"{section.section.number}、{section.section.heading}{figures.rate(section.tally.completion)}"
        for section in assessment.sections
        if section.tally.targets
    )
    return [*found, Paragraph(f"各部分完成率：{sections}。")]


def _done(assessment: Assessment) -> list[Paragraph]:
    done = [found for found in assessment.targets if found.light == "done"]
    if not done:
        return [Paragraph("本季还没有完成的目标。")]
    told = "；".join(f"{_called(assessment, found)}，{_reached(found)}" for found in done)
    return [Paragraph(f"已完成{len(done)}个：{told}。")]


def _behind(assessment: Assessment) -> list[Paragraph]:
    behind = urgent(assessment)
    if not behind:
        return [Paragraph("没有逾期或滞后的目标。")]
    return [
        Paragraph(
            f"{number}. {_called(assessment, found)}，{LIGHTS[found.light].zh}。完成率{figures.rate(found.completion)}，"
            f"序时进度{figures.rate(found.expected)}；{found.reason.zh}。"
        )
        for number, found in enumerate(behind, 1)
    ]


def _reporting(assessment: Assessment, corrections: list[str]) -> list[Paragraph]:
    departments = assessment.departments
    sent = [found for found in departments if found.report is not None]
    late = [found for found in sent if found.late_days]
    told = (
        f"应报科室{len(departments)}个，已报{len(sent)}个（{figures.share_of(len(sent), len(departments))}），"
        f"按时报{len(sent) - len(late)}个。"
    )
    missing = "、".join(found.department.name for found in departments if found.missing)
    slow = "、".join(f"{found.department.name}（迟{found.late_days}天）" for found in late)
    found = [
        Paragraph(told + (f"未报：{missing}。" if missing else "") + (f"迟报：{slow}。" if slow else ""))
    ]
    silent = sum(target.light == "not_reported" for target in assessment.targets)
    if silent:
        found.append(Paragraph(f"另有{silent}个目标没有本季填报，见催报清单。"))
    return found + [Paragraph(f"更正：{line}。") for line in corrections]


def _next(assessment: Assessment) -> list[Paragraph]:
    found = []
    behind = dict.fromkeys(_lead(assessment, target) for target in urgent(assessment))
    if behind:
        found.append(Paragraph(f"{'、'.join(behind)}对照第三部分所列目标，核实进度，写明原因和完成时间。"))
    if _chase(assessment).rows:
        found.append(Paragraph("催报清单所列科室补报所缺的填报。"))
    if (closing := len(_close_outs(assessment).rows)) > 0:
        found.append(Paragraph(f"销号清单所列{closing}个已完成的目标，由牵头科室附佐证材料办理销号。"))
    quarter = assessment.view.quarter
    if quarter.number < 4:  # noqa: PLR2004
        following = Quarter(quarter.year, quarter.number + 1)
        due = assessment.rules.due(following)
        found.append(Paragraph(f"{following.name}进展填报于{due.year}年{due.month}月{due.day}日前报送。"))
    return found or [Paragraph("各项目标均已办结，年度填报结束。")]


def _chase(assessment: Assessment) -> Annex:
    lines = []
    for found in owed(assessment):
        targets = "；".join(f"{t.placed.label} {t.placed.target.name}" for t in found.targets)
        partial = "；".join(
            f"{t.placed.label} {t.placed.target.name}（缺{'、'.join(t.silent)}）" for t in found.partial
        )
        what = "；".join(
            part for part in ("整份未报" if found.department.missing else "", targets, partial) if part
        )
        due = found.department.due
        lines.append((found.department.department.name, what, f"{due.month}月{due.day}日"))
    return Annex("催报清单", ("科室", "所缺填报", "原定时限"), (3, 9, 2), lines)


def _close_outs(assessment: Assessment) -> Annex:
    lines = [
        (found.placed.label, found.placed.target.name, _reached(found), _lead(assessment, found))
        for found in assessment.targets
        if found.light == "done" and found.closed is None
    ]
    return Annex("销号清单", ("目标", "名称", "完成情况", "牵头科室"), (1, 4, 4, 3), lines)


def _whole(assessment: Assessment) -> Annex:
    heads = ("目标", "名称", "目标值", "本季", "累计", "完成率", "序时进度", "灯", "牵头科室")
    lines = [
        (r.label, r.name, r.goal, r.period, r.cumulative, r.completion, r.expected, r.light, r.department)
        for r in rows(assessment, "zh")
    ]
    return Annex("完成情况总表", heads, (3, 9, 5, 5, 7, 4, 4, 3, 7), lines, landscape=True)


def _called(assessment: Assessment, found: TargetAssessment) -> str:
    return f"{found.placed.label} {found.placed.target.name}（{_lead(assessment, found)}）"


def _reached(found: TargetAssessment) -> str:
    return f"目标{found.placed.target.goal.zh}，达到{figures.said(found.standing.cumulative, 'zh')}"


def _lead(assessment: Assessment, found: TargetAssessment) -> str:
    department = assessment.plan.department(found.placed.lead) if found.placed.lead else None
    return department.name if department else figures.NONE
