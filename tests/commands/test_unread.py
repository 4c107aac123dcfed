"""A report that could not be read is not a department that was silent, and every format handed on says so.

Windows lets Excel or WPS hold a file; here a link that leads nowhere stands for it, which fails at the same place.
"""

import html
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from commands.running import NEEDS_LINKS, SAMPLE
from commands.running import forked_edu_plan as edu_plan

pytestmark = NEEDS_LINKS  # .ci/run windows holds a real file
UNREAD = "reports/2023/Q2/preschool.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    (folder / UNREAD).unlink()
    (folder / UNREAD).symlink_to("没有.yaml")
    return folder


def said(data: bytes) -> str:
    """The text of a page, a table, or of every part of a workbook or document."""
    if not data.startswith(b"PK"):
        return data.decode("utf-8")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return html.unescape(
            "".join(parts.read(name).decode("utf-8", "replace") for name in parts.namelist())
        )


@pytest.mark.parametrize("name", ["x.csv", "x.md", "x.html", "x.xlsx", "x.docx", "x.json", "x.txt"])
def test_every_format_of_the_report_names_what_was_not_read(name: str, project: Path, tmp_path: Path) -> None:
    assert edu_plan("report", "-q", "Q2", "-o", str(tmp_path / name), cwd=project).code == 0
    text = said((tmp_path / name).read_bytes()).replace("\n", "")
    assert UNREAD in text
    if name != "x.json":
        assert "不等于没报" in text


@pytest.mark.parametrize("command", ["status", "missing", "show 14", "report"])
def test_every_screen_names_what_was_not_read(command: str, project: Path) -> None:
    shown = edu_plan(*command.split(), cwd=project)
    assert "不等于没报" in shown.out.replace("\n", "")


def test_programs_are_told_by_a_key_of_its_own(project: Path) -> None:
    assert json.loads(edu_plan("status", "--json", cwd=project).out)["unread"] == [UNREAD]
    assert json.loads(edu_plan("status", "--json").out)["unread"] == []


def test_an_export_says_so_beside_what_it_writes(project: Path) -> None:
    ran = edu_plan("export", "--format", "frictionless", "-o", "out", cwd=project)
    assert (ran.code, "不等于没报" in ran.err) == (0, True)


def test_a_kept_digest_that_cannot_be_compared_is_said(project: Path) -> None:
    (project / "evidence.sha256").mkdir()
    out = edu_plan("validate", cwd=project).out
    assert "evidence.sha256" in out
    assert "这是文件夹，不是普通文件" in out


def test_what_the_system_refuses_in_the_middle_of_a_command_is_no_internal_error(project: Path) -> None:
    (project / "evidence.sha256").mkdir()
    ran = edu_plan("evidence", cwd=project)
    assert ran.code == 2
    assert ran.err.endswith("evidence.sha256:1:1：这是文件夹，不是普通文件。\n")
