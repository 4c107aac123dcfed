"""What a department answers about one target in one quarter."""

from datetime import date
from typing import Literal

from pydantic import Field

from edu_plan_cli.binding.fields import Date, Evidence, NotNegative, Number, Prose, Text, no_items
from edu_plan_cli.binding.located import Located

QuarterKey = Literal["Q1", "Q2", "Q3", "Q4"]


class IssuedDocument(Located):
    """The document that proves a deliverable: its title and number (文号), and the day it was issued."""

    title: Text
    number: Text
    issued_on: Date


class Entry(Located):
    """填报项. Which of the answers is wanted depends on the target's kind; ``account`` may stand alone."""

    target: Text
    contributor: Text | None = None
    value: Number | None = None
    unit: Text | None = None
    numerator: NotNegative | None = None
    denominator: NotNegative | None = None
    lowest: NotNegative | None = None
    stage: Text | None = None
    done_on: Date | None = None
    document: IssuedDocument | None = None
    steps_done: list[Text] | None = None
    account: Prose | None = None
    evidence: list[Evidence] = Field(default_factory=no_items)

    @property
    def happened_on(self) -> date | None:
        """The day on which what it tells of happened, where it says one."""
        return self.document.issued_on if self.document else self.done_on

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys that answer, in the order of ``ANSWERS``."""
        told = self.__dict__
        return tuple([key for key in ANSWERS if told[key] is not None])


class Correction(Entry):
    """更正: what an earlier quarter should have said, and why. The first value stays in its file and stays visible.

    ``date`` is the day it was made, else that of the file it stands in. ``withdraw`` takes the answer back without another in its place: nothing was done, or nothing is known.
    """

    quarter: QuarterKey
    date: Date | None = None
    withdraw: bool = False
    reason: Prose


ANSWERS = ("value", "numerator", "denominator", "lowest", "stage", "done_on", "document", "steps_done")
