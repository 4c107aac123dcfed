"""Exact arithmetic: Decimals are made from the source text, and rounded once, where they are shown."""

import math
from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

# A completion of 2/3 has no finite Decimal, so ratios are Fractions until they are shown.
Ratio = Fraction

MAX_DIGITS = 15
_SHORT = 2000  # bits of a number that Python writes, whatever limit it is given


def total_of(values: Sequence[Ratio]) -> Ratio:
    """Return the sum, over one common denominator: to reduce it after every value takes several times as long."""
    whole = math.lcm(*(value.denominator for value in values))
    return Fraction(sum(value.numerator * (whole // value.denominator) for value in values), whole)


def ratio(part: Decimal, whole: Decimal) -> Ratio:
    """Return ``part`` ÷ ``whole``, exactly. Raises ZeroDivisionError where ``whole`` is 0."""
    part_of, whole_of = part.as_integer_ratio(), whole.as_integer_ratio()
    return Fraction(part_of[0] * whole_of[1], part_of[1] * whole_of[0])


def plain(number: Decimal) -> str:
    """Return a number as people write it, without exponent or needless zeros: 1.70 → 1.7, 270.0 → 270."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Ratio | Decimal, places: int) -> Decimal:
    """Round half away from zero (四舍五入), as readers of a printed table expect."""
    return _rounded(*value.as_integer_ratio(), places)


def rounded_share(value: Ratio, places: int) -> Decimal:
    """Round a ratio, but never to 1 what is below 1, nor to 0 what is above 0."""
    return Decimal(_short_of_all(value, 10**places)).scaleb(-places)


def in_percent(value: Ratio, places: int = 1) -> Decimal:
    """Return a ratio in percent, rounded by the rule of ``rounded_share``: 2/3 → 66.7, 9999/10000 → 99.9."""
    return Decimal(_short_of_all(value, 100 * 10**places)).scaleb(-places)


def percent(value: Ratio, places: int = 1) -> str:
    """Return a ratio as a percentage, rounded by the rule of ``rounded_share``: 2/3 → 66.7%."""
    return f"{plain(in_percent(value, places))}%"


def fraction(value: Ratio) -> str:
    """Return the exact ratio as text of any length: 1/3, 1, -2/5."""
    part, whole = value.as_integer_ratio()
    return _digits(part) if whole == 1 else f"{_digits(part)}/{_digits(whole)}"


def parse_fraction(text: str) -> Ratio:
    """Read what ``fraction`` wrote. Raises ArithmeticError for anything else."""
    part, _, whole = text.partition("/")
    return Ratio(int(Decimal(part)), int(Decimal(whole or 1)))


def _digits(number: int) -> str:
    """By way of Decimal where it is long: Python refuses to write an integer of more than 4300 digits, and a mean may have more."""
    return str(number) if number.bit_length() < _SHORT else f"{Decimal(number):f}"


def _short_of_all(value: Ratio, full: int) -> int:
    part, whole = value.as_integer_ratio()
    shown = _nearest(part * full, whole)
    if part < whole and shown >= full:
        return full - 1
    return 1 if part > 0 and shown == 0 else shown


def _rounded(part: int, whole: int, places: int) -> Decimal:
    return Decimal(_nearest(part * 10**places, whole)).scaleb(-places)


def _nearest(part: int, whole: int) -> int:
    """In whole numbers throughout: no binary fraction is involved, and none is reduced that is only shown."""
    nearest = (abs(part) * 2 + whole) // (whole * 2)
    return -nearest if part < 0 else nearest
