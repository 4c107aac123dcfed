"""The answers of departments, as their reports have them."""

from collections.abc import Container
from datetime import date
from typing import Literal

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import Date, Evidence, NotNegative, Number, Prose, Text, no_items
from edu_plan_cli.binding.located import Located

QuarterKey = Literal["Q1", "Q2", "Q3", "Q4"]


class IssuedDocument(Located):
    """The document that proves a deliverable: title, number (文号), and day of issue."""

    title: Text
    number: Text
    issued_on: Date


class Entry(Located):
    """填报项: an answer about one target for one quarter. The target's kind says which keys answer; ``account`` may be alone.

    ``highlight`` marks an account that the circular quotes (亮点做法).
    """

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
    highlight: bool = False
    evidence: list[Evidence] = Field(default_factory=no_items)

    @property
    def happened_on(self) -> date | None:
        """Return the day on which what it reports happened; None where it gives none."""
        return self.document.issued_on if self.document else self.done_on

    @property
    def answers(self) -> tuple[str, ...]:
        """Return those of ``ANSWERS`` that it has, in that order."""
        fields = self.__dict__
        return tuple([key for key in ANSWERS if fields[key] is not None])


class Correction(Entry):
    """更正: what the answer for an earlier quarter should have been, and why. The first answer stays in its file and is shown.

    ``date`` is the day it was made, where that is not the day of its file. ``withdraw`` takes the answer back without
    another: nothing was done, or nothing is known.
    """

    quarter: QuarterKey
    date: Date | None = None
    withdraw: bool = False
    reason: Prose


ANSWERS = ("value", "numerator", "denominator", "lowest", "stage", "done_on", "document", "steps_done")


def figure_keys(written: Container[str]) -> list[str]:
    """Return the keys that hold the figures of an entry, of those that are written; what it says instead, where it has none."""
    keys = [key for key in ANSWERS if key in written]
    return keys or [key for key in ("withdraw", "nil", "account", "submitted") if key in written][:1]
