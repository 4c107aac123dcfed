"""``edu-plan missing``: who owes what, the rates by quarter, and a text to send to each."""

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.duties import QuarterReporting
from edu_plan_cli.assessment.reporting_status import Owed
from edu_plan_cli.assessment.result import Assessment, DepartmentAssessment, DutyState, TargetAssessment
from edu_plan_cli.model.plan import Department, PlanTarget
from edu_plan_cli.model.wordbook import BUILT_IN, Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import print_marks, print_prose, text
from edu_plan_cli.presentation.reporting_state import is_unowed, reporting_state
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.quarter import month_and_day

_STYLES: dict[DutyState, str] = {
    "sent": "green",
    "late": "yellow",
    "missing": "bold red",
    "returned": "yellow",
    "due": "dim",
    "nothing_left": "dim",
    "nothing_begun": "dim",
}


def write_missing(
    console: Console,
    assessment: Assessment,
    owing: Sequence[Owed],
    waiting: Sequence[DepartmentAssessment],
    quarters: Sequence[QuarterReporting],
    words: Wordbook,
    lang: Lang,
) -> None:
    """Draw which departments owe what for a quarter, one column a quarter where there are several, and the reminders.

    ``waiting`` are those whose report is still in time.
    """

    def say(zh: str, en: str) -> str:
        return Words(zh, en).in_(lang)

    name = figures.quarter_name(assessment.view.quarter, lang)
    title = say(f"{assessment.plan.title} {name}填报", f"{assessment.plan.title}: {name} reports")
    console.print(text(title, "bold"))
    console.print(text(figures.as_of(assessment, lang)))
    print_marks(console, figures.marks(assessment), lang)
    console.print()
    heads = say("季度|报送时限|应报科室|已报|按时", "quarter|due|expected|reported|on time")
    grid = table(console, *heads.split("|"), numbers=(2, 3, 4))
    for quarter_reporting in quarters:
        grid.add_row(
            text(figures.quarter_name(quarter_reporting.quarter, lang)),
            text(str(quarter_reporting.due)),
            text(str(quarter_reporting.expected)),
            *(text(share) for share in figures.sent_and_on_time(quarter_reporting)),
        )
    console.print(grid)
    console.print()
    _by_department(console, quarters, lang)
    if owing:
        console.print()
        console.print(text(say("催报", "Reminders"), "bold"))
        for debt in owing:
            for line in reminders(assessment, debt, words):
                console.print()
                print_prose(console, line.in_(lang))
    if waiting:
        console.print()
        console.print(text(say(f"{name}提醒", f"{name}: to come"), "bold"))
        for department in waiting:
            console.print()
            print_prose(console, notice(assessment, department, words).in_(lang))
    if not owing and not waiting:
        console.print()
        console.print(text(_nothing_owed(assessment).in_(lang), "green"))


def _nothing_owed(assessment: Assessment) -> Words:
    if not assessment.departments:
        return Words("还没有要填报的目标。", "There are no targets to report on yet.")
    if assessment.view.required is None:
        return Words("还没有季度到报送时限。", "No report is due yet.")
    return Words("该报的都报了。", "Everything due has been reported.")


def _by_department(console: Console, quarters: Sequence[QuarterReporting], lang: Lang) -> None:
    """A row for each department that had something to do with any of the quarters; leads change hands in between."""
    names = [figures.quarter_name(quarter_reporting.quarter, lang) for quarter_reporting in quarters]
    grid = table(console, Words("科室", "department").in_(lang), *names, wide=0)
    columns = [
        {each.department.id: each for each in quarter_reporting.departments} for quarter_reporting in quarters
    ]
    known = {identity: each.department for column in columns for identity, each in column.items()}
    order = [
        each.department.id
        for quarter_reporting in reversed(quarters)
        for each in quarter_reporting.departments
    ]
    ranks = {identity: rank for rank, identity in enumerate(dict.fromkeys(order))}
    for identity in sorted(known, key=ranks.__getitem__):
        cells = [_how_reported(column.get(identity), lang) for column in columns]
        grid.add_row(text(known[identity].name), *cells)
    console.print(grid)


def _how_reported(assessed: DepartmentAssessment | None, lang: Lang) -> Text:
    if assessed is None:
        return text(figures.NONE, "dim")
    style = "dim" if is_unowed(assessed) else _STYLES[assessed.state]
    return text(reporting_state(assessed, brief=True).in_(lang), style)


def reminders(assessment: Assessment, debt: Owed, words: Wordbook = BUILT_IN) -> Iterator[Words]:
    """Texts ready to be pasted into a chat. Figures only, no reproach."""
    if debt.returned:
        yield _put_right(assessment, debt.department, words)
        return
    past = [target for target in debt.targets if _is_past_day(debt, target)]
    if asks_for_a_report(debt):
        ordinary = [target for target in debt.targets if target not in past]
        yield _reminder(assessment, debt._replace(targets=ordinary), words)
    if past:
        name = debt.department.name
        listed = "、".join(_past_day(target) for target in past)
        zh = words.say("reminder.past_day", department=name, targets=listed)
        yield Words(zh, f"{name}: past their dates without a word: {listed}. Please report now.")


def asks_for_a_report(debt: Owed) -> bool:
    """Tell whether a quarter's answers are owed, not only a word on days that are over."""
    ordinary = any(not _is_past_day(debt, target) for target in debt.targets)
    return debt.whole or bool(debt.partial) or ordinary


def _is_past_day(debt: Owed, target: TargetAssessment) -> bool:
    return target.silent_day is not None and target.lacking is None and not debt.whole


def _put_right(assessment: Assessment, department: Department, words: Wordbook) -> Words:
    quarter = assessment.view.quarter
    period = f"{quarter.year}年{quarter.name}"
    zh = words.say("reminder.returned", department=department.name, period=period)
    return Words(
        zh, f"{department.name}: the form for {quarter} was sent back; please put it right and send it again."
    )


def _past_day(target: TargetAssessment) -> str:
    assert target.silent_day is not None  # the caller has seen to it
    name, day = target.silent_day
    return f"{_called(target.plan_target)}（{name and f'{name} '}{month_and_day(day)}）"


def _reminder(assessment: Assessment, debt: Owed, words: Wordbook) -> Words:
    quarter = assessment.view.required or assessment.view.quarter
    due, name = assessment.rules.due(quarter), debt.department.name
    listed = "、".join(_called(target.plan_target) for target in debt.targets)
    count = len(debt.targets)
    key, waiting = ("not_received", "waiting") if debt.whole else ("incomplete", "unanswered")
    zh = words.say(f"reminder.{waiting}", count=count, targets=listed) if listed else ""
    en = f"{name}: the report for {quarter.year} {quarter.key} was due {due}, "
    noun, waits = ("target", "target waits") if count == 1 else ("targets", "targets wait")
    if debt.whole:
        en += "it has not come in" + (f"; {count} {waits}: {listed}" if listed else "")
    else:
        en += "it came in" + (f" without {count} {noun}: {listed}" if listed else "")
        for target in debt.partial:
            called = _called(target.plan_target)
            zh += words.say("reminder.partial", target=called, contributors="、".join(target.silent))
            en += f", {called} lacks {', '.join(target.silent)}"
    zh = words.say(
        f"reminder.{key}",
        department=name,
        period=f"{quarter.year}年{quarter.name}",
        day=month_and_day(due),
        waiting=zh,
    )
    return Words(zh, f"{en}. Please send it soon; a nil report will do where nothing moved.")


def notice(assessment: Assessment, assessed: DepartmentAssessment, words: Wordbook = BUILT_IN) -> Words:
    """Before a report is late, on its due day too: by when it is asked for, and what it is to speak of."""
    if assessed.state == "returned":
        return _put_right(assessment, assessed.department, words)
    quarter, listed = assessment.view.quarter, "、".join(map(_called, assessed.asked))
    day = month_and_day(assessed.due)
    last = assessment.rules.last_day(quarter)
    if assessed.due < assessment.view.seen_on:
        day += f"（宽限至{month_and_day(last)}）"
    count, name = len(assessed.asked), assessed.department.name
    on_the_day = assessment.view.seen_on in (assessed.due, last)
    if on_the_day:
        day = month_and_day(assessment.view.seen_on)
    zh = words.say(
        "reminder.on_the_day" if on_the_day else "reminder.ahead",
        department=name,
        period=f"{quarter.year}年{quarter.name}",
        day=day,
        waiting=words.say("reminder.waiting", count=count, targets=listed),
    )
    due = f"due today ({assessment.view.seen_on})" if on_the_day else f"due {assessed.due}"
    en = f"{name}: the report for {quarter.year} {quarter.key} is {due}; {count} targets: {listed}."
    return Words(zh, f"{en} A nil report will do where nothing moved.")


def form_line(form: str, words: Wordbook = BUILT_IN) -> Words:
    """Return the sentence that names the form which lies beside a reminder."""
    return Words(words.say("reminder.form", form=form), f"The form is beside this: {form}.")


def _called(plan_target: PlanTarget) -> str:
    return f"{plan_target.label} {plan_target.target.name}"
