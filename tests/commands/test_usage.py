"""Wrong command lines: exit 2, one sentence in the reader's language on stderr, nothing on stdout, no traceback."""

import json
import shutil
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import edu_plan as started_edu_plan
from commands.running import forked_edu_plan as edu_plan

WRONG = [
    (["stauts"], "没有命令 stauts。是不是 status？"),
    (["status", "--depratment", "x"], "没有选项 --depratment"),
    (["status", "--light", "紫"], "没有这种灯 紫"),
    (["status", "--department", "财神科"], "没有科室 财神科；有：办公室"),
    (["status", "--section", "九"], "没有部分 九；有：一"),
    (["status", "--item", "99"], "没有任务 99"),
    (["status", "--item", "14.0"], "没有任务 14.0"),
    (["status", "--quarter", "Q5"], "看不懂季度 Q5"),
    (["status", "--quarter", "2022Q1"], "没有 2022 年的工作要点；有：2023"),
    (["status", "--year", "2024"], "没有 2024 年的工作要点"),
    (["status", "--year", "2023", "--quarter", "2022Q1"], "不一致"),
    (["status", "--year", "2O23"], "--year 要写成 2023"),
    (["status", "--compare", "二三"], "--compare 要写成 2023"),
    (["init", "新的", "--year", "23"], "--year 要写成 2023"),
    (["status", "--as-of", "昨天"], "--as-of 要写成 2023-09-30"),
    (["status", "--lang", "fr"], "没有语言 fr"),
    (["status", "--project", "/nonexistent"], "不是 edu-plan 项目"),
    (["report", "--format", "pdf"], "没有格式 pdf；有：table、json、md、csv"),
    (["report", "-o", "plan/x.md"], "不写"),
    (["report", "-o", "/nonexistent/x.md"], "写不了"),
    (["show"], "缺少 任务或目标"),
    (["show", "14", "15"], "多了参数 15"),
    (["show", "99"], "没有任务或目标 99"),
    (["explain", "EP999"], "没有代码或名称 EP999"),
    (["explain", "qoute-not-in-text"], "是不是 quote-not-in-text？"),
    (["explain", "evidence"], "是不是 evidence-missing？"),
    (["explain", "引文"], "edu-plan explain 列出全部"),
    (["validate", "nowhere.yaml"], "没有 nowhere.yaml"),
    (["validate", "--format", "xml"], "没有格式 xml"),
    (["status", "--quarter"], "选项 --quarter 后面要有值"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_wrong_usage_is_said_in_chinese(arguments: list[str], said: str) -> None:
    ran = started_edu_plan(*arguments)
    assert ran.code == 2
    assert ran.out == ""
    assert ran.err.startswith("错误：")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [arguments for arguments, _ in WRONG], ids=" ".join)
def test_wrong_usage_is_said_in_english_without_chinese(arguments: list[str]) -> None:
    ran = edu_plan(*arguments, EDU_PLAN_LANG="en")
    assert ran.code == 2
    if "fr" not in arguments:  # an unknown --lang leaves Chinese
        assert ran.err.startswith("error: ")


def test_outside_a_project_says_how_to_get_one(tmp_path: Path) -> None:
    ran = edu_plan("status", cwd=tmp_path)
    assert ran.code == 2
    assert "edu-plan init" in ran.err


def test_the_project_is_found_from_a_folder_within(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    assert edu_plan("status", cwd=tmp_path / "p" / "reports" / "2023").code == 0
    assert edu_plan("status", cwd=tmp_path, EDU_PLAN_PROJECT=str(tmp_path / "p")).code == 0


def test_a_new_project_validates_at_once(tmp_path: Path) -> None:
    assert edu_plan("init", "新项目", "--year", "2024", cwd=tmp_path).code == 0
    assert edu_plan("validate", cwd=tmp_path / "新项目").code == 0
    assert edu_plan("status", cwd=tmp_path / "新项目").code == 0
    names = {
        path.relative_to(tmp_path / "新项目").as_posix()
        for path in (tmp_path / "新项目").rglob("*")
        if path.is_file()
    }
    assert names == {
        "plan/2024.yaml",
        "reports/README.md",
        "schema/plan.json",
        "schema/progress.json",
        "schema/updates.json",
        "schema/instructions.json",
        "schema/words.json",
        "edu-plan.toml",
        ".gitattributes",
        ".gitignore",
        ".github/workflows/edu-plan.yml",
    }


def test_init_changes_nothing_that_is_there(tmp_path: Path) -> None:
    (tmp_path / "edu-plan.toml").write_text("# mine\n", encoding="utf-8")
    assert edu_plan("init", cwd=tmp_path).code == 2
    assert [path.name for path in tmp_path.iterdir()] == ["edu-plan.toml"]


def test_a_gitignore_that_is_there_is_no_reason_to_refuse(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("*.docx\n", encoding="utf-8")
    assert edu_plan("init", cwd=tmp_path).code == 0
    assert (tmp_path / ".gitignore").read_text(encoding="utf-8") == "*.docx\n"


def test_a_broken_report_is_left_out_and_named_but_the_screen_stands(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    broken = tmp_path / "p" / "reports" / "2023" / "Q2" / "adult-education.yaml"
    broken.write_text("schema：坏\n", encoding="utf-8")
    for arguments in (["status"], ["report"], ["show", "14"]):
        ran = edu_plan(*arguments, cwd=tmp_path / "p")
        assert ran.code == 0
        assert "实施安心托幼行动" in ran.out
        assert "没有计入" in ran.out


def test_a_broken_target_leaves_the_rest_of_the_plan(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    plan = tmp_path / "p" / "plan" / "2023.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("target_value: 270", "target_value: 270个"), encoding="utf-8"
    )
    ran = edu_plan("status", "--targets", cwd=tmp_path / "p")
    assert ran.code == 0
    assert "plan/2023.yaml" in ran.out
    assert "延时服务全覆盖" in ran.out
    assert "新增公办幼儿园学位" not in ran.out


def test_a_plan_of_which_nothing_can_be_read_stops_with_2(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    (tmp_path / "p" / "plan" / "2023.yaml").write_text("schema: edu-plan/plan@9\n", encoding="utf-8")
    ran = edu_plan("status", cwd=tmp_path / "p")
    assert ran.code == 2
    assert "plan/2023.yaml:1:9" in ran.err
    assert edu_plan("validate", cwd=tmp_path / "p").code == 1


def test_validate_narrows_to_paths_from_anywhere(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    for quarter in ("Q1", "Q2"):
        (tmp_path / "p" / "reports" / "2023" / quarter / "office.yaml").write_text("", encoding="utf-8")
    assert edu_plan("validate", cwd=tmp_path / "p").out.count("EP113") == 2
    assert edu_plan("validate", "reports/2023/Q1", cwd=tmp_path / "p").out.count("EP113") == 1
    assert (
        edu_plan("validate", "Q1/office.yaml", cwd=tmp_path / "p" / "reports" / "2023").out.count("EP113")
        == 1
    )
    assert edu_plan("validate", "plan", cwd=tmp_path / "p").code == 0


def test_validate_json_is_versioned_and_in_both_languages(tmp_path: Path) -> None:
    shutil.copytree(SAMPLE, tmp_path / "p")
    (tmp_path / "p" / "reports" / "2023" / "Q1" / "office.yaml").write_text("", encoding="utf-8")
    ran = edu_plan("validate", "--format", "json", cwd=tmp_path / "p")
    data = json.loads(ran.out)
    assert ran.code == 1
    assert data["schema"] == "edu-plan/diagnostics@1"
    assert data["summary"] == {"error": 1, "warning": 0, "notice": 0}
    (found,) = data["diagnostics"]
    assert (found["file"], found["line"], found["column"], found["code"]) == (
        "reports/2023/Q1/office.yaml",
        1,
        1,
        "EP113",
    )
    assert set(found["message"]) == {"zh", "en"}


def test_status_json_says_where_every_figure_stands() -> None:
    data = json.loads(edu_plan("status", "--json").out)
    assert data["schema"] == "edu-plan/assessment@1"
    first = data["sections"][0]["items"][0]["targets"][0]
    assert first["completion"] == {"exact": "19/27", "percent": "70.4"}
    locations = [location for step in first["working"] for location in step["places"]]
    assert "reports/2023/Q1/preschool.yaml:10:12" in locations


def test_a_filter_hides_rows_and_changes_no_figure() -> None:
    whole = json.loads(edu_plan("status", "--json").out)
    part = json.loads(edu_plan("status", "--json", "--light", "逾期").out)
    assert part["total"] == whole["total"]
    shown = [t for s in part["sections"] for i in s["items"] for t in i["targets"]]
    assert [target["label"] for target in shown] == ["14-2"]
    every = {t["id"]: t for s in whole["sections"] for i in s["items"] for t in i["targets"]}
    assert all(every[target["id"]] == target for target in shown)


@pytest.mark.parametrize("typed", ["EP304", "ep304", "ＥＰ３０４", "quote-not-in-text", "Quote-Not-In-Text"])
def test_a_rule_is_explained_by_its_code_or_its_name(typed: str) -> None:
    ran = edu_plan("explain", typed)
    assert (ran.code, ran.out.splitlines()[0]) == (0, "EP304 quote-not-in-text 错误：引文不在原文里")


def test_version() -> None:
    assert edu_plan("--version").out.startswith("edu-plan 0.")


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("edu-plan st", "status"),
        ("edu-plan show 14-", "14-1"),
        ("edu-plan show ta", "ta2a2"),
        ("edu-plan status --department pre", "preschool"),
        ("edu-plan status --light l", "lagging"),
        ("edu-plan explain EP30", "EP304"),
        ("edu-plan explain ep30", "ep304"),
        ("edu-plan explain quote", "quote-not-in-text"),
        ("edu-plan explain Quote", "Quote-not-in-text"),
    ],
)
def test_the_shell_completes_commands_ids_and_departments(words: str, wanted: str) -> None:
    ran = edu_plan(
        _EDU_PLAN_COMPLETE="complete_bash", COMP_WORDS=words, COMP_CWORD=str(len(words.split()) - 1)
    )
    assert wanted in ran.out.split()


def test_a_file_of_no_format_of_ours_is_not_written(tmp_path: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "-o", str(tmp_path / "通报.pdf"), cwd=SAMPLE)
    assert (ran.code, "不会写 .pdf 文件" in ran.err) == (2, True)
    assert not (tmp_path / "通报.pdf").exists()


def test_a_folder_is_no_file_even_with_force(tmp_path: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "--format", "csv", "--force", "-o", str(tmp_path), cwd=SAMPLE)
    assert (ran.code, "是文件夹" in ran.err) == (2, True)
