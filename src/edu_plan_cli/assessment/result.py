"""What an assessment says: plain values for presentation to draw."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.assessment.view import View
from edu_plan_cli.kinds.target import History, ReportedValue, TargetProgress
from edu_plan_cli.model.amendments import Made, Postponed
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.plan import Amendment, CloseOut, Department, Item, Plan, PlanTarget, Rules, Section
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


class Late(NamedTuple):
    """A promise that was kept late: by so many days where a day is reported, else the quarter that first says so."""

    days: int | None
    quarter: Quarter


class Then(NamedTuple):
    """A target a quarter earlier, as it is shown there: with the goal and weight it had."""

    completion: Ratio | None
    counted: Ratio | None
    weight: Decimal
    done: bool


class TargetAssessment(NamedTuple):
    plan_target: PlanTarget
    progress: TargetProgress
    light: Light
    expected: Ratio  # 序时进度
    due: date
    history: History
    last: Quarter | None  # the quarter of the latest answer
    then: Then | None  # a quarter earlier; None where there is none, or it was dropped by then
    reason: Words  # beside the light: why
    dropped: Amendment | None  # taken out of the plan by then: shown, not counted
    closed: CloseOut | None  # 销号 by then
    postponed: Postponed | None  # its due day was moved after it was over
    asked: bool  # the quarter spoken of is to say something of it: it has begun, and was not done or closed out before
    answered: bool  # nothing of that quarter is wanting
    lacking: Quarter | None = None  # whose answer is wanting, of those that are due by now
    silent_day: tuple[str, date] | None = (
        None  # its own day (of the stage or step named) is over, and no answer came since
    )
    owed_by: str | None = None  # the department whose answer is wanting
    late: Late | None = None
    silent: tuple[str, ...] = ()  # contributors without an answer for the latest quarter that others answered

    @property
    def completion(self) -> Ratio | None:
        return self.progress.completion

    @property
    def before(self) -> Ratio | None:
        """The completion a quarter earlier."""
        return self.then.completion if self.then else None

    @property
    def counted(self) -> Ratio | None:
        """What enters an average."""
        return counted(self.progress)

    @property
    def value_from(self) -> Quarter | None:
        """The quarter of the latest answer that gave a figure; an account alone carries the figure before it forward."""
        return max((r.quarter for r in self.history if r.entry.answers), default=None)

    def now(self, quarter: Quarter) -> tuple[ReportedValue, ...]:
        """The answers given for one quarter."""
        return tuple(reported for reported in self.history if reported.quarter == quarter)


class Tally(NamedTuple):
    """What an item, a section and the plan have in common. ``None``: nothing reported to take a mean of."""

    completion: Ratio | None
    before: Ratio | None
    expected: Ratio
    lights: dict[Light, int]
    answered: int  # of those asked, the targets with an answer that counts
    asked: int  # targets the quarter spoken of is to say something of
    targets: int


class ItemAssessment(NamedTuple):
    item: Item
    tally: Tally
    light: Light
    targets: list[TargetAssessment]


class SectionAssessment(NamedTuple):
    section: Section
    tally: Tally
    items: list[ItemAssessment]


# A form that was sent back to be put right is "returned": it came, and says nothing yet.
DutyState = Literal["sent", "late", "returned", "missing", "due", "nothing_left", "nothing_begun"]


class DepartmentAssessment(NamedTuple):
    """One department and one quarter's report. ``late_days`` is 0 on time.

    ``owes`` (应报): something it answers for has begun, and was neither finished nor closed out before. A report that
    is not owed is ``sent`` all the same. One that is not ``due`` yet is not ``missing``.
    """

    department: Department
    targets: int  # it answers for in the quarter
    report: Report | None
    due: date
    late_days: int
    owes: bool
    state: DutyState
    asked: tuple[PlanTarget, ...]  # what a report that has not come is to speak of

    @property
    def missing(self) -> bool:
        return self.state == "missing"


class Assessment(NamedTuple):
    plan: Plan
    rules: Rules
    view: View
    tally: Tally
    sections: list[SectionAssessment]
    departments: list[DepartmentAssessment]
    due_reports: list[
        DepartmentAssessment
    ]  # of the latest quarter that is due (``View.required``); empty before
    amendments: list[Made]  # that count by then, in their order
    answering: dict[str, str | None]  # by target id the department that answers for the quarter spoken of
    illustrative: tuple[str, ...] = ()  # what the plan and every report counted say of being examples only

    @property
    def items(self) -> list[ItemAssessment]:
        return [item for section in self.sections for item in section.items]

    @property
    def targets(self) -> list[TargetAssessment]:
        return [target for item in self.items for target in item.targets]


def counted(progress: TargetProgress) -> Ratio | None:
    """What enters an average: at most 100 %, and 100 % for what is done within its tolerance."""
    if progress.completion is None:
        return None
    return Fraction(1) if progress.done else capped(progress.completion)


def capped(completion: Ratio) -> Ratio:
    """Within 0 and 100 %: over-fulfilment of one target makes up for no other, nor does falling back weigh more."""
    part, whole = completion.as_integer_ratio()
    if 0 <= part <= whole:
        return completion
    return Fraction(1 if part > 0 else 0)
