"""What looks odd is asked about, and no more once the entry says why."""

from fractions import Fraction
from pathlib import Path

import pytest

from kinds.worked import Case, run_case

SHARE = "kind: share, numerator: 甲, denominator: 乙, target_value: 80"
COUNT = "kind: number, unit: 人, target_value: 100, accumulation: cumulative"
PROJECT = "kind: project, stages: [{name: 开工}, {name: 封顶}, {name: 开办}]"

ODD = {
    "分母减少，占比就到了": (SHARE, {"Q1": "numerator: 30, denominator: 50", "Q2": "numerator: 30, denominator: 37"}),
    "分母变了五分之一以上": (SHARE, {"Q1": "numerator: 30, denominator: 50", "Q2": "numerator: 40, denominator: 61"}),
    "占比填成小数": (SHARE, {"Q1": "numerator: 0.57, denominator: 1"}),
    "负数": (COUNT, {"Q1": "value: -3"}),
    "目标值的三倍以上": (COUNT, {"Q1": "value: 301"}),
    "上一季的十倍以上": (COUNT, {"Q1": "value: 20", "Q2": "value: 200"}),
    "阶段倒退": (PROJECT, {"Q1": "stage: 封顶", "Q2": "stage: 开工"}),
    "季末以后的日期": ("kind: milestone, due: 2023-09-01", {"Q2 2023-07-08": "done_on: 2023-07-05"}),
    "不在本年的日期": ("kind: milestone, due: 2023-09-01", {"Q1": "done_on: 2022-12-30"}),
}  # fmt: skip
ORDINARY = {
    "秋季学期人数重新统计": (SHARE, {"Q2": "numerator: 30, denominator: 50", "Q3": "numerator: 40, denominator: 70"}),
    "分母少了一点": (SHARE, {"Q1": "numerator: 30, denominator: 50", "Q2": "numerator: 31, denominator: 49"}),
    "小的数涨得快": (COUNT, {"Q1": "value: 1", "Q2": "value: 15"}),
    "正好三倍": (COUNT, {"Q1": "value: 300"}),
}  # fmt: skip


def codes(target: str, answers: dict[str, str], folder: Path) -> list[str]:
    case = Case("", target, {quarter: [answer] for quarter, answer in answers.items()}, "Q4", "", {})
    return run_case(case, folder)[1]


@pytest.mark.parametrize("odd", ODD)
def test_it_is_asked(odd: str, tmp_path: Path) -> None:
    assert codes(*ODD[odd], tmp_path) == ["EP422"]


@pytest.mark.parametrize("odd", ODD)
def test_and_no_more_once_the_account_says_why(odd: str, tmp_path: Path) -> None:
    target, answers = ODD[odd]
    said = {quarter: f"{answer}, account: 已核实。" for quarter, answer in answers.items()}
    assert codes(target, said, tmp_path) == []


@pytest.mark.parametrize("ordinary", ORDINARY)
def test_what_is_ordinary_is_not(ordinary: str, tmp_path: Path) -> None:
    assert codes(*ORDINARY[ordinary], tmp_path) == []


@pytest.mark.parametrize(
    ("target", "asked"),
    [
        (f"{SHARE}, baseline: {{value: 80, date: 2022-12-31}}", True),
        (f"{SHARE}, sustained: true, baseline: {{value: 80, date: 2022-12-31}}", False),
        (f"{SHARE}, baseline: {{value: 79, date: 2022-12-31}}", False),
        ("kind: number, unit: 人, target_value: 100, accumulation: point, baseline: {value: 120, date: 2022-12-31}", True),
    ],
)  # fmt: skip
def test_a_goal_that_its_baseline_has_met_is_asked_about(target: str, asked: bool, tmp_path: Path) -> None:
    assert codes(target, {}, tmp_path) == ["EP319"] * asked


def test_an_amendment_of_the_unit_says_its_goal_anew(tmp_path: Path) -> None:
    for unit, more, expected in (
        ("万人", "", ["EP315"]),
        ("万人", ", target_value: 0.01", []),
        ("所", ", target_value: 3", ["EP315"]),
    ):
        amendment = f"amendments: [{{target: t2222, date: 2023-07-10, reason: 改单位, set: {{unit: {unit}{more}}}}}]\n"
        folder = tmp_path / f"{unit}{len(more)}"
        folder.mkdir()
        found, codes = run_case(Case("", COUNT, {"Q2": ["value: 50"]}, "Q3", amendment, {}), folder)
        assert codes == expected
        if not expected:  # what was reported keeps its unit
            assert found.progress.cumulative is not None
            assert (found.progress.cumulative.zh, found.completion) == ("0.005万人", Fraction(1, 2))
