"""Exact arithmetic: Decimals come from the source text and are rounded once, where they are shown."""

from decimal import Decimal
from fractions import Fraction

# A completion of 2/3 has no finite Decimal, so ratios are Fractions until they are shown.
Ratio = Fraction

MAX_DIGITS = 15


def ratio(part: Decimal, whole: Decimal) -> Ratio:
    return Fraction(part) / Fraction(whole)


def plain(number: Decimal) -> str:
    """A number as people write it: no exponent, no needless zeros. 1.70 → 1.7, 270.0 → 270."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def rounded(value: Ratio | Decimal, places: int) -> Decimal:
    """Round half away from zero (四舍五入), as readers of a printed table expect."""
    return _rounded(*value.as_integer_ratio(), places)


def percent(value: Ratio, places: int = 1) -> str:
    """A ratio as a percentage: 2/3 → 66.7%. Never shows 100% for what is short of it, nor 0% for what was begun."""
    part, whole = value.as_integer_ratio()
    full = 100 * 10**places
    shown = _nearest(part * full, whole)
    if part < whole and shown >= full:
        shown = full - 1
    elif part > 0 and shown == 0:
        shown = 1
    return f"{plain(Decimal(shown).scaleb(-places))}%"


def _rounded(part: int, whole: int, places: int) -> Decimal:
    return Decimal(_nearest(part * 10**places, whole)).scaleb(-places)


def _nearest(part: int, whole: int) -> int:
    """In whole numbers throughout: no binary fraction is involved, and none is reduced that is only shown."""
    nearest = (abs(part) * 2 + whole) // (whole * 2)
    return -nearest if part < 0 else nearest
