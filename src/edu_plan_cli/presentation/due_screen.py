"""``edu-plan due``: what falls due, day by day, with who answers for it and how far it is."""

from collections.abc import Sequence
from datetime import date, timedelta

from rich.console import Console

from edu_plan_cli.assessment.coming_due import Due, DueWhat
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, print_marks, print_prose, text
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.quarter import month_and_day

WHAT: dict[DueWhat, Words] = {
    "stage": Words("阶段", "stage"),
    "step": Words("步骤", "step"),
    "milestone": Words("节点", "milestone"),
    "document": Words("成果文件", "document"),
    "target": Words("目标", "target"),
    "report": Words("季度填报", "report"),
}
_WEEKEND = {5: Words("周六", "Sat"), 6: Words("周日", "Sun")}


def soon_line(dues: Sequence[Due], within: int) -> Words:
    """Return how many things fall due in so many days, for a screen that does not list them; empty for none."""
    if not dues:
        return Words("", "")
    count, first = len(dues), _day(dues[0].day, dues[0].day.year)
    return Words(
        f"{within}天内到期 {count} 项，最近的是{first.zh}（edu-plan due）",
        f"{count} due within {within} days, the first on {dues[0].day} (edu-plan due)",
    )


def write_due(console: Console, assessment: Assessment, dues: Sequence[Due], within: int, lang: Lang) -> None:
    """Draw the list. A day on a weekend says so; it stays the day it is."""
    first = assessment.view.seen_on
    last = first + timedelta(days=within)
    title = assessment.plan.title
    console.print(text(Words(f"{title} 到期", f"{title}: due").in_(lang), "bold"))
    console.print(
        text(
            Words(
                f"{first} 起 {within} 天内（到 {last}），共 {len(dues)} 项",
                f"from {first}, within {within} days (to {last}): {len(dues)}",
            ).in_(lang)
        )
    )
    print_marks(console, figures.marks(assessment), lang)
    console.print()
    if not dues:
        console.print(text(Words("没有到期的。", "Nothing falls due.").in_(lang), "green"))
        return
    heads = Words("日期|还有|目标|到期的|牵头科室|完成率|灯", "day|in|target|what|lead|rate|light").in_(lang)
    grid = table(console, *heads.split("|"), numbers=(1, 5), wide=3)
    before: date | None = None
    for due in dues:
        when = _day(due.day, assessment.plan.year).in_(lang) if due.day != before else ""
        days = (due.day - first).days
        left = Words(f"{days}天" if days else "今天", f"{days} d" if days else "today").in_(lang)
        before = due.day
        label, name, lead = _who(assessment, due, lang)
        target = due.target
        grid.add_row(
            text(when, "bold"),
            text(left if when else ""),
            text(label),
            text(name),
            text(lead),
            text(figures.rate(target.completion) if target else ""),
            text(figures.light_word(target.light, lang), LIGHT_STYLES[target.light]) if target else text(""),
        )
    console.print(grid)
    if any(due.on_weekend for due in dues):
        console.print()
        print_prose(
            console,
            Words(
                "落在周末的仍按原来的日子算，没有顺延；放假的日子程序不知道。",
                "A day on a weekend stays the day it is; which days are holidays is not known here.",
            ).in_(lang),
            "dim",
        )


def _who(assessment: Assessment, due: Due, lang: Lang) -> tuple[str, str, str]:
    """Return label, name and lead of what falls due; of reports the quarter, and whose are not here."""
    if due.report is not None:
        report = due.report
        quarter = figures.quarter_name(report.quarter, lang)
        told = Words(
            f"{quarter}填报：已报 {report.reported}/{report.expected}",
            f"reports on {quarter}: {report.reported}/{report.expected} here",
        ).in_(lang)
        names = [each.department.name for each in report.waiting]
        if report.reported == 0 and len(names) > 1:
            return "", told, Words(f"{len(names)} 个科室", f"{len(names)} departments").in_(lang)
        return "", told, "、".join(names)
    assert due.target is not None  # what is no report is a target's
    plan_target = due.target.plan_target
    name = f"{plan_target.target.name}：{due.name}" if due.name else plan_target.target.name
    kind = "" if due.name else Words(f"（{WHAT[due.what].zh}）", f" ({WHAT[due.what].en})").in_(lang)
    return plan_target.label, name + kind, figures.lead_name(assessment, plan_target.lead)


def _day(day: date, year: int) -> Words:
    """Return a day as a list has it, with its year where that is not the plan's; on a weekend with its name."""
    zh = month_and_day(day) if day.year == year else f"{day.year}年{month_and_day(day)}"
    weekend = _WEEKEND.get(day.weekday())
    return Words(f"{zh}（{weekend.zh}）", f"{day} ({weekend.en})") if weekend else Words(zh, str(day))
