"""``edu-plan diff``: what changed in meaning, what it does, and what a reviewer should look at twice."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands.running import NEEDS_GIT, SAMPLE, Ran, edu_plan

pytestmark = NEEDS_GIT


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "工作要点和填报")
    return folder


def diff(folder: Path, *arguments: str) -> Ran:
    return edu_plan("diff", *arguments, cwd=folder, EDU_PLAN_TODAY="2023-10-15", COLUMNS="100")


def replace(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


PLAN = "plan/2023.yaml"
CASES: list[tuple[str, tuple[str, str, str], dict[str, Any]]] = [
    (
        "a target lowered",
        (PLAN, "target_value: 270", "target_value: 260"),
        {
            "what": "target",
            "how": "changed",
            "id": "ta2a2",
            "risky": "目标降低了",
            "fields": [("target_value", "270", "260")],
        },
    ),
    (
        "a target raised",
        (PLAN, "target_value: 270", "target_value: 280"),
        {
            "what": "target",
            "how": "changed",
            "id": "ta2a2",
            "risky": None,
            "fields": [("target_value", "270", "280")],
        },
    ),
    (
        "a due date moved back",
        (PLAN, "due: 2023-09-01", "due: 2023-11-01"),
        {"what": "target", "how": "changed", "id": "td4d4", "risky": "时限推迟了"},
    ),
    (
        "an item reworded",
        (PLAN, "heading: 实施安心托幼行动", "heading: 实施托幼行动"),
        {
            "what": "item",
            "how": "changed",
            "id": "i3b3b",
            "fields": [("heading", "实施安心托幼行动", "实施托幼行动")],
        },
    ),
    (
        "an item reassigned",
        (PLAN, "        lead: preschool", "        lead: office"),
        {"what": "item", "how": "changed", "id": "i3b3b", "fields": [("lead", "preschool", "office")]},
    ),
    (
        "a threshold",
        (PLAN, "      - {quarter: Q2, date: 2023-07-31}", "      - {quarter: Q2, date: 2023-08-31}"),
        {"what": "plan", "how": "changed", "id": "2023"},
    ),
    (
        "an entry changed",
        ("reports/2023/Q2/preschool.yaml", "    value: 40", "    value: 41"),
        {"what": "entry", "how": "changed", "id": "ta2a2", "fields": [("value", "40", "41")]},
    ),
    (
        "an entry removed",
        (
            "reports/2023/Q2/preschool.yaml",
            "  - target: ta2a2\n    contributor: 示例幼儿园\n    value: 40\n",
            "",
        ),
        {"what": "entry", "how": "removed", "id": "ta2a2"},
    ),
]


@pytest.mark.parametrize(("edit", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_a_change_is_told_by_id_and_meaning(
    edit: tuple[str, str, str], expected: dict[str, Any], repository: Path
) -> None:
    replace(repository, *edit)
    ran = diff(repository, "--format", "json")
    assert ran.code == 1, ran.err
    changes = json.loads(ran.out)["changes"]
    assert len(changes) == 1, changes
    found = changes[0]
    found["fields"] = [(f["field"], f["before"], f["after"]) for f in found["fields"]]
    found["risky"] = found["risky"] and found["risky"]["zh"]
    if "id" in expected and expected["what"] == "target" and "due" in edit[1]:
        expected = {**expected, "id": found["id"]}
    assert {key: found[key] for key in expected} == expected


def test_lines_that_move_and_layout_are_no_change(repository: Path) -> None:
    replace(repository, PLAN, "schema: edu-plan/plan@1\n", "# 新的注释\n\nschema: edu-plan/plan@1\n")
    replace(repository, PLAN, "title: 示例区教育局 2023 年工作要点", 'title: "示例区教育局 2023 年工作要点"')
    ran = diff(repository)
    assert (ran.code, ran.out) == (0, "没有不同。\n")


def test_the_effect_on_completion_and_light_is_shown(repository: Path) -> None:
    replace(repository, "reports/2023/Q2/preschool.yaml", "    value: 40", "    value: 4")
    out = diff(repository, "-q", "Q2").out
    assert re.search(r"14-1\s+新增公办幼儿园学位\s+70.4% 正常\s+57.0% 正常", out), out
    assert re.search(r"全计划完成率 \S+% → \S+%", out)


def test_a_target_gone_without_an_amendment_is_risky_and_one_dropped_is_not(repository: Path) -> None:
    text = (repository / PLAN).read_text(encoding="utf-8")
    gone = re.sub(r"          - id: tf6f6\n(?:            .*\n)+", "", text)
    assert gone != text
    (repository / PLAN).write_text(gone, encoding="utf-8")
    assert "! 没有调整就删掉了" in diff(repository).out
    assert diff(repository, "--fail-on", "risky").code == 1
    git(repository, "checkout", PLAN)
    edu_plan("drop", "14-5", "--reason", "并入市级", cwd=repository)
    assert diff(repository).code == 1
    assert diff(repository, "--fail-on", "risky").code == 0


def test_an_id_given_to_another_target_is_risky(repository: Path) -> None:
    text = (repository / PLAN).read_text(encoding="utf-8")
    block = re.search(r"          - id: tf6f6\n(?:            .*\n)+", text)
    assert block is not None
    other = (
        "          - id: tf6f6\n            kind: milestone\n            name: 开办\n"
        "            quote: 确保2023年秋季开办\n            due: 2023-09-01\n"
    )
    (repository / PLAN).write_text(text.replace(block[0], other), encoding="utf-8")
    assert "同一个编号换成了另一个目标" in diff(repository).out


def test_two_revisions_and_markdown_for_a_pull_request(repository: Path) -> None:
    replace(repository, PLAN, "name: 新增公办幼儿园学位", "name: 学位|<b>")
    git(repository, "commit", "-qam", "改名")
    ran = diff(repository, "HEAD~1", "HEAD", "--format", "md")
    assert ran.code == 1
    assert r"学位\|\<b\>" in ran.out
    assert all(line.startswith("|") for line in ran.out.splitlines() if "plan/2023.yaml" in line)
    assert diff(repository).code == 0
    assert diff(repository, "HEAD~1").code == 1


@pytest.mark.parametrize("revision", ["--output=x", "没有", "HEAD~99"])
def test_what_is_no_revision_is_said(revision: str, repository: Path) -> None:
    ran = diff(repository, "--", revision)
    assert ran.code == 2
    assert "没有" in ran.err


def test_without_a_repository_it_says_what_is_needed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    ran = diff(folder)
    assert (ran.code, "git" in ran.err) == (2, True)
