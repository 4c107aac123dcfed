"""A process that has imported the libraries and, for each run asked for, forks a child that goes on as the program does.

Started by ``running.forked_edu_plan`` with a socket as its standard input. What reads the environment or the command line as it is
imported (``edu_plan_cli.cli``, ``edu_plan_cli.commands``) is imported by the child, as in a run from the start; whatever a run
changes ends with its child.
"""

import atexit
import gc
import importlib
import json
import os
import pkgutil
import signal
import socket
import sys
import time
from typing import NoReturn

import edu_plan_cli

assert sys.platform == "linux"

OF_A_RUN = ("edu_plan_cli.cli", "edu_plan_cli.commands", "edu_plan_cli.__main__")
LIBRARIES = (
    "typer", "typer.completion", "shellingham", "rich.console", "rich.table", "openpyxl", "docx", "jinja2", "pypinyin", "html5lib",
    "pdfplumber", "xlrd", "duckdb",
)  # fmt: skip
LARGEST_REQUEST = 1_000_000  # bytes


def import_all() -> None:
    """Import the stages and features of the program, and the libraries."""
    for module in pkgutil.walk_packages(edu_plan_cli.__path__, "edu_plan_cli."):
        if not module.name.startswith(OF_A_RUN):
            importlib.import_module(module.name)
    for name in LIBRARIES:
        try:
            importlib.import_module(name)
        except ModuleNotFoundError:  # an extra, which is then missing for the program too
            continue
    if early := [name for name in sys.modules if name.startswith(OF_A_RUN) and name not in OF_A_RUN[:2]]:
        raise ImportError(f"imported before a run: {early}")
    if len(os.listdir("/proc/self/task")) > 1:
        raise RuntimeError("threads do not survive a fork")
    gc.freeze()


def serve(asked: socket.socket) -> None:
    """Answer requests, one after the other, until the tests end. Returns in each child, set up as the run wants it.

    A request is a JSON object, what ``take_over`` takes, and the run's three streams; the answer is its exit code.
    """
    while True:
        request, streams, _, _ = socket.recv_fds(asked, LARGEST_REQUEST, 3)
        if not request:
            os._exit(0)
        child = os.fork()
        if child == 0:
            asked.close()
            take_over(streams, **json.loads(request))
            return
        for stream in streams:
            os.close(stream)
        _, status = os.waitpid(child, 0)
        asked.send(str(os.waitstatus_to_exitcode(status)).encode())


def take_over(
    streams: list[int], arguments: list[str], cwd: str, environment: dict[str, str], limit: int
) -> None:
    """Become what the interpreter is at the start of such a run, which a signal ends after ``limit`` seconds."""
    signal.alarm(limit)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    encoding = environment["PYTHONIOENCODING"]
    sys.argv[:] = arguments
    sys.stdin = open(0, encoding=encoding, closefd=False)  # noqa: SIM115  for as long as the run lasts
    sys.stdout = open(1, "w", encoding=encoding, newline="\n", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding=encoding, newline="\n", closefd=False)  # noqa: SIM115


def run_and_exit() -> NoReturn:
    """Run the program and end as the interpreter does, but for taking every object apart, which is most of what a run costs here."""
    from edu_plan_cli.__main__ import main

    code: object = 0
    try:
        main()
    except SystemExit as ended:
        code = ended.code
    except BaseException:  # noqa: BLE001  as the interpreter treats what nothing catches
        sys.excepthook(*sys.exc_info())
        code = 1
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    import_all()
    serve(socket.socket(fileno=os.dup(0)))
    run_and_exit()
