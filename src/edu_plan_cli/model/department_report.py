"""进展填报: one department's file for one quarter. ``nil: true`` (零报告) answers that nothing moved."""

from datetime import date
from functools import cached_property
from typing import Annotated

from pydantic import Field

from edu_plan_cli.binding.fields import Date, Prose, Text, Year, no_items
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.entry import Correction, Entry, QuarterKey
from edu_plan_cli.values.quarter import Quarter

PROGRESS_SCHEMA = "edu-plan/progress@1"


class Source(Located):
    """The form an answer came in: its file's name, and its digest, so that it can be told from another of that name."""

    file: Text
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Report(Located):
    schema_: Annotated[Text, Field(alias="schema")]
    year: Year
    quarter: QuarterKey
    department: Text
    submitted: Date
    received: Date | None = None
    received_reason: Prose | None = None
    illustrative: Prose | None = None
    source: Source | None = None
    nil: bool = False
    entries: list[Entry] = Field(default_factory=no_items)
    corrections: list[Correction] = Field(default_factory=no_items)

    @cached_property
    def period(self) -> Quarter:
        return self.in_year(self.quarter)

    @property
    def came(self) -> date:
        """The day it counts as sent: the first answer's, or that of the form that was sent back and came again."""
        return self.received or self.submitted

    def made(self, correction: Correction) -> date:
        """The day a correction was made: its own, else that of the file."""
        return correction.date or self.submitted

    def in_year(self, quarter: QuarterKey) -> Quarter:
        """A quarter of the report's year: its own, or one a correction speaks of."""
        return Quarter(self.year, int(quarter[1]))
