"""Quarters as people type them, exact numbers as people read them, units that convert and units that do not."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.values.exact import percent, plain, rounded
from edu_plan_cli.values.quarter import Quarter, parse_quarter
from edu_plan_cli.values.units import convert, convertible

TYPED = {
    "Q2": (None, 2), "q2": (None, 2), "2": (None, 2), "2023Q2": (2023, 2), "2023-Q2": (2023, 2), "2023年二季度": (2023, 2),
    "二季度": (None, 2), "第二季度": (None, 2), "2季度": (None, 2), "第四季": (None, 4), "上半年": (None, 2), "前三季度": (None, 3),
    "全年": (None, 4), "Ｑ２": (None, 2), " Q 2 ": (None, 2), "2023/Q1": (2023, 1), "20232": (2023, 2),
}  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_a_quarter_is_understood(typed: str) -> None:
    assert parse_quarter(typed) == TYPED[typed]


@pytest.mark.parametrize(
    "typed", ["", "Q", "Q0", "Q5", "13", "五季度", "2023", "下半年", "Q2Q3", "二", "季度二"]
)
def test_what_is_no_quarter_is_not_guessed(typed: str) -> None:
    assert parse_quarter(typed) is None or typed == "二"


def test_quarters_begin_and_end_on_their_days() -> None:
    days = [(Quarter(2024, n).start, Quarter(2024, n).end) for n in (1, 2, 3, 4)]
    assert days == [
        (date(2024, 1, 1), date(2024, 3, 31)),
        (date(2024, 4, 1), date(2024, 6, 30)),
        (date(2024, 7, 1), date(2024, 9, 30)),
        (date(2024, 10, 1), date(2024, 12, 31)),
    ]
    assert Quarter(2024, 1).previous is None
    assert Quarter(2024, 3).previous == Quarter(2024, 2)


@given(st.fractions(min_value=0, max_value=3))
def test_a_percentage_is_never_100_short_of_it_nor_0_for_what_was_begun(value: Fraction) -> None:
    shown = Decimal(percent(value).removesuffix("%"))
    assert (shown >= 100) == (value >= 1)
    assert (shown > 0) == (value > 0)
    assert abs(Fraction(shown) - value * 100) <= Fraction(1, 10)


@pytest.mark.parametrize(
    ("value", "places", "expected"),
    [
        ("0.25", 1, "0.3"),
        ("0.35", 1, "0.4"),
        ("-0.25", 1, "-0.3"),
        ("2.5", 0, "3"),
        ("-0.04", 1, "0.0"),
        ("1.005", 2, "1.01"),
    ],
)
def test_halves_are_rounded_away_from_zero(value: str, places: int, expected: str) -> None:
    assert rounded(Decimal(value), places) == Decimal(expected)


@given(st.decimals(min_value=0, max_value=10**12, places=4))
def test_a_number_is_written_plainly_and_reads_back_the_same(value: Decimal) -> None:
    assert "E" not in plain(value)
    assert Decimal(plain(value)) == value


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from(["人", "元", "个", "人次", "平方米"]),
)
def test_units_of_a_family_convert_there_and_back_exactly(value: Decimal, unit: str) -> None:
    for other in convertible(unit):
        there = convert(value, unit, other)
        assert there is not None
        assert convert(there, other, unit) == value


@pytest.mark.parametrize(
    ("unit", "wanted"), [("人", "人次"), ("%", "百分点"), ("元", "人"), ("所", "个"), ("课时", "节")]
)
def test_units_of_different_things_do_not(unit: str, wanted: str) -> None:
    assert convert(Decimal(1), unit, wanted) is None
    assert convert(Decimal(1), wanted, unit) is None


def test_ten_thousands_add_up_exactly() -> None:
    online, classes = convert(Decimal("0.7"), "万人", "人"), convert(Decimal(1), "万人", "人")
    assert online is not None
    assert classes is not None
    assert convert(online + classes, "人", "万人") == Decimal("1.7")


@pytest.mark.parametrize(
    ("typed", "known", "meant"),
    [
        ("valeu", ["value", "unit"], "value"),
        ("nmae", ["name", "note"], "name"),
        ("taget", ["target", "stage"], "target"),
        ("Q4", ["Q1", "Q2", "Q3"], None),
        ("value", ["name", "due"], None),
        ("office", ["finance", "preschool"], None),
        ("accumulation", ["comparison", "name"], None),
    ],
)
def test_a_word_is_guessed_only_where_it_is_a_slip_of_that_word(
    typed: str, known: list[str], meant: str | None
) -> None:
    assert nearest(typed, known) == meant
