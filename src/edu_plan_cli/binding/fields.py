"""The kinds of value a key may hold. Each says in its own error type what was expected."""

import datetime
import re
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

from edu_plan_cli.binding.model_schema import Schema
from edu_plan_cli.binding.validation import PydanticCustomError
from edu_plan_cli.values.evidence_path import read_evidence

ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def no_items() -> list[Any]:
    """Return the default of a list. (Of ``list`` itself pydantic would find out, at every start, what arguments it takes.)"""
    return []


def _one_line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty text")
    if "\n" in text.strip():
        raise PydanticCustomError("one_line", "more than one line")
    return text.strip()


def joined(text: str) -> str:
    """Return a long text's lines joined: in a file, a sentence a line is for reviewing; only an empty line parts paragraphs."""
    if "\n" not in text:
        return text
    paragraphs = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return "\n".join(paragraph.replace("\n", "") for paragraph in paragraphs)


def _prose(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty text")
    return joined(text)


def _date(value: Any) -> Any:
    # What else Python would take (20230901, 2023-W35-5) differs in its length or its dashes.
    if isinstance(value, str) and len(value) == 10 and value[4] == value[7] == "-":  # noqa: PLR2004
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            if value.isascii() and value.replace("-", "").isdecimal():
                raise PydanticCustomError("impossible_date", "no such day") from error
    raise PydanticCustomError("iso_date", "not a date")


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


class _Form:
    """Hold what a value must be, said to pydantic as one ready schema, and to an editor as a pattern.

    The same as a function validator and WithJsonSchema in an annotation, which pydantic would take apart at each of the
    hundred fields that use it, at every start.
    """

    def __init__(self, schema: Schema, json: dict[str, Any] | None = None) -> None:
        self.schema = schema
        self.json = json

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> Schema:
        return self.schema

    def __get_pydantic_json_schema__(self, schema: Schema, handler: Any) -> Any:
        return self.json or handler(schema)


def _checked(when: Literal["before", "after"], function: Callable[[Any], Any], schema: Schema) -> Schema:
    """Return a schema whose value a function reads before or after pydantic-core checks it."""
    return {
        "type": f"function-{when}",
        "function": {"type": "no-info", "function": function},
        "schema": schema,
    }


def _whole_number(**limits: int) -> _Form:
    return _Form(_checked("before", _whole, {"type": "int", "strict": True, **limits}))


def _decimal(**limits: int) -> _Form:
    return _Form({"type": "decimal", **{name: Decimal(limit) for name, limit in limits.items()}})


def _matching(pattern: str) -> _Form:
    return _Form({"type": "str", "pattern": pattern})


_STR: Schema = {"type": "str", "strict": True}
TEXT = _checked("after", _one_line, _STR)
Text = Annotated[
    str,
    _Form(
        TEXT,
        {"type": "string", "pattern": r"^\s*\S([^\n]*\S)?\s*$"},
    ),
]
Prose = Annotated[
    str,
    _Form(_checked("after", _prose, _STR), {"type": "string", "pattern": r"\S"}),
]
Evidence = Annotated[
    str,
    _Form(
        _checked("after", lambda text: read_evidence(_one_line(text)), _STR),
        {"type": "string", "pattern": r"^\s*\S([^\n]*\S)?\s*$"},
    ),
]
Number = Decimal
Positive = Annotated[Decimal, _decimal(gt=0)]
NotNegative = Annotated[Decimal, _decimal(ge=0)]
Percentage = Annotated[Decimal, _decimal(gt=0, le=100)]
ScheduledShare = Annotated[Decimal, _decimal(ge=0, le=100)]
DaysAfter = Annotated[int, _whole_number(ge=0, le=90)]
ItemNumber = Annotated[int, _whole_number(ge=1, le=999)]
Revision = Annotated[int, _whole_number(ge=1)]
Year = Annotated[int, _whole_number(ge=1949, le=2100)]
Date = Annotated[
    datetime.date,
    _Form(
        _checked("before", _date, {"type": "date", "strict": True}),
        {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    ),
]
OrgCode = Annotated[str, _matching(r"^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$")]
IndicatorCode = Annotated[str, _matching(r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
DepartmentId = Annotated[str, _matching(r"^[a-z][a-z0-9-]{0,39}$")]
SectionId = Annotated[str, _matching(rf"^s[{ID_ALPHABET}]{{4}}$")]
ItemId = Annotated[str, _matching(rf"^i[{ID_ALPHABET}]{{4}}$")]
TargetId = Annotated[str, _matching(rf"^t[{ID_ALPHABET}]{{4}}$")]
