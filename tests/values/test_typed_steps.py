"""Steps, stages and schedules as people write them on one line."""

import pytest

from edu_plan_cli.values.question import Question
from edu_plan_cli.values.typed_steps import names_typed, read_schedule, read_steps

STEPS = {
    "制定方案 3月底、开展评选 6-30、总结": "制定方案 2024-03-31|开展评选 2024-06-30|总结",
    "3月底前制定方案、（6月底）检查": "制定方案 2024-03-31|检查 2024-06-30",
    "制定方案（3月底前）；宣传、培训 9.30；总结 年底": "制定方案 2024-03-31|宣传、培训 2024-09-30|总结 2024-12-31",
    "制定方案3月31日，评选2024-07-01": "制定方案 2024-03-31|评选 2024-07-01",
    "一季度摸底,二季度整改": "摸底 2024-03-31|整改 2024-06-30",
    "总结": "总结",
    "检查３次": "检查３次",
    "《方案》印发 2024年6月30日": "《方案》印发 2024-06-30",
}
ASKED = {
    "招标 13-40": "日历上没有",
    "6月底": "没有写这一步做什么",
    "考核 明年3月": "不在 2024 年",
    "竣工 10月中旬前": "说不准",
    "检查、检查": "写了两次",
    "、": "没有步骤",
}


@pytest.mark.parametrize("typed", STEPS)
def test_steps_are_read_with_their_days(typed: str) -> None:
    read = read_steps(typed, 2024)
    assert not isinstance(read, Question)
    assert "|".join(f"{step.name} {step.due or ''}".strip() for step in read) == STEPS[typed]


@pytest.mark.parametrize("typed", ASKED)
def test_a_step_that_is_not_understood_is_asked_about(typed: str) -> None:
    read = read_steps(typed, 2024)
    assert isinstance(read, Question)
    assert ASKED[typed] in read.why.zh


@pytest.mark.parametrize(
    "typed", ["20、60、90", "一季度20%、二季度末60、三季度90", "Q1 20，Q2 60，Q3 90", "q1:20；q2:60；q3:90"]
)
def test_a_schedule_is_read_by_its_quarters_or_in_their_order(typed: str) -> None:
    assert read_schedule(typed) == {"Q1": "20", "Q2": "60", "Q3": "90"}


@pytest.mark.parametrize("typed", ["", "Q4 100", "一半", "10、20、30、40"])
def test_what_is_no_schedule_is_asked_about(typed: str) -> None:
    assert isinstance(read_schedule(typed), Question)


def test_names_stand_once_in_their_order() -> None:
    assert names_typed("五松幼儿园、开源幼儿园，五松幼儿园") == ["五松幼儿园", "开源幼儿园"]
