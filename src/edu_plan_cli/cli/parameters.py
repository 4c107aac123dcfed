"""What an option and an argument are declared as. A command's signature says what it takes; ``command_line`` and Typer read it."""

from typing import TYPE_CHECKING, NamedTuple

from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.cli.completion import Completer


class Option(NamedTuple):
    """An option. Its parameter's type says what follows it: nothing (bool), a word, or, if it may be repeated, a word each time."""

    names: tuple[str, ...]
    help: Words
    metavar: Words | str | None = None  # what stands for the word in help
    autocompletion: "Completer | None" = None
    envvar: str | None = None  # the environment variable that is taken where it is not on the line
    hidden: bool = False
    min: int | None = None  # of a whole number
    max: int | None = None


class Argument(NamedTuple):
    """A positional argument. Its parameter's type says whether it is one word or all that follow."""

    metavar: Words | str
    help: Words
    autocompletion: "Completer | None" = None
