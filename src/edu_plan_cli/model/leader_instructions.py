"""批示、整改: what leaders ask about targets in one year, who answers, by when, and what was answered."""

from typing import Annotated

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import Date, Prose, TargetId, Text, Year, no_items
from edu_plan_cli.binding.located import Located

INSTRUCTIONS_SCHEMA = "edu-plan/instructions@1"


class InstructionAnswer(Located):
    """办理情况: what was done about an instruction, on the day it was answered."""

    date: Date
    account: Prose


class Instruction(Located):
    """批示: what a leader asks about a target. With ``rectification`` (整改) something found wrong is to be put right.

    ``department`` answers, or who leads on the target where none is named. Without an ``answer`` it is open.
    """

    target: TargetId
    date: Date
    given_by: Text
    rectification: bool = False
    text: Prose
    department: Text | None = None
    due: Date | None = None
    answer: InstructionAnswer | None = None


class Instructions(Located):
    """The instructions of one year: ``reports/2023/instructions.yaml``."""

    schema_: Annotated[Text, Field(alias="schema")]
    year: Year
    illustrative: Prose | None = None
    instructions: list[Instruction] = Field(default_factory=no_items)
