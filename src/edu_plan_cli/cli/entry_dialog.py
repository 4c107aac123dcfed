"""Ask for a department's answers, one target after another. Each answer is written at once."""

import sys
from collections.abc import Callable
from functools import partial
from typing import Any

import typer

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.record_entry import Recording, record_entry
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.model.plan import Department, Plan
from edu_plan_cli.model.references import find_department
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.presentation.figures import quarter_name, said
from edu_plan_cli.presentation.prompts import prompt_for
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.chinese_numbers import Share
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.issued_documents import NumberedDocument, read_document, read_evidence_list
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import (
    read_account,
    read_count,
    read_date,
    read_share,
    read_stage,
    read_steps,
)


def ask_entries(recording: Recording) -> None:
    """Ask for every target of the quarter that is not settled. Raises Stop where nobody can be asked."""
    if not is_terminal(sys.stdin):
        raise Stop(
            Words(
                "要填哪个目标？如 edu-plan record 14-2 -q Q2 --value 120。",
                "Which target? Such as record 14-2.",
            )
        )
    assessment = recording.opened.assessment
    plan, quarter = assessment.plan, assessment.view.quarter
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
    """Ask until an answer is written or skipped; what was typed in words is kept from one try to the next."""
    kept: dict[str, Any] = {}
    while True:
        entry = _answers(found, contributor, quarter, kept)
        if not entry:
            return False
        kept = {key: entry[key] for key in ("account", "evidence") if key in entry}
        try:
            record_entry(recording, found, quarter, entry)
        except Stop as stop:
            tell(stop.words)
            _line(Words("再填一次；回车跳过。", "Once more; Enter skips."))
            continue
        return True


def _department(plan: Plan, typed: str | None) -> Department:
    """Return the department typed; asked for until it is one of the plan's."""
    who = find_department(plan, typed) if typed else None
    names = "、".join(department.name for department in plan.departments)
    while who is None:
        answer = typer.prompt(say(Words(f"哪个科室（{names}）", f"Which department ({names})")))
        who = find_department(plan, answer)
    return who


def _show(found: TargetAssessment) -> None:
    """What is asked for, and what was reported last."""
    target, last = found.plan_target.target, found.last.key if found.last else ""
    typer.echo()
    typer.echo(f"{found.plan_target.label} {target.name}")
    _line(Words(f"  原文：{target.quote}", f"  quote: {target.quote}"))
    _line(
        Words(
            f"  目标值 {target.goal.zh}；已报 {said(found.progress.cumulative, 'zh')} {last}",
            f"  goal {target.goal.en}; so far {said(found.progress.cumulative, 'en')} {last}",
        )
    )


def _answers(
    found: TargetAssessment, contributor: str | None, quarter: Quarter, kept: dict[str, Any]
) -> dict[str, Any]:
    """Return what was typed for one target; empty for a skip. Raises _Ended."""
    target = found.plan_target.target
    lead = f"{contributor} " if contributor else ""
    entry = _share(target, lead) if "numerator" in target.answers else {}
    for key in target.answers if "numerator" not in target.answers else ():
        read = _asked_until_read(lead, prompt_for(target, key), partial(_read, target, key, quarter))
        if isinstance(read, NotYet):
            kept = {"account": read.text, **kept}
        elif read is not None:
            entry |= read
    words = ("account", "evidence") if entry or kept else ("account",)
    for key in words:
        if key in kept:
            entry[key] = kept[key]
            continue
        read = _asked_until_read(lead, prompt_for(target, key), partial(_read, target, key, quarter))
        entry |= read or {}
    if "account" in entry and "evidence" not in entry and "evidence" not in words:
        entry |= (
            _asked_until_read(
                lead, prompt_for(target, "evidence"), partial(_read, target, "evidence", quarter)
            )
            or {}
        )
    return {**entry, "contributor": contributor} if entry and contributor else entry


def _share(target: Target, lead: str) -> dict[str, Any]:
    """Both numbers of a share, or 28/35 at once; Enter at either leaves it."""

    def both(typed: str) -> Share | Question | str:
        return read_share(typed) if "/" in typed or "分之" in typed or "%" in typed else typed

    first = _asked_until_read(lead, prompt_for(target, "numerator"), both)
    if first is None:
        return {}
    read = first
    if isinstance(first, str):
        read = _asked_until_read(
            lead, prompt_for(target, "denominator"), lambda typed: read_share(first, typed)
        )
    if read is None:
        return {}
    return {"numerator": Raw(plain(read.numerator)), "denominator": Raw(plain(read.denominator))}


def _asked_until_read(lead: str, prompt: Words, read: Callable[[str], Any]) -> Any:
    """Return what was read of the answer; None for Enter. Says what is not understood, and asks again. Raises _Ended for q."""
    while True:
        typed = typer.prompt(f"  {lead}{say(prompt)}", default="", show_default=False).strip()
        if typed.lower() == "q":
            raise _Ended
        if not typed:
            return None
        answer = read(typed)
        if not isinstance(answer, Question):
            return answer
        _line(Words(f"  {answer.why.zh}", f"  {answer.why.en}"))


def _read(target: Target, key: str, quarter: Quarter, typed: str) -> dict[str, Any] | NotYet | Question:
    """What was typed for a key, as its entry holds it, read as a cell of a form is."""
    if key in ("value", "lowest"):
        count = read_count(typed, target.get("unit") or "")
        if isinstance(count, Question):
            return count
        return {key: Raw(plain(count.value))} | ({"unit": count.unit} if count.unit else {})
    if key == "account":
        return {key: read_account(typed)}
    if key == "evidence":
        return {key: read_evidence_list(typed)}
    read: object
    if key == "done_on":
        read = read_date(typed, quarter)
    elif key == "stage":
        read = read_stage(typed, [stage.name for stage in target.get("stages") or ()])
    elif key == "steps_done":
        read = read_steps(typed, [step.name for step in target.get("steps") or ()])
    else:
        read = read_document(typed, quarter)
    if isinstance(read, NotYet | Question):
        return read
    if isinstance(read, NumberedDocument):
        return {key: {**read._asdict(), "issued_on": Raw(read.issued_on)}}
    return {key: Raw(read) if key == "done_on" else read}


def _line(words: Words) -> None:
    typer.echo(say(words))
