"""The pre-commit hook: wherever in a repository the projects lie, whatever files of them a commit has, each is checked whole."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from commands.running import COMMAND, NEEDS_GIT, ROOT, SAMPLE, edu_plan

PRE_COMMIT = Path(sys.executable).with_name("pre-commit")
NEEDS_PRE_COMMIT = pytest.mark.skipif(not PRE_COMMIT.exists(), reason="pre-commit is not installed")
WRONG = "target_value: 二百七"


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def repository(folder: Path, *projects: str) -> Path:
    """A repository with the shipped hook and sound projects in these folders, all committed."""
    folder.mkdir()
    for project in projects:
        shutil.copytree(SAMPLE, folder / project, dirs_exist_ok=True)
    shutil.copy(ROOT / "docs/ci/pre-commit-config.yaml", folder / ".pre-commit-config.yaml")
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "main")
    return folder


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def hook(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run the hook on what is staged, as ``git commit`` would."""
    git(folder, "add", "-A")
    environment = {
        **os.environ,
        "PATH": f"{Path(COMMAND).parent}:{os.environ['PATH']}",
        "PRE_COMMIT_HOME": str(folder.parent / "pc"),
        "PYTHONIOENCODING": "utf-8",
        "EDU_PLAN_NO_CACHE": "1",
    }
    done = subprocess.run(
        [PRE_COMMIT, "run", *arguments], cwd=folder, env=environment, capture_output=True, check=False
    )
    return done.returncode, done.stdout.decode() + done.stderr.decode()


@NEEDS_GIT
@NEEDS_PRE_COMMIT
@pytest.mark.parametrize("place", [".", "教育 局/项目", "a/b/c"])
def test_a_wrong_plan_is_not_committed_wherever_the_project_lies(place: str, tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", place)
    edit(folder / place / "plan/2023.yaml", "target_value: 270", WRONG)
    code, said = hook(folder)
    assert code == 1, said
    where = "plan/2023.yaml" if place == "." else f"{place}/plan/2023.yaml"
    assert f"{where}:" in said
    assert "target_value" in said


@NEEDS_GIT
@NEEDS_PRE_COMMIT
def test_every_project_with_a_file_in_the_commit_is_checked_and_no_other(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", "甲区", "乙区", "丙区")
    for district in ("甲区", "乙区"):
        edit(folder / district / "plan/2023.yaml", "target_value: 270", WRONG)
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "wrong")
    edit(folder / "甲区/reports/2023/Q2/preschool.yaml", "value: 90", "value: 91")
    edit(folder / "丙区/reports/2023/Q2/preschool.yaml", "value: 90", "value: 92")
    code, said = hook(folder)
    assert code == 1
    assert "甲区/plan/2023.yaml:" in said  # a problem of the project, though not in a file of the commit
    assert "乙区" not in said
    assert "丙区" not in said
    edit(folder / "甲区/plan/2023.yaml", WRONG, "target_value: 270")
    assert hook(folder)[0] == 0


@NEEDS_GIT
@NEEDS_PRE_COMMIT
def test_files_that_plans_and_reports_rest_on_are_checked_too(tmp_path: Path) -> None:
    folder = repository(tmp_path / "r", "p")
    (folder / "p/words.yaml").write_text("schema: edu-plan/words@1\n不认识: x\n", encoding="utf-8")
    code, said = hook(folder)
    assert code == 1
    assert "p/words.yaml:2" in said


def test_one_file_of_a_batch_still_shows_the_problems_of_the_whole_year(tmp_path: Path) -> None:
    """A target taken out of the plan leaves an entry without one, in a file that another process was handed."""
    project = tmp_path / "p"
    shutil.copytree(SAMPLE, project)
    edit(project / "plan/2023.yaml", "ta2a2", "ta2a9")
    ran = edu_plan("validate", "--whole-project", "p/plan/2023.yaml", cwd=tmp_path)
    assert ran.code == 1
    assert "p/reports/2023/Q1/preschool.yaml:" in ran.out
    assert "EP403" in ran.out
    alone = edu_plan("validate", "p/plan/2023.yaml", cwd=tmp_path)  # without it only what lies in the file
    assert alone.code == 0


def test_several_projects_are_one_report_in_every_format(tmp_path: Path) -> None:
    for name in ("甲", "乙"):
        shutil.copytree(SAMPLE, tmp_path / name)
        edit(tmp_path / name / "plan/2023.yaml", "target_value: 270", WRONG)
    ran = edu_plan(
        "validate", "--whole-project", "-f", "github", "-o", "sarif=out.sarif", "甲/plan/2023.yaml", "乙/plan/2023.yaml",
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.code == 1
    assert "file=甲/plan/2023.yaml" in ran.out
    assert "file=乙/plan/2023.yaml" in ran.out
    assert (tmp_path / "out.sarif").exists()


def test_a_file_of_no_project_is_said_and_never_passed_over(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan/other.yaml").write_text("x: 1\n")
    both = edu_plan("validate", "--whole-project", "plan/other.yaml", "p/plan/2023.yaml", cwd=tmp_path)
    assert both.code == 0
    assert "plan/other.yaml 不在任何 edu-plan 项目里" in both.err
    alone = edu_plan("validate", "--whole-project", "plan/other.yaml", cwd=tmp_path)
    assert alone.code == 2
    assert "没有检查" in alone.err


def test_the_published_hook_and_the_local_example_are_the_same() -> None:
    def loaded(file: str) -> Any:
        return YAML(typ="safe").load((ROOT / file).read_text(encoding="utf-8"))

    (published,) = loaded(".pre-commit-hooks.yaml")
    (local,) = loaded("docs/ci/pre-commit-config.yaml")["repos"][0]["hooks"]
    for key in ("entry", "files", "require_serial"):
        assert published[key] == local[key], key
    assert published["language"] == "python"
    assert "pass_filenames" not in published
