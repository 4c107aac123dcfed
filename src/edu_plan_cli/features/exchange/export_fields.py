"""The columns of an observation as people call them, and its values as other programs read them."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.assessment.dataset_columns import COLUMNS
from edu_plan_cli.assessment.observations import Observation, observed
from edu_plan_cli.features.exchange.exported_year import CannotExport, Export
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain, rounded_share

_RATIO_PLACES = 8  # as the published dataset has them


class Field(NamedTuple):
    """Describe a field of an exported table."""

    title: str
    type: str  # string, integer, number, boolean, date
    always: bool  # never empty
    description: str = ""


_TYPES = {"VARCHAR": "string", "INTEGER": "integer", "BOOLEAN": "boolean", "DATE": "date"}
FIELDS: dict[str, Field] = {
    name: Field(column.title, _TYPES.get(column.sql_type, "number"), column.always, column.meaning.zh)
    for name, column in COLUMNS.items()
}

Value = str | int | bool | date | Decimal | Fraction | None


def rows(export: Export) -> Iterator[Observation]:
    """Yield every target after every quarter."""
    for quarter in export.quarters:
        yield from observed(quarter, export.checked, export.commit)


def as_text(value: Value) -> str:
    """Exact where it can be: only a ratio is rounded, and never to all or nothing. Nothing for what is not known."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Fraction):
        value = rounded_share(value, _RATIO_PLACES)
    return plain(value) if isinstance(value, Decimal) else str(value)


def org_code(export: Export) -> str:
    """Return the code a format joins on. Raises CannotExport where the plan has none."""
    if (code := export.now.plan.org_code) is None:
        raise CannotExport(
            Words(
                '这种格式要靠区划代码认出是哪里的；请在工作要点里写一行 org_code: "340705"（换成本地的）。',
                'This format tells places by their code; write a line org_code: "340705" (yours) in the plan.',
            )
        )
    return code


def codes(observations: list[Observation]) -> dict[str, str]:
    """Return what each target is called among all districts: its indicator, else district and id.

    An indicator that two targets share names neither by itself: their figures must not overwrite each other.
    """
    by_indicator: dict[str, set[str]] = {}
    for row in observations:
        if row.indicator:
            by_indicator.setdefault(row.indicator, set()).add(row.target_id)
    return {
        row.target_id: row.indicator
        if row.indicator and len(by_indicator[row.indicator]) == 1
        else f"{row.indicator or row.org_code}_{row.target_id}"
        for row in observations
    }
