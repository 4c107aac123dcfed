"""What a secretary at cmd or PowerShell types, as far as it can be tried on every system."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import shellingham

from commands.running import COMMAND, ROOT, SAMPLE, UNDER_WINE, bare, edu_plan
from edu_plan_cli.cli.tab_completion import not_here
from edu_plan_cli.cli.wildcards import unfolded


def test_wildcards_mean_the_files_as_another_shell_would_have_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("b.xlsx", "a.xlsx", "报表 [1].xlsx", "c.csv"):
        (tmp_path / "表").mkdir(exist_ok=True)
        (tmp_path / "表" / name).touch()
    at = "表" + os.sep
    assert unfolded([f"{at}*.xlsx"]) == [f"{at}a.xlsx", f"{at}b.xlsx", f"{at}报表 [1].xlsx"]
    assert unfolded([f"{at}?.csv", "x.yaml"]) == [f"{at}c.csv", "x.yaml"]
    assert unfolded([f"{at}报表 [1].xlsx"]) == [f"{at}报表 [1].xlsx"]
    assert unfolded([f"{at}*.没有"]) == [f"{at}*.没有"]


@pytest.mark.skipif(sys.platform != "win32", reason="elsewhere the shell does it")
def test_wildcards_are_taken_where_files_are_named() -> None:
    ran = edu_plan("validate", r"reports\2023\Q2\*.yaml")
    assert (ran.code, ran.out) == (0, "没有发现问题\n")


@pytest.mark.parametrize("shell", ["cmd", None])
def test_what_cannot_complete_by_tab_says_what_can(
    shell: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    def found() -> tuple[str, str]:
        if shell is None:
            raise shellingham.ShellDetectionFailure
        return shell, shell

    monkeypatch.setattr(shellingham, "detect_shell", found)  # cmd cannot be had on every system
    why = not_here()
    assert why is not None
    assert why.zh.startswith(f"{shell or '这个终端'} 不能按 Tab 补全。Windows 请打开 PowerShell")


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell that completes")
def test_tab_completion_is_installed_and_told_in_chinese(tmp_path: Path) -> None:
    def typed(options: str) -> str:
        """Typed in bash: the shell is told by what started the program."""
        line = f"'{COMMAND}' {options}; true"
        done = subprocess.run(
            ["bash", "-c", line], env=bare(HOME=str(tmp_path)), capture_output=True, check=True
        )
        return done.stdout.decode("utf-8")

    assert typed("--install-completion") == "已装好按 Tab 补全，关掉终端再打开就有。\n"
    assert (tmp_path / ".bashrc").exists()
    assert "installed in" in typed("--install-completion --lang en")
    assert "_EDU_PLAN_COMPLETE" in typed("--show-completion")


def test_the_slow_way_of_reading_is_told_once(tmp_path: Path) -> None:
    """A module that is not to be found, put before the real one on the path, stands for an installation without it."""
    hidden = "import sys; sys.modules['_ruamel_yaml'] = None"
    (tmp_path / "sitecustomize.py").write_text(hidden, encoding="utf-8")
    env = {"PYTHONPATH": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "c"), "LOCALAPPDATA": str(tmp_path / "c"), "HOME": str(tmp_path), "EDU_PLAN_NO_CACHE": ""}  # fmt: skip
    first, second = (edu_plan("validate", cwd=SAMPLE, **env) for _ in range(2))
    assert first.out == second.out == "没有发现问题\n"
    assert "只说这一次" in first.err
    assert "只说这一次" not in second.err


def _strings() -> list[tuple[Path, str]]:
    files = [*(ROOT / "src").rglob("*.py"), *ROOT.glob("README*.md"), *(ROOT / "docs").glob("*.md")]
    return [(file, file.read_text(encoding="utf-8")) for file in files]


def test_what_we_tell_people_to_type_has_double_quotes() -> None:
    """Single ones are a part of the name in cmd."""
    for file, text in _strings():
        assert not re.search(r"(pip|uv|pipx) [\w ]*'", text), file


def test_what_we_tell_people_at_windows_writes_files_by_option() -> None:
    """PowerShell 5.1 makes UTF-16 of what ``>`` takes."""
    for file, text in _strings():
        assert not re.search(r"edu-plan [^\n`|#]* > \S", text), file


@pytest.mark.parametrize("name", ["x.csv:流", "x.csv.", "nul", "aux.csv", "没有/com1.csv", "没有./x.csv"])
def test_what_is_no_name_on_windows_is_not_written_anywhere(name: str, tmp_path: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "--format", "csv", "-o", str(tmp_path / name))
    assert (ran.code, "这个名字不能用" in ran.err) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(UNDER_WINE, reason="Wine cuts a long name short where Windows refuses it")
def test_a_path_that_is_too_long_is_told_as_such(tmp_path: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "-o", str(tmp_path / f"{'长' * 300}.csv"))
    assert (ran.code, "路径太长" in ran.err) == (2, True)


def test_a_long_name_that_fits_is_written(tmp_path: Path) -> None:
    """The temporary file beside it has a longer name only in its first part."""
    file = tmp_path / f"{'x' * (245 if sys.platform != 'win32' else 60)}长.csv"
    assert edu_plan("report", "-q", "Q2", "-o", str(file)).code == 0
    assert [file] == list(tmp_path.iterdir())


def test_no_report_is_written_for_a_department_no_file_can_be_named_after(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    plan = folder / "plan/2023.yaml"
    plan.write_text(plan.read_text(encoding="utf-8").replace("preschool", "con"), encoding="utf-8")
    answer = ("record", "14-1", "-q", "Q3", "--value", "20", "--contributor", "示例幼儿园")
    ran = edu_plan(*answer, cwd=folder)
    assert (ran.code, "EP321" in ran.err) == (2, True), ran.err
    assert not (folder / "reports/2023/Q3").exists()
