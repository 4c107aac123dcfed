"""进展填报: one department's file for one quarter."""

from datetime import date
from functools import cached_property
from typing import Annotated

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import Date, Prose, Text, Year, no_items
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.entry import Correction, Entry, QuarterKey
from edu_plan_cli.values.quarter import Quarter

PROGRESS_SCHEMA = "edu-plan/progress@1"


class Source(Located):
    """A form a report was taken from: the name of its file, and its digest, which tells it from others of that name.

    ``open`` are the ids of the targets that were not taken from it, since something in their rows was to be cleared up.
    """

    file: Text
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    open: list[Text] = Field(default_factory=no_items)


class Report(Located):
    """进展填报: one department's file for one quarter. ``nil`` (零报告) answers that nothing changed.

    ``source`` is the form collected last, ``earlier_sources`` are those before it: none of them is collected again.
    """

    schema_: Annotated[Text, Field(alias="schema")]
    year: Year
    quarter: QuarterKey
    department: Text
    submitted: Date
    received: Date | None = None
    received_reason: Prose | None = None
    illustrative: Prose | None = None
    source: Source | None = None
    earlier_sources: list[Source] = Field(default_factory=no_items)
    nil: bool = False
    entries: list[Entry] = Field(default_factory=no_items)
    corrections: list[Correction] = Field(default_factory=no_items)

    @cached_property
    def period(self) -> Quarter:
        """Return the quarter it reports on."""
        return self.in_year(self.quarter)

    @property
    def came(self) -> date:
        """Return the day it counts as received: ``received`` where that is written (a form that was sent back), else ``submitted``."""
        return self.received or self.submitted

    def made(self, correction: Correction) -> date:
        """Return the day a correction was made: its own, else that of the file."""
        return correction.date or self.submitted

    def in_year(self, quarter: QuarterKey) -> Quarter:
        """Return a quarter of the report's year: its own, or that of a correction."""
        return Quarter(self.year, int(quarter[1]))
