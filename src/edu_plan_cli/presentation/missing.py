"""``edu-plan missing``: who owes what, the rates by quarter, and a text to send to each."""

from collections.abc import Sequence
from datetime import date

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.chase import Owed, Reporting
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, TargetAssessment
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_marks, print_prose, table, text
from edu_plan_cli.values.words import Lang, Words


def write_missing(
    console: Console,
    assessment: Assessment,
    owing: Sequence[Owed],
    quarters: Sequence[Reporting],
    words: Wordbook,
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
    _by_department(console, quarters, assessment.view.known_by, lang)
    console.print()
    if not owing:
        console.print(text(_nothing_owed(assessment).in_(lang), "green"))
        return
    console.print(text(Words("催报", "Reminders").in_(lang), "bold"))
    for debt in owing:
        console.print()
        print_prose(console, reminder(assessment, debt, words).in_(lang))


def _nothing_owed(assessment: Assessment) -> Words:
    if not assessment.departments:
        return Words("还没有要填报的目标。", "There are no targets to report on yet.")
    if assessment.view.required is None:
        return Words("还没有季度到报送时限。", "No report is due yet.")
    return Words("该报的都报了。", "Everything due has been reported.")


def _by_department(
    console: Console, quarters: Sequence[Reporting], known_by: date | None, lang: Lang
) -> None:
    names = [figures.quarter_name(found.quarter, lang) for found in quarters]
    made = table(console, Words("科室", "department").in_(lang), *names, wide=0)
    for row in zip(*(found.departments for found in quarters), strict=True):
        made.add_row(text(row[0].department.name), *(_how_reported(found, known_by, lang) for found in row))
    console.print(made)


def _how_reported(found: DepartmentAssessment, known_by: date | None, lang: Lang) -> Text:
    if found.report is None and not found.asked:
        said, style = Words("不用再报", "nothing left"), "dim"
    elif found.report is None and known_by is not None and found.due > known_by:
        said, style = Words("未到期", "not due"), "dim"
    elif found.report is None:
        said, style = Words("未报", "missing"), "bold red"
    elif found.late_days:
        said, style = Words(f"迟 {found.late_days} 天", f"{found.late_days} days late"), "yellow"
    else:
        said, style = Words("按时", "on time"), "green"
    return text(said.in_(lang), style)


def reminder(assessment: Assessment, debt: Owed, words: Wordbook = BUILT_IN) -> Words:
    """A text ready to be pasted into a chat. Figures only, no reproach."""
    quarter, found = assessment.view.required or assessment.view.quarter, debt.department
    due = assessment.rules.due(quarter)
    listed = "、".join(map(_called, debt.targets))
    count = len(debt.targets)
    key, waiting = ("not_received", "waiting") if found.owes_report else ("incomplete", "unanswered")
    zh = words.say(f"reminder.{waiting}", count=count, targets=listed) if listed else ""
    en = f"{found.department.name}: the report for {quarter.year} {quarter.key} was due {due}, "
    noun, waits = ("target", "target waits") if count == 1 else ("targets", "targets wait")
    if found.owes_report:
        en += "it has not come in" + (f"; {count} {waits}: {listed}" if listed else "")
    else:
        en += "it came in" + (f" without {count} {noun}: {listed}" if listed else "")
        for target in debt.partial:
            zh += words.say("reminder.partial", target=_called(target), contributors="、".join(target.silent))
            en += f", {_called(target)} lacks {', '.join(target.silent)}"
    zh = words.say(
        f"reminder.{key}",
        department=found.department.name,
        period=f"{quarter.year}年{quarter.name}",
        day=f"{due.month}月{due.day}日",
        waiting=zh,
    )
    return Words(zh, f"{en}. Please send it soon; a nil report will do where nothing moved.")


def _called(target: TargetAssessment) -> str:
    return f"{target.placed.label} {target.placed.target.name}"
