"""What a person who waits at a terminal sees of work that takes longer than a second: on stderr, and gone when it is done.

Nothing is shown where stderr is no terminal, and nothing of it ever gets into what a command puts out.
"""

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread
from typing import TypeVar

_MANY = 5
_PATIENCE = 1.0  # seconds
_display = Lock()  # there is one terminal: who holds this draws on it
T = TypeVar("T")


def with_bar(things: Iterable[T], count: int, what: str) -> Iterable[T]:
    """``count`` things one after another, with a bar on a terminal that is watched, gone when all is done."""
    if count < _MANY or not sys.stderr.isatty():
        return things
    return _drawn(things, count, what)


def _drawn(things: Iterable[T], count: int, what: str) -> Iterator[T]:
    from rich.progress import track

    from edu_plan_cli.presentation.console import make_console

    with _display:
        yield from track(things, what, count, console=make_console(sys.stderr), transient=True)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """Say what is being done from a second on until it is done. Nothing else may be written meanwhile."""
    if not sys.stderr.isatty():
        yield
        return
    done = Event()
    display = Thread(target=_say_until, args=(done, what), daemon=True)
    display.start()
    try:
        yield
    finally:
        done.set()
        display.join()


def _say_until(done: Event, what: str) -> None:
    if done.wait(_PATIENCE) or not _display.acquire(blocking=False):
        return
    from rich.live import Live
    from rich.spinner import Spinner

    from edu_plan_cli.presentation.console import make_console, text

    try:
        # What the command writes goes past the display: rich would send its stdout to stderr.
        with Live(
            Spinner("line", text(what)),
            console=make_console(sys.stderr),
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        ):
            done.wait()
    finally:
        _display.release()
