"""The kinds of value a key may hold. Each says in its own error type what was expected."""

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

ID_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"


def _one_line(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty text")
    if "\n" in text.strip():
        raise PydanticCustomError("one_line", "more than one line")
    return text.strip()


def joined(text: str) -> str:
    """A long text's lines joined: in a file, a sentence a line is for reviewing; only an empty line parts paragraphs."""
    paragraphs = re.split(r"\n[ \t]*\n", text.strip("\n"))
    return "\n".join(paragraph.replace("\n", "") for paragraph in paragraphs)


def _prose(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_text", "empty text")
    return joined(text)


def _date(value: Any) -> Any:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value, re.ASCII):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError as error:
            raise PydanticCustomError("impossible_date", "no such day") from error
    raise PydanticCustomError("iso_date", "not a date")


def _whole(value: Any) -> Any:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else value


# The patterns say to an editor what the functions say to pydantic.
Text = Annotated[
    str,
    AfterValidator(_one_line),
    WithJsonSchema({"type": "string", "pattern": r"^\s*\S([^\n]*\S)?\s*$"}),
]
Prose = Annotated[str, AfterValidator(_prose), WithJsonSchema({"type": "string", "pattern": r"\S"})]
Number = Decimal
Positive = Annotated[Decimal, Field(gt=0)]
NotNegative = Annotated[Decimal, Field(ge=0)]
Percentage = Annotated[Decimal, Field(gt=0, le=100)]
ScheduledShare = Annotated[Decimal, Field(ge=0, le=100)]
Whole = Annotated[int, BeforeValidator(_whole)]
Date = Annotated[
    datetime.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
Year = Annotated[Whole, Field(ge=1949, le=2100)]
OrgCode = Annotated[str, Field(pattern=r"^[1-9][0-9]{5}([0-9]{3}([0-9]{3})?)?$")]
IndicatorCode = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_-]{0,39}$")]
DepartmentId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,39}$")]
SectionId = Annotated[str, Field(pattern=rf"^s[{ID_ALPHABET}]{{4}}$")]
ItemId = Annotated[str, Field(pattern=rf"^i[{ID_ALPHABET}]{{4}}$")]
TargetId = Annotated[str, Field(pattern=rf"^t[{ID_ALPHABET}]{{4}}$")]
