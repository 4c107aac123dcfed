"""A good command line, read by what the command's signature declares. Any other is Typer's to read, to help with or to refuse.

Typer takes an eighth of a start. So a line is read here where nothing about it can be doubtful: each word is an option by its whole
name, the word that follows one, or an argument, and nothing is said twice. tests/commands/test_command_line.py compares the values
with those that Typer makes of the same lines.
"""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from edu_plan_cli.cli.parameters import Option
from edu_plan_cli.cli.registry import ALL_COMMANDS, command_function


class CommandLine(NamedTuple):
    """What a line asks for: a command, and the value of each of its parameters."""

    command: Callable[..., int | None]
    values: dict[str, Any]


class _Doubtful(Exception):
    """Typer has to read the line."""


class _Parameter(NamedTuple):
    name: str
    kind: type  # of a word: str, int, Path; bool of an option that takes none
    several: bool
    option: Option | None  # None: an argument
    required: bool
    default: Any


def read(argv: Sequence[str]) -> CommandLine | None:
    """Read the words after the program's name; None where Typer is to read them."""
    if "_EDU_PLAN_COMPLETE" in os.environ:
        return None
    words = list(argv)
    if words[:1] == ["--lang"]:
        words = ["=".join(words[:2]), *words[2:]]
    if words[:1] in (["--lang=zh"], ["--lang=en"]):  # read already, in ``language``
        del words[0]
    if not words or words[0] not in ALL_COMMANDS:
        return None
    command = command_function(words[0])
    parameters = _parameters(command)
    try:
        typed = _typed(parameters, words[1:])
        return CommandLine(command, {each.name: _value(each, typed.get(each.name)) for each in parameters})
    except _Doubtful:
        return None


def _parameters(command: Any) -> list[_Parameter]:
    """Return what a function's signature declares. (inspect would tell the same, and costs as much as reading a plan.)"""
    names = [name for name in command.__annotations__ if name != "return"]
    defaults = dict(zip(reversed(names), reversed(command.__defaults__ or ()), strict=False))
    parameters = []
    for name in names:
        kind, said = command.__annotations__[name], None
        if get_origin(kind) is Annotated:
            kind, said = get_args(kind)
        if get_origin(kind) is UnionType:  # with None, where it need not be said
            kind = get_args(kind)[0]
        several = get_origin(kind) is list
        option = said if isinstance(said, Option) else None
        kind = get_args(kind)[0] if several else kind
        parameters.append(_Parameter(name, kind, several, option, name not in defaults, defaults.get(name)))
    return parameters


def _typed(parameters: Sequence[_Parameter], words: Sequence[str]) -> dict[str, list[str]]:
    """Return the words of each parameter that is on the line; of an option that takes none, no words. Raises _Doubtful."""
    options = {name: each for each in parameters if each.option for name in each.option.names}
    arguments = [each for each in parameters if not each.option]
    if any(each.several for each in arguments[:-1]):
        raise _Doubtful
    typed: dict[str, list[str]] = {}
    following = iter(words)
    for word in following:
        name, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
        if (parameter := options.get(name)) is not None:
            takes_word = parameter.kind is not bool
            taken = [value if equals else next(following, "")] if takes_word or equals else []
        elif arguments:
            parameter, taken = arguments[0], [word]
            arguments = arguments if parameter.several else arguments[1:]
        else:
            raise _Doubtful
        if (
            (equals and parameter.kind is bool)
            or any(not each or each.startswith("-") for each in taken)
            or (parameter.name in typed and not parameter.several)
        ):
            raise _Doubtful
        typed.setdefault(parameter.name, []).extend(taken)
    return typed


def _value(parameter: _Parameter, words: list[str] | None) -> Any:
    """Return the value of a parameter, whose words are None where it is not on the line. Raises _Doubtful."""
    option = parameter.option
    if words is None and option and option.envvar and os.environ.get(option.envvar):
        words = [os.environ[option.envvar]]
    if words is None:
        if parameter.required:
            raise _Doubtful
        return parameter.default
    if parameter.kind is bool:
        return True
    if parameter.kind is int:
        return _whole(option, words[0])
    if parameter.kind is Path and parameter.several and sys.platform == "win32":
        from edu_plan_cli.cli.wildcards import unfolded

        words = unfolded(words)
    values = [parameter.kind(word) for word in words]
    return values if parameter.several else values[0]


def _whole(option: Option | None, word: str) -> int:
    if option is None or not (word.isascii() and word.isdecimal()) or len(word) > 9:  # noqa: PLR2004
        raise _Doubtful
    number = int(word)
    if (option.min is not None and number < option.min) or (option.max is not None and number > option.max):
        raise _Doubtful
    return number
