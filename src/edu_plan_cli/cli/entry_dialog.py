"""Ask for a department's answers, one target after another. Each answer is written at once."""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.cli import typed_lines
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say
from edu_plan_cli.cli.record_entry import Recording, record_entry, replaced_lines
from edu_plan_cli.cli.report_file import refuse_closed
from edu_plan_cli.editing.entry_questions import EntryQuestion
from edu_plan_cli.editing.entry_reading import read_answer, read_denominator, read_numerator, read_typed_share
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Department, Plan
from edu_plan_cli.model.references import find_department
from edu_plan_cli.presentation.figures import quarter_name, said
from edu_plan_cli.presentation.prompts import prompt_for
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.evidence_path import evidence_within
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import NOTHING_SAID
from edu_plan_cli.values.typed_text import normalize_typed


def ask_entries(recording: Recording) -> None:
    """Ask for every target of the quarter that is not settled. Raises Stop where nobody can be asked."""
    if recording.as_json or not is_terminal(sys.stdin):
        raise Stop(
            Words(
                "要填哪个目标？如 edu-plan record 14-2 -q Q2 --value 120。",
                "Which target? Such as record 14-2.",
            )
        )
    assessment = recording.opened.assessment
    plan, quarter = assessment.plan, assessment.view.quarter
    refuse_closed(plan, quarter, recording.day)
    who = _department(plan, recording.department)
    mine = [
        found
        for found in assessment.targets
        if assessment.answering.get(found.plan_target.target.id) == who.id
        and found.plan_target.target.asked_in(quarter)
        and found.light not in ("done", "dropped")
    ]
    _line(
        Words(
            f"{who.name} {plan.year}年{quarter_name(quarter, 'zh')}：{len(mine)} 个目标。回车跳过，q 结束。",
            f"{who.name} {quarter}: {len(mine)} targets. Enter skips, q ends.",
        )
    )
    recording = recording._replace(department=who.id)
    written = 0
    try:
        for found in mine:
            _show(found)
            for contributor in found.plan_target.target.get("contributors") or [None]:
                written += _record_one(recording, found, contributor, quarter)
    except _Ended:
        pass
    wanted = sum(len(found.plan_target.target.get("contributors") or [None]) for found in mine)
    _line(
        Words(
            f"填了 {written} 个，还差 {wanted - written} 个。",
            f"{written} recorded, {wanted - written} to go.",
        )
    )


class _Ended(Exception):
    """The person typed q."""


def _record_one(
    recording: Recording, found: TargetAssessment, contributor: str | None, quarter: Quarter
) -> bool:
    """Ask until an answer is written or skipped; what nothing is wrong with is kept from one try to the next."""
    kept: dict[str, Any] = {}
    while True:
        entry = _answers(found, contributor, quarter, kept, recording.opened.project.root)
        if not entry:
            return False
        answer = record_entry(recording, found, quarter, entry)
        if answer.state != "refused":
            for line in replaced_lines(answer):
                _line(line)
            return True
        for question in answer.refused:
            _line(_in_prompt_words(question))
        kept = _kept(entry, {question.key for question in answer.refused or answer.asked})
        _line(_once_more(kept))


def _kept(entry: dict[str, Any], wrong: set[str]) -> dict[str, Any]:
    """What is not asked for again: all but what is wrong; the words alone where a figure, or the whole, is."""
    words = ("account", "evidence")
    if wrong <= {*words}:
        return {key: value for key, value in ({"account": None} | entry).items() if key not in wrong}
    return {key: entry[key] for key in entry if key not in wrong and key in words}


def _once_more(kept: dict[str, Any]) -> Words:
    if {*kept} - {"evidence"} == {"account"}:
        return Words(
            "  没有写，再填一次；情况说明留着，直接回车就只记说明。",
            "  Not written. Once more; the account is kept, Enter records it alone.",
        )
    if kept:
        return Words("  没有写，这一格再填一次；别的留着。", "  Not written. Once more; the rest is kept.")
    return Words("  没有写，再填一次；回车跳过。", "  Not written. Once more; Enter skips.")


def _in_prompt_words(question: EntryQuestion) -> Words:
    """Return why an answer cannot be used, with what to type where the check speaks of lines of a file."""
    later = Words("还没有做完的直接回车，写一句情况", "what is not done yet: Enter, and an account")
    hint = later if question.code == "EP411" else question.hint
    zh, en = question.words.zh.rstrip("。"), question.words.en.rstrip(".")
    return Words(f"  {zh}；{hint.zh.rstrip('。')}。", f"  {en}; {hint.en.rstrip('.')}.")


def _department(plan: Plan, typed: str | None) -> Department:
    """Return the department typed; asked for until it is one of the plan's."""
    who = find_department(plan, typed) if typed else None
    names = "、".join(department.name for department in plan.departments)
    while who is None:
        answer = typed_lines.prompt(say(Words(f"哪个科室（{names}）", f"Which department ({names})")))
        who = find_department(plan, answer)
    return who


def _show(found: TargetAssessment) -> None:
    """What is asked for, and what was reported last."""
    target, last = found.plan_target.target, found.last.key if found.last else ""
    write_line()
    write_line(f"{found.plan_target.label} {target.name}")
    _line(Words(f"  原文：{target.quote}", f"  quote: {target.quote}"))
    _line(
        Words(
            f"  目标值 {target.goal.zh}；已报 {said(found.progress.cumulative, 'zh')} {last}",
            f"  goal {target.goal.en}; so far {said(found.progress.cumulative, 'en')} {last}",
        )
    )
    if found.progress.open_stages:
        names = [name for name, _ in found.progress.open_stages]
        _line(Words(f"  还差：{'、'.join(names)}", f"  to come: {', '.join(names)}"))


def _answers(
    found: TargetAssessment, contributor: str | None, quarter: Quarter, kept: dict[str, Any], root: Path
) -> dict[str, Any]:
    """Return what was typed for one target; empty for a skip. Raises _Ended."""
    target = found.plan_target.target
    lead = f"{contributor} " if contributor else ""

    def asked(key: str) -> dict[str, Any] | NotYet:
        read = partial(read_answer, target, key, quarter)
        return _asked_until_read(lead, prompt_for(target, key), read) or {}

    entry: dict[str, Any] = {}
    wanted = () if {*kept} & {*target.answers} else target.answers
    if "numerator" in wanted:
        entry, wanted = _share(target, lead), ()
    for key in wanted:
        read = asked(key)
        if not isinstance(read, NotYet):
            entry |= read
        elif normalize_typed(read.text) not in NOTHING_SAID:
            kept = {"account": read.text, **kept}  # 未印发 says how far it is
    entry |= kept
    for key in ("account", "evidence"):
        if key not in entry and (key == "account" or entry):
            words = asked(key)
            assert not isinstance(words, NotYet)  # words are words
            entry |= words
    entry = {key: value for key, value in entry.items() if value is not None}
    if "evidence" in entry:
        entry["evidence"] = [evidence_within(root, name) for name in entry["evidence"]]
    if not {*entry} - {"evidence"}:
        return {}
    return {**entry, "contributor": contributor} if contributor else entry


def _share(target: Target, lead: str) -> dict[str, Any]:
    """Both numbers of a share, or 28/35 at once; Enter at either leaves it. Two that do not fit are asked for again."""

    while True:
        first = _asked_until_read(lead, prompt_for(target, "numerator"), read_numerator)
        if not isinstance(first, str):
            return first or {}
        second = _asked_until_read(lead, prompt_for(target, "denominator"), read_denominator)
        if second is None:
            return {}
        share = read_typed_share(first, second)
        if not isinstance(share, Question):
            return share
        _line(Words(f"  {share.why.zh}", f"  {share.why.en}"))


def _asked_until_read(lead: str, prompt: Words, read: Callable[[str], Any]) -> Any:
    """Return what was read of the answer; None for Enter. Says what is not understood, and asks again. Raises _Ended for q."""
    while True:
        typed = typed_lines.prompt(f"  {lead}{say(prompt)}", "").strip()
        if typed.lower() == "q":
            raise _Ended
        if not typed:
            return None
        answer = read(typed)
        if not isinstance(answer, Question):
            return answer
        _line(Words(f"  {answer.why.zh}", f"  {answer.why.en}"))


def _line(words: Words) -> None:
    write_line(say(words))
