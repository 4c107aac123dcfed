"""The whole text is one sure number or day, or it is asked about: a part of it is no answer."""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.values.written import written_day, written_number

NUMBERS = {
    "270": "270", "２７０": "270", "10 000": "10000", "1,200": "1200", "1 234 567": "1234567", "3千": "3000", "2万3千": "23000",
    "2万3千人": "23000", "1.7万人": "17000", "3亿": "300000000", "1万2000": "12000", "1万200": "10200", "270个": "270", "270 个": "270",
    "85%": "85", "８５％": "85", "-3": "-3", "0.5": "0.5", "3百": "300", "1,200.5元": "1200.5", "50m2": "50", "1亿2万": "100020000",
}  # fmt: skip
NOT_SURE = [
    "24/30", "120-130", "120—130", "120至130", "2023年120", "约120", "120左右", "120余个", "1万2", "10 00", "1,20", "1,2345", "三百",
    "270个80人", "12.5.3", "1e3", "0x1F", "", "个", "270个左右", "3千2万", "2万30千", "1.5万3千", "12:30", "6月", "第3", "120+30", "120多",
    "10000 2000", "1 2345", "100 20", "≥120", ">80%", "120~130", "1..2", "共120个",
]  # fmt: skip


@pytest.mark.parametrize("text", NUMBERS)
def test_a_number_is_read_whole(text: str) -> None:
    found = written_number(text)
    assert found is not None
    assert found.value == Decimal(NUMBERS[text])


@pytest.mark.parametrize("text", NOT_SURE)
def test_what_is_not_one_sure_number_is_asked_about(text: str) -> None:
    assert written_number(text) is None


@given(st.decimals(0, 10**12, places=2))
def test_any_number_is_itself_in_any_dress(value: Decimal) -> None:
    for text in (f"{value:f}", f"{value:,f}", f"{value:,f}".replace(",", " "), f"{value:f}元"):
        found = written_number(text)
        assert found is not None
        assert found.value == value


@given(st.text("0123456789万千百亿个人, .-/~至年月约", max_size=12))
def test_no_digit_is_ever_dropped(text: str) -> None:
    """Every digit people wrote is in what is understood."""
    found = written_number(text)
    if found is not None:
        kept = f"{abs(found.value):f}".replace(".", "")
        assert all(digit in kept for digit in text if digit.isdigit() and digit != "0")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2023年9月1日", "2023-09-01"), ("2023/9/1", "2023-09-01"), ("2023.09.01", "2023-09-01"), ("２０２３-06-30", "2023-06-30"),
        ("2023-9-1", "2023-09-01"), ("2023年 9月 1日", "2023-09-01"), ("2023年9月", None), ("9月1日", None), ("2023-02-30", None),
        ("2023-9-1前", None), ("2023-09/01", None), ("二〇二三年九月一日", None),
    ],
)  # fmt: skip
def test_a_day_is_read_whole(text: str, day: str | None) -> None:
    assert written_day(text) == (datetime.date.fromisoformat(day) if day else None)
