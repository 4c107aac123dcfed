"""Where answers come from: typed at a prompt, or read from a file or pipe, a line an answer."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

from edu_plan_cli.cli.app import InputEnded
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.typed_text import normalize_typed

Ask = Callable[[str, str], str]  # a question and the answer that Enter gives, to what was typed
BACK = "<"  # typed for going back, full width too


class WentBack(Exception):
    """The person went back from the first question about something."""


def confirm(question: str) -> bool:
    """Ask at the terminal for yes or no; Enter is no. Raises InputEnded."""
    import typer

    try:
        return typer.confirm(question)
    except typer.Abort as ended:
        raise InputEnded from ended


def prompt(question: str, default: str | None = None) -> str:
    """Ask at the terminal, again and again where there is no ``default``, which Enter gives. Raises InputEnded."""
    import typer

    try:
        return str(typer.prompt(question, default=default, show_default=bool(default)))
    except typer.Abort as ended:
        raise InputEnded from ended


def ask_at_prompt(question: str, default: str = "") -> str:
    """Ask at the terminal. Raises InputEnded."""
    return read_line(prompt(f"  {question}", default))


def answers_in(file: Path) -> Ask:
    """Answer each question with the next line of a file (``-``: standard input), and show both. Raises InputEnded after the last."""
    text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    lines = iter(text.decode("utf-8-sig", "replace").splitlines())

    def ask(question: str, default: str = "") -> str:
        line = next(lines, None)
        if line is None:
            raise InputEnded
        typed = read_line(line) or default
        write_line(f"  {question}{f' [{default}]' if default else ''}: {typed}")
        return typed

    return ask


def read_line(typed: str) -> str:
    """Return what was typed, full-width letters, digits and ＜ as what they stand for."""
    return re.sub(r"[０-９Ａ-Ｚａ-ｚ．＜]", lambda found: normalize_typed(found[0]), typed).strip()
