"""Year after year: what is carried over, and two years side by side."""

import shutil
from pathlib import Path

import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("two years")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    ran = edu_plan("new-year", "2024", cwd=folder)
    assert ran.code == 0, ran.err
    return folder


def test_the_new_plan_validates_at_once(project: Path) -> None:
    assert edu_plan("validate", "plan/2024.yaml", cwd=project).code == 0


def test_what_is_done_stays_behind_and_what_is_not_goes_on_under_its_id(project: Path) -> None:
    text = (project / "plan/2024.yaml").read_text(encoding="utf-8")
    this_year = edu_plan(
        "status", "--year", "2023", "--targets", "--light", "已完成", "--json", cwd=project
    ).out
    assert "id: tbvc5    # 2023 年：45148万元，77%，基期值只到 Q3，年终后请改" in text
    import json

    done = [
        target["id"]
        for section in json.loads(this_year)["sections"]
        for item in section["items"]
        for target in item["targets"]
        if target["kind"] not in ("not_below", "increase")
    ]
    assert len(done) > 10
    assert not [identity for identity in done if identity in text]


def test_what_is_measured_against_last_year_has_its_final_value(project: Path) -> None:
    text = (project / "plan/2024.yaml").read_text(encoding="utf-8")
    assert "baseline: {value: 45148, date: 2023-09-30}" in text


def test_days_of_the_old_year_are_gone(project: Path) -> None:
    text = (project / "plan/2024.yaml").read_text(encoding="utf-8")
    assert "due: 2023" not in text


def test_a_year_that_is_there_is_not_overwritten(project: Path) -> None:
    before = (project / "plan/2024.yaml").read_bytes()
    ran = edu_plan("new-year", "2024", "--from", "2023", cwd=project)
    assert (ran.code, "已存在" in ran.err) == (2, True)
    assert (project / "plan/2024.yaml").read_bytes() == before
    assert edu_plan("new-year", "2023", cwd=project).code == 2


def test_two_years_stand_side_by_side(project: Path) -> None:
    edu_plan("record", "tbvc5", "--year", "2024", "-q", "Q1", "--value", "12000", cwd=project)
    out = edu_plan(
        "status", "--year", "2024", "--compare", "2023", "-q", "Q1", "--section", "六", cwd=project
    ).out
    row = next(line for line in out.splitlines() if "一般公共预算支出" in line and "生均" not in line)
    assert "12000万元" in row
    assert "26.6%" in row
