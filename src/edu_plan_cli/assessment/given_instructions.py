"""批示、整改: what leaders asked about a target, as it stands on the day of looking. Most years have none: imported where there is one."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from edu_plan_cli.assessment.view import View
from edu_plan_cli.model.leader_instructions import Instruction, InstructionAnswer
from edu_plan_cli.model.plan import PlanTarget


class GivenInstruction(NamedTuple):
    """One instruction, and whether it is answered."""

    instruction: Instruction
    department: str | None  # id of the department that answers: named, else who leads
    answer: InstructionAnswer | None  # None: open
    overdue: bool  # open, and its day is over
    illustrative: str | None = None  # what its file says about being an example


def instructions_on(
    plan_target: PlanTarget,
    instructions: Iterable[Instruction],
    view: View,
    examples: Mapping[str, str | None],
) -> tuple[GivenInstruction, ...]:
    """Return the instructions on a target that a view shows, in the order of their days.

    ``examples`` are what files say about being an example, by their paths.
    """
    day = view.instructed_by
    given = []
    for instruction in instructions:
        if instruction.target == plan_target.target.id and instruction.date <= day:
            answer = instruction.answer if instruction.answer and instruction.answer.date <= day else None
            overdue = answer is None and instruction.due is not None and view.past(instruction.due)
            department = instruction.department or plan_target.lead
            illustrative = examples.get(instruction.node.path)
            given.append(GivenInstruction(instruction, department, answer, overdue, illustrative))
    return tuple(given)
