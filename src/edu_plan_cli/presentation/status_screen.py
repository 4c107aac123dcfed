"""``edu-plan status``: the plan at a glance, then what needs attention."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.duties import reporting_of
from edu_plan_cli.assessment.extract import extract_targets
from edu_plan_cli.assessment.lights import COUNTED, LIGHTS, URGENCY
from edu_plan_cli.assessment.result import Assessment, ItemAssessment, TargetAssessment
from edu_plan_cli.model.plan import Item
from edu_plan_cli.model.wordbook import Wordbook
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, print_marks, print_prose, text
from edu_plan_cli.presentation.graphs import bar, course
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.quarter import month_and_day

_LABEL = 6  # columns of a label such as 14-12
_BAR, _LONG_BAR = 10, 24  # columns
_ATTENTION = 12  # lines of the whole plan; the rest is one filter away
_RECENT = 5  # updates; the rest is with its target


def write_status(
    console: Console,
    assessment: Assessment,
    shown: Sequence[TargetAssessment],
    lang: Lang,
    *,
    filtered: bool,
    by_target: bool,
    banner: Sequence[str],
    beside: str = "",
    soon: str = "",
    words: Wordbook,
) -> None:
    """``shown`` are the targets that passed the filters; their totals stand beside those of the whole plan.

    ``soon`` says how much falls due in the next days; empty: nothing does.
    """

    def say(zh: str, en: str) -> str:
        return Words(zh, en).in_(lang)

    plan, chosen = assessment.plan, {id(target) for target in shown}
    console.print(Text.assemble(text(plan.title, "bold"), text(beside)))
    head = [
        figures.as_of(assessment, lang),
        plan.document_number or "",
        say(f"第{plan.revision}版", f"revision {plan.revision}"),
    ]
    console.print(text(" · ".join(part for part in head if part)))
    print_marks(console, figures.marks(assessment), lang)
    for line in banner:
        print_prose(console, line, "bold red")
    console.print()
    waiting = _waiting(assessment)
    if not assessment.targets:
        empty = say(f"还没有目标：请填写 {plan.node.path}。", f"No targets yet: fill in {plan.node.path}.")
        none = say("还没有目标：", "No targets yet: ")
        console.print(text(none + waiting.in_(lang) if waiting else empty), soft_wrap=True)
        return
    if waiting:
        console.print(text(waiting.in_(lang), "yellow"), soft_wrap=True)
        console.print()
    print_totals(console, assessment, lang)
    if filtered:
        console.print()
        count = len(shown)
        part = extract_targets(assessment, shown)
        print_totals(console, part, lang, say(f"所列 {count} 个", f"these {count}"))
    if soon:
        print_prose(console, soon)
    if asked := [each for each in assessment.open_instructions if id(each[0]) in chosen]:
        from edu_plan_cli.presentation.between_quarters import open_instructions_line

        print_prose(console, open_instructions_line(asked).in_(lang), "yellow")
    console.print()
    if not filtered:
        _sections(console, assessment, lang)
        console.print()
    items = [
        item
        for item in assessment.items
        if any(id(target) in chosen for target in item.targets) or not filtered
    ]
    if by_target:
        _targets(console, assessment, shown, lang)
    else:
        _items(console, assessment, items, lang)
    console.print()
    _attention(console, assessment, shown, lang, most=None if filtered else _ATTENTION)
    console.print()
    _recent(console, assessment, shown, lang, most=None if filtered else _RECENT)
    print_prose(console, figures.rules_line(assessment, lang, words), "dim")


def _waiting(assessment: Assessment) -> Words | None:
    """How many candidates wait for a person, and sentences beside them that no target covers; None where no candidate does."""
    items = [item.item for item in assessment.items]
    count = sum(len(item.candidates) for item in items)
    if not count:
        return None
    from edu_plan_cli.checks.text_not_covered import uncovered

    sentences = sum(len(uncovered(item)) for item in items)
    return Words(
        f"{count} 个候选目标、{sentences} 句原文还没有人看过；下一步：edu-plan review",
        f"{count} candidates and {sentences} sentences wait for a person; next: edu-plan review",
    )


def print_totals(console: Console, assessment: Assessment, lang: Lang, of: str = "") -> None:
    """How far the whole plan (or the part named) is, its lights, and who reported."""
    tally = assessment.tally

    def say(zh: str, en: str) -> str:
        return Words(zh, en).in_(lang)

    console.print(
        Text.assemble(
            (visible(of or say("全计划", "whole plan")) + " ", "bold"),
            bar(console, tally.completion, tally.expected, _LONG_BAR),
            (f" {figures.rate(tally.completion)}", "bold"),
            say("  序时进度 ", "  time progress ") + figures.rate(tally.expected),
            say("  较上季 ", "  change ") + figures.tally_moved(tally),
        ),
        soft_wrap=True,
    )
    lights = Text()
    for light in COUNTED:
        lights.append(f"{LIGHTS[light].in_(lang)} {tally.lights.get(light, 0)}", LIGHT_STYLES[light])
        lights.append("  ")
    lights.append(say(f"共 {tally.targets} 个目标", f"{tally.targets} targets"))
    console.print(lights)
    console.print(text(_reported(assessment).in_(lang)))


def _reported(assessment: Assessment) -> Words:
    """Return who reported on the quarter spoken of, and on how much."""
    tally, reports = assessment.tally, reporting_of(assessment)
    sent, _ = figures.sent_and_on_time(reports)
    answered = figures.share_of(tally.answered, tally.asked)
    quarter = reports.quarter
    beside = []
    if quarter != assessment.view.required:
        day = month_and_day(reports.due)
        beside.append(Words(f"{day}前报送", f"due {reports.due}"))
    if late := reports.late:
        beside.append(Words(f"迟报 {late}", f"{late} late"))
    zh, en = "；".join(words.zh for words in beside), "; ".join(words.en for words in beside)
    return Words(
        f"{quarter.name}填报：科室 {sent}{f'（{zh}）' if zh else ''}，目标 {answered}",
        f"reported for {quarter.key}: departments {sent}{f' ({en})' if en else ''}, targets {answered}",
    )


def _sections(console: Console, assessment: Assessment, lang: Lang) -> None:
    head = Words(
        "部分||完成率|较上季|逾期|滞后|未填报|正常|已完成",
        "section||rate|change|overdue|lagging|missing|on track|done",
    ).in_(lang)
    grid = table(console, *head.split("|"), numbers=(2, 3, 4, 5, 6, 7, 8))
    for section in assessment.sections:
        tally = section.tally
        lights = [
            text(
                str(count) if (count := tally.lights.get(light, 0)) else "·",
                LIGHT_STYLES[light] if count else "dim",
            )
            for light in COUNTED
        ]
        grid.add_row(
            text(f"{section.section.number}、{section.section.heading}"),
            bar(console, tally.completion, tally.expected, _BAR),
            text(figures.rate(tally.completion), "bold"),
            text(figures.tally_moved(tally)),
            *lights,
        )
    console.print(grid)


def _items(console: Console, assessment: Assessment, items: Sequence[ItemAssessment], lang: Lang) -> None:
    head = Words("项|任务||完成率|较上季|灯|牵头科室", "no.|item||rate|change|light|lead").in_(lang)
    grid = table(console, *head.split("|"), numbers=(0, 3, 4), wide=1)
    for assessed in items:
        tally, style = assessed.tally, LIGHT_STYLES[assessed.light]
        missing = tally.lights.get("not_reported", 0) if assessed.light == "not_reported" else 0
        grid.add_row(
            text(str(assessed.item.number)),
            text(_heading(assessed.item)),
            bar(console, tally.completion, tally.expected, _BAR, style),
            text(figures.rate(tally.completion), "bold"),
            text(figures.tally_moved(tally)),
            text(
                figures.light_word(assessed.light, lang) + (f" {missing}/{tally.targets}" if missing else ""),
                style,
            ),
            text(figures.lead_name(assessment, assessed.item.lead)),
        )
    console.print(grid)


def _heading(item: Item) -> str:
    """Its heading, after the number that the paper shows where that is another: 二、1 配齐教师."""
    return f"{item.printed} {item.heading}" if item.printed else item.heading


def _targets(console: Console, assessment: Assessment, shown: Sequence[TargetAssessment], lang: Lang) -> None:
    head = Words(
        "目标|名称|目标值|累计|完成率|各季|灯", "target|name|goal|reached|rate|by quarter|light"
    ).in_(lang)
    grid = table(console, *head.split("|"), numbers=(4,), wide=1)
    item = None
    for assessed in shown:
        if assessed.plan_target.item is not item:
            item = assessed.plan_target.item
            grid.add_row(text(str(item.number), "bold"), text(_heading(item), "bold"))
        reached = figures.said(assessed.progress.cumulative, lang)
        style = LIGHT_STYLES[assessed.light]
        grid.add_row(
            text(assessed.plan_target.label),
            text(assessed.plan_target.target.name),
            text(assessed.plan_target.target.goal.in_(lang)),
            text(reached + figures.carried(assessed, assessment.view.quarter)),
            text(figures.rate(assessed.completion), "bold"),
            text(course(console, assessed, assessment.view.quarter), style),
            text(figures.light_and_late(assessed, lang), style),
        )
    console.print(grid)


def _attention(
    console: Console,
    assessment: Assessment,
    shown: Sequence[TargetAssessment],
    lang: Lang,
    *,
    most: int | None,
) -> None:
    urgent = [assessed for assessed in shown if assessed.light in ("overdue", "lagging", "not_reported")]
    urgent.sort(
        key=lambda assessed: (URGENCY[assessed.light], -(assessed.expected - (assessed.completion or 0)))
    )
    if not urgent:
        console.print(text(Words("没有需要关注的目标。", "Nothing needs attention.").in_(lang), "green"))
        return
    console.print(text(Words("需要关注", "Needs attention").in_(lang), "bold"))
    margin = max(display_width(figures.light_word(light, lang)) for light in URGENCY) + 1
    for assessed in urgent[:most]:
        light = text(figures.light_word(assessed.light, lang), LIGHT_STYLES[assessed.light])
        lead = Text.assemble(light, " " * (margin - light.cell_len), text(assessed.plan_target.label))
        who = figures.lead_name(assessment, assessed.plan_target.lead)
        name = assessed.plan_target.target.name
        line = Words(f"{name}（{who}）：{assessed.reason.zh}", f"{name} ({who}): {assessed.reason.en}")
        print_prose(console, line.in_(lang), indent=margin + _LABEL, lead=lead)
    if most is not None and (rest := len(urgent) - most) > 0:
        console.print(
            text(
                Words(
                    f"还有 {rest} 个：edu-plan status --targets --light 未填报（或 滞后、逾期）",
                    f"{rest} more: edu-plan status --targets --light not_reported (or lagging, overdue)",
                ).in_(lang),
                "dim",
            )
        )


def _recent(
    console: Console,
    assessment: Assessment,
    shown: Sequence[TargetAssessment],
    lang: Lang,
    *,
    most: int | None,
) -> None:
    """What was said between quarters and no report has spoken of since, the newest first; nothing where there is none."""
    recent = [(update, assessed) for assessed in shown if (update := assessed.recent) is not None]
    if not recent:
        return
    from edu_plan_cli.presentation.between_quarters import update_words

    recent.sort(key=lambda pair: pair[0].sent, reverse=True)
    console.print(text(Words("最近进展", "Latest updates").in_(lang), "bold"))
    margin = max(display_width(update.when.in_(lang)) for update, _ in recent) + 1
    for update, assessed in recent[:most]:
        when = text(update.when.in_(lang))
        lead = Text.assemble(when, " " * (margin - when.cell_len), text(assessed.plan_target.label))
        target, who = assessed.plan_target.target, figures.lead_name(assessment, update.department)
        said = update_words(update, target)
        line = Words(f"{target.name}（{who}）：{said.zh}", f"{target.name} ({who}): {said.en}")
        print_prose(console, line.in_(lang), indent=margin + _LABEL, lead=lead)
    if most is not None and (rest := len(recent) - most) > 0:
        more = Words(f"还有 {rest} 条：edu-plan show 目标", f"{rest} more: edu-plan show TARGET")
        console.print(text(more.in_(lang), "dim"))
    console.print()
