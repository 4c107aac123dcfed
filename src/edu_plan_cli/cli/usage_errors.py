"""A wrong command line, in the reader's language."""

import typer

from edu_plan_cli.cli.library_internals import UsageProblem, usage_problem
from edu_plan_cli.cli.registry import COMMANDS
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.values.bilingual import Words


def explain_usage(error: typer.TyperException) -> Words:
    """Return what is wrong with a command line, in Chinese made of the error's parts, in English as Typer says it."""
    message = str(error)
    return Words(_in_chinese(usage_problem(error), message), message)


def _in_chinese(problem: UsageProblem, message: str) -> str:
    subject = problem.subject
    match problem.kind:
        case "no_option":
            guess = f"是不是 {problem.nearest}？" if problem.nearest else ""
            return f"没有选项 {subject}。{guess}加 --help 看可用的选项。"
        case "no_command":
            near = nearest(subject, COMMANDS)
            guess = f"是不是 {near}？" if near else f"可用：{'、'.join(COMMANDS)}。"
            return f"没有命令 {subject}。{guess}"
        case "no_parameter":
            return f"缺少 {subject}。加 --help 看用法。"
        case "no_value":
            return f"选项 {subject} 后面要有值。"
        case "extra_argument":
            return f"多了参数 {subject}。"
        case _:
            return f"用法不对：{message}"
