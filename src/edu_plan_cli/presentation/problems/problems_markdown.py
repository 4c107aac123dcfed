"""Markdown, for a job summary or a comment where a CI shows no annotations (Gitee, an e-mail)."""

from collections.abc import Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES, LineOf, code_and_name, summary
from edu_plan_cli.presentation.safe import markdown_cell
from edu_plan_cli.values.bilingual import Lang, Words


def render(diagnostics: Sequence[Diagnostic], lang: Lang, _line_of: LineOf) -> str:
    """Return a heading with the counts and a table, a row a problem."""
    lines = [
        f"### edu-plan：{summary(diagnostics, lang)}"
        if lang == "zh"
        else f"### edu-plan: {summary(diagnostics, lang)}"
    ]
    if diagnostics:
        head = Words("| 在哪里 | | 什么 | 改法 |", "| where | | what | hint |").in_(lang)
        lines += ["", head, "| --- | --- | --- | --- |"]
    for d in diagnostics:
        where = f"{markdown_cell(d.location.path)}:{d.location.line}"
        kind = f"{SEVERITIES[d.severity].in_(lang)} {code_and_name(d)}"
        lines.append(
            f"| {where} | {kind} | {markdown_cell(d.message.in_(lang))} | {markdown_cell(d.hint.in_(lang))} |"
        )
    return "\n".join(lines) + "\n"
