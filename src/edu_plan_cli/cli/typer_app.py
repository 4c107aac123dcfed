"""The command line as Typer reads it: whatever ``command_line`` leaves to it, help, completion and refusals among them."""

import functools
import inspect
import os
from collections.abc import Callable
from functools import partial
from typing import Annotated, Any, get_args, get_origin

import typer
from typer.core import TyperCommand, TyperGroup

from edu_plan_cli import __version__
from edu_plan_cli.cli.app import InputEnded, Stop
from edu_plan_cli.cli.completion import choices
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.cli.library_internals import read_as_typed, word_own_options
from edu_plan_cli.cli.parameters import Argument, Completer
from edu_plan_cli.cli.registry import ALL_COMMANDS, command_function
from edu_plan_cli.cli.usage_errors import explain_usage
from edu_plan_cli.presentation.streams import reader_may_leave, write_line
from edu_plan_cli.values.bilingual import Words

_OWN_OPTIONS = {
    "--help": Words("怎样用", "how to use it"),
    "--install-completion": Words("装上按 Tab 补全", "install completion by Tab"),
    "--show-completion": Words("打印按 Tab 补全的脚本", "print the script of completion by Tab"),
}


def _worded(parameters: list[Any]) -> list[Any]:
    word_own_options(parameters, {name: say(words) for name, words in _OWN_OPTIONS.items()})
    return parameters


class _Command(TyperCommand):
    def get_params(self, ctx: Any) -> list[Any]:
        return _worded(super().get_params(ctx))

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002  the formatter is Typer's own
        from edu_plan_cli.cli.help import write_command_help

        write_command_help(ctx, self)


class _Group(TyperGroup):
    def get_params(self, ctx: Any) -> list[Any]:
        return _worded(super().get_params(ctx))

    def make_context(self, *arguments: Any, **settings: Any) -> Any:
        with reader_may_leave():  # --help is printed while options are read
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        with reader_may_leave():
            return super().invoke(ctx)

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        from edu_plan_cli.cli.help import write_group_help

        write_group_help(ctx)


def _nothing() -> None: ...


def _for_typer(command: Callable[..., int | None]) -> Callable[..., int | None]:
    """Return the command with its options and arguments declared in Typer's way."""

    @functools.wraps(command)
    def run(**values: Any) -> int | None:
        return command(**values)

    signature = inspect.signature(command)
    parameters = [
        each.replace(annotation=_annotation(each.annotation)) for each in signature.parameters.values()
    ]
    run.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]  # inspect looks there
    run.__annotations__ = {each.name: each.annotation for each in parameters}
    return run


def _annotation(declared: Any) -> Any:
    if get_origin(declared) is not Annotated:
        return declared
    kind, said = get_args(declared)
    metavar = say(said.metavar) if isinstance(said.metavar, Words) else said.metavar
    shared: dict[str, Any] = {
        "metavar": metavar,
        "help": say(said.help),
        "autocompletion": _completer(said.autocompletion),
    }
    if isinstance(said, Argument):
        return Annotated[kind, typer.Argument(**shared)]
    own = {"envvar": said.envvar, "hidden": said.hidden, "min": said.min, "max": said.max}
    return Annotated[kind, typer.Option(*said.names, **shared, **own)]  # type: ignore[misc]  # the names come first


def _completer(ours: Completer | None) -> Callable[[typer.Context, str], Any] | None:
    if ours is None:
        return None

    def complete(ctx: typer.Context, incomplete: str) -> Any:
        return ours(ctx.params, incomplete)

    return complete


def build(only: str | None = None) -> typer.Typer:
    """Return the application with the one command that will run; without one, with the names of all and nothing behind them."""
    # Typer's own --help has English words; ours is an option like any other, drawn by cli/help.py.
    settings: dict[str, Any] = {"help_option_names": ["--help", "-h"]}
    app = typer.Typer(
        cls=_Group,
        no_args_is_help=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings=settings,
    )

    @app.callback(invoke_without_command=True)
    def top(
        ctx: typer.Context,
        version: Annotated[
            bool, typer.Option("--version", help=say(Words("显示版本", "show the version")))
        ] = False,
        lang: Annotated[
            str,
            typer.Option(
                "--lang",
                help=say(Words("语言：zh 或 en", "language: zh or en")),
                autocompletion=_completer(choices(("zh", "en"))),
            ),
        ] = LANG,
    ) -> None:
        if version:
            write_line(f"edu-plan {__version__}")
            raise typer.Exit
        if lang not in ("zh", "en"):
            raise Stop(Words(f"没有语言 {lang}，可用 zh、en。", f"No language {lang}; use zh or en."))
        if ctx.invoked_subcommand is None:
            write_line(ctx.get_help())
            raise typer.Exit

    for name, words in ALL_COMMANDS.items():
        if only in (None, name):
            work = _nothing if only is None else _for_typer(command_function(name))
            app.command(name, cls=_Command, help=say(words), context_settings=settings)(work)
    return app


def asked_command(argv: list[str]) -> str | None:
    """Return the command's name, if one stands where commands stand; None where a name is to be completed, or was a slip.

    An empty name where none is needed, as with --help and --version: help is written from the table.
    """
    completing = "_EDU_PLAN_COMPLETE" in os.environ
    if completing:
        from edu_plan_cli.cli.tab_completion import words_to_complete

        argv = words_to_complete()
    words = iter(argv)
    for word in words:
        if word == "--lang":
            next(words, None)
        elif not word.startswith("-"):
            return word if word in ALL_COMMANDS else None
    return None if completing else ""


def run_with_typer(argv: list[str]) -> int:
    """Run one command line as Typer reads it. Returns the exit code. Raises Stop for a wrong line, InputEnded."""
    try:
        if any(option in argv for option in ("--install-completion", "--show-completion")):
            return _complete_by_tab(argv)
        return _work(argv)
    except typer.TyperException as error:
        raise Stop(explain_usage(error)) from error
    except typer.Abort as ended:
        raise InputEnded from ended


def _work(argv: list[str]) -> int:
    command = typer.main.get_command(build(asked_command(argv)))
    code = command.main(argv, prog_name="edu-plan", standalone_mode=False, complete_var="_EDU_PLAN_COMPLETE")
    return code or 0


def _complete_by_tab(argv: list[str]) -> int:
    from edu_plan_cli.cli import tab_completion

    if (why := tab_completion.not_here()) is not None:
        raise Stop(why)
    return tab_completion.install(partial(_work, argv), argv)
