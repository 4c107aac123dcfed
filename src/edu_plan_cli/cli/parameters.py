"""What an option and an argument are declared as. A command's signature says what it takes; ``command_line`` and Typer read it."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from edu_plan_cli.values.bilingual import Words

Params = Mapping[str, Any]  # the values of a command's parameters, as far as the line has them
Candidates = list[tuple[str, str]]  # each with the words a shell shows beside it
Completer = Callable[[Params, str], Candidates]  # of what is typed so far


class Option(NamedTuple):
    """An option. Its parameter's type says what follows it: nothing (bool), a word, or, if it may be repeated, a word each time."""

    names: tuple[str, ...]
    help: Words
    metavar: Words | str | None = None  # what stands for the word in help
    autocompletion: Completer | None = None
    envvar: str | None = None  # the environment variable that is taken where it is not on the line
    hidden: bool = False
    min: int | None = None  # of a whole number
    max: int | None = None


class Argument(NamedTuple):
    """A positional argument. Its parameter's type says whether it is one word or all that follow."""

    metavar: Words | str
    help: Words
    autocompletion: Completer | None = None
