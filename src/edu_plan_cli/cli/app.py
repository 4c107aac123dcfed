"""Build the Typer application, and run it so that a person never meets a traceback or an English usage error."""

import contextlib
import errno
import importlib
import os
import sys
from collections.abc import Iterator
from functools import partial
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from edu_plan_cli import __version__
from edu_plan_cli.cli.completion import choices
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.cli.library_internals import read_as_typed, word_own_options
from edu_plan_cli.cli.registry import COMMANDS, PLUMBING
from edu_plan_cli.presentation.streams import reader_left
from edu_plan_cli.values.bilingual import Words

USAGE = 2  # exit code: wrong usage, or a project that cannot be read
READER_LEFT = 141  # as of a program ended by SIGPIPE: not an error, but not the whole answer either
INTERNAL = 70  # EX_SOFTWARE: a fault of ours


class Stop(Exception):
    """A command cannot go on: what to say, and the exit code. Caught in ``run``."""

    def __init__(self, words: Words, code: int = USAGE) -> None:
        super().__init__(say(words))
        self.words = words
        self.code = code


class _ReaderLeft(Exception):
    """Raised in place of the system's error, for which Typer would end the program with 1: problems found."""


@contextlib.contextmanager
def _reader_may_leave() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if reader_left(error):
            raise _ReaderLeft from error
        raise


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
        with _reader_may_leave():  # --help is printed while options are read
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: Any) -> Any:
        with _reader_may_leave():
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # here and not as Python ends, when nobody would hear of what went wrong

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_as_typed(self.get_params(ctx))
        return super().parse_args(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002
        from edu_plan_cli.cli.help import write_group_help

        write_group_help(ctx)


def _module(command: str) -> str:
    """``import`` is a word of Python's own."""
    name = "import_" if command == "import" else command.replace("-", "_")
    return f"edu_plan_cli.commands.{name}"


def _nothing() -> None: ...


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
                autocompletion=choices(("zh", "en")),
            ),
        ] = LANG,
    ) -> None:
        if version:
            typer.echo(f"edu-plan {__version__}")
            raise typer.Exit
        if lang not in ("zh", "en"):
            raise Stop(Words(f"没有语言 {lang}，可用 zh、en。", f"No language {lang}; use zh or en."))
        if ctx.invoked_subcommand is None:
            typer.echo(ctx.get_help())
            raise typer.Exit

    for name, words in {**COMMANDS, **PLUMBING}.items():
        if only in (None, name):
            work = _nothing if only is None else importlib.import_module(_module(name)).command
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
            return word if word in COMMANDS or word in PLUMBING else None
    return None if completing else ""


def _work(argv: list[str]) -> int:
    command = typer.main.get_command(build(asked_command(argv)))
    return (
        command.main(argv, prog_name="edu-plan", standalone_mode=False, complete_var="_EDU_PLAN_COMPLETE")
        or 0
    )


def _complete_by_tab(argv: list[str]) -> int:
    from edu_plan_cli.cli import tab_completion

    if (why := tab_completion.not_here()) is not None:
        raise Stop(why)
    return tab_completion.install(partial(_work, argv), argv)


def run(argv: list[str]) -> int:
    """Run one command line. Returns the exit code: 0 well, 1 problems found, 2 usage, 70 a fault of ours."""
    debug = "--debug" in argv
    argv = _anywhere([word for word in argv if word != "--debug"])
    try:
        if any(option in argv for option in ("--install-completion", "--show-completion")):
            return _complete_by_tab(argv)
        return _work(argv)
    except Stop as stop:
        _complain(stop.words)
        return stop.code
    except typer.TyperException as error:
        from edu_plan_cli.cli.usage_errors import explain_usage

        _complain(explain_usage(error))
        return USAGE
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except _ReaderLeft:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return READER_LEFT
    except Exception as error:
        if debug:
            raise
        if (said := _no_fault_of_ours(error)) is not None:
            _complain(said)
            return USAGE
        told = (
            errno.errorcode.get(error.errno or 0) if isinstance(error, OSError) else None
        )  # its text is the system's
        where = f"{type(error).__name__}: {told or error}"
        _complain(
            Words(
                f"程序内部出错：{where}（加 --debug 看详情）",
                f"Internal error: {where} (--debug tells more)",
            )
        )
        return INTERNAL


def _no_fault_of_ours(error: Exception) -> Words | None:
    """Return what the place one stands in, or where the output goes, may do to any command."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return Words("输出写不下：磁盘满了。", "No room for the output: the disk is full.")
    try:
        os.getcwd()
    except OSError:
        return Words(
            "当前文件夹已经不在了，请先 cd 到别的文件夹。",
            "The current folder is gone; cd to another first.",
        )
    if isinstance(error, OSError) and error.filename:
        from edu_plan_cli.files.os_errors import reason

        why = reason(error)
        return Words(f"{error.filename}：{why.zh}。", f"{error.filename}: {why.en}.")
    return None


def _anywhere(argv: list[str]) -> list[str]:
    """``--lang en`` may stand anywhere; Typer would want it before the command."""
    for index, word in enumerate(argv):
        if word == "--lang" and index + 1 < len(argv):
            return [*argv[index : index + 2], *argv[:index], *argv[index + 2 :]]
        if word.startswith("--lang="):
            return [word, *argv[:index], *argv[index + 1 :]]
    return argv


def _complain(words: Words) -> None:
    from edu_plan_cli.presentation.safe import visible

    sys.stdout.flush()
    print(say(Words("错误：", "error: ")) + visible(say(words)), file=sys.stderr)  # noqa: T201
