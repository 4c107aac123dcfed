"""What a department types is read for what its target wants, or asked about: the tables of reported_answers.md, and the laws behind them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.values.chinese_dates import NotYet
from edu_plan_cli.values.chinese_numbers import Share
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.issued_documents import NumberedDocument, read_document, read_evidence_list
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question
from edu_plan_cli.values.reported_answers import (
    Count,
    read_account,
    read_count,
    read_date,
    read_done,
    read_share,
    read_stage,
    read_steps,
)
from edu_plan_cli.values.units import convert
from values.wordings import rows

PAGE, QUARTER = "reported_answers.md", Quarter(2027, 3)
STAGES, STEPS = ("开工建设", "主体封顶", "竣工验收"), ("公布申领办法", "受理并发放")
HEADINGS = "数 占比 日期 文件 阶段 步骤 完成的步骤 佐证材料 情况说明".split()
TABLES = {heading: rows(PAGE, heading) for heading in HEADINGS}


def told(read: object) -> str:
    match read:
        case Question():
            return "问：" + read.why.zh.removeprefix(f"“{read.text}”")
        case NotYet():
            return "还没有"
        case Count():
            return f"{plain(read.value)} {read.unit or ''}".strip()
        case Share():
            return f"{plain(read.numerator)}/{plain(read.denominator)}"
        case NumberedDocument():
            return f"《{read.title}》 {read.number} {read.issued_on}"
        case bool():
            return "完成了" if read else "没有完成"
        case list():
            return "；".join(read)
    return str(read)


def typed(text: str) -> str:
    return text.replace("⏎", "\n")


@pytest.mark.parametrize(("unit", "text", "expected"), TABLES["数"])
def test_a_number_is_read_in_the_unit_of_its_target(unit: str, text: str, expected: str) -> None:
    assert told(read_count(typed(text), unit)) == expected


@pytest.mark.parametrize(("numerator", "denominator", "expected"), TABLES["占比"])
def test_a_share_is_read_from_one_answer_or_two(numerator: str, denominator: str, expected: str) -> None:
    assert told(read_share(numerator, denominator)) == expected


@pytest.mark.parametrize(("quarter", "text", "expected"), TABLES["日期"])
def test_a_day_is_in_the_plans_year_or_asked_about(quarter: str, text: str, expected: str) -> None:
    assert told(read_date(text, Quarter(2027, int(quarter[1])))) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["文件"])
def test_a_document_is_its_title_number_and_day(text: str, expected: str) -> None:
    assert told(read_document(typed(text), QUARTER)) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["阶段"])
def test_a_stage_is_one_of_its_project(text: str, expected: str) -> None:
    assert told(read_stage(text, STAGES)) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["步骤"])
def test_a_step_is_done_or_not(text: str, expected: str) -> None:
    assert told(read_done(text)) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["完成的步骤"])
def test_steps_are_told_by_name_or_number(text: str, expected: str) -> None:
    assert told(read_steps(text, STEPS)) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["佐证材料"])
def test_several_pieces_of_evidence_are_told_apart(text: str, expected: str) -> None:
    assert told(read_evidence_list(typed(text))) == expected


@pytest.mark.parametrize(("text", "expected"), TABLES["情况说明"])
def test_an_account_is_one_line_in_which_no_two_numbers_become_one(text: str, expected: str) -> None:
    assert told(read_account(typed(text))) == expected


def test_there_are_many_answers_each_once() -> None:
    for table in TABLES.values():
        assert len({row[:-1] for row in table}) == len(table)
    assert sum(map(len, TABLES.values())) >= 250


UNITS = st.sampled_from("个 人 万人 元 万元 亿元 平方米 场 课时".split())


@given(st.decimals(0, 10**6, places=2), UNITS, st.sampled_from(["", "万", "亿"]))
def test_a_number_with_a_scale_or_unit_is_worth_the_same_however_it_is_written(
    number: Decimal, unit: str, scale: str
) -> None:
    """0.7万 is 7000 single things, whatever unit the target has; without scale and unit it is in the target's."""
    read = read_count(f"{number}{scale}", unit)
    assert isinstance(read, Count)
    base = unit.lstrip("千万亿")
    power = {"": 0, "千": 3, "万": 4, "亿": 8}
    single = convert(read.value, read.unit or unit, base) if base != unit or read.unit else read.value
    assert single == number.scaleb(power[scale] if scale else power[unit.removesuffix(base)])


@given(st.dates(date(2027, 1, 1), date(2027, 9, 30)))
def test_a_day_of_the_year_up_to_the_quarters_end_needs_no_year(day: date) -> None:
    for text in (f"{day.month}月{day.day}日", f"{day.month}.{day.day}", f"{day.month}/{day.day}", str(day)):
        assert read_date(text, QUARTER) == day


PARTS = st.permutations(["《关于印发考核办法的通知》", "清教〔2027〕30号", "2027年9月10日"])


@given(PARTS, st.sampled_from([" ", "，", ",", "；", "\n", ""]))
def test_a_document_is_the_same_in_any_order(parts: list[str], between: str) -> None:
    read = read_document(between.join(parts), QUARTER)
    assert read == NumberedDocument("关于印发考核办法的通知", "清教〔2027〕30号", date(2027, 9, 10))


@given(st.text("0123456789.,，/年月日号〔〕《》（）万个人%-— \n清教办法通知无未①²", max_size=14))
def test_nothing_typed_is_an_error(text: str) -> None:
    for read in (
        read_count(text, "个"),
        read_share(text, text),
        read_date(text, QUARTER),
        read_document(text, QUARTER),
        read_stage(text, STAGES),
        read_done(text),
        read_steps(text, STEPS),
        read_evidence_list(text),
        read_account(text),
    ):
        assert told(read) or not text.strip() or isinstance(read, list)
