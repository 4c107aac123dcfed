"""``edu-plan show``: everything about one item or target on one screen, every number with its file and line."""

from collections.abc import Iterator
from types import MappingProxyType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from edu_plan_cli.assessment.result import Assessment, ItemAssessment, TargetAssessment
from edu_plan_cli.assessment.select import leader_of
from edu_plan_cli.kinds.entry import Correction, Entry, figure_keys
from edu_plan_cli.kinds.target import ReportedValue
from edu_plan_cli.model.amendments import Made
from edu_plan_cli.model.keys import title
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, print_marks, print_prose, text
from edu_plan_cli.presentation.graphs import bar, course
from edu_plan_cli.presentation.report.report_rows import amended_from_to
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.files.git import Touched, Touches


_BAR = 24  # columns


def write_item(
    console: Console,
    assessment: Assessment,
    assessed: ItemAssessment,
    lang: Lang,
    touches: "Touches" = MappingProxyType({}),
) -> None:
    """Draw one item with all its targets."""
    item = assessed.item
    section = next(s.section for s in assessment.sections if any(i is assessed for i in s.items))
    console.print(text(f"{section.number}、{section.heading}", "dim"))
    console.print(Text.assemble((f"{item.shown}. {item.heading}", "bold"), ("  " + item.id, "dim")))
    _header(console, assessment, lang)
    helping = "、".join(figures.lead_name(assessment, name) for name in item.cooperating)
    lead = Words("牵头", "lead").in_(lang) + f" {figures.lead_name(assessment, item.lead)}"
    if helping:
        lead += Words("，配合 ", ", with ").in_(lang) + helping
    if (leader := assessment.plan.leader(item, item.lead)) is not None:
        lead += Words("，分管领导 ", ", leader ").in_(lang) + leader.called
    print_prose(console, lead)
    tally = assessed.tally
    console.print(
        Text.assemble(
            (Words("完成率 ", "completion ").in_(lang) + figures.rate(tally.completion), "bold"),
            Words("  序时进度 ", "  time progress ").in_(lang) + figures.rate(tally.expected),
            Words("  较上季 ", "  since last quarter ").in_(lang) + figures.tally_moved(tally),
            "  ",
            (figures.light_word(assessed.light, lang), LIGHT_STYLES[assessed.light]),
        )
    )
    console.print()
    for paragraph in item.text.split("\n"):
        print_prose(console, paragraph)
    console.print(_at(item.location("text")))
    for target in assessed.targets:
        console.print()
        _target(console, assessment, target, lang, touches)


def write_target(
    console: Console,
    assessment: Assessment,
    assessed: TargetAssessment,
    lang: Lang,
    touches: "Touches" = MappingProxyType({}),
) -> None:
    """Draw one target: goal, course, calculation, what each department reported, and who committed it."""
    item = assessed.plan_target.item
    console.print(
        text(f"{assessed.plan_target.section.number}、{assessed.plan_target.section.heading}", "dim")
    )
    console.print(text(f"{item.shown}. {item.heading}", "dim"))
    _header(console, assessment, lang)
    console.print()
    _target(console, assessment, assessed, lang, touches)


def _header(console: Console, assessment: Assessment, lang: Lang) -> None:
    console.print(text(figures.as_of(assessment, lang)))
    print_marks(console, figures.marks(assessment), lang)


def _target(
    console: Console, assessment: Assessment, assessed: TargetAssessment, lang: Lang, touches: "Touches"
) -> None:
    target, progress = assessed.plan_target.target, assessed.progress
    console.print(
        Text.assemble(
            (f"{assessed.plan_target.label} ", "bold"),
            text(target.name, "bold"),
            ("  " + target.id, "dim"),
            "  ",
            (figures.light_and_late(assessed, lang), LIGHT_STYLES[assessed.light]),
            "  ",
            text(assessed.reason.in_(lang)),
        )
    )
    lead = figures.lead_name(assessment, assessed.plan_target.lead)
    leader = leader_of(assessment.plan, assessed.plan_target)
    quarters = course(console, assessed, assessment.view.quarter)
    reached = Text.assemble(
        Words("完成率：", "completion: ").in_(lang),
        bar(console, assessed.completion, assessed.expected, _BAR, LIGHT_STYLES[assessed.light]),
        (f" {figures.rate(assessed.completion)}", "bold"),
        Words("  序时进度 ", "  time progress ").in_(lang) + figures.rate(assessed.expected),
        Words("  各季 ", "  by quarter ").in_(lang) + quarters if quarters.strip() else "",
    )
    _indented(console, reached)
    facts = [
        (Words("原文", "quote"), f"“{target.quote}”"),
        (Words("口径", "definition"), target.definition),
        (Words("种类", "kind"), target.words.in_(lang)),
        (Words("目标值", "goal"), target.goal.in_(lang)),
        (Words("基期值", "baseline"), target.start_value and target.start_value.in_(lang)),
        (Words("时限", "due"), str(assessed.due)),
        (Words("牵头", "lead"), lead),
        (Words("主办", "led by"), target.led_by),
        (Words("分管领导", "leader"), leader.called if leader else None),
        (Words("累计", "reached"), figures.said(progress.cumulative, lang)),
        (Words("推算", "projection"), figures.projected(assessed, assessment.view.quarter, lang)),
    ]
    for name, value in facts:
        if value:
            print_prose(console, Words(f"{name.zh}：{value}", f"{name.en}: {value}").in_(lang), indent=2)
    for said in _between_quarters(assessment, assessed, lang):
        print_prose(console, said, indent=2)
    _indented(console, _at(target.location("id")))
    for amended in assessment.amendments:
        if amended.now.id == target.id:
            _amendment(console, assessment, amended, lang)
    _all_reported(console, assessed, lang, touches)
    if calculation := progress.calculation():
        _indented(console, text(Words("计算", "working").in_(lang), "bold"))
    for step in calculation:
        line = text(step.text.in_(lang))
        for location in step.locations:
            line = Text.assemble(line, "  ", _at(location))
        _indented(console, line, 4)


def _all_reported(console: Console, assessed: TargetAssessment, lang: Lang, touches: "Touches") -> None:
    """Draw what was answered for each quarter, then what was said between them."""
    if assessed.history:
        _indented(console, text(Words("各季填报", "reported").in_(lang), "bold"))
    for reported in assessed.history:
        _reported(console, reported, lang, touches)
    if assessed.updates:
        _indented(console, text(Words("季度之间的进展", "between quarters").in_(lang), "bold"))
    for update in assessed.updates:
        _updated(console, update, assessed, lang, touches)


def _between_quarters(assessment: Assessment, assessed: TargetAssessment, lang: Lang) -> Iterator[str]:
    """Yield the latest update, and every instruction with its place."""
    if not assessed.updates and not assessed.instructions:
        return
    from edu_plan_cli.presentation.between_quarters import instruction_words, recent_words

    if (recent := recent_words(assessed)) is not None:
        yield recent.in_(lang)
    for given in assessed.instructions:
        location = given.instruction.location()
        yield f"{instruction_words(given, assessment).in_(lang)}  [{location.path}:{location.line}]"


def _updated(
    console: Console, update: ReportedValue, assessed: TargetAssessment, lang: Lang, touches: "Touches"
) -> None:
    from edu_plan_cli.presentation.between_quarters import update_words

    entry, said = update.entry, update_words(update, assessed.plan_target.target).in_(lang)
    _indented(console, Text.assemble(text(f"{update.when.in_(lang)} {said}"), "  ", _at(entry.location())), 4)
    for who_changed in _touched_lines(entry, touches, lang):
        _indented(console, text(who_changed, "dim"), 6)
    for evidence in entry.evidence:
        _indented(console, text(Words("佐证：", "evidence: ").in_(lang) + evidence, "dim"), 6)


def _amendment(console: Console, assessment: Assessment, amended: Made, lang: Lang) -> None:
    """What was changed, when and why; the values before it stand in the target as issued."""
    amendment, changed = amended.amendment, amended_from_to(amended, assessment.plan)
    document = f"（{amendment.document}）" if amendment.document else ""
    late = amendment.recorded
    entered = Words(f"，{late} 补记", f", entered {late}") if late else Words("", "")
    line = Words(
        f"调整：{amendment.date} {changed.zh}，{amendment.reason}{document}{entered.zh}",
        f"amended {amendment.date}: {changed.en}, {amendment.reason}{document}{entered.en}",
    )
    _indented(console, Text.assemble(text(line.in_(lang)), "  ", _at(amendment.location())))


def _reported(console: Console, reported: ReportedValue, lang: Lang, touches: "Touches") -> None:
    entry = reported.entry
    who = f"{entry.contributor} " if entry.contributor else ""
    line = Text.assemble(
        text(f"{reported.quarter.key} {who}{figures.answer_text(entry)}"), "  ", _at(entry.location())
    )
    if isinstance(entry, Correction):
        was = figures.answer_text(reported.replaced) if reported.replaced else figures.NONE
        note = Words(f"（更正，原报 {was}：{entry.reason}）", f" (corrected from {was}: {entry.reason})").in_(
            lang
        )
        line = Text.assemble(line, text(note))
        if reported.replaced is not None:
            line = Text.assemble(line, "  ", _at(reported.replaced.location()))
    _indented(console, line, 4)
    for who_changed in _touched_lines(entry, touches, lang):
        _indented(console, text(who_changed, "dim"), 6)
    if entry.account:
        print_prose(console, entry.account, "dim", 6)
    for evidence in entry.evidence:
        _indented(console, text(Words("佐证：", "evidence: ").in_(lang) + evidence, "dim"), 6)


def _touched_lines(entry: Entry, touches: "Touches", lang: Lang) -> list[str]:
    """Say who last changed the figures of an entry: on one line where it is the same for all, else a line a figure."""
    known = [
        (key, touches[at]) for key in figure_keys(entry.node.values) if (at := entry.location(key)) in touches
    ]
    if len({who for _, who in known}) == 1:
        return [_touched(known[0][1], lang)]
    return [f"{Words(title(key), key).in_(lang)} {_touched(who, lang)}" for key, who in known]


def _touched(who: "Touched | None", lang: Lang) -> str:
    if who is None:
        return Words("未提交", "not committed").in_(lang)
    commit, author, day = who
    zh, en = day or "日期不可信，", day or "(impossible date)"
    return Words(f"{zh} 由 {author} 提交（{commit[:7]}）", f"committed {en} by {author} ({commit[:7]})").in_(
        lang
    )


def _at(location: Location) -> Text:
    """Return an address to click or copy: file:line."""
    return text(f"[{location.path}:{location.line}]", "cyan")


def _indented(console: Console, line: Text, by: int = 2) -> None:
    console.print(Padding(line, (0, 0, 0, by), expand=False))
