"""A wrong command line, in the reader's language. Typer speaks English only and has no hook for its words."""

import re

import typer

from edu_plan_cli.cli.registry import COMMANDS
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.values.bilingual import Words


def explain_usage(error: typer.TyperException) -> Words:
    """Return what is wrong with a command line, in Chinese made of the error's parts, in English as Typer says it.

    By the error's class name: the classes themselves are private to Typer.
    """
    message = str(error)
    return Words(_in_chinese(error, type(error).__name__, message), message)


def _in_chinese(error: typer.TyperException, name: str, message: str) -> str:
    if name == "NoSuchOption":
        option = getattr(error, "option_name", message)
        near = getattr(error, "possibilities", None) or []
        return f"没有选项 {option}。" + (f"是不是 {near[0]}？" if near else "") + "加 --help 看可用的选项。"
    if unknown := re.match(r"No such command '(.*?)'", message):
        near_command = nearest(unknown[1], COMMANDS)
        guess = f"是不是 {near_command}？" if near_command else f"可用：{'、'.join(COMMANDS)}。"
        return f"没有命令 {unknown[1]}。{guess}"
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        option = next((name for name in getattr(parameter, "opts", ()) if name.startswith("--")), "")
        missing = f"{option} {getattr(parameter, 'metavar', None) or '参数'}".strip()
        return f"缺少 {missing}。加 --help 看用法。"
    if name == "BadOptionUsage":
        return f"选项 {getattr(error, 'option_name', '')} 后面要有值。"
    if "unexpected extra argument" in message:
        extra = re.search(r"\(([^()]*)\)\W*$", message)
        return f"多了参数 {extra[1] if extra else ''}。"
    return f"用法不对：{message}"
