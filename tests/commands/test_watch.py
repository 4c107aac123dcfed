"""``status --watch`` draws anew when a file changes, and goes on through a file that is half typed."""

import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from commands.running import COMMAND, SAMPLE, edu_plan, open_terminal


def read_until(reader: int, wanted: str, seconds: float = 20) -> str:
    """What the terminal shows, up to the words waited for."""
    data, end = b"", time.monotonic() + seconds
    while wanted not in (shown := data.decode(errors="replace")) and time.monotonic() < end:
        if select.select([reader], [], [], 0.2)[0]:
            data += os.read(reader, 65536)
    assert wanted in shown, shown
    return shown


# A shell's background job, as CI may be one, is started with Ctrl+C ignored; a person's terminal is not.
_AS_IN_A_TERMINAL = "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.argv[1], sys.argv[1:])"


def watching(project: Path, writer: int, *arguments: str, **environment: str) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-c", _AS_IN_A_TERMINAL, COMMAND, "status", "--watch", "-q", "Q2", *arguments],
        cwd=project,
        stdout=writer,
        stderr=writer,
        env={**os.environ, "COLUMNS": "100", "TERM": "xterm", **environment},
    )


def stop(running: "subprocess.Popen[bytes]", reader: int) -> int:
    """Ctrl+C, and the exit code; what it still draws is read, or it would wait for a reader for ever."""
    running.send_signal(signal.SIGINT)
    end = time.monotonic() + 60
    while running.poll() is None and time.monotonic() < end:
        if select.select([reader], [], [], 0.1)[0]:
            os.read(reader, 65536)
    if running.poll() is None:
        running.kill()
    return running.wait()


def test_a_change_is_drawn_and_half_a_file_says_why(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    reader, writer = open_terminal()
    running = watching(project, writer, "--targets")
    try:
        read_until(reader, "文件一改就重画")
        plan.write_text(text.replace("name: 新增公办幼儿园学位\n", "name: 改过的名称\n"), encoding="utf-8")
        read_until(reader, "改过的名称")
        plan.write_text("schema: [", encoding="utf-8")
        read_until(reader, "validate")
        plan.write_text(text, encoding="utf-8")
        read_until(reader, "新增公办幼儿园学位")
    finally:
        code = stop(running, reader)
    assert code == 0
    os.close(reader)
    os.close(writer)


def test_what_an_edit_did_is_said_and_the_screen_fits_the_window(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    report = project / "reports" / "2023" / "Q2" / "preschool.yaml"
    reader, writer = open_terminal()
    running = watching(project, writer, LINES="20")
    try:
        first = read_until(reader, "文件一改就重画")
        assert first.count("\n") < 20
        assert re.search(r"下面还有 \d+ 行", first)
        text = report.read_text(encoding="utf-8").replace("value: 40\n", "value: 140\n")
        report.write_text(text, encoding="utf-8")
        told = read_until(reader, "文件一改就重画")
        assert re.search(r"14-1 新增公办幼儿园学位：正常 → 已完成（\S+% → \S+%）", told), told
    finally:
        code = stop(running, reader)
    assert code == 0
    os.close(reader)
    os.close(writer)


def test_it_is_for_a_terminal() -> None:
    ran = edu_plan("status", "--watch")
    assert (ran.code, "--watch 要在终端里用" in ran.err) == (2, True)
