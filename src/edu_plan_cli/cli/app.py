"""Run a command line so that a person never meets a traceback or an English usage error."""

import errno
import os
import sys

from edu_plan_cli.cli import command_line
from edu_plan_cli.cli.language import say
from edu_plan_cli.presentation.streams import ReaderLeft, reader_may_leave, write_line
from edu_plan_cli.values.bilingual import Words

USAGE = 2  # exit code: wrong usage, or a project that cannot be read
READER_LEFT = 141  # as of a program ended by SIGPIPE: not an error, but not the whole answer either
INTERRUPTED = 130  # as of a program ended by SIGINT
INTERNAL = 70  # EX_SOFTWARE: a fault of ours


class Stop(Exception):
    """A command cannot go on: what to say, and the exit code. Caught in ``run``."""

    def __init__(self, words: Words, code: int = USAGE) -> None:
        super().__init__(say(words))
        self.words = words
        self.code = code


class InputEnded(Exception):
    """Nothing more is typed: Ctrl+C or Ctrl+D at a prompt, or the last line of a file of answers."""


def _work(argv: list[str]) -> int:
    asked = command_line.read(argv)
    if asked is None:
        from edu_plan_cli.cli.typer_app import run_with_typer

        return run_with_typer(argv)
    with reader_may_leave():
        return asked.command(**asked.values) or 0


def run(argv: list[str]) -> int:
    """Run one command line. Returns the exit code: 0 well, 1 problems found, 2 usage, 70 a fault of ours."""
    debug = "--debug" in argv
    argv = _anywhere([word for word in argv if word != "--debug"])
    try:
        return _work(argv)
    except Stop as stop:
        _complain(stop.words)
        return stop.code
    except InputEnded:
        return INTERRUPTED
    except KeyboardInterrupt:
        write_line(aside=True)  # the terminal's own prompt begins a line
        return INTERRUPTED
    except ReaderLeft:
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
    write_line(say(Words("错误：", "error: ")) + visible(say(words)), aside=True)
