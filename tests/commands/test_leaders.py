"""分管领导: written in the plan, said by show and diff, asked for by --leader."""

import json
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest

from commands.running import NEEDS_GIT, SAMPLE, done, sample_in, unbroken
from commands.running import forked_edu_plan as edu_plan

DAY = "2023-07-20"


def changed(folder: Path, *changes: tuple[str, str]) -> Path:
    """The shipped plan in a folder, with some of its words said otherwise."""
    plan = sample_in(folder) / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    plan.write_text(text, encoding="utf-8")
    return folder


def test_show_names_the_leader_of_the_department_that_leads(tmp_path: Path) -> None:
    shown = done(sample_in(tmp_path), DAY, "show", "14")
    assert (
        "牵头学前教育科，配合教育装备与项目办、学生资助管理中心，分管领导副局长（分管学前和职成教）"
        in unbroken(shown)
    )
    assert shown.count("分管领导：副局长（分管学前和职成教）") == shown.count("  牵头：") > 0


def test_the_leader_an_item_names_goes_before_the_departments() -> None:
    assert "分管领导 局长" in done(SAMPLE, DAY, "show", "15")
    assert "分管领导 副局长" in done(SAMPLE, DAY, "show", "14")


@pytest.mark.parametrize(
    ("typed", "items"),
    [
        ("总督学", {"4", "7"}),
        ("副局长（分管学前和职成教）", {"13", "14", "15", "18"}),
        ("学前", {"13", "14", "15", "18"}),
    ],
)
def test_status_shows_what_is_in_a_leaders_charge(typed: str, items: set[str], tmp_path: Path) -> None:
    data = json.loads(done(sample_in(tmp_path), DAY, "status", "--leader", typed, "--json"))
    listed = {
        (str(item["number"]), target["leader"])
        for section in data["sections"]
        for item in section["items"]
        for target in item["targets"]
    }
    assert len({leader for _, leader in listed}) == 1
    assert {number for number, _ in listed} >= items


def test_a_leaders_report_has_the_averages_of_their_part_alone(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    whole = done(project, DAY, "report", "-q", "Q2", "--format", "md")
    part = done(project, DAY, "report", "-q", "Q2", "--leader", "总督学", "--format", "md")
    assert "二季度完成情况 · 总督学" in part
    led = [line for line in whole.splitlines() if line.startswith("|") and "教育督导室" in line]
    assert led
    assert all(line in part for line in led if line.count("|") > 6)
    assert "学前教育科" not in part


def test_missing_lists_the_departments_of_one_leader(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    (project / "reports" / "2023" / "Q2" / "safety.yaml").unlink()
    out = done(project, DAY, "missing", "-q", "Q2", "--leader", "副局长（分管安全和项目）")
    assert "安全信访科：2023年二季度进展填报应于7月10日前报送，尚未收到" in unbroken(out)
    assert "学前教育科" not in out


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("副局长", "叫 副局长 的有 3 位：副局长（分管基础教育）、"),
        ("校长", "没有分管领导 校长；有：局党委书记、局长、"),
    ],
)
def test_who_is_meant_must_be_one(typed: str, said: str, tmp_path: Path) -> None:
    ran = edu_plan("status", "--leader", typed, cwd=sample_in(tmp_path), EDU_PLAN_TODAY=DAY)
    assert ran.code == 2
    assert said in ran.err


def test_a_plan_without_leaders_says_so(tmp_path: Path) -> None:
    project = changed(tmp_path, ("\nleaders:\n", "\nweg:\n"))
    text = (project / "plan" / "2023.yaml").read_text(encoding="utf-8")
    before, _, rest = text.partition("\nweg:\n")
    (project / "plan" / "2023.yaml").write_text(
        before + "\nsections:\n" + rest.partition("\nsections:\n")[2], encoding="utf-8"
    )
    ran = edu_plan("status", "--leader", "局长", cwd=project, EDU_PLAN_TODAY=DAY)
    assert ran.code == 2
    assert "没有写分管领导（leaders）" in ran.err
    assert "分管领导" not in done(project, DAY, "show", "14").replace("科室设置和分工、分管领导、", "")


def test_a_form_says_who_is_in_charge(tmp_path: Path) -> None:
    done(SAMPLE, "2023-10-08", "form", "-q", "Q3", "--department", "学前科", "-o", str(tmp_path))
    sheet = openpyxl.load_workbook(tmp_path / "2023Q3-学前教育科.xlsx").worksheets[0]
    assert "分管领导：副局长。" in str(sheet.cell(3, 1).value)


@NEEDS_GIT
@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("post: 副局长", "post: 副局长\n    name: 甲", ["~改动 分管领导 副局长 甲", "名称：— → 甲"]),
        ("[office]\n  - post", "[office, preschool]\n  - post", ["~改动 分管领导 局长", "科室：办公室 → 办公室、学前教育科"]),
        ("        leader: 局长\n", "", ["~改动 任务 第15项 实施老有所学行动", "分管领导：局长 → —"]),
    ],
    ids=["a name", "a department", "an item"],
)  # fmt: skip
def test_diff_tells_what_became_of_a_leader(before: str, after: str, said: list[str], tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    for arguments in (
        ["init", "-q"],
        ["add", "-A"],
        ["-c", "user.name=a", "-c", "user.email=a@b", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True)
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    assert before in text
    plan.write_text(text.replace(before, after), encoding="utf-8")
    shown = unbroken(edu_plan("diff", cwd=project, EDU_PLAN_TODAY=DAY, COLUMNS="120").out)
    assert [words for words in said if unbroken(words) not in shown] == [], shown
