"""A day is read whole or asked about: the tables of chinese_dates.md (the plan's year is 2024), and the laws behind them."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.values.chinese_dates import NotYet, When, find_days, read_day, without_days
from edu_plan_cli.values.question import Question
from values.wordings import rows

PAGE, YEAR = "chinese_dates.md", 2024
CELLS, SENTENCES = (rows(PAGE, heading) for heading in ("一格一个日期", "句子里的日期"))
KINDS = {"recurring": "每期都要", "standing": "不设时限"}


def told(read: When | NotYet | Question) -> str:
    """A day, ≤ a deadline, from … to …, or a start and an ellipsis; 外 where what counts is not in the plan's year."""
    if isinstance(read, Question):
        return "问：" + read.why.zh.removeprefix(f"“{read.text}”")
    if isinstance(read, NotYet):
        return "还没有"
    meant = {
        "day": f"{read.end}",
        "by": f"≤ {read.end}",
        "span": f"{read.start} 至 {read.end}",
        "from": f"{read.start} 起",
        **KINDS,
    }[read.kind]
    return meant + ("（外）" if read.outside else "")


@pytest.mark.parametrize(("written", "expected"), CELLS)
def test_a_cell_is_read_whole_or_asked_about(written: str, expected: str) -> None:
    assert told(read_day(written, YEAR)) == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_has_these_days_and_no_others(sentence: str, expected: str) -> None:
    found = [f"{one.text} = {told(one.read).partition('：')[0]}" for one in find_days(sentence, YEAR)]
    assert ("；".join(found) or "没有") == expected


def test_there_are_many_wordings_each_once() -> None:
    for table, fewest in ((CELLS, 120), (SENTENCES, 50)):
        assert len({row[0] for row in table}) == len(table)
        assert len(table) >= fewest


def test_only_a_day_a_deadline_and_a_span_set_a_last_day() -> None:
    due = {
        text: _when(text).due for text in ("9月1日", "6月底前", "3月至6月", "自9月1日起", "长期", "每学期")
    }
    assert [str(day) for day in due.values()] == [
        "2024-09-01",
        "2024-06-30",
        "2024-06-30",
        "None",
        "None",
        "None",
    ]


def test_a_day_without_its_year_that_is_too_late_is_asked_about() -> None:
    """5 January on a form of the fourth quarter of 2023 is hardly of 2023, nor is 1 October on one of the third."""
    last = datetime.date(2024, 9, 30)
    assert told(read_day("9月1日", YEAR, last)) == "2024-09-01"
    assert told(read_day("10月1日", YEAR, last)) == "问：在 2024-09-30 之后，是哪一年的"
    assert told(read_day("2024年10月1日", YEAR, last)) == "2024-10-01"


FIGURES = "〇一二三四五六七八九"


def in_han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return {0: "", 1: "十"}.get(tens, FIGURES[tens] + "十") + (FIGURES[ones] if ones else "")


def _ways(day: datetime.date) -> list[str]:
    year, month, date = day.year, day.month, day.day
    han_year = "".join(FIGURES[int(figure)] for figure in str(year))
    return [
        f"{month}月{date}日", f"{month}月{date}号", f"{month:02}月{date:02}日", f"{month}.{date}", f"{month}/{date}", f"{month}-{date}",
        f"{in_han(month)}月{in_han(date)}日", f"{year}年{month}月{date}日", f"{year} 年 {month} 月 {date} 日", f"{year}-{month}-{date}",
        f"{day}", f"{year}/{month}/{date}", f"{year}.{month:02}.{date:02}", f"{day:%Y%m%d}", f"{day} 00:00", f"{day}T00:00:00",
        f"{han_year}年{in_han(month)}月{in_han(date)}日", f"{month}月{date}日".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ]  # fmt: skip


@pytest.mark.parametrize("month", range(1, 13))
def test_every_day_of_a_year_is_itself_however_it_is_written(month: int) -> None:
    day = datetime.date(YEAR, month, 1)
    while day.month == month:
        for text in _ways(day):
            read = _when(text)
            assert (read.kind, read.start, read.end, read.outside) == ("day", day, day, False), text
        for text in (f"{month}月{day.day}日前", f"{YEAR}年{month}月{day.day}日之前", f"不晚于{day}"):
            assert (_when(text).kind, _when(text).due) == ("by", day), text
        day += datetime.timedelta(days=1)


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2099, 12, 31)))
def test_a_year_that_is_written_is_never_another(day: datetime.date) -> None:
    read = _when(f"{day.year}年{day.month}月{day.day}日前")
    assert (read.due, read.outside, read.year_written) == (day, day.year != YEAR, True)


GARBAGE = "3 三 左右 前后 初 多 、10日 或10月 ？ 前三 旬 -9 —— 个 届 x".split()


@given(st.integers(1, 12), st.integers(1, 28), st.sampled_from(GARBAGE))
def test_what_has_more_to_it_is_never_a_day(month: int, day: int, more: str) -> None:
    assert isinstance(read_day(f"{month}月{day}日{more}", YEAR), Question)


MIXTURE = "0123456789一二三十〇年月日号前后底末初起至—-、.自从旬上中下明次今每季度学期开暑假秋春国庆内半全 "


@given(st.text(MIXTURE, max_size=14))
def test_no_day_of_a_sentence_is_a_part_of_one(text: str) -> None:
    after = 0
    for one in find_days(text, YEAR):
        assert one.start >= after
        assert text[one.start : one.end] == one.text
        after = one.end
    assert len(without_days(text)) == len(text)


@given(st.text("0123456789年月日.-/ 前", max_size=12))
def test_a_cell_with_more_figures_than_a_day_has_is_none(text: str) -> None:
    """A day is at most a year, a month and a day; what has more figures to it is none."""
    read = read_day(text, YEAR)
    if isinstance(read, When):
        assert read.end or read.start
        numbers = "".join(character if character.isdigit() else " " for character in text).split()
        assert len(numbers) <= 3


def test_a_very_long_line_is_read_at_once() -> None:
    for text in (
        " " * 20_000,
        "1、" * 10_000,
        "2024年 " * 5_000,
        "9月" * 10_000,
        "一" * 20_000,
        "每" * 20_000,
    ):
        assert len(without_days(text)) == len(text)


def _when(text: str) -> When:
    read = read_day(text, YEAR)
    assert isinstance(read, When), (text, read)
    return read
