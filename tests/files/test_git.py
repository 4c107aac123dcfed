"""History through real git: what was, who touched what, and nothing of a hostile repository's ever run."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.files.git import GitError, commit_of, repository_of
from edu_plan_cli.files.revision_files import snapshot

PLAN = "plan/2023.yaml"
pytestmark = NEEDS_GIT


def git(folder: Path, *arguments: str) -> None:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "GIT_AUTHOR_DATE": "2023-07-06T01:00:00+0800",
        "GIT_COMMITTER_DATE": "2023-07-06T01:00:00+0800",
        "GIT_CONFIG_GLOBAL": os.devnull,
    }
    identity = ("-c", "user.name=王晓", "-c", "user.email=w@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, env=clean, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """The sample project in a folder of a repository: committed, then the target value changed and committed again."""
    project = Path(shutil.copytree(SAMPLE, tmp_path / "仓库" / "区 里"))
    git(tmp_path / "仓库", "init", "-q", "-b", "main")
    git(project, "add", ".")
    git(project, "commit", "-qm", "印发")
    plan = project / PLAN
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("target_value: 270", "target_value: 190"), encoding="utf-8"
    )
    git(project, "commit", "-qam", "调低")
    return project


def test_a_revision_shows_the_plan_as_it_was(repository: Path) -> None:
    now = edu_plan("status", "--targets", cwd=repository).out
    before = edu_plan("status", "--targets", "--rev", "HEAD~1", cwd=repository).out
    assert "≥190个" in now
    assert "≥270个" in before
    assert f"@{commit_of(repository, 'HEAD~1')[:7]}" in before


def test_a_revision_works_in_every_command_that_shows_figures(repository: Path) -> None:
    for arguments in (["report"], ["show", "14"], ["missing"], ["status", "--json"]):
        assert edu_plan(*arguments, "--rev", "main", cwd=repository).code == 0


def test_show_says_who_committed_each_entry_and_when(repository: Path) -> None:
    out = edu_plan("show", "14-1", cwd=repository).out
    assert f"2023-07-06 由 王晓 提交（{commit_of(repository, 'HEAD~1')[:7]}）" in out


@pytest.mark.parametrize("revision", ["--output=x", "-h", "没有", "", "HEAD:plan", "HEAD~99"])
def test_what_names_no_commit_is_refused_and_nothing_is_written(revision: str, repository: Path) -> None:
    before = sorted(repository.rglob("*"))
    with pytest.raises(GitError):
        commit_of(repository, revision)
    ran = edu_plan("status", f"--rev={revision}", cwd=repository)
    assert ran.code == 2
    assert ran.err.startswith("错误：")
    assert sorted(repository.rglob("*")) == before


def test_nothing_of_a_hostile_repository_is_run(repository: Path, tmp_path: Path) -> None:
    trap = tmp_path / "trap.sh"
    trap.write_text(f"#!/bin/sh\ntouch '{tmp_path}/sprung'\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in (
        "core.fsmonitor",
        "core.pager",
        "diff.external",
        "core.sshCommand",
        "filter.x.smudge",
        "diff.x.textconv",
    ):
        git(repository, "config", key, str(trap))
    (repository.parent / ".git/info/attributes").write_text("*.yaml diff=x filter=x\n", encoding="utf-8")
    for arguments in (["show", "14"], ["status"]):
        assert edu_plan(*arguments, cwd=repository).code == 0
    assert edu_plan("status", "--rev", "HEAD~1", cwd=repository).code == 0
    assert not (tmp_path / "sprung").exists()


def test_a_link_in_history_leads_nowhere(repository: Path) -> None:
    (repository / "reports/2023/Q2/office.yaml").symlink_to("/etc/passwd")
    git(repository, "add", ".")
    git(repository, "commit", "-qm", "链接")
    ran = edu_plan("status", "--rev", "HEAD", cwd=repository)
    assert "root:" not in ran.out + ran.err


def test_a_revision_without_reports_is_an_empty_project(repository: Path) -> None:
    git(repository, "rm", "-rq", "reports")
    git(repository, "commit", "-qm", "清空")
    assert list(snapshot(repository, commit_of(repository, "HEAD")).files) == [PLAN]
    (repository / "reports").mkdir()
    assert edu_plan("status", "--rev", "HEAD", cwd=repository).code == 0


def test_outside_a_repository_all_but_history_works(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    assert repository_of(project) is None
    assert "提交" not in edu_plan("show", "14", cwd=project).out
    assert "要看历史" in edu_plan("status", "--rev", "HEAD", cwd=project).err


def test_without_git_installed_all_but_history_works(repository: Path) -> None:
    assert edu_plan("show", "14", cwd=repository, PATH="/nonexistent").code == 0
    assert "需要装有 git" in edu_plan("status", "--rev", "HEAD", cwd=repository, PATH="/nonexistent").err
