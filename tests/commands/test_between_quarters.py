"""The days between a quarter's end and its due date, and those after the new year: whose report is spoken of."""

import shutil
from pathlib import Path

import pytest

from commands.running import edu_plan

SHIPPED = Path(__file__).parent.parent.parent


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("plan", "reports"):
        shutil.copytree(SHIPPED / name, tmp_path / "p" / name)
    return tmp_path / "p"


def test_before_the_due_day_a_reminder_is_of_the_quarter_before(project: Path) -> None:
    out = edu_plan("missing", cwd=project, EDU_PLAN_TODAY="2023-12-31").out
    reminders = out.partition("催报")[2]
    assert "教育督导室：2023年三季度进展填报应于10月10日前报送，尚未收到" in reminders
    assert "四季度" not in reminders
    assert "未到期" in out


def test_before_anything_is_due_nothing_is_owed(project: Path) -> None:
    out = edu_plan("missing", cwd=project, EDU_PLAN_TODAY="2023-02-10").out
    assert "还没有季度到报送时限。" in out
    assert "催报" not in out


def test_the_rates_say_of_which_quarter_they_are_while_reports_come_in(project: Path) -> None:
    out = edu_plan("status", cwd=project, EDU_PLAN_TODAY="2023-07-05").out
    assert "填报：科室 2/14 14%（二季度，7月10日前报送），目标 96/97 99%（一季度）" in out


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
    rates = {row.cells[0].text: row.cells[7].text for row in table.rows[1:]}
    for name in ("教育装备与项目办", "学前教育科", "教研室"):
        own = edu_plan("report", "-q", "Q2", "--department", name, cwd=project).out
        assert rates[name] in own.splitlines()[4]
