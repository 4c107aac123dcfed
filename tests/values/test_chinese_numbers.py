"""A number is read whole or asked about: the tables of chinese_numbers.md, and the laws behind them."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.values.chinese_limits import Limit, limit_of
from edu_plan_cli.values.chinese_numbers import Number, Share, in_unit, read_number
from edu_plan_cli.values.chinese_sentences import find_numbers
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.han import han_digit, han_digits, han_integer
from edu_plan_cli.values.question import Question
from values.wordings import rows

PAGE = "chinese_numbers.md"
CELLS, SENTENCES, LIMITS, UNITS = (
    rows(PAGE, heading) for heading in ("一格一个数", "句子里的数", "界限", "换成目标的单位")
)
DIRECTIONS = {"at_least": "至少", "at_most": "至多", "about": "约", "equal": "等于", "from": "从"}


def told(read: Number | Share | Question) -> str:
    if isinstance(read, Question):
        return "问：" + read.why.zh.removeprefix(f"“{read.text}”")
    if isinstance(read, Share):
        return f"{plain(read.numerator)}/{plain(read.denominator)} {read.unit}".strip()
    return f"{plain(read.value)} {read.unit}".strip() + (f"（{read.scale}）" if read.scale else "")


def told_limit(limit: Limit | Question | None, sentence: str) -> str:
    if isinstance(limit, Question):
        return "问"
    if limit is None:
        return "没有说"
    strict = "（不含）" if limit.strict else ""
    return f"{DIRECTIONS[limit.direction]}{strict}：{sentence[limit.start : limit.end]}"


@pytest.mark.parametrize(("written", "expected"), CELLS)
def test_a_cell_is_read_whole_or_asked_about(written: str, expected: str) -> None:
    assert told(read_number(written)) == expected


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_has_these_numbers_and_no_others(sentence: str, expected: str) -> None:
    found = [f"{one.text} = {told(one.read).partition('：')[0]}" for one in find_numbers(sentence)]
    assert ("；".join(found) or "没有") == expected


@pytest.mark.parametrize(("sentence", "expected"), LIMITS)
def test_the_words_around_a_number_say_its_direction(sentence: str, expected: str) -> None:
    assert (
        "；".join(told_limit(limit_of(sentence, one), sentence) for one in find_numbers(sentence)) == expected
    )


@pytest.mark.parametrize(("written", "wanted", "expected"), UNITS)
def test_a_number_is_told_in_the_unit_of_its_target(written: str, wanted: str, expected: str) -> None:
    number = read_number(written)
    assert isinstance(number, Number)
    value = in_unit(number, wanted)
    assert ("对不上" if value is None else plain(value)) == expected


def test_there_are_many_wordings_each_once() -> None:
    for table, fewest in ((CELLS, 120), (SENTENCES, 60), (LIMITS, 60)):
        assert len({row[0] for row in table}) == len(table)
        assert len(table) >= fewest


FIGURES = "零一二三四五六七八九"


def spelled(number: int) -> str:
    """十万零五百: each figure with its scale, then the zeros as they are said. Knows nothing of what it tests."""
    text = ""
    for place, figure in zip(reversed(range(len(str(number)))), str(number), strict=True):
        text += "零" if figure == "0" else FIGURES[int(figure)] + ("", "十", "百", "千")[place % 4]
        text += {4: "万", 8: "亿", 12: "万"}.get(place, "")
    text = re.sub("零+([万亿])", r"\1", re.sub("零+", "零", text)).replace("亿万", "亿零")
    text = re.sub("零+", "零", text).rstrip("零")
    return text.removeprefix("一") if text.startswith("一十") else text or "零"


def in_mixed(number: int) -> str:
    """12万3千4百56, 1万0005."""
    text, room = "", 0
    for power, scale in ((8, "亿"), (4, "万"), (3, "千"), (2, "百")):
        high, number = divmod(number, 10**power)
        if high:
            text, room = f"{text}{high}{scale}", power
    return text + (str(number).zfill(room) if number else "")


def in_capitals(number: int) -> str:
    return spelled(number).translate(str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟"))


@given(st.integers(0, 10**13))
def test_any_whole_number_is_itself_however_it_is_spelled(number: int) -> None:
    full_width = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    for text in (
        spelled(number),
        in_capitals(number),
        str(number),
        f"{number:,}",
        f"{number:,}".replace(",", " "),
        full_width,
    ):
        read = read_number(text)
        assert isinstance(read, Number), text
        assert read.value == number


@given(st.integers(100, 10**12))
def test_any_whole_number_is_itself_in_digits_with_scales(number: int) -> None:
    read = read_number(in_mixed(number))
    assert isinstance(read, Number), in_mixed(number)
    assert read.value == number


@given(st.integers(0, 10**8), st.sampled_from("个 人 所 名 人次 场次 课时 平方米 元 %".split()))
def test_any_number_with_its_unit_is_found_whole_in_a_sentence(number: int, unit: str) -> None:
    for text in (f"{number}{unit}", f"{number:,}{unit}", f"{number:,}{unit}".replace(",", "，", 1)):
        (found,) = find_numbers(f"全市培养{text}以上的教师")
        assert found.text == text
        assert found.read == Number(Decimal(number), unit) or (
            isinstance(found.read, Question) and text.count("，") and "," in text
        )


GARBAGE = (
    "几 余 多 左右 上下 来 . , ， 、 - — ~ 至 到 / : + ² ① ½ Ⅲ ？ ! # 约 半 0x e3 个8 ，另3 （共4）".split()
)


@given(st.integers(1, 10**9), st.sampled_from(GARBAGE), st.booleans())
def test_what_has_more_to_it_is_never_a_number(number: int, more: str, in_han: bool) -> None:
    text = (spelled(number) if in_han else str(number)) + more
    assert isinstance(read_number(text), Question), text


MIXTURE = (
    "0123456789零〇一二两三五九十百千万亿廿壹拾.,，．／/ 　、-—~至到点分之成半余多几数近约%％‰²①个人所次元"
)


@given(st.text(MIXTURE, max_size=12))
def test_no_digit_of_a_cell_is_ever_dropped(text: str) -> None:
    """It is a question, or every figure but zero that people wrote is in what is understood."""
    read = read_number(text)
    if isinstance(read, Question):
        assert read.why.zh
        return
    values = (read.value,) if isinstance(read, Number) else (read.numerator, read.denominator)
    kept = "".join(plain(abs(value)) for value in values)
    figures = [
        one if one in "123456789" else str(han_digit(one)) for one in text if one in "123456789一二两三五九壹"
    ]
    assert all(figure in kept for figure in figures), (text, kept)


@given(st.text(MIXTURE.replace("点", ""), max_size=16))  # 8点 is a time, no number
def test_no_number_of_a_sentence_is_a_part_of_one(text: str) -> None:
    """What is found is read as the same words alone would be, and no figure in digits touches it from outside."""
    after = 0
    for one in find_numbers(text):
        assert one.start >= after
        assert text[one.start : one.end] == one.text
        if not isinstance(one.read, Question):
            assert read_number(one.text) == one.read
            ends = one.text[-1] in "次所"  # 20批次200人次 are two numbers
            around = text[one.start - 1 : one.start] + ("" if ends else text[one.end : one.end + 1])
            assert not any(character in "0123456789" for character in around), (text, one.text)
        after = one.end


@pytest.mark.parametrize(
    ("text", "number"),
    [("十", 10), ("廿五", 25), ("一百零五", 105), ("一百一十", 110), ("一百十五", 115), ("十万零七千", 107_000), ("壹拾万柒仟", 107_000), ("一万亿", 10**12)],
)  # fmt: skip
def test_han_numbers_are_those_that_are_spelled_so(text: str, number: int) -> None:
    assert han_integer(text) == number


@pytest.mark.parametrize(
    "text",
    "一千二 两万三 三五 七八十 百 千万 一百五 两十 二百两 一千零五百 一百零 一千五十 一零五 十点".split(),
)
def test_what_is_said_loosely_is_no_han_number(text: str) -> None:
    assert han_integer(text) is None


def test_years_and_labels_are_written_digit_by_digit() -> None:
    assert [han_digits(text) for text in ("二〇二四", "一〇", "一一", "十一", "")] == [
        2024,
        10,
        11,
        None,
        None,
    ]


def test_a_very_long_run_of_figures_is_asked_about_at_once() -> None:
    for text in (
        "9" * 100_000,
        "一" * 100_000,
        "1,111" * 20_000,
        "亿" * 50_000,
        "1、" * 50_000,
        "第1" * 50_000,
    ):
        assert isinstance(read_number(text), Question)
        for one in find_numbers(text):
            assert isinstance(one.read, Question) or len(one.text) < 30
