"""A report as it was handed out stays so, whatever the year brings after it."""

import shutil
from pathlib import Path

import pytest

from commands.running import ROOT, edu_plan


@pytest.fixture
def april(tmp_path: Path) -> Path:
    """The project in the middle of April: what was sent by then lies in it, and nothing else."""
    project = tmp_path / "四月"
    shutil.copytree(ROOT / "plan", project / "plan")
    shutil.copytree(ROOT / "reports/2023/Q1", project / "reports/2023/Q1")
    (project / "reports/2023/Q1/adult-education.yaml").unlink()  # came on the 19th
    return project


@pytest.fixture
def october(tmp_path: Path) -> Path:
    """The same project later: more reports, corrections, and an amendment of July."""
    project = tmp_path / "十月"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    plan = project / "plan/2023.yaml"
    amended = (
        "amendments:\n  - {target: t9mxa, date: 2023-07-15, reason: 市里增加任务, set: {target_value: 400}}\n"
    )
    plan.write_text(plan.read_text(encoding="utf-8") + amended, encoding="utf-8")
    return project


@pytest.mark.parametrize("style", ["table", "md", "csv", "json"])
def test_the_first_quarter_as_published_is_the_same_to_the_byte(
    style: str, april: Path, october: Path
) -> None:
    asked = ("report", "--quarter", "Q1", "--as-of", "2023-04-15", "--format", style)
    then, now = edu_plan(*asked, cwd=april), edu_plan(*asked, cwd=october)
    assert then.code == now.code == 0
    assert now.out == then.out


def test_what_was_corrected_since_is_said_beside_it(october: Path) -> None:
    ran = edu_plan("report", "--quarter", "Q1", "--as-of", "2023-04-15", cwd=october)
    assert "此后更正：13-6 公办园在园幼儿占比 一季度：5390/11050 更正为 5340/11050" in ran.err
    assert "更正为" not in ran.out


def test_an_amendment_of_july_changes_the_third_quarter_only(october: Path) -> None:
    assert "目标值：≥270个" in edu_plan("show", "14-2", "--quarter", "Q2", cwd=october).out
    assert "目标值：≥400个" in edu_plan("show", "14-2", "--quarter", "Q3", cwd=october).out


def test_a_projection_is_marked_as_a_guess() -> None:
    out = edu_plan("show", "15-4", cwd=ROOT).out
    assert (
        "推算：按已过各季的平均，到 2023-12-31 约 1.81" in out
        or "推算：按已过各季的平均，到 2023-12-31 约 18133" in out
    )
    assert "仅供参考" in out
