"""Branches merge by id: different entries and targets never conflict, and a true conflict is git's ordinary one."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

pytestmark = NEEDS_GIT

PLAN, REPORT = "plan/2023.yaml", "reports/2023/Q2/preschool.yaml"


def git(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    return subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=False, capture_output=True, text=True, env={**os.environ, "PATH": "/usr/bin:/bin"},
    )  # fmt: skip


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    git(folder, "init", "-q", "-b", "main")
    assert edu_plan("git-setup", cwd=folder).code == 0
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "印发")
    return folder


def change(folder: Path, edits: list[tuple[str, str, str]]) -> None:
    for path, old, new in edits:
        file = folder / path
        text = file.read_text(encoding="utf-8")
        assert old in text, old
        file.write_text(text.replace(old, new, 1), encoding="utf-8")


def merged(folder: Path, ours: list[tuple[str, str, str]], theirs: list[tuple[str, str, str]]) -> int:
    git(folder, "checkout", "-q", "-b", "theirs")
    change(folder, theirs)
    assert git(folder, "commit", "-qam", "他们的").returncode == 0
    git(folder, "checkout", "-q", "main")
    change(folder, ours)
    assert git(folder, "commit", "-qam", "我们的").returncode == 0
    return git(folder, "merge", "-q", "theirs").returncode


CLEAN: dict[str, tuple[list[tuple[str, str, str]], list[tuple[str, str, str]]]] = {
    "two entries added at the same place": (
        [(REPORT, "  - target: tc3c3\n", "  - target: tg7g7\n    value: 0.3\n  - target: tc3c3\n")],
        [(REPORT, "  - target: tc3c3\n", "  # 新的\n  - target: tf6f6\n    account: 已公布。\n  - target: tc3c3\n")],
    ),
    "neighbouring lines of one target": (
        [(PLAN, "target_value: 270", "target_value: 280")],
        [(PLAN, "quote: 新增公办幼儿园学位270个", "quote: 新增公办幼儿园学位")],
    ),
    "two amendments appended": (
        [(PLAN, "    set: {target_value: 300}\n", "    set: {target_value: 300}\n  - {target: tf6f6, date: 2023-08-01, reason: 甲, drop: true}\n")],
        [(PLAN, "    set: {target_value: 300}\n", "    set: {target_value: 300}\n  - {target: te5e5, date: 2023-08-02, reason: 乙, drop: true}\n")],
    ),
    "one value, changed alike, and another": (
        [(PLAN, "target_value: 270", "target_value: 280")],
        [(PLAN, "            target_value: 270\n            accumulation: period", "            target_value: 280\n            accumulation: cumulative")],
    ),
    "one target taken out, its neighbour changed": (
        [(PLAN, "          - id: tf6f6\n            kind: qualitative\n            name: 二孩补贴申领\n            quote: 做好二孩补贴申领工作。\n            lead: office\n            steps:\n              - name: 公布申领办法\n              - name: 受理并发放\n", "")],
        [(PLAN, "              - name: 竣工验收\n                due: 2023-08-31", "              - name: 竣工验收\n                due: 2023-08-30")],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_what_does_not_contradict_merges_without_a_conflict(name: str, repository: Path) -> None:
    ours, theirs = CLEAN[name]
    assert merged(repository, ours, theirs) == 0
    text = "".join((repository / path).read_text(encoding="utf-8") for path in (PLAN, REPORT))
    for _, _, new in (*ours, *theirs):
        for line in new.splitlines():
            assert line.strip() in text


def test_a_true_conflict_is_left_as_git_leaves_it(repository: Path) -> None:
    code = merged(
        repository,
        [(PLAN, "target_value: 270", "target_value: 280")],
        [(PLAN, "target_value: 270", "target_value: 290")],
    )
    text = (repository / PLAN).read_text(encoding="utf-8")
    assert code == 1
    assert (
        "<<<<<<< ours\n            target_value: 280\n=======\n            target_value: 290\n>>>>>>> theirs"
        in text
    )
    assert "EP1" in edu_plan("validate", cwd=repository).out


def test_the_same_target_reported_twice_is_a_conflict_even_where_lines_merge(repository: Path) -> None:
    code = merged(
        repository,
        [(REPORT, "entries:\n", "entries:\n  - target: te5e5\n    stage: 主体封顶\n")],
        [(REPORT, "  - target: tc3c3\n", "  - target: te5e5\n    stage: 竣工验收\n  - target: tc3c3\n")],
    )
    assert code == 1


def test_a_file_that_is_no_yaml_merges_as_git_does(repository: Path) -> None:
    code = merged(
        repository, [(PLAN, "revision: 1", "revision: [1")], [(PLAN, "due: 2023-09-01", "due: 2023-09-02")]
    )
    assert code in (0, 1)
    assert "2023-09-02" in (repository / PLAN).read_text(encoding="utf-8")


def test_git_diff_names_the_target_of_a_changed_line(repository: Path) -> None:
    change(repository, [(PLAN, "target_value: 270", "target_value: 280")])
    out = git(repository, "diff").stdout
    assert "-新增公办幼儿园学位 (ta2a2) · 目标值：270" in out
    assert "+新增公办幼儿园学位 (ta2a2) · 目标值：280" in out


@pytest.mark.parametrize(("new", "code"), [("revision: 2", 0), ("revision: 1\nyear: 2024", 1)])
def test_a_driver_that_is_gone_loses_no_side(new: str, code: int, repository: Path) -> None:
    config = repository / ".git/config"
    config.write_text(
        config.read_text(encoding="utf-8").replace("-m edu_plan_cli", "-m gone"), encoding="utf-8"
    )
    ours = (
        (PLAN, "revision: 1\nyear: 2023", "revision: 1\nyear: 2022")
        if code
        else (PLAN, "target_value: 270", "target_value: 280")
    )
    old = "revision: 1\nyear: 2023" if code else "revision: 1"
    assert merged(repository, [ours], [(PLAN, old, new)]) == code
    text = (repository / PLAN).read_text(encoding="utf-8")
    assert ours[2].splitlines()[-1] in text
    assert new.splitlines()[-1] in text


def test_it_can_be_taken_out_again(repository: Path) -> None:
    assert edu_plan("git-setup", "--remove", cwd=repository).code == 0
    assert git(repository, "config", "--get-regexp", "edu-plan").stdout == ""
    assert "edu-plan" not in (repository / ".gitattributes").read_text(encoding="utf-8")


def test_git_plumbing_is_in_no_help() -> None:
    out = edu_plan("--help").out
    assert "git-setup" in out
    assert "git-merge" not in out


def test_git_never_makes_us_import_what_the_repository_holds(repository: Path) -> None:
    marker = repository / "edu_plan_cli" / "__init__.py"
    marker.parent.mkdir()
    marker.write_text("open(__file__ + '.ran', 'w').close()\n", encoding="utf-8")
    change(repository, [(PLAN, "target_value: 270", "target_value: 280")])
    assert "280" in git(repository, "diff").stdout
    assert not marker.with_name("__init__.py.ran").exists()
