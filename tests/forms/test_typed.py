"""What people type: read where it is sure, asked where it is not."""

from decimal import Decimal

import pytest

from edu_plan_cli.features.forms import cell_values as typed
from edu_plan_cli.features.forms.cell_values import Question

NUMBERS = [
    # typed, the target's unit, value, unit where another
    ("270", "个", "270", None),
    ("２７０", "个", "270", None),
    ("270个", "个", "270", None),
    (" 270 个 ", "个", "270", None),
    ("270　个", "个", "270", None),
    ("1,200", "人", "1200", None),
    ("１，２００", "人", "1200", None),
    ("1,234,567.5", "元", "1234567.5", None),
    ("0.27千人", "人", "0.27", "千人"),
    ("2700人", "万人", "2700", "人"),
    ("0.9万", "人", "0.9", "万人"),
    ("3万元", "元", "3", "万元"),
    ("1.2亿元", "万元", "1.2", "亿元"),
    ("-5", "个", "-5", None),
    ("0", "个", "0", None),
    ("0.70", "万人", "0.70", None),
    ("95.3%", "%", "95.3", None),
    ("12课时", "课时", "12", None),
    ("270\u00a0", "个", "270", None),
]
NO_NUMBERS = [
    ("约80", "个"), ("80左右", "个"), ("近百", "个"), ("100多", "个"), ("80-90", "个"), ("80至90", "个"),
    ("80~90", "个"), (">80", "个"), ("不少于80以上", "个"), ("", "个"), ("无", "个"), ("同上", "个"), ("八十", "个"),
    ("95.3%", "个"), ("270人", "个"), ("1,20", "个"), ("1.2.3", "个"), ("270个，另有30个在建", "个"), ("#REF!", "个"),
    ("=1+1", "个"), ("1e5", "个"), ("个270", "个"), ("百分之八十", "%"), ("5个百分点", "%"),
]  # fmt: skip
DAYS = [
    "2023-09-01", "2023-9-1", "2023/09/01", "2023.9.1", "2023年9月1日", "20230901", "２０２３年９月１日", "2023-09-01 00:00:00",
    "2023-09-01T00:00:00",
]  # fmt: skip
NO_DAYS = [
    "9月1日",
    "2023年9月",
    "秋季",
    "2023-02-30",
    "2023-13-01",
    "23-9-1",
    "已完成",
    "45170",
    "2023-09-01至10-01",
]


@pytest.mark.parametrize(("text", "unit", "value", "other"), NUMBERS)
def test_a_number_is_read(text: str, unit: str, value: str, other: str | None) -> None:
    assert typed.number(text, unit) == typed.Number(Decimal(value), other)


@pytest.mark.parametrize(("text", "unit"), NO_NUMBERS)
def test_what_is_no_sure_number_is_asked(text: str, unit: str) -> None:
    assert isinstance(typed.number(text, unit), Question)


@pytest.mark.parametrize("text", DAYS)
def test_a_day_is_read(text: str) -> None:
    assert str(typed.day(text)) == "2023-09-01"


@pytest.mark.parametrize("text", NO_DAYS)
def test_what_is_no_whole_day_is_asked(text: str) -> None:
    assert isinstance(typed.day(text), Question)


@pytest.mark.parametrize(
    "text",
    [
        "《通知》 区教〔2023〕8号 2023-03-01",
        "区教[2023]8号《通知》2023年3月1日",
        "2023.3.1印发《通知》（区教〔2023〕8号）",
        "《通知》，区教【2023】８号，2023/3/1",
    ],
)
def test_a_document_is_read_in_any_order(text: str) -> None:
    found = typed.issued(text)
    assert not isinstance(found, Question)
    assert (found.title, found.number[-8:], str(found.issued_on)) == ("通知", "〔2023〕8号", "2023-03-01")


@pytest.mark.parametrize(
    "text", ["《通知》", "区教〔2023〕8号", "已印发", "《通知》 2023-03-01", "《通知》 区教〔2023〕8号 上周"]
)
def test_a_document_without_all_three_is_asked(text: str) -> None:
    assert isinstance(typed.issued(text), Question)
