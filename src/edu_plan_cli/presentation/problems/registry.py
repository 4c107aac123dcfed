"""Every format of problems for programs, one line each; ``text`` is for people and drawn by ``text.py``."""

from collections.abc import Callable, Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.presentation.problems import github, gitlab, json, junit, markdown, rdjson, sarif
from edu_plan_cli.presentation.problems.base import LineOf
from edu_plan_cli.values.words import Lang

Render = Callable[[Sequence[Diagnostic], Lang, LineOf], str]

FORMATS: dict[str, Render] = {
    "json": json.render,
    "github": github.render,
    "gitlab": gitlab.render,
    "sarif": sarif.render,
    "junit": junit.render,
    "rdjson": rdjson.render,
    "markdown": markdown.render,
}
