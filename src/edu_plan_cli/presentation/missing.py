"""``edu-plan missing``: who owes what, the rates by quarter, and a text to send to each."""

from collections.abc import Sequence

from rich.console import Console

from edu_plan_cli.assessment.chase import Owed, ReportingRate
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_prose, table, text
from edu_plan_cli.values.words import Lang, Words


def write_missing(
    console: Console,
    assessment: Assessment,
    owing: Sequence[Owed],
    rates: Sequence[ReportingRate],
    lang: Lang,
) -> None:
    name = figures.quarter_name(assessment.view.quarter.number, lang)
    console.print(
        text(
            Words(f"{assessment.plan.title} {name}填报", f"{assessment.plan.title}: {name} reports").in_(
                lang
            ),
            "bold",
        )
    )
    console.print(text(figures.as_of(assessment, lang)))
    for mark in figures.marks(assessment):
        console.print(text(Words("示例：", "Illustrative: ").in_(lang) + mark, "yellow"))
    console.print()
    made = table(
        console,
        *Words("季度|应报科室|已报|按时", "quarter|expected|reported|on time").in_(lang).split("|"),
        numbers=(1, 2, 3),
    )
    for rate in rates:
        made.add_row(
            text(figures.quarter_name(rate.quarter.number, lang)),
            text(str(rate.expected)),
            text(figures.share_of(rate.reported, rate.expected)),
            text(figures.share_of(rate.on_time, rate.expected)),
        )
    console.print(made)
    late = [department for department in assessment.departments if department.late_days]
    if late:
        listed = [f"{d.department.name}（{d.late_days} 天）" for d in late]
        console.print()
        print_prose(
            console,
            Words("迟报：" + "、".join(listed), "late (days): " + "、".join(listed)).in_(lang),
            "yellow",
        )
    console.print()
    if not owing:
        console.print(text(Words("该报的都报了。", "Everything due has been reported.").in_(lang), "green"))
        return
    console.print(text(Words("催报", "Reminders").in_(lang), "bold"))
    for debt in owing:
        console.print()
        print_prose(console, reminder(assessment, debt).in_(lang))


def reminder(assessment: Assessment, debt: Owed) -> Words:
    """A text ready to be pasted into a chat. Figures only, no reproach."""
    view, found = assessment.view, debt.department
    name, due = found.department.name, found.due
    quarter = view.quarter
    listed = "、".join(f"{target.placed.label} {target.placed.target.name}" for target in debt.targets)
    zh = f"{name}：{quarter.year}年{figures.quarter_name(quarter.number, 'zh')}进展填报应于{due.month}月{due.day}日前报送，"
    en = f"{name}: the report for {quarter.year} {quarter.key} was due {due}, "
    if found.missing:
        zh += "尚未收到"
        en += "it has not come in"
        if listed:
            zh += f"；待填报的目标 {len(debt.targets)} 个：{listed}"
            en += f"; {len(debt.targets)} targets wait: {listed}"
    else:
        zh += f"已收到，还有 {len(debt.targets)} 个目标没有填：{listed}"
        en += f"it came in without {len(debt.targets)} targets: {listed}"
    zh += "。请尽快补报；确无进展的可作零报告。"
    en += ". Please send it soon; a nil report will do where nothing moved."
    return Words(zh, en)
