"""``edu-plan missing``: who owes what, the rates by quarter, and a text to send to each."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.chase import Owed, Reporting
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_marks, print_prose, table, text
from edu_plan_cli.values.words import Lang, Words


def write_missing(
    console: Console,
    assessment: Assessment,
    owing: Sequence[Owed],
    quarters: Sequence[Reporting],
    lang: Lang,
) -> None:
    name = figures.quarter_name(assessment.view.quarter, lang)
    console.print(
        text(
            Words(f"{assessment.plan.title} {name}填报", f"{assessment.plan.title}: {name} reports").in_(
                lang
            ),
            "bold",
        )
    )
    console.print(text(figures.as_of(assessment, lang)))
    print_marks(console, figures.marks(assessment), lang)
    console.print()
    made = table(
        console,
        *Words("季度|应报科室|已报|按时", "quarter|expected|reported|on time").in_(lang).split("|"),
        numbers=(1, 2, 3),
    )
    for found in quarters:
        made.add_row(
            text(figures.quarter_name(found.quarter, lang)),
            text(str(found.expected)),
            text(figures.share_of(found.reported, found.expected)),
            text(figures.share_of(found.on_time, found.expected)),
        )
    console.print(made)
    console.print()
    _by_department(console, quarters, lang)
    console.print()
    if not owing:
        console.print(text(Words("该报的都报了。", "Everything due has been reported.").in_(lang), "green"))
        return
    console.print(text(Words("催报", "Reminders").in_(lang), "bold"))
    for debt in owing:
        console.print()
        print_prose(console, reminder(assessment, debt).in_(lang))


def _by_department(console: Console, quarters: Sequence[Reporting], lang: Lang) -> None:
    names = [figures.quarter_name(found.quarter, lang) for found in quarters]
    made = table(console, Words("科室", "department").in_(lang), *names, wide=0)
    for row in zip(*(found.departments for found in quarters), strict=True):
        made.add_row(text(row[0].department.name), *(_how_reported(found, lang) for found in row))
    console.print(made)


def _how_reported(found: DepartmentAssessment, lang: Lang) -> Text:
    if found.report is None:
        said, style = Words("未报", "missing"), "bold red"
    elif found.late_days:
        said, style = Words(f"迟 {found.late_days} 天", f"{found.late_days} days late"), "yellow"
    else:
        said, style = Words("按时", "on time"), "green"
    return text(said.in_(lang), style)


def reminder(assessment: Assessment, debt: Owed) -> Words:
    """A text ready to be pasted into a chat. Figures only, no reproach."""
    view, found = assessment.view, debt.department
    name, due = found.department.name, found.due
    quarter = view.quarter
    listed = "、".join(f"{target.placed.label} {target.placed.target.name}" for target in debt.targets)
    zh = f"{name}：{quarter.year}年{figures.quarter_name(quarter, 'zh')}进展填报应于{due.month}月{due.day}日前报送，"
    en = f"{name}: the report for {quarter.year} {quarter.key} was due {due}, "
    if found.missing:
        zh += "尚未收到"
        en += "it has not come in"
        if listed:
            zh += f"；待填报的目标 {len(debt.targets)} 个：{listed}"
            en += f"; {len(debt.targets)} targets wait: {listed}"
    else:
        zh += "已收到"
        en += "it came in"
        if listed:
            zh += f"，还有 {len(debt.targets)} 个目标没有填：{listed}"
            en += f" without {len(debt.targets)} targets: {listed}"
        for target in debt.partial:
            said = f"{target.placed.label} {target.placed.target.name}"
            zh += f"，{said} 缺{'、'.join(target.silent)}的数"
            en += f", {said} lacks {', '.join(target.silent)}"
    zh += "。请尽快补报；确无进展的可作零报告。"
    en += ". Please send it soon; a nil report will do where nothing moved."
    return Words(zh, en)
