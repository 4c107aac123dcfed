"""Markdown, for a job summary or a comment where a CI shows no annotations (Gitee, an e-mail).

GitHub refuses a step's summary of more than 1 MiB whole, so a long table ends before that and says what is not in it.
https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
"""

from collections.abc import Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES, LineOf, code_and_name, summary
from edu_plan_cli.presentation.safe import markdown_cell
from edu_plan_cli.values.bilingual import Lang, Words

_MOST = 900_000  # bytes: other steps' words have room beside it


def render(diagnostics: Sequence[Diagnostic], lang: Lang, _line_of: LineOf) -> str:
    """Return a heading with the counts and a table, a row a problem, as far as a summary has room."""
    lines = [
        f"### edu-plan：{summary(diagnostics, lang)}"
        if lang == "zh"
        else f"### edu-plan: {summary(diagnostics, lang)}"
    ]
    if diagnostics:
        head = Words("| 在哪里 | | 什么 | 改法 |", "| where | | what | hint |").in_(lang)
        lines += ["", head, "| --- | --- | --- | --- |"]
    room = _MOST
    for number, d in enumerate(diagnostics):
        where = f"{markdown_cell(d.location.path)}:{d.location.line}"
        kind = f"{SEVERITIES[d.severity].in_(lang)} {code_and_name(d)}"
        row = (
            f"| {where} | {kind} | {markdown_cell(d.message.in_(lang))} | {markdown_cell(d.hint.in_(lang))} |"
        )
        room -= len(row.encode()) + 1
        if room < 0:
            more = Words(
                f"还有 {len(diagnostics) - number} 处没有列出；全部见日志，或 edu-plan validate。",
                f"{len(diagnostics) - number} more are not listed; see the log, or edu-plan validate.",
            )
            lines += ["", more.in_(lang)]
            break
        lines.append(row)
    return "\n".join(lines) + "\n"
