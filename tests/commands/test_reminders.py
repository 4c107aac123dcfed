"""Reminders that can be sent: before the day, on it and after it, as a text with the form beside it."""

from pathlib import Path

import openpyxl
import pytest

from commands.running import done, sample_in
from commands.running import forked_edu_plan as edu_plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped plan; of the third quarter nothing has come."""
    project = sample_in(tmp_path)
    for file in (project / "reports/2023/Q3").iterdir():
        file.unlink()
    return project


def sent(project: Path, day: str, *arguments: str) -> str:
    done(
        project, day, "missing", "--department", "德育与体卫艺科", "-o", "out/催报.txt", "--force", *arguments
    )
    return (project / "out/催报.txt").read_text(encoding="utf-8-sig")


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2023-10-05", "2023年三季度进展填报请于10月10日前报送；待填报的目标 "),
        ("2023-10-10", "2023年三季度进展填报今天（10月10日）截止，尚未收到；待填报的目标 "),
        ("2023-10-11", "2023年三季度进展填报应于10月10日前报送，尚未收到；待填报的目标 "),
    ],
)
def test_the_words_are_those_of_the_day(project: Path, day: str, told: str) -> None:
    text = sent(project, day)
    assert f"德育与体卫艺科：{told}" in text
    last = text.rstrip("\n").rpartition("\n\n")[2]
    assert last.startswith("填报表在一起：")
    assert last.endswith("2023Q3-德育与体卫艺科.xlsx，请填好发回。")
    sheet = openpyxl.load_workbook(project / "out/2023Q3-德育与体卫艺科.xlsx")["填报"]
    assert "三季度进展填报 · 德育与体卫艺科" in str(sheet["A1"].value)


def test_grace_ends_on_a_day_of_its_own(project: Path) -> None:
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("grace_days: 0", "grace_days: 3")
    plan.write_text(text, encoding="utf-8")
    said = {day: sent(project, f"2023-10-{day}") for day in (10, 12, 13, 14)}
    assert "今天（10月10日）截止" in said[10]
    assert "请于10月10日（宽限至10月13日）前报送" in said[12]
    assert "今天（10月13日）截止" in said[13]
    assert "应于10月10日前报送，尚未收到" in said[14]


def test_a_day_that_is_over_asks_for_a_word_and_brings_no_form(project: Path) -> None:
    done(project, "2023-09-15", "missing", "--department", "教育装备与项目办", "-o", "past/催报.txt")
    assert [file.name for file in (project / "past").iterdir()] == ["催报.txt"]
    assert "时限已过，还没有报告完成情况" in (project / "past/催报.txt").read_text(encoding="utf-8-sig")


def test_a_folder_gets_one_for_each_and_a_form_that_lies_there_stays(project: Path) -> None:
    form = project / "out/2023Q3-学前教育科.xlsx"
    form.parent.mkdir()
    form.write_bytes(b"filled in meanwhile")
    done(project, "2023-10-11", "missing", "-o", "out")
    names = {file.name for file in (project / "out").iterdir()}
    assert {"催报-学前教育科.txt", "催报-办公室.txt", "2023Q3-办公室.xlsx"} <= names
    assert form.read_bytes() == b"filled in meanwhile"
    text = (project / "out/催报-学前教育科.txt").read_text(encoding="utf-8-sig")
    assert "2023Q3-学前教育科.xlsx" in text
    again = edu_plan("missing", "-o", "out", cwd=project, EDU_PLAN_TODAY="2023-10-11")
    assert (again.code, "已存在" in again.err) == (2, True)


def test_the_screen_of_one_department_names_no_other(project: Path) -> None:
    out = done(project, "2023-10-11", "missing", "--department", "德育与体卫艺科")
    assert "德育与体卫艺科：2023年三季度" in out
    assert "办公室" not in out


def test_where_nobody_owes_anything_no_file_is_written(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    out = edu_plan("missing", "-q", "Q1", "--department", "办公室", "-o", "x.txt", cwd=project, EDU_PLAN_TODAY="2023-10-20")  # fmt: skip
    assert (out.code, "没有要催报、提醒的" in out.err) == (0, True)
    assert not (project / "x.txt").exists()


def test_each_sentence_can_be_said_otherwise(project: Path) -> None:
    words = (
        "schema: edu-plan/words@1\nreminder:\n  on_the_day: 请{department}今天（{day}）报{period}进展{waiting}。\n"
        "  form: 表：{form}\n"
    )
    (project / "words.yaml").write_text(words, encoding="utf-8")
    text = sent(project, "2023-10-10")
    assert "请德育与体卫艺科今天（10月10日）报2023年三季度进展；待填报的目标 " in text
    assert "\n\n表：" in text
