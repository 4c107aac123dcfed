"""What ``assess`` returns: plain values for presentation to draw. Ratios are exact; 1 is 100 %."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Literal, NamedTuple

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.assessment.view import View
from edu_plan_cli.kinds.target import History, ReportedValue, TargetProgress
from edu_plan_cli.model.amendments import Made, Postponed
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Amendment, CloseOut, Department, Item, Plan, PlanTarget, Rules, Section
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter

if TYPE_CHECKING:
    from edu_plan_cli.model.leader_instructions import Instruction, InstructionAnswer


class GivenInstruction(NamedTuple):
    """批示、整改: what a leader asked about a target, as it stood on the day of looking."""

    instruction: "Instruction"
    department: str | None  # id of the department that answers: named, else who leads
    answer: "InstructionAnswer | None"  # None: open
    overdue: bool  # open, and its day is over
    illustrative: str | None = None  # what its file says about being an example


class Late(NamedTuple):
    """A target that was reached after its due day."""

    days: int | None  # how many days late; None: no day was reported
    quarter: Quarter  # the first that says it was reached


class Then(NamedTuple):
    """One target a quarter earlier, with the goal and weight it had then."""

    completion: Ratio | None  # as reported
    counted: Ratio | None  # what entered an average: 0 to 1
    weight: Decimal
    done: bool


class TargetAssessment(NamedTuple):
    """One target in one view: how far it is, its light and the reason, and what is still to be answered."""

    plan_target: PlanTarget  # the target, with its section, item, lead and label
    progress: TargetProgress  # completion, values, and how they came about
    light: Light
    expected: Ratio  # 序时进度: what should be reached by now, 0 to 1
    due: date
    history: History  # the answers that count, by quarter
    last: Quarter | None  # the quarter of the latest answer
    then: Then | None  # a quarter earlier; None: there is no such quarter, or it was dropped by then
    reason: Words  # one sentence: why it has this light
    dropped: Amendment | None  # the amendment that took it out of the plan: it is shown, not counted
    closed: CloseOut | None  # 销号: its closing on evidence
    postponed: Postponed | None  # an amendment that moved its due day after that day had passed
    asked: bool  # whether the quarter wants an answer: it has begun, and was not done or closed out before
    answered: bool  # whether every answer the quarter wants of it is there
    lacking: Quarter | None = None  # the quarter whose answer is due and missing
    silent_day: tuple[str, date] | None = (
        None  # name and day of the stage or step ("" for the target itself) that passed without an answer since
    )
    owed_by: str | None = None  # id of the department whose answer is missing
    late: Late | None = None  # where it was reached after its due day
    silent: tuple[str, ...] = ()  # contributors without an answer for the latest quarter that others answered
    updates: History = ()  # what was said between quarters, by its days
    counted_updates: History = ()  # those of them that ``progress`` rests on, the newest first
    instructions: tuple[GivenInstruction, ...] = ()  # by their days

    @property
    def completion(self) -> Ratio | None:
        """Return the completion as it was reported; None: nothing was reported that can be counted."""
        return self.progress.completion

    @property
    def before(self) -> Ratio | None:
        """Return the completion a quarter earlier."""
        return self.then.completion if self.then else None

    @property
    def counted(self) -> Ratio | None:
        """Return what enters an average: see the function ``counted``."""
        return counted(self.progress)

    @property
    def recent(self) -> ReportedValue | None:
        """Return 最近进展: the latest update, unless the report of its quarter or a later one speaks of the target since."""
        if not self.updates:
            return None
        last = self.updates[-1]
        since = any(r.quarter >= last.quarter and r.sent >= last.sent for r in self.history)
        return None if since else last

    @property
    def value_from(self) -> Quarter | None:
        """Return the quarter of the latest answer with a figure; an answer in words alone leaves the figure before it in force."""
        return max((r.quarter for r in self.history if r.entry.answers), default=None)

    def now(self, quarter: Quarter) -> tuple[ReportedValue, ...]:
        """Return the answers given for one quarter."""
        return tuple(reported for reported in self.history if reported.quarter == quarter)


class Tally(NamedTuple):
    """The totals of an item, a section or the plan. Means are weighted; dropped targets are not in them (docs/completion.md)."""

    completion: Ratio | None  # 0 to 1; None: nothing is reported
    before: Ratio | None  # a quarter earlier
    expected: Ratio  # 序时进度, 0 to 1
    lights: dict[Light, int]  # how many targets have each light
    answered: int  # of ``asked``, the targets whose answer is there
    asked: int  # targets the quarter wants an answer of
    targets: int  # all that count: without those dropped


class ItemAssessment(NamedTuple):
    """One item with its targets; its light is the most urgent of theirs."""

    item: Item
    tally: Tally
    light: Light
    targets: list[TargetAssessment]


class SectionAssessment(NamedTuple):
    """One section with its items."""

    section: Section
    tally: Tally
    items: list[ItemAssessment]


# A form that was sent back to be put right is "returned": it came, and says nothing yet.
DutyState = Literal["sent", "late", "returned", "missing", "due", "nothing_left", "nothing_begun"]


class DepartmentAssessment(NamedTuple):
    """One department and its report for one quarter.

    ``state`` is ``"sent"`` (owed or not), ``"late"``, ``"returned"`` (it came, and was sent back to be corrected),
    ``"missing"``, ``"due"`` (not here, and still in time), ``"nothing_left"`` or ``"nothing_begun"`` (no report is owed).
    """

    department: Department
    targets: int  # that it answers for in the quarter
    report: Report | None
    due: date
    late_days: int  # 0 in time
    owes: bool  # 应报: a target it answers for has begun, and was neither finished nor closed out before
    state: DutyState
    asked: tuple[PlanTarget, ...]  # the targets a missing report has to answer for

    @property
    def missing(self) -> bool:
        """Tell whether its report is owed, due and not there."""
        return self.state == "missing"


class Assessment(NamedTuple):
    """A year's plan in one view: every target, the figures of items, sections and the plan, and who has reported."""

    plan: Plan  # as amended by then
    rules: Rules  # the settings in force
    view: View  # which quarter, up to which day
    tally: Tally  # of the whole plan
    sections: list[SectionAssessment]
    departments: list[DepartmentAssessment]  # with their reports for the quarter
    due_reports: list[
        DepartmentAssessment
    ]  # the same for the latest quarter whose reports are due (``View.required``); empty before the first
    amendments: list[Made]  # those in force by then, in order
    answering: dict[str, str | None]  # by target id, the id of the department that answers for the quarter
    illustrative: tuple[str, ...] = ()  # what the plan and the reports counted say about being examples

    @property
    def items(self) -> list[ItemAssessment]:
        """Return the items of all sections, in the order of the plan."""
        return [item for section in self.sections for item in section.items]

    @property
    def open_instructions(self) -> list[tuple[TargetAssessment, GivenInstruction]]:
        """Return the instructions (批示、整改) not answered yet, in the plan's order, each with its target."""
        return [
            (target, given)
            for target in self.targets
            for given in target.instructions
            if given.answer is None
        ]

    @property
    def targets(self) -> list[TargetAssessment]:
        """Return the targets of all items, in the order of the plan; dropped ones too."""
        return [target for item in self.items for target in item.targets]


def counted(progress: TargetProgress) -> Ratio | None:
    """Return what a completion adds to an average: 0 to 1, and 1 for what is done within its tolerance (docs/completion.md)."""
    if progress.completion is None:
        return None
    return Fraction(1) if progress.done else capped(progress.completion)


def capped(completion: Ratio) -> Ratio:
    """Return a completion limited to 0 to 1: over-fulfilment of one target makes up for no other (docs/decisions/0005)."""
    part, whole = completion.as_integer_ratio()
    if 0 <= part <= whole:
        return completion
    return Fraction(1 if part > 0 else 0)
