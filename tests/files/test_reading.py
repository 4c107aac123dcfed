"""Odd bytes and odd files: named with their place, never guessed, never followed out of the project, never waited for."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from commands.running import NEEDS_LINKS, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.checks.checked_project import check_project
from edu_plan_cli.files.reading import SourceFile, read_source

REPORT = (SAMPLE / "reports/2023/Q2/preschool.yaml").read_text(encoding="utf-8")
NAME = "reports/2023/Q2/preschool.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


ACCEPTED = {
    "a byte order mark": b"\xef\xbb\xbf" + REPORT.encode(),
    "Windows line ends": REPORT.replace("\n", "\r\n").encode(),
    "both": b"\xef\xbb\xbf" + REPORT.replace("\n", "\r\n").encode(),
    "old Mac line ends": REPORT.replace("\n", "\r").encode(),
    "no line end at the end": REPORT.rstrip("\n").encode(),
    "an emoji in the account": REPORT.replace("按需开设", "按需开设👍🏽").encode(),
    "a rare character beyond the basic plane": REPORT.replace("按需开设", "按需开设𠮷").encode(),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_it_is_accepted(name: str, project: Path) -> None:
    (project / NAME).write_bytes(ACCEPTED[name])
    assert check_project(project) == []


def _at(text: str, wrong: str) -> bytes:
    return REPORT.replace("按需开设", wrong + text).encode()


REFUSED = {
    "GBK": (REPORT.encode("gbk"), "EP005", 6, "GBK"),
    "UTF-16 with its mark": (REPORT.encode("utf-16"), "EP005", 1, "UTF-16"),
    "UTF-16 without a mark": (REPORT.encode("utf-16-le"), "EP005", 1, "UTF-16"),
    "bytes of no encoding": (REPORT.encode() + b"# \xff\xff\xff\xff\x81\n", "EP005", 30, "UTF-8"),
    "a NUL": (_at("", "\0"), "EP006", 11, "U+0000"),
    "an escape sequence": (_at("", "\x1b[31m"), "EP006", 11, "U+001B"),
    "a C1 control": (_at("", "\x9b"), "EP006", 11, "U+009B"),
    "a bidi override": (_at("", "\u202e"), "EP006", 11, "U+202E"),
    "a zero-width space": (_at("", "\u200b"), "EP006", 11, "U+200B"),
    "a line separator": (_at("", "\u2028"), "EP006", 11, "U+2028"),
    "NEL": (_at("", "\x85"), "EP006", 11, "U+0085"),
    "a second byte order mark": (_at("", "\ufeff"), "EP006", 11, "U+FEFF"),
    "too many bytes": (REPORT.encode() + b"#" * 2_000_000, "EP004", 1, "2 MB"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_with_its_line(name: str, project: Path) -> None:
    data, code, line, said = REFUSED[name]
    (project / NAME).write_bytes(data)
    found = [d for d in check_project(project) if d.location.path == NAME]
    assert [(d.code, d.location.line) for d in found] == [(code, line)]
    assert said in found[0].message.zh


def test_a_binary_file_is_not_said_a_thousand_times(project: Path) -> None:
    (project / NAME).write_bytes(b"a\x01" * 5000)
    assert len(check_project(project)) == 20


@pytest.mark.skipif(sys.platform == "win32", reason="no pipe is a file there")
def test_a_pipe_is_named_and_not_waited_for(project: Path) -> None:
    if sys.platform != "win32":
        os.mkfifo(project / "reports/2023/Q2/office.yaml")
    ran = edu_plan("validate", cwd=project)
    assert "reports/2023/Q2/office.yaml:1:1 错误 EP002 这是管道" in ran.out
    assert ran.code == 1


def test_a_folder_that_is_called_a_file_is_named(project: Path) -> None:
    (project / "reports/2023/Q2/office.yaml").mkdir()
    (project / "plan/2024.yaml").mkdir()
    out = edu_plan("validate", cwd=project).out
    assert "reports/2023/Q2/office.yaml:1:1 错误 EP002 这是文件夹" in out
    assert "plan/2024.yaml:1:1 错误 EP002 这是文件夹" in out


LINKS = {
    "nowhere": ("../没有.yaml", "EP001"),
    "itself": ("office.yaml", "EP001"),
    "outside": ("/etc/passwd", "EP003"),
    "a device": ("/dev/zero", "EP003"),
}


@pytest.mark.skipif(sys.platform == "win32", reason="links are not for everyone there")
@pytest.mark.parametrize("name", LINKS)
def test_a_link_is_not_followed_to(name: str, project: Path) -> None:
    target, code = LINKS[name]
    (project / "reports/2023/Q2/office.yaml").symlink_to(target)
    ran = edu_plan("validate", cwd=project)
    assert code in ran.out
    assert "root:" not in ran.out


@NEEDS_LINKS
def test_a_link_within_the_project_is_followed(project: Path) -> None:
    shared = project / "shared.yaml"
    (project / NAME).rename(shared)
    (project / NAME).symlink_to("../../../shared.yaml")
    assert check_project(project) == []


def test_a_file_that_may_not_be_read_is_named(project: Path) -> None:
    (project / NAME).chmod(0)
    if os.access(project / NAME, os.R_OK):
        pytest.skip("root may read everything")
    assert [d.code for d in check_project(project)] == ["EP001"]


def test_reading_gives_the_text_without_its_mark(project: Path) -> None:
    (project / NAME).write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_source(project, project / NAME) == SourceFile(NAME, "a: 1\n")


def test_text_that_looks_like_code_is_shown_as_it_stands_and_does_nothing(project: Path) -> None:
    evil = "'[red]红[/red] [/] :100: =1+1 <script>alert(1)</script> {{7*7}} %s $(id) | `id`'"
    report = project / NAME
    report.write_text(REPORT.replace("春季学期延时服务按需开设。", evil), encoding="utf-8")
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("name: 延时服务全覆盖", 'name: "[bold]=cmd|x[/]"')
    plan.write_text(text, encoding="utf-8")
    assert "[bold]=cmd|x[/]" in edu_plan("status", "--targets", cwd=project, COLUMNS="160").out
    shown = edu_plan("show", "14-2", cwd=project, COLUMNS="160").out
    assert evil.strip("'") in shown
    assert "\x1b" not in edu_plan("report", cwd=project, TERM="xterm").out
    csv = edu_plan("report", "--format", "csv", cwd=project).out
    assert ",[bold]=cmd|x[/]," in csv
    markdown = edu_plan("report", "--format", "md", cwd=project).out
    assert "<script>" not in markdown
    assert r"\[bold\]" in markdown


def test_a_formula_stays_text_in_csv(project: Path) -> None:
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("name: 延时服务全覆盖", "name: '=HYPERLINK(\"x\")'")
    plan.write_text(text, encoding="utf-8")
    assert '"\'=HYPERLINK(""x"")"' in edu_plan("report", "--format", "csv", cwd=project).out


def test_a_label_is_no_date_in_a_spreadsheet_and_every_row_is_marked(project: Path) -> None:
    head, *lines = edu_plan("report", "--format", "csv", cwd=project).out.lstrip("\ufeff").splitlines()
    assert head.split(",")[2] == "目标"
    assert lines[0].split(",")[2] == "14（1）"
    assert all("示例：本计划为示例；示例数据" in line for line in lines)
    assert edu_plan("show", "14（1）", cwd=project).code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="no such name there")
def test_a_file_name_with_an_escape_sequence_does_nothing(project: Path) -> None:
    (project / "reports/2023/Q2/\x1b[31m.yaml").write_text("", encoding="utf-8")
    ran = edu_plan("validate", cwd=project)
    assert "\x1b" not in ran.out
    assert "\\x1b[31m.yaml" in ran.out
