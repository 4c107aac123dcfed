"""工作要点: the plan as issued, its departments, and the targets its text promises."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from edu_plan_cli.binding.fields import (
    Date,
    DepartmentId,
    Evidence,
    ItemId,
    OrgCode,
    Percentage,
    Positive,
    Prose,
    SectionId,
    TargetId,
    Text,
    Whole,
    Year,
    no_items,
)
from edu_plan_cli.binding.located import Located, Verbatim
from edu_plan_cli.kinds.comparison import Comparison
from edu_plan_cli.kinds.entry import QuarterKey
from edu_plan_cli.kinds.frequency import Period
from edu_plan_cli.kinds.kind_registry import AnyTarget, KindName
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.nodes.node import Mapping
from edu_plan_cli.values.quarter import Quarter

PLAN_SCHEMA = "edu-plan/plan@1"


class Rules(NamedTuple):
    """The settings in force. These are the defaults."""

    due_days: int = 10
    grace_days: int = 0
    lagging_points: Decimal = Decimal(10)
    due_named: tuple[tuple[str, date], ...] = ()  # by quarter key, where the plan names the day itself

    def due(self, quarter: Quarter) -> date:
        """The day by which a quarter's report is asked for: as the plan names it, else so many days after the quarter."""
        return dict(self.due_named).get(quarter.key) or quarter.end + timedelta(days=self.due_days)

    def last_day(self, quarter: Quarter) -> date:
        """The last day on which a report is not late: the due day with its days of grace."""
        return self.due(quarter) + timedelta(days=self.grace_days)


class ClosedQuarter(Located):
    """封账: from this day on the quarter's figures change only by corrections in a later file, with a reason."""

    quarter: QuarterKey
    date: Date


class NamedDays(Located):
    """报送时限 by name, as no calendar knows a year's holidays before they are announced."""

    Q1: Date | None = None
    Q2: Date | None = None
    Q3: Date | None = None
    Q4: Date | None = None


class Reporting(Located):
    """Reports are due so many days after a quarter's end, or on the day named; the days of grace are not counted as late."""

    due_days: Annotated[Whole, Field(ge=0, le=90)] = Rules().due_days
    grace_days: Annotated[Whole, Field(ge=0, le=90)] = Rules().grace_days
    due: NamedDays | None = None
    closed: list[ClosedQuarter] = Field(default_factory=no_items)


class Lights(Located):
    """A target lags when its completion is more than so many percentage points below its time progress."""

    lagging_points: Percentage = Rules().lagging_points


class Settings(Located):
    """Rules that differ from place to place; printed under every table."""

    reporting: Reporting | None = None
    lights: Lights | None = None


def rules_in(settings: Settings | None) -> Rules:
    """The settings in force: those written, and the defaults for the others."""
    reporting = settings and settings.reporting
    lights = settings and settings.lights
    rules = Rules()
    if reporting:
        rules = rules._replace(due_days=reporting.due_days, grace_days=reporting.grace_days)
        if reporting.due:
            named = ((key, reporting.due.get(key)) for key in ("Q1", "Q2", "Q3", "Q4"))
            rules = rules._replace(due_named=tuple((key, day) for key, day in named if day is not None))
    if lights:
        rules = rules._replace(lagging_points=lights.lagging_points)
    return rules


class Department(Located):
    """科室. The id names its report files and never changes; the name may."""

    id: DepartmentId
    name: Text
    aliases: list[Text] = Field(default_factory=no_items)


class Notice(Located):
    """印发通知: the letter that sends the plan round."""

    title: Text
    addressees: Text
    text: Prose


class Candidate(Located):
    """候选目标: what a program reads out of the text. It counts nowhere until a person makes a target of it.

    It has the keys of the target it would be, as far as the words tell them.
    """

    id: TargetId
    kind: KindName
    name: Text
    quote: Prose
    unit: Text | None = None
    target_value: Positive | None = None
    comparison: Comparison | None = None
    minimum: Positive | None = None
    every: Period | None = None
    population: Text | None = None
    part_of: TargetId | None = None
    due: Date | None = None


class Item(Located):
    """任务. ``number`` is what the paper shows (第14项) and may change; ``id`` is its identity."""

    id: ItemId
    number: Annotated[Whole, Field(ge=1, le=999)]
    heading: Text
    text: Prose
    lead: Text | None = None
    cooperating: list[Text] = Field(default_factory=no_items)
    weight: Positive = Decimal(1)
    context: list[Prose] = Field(default_factory=no_items)
    targets: list[AnyTarget] = Field(default_factory=no_items)
    candidates: list[Candidate] = Field(default_factory=no_items)

    def lead_of(self, target: Target) -> str | None:
        return target.lead or self.lead

    def cooperating_of(self, target: Target) -> list[str]:
        return self.cooperating if target.cooperating is None else target.cooperating


class Section(Located):
    """部分. ``text`` is what stands between its heading and its first item."""

    id: SectionId
    number: Text
    heading: Text
    text: Prose | None = None
    items: list[Item] = Field(default_factory=no_items)


class Amendment(Located):
    """调整: a reviewed change of one target during the year. It counts from its date on; what was before stays so.

    ``set`` holds the target's keys with their new values; ``drop`` takes the target out of the plan. ``recorded`` is the day
    it was entered, where that is later (补记).
    """

    target: TargetId
    date: Date
    recorded: Date | None = None
    document: Text | None = None
    reason: Prose
    set: Annotated[dict[str, Any] | None, Verbatim] = None
    drop: bool = False

    @property
    def changes(self) -> Mapping | None:
        node = self.node.values.get("set")
        return node if isinstance(node, Mapping) else None


class CloseOut(Located):
    """销号: a finished target is closed, on evidence; nobody is asked to report on it any more."""

    target: TargetId
    date: Date
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Plan(Located):
    """One year's work plan. ``revision`` counts the plan's own amendments; ``schema`` is the file format's version."""

    schema_: Annotated[Text, Field(alias="schema")]
    revision: Annotated[Whole, Field(ge=1)]
    year: Year
    title: Text
    issuer: Text | None = None
    org_code: OrgCode | None = None
    document_number: Text | None = None
    issued_on: Date | None = None
    illustrative: Prose | None = None
    notice: Notice | None = None
    overall_requirements: Prose | None = None
    settings: Settings | None = None
    departments: list[Department] = Field(default_factory=no_items)
    sections: list[Section] = Field(default_factory=no_items)
    amendments: list[Amendment] = Field(default_factory=no_items)
    close_outs: list[CloseOut] = Field(default_factory=no_items)

    @property
    def items(self) -> Iterator[Item]:
        for section in self.sections:
            yield from section.items

    @property
    def targets(self) -> "Iterator[PlanTarget]":
        for section in self.sections:
            for item in section.items:
                for ordinal, target in enumerate(item.targets, 1):
                    yield PlanTarget(section, item, target, f"{item.number}-{ordinal}")

    @property
    def department_names(self) -> dict[str, str]:
        """By id."""
        return {department.id: department.name for department in self.departments}

    @property
    def rules(self) -> Rules:
        return rules_in(self.settings)

    def department_name(self, written: str | None) -> str | None:
        """The name of the department written as a lead; what is written, where no department is called that."""
        department = self.department(written) if written else None
        return department.name if department else written

    def department(self, wanted: str) -> Department | None:
        """By id, name or alias, as people type it."""
        for department in self.departments:
            if wanted in (department.id, department.name, *department.aliases):
                return department
        return None


class PlanTarget(NamedTuple):
    """A target with where it stands in the plan. ``label`` (14-1) is what people say; the id is what it is."""

    section: Section
    item: Item
    target: Target
    label: str

    @property
    def lead(self) -> str | None:
        return self.item.lead_of(self.target)
