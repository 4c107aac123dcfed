"""The dataset's columns: names, types and order of ``Observation``. docs/dataset.md says the same, and a test compares.

Types are those that DuckDB, Spark and Parquet share. DECIMAL(28,4) holds any number a file may hold (15 digits) in any
unit's base (亿元 → 元), and the sum over every district there is.
"""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.observations import Observation

_NUMBER, _SHARE = "DECIMAL(28,4)", "DECIMAL(18,8)"

COLUMNS: dict[str, str] = {
    "schema_version": "INTEGER",
    "org_code": "VARCHAR",
    "org_name": "VARCHAR",
    "year": "INTEGER",
    "quarter": "VARCHAR",
    "section_id": "VARCHAR",
    "section_number": "VARCHAR",
    "section_heading": "VARCHAR",
    "item_id": "VARCHAR",
    "item_number": "INTEGER",
    "item_heading": "VARCHAR",
    "target_id": "VARCHAR",
    "target_label": "VARCHAR",
    "target_name": "VARCHAR",
    "kind": "VARCHAR",
    "indicator": "VARCHAR",
    "unit": "VARCHAR",
    "target_value": _NUMBER,
    "value": _NUMBER,
    "numerator": _NUMBER,
    "denominator": _NUMBER,
    "accumulation": "VARCHAR",
    "completion": _SHARE,
    "expected": _SHARE,
    "light": "VARCHAR",
    "answered": "BOOLEAN",
    "lead": "VARCHAR",
    "submitted": "DATE",
    "illustrative": "BOOLEAN",
    "source": "VARCHAR",
    "plan_source": "VARCHAR",
    "commit": "VARCHAR",
    "item_weight": _NUMBER,
    "target_weight": _NUMBER,
    "completion_exact": "VARCHAR",
    "expected_exact": "VARCHAR",
}

_ONE_LINE = {ord("\r"): " ", ord("\n"): " "}  # names and headings are; a line of CSV is one

_Value = str | int | bool | date | Decimal | Fraction | None


def _shown(column: str) -> Callable[[_Value], str]:
    """How a column's values are written in the CSV that DuckDB reads: text in quotes, nothing for what is not known."""
    kind = COLUMNS[column]
    if kind == "VARCHAR":
        return lambda value: "" if value is None else _quoted(str(value))
    if kind.startswith("DECIMAL"):
        return _Decimals(kind)
    return lambda value: "" if value is None else str(value)


def _quoted(text: str) -> str:
    if "\n" in text or "\r" in text:
        text = text.translate(_ONE_LINE)
    return '"' + text.replace('"', '""') + '"'


class _Decimals:
    """To the column's places, and within its digits: a ratio of an absurd report must not stop everybody's table."""

    def __init__(self, kind: str) -> None:
        digits, self.places = map(int, kind.removeprefix("DECIMAL(").removesuffix(")").split(","))
        self.most = int(10**digits - 1)
        self.shares = kind == _SHARE

    def __call__(self, value: _Value) -> str:
        """Half away from zero, as everywhere; in whole numbers, for there are millions of these.

        A share is never rounded to 1 that is short of it, nor to 0 that is above it.
        """
        if not isinstance(value, Decimal | Fraction):
            return ""
        numerator, denominator = value.as_integer_ratio()
        whole = min((2 * abs(numerator) * 10**self.places + denominator) // (2 * denominator), self.most)
        if self.shares and 0 < numerator < denominator:
            whole = min(max(whole, 1), 10**self.places - 1)
        text = str(whole).rjust(self.places + 1, "0")
        sign = "-" if numerator < 0 and whole else ""
        return f"{sign}{text[: -self.places]}.{text[-self.places :]}"


_WRITERS = tuple(_shown(column) for column in Observation._fields)


def csv_line(observation: Observation) -> str:
    """Return an observation as one line of CSV, with the line's end."""
    return ",".join([write(value) for write, value in zip(_WRITERS, observation, strict=True)]) + "\n"
