"""A forked run is the installed command's run: the same output, exit code and files; and no run knows of one before."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, Ran, edu_plan, forked_edu_plan, sample_in
from edu_plan_cli.cli.registry import COMMANDS, PLUMBING

# A command line of every command, which starts the installed program once more.
LINES = (
    "status --targets", "report -q Q2 --format html -o 情况.html", "breakdown", "show 14 --lang en", "due --within 90", "missing -q Q2",
    "rollup . -q Q2", "evidence", "export --format frictionless -o 公开", "form -q Q3 --department 学前科 -o 表格", "collect 表格 -q Q3",
    "record 1-1 -q Q2 --note 说明", "instruct 1-1 --by 局长 --text 抓紧 --due 2023-09-30", "set 1-1 name 新名称",
    "assign 14 财务科 --reason 分工调整", "add plan number=七 heading=部分标题", "amend 14-2 target_value 300 --reason 市里增加任务",
    "drop 1-1 --reason 不做了", "import 没有.docx", "review", "new-year 2024", "validate", "explain EP304", "fmt --check", "diff HEAD",
    "log 1-1", "blame -q Q2", "init 新的 --year 2024", "git-setup", "words", "schema plan", "git-merge 甲 乙 丙 丁",
    "git-textconv plan/2023.yaml", "--help", "--version", "stauts",
)  # fmt: skip


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = sample_in(tmp_path_factory.mktemp("repository"))
    identity = ("-c", "user.name=王", "-c", "user.email=w@example.org")
    for arguments in (["init", "-q"], ["add", "-A"], [*identity, "commit", "-qm", "印发"]):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    return project


def files(folder: Path) -> dict[str, bytes]:
    """What each file holds; a workbook also tells when it was written."""
    found = [file for file in folder.rglob("*") if file.is_file() and ".git" not in file.parts]
    return {
        str(file.relative_to(folder)): b"" if file.suffix == ".xlsx" else file.read_bytes() for file in found
    }


@NEEDS_GIT
@pytest.mark.parametrize("line", LINES)
def test_a_forked_run_gives_what_the_installed_command_gives(line: str, repository: Path, tmp_path: Path) -> None:  # fmt: skip
    seen: list[tuple[Ran, dict[str, bytes]]] = []
    for run in (edu_plan, forked_edu_plan):
        project = shutil.copytree(repository, tmp_path / "project")
        ran = run(*line.split(), cwd=project, EDU_PLAN_TODAY="2023-07-20", HOME=str(tmp_path))
        seen.append((ran, files(project)))
        shutil.rmtree(project)
    assert seen[0] == seen[1]
    assert ran.code in (0, 1) or line.startswith(("import", "git-merge", "stauts")), ran.err


def test_every_command_is_tried() -> None:
    assert {line.split()[0] for line in LINES} >= {*COMMANDS, *PLUMBING}


def test_no_run_knows_of_one_before(tmp_path: Path) -> None:
    before = forked_edu_plan("status")
    assert forked_edu_plan("status", EDU_PLAN_LANG="en", TZ="Pacific/Kiritimati", COLUMNS="200").code == 0
    assert forked_edu_plan("status", cwd=tmp_path).code == 2
    assert forked_edu_plan("status", encoding="gbk").code == 0
    assert forked_edu_plan("status") == before


@pytest.mark.skipif(forked_edu_plan is edu_plan, reason="nothing is forked here")
def test_what_only_a_new_interpreter_heeds_is_refused() -> None:
    with pytest.raises(ValueError, match="PYTHONUTF8"):
        forked_edu_plan("status", PYTHONUTF8="1")
