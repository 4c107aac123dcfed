"""What is shown while a command works: on a terminal that is watched, from a second on, and nothing of it anywhere else."""

import io
import os
import select
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from edu_plan_cli.presentation import waiting as shown
from edu_plan_cli.presentation.waiting import waiting, with_bar

_ERASED = "\x1b[2K"


@pytest.fixture(autouse=True)
def a_hundredth_of_a_second_is_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_PATIENCE", 0.01)
    monkeypatch.setenv("TERM", "xterm")


class Watched:
    """The other end of a terminal, and what was written there."""

    def __init__(self, end: int) -> None:
        self.end, self.data = end, b""

    def read(self, seconds: float = 0) -> str:
        """Everything written so far; waits so long for more."""
        while select.select([self.end], [], [], seconds)[0]:
            self.data += os.read(self.end, 100_000)
            seconds = 0
        return self.data.decode("utf-8", "replace")

    def wait_for(self, what: str) -> None:
        until = time.monotonic() + 10
        while what not in self.read(0.1):
            assert time.monotonic() < until, self.data


@contextmanager
def terminal() -> Iterator[Watched]:
    """A terminal that stderr is."""
    ours, theirs = getattr(os, "openpty", pytest.skip)()
    before, watched = sys.stderr, Watched(ours)
    with os.fdopen(theirs, "w", encoding="utf-8") as stderr:
        sys.stderr = stderr
        try:
            yield watched
        finally:
            stderr.flush()
            sys.stderr = before
            watched.read()
    os.close(ours)


def test_what_takes_long_is_named_on_a_terminal_and_gone_at_the_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with terminal() as watched, waiting("读取历史……"):
        watched.wait_for("读取历史……")
        sys.stdout.write("数据\n")
    display = watched.data.decode()
    assert display.rindex(_ERASED) > display.rindex("读取历史……")
    assert capsys.readouterr().out == "数据\n"


def test_what_is_quick_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown, "_PATIENCE", 60)
    with terminal() as watched, waiting("读取历史……"):
        pass
    assert watched.data == b""


def test_nothing_is_shown_where_stderr_is_no_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", stderr := io.StringIO())
    with waiting("读取历史……"):
        time.sleep(0.1)
    assert stderr.getvalue() == ""


def test_work_within_a_bar_leaves_the_terminal_to_the_bar() -> None:
    with terminal() as watched:
        for _ in with_bar(range(5), 5, "读取"):
            with waiting("计算"):
                time.sleep(0.05)
    assert "读取" in watched.data.decode()
    assert "计算" not in watched.data.decode()


def test_what_fails_ends_the_display() -> None:
    def fail(watched: Watched, what: str) -> None:
        with waiting(what):
            watched.wait_for(what)
            raise ValueError(what)

    for what in ("读取历史……", "再来……"):
        with terminal() as watched, pytest.raises(ValueError, match=what):
            fail(watched, what)
        assert _ERASED in watched.data.decode()
