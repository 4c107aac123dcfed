"""Units of one family convert exactly: a clerk may report 人 where the plan says 万人.

The table is closed on purpose: a unit that stands in no family equals only itself, and % and 百分点 are
different things (a share and a difference of shares), so neither converts to the other.
"""

from decimal import Decimal

_FAMILIES: tuple[dict[str, Decimal], ...] = (
    {"人": Decimal(1), "千人": Decimal(1000), "万人": Decimal(10_000)},
    {"人次": Decimal(1), "千人次": Decimal(1000), "万人次": Decimal(10_000)},
    {"元": Decimal(1), "千元": Decimal(1000), "万元": Decimal(10_000), "亿元": Decimal(100_000_000)},
    {"个": Decimal(1), "万个": Decimal(10_000)},
    {"平方米": Decimal(1), "万平方米": Decimal(10_000)},
    {"%": Decimal(1)},
    {"百分点": Decimal(1), "个百分点": Decimal(1)},
)

_FAMILY_OF = {unit: family for family in _FAMILIES for unit in family}


def convert(value: Decimal, unit: str, wanted: str) -> Decimal | None:
    """Return the value in the wanted unit, exactly; None where the two units measure different things."""
    if unit == wanted:
        return value
    family = _FAMILY_OF.get(unit)
    if family is None or wanted not in family:
        return None
    # Factors are powers of ten, so the division only moves the decimal point.
    return value * family[unit] / family[wanted]


def base_unit(unit: str) -> str:
    """Return the unit of the family that all of it is counted in (人 for 万人); a unit of no family is its own."""
    return next((name for name, factor in _FAMILY_OF.get(unit, {}).items() if factor == 1), unit)


def convertible(unit: str) -> tuple[str, ...]:
    """Return every unit that may stand for this one, itself first."""
    return (unit, *(other for other in _FAMILY_OF.get(unit, ()) if other != unit))
