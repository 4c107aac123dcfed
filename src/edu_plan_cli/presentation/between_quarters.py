"""What is said between quarters, in words: updates (最近进展) and leaders' instructions (批示、整改)."""

from collections.abc import Sequence

from edu_plan_cli.assessment.given_instructions import GivenInstruction
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.kinds.target import ReportedValue, Target
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.bilingual import Words, quoted
from edu_plan_cli.values.quarter import month_and_day

_NAMED = 6  # targets named in the line on open instructions; more are counted


def recent_words(assessed: TargetAssessment) -> Words | None:
    """Return 最近进展（9月12日）：…; None where a report has spoken of the target since, or nothing was said."""
    if assessed.recent is None:
        return None
    when, said = assessed.recent.when, update_words(assessed.recent, assessed.plan_target.target)
    return Words(f"最近进展（{when.zh}）：{said.zh}", f"latest update ({when.en}): {said.en}")


def update_words(update: ReportedValue, target: Target) -> Words:
    """Return what an update says: its answer, where it gives one, then its account. Of a number also what it counts."""
    entry = update.entry
    answer = Words("", "")
    if entry.answers:
        shown = figures.answer_text(entry)
        unit = target.get("unit") if entry.unit is None and "denominator" not in entry.answers else None
        counting = target.get("accumulation")
        if counting in ACCUMULATION_WORDS:
            kind = ACCUMULATION_WORDS[counting]
            answer = Words(f"{kind.zh} {shown}{unit or ''}", f"{kind.en} {shown} {unit or ''}".rstrip())
        elif entry.done_on is not None:
            answer = Words(f"{shown} 完成", f"done {shown}")
        elif entry.steps_done is not None:
            answer = Words(f"完成{quoted(shown)}", f"{shown} done")
        else:
            answer = Words(shown + (unit or ""), f"{shown} {unit or ''}".rstrip())
    who = f"{entry.contributor} " if entry.contributor else ""
    account = entry.account or ""
    zh = "：".join(part for part in (who + answer.zh, account) if part.strip())
    en = ": ".join(part for part in (who + answer.en, account) if part.strip())
    return Words(zh, en)


def instruction_words(given: GivenInstruction, assessment: Assessment) -> Words:
    """Return an instruction in one sentence: by whom, what, who answers by when, and the answer; an example says so."""
    instruction = given.instruction
    kind = Words("整改", "rectification") if instruction.rectification else Words("批示", "instruction")
    day, who = month_and_day(instruction.date), figures.lead_name(assessment, given.department)
    due_zh = f"（{who}，{month_and_day(instruction.due)}前答复）" if instruction.due else f"（{who}）"
    due_en = f" ({who}, answer by {instruction.due})" if instruction.due else f" ({who})"
    asked = instruction.text.rstrip("。")
    state = answer_words(given)
    example = Words("示例，", "illustrative, ") if given.illustrative else Words("", "")
    return Words(
        f"{kind.zh}（{example.zh}{day}，{instruction.given_by}）：{asked}{due_zh}；{state.zh}",
        f"{kind.en} ({example.en}{instruction.date}, {instruction.given_by}): {asked}{due_en}; {state.en}",
    )


def answer_words(given: GivenInstruction) -> Words:
    """Return whether an instruction was answered: the answer with its day, or that it is open."""
    if given.answer is not None:
        account = given.answer.account.rstrip("。")
        return Words(
            f"{month_and_day(given.answer.date)}答复：{account}", f"answered {given.answer.date}: {account}"
        )
    return Words("未答复，已过时限", "open, past its date") if given.overdue else Words("未答复", "open")


def open_instructions_line(found: Sequence[tuple[TargetAssessment, GivenInstruction]]) -> Words:
    """Return how many instructions are open and on which targets, on one line; empty for none."""
    if not found:
        return Words("", "")
    labels = list(dict.fromkeys(target.plan_target.label for target, _ in found))
    late = sum(given.overdue for _, given in found)
    listed = "、".join(labels[:_NAMED]) + ("等" if len(labels) > _NAMED else "")
    several = ", ".join(labels[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    example = any(given.illustrative for _, given in found)
    shown = Words("（示例）", " (illustrative)") if example else Words("", "")
    past = Words(f"，其中过了时限 {late} 件", f", {late} past their dates") if late else Words("", "")
    return Words(
        f"批示、整改{shown.zh}未答复 {len(found)} 件{past.zh}：{listed}（edu-plan show {labels[0]}）",
        f"{len(found)} instructions{shown.en} open{past.en}: {several} (edu-plan show {labels[0]})",
    )
