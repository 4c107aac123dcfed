"""What the command line relies on inside Typer, which Typer does not promise to keep. Nothing else does.

- ``read_as_typed`` stands in for Typer's ``_runtime_param``. Should a version do without it, some time is lost and nothing else.
- ``word_own_options`` sets ``help`` of the options that Typer adds by itself; should they be made otherwise, their words are English.
- ``usage_problem`` reads the names, attributes and English texts of Typer's usage errors, because Typer has no hook for its words. What it
  does not know is told as Typer tells it.

tests/commands/test_library_internals.py says of each whether the installed version still has it.
"""

import re
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args, get_origin

import typer

from edu_plan_cli.cli.wildcards import unfolded


class _AsTyped:
    """Turns the words of one parameter into its values; takes the place of what Typer builds with pydantic."""

    def __init__(self, kind: type, *, several: bool) -> None:
        self.kind = kind
        self.several = several

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  as Typer calls it
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        if not self.several:
            return self.kind(value)
        if self.kind is Path and sys.platform == "win32":
            value = unfolded(value)
        return [self.kind(word) for word in value]


def read_as_typed(parameters: Sequence[Any]) -> None:
    """Text, flags and paths, and lists of them, are read without pydantic; what is neither stays with Typer."""
    for parameter in parameters:
        wanted = parameter.type_descriptor.annotation
        several = get_origin(wanted) is list
        kind = get_args(wanted)[0] if several else wanted
        if kind in (str, bool, Path):
            parameter._runtime_param = _AsTyped(kind, several=several)  # noqa: SLF001


def word_own_options(parameters: Sequence[Any], words: Mapping[str, str]) -> None:
    """Give Typer's own options (--help and those of completion) their words, which Tab shows beside them; Typer's are English."""
    for parameter in parameters:
        for name in getattr(parameter, "opts", ()):
            if name in words:
                parameter.help = words[name]


class UsageProblem(NamedTuple):
    """Hold what is wrong with a command line, as far as Typer's error tells it."""

    kind: Literal["no_option", "no_command", "no_parameter", "no_value", "extra_argument", "other"]
    subject: str = ""  # the option, command or argument; of a missing parameter its option and what it takes
    nearest: str | None = None  # what may have been meant


def usage_problem(error: typer.TyperException) -> UsageProblem:
    """Read a usage error by the name of its class, its attributes and its English text: the classes themselves are private."""
    name, message = type(error).__name__, str(error)
    if name == "NoSuchOption":
        near = getattr(error, "possibilities", None) or [None]
        return UsageProblem("no_option", getattr(error, "option_name", message), near[0])
    if unknown := re.match(r"No such command (['\"])(.*?)\1", message):
        return UsageProblem("no_command", unknown[2])
    if name == "MissingParameter":
        parameter = getattr(error, "param", None)
        option = next((name for name in getattr(parameter, "opts", ()) if name.startswith("--")), "")
        return UsageProblem(
            "no_parameter", f"{option} {getattr(parameter, 'metavar', None) or '参数'}".strip()
        )
    if name == "BadOptionUsage":
        return UsageProblem("no_value", getattr(error, "option_name", ""))
    if "unexpected extra argument" in message:
        extra = re.search(r"\(([^()]*)\)\W*$", message)
        return UsageProblem("extra_argument", extra[1] if extra else "")
    return UsageProblem("other")
