"""A folder of forms: what is good is taken, rivals are shown, what was collected before changes nothing, and a sum ends the run."""

import re
import shutil
from pathlib import Path

import openpyxl
import pytest

from commands.running import Ran
from commands.running import forked_edu_plan as edu_plan
from forms.test_forms import DAY, cell, collect, fill, form, project, report

__all__ = ["form", "project"]
STATE = "阶段、步骤、日期或文号"
DONE = ("te5e5", "", STATE, "竣工验收")


def another(form: Path, name: str, *values: tuple[str, str, str, object]) -> Path:
    other = Path(shutil.copy(form, form.with_name(name)))
    fill(other, *values)
    return other


def sent(project: Path, form: Path) -> Path:
    """A folder with that form alone."""
    folder = project / "收"
    folder.mkdir()
    return Path(shutil.move(form, folder / form.name))


def total_of(ran: Ran) -> str:
    return ran.err.strip().splitlines()[-1]


def test_good_targets_are_taken_and_a_bad_one_goes_back_whole(project: Path, form: Path) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", "约80"), ("ta2a2", "第二幼儿园", "填报数", 30))
    ran = collect(project, str(form), "--return", "退")
    assert ran.code == 1
    text = report(project)
    assert "stage: 竣工验收" in text
    assert "ta2a2" not in text.partition("entries:")[2]
    assert "  open: [ta2a2]\n" in text
    assert "收下 1 张，退回 1 行（学前教育科 14-1 新增公办幼儿园学位 示例幼儿园）" in total_of(ran)
    assert "还没交的：办公室、职成教科" in total_of(ran)
    missing = edu_plan("missing", "-q", "Q3", cwd=project, EDU_PLAN_TODAY="2023-10-20", COLUMNS="120")
    assert "已收到，还缺 3 个目标的填报：14-1 新增公办幼儿园学位" in missing.out.replace("\n", ""), (
        missing.out
    )


def test_a_total_and_its_part_stand_or_fall_together(project: Path, form: Path) -> None:
    mine = form.with_name("2023Q3-职成教科.xlsx")
    fill(mine, ("td4d4", "", "填报数", 1.5), ("tg7g7", "", "填报数", "约0.6"))
    assert collect(project, str(mine)).code == 1
    assert not (project / "reports/2023/Q3/adult-education.yaml").exists()
    fill(mine, ("tg7g7", "", "填报数", 0.6))
    assert collect(project, str(mine)).code == 0


def test_what_the_checks_refuse_is_marked_in_its_cell_and_keeps_nothing_else_out(
    project: Path, form: Path
) -> None:
    fill(
        form, DONE, ("tc3c3", "", STATE, "2023-09-01"), ("tb2b2", "", "填报数", 480), ("tb2b2", "", "分母", 0)
    )
    ran = collect(project, str(form), "--return", "退")
    assert ran.code == 1
    assert re.search(r"2023Q3-学前教育科\.xlsx!填报!J\d+ 看不准", ran.out), ran.out
    assert "stage: 竣工验收" in report(project)
    assert "numerator" not in report(project)
    back = openpyxl.load_workbook(project / "退" / form.name)
    assert cell(back, "tb2b2", "", "请改").value
    assert cell(back, "te5e5", "", "请改").value in (None, "")


def test_a_form_collected_before_never_undoes_a_correction(project: Path, form: Path) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", 77))
    file = sent(project, form)
    assert collect(project, "收").code == 0
    path = project / "reports/2023/Q3/preschool.yaml"
    path.write_text(report(project).replace("value: 77", "value: 71"), encoding="utf-8")
    before = report(project)
    for run in (collect(project, "收", "--yes"), collect(project, str(file), "--yes")):
        assert (run.code, "收过了，没有新的内容" in run.err) == (0, True), run.err
    shutil.move(file, file.with_name("改了名字.xlsx"))
    assert "以前收过 1 张" in total_of(collect(project, "收", "--yes"))
    assert report(project) == before
    asked = collect(project, "收", "--take", "改了名字.xlsx")
    assert (asked.code, "请确认 已填 71，这张表是 77，要改吗" in asked.out) == (1, True), asked.out
    assert report(project).replace("2023Q3-学前教育科", "改了名字") == before.replace(
        "2023Q3-学前教育科", "改了名字"
    )


def test_another_form_that_would_replace_a_value_asks_and_both_stay_remembered(
    project: Path, form: Path
) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", 77))
    assert collect(project, str(form)).code == 0
    second = another(
        form, "终稿.xlsx", ("ta2a2", "示例幼儿园", "填报数", 78), ("tc3c3", "", "情况说明", "已开办。")
    )
    ran = collect(project, str(second))
    assert (ran.code, "已填 77，这张表是 78，要改吗" in ran.out) == (1, True), ran.out
    text = report(project)
    assert ("value: 77" in text, "已开办" in text) == (True, True)  # what replaces nothing is taken
    assert collect(project, str(second), "--yes").code == 0
    assert "value: 78" in report(project)
    assert report(project).count("sha256:") == 2
    assert "以前收过 2 张" in total_of(collect(project, str(form), str(second)))


def test_a_figure_in_another_unit_is_the_same_amount_or_asked_about(project: Path) -> None:
    """The report says 5000人: 0.5万人 is nothing new, 0.6 is 0.6万人 and no 0.6人."""
    edu_plan("record", "15-2", "-q", "Q3", "--value", "5000人", cwd=project, **DAY)
    assert edu_plan("form", "-q", "Q3", "--department", "职成教科", cwd=project, **DAY).code == 0
    form = project / "2023Q3-职成教科.xlsx"
    fill(form, ("tg7g7", "", "填报数", 0.5))
    assert "没有新的内容" in collect(project, form.name).err
    fill(form, ("tg7g7", "", "填报数", 0.6))
    ran = collect(project, form.name)
    assert (ran.code, "已填 5000人，这张表是 0.6，要改吗" in ran.out) == (1, True), ran.out
    assert collect(project, form.name, "--yes").code == 0
    text = (project / "reports/2023/Q3/adult-education.yaml").read_text(encoding="utf-8")
    assert ("value: 0.6" in text, "unit" in text) == (True, False)


def test_questions_are_asked_in_the_language_spoken(project: Path, form: Path) -> None:
    fill(
        form, ("ta2a2", "示例幼儿园", "填报数", "约80"), ("tc3c3", "", "阶段、步骤、日期或文号", "2022-12-01")
    )
    ran = collect(project, str(form), "--lang", "en")
    asked = [line for line in ran.out.splitlines() if "sure?" in line or "unclear" in line]
    assert len(asked) == 2
    assert not any("一" <= sign <= "鿿" for line in asked for sign in re.sub(r"“.*?”|\S+!\S+", "", line))


def test_two_forms_that_differ_are_shown_and_neither_is_taken_until_told(project: Path, form: Path) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", 77))
    file = sent(project, form)
    another(file, "2023Q3-学前教育科(1).xlsx", ("ta2a2", "示例幼儿园", "填报数", 78))
    another(file, "副本.xlsx")
    ran = collect(project, "收", "--yes")
    assert ran.code == 1
    assert "副本.xlsx 与 2023Q3-学前教育科.xlsx 内容相同" in ran.err
    assert "学前教育科有 2 张不同的表" in ran.err
    shown = (
        "14-1 新增公办幼儿园学位 示例幼儿园 填报数：2023Q3-学前教育科(1).xlsx 78，2023Q3-学前教育科.xlsx 77"
    )
    assert shown in ran.err, ran.err
    assert report(project) == ""
    ran = collect(project, "收", "--take", "收/2023Q3-学前教育科(1).xlsx")
    assert ran.code == 0, ran.out + ran.err
    assert "value: 78" in report(project)
    assert "2023Q3-学前教育科.xlsx 没有收：收的是另一张" in ran.err
    assert collect(project, "收", "--take", "没有.xlsx").code == 2


def test_a_form_put_right_is_taken_beside_the_one_sent_back(project: Path, form: Path) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", "约80"))
    file = sent(project, form)
    assert collect(project, "收", "--return", "退").code == 1
    back = project / "退" / file.name
    fill(back, ("ta2a2", "示例幼儿园", "填报数", 80))
    shutil.copy(back, file.with_name("改好.xlsx"))
    ran = collect(project, "收")
    assert ran.code == 0, ran.out + ran.err
    assert "value: 80" in report(project)
    assert "open:" not in report(project)


def test_what_was_left_open_may_be_confirmed_later_from_the_same_file(project: Path, form: Path) -> None:
    fill(form, DONE, ("ta2a2", "示例幼儿园", "填报数", 0.9))
    assert collect(project, str(form)).code == 1
    path = project / "reports/2023/Q3/preschool.yaml"
    path.write_text(report(project).replace("竣工验收", "主体封顶"), encoding="utf-8")
    assert collect(project, str(form), "--yes").code == 0
    text = report(project)
    assert ("value: 0.9" in text, "stage: 主体封顶" in text, "open:" in text) == (True, True, False)


def test_the_day_a_form_first_came_is_kept_where_nothing_of_it_was_taken(project: Path, form: Path) -> None:
    fill(form, ("ta2a2", "示例幼儿园", "填报数", "约80"))
    assert collect(project, str(form), "--return", "退").code == 1
    text = report(project)
    assert "received: 2023-10-08\nreceived_reason: 表格退回修改\n" in text
    assert "open: [ta2a2]" in text
    assert edu_plan("validate", cwd=project).code == 0


def test_marked_forms_never_replace_those_that_came(project: Path, form: Path) -> None:
    fill(form, ("ta2a2", "示例幼儿园", "填报数", "约80"))
    file = sent(project, form)
    before = file.read_bytes()
    ran = collect(project, "收", "--return", "收")
    assert (ran.code, "会被盖掉" in ran.err) == (2, True), ran.err
    assert file.read_bytes() == before


@pytest.mark.parametrize("shown", [True, False], ids=["many", "few"])
def test_reading_many_forms_is_shown_on_a_terminal(shown: bool, project: Path, form: Path) -> None:
    pty = pytest.importorskip("pty")
    import os
    import subprocess
    import sys

    folder = project / "收"
    folder.mkdir()
    for number in range(21 if shown else 2):
        shutil.copy(form, folder / f"{number}.xlsx")
    parent, child = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "edu_plan_cli", "collect", "收", "-q", "Q3"],
        cwd=project, stdout=subprocess.DEVNULL, stderr=child, stdin=subprocess.DEVNULL,
        env={**os.environ, "EDU_PLAN_TODAY": "2023-10-08", "TERM": "xterm", "COLUMNS": "100"},
    ) as run:  # fmt: skip
        os.close(child)
        seen = b""
        try:
            while part := os.read(parent, 4096):
                seen += part
        except OSError:
            pass
        run.wait(60)
    os.close(parent)
    assert ("读取" in seen.decode(errors="replace")) == shown
