"""``edu-plan diff``: what changed in meaning, what it does, and what a reviewer should look at twice."""

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands.running import NEEDS_GIT, SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan

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
    assert ran.code == 0, ran.err
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


def test_a_target_gone_is_risky_and_one_dropped_by_an_amendment_as_well(repository: Path) -> None:
    text = (repository / PLAN).read_text(encoding="utf-8")
    gone = re.sub(r"          - id: tf6f6\n(?:            .*\n)+", "", text)
    assert gone != text
    (repository / PLAN).write_text(gone, encoding="utf-8")
    assert "! 没有调整就删掉了" in diff(repository).out
    assert diff(repository, "--fail-on", "risky").code == 1
    git(repository, "checkout", PLAN)
    edu_plan("drop", "14-5", "--reason", "并入市级", cwd=repository)
    assert "! 取消了这个目标" in diff(repository).out
    assert diff(repository, "--fail-on", "risky").code == 1


@pytest.mark.parametrize(
    ("edit", "codes"),
    [
        (None, (0, 0, 0, 0)),
        ("target_value: 280", (0, 1, 1, 0)),
        ("target_value: 260", (0, 1, 1, 1)),
    ],
)
def test_a_change_is_no_failure_unless_it_is_asked_for(
    edit: str | None, codes: tuple[int, ...], repository: Path
) -> None:
    if edit:
        replace(repository, PLAN, "target_value: 270", edit)
    asked: tuple[list[str], ...] = ([], ["--exit-code"], ["--fail-on", "any"], ["--fail-on", "risky"])
    assert tuple(diff(repository, *each).code for each in asked) == codes
    assert diff(repository, "--fail-on", "risky", "--exit-code").code == codes[1]
    assert diff(repository, "--fail-on", "none").code == 2


AMENDMENTS: dict[str, tuple[list[str], dict[str, Any]]] = {
    "raised": (
        ["amend", "14-1", "target_value", "320"],
        {"fields": [("target_value", "300", "320")], "risky": None, "moves": ("63.3%", "59.4%")},
    ),
    "lowered": (
        ["amend", "14-1", "target_value", "200"],
        {"fields": [("target_value", "300", "200")], "risky": "目标降低了", "moves": ("63.3%", "95.0%")},
    ),
    "before an amendment that is there": (
        ["amend", "14-1", "target_value", "280", "--date", "2023-05-01"],
        {"fields": [("target_value", "270", "280")], "risky": None, "moves": None, "earlier": ["Q2"]},
    ),
    "moved back": (
        ["amend", "14-3", "due", "2023-11-30"],
        {"fields": [("due", "2023-09-01", "2023-11-30")], "risky": "时限推迟了"},
    ),
    "due by the end of the year before": (
        ["amend", "14-1", "due", "2023-11-30"],
        {"fields": [("due", "2023-12-31", "2023-11-30")], "risky": None},
    ),
    "reassigned": (
        ["amend", "14-4", "lead", "office"],
        {"fields": [("lead", "preschool", "office")], "risky": None, "moves": None},
    ),
    "dropped": (["drop", "14-5"], {"fields": [("drop", None, "true")], "risky": "取消了这个目标"}),
    "not in force yet": (
        ["amend", "14-1", "target_value", "320", "--date", "2023-12-31"],
        {"fields": [("target_value", "300", "320")], "risky": None, "moves": None},
    ),
}


@pytest.mark.parametrize("name", AMENDMENTS)
def test_an_amendment_is_told_as_the_change_it_makes(name: str, repository: Path) -> None:
    arguments, expected = AMENDMENTS[name]
    dated = ["--date", "2023-10-15"] if "--date" not in arguments else []
    done = edu_plan(*arguments, *dated, "--reason", "市里要求", cwd=repository, EDU_PLAN_TODAY="2023-10-15")
    assert done.code == 0, done.err
    [change] = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert (change["what"], change["how"]) == ("amendment", "added")
    assert [(f["field"], f["before"], f["after"]) for f in change["fields"]] == expected["fields"]
    assert (change["risky"] and change["risky"]["zh"]) == expected["risky"]
    assert diff(repository, "--fail-on", "risky").code == (1 if expected["risky"] else 0)
    moves = change["moves"]
    if "moves" in expected:
        assert (moves and (moves["before"]["completion"], moves["after"]["completion"])) == expected["moves"]
    assert [each["quarter"] for each in change["moves_earlier"]] == expected.get("earlier", [])
    for asked in ([], ["--format", "md"]):
        out = diff(repository, *asked).out
        for _, before, after in expected["fields"]:
            assert {"preschool": "学前教育科", "office": "办公室", "true": "是（true）", None: "—"}.get(
                before, before
            ) in out
            assert {"office": "办公室", "true": "是（true）"}.get(after, after) in out


def test_an_amendment_edited_or_taken_out_is_told_by_what_it_made(repository: Path) -> None:
    replace(repository, PLAN, "set: {target_value: 300}", "set: {target_value: 290}")
    [change] = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert change["fields"] == [{"field": "target_value", "before": "300", "after": "290"}]
    assert change["risky"]["zh"] == "目标降低了"
    text = (repository / PLAN).read_text(encoding="utf-8")
    (repository / PLAN).write_text(text[: text.index("amendments:")], encoding="utf-8")
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    amendment = next(each for each in changes if each["what"] == "amendment")
    assert amendment["how"] == "removed"
    assert amendment["fields"] == [{"field": "target_value", "before": "300", "after": "270"}]
    assert amendment["risky"]["zh"] == "目标降低了"


def test_a_figure_of_a_closed_quarter_is_risky_and_an_account_of_it_is_not(repository: Path) -> None:
    report = "reports/2023/Q2/preschool.yaml"
    replace(repository, report, "account: 春季学期延时服务按需开设。", "account: 春季学期按需开设。")
    assert diff(repository, "--fail-on", "risky").code == 0
    replace(repository, report, "numerator: 480", "numerator: 490")
    assert "! Q2 已于 2023-07-31 封账，改的是封账的数" in diff(repository).out
    assert diff(repository, "--fail-on", "risky").code == 1
    replace(
        repository, PLAN, "      - {quarter: Q2, date: 2023-07-31}", "      - {quarter: Q2, date: 2023-12-31}"
    )
    assert "! Q2 本已封账，又打开了" in diff(repository).out


def test_a_report_that_only_says_nothing_changed_and_a_day_of_sending_are_told(repository: Path) -> None:
    nil = repository / "reports/2023/Q3/office.yaml"
    nil.parent.mkdir()
    nil.write_text(
        "schema: edu-plan/progress@1\nyear: 2023\nquarter: Q3\ndepartment: office\nsubmitted: 2023-10-09\nnil: true\n",
        encoding="utf-8",
    )
    replace(repository, "reports/2023/Q1/preschool.yaml", "submitted: 2023-04-06", "submitted: 2023-04-20")
    out = diff(repository).out
    assert "~ 改动填报表 Q1 学前教育科  preschool Q1" in out
    assert "报送日期：2023-04-06 → 2023-04-20" in out
    assert "+ 新增填报表 Q3 办公室  office Q3" in out


def test_a_department_renamed_is_one_line(repository: Path) -> None:
    replace(repository, PLAN, "        lead: preschool\n", "        lead: 学前教育科\n")
    assert diff(repository).out == "没有不同。\n"
    for file in (repository / PLAN, *sorted(repository.glob("reports/2023/*/*.yaml"))):
        file.write_text(file.read_text(encoding="utf-8").replace("preschool", "early"), encoding="utf-8")
        if file.name == "preschool.yaml":
            file.rename(file.with_name("early.yaml"))
    replace(repository, PLAN, "        lead: 学前教育科\n", "        lead: early\n")
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert [(c["what"], c["how"], c["fields"]) for c in changes] == [
        ("department", "changed", [{"field": "id", "before": "preschool", "after": "early"}])
    ]
    replace(repository, PLAN, "    name: 学前教育科\n", "    name: 学前教育与托育科\n")
    replace(repository, PLAN, "    aliases: [学前科]\n", "")
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert [(c["what"], len(c["fields"])) for c in changes] == [("department", 3)]


def test_a_year_on_one_side_only_is_one_line_with_its_reports_left_alone(repository: Path) -> None:
    text = (repository / PLAN).read_text(encoding="utf-8").replace("year: 2023", "year: 2024")
    (repository / "plan/2024.yaml").write_text(text, encoding="utf-8")
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert [(c["year"], c["what"], c["how"], c["risky"]) for c in changes] == [(2024, "plan", "added", None)]
    git(repository, "add", "-A")
    git(repository, "commit", "-qm", "明年")
    (repository / PLAN).unlink()
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    assert [(c["year"], c["what"], c["how"]) for c in changes] == [(2023, "plan", "removed")]
    assert diff(repository, "--fail-on", "risky").code == 1
    assert diff(repository, "--year", "2023", "--exit-code").code == 1
    assert diff(repository, "--year", "2024", "--exit-code").code == 0


@pytest.mark.parametrize(
    ("old", "new", "risky"),
    [
        ("target_value: 1.7", "target_value: 1.8", None),
        ("target_value: 1.7", "target_value: 1.6", "目标降低了"),
        ("unit: 万人\n", "unit: 人\n", "目标降低了"),
        ("comparison: about", "comparison: at_least", "比较方式变了"),
    ],
)
def test_what_makes_a_target_easier_is_risky_in_whatever_words(
    old: str, new: str, risky: str | None, repository: Path
) -> None:
    replace(repository, PLAN, old, new)
    changes = json.loads(diff(repository, "--format", "json").out)["changes"]
    target = next(change for change in changes if change["what"] == "target")
    assert (target["risky"] and target["risky"]["zh"]) == risky


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
    assert ran.code == 0
    assert r"学位\|\<b\>" in ran.out
    assert all(line.startswith("|") for line in ran.out.splitlines() if "plan/2023.yaml" in line)
    assert diff(repository, "--exit-code").code == 0
    assert diff(repository, "HEAD~1", "--exit-code").code == 1


@pytest.mark.parametrize("revision", ["--output=x", "没有", "HEAD~99"])
def test_what_is_no_revision_is_said(revision: str, repository: Path) -> None:
    ran = diff(repository, "--", revision)
    assert ran.code == 2
    assert "没有" in ran.err


def test_without_a_repository_it_says_what_is_needed(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    ran = diff(folder)
    assert (ran.code, "git" in ran.err) == (2, True)
