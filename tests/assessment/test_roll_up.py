"""Properties of the roll-up, over random plans and answers: bounds, weights, order, and rounding that happens once."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.assessment.assess import _mean, tally_over
from edu_plan_cli.assessment.result import Tally, capped
from edu_plan_cli.values.exact import fraction, in_percent, parse_fraction, percent, rounded, rounded_share

ratios = st.fractions(min_value=0, max_value=1, max_denominator=1000)
weights = st.decimals(min_value=Decimal("0.01"), max_value=100, places=2)
known = st.lists(st.tuples(st.one_of(st.none(), ratios), weights), min_size=1, max_size=12)


def mean(pairs: Sequence[tuple[Fraction | None, Decimal]]) -> Fraction | None:
    return _mean([value for value, _ in pairs], [weight for _, weight in pairs])


@given(known)
def test_a_mean_lies_between_its_least_and_its_most(pairs: list[tuple[Fraction | None, Decimal]]) -> None:
    values = [value for value, _ in pairs if value is not None]
    found = mean(pairs)
    assert (found is None) == (not values)
    assert found is None or min(values) <= found <= max(values)


@given(known, st.randoms())
def test_the_order_of_targets_says_nothing(
    pairs: list[tuple[Fraction | None, Decimal]], chance: Random
) -> None:
    mixed = list(pairs)
    chance.shuffle(mixed)
    assert mean(mixed) == mean(pairs)


@given(known, st.integers(1, 50))
def test_only_the_proportion_of_weights_matters(
    pairs: list[tuple[Fraction | None, Decimal]], times: int
) -> None:
    assert mean([(value, weight * times) for value, weight in pairs]) == mean(pairs)


@given(known)
def test_what_is_not_known_changes_no_mean(pairs: list[tuple[Fraction | None, Decimal]]) -> None:
    assert mean([*pairs, (None, Decimal(1))]) == mean(pairs)


@given(known, ratios)
def test_a_better_target_never_makes_a_mean_worse(
    pairs: list[tuple[Fraction | None, Decimal]], more: Fraction
) -> None:
    value, weight = pairs[0]
    if value is not None:
        better = mean([(min(value + more, Fraction(1)), weight), *pairs[1:]])
        before = mean(pairs)
        assert better is not None
        assert before is not None
        assert better >= before


@given(st.fractions(min_value=-5, max_value=5))
def test_a_cap_keeps_within_nought_and_all(value: Fraction) -> None:
    assert 0 <= capped(value) <= 1


@given(st.lists(st.tuples(ratios, weights, st.integers(1, 9)), min_size=1, max_size=6))
def test_targets_and_lights_add_up_through_a_level(parts: list[tuple[Fraction, Decimal, int]]) -> None:
    tallies = [
        (Tally(value, None, value, {"on_track": count}, count, count, count), weight)
        for value, weight, count in parts
    ]
    found = tally_over(tallies)
    total = sum(count for _, _, count in parts)
    assert (found.targets, found.answered, found.lights) == (total, total, {"on_track": total})
    assert found.expected == found.completion


@given(st.fractions(min_value=0, max_value=2, max_denominator=10_000), st.integers(0, 3))
def test_rounding_is_to_the_nearest_and_happens_once(value: Fraction, places: int) -> None:
    assert abs(Fraction(rounded(value, places)) - value) <= Fraction(1, 2 * 10**places)


@given(st.fractions(min_value=0, max_value=1, max_denominator=100_000))
def test_a_percentage_is_full_only_for_all_and_nought_only_for_nothing(value: Fraction) -> None:
    assert (percent(value) == "100%") == (value == 1)
    assert (percent(value) == "0%") == (value == 0)


@given(st.fractions(), st.integers(0, 8))
def test_no_place_of_rounding_makes_all_or_nothing_of_what_is_not(value: Fraction, places: int) -> None:
    for shown in (
        Fraction(rounded_share(value, places + 1)),
        Fraction(in_percent(value, places)) / 100,
    ):
        assert (shown < 1) or value >= 1
        assert (shown > 0) or value <= 0


@given(st.fractions())
def test_a_fraction_written_is_the_fraction_read(value: Fraction) -> None:
    assert fraction(value) == str(value)
    assert parse_fraction(fraction(value)) == value


def test_a_fraction_may_be_of_any_length() -> None:
    value = Fraction(2**40_000, 3**30_000)
    assert parse_fraction(fraction(value)) == value
