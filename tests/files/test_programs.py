"""Programs come from absolute entries of PATH and never from the folder one stands in. The guard is tried with a marker:
a program that leaves an empty file beside itself and ends.
"""

import os
import shutil
import sys
from pathlib import Path

import pytest

from commands.running import NEEDS_LINKS, SAMPLE, edu_plan
from edu_plan_cli.files.programs import find_program

ENDING = ".exe" if sys.platform == "win32" else ""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "项目"))
    monkeypatch.chdir(folder)
    return folder


def put_program(folder: Path, name: str) -> Path:
    folder.mkdir(exist_ok=True)
    file = folder / f"{name}{ENDING}"
    file.write_text('#!/bin/sh\ntouch "$0.ran"\nexit 1\n', encoding="utf-8")
    file.chmod(0o755)
    return file


def test_a_program_is_found_by_its_full_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    there = put_program(tmp_path / "bin", "soffice")
    monkeypatch.setenv("PATH", str(there.parent))
    assert find_program("libreoffice", "soffice") == str(there)
    assert find_program("libreoffice") is None


@pytest.mark.parametrize(
    "entry",
    [
        "",
        ".",
        "bin",
        "..",
        "{project}",
        "{project}/.",
        pytest.param("{link}", marks=NEEDS_LINKS),
        "bin/../{project}",
    ],
)
def test_neither_the_current_folder_nor_a_relative_one_is_asked(
    entry: str, tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (project, project / "bin", tmp_path):
        put_program(folder, "git")
    link = tmp_path / "另一个名字"
    if "{link}" in entry:
        link.symlink_to(project, target_is_directory=True)
    monkeypatch.setenv("PATH", entry.format(project=project, link=link))
    assert find_program("git") is None


def test_what_may_not_be_run_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a" / f"git{ENDING}").mkdir(parents=True)
    right = put_program(tmp_path / "b", "git")
    monkeypatch.setenv(
        "PATH", os.pathsep.join([str(tmp_path / "a"), str(tmp_path / "missing"), str(right.parent)])
    )
    assert find_program("git") == str(right)


@pytest.mark.skipif(
    sys.platform == "win32", reason="the marker is a shell script; .ci/run windows has an .exe"
)
@pytest.mark.parametrize(("program", "command"), [("git", "log 14-2"), ("soffice", "import 旧.doc")])
def test_the_folders_own_program_is_not_run(
    program: str, command: str, tmp_path: Path, project: Path
) -> None:
    (project / "旧.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(1000))
    for folder in (project, tmp_path / "bin"):
        put_program(folder, program)
    system = os.defpath
    edu_plan(*command.split(), cwd=project, PATH=os.pathsep.join(["", ".", str(project), system]))
    assert not (project / f"{program}.ran").exists()
    edu_plan(*command.split(), cwd=project, PATH=os.pathsep.join([str(tmp_path / "bin"), system]))
    assert (tmp_path / "bin" / f"{program}.ran").exists(), "the marker leaves no mark where it may be run"


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system's own way of opening a page")
@pytest.mark.parametrize(
    ("code", "said"), [(0, ""), (3, "请自己打开 二季度.html"), (None, "请自己打开 二季度.html")]
)
def test_a_page_is_opened_by_what_the_system_has_or_it_is_said(
    code: int | None, said: str, tmp_path: Path, project: Path
) -> None:
    if code is not None:
        marker = put_program(tmp_path / "bin", "xdg-open")
        marker.write_text(f'#!/bin/sh\necho "$1" > "$0.ran"\nexit {code}\n', encoding="utf-8")
    ran = edu_plan(
        "report", "-q", "Q2", "-o", "二季度.html", "--open", cwd=project, PATH=str(tmp_path / "bin")
    )
    assert ran.code == 0
    assert said in ran.err
    assert ("请自己打开" in ran.err) == bool(said)
    if code is not None:
        opened = (tmp_path / "bin" / "xdg-open.ran").read_text(encoding="utf-8").strip()
        assert opened == str(project / "二季度.html")


def test_only_a_page_is_opened(project: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "--format", "html", "-o", "二季度.txt", "--open", cwd=project)
    assert (ran.code, "--open 要和 -o 文件.html 一起用" in ran.err) == (2, True)
    assert not (project / "二季度.txt").exists()
