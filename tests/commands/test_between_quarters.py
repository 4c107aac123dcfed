"""The days between a quarter's end and its due date, and those after the new year: whose report is spoken of."""

import re
import shutil
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan

SHIPPED = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("plan", "reports"):
        shutil.copytree(SHIPPED / name, tmp_path / "p" / name)
    return tmp_path / "p"


def test_before_the_due_day_a_reminder_is_of_the_quarter_before(project: Path) -> None:
    out = edu_plan("missing", cwd=project, EDU_PLAN_TODAY="2023-12-31").out
    reminders, _, notices = out.partition("催报")[2].partition("四季度提醒")
    assert "教育督导室：2023年三季度进展填报应于10月10日前报送，尚未收到" in reminders
    assert "四季度" not in reminders
    assert "办公室：2023年四季度进展填报请于1月10日前报送；待填报的目标 " in notices
    assert "应于" not in notices
    assert "未到期" in out


def test_before_anything_is_due_nothing_is_owed(project: Path) -> None:
    out = edu_plan("missing", cwd=project, EDU_PLAN_TODAY="2023-02-10").out
    assert "催报" not in out
    assert "一季度提醒" in out
    assert out.count("请于4月10日前报送") == 14


def test_the_rates_say_of_which_quarter_they_are_while_reports_come_in(project: Path) -> None:
    out = edu_plan("status", cwd=project, EDU_PLAN_TODAY="2023-07-05").out
    assert "截至 2023-07-05（2023年二季度），7月10日前报送" in out
    assert re.search(r"二季度填报：科室 2/14 14%（7月10日前报送），目标 \d+/\d+ \d+%\n", out)
    assert "一季度" not in out.partition("需要关注")[0]


@pytest.mark.parametrize(("day", "quarter"), [("2024-01-05", "三"), ("2024-01-20", "四")])
def test_after_the_new_year_the_last_quarter_is_still_asked_for(
    project: Path, day: str, quarter: str
) -> None:
    out = edu_plan("missing", cwd=project, EDU_PLAN_TODAY=day).out
    assert f"2023年{quarter}季度进展填报应于" in out.partition("催报")[2]


def test_a_year_long_over_is_shown_as_it_was_last_reported(project: Path) -> None:
    assert "截至 2023-09-30" in edu_plan("status", cwd=project, EDU_PLAN_TODAY="2024-05-01").out


def test_a_plan_without_targets_owes_nothing(tmp_path: Path) -> None:
    edu_plan("init", "p", "--year", "2024", cwd=tmp_path)
    assert "还没有要填报的目标。" in edu_plan("missing", cwd=tmp_path / "p").out


def test_the_circulars_departments_have_the_averages_of_their_own_reports(project: Path) -> None:
    docx = pytest.importorskip("docx")
    edu_plan("report", "-q", "Q2", "-o", "x.docx", cwd=project)
    table = docx.Document(str(project / "x.docx")).tables[0]
    name_at, rate_at = (
        [cell.text for cell in table.rows[0].cells].index(head) for head in ("科室", "完成率")
    )
    rates = {row.cells[name_at].text: row.cells[rate_at].text for row in table.rows[1:]}
    for name in ("教育装备与项目办", "学前教育科", "教研室"):
        own = edu_plan("report", "-q", "Q2", "--department", name, cwd=project).out
        assert rates[name] in own.splitlines()[4]


def test_what_must_hold_to_the_end_is_done_only_by_a_figure_of_the_end(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace(
            "            comparison: about\n            tolerance_percent: 5\n",
            "            comparison: at_most\n",
        ),
        encoding="utf-8",
    )
    edu_plan("record", "15-1", "-q", "Q3", "--value", "1.2", cwd=project, EDU_PLAN_TODAY="2023-10-08")
    shown = edu_plan("report", "-q", "Q4", "--item", "15", cwd=project).out
    assert "15-1" in shown
    assert "已完成" not in next(line for line in shown.splitlines() if line.startswith("15-1"))


def test_a_file_that_only_corrects_is_no_report(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    day = {"EDU_PLAN_TODAY": "2023-10-08"}
    ran = edu_plan(
        "record", "14-2", "-q", "Q2", "--numerator", "490", "--denominator", "500", "--reason", "漏计",
        cwd=project, **day,
    )  # fmt: skip
    assert ran.code == 0, ran.err
    assert "学前教育科：2023年三季度进展填报" in edu_plan("missing", "-q", "Q3", cwd=project, **day).out
    edu_plan("record", "14-3", "-q", "Q3", "--note", "开办", cwd=project, EDU_PLAN_TODAY="2023-10-18")
    written = (project / "reports/2023/Q3/preschool.yaml").read_text(encoding="utf-8")
    assert "submitted: 2023-10-18\n" in written


def test_a_department_whose_targets_are_all_dropped_owes_nothing(project: Path) -> None:
    for target in ("5-6", "5-7", "5-8", "5-9"):
        ran = edu_plan("drop", target, "--reason", "取消", "--date", "2023-04-05", cwd=project)
        assert ran.code == 0, ran.err
    out = edu_plan("missing", "-q", "Q2", cwd=project, EDU_PLAN_TODAY="2023-07-20").out
    row = next(line for line in out.splitlines() if line.startswith("校外教育培训监管科"))
    assert row.split()[1:] == ["按时", "—"]  # it had reported before its targets were dropped
    assert "校外教育培训监管科" not in out.partition("催报")[2]


def test_the_quarters_left_are_those_not_yet_reported(project: Path) -> None:
    out = edu_plan("show", "14-2", cwd=project, EDU_PLAN_TODAY="2023-07-05").out
    assert "剩两季" not in out
