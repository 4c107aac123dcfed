"""Ask for a department's answers, one target after another. Each answer is written at once."""

import sys
from typing import Any

import typer

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.entry_options import document_typed
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.record_entry import Recording, record_entry
from edu_plan_cli.files.windows import is_terminal
from edu_plan_cli.model.plan import Department, Plan
from edu_plan_cli.model.references import find_department
from edu_plan_cli.nodes.writer import Raw
from edu_plan_cli.presentation.figures import quarter_name, said
from edu_plan_cli.presentation.prompts import prompt_for
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_answers import day_typed, number_typed


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
    for found in mine:
        _show(found)
        for contributor in found.plan_target.target.get("contributors") or [None]:
            entry = _answers(found, contributor)
            if entry is None:
                return
            if entry:
                try:
                    record_entry(recording, found, quarter, entry)
                except Stop as stop:
                    tell(stop.words)


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


def _answers(found: TargetAssessment, contributor: str | None) -> dict[str, Any] | None:
    """Return what was typed for one target; empty for a skip, None for the end."""
    entry: dict[str, Any] = {}
    for key in (*found.plan_target.target.answers, "account"):
        prompt = say(prompt_for(found.plan_target.target, key))
        lead = f"{contributor} " if contributor else ""
        typed = typer.prompt(f"  {lead}{prompt}", default="", show_default=False).strip()
        if typed.lower() == "q":
            return None
        if typed:
            entry[key] = _value(key, typed)
    return {**entry, "contributor": contributor} if entry and contributor else entry


def _value(key: str, typed: str) -> Any:
    """Return what was typed for a key, as its entry holds it: a text, a list, a document's three parts, or a number or day."""
    if key in ("stage", "account"):
        return typed
    if key == "steps_done":
        return typed.replace("，", ",").replace("、", ",").split(",")
    if key == "document":
        return document_typed([part.strip() for part in typed.replace("，", ",").split(",")])
    return Raw(day_typed(typed) if key == "done_on" else number_typed(typed))


def _line(words: Words) -> None:
    typer.echo(say(words))
