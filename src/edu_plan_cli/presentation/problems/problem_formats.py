"""Every format of problems for programs, one name each: that of its module. ``text`` is for people, drawn by ``text.py``."""

from collections.abc import Callable, Sequence
from importlib import import_module
from typing import cast

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems.problem_parts import LineOf
from edu_plan_cli.values.bilingual import Lang

FORMATS = ("json", "github", "gitlab", "sarif", "junit", "rdjson", "markdown")

Render = Callable[[Sequence[Diagnostic], Lang, LineOf], str]


def renderer(name: str) -> Render:
    """Imported when asked for: most runs want none."""
    return cast(Render, import_module(f"{__package__}.problems_{name}").render)
