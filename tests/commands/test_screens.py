"""Whole screens, as they stand. Look at the change of a snapshot as the secretary would."""

import re
import subprocess
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from commands.running import COMMAND, SAMPLE, bare, edu_plan, forked_edu_plan


class Screen(SingleFileSnapshotExtension):
    _write_mode = WriteMode.TEXT
    file_extension = "txt"


@pytest.fixture
def screen(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    return snapshot.use_extension(Screen)


SCREENS = {
    "status": ["status"],
    "status in English": ["status", "--lang", "en"],
    "status by target": ["status", "--targets"],
    "status of a department": ["status", "--department", "学前科", "--targets"],
    "status of a quarter": ["status", "--quarter", "一季度"],
    "status on a day": ["status", "--as-of", "2023-07-05"],
    "status lagging only": ["status", "--light", "逾期", "--light", "not_reported"],
    "report": ["report", "--quarter", "Q2"],
    "report in English": ["report", "--quarter", "Q2", "--lang", "en"],
    "report as markdown": ["report", "--quarter", "Q2", "--format", "md"],
    "report as csv": ["report", "--quarter", "Q2", "--format", "csv"],
    "report as json": ["report", "--quarter", "Q2", "--format", "json"],
    "show an item": ["show", "14"],
    "show a target": ["show", "14-2"],
    "show a target by id": ["show", "te5e5", "--quarter", "Q1"],
    "missing": ["missing", "--quarter", "Q2"],
    "missing in English": ["missing", "--quarter", "Q2", "--lang", "en"],
    "explain a code": ["explain", "EP304"],
    "explain a code whose example has keys within keys": ["explain", "EP317"],
    "list the codes": ["explain"],
    "help": ["--help"],
    "help in English": ["--help", "--lang", "en"],
    "help of status": ["status", "--help"],
    "help of report": ["report", "--help"],
    "help of validate": ["validate", "--help"],
}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_stays_as_it_is(name: str, screen: SnapshotAssertion) -> None:
    ran = edu_plan(*SCREENS[name])
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert ran.out.replace("\r\n", "\n") == screen


@pytest.mark.parametrize("command", ["status", "report"])
def test_a_wide_terminal_gets_every_column(command: str, screen: SnapshotAssertion) -> None:
    assert edu_plan(command, COLUMNS="160").out == screen


@pytest.mark.parametrize("width", ["0", "1", "40", "72", "80", "100", "160", "junk"])
@pytest.mark.parametrize(
    "arguments", [["status"], ["status", "--targets"], ["report"], ["show", "14"]], ids=" ".join
)
def test_any_width_shows_every_heading(arguments: list[str], width: str) -> None:
    ran = forked_edu_plan(*arguments, COLUMNS=width)
    assert ran.code == 0
    assert "实施安心托幼行动" in ran.out.replace("\n", "")


def test_a_pipe_gets_no_colour_and_a_forced_terminal_does() -> None:
    assert "\x1b" not in edu_plan("status").out
    assert "\x1b[" in edu_plan("status", FORCE_COLOR="1", TERM="xterm-256color").out
    assert "\x1b[3" not in edu_plan("status", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm-256color").out


@pytest.mark.parametrize(
    "arguments", [["status"], ["report"], ["show", "14"], ["--help"], ["validate"]], ids=" ".join
)
def test_a_gbk_console_shows_the_same_words(arguments: list[str]) -> None:
    """Only rules, bars and where lines break differ, and there is no sparkline: much is two columns wide there."""
    plain = re.sub(r"  各季 [▁-█ ]+$", "", edu_plan(*arguments).out, flags=re.MULTILINE)
    shown = edu_plan(*arguments, encoding="gbk").out
    assert re.sub(r"[-=|\s]+", "", shown) == re.sub(r"[-=|─━│\s]+", "", plain)
    assert "\\u" not in shown


def test_a_console_that_knows_no_chinese_shows_escapes_and_goes_on() -> None:
    ran = edu_plan("status", encoding="ascii")
    assert ran.code == 0
    assert "\\u5b66" in ran.out
    assert "2023-06-30" in ran.out


def test_the_same_on_any_clock_and_zone() -> None:
    seen = {
        edu_plan("status", TZ=zone).out
        for zone in ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati")
    }
    assert len(seen) == 1


@pytest.mark.parametrize("first", [0, 100], ids=["read nothing", "read a little"])
@pytest.mark.parametrize(
    "command", ["report", "report --format csv", "status --json", "schema plan", "--help", "words"]
)
def test_a_reader_that_has_had_enough_is_no_error(command: str, first: int) -> None:
    running = subprocess.Popen(
        [COMMAND, *command.split()], cwd=SAMPLE, env=bare(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.read(first)
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(60) in (0, 141)


def test_the_year_is_over_so_the_last_reported_quarter_is_shown() -> None:
    assert "截至 2023-06-30" in edu_plan("status").out


def test_within_the_year_today_is_shown() -> None:
    out = edu_plan("status", EDU_PLAN_TODAY="2023-05-10").out
    assert "截至 2023-05-10（2023年一季度）" in out


def test_output_goes_to_a_file_by_its_suffix(tmp_path: Path) -> None:
    file = tmp_path / "二季度.csv"
    ran = edu_plan("report", "-q", "上半年", "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert "已写入" in ran.err
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert list(tmp_path.iterdir()) == [file]


def test_an_existing_file_is_kept_without_force(tmp_path: Path) -> None:
    file = tmp_path / "q2.md"
    file.write_text("mine", encoding="utf-8")
    assert edu_plan("report", "-o", str(file)).code == 2
    assert file.read_text(encoding="utf-8") == "mine"
    assert edu_plan("report", "-o", str(file), "--force").code == 0
    assert file.read_text(encoding="utf-8").startswith("# 示例区教育局")
