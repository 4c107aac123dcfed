"""Where answers come from: typed at a prompt, or read from a file or pipe, a line an answer."""

import re
import sys
from collections.abc import Callable
from pathlib import Path

import typer

from edu_plan_cli.values.typed_text import normalize_typed

Ask = Callable[[str, str], str]  # a question and the answer that Enter gives, to what was typed
BACK = "<"  # typed for going back, full width too


class WentBack(Exception):
    """The person went back from the first question about something."""


def ask_at_prompt(question: str, default: str = "") -> str:
    """Ask at the terminal. Raises typer.Abort at the end of what is typed."""
    typed = typer.prompt(f"  {question}", default=default, show_default=bool(default))
    return read_line(str(typed))


def answers_in(file: Path) -> Ask:
    """Answer each question with the next line of a file (``-``: standard input), and show both. Raises typer.Abort after the last."""
    text = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    lines = iter(text.decode("utf-8-sig", "replace").splitlines())

    def ask(question: str, default: str = "") -> str:
        line = next(lines, None)
        if line is None:
            raise typer.Abort
        typed = read_line(line) or default
        typer.echo(f"  {question}{f' [{default}]' if default else ''}: {typed}")
        return typed

    return ask


def read_line(typed: str) -> str:
    """Return what was typed, full-width letters, digits and ＜ as what they stand for."""
    return re.sub(r"[０-９Ａ-Ｚａ-ｚ．＜]", lambda found: normalize_typed(found[0]), typed).strip()
