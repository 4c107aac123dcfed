"""Numbers that begin anew in each section: the running number is the handle, the printed one is kept and shown beside it."""

from pathlib import Path

import pytest

from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.model.load import load_plan

TEXT = """某区教育局2024年工作要点
一、党建
1. 抓学习。新建党员活动室2个。（责任科室：党建办）
2. 抓作风。开展督查4次。（责任科室：党建办）
二、安全
1. 排查隐患。每月至少开展1次安全检查。（责任科室：安全科）
2. 抓宣传。举办讲座10场。（责任科室：安全科）
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("plan", "reports"):
        (tmp_path / name).mkdir()
    (tmp_path / "2024年工作要点.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


def test_the_printed_number_is_kept_and_the_renumbering_said(project: Path) -> None:
    ran = edu_plan("import", "2024年工作要点.txt", cwd=project)
    assert ran.code == 0, ran.err
    assert "各部分的序号重新开始" in ran.out
    assert "3（二、1）、4（二、2）" in ran.out
    plan = load_plan(project, 2024)
    assert plan is not None
    assert [(item.number, item.printed) for item in plan.items] == [
        (1, None),
        (2, None),
        (3, "二、1"),
        (4, "二、2"),
    ]
    assert edu_plan("fmt", "--check", cwd=project).code == 0


@pytest.mark.parametrize("typed", ["3", "二、1", "二.1", "二-1", "第二部分第1项"])
def test_an_item_goes_by_either_number(project: Path, typed: str) -> None:
    edu_plan("import", "2024年工作要点.txt", cwd=project)
    edu_plan("review", "--accept", cwd=project)
    shown = edu_plan("show", typed, cwd=project)
    assert shown.code == 0, shown.err
    assert "3（二、1）. 排查隐患" in shown.out
    assert "二、1 排查隐患" in edu_plan("status", cwd=project).out


def test_import_says_what_comes_next_and_status_how_many_wait(project: Path) -> None:
    ran = edu_plan("import", "2024年工作要点.txt", cwd=project)
    assert "下一步：edu-plan review" in ran.err
    assert (
        "还没有目标：4 个候选目标、0 句原文还没有人看过；下一步：edu-plan review"
        in edu_plan("status", cwd=project).out
    )
    edu_plan("review", "1", "--accept", cwd=project)
    assert "3 个候选目标、0 句原文还没有人看过" in edu_plan("status", cwd=project).out
    edu_plan("review", "--accept", cwd=project)
    assert "候选" not in edu_plan("status", cwd=project).out
