"""工作要点: the plan as issued, its departments, and the targets its text promises."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal, NamedTuple

from edu_plan_cli.binding.declaring import Field
from edu_plan_cli.binding.fields import (
    Date,
    DaysAfter,
    DepartmentId,
    Evidence,
    IndicatorCode,
    ItemId,
    ItemNumber,
    OrgCode,
    Percentage,
    Positive,
    Prose,
    Revision,
    SectionId,
    TargetId,
    Text,
    Year,
    no_items,
)
from edu_plan_cli.binding.located import Located, Verbatim
from edu_plan_cli.kinds.comparison import Comparison
from edu_plan_cli.kinds.counting import Accumulation
from edu_plan_cli.kinds.entry import QuarterKey
from edu_plan_cli.kinds.frequency import Period
from edu_plan_cli.kinds.kind_registry import AnyTarget, KindName
from edu_plan_cli.kinds.stages import Stage
from edu_plan_cli.kinds.target import Baseline, Schedule, Target
from edu_plan_cli.nodes.node import Mapping
from edu_plan_cli.values.quarter import Quarter

PLAN_SCHEMA = "edu-plan/plan@1"
# The heading of the section that holds what was carried over and the issued document does not have, until a person says what becomes of it.
CARRIED_OVER = "上年结转、印发的文件里没有写的"


class Rules(NamedTuple):
    """The settings in force; without any in the plan, these defaults."""

    due_days: int = 10  # a report is due so many days after its quarter
    grace_days: int = 0  # and late only so many days after that
    lagging_points: Decimal = Decimal(10)  # percentage points below 序时进度 from which a target lags
    due_named: tuple[tuple[str, date], ...] = ()  # quarter key and day, where the plan names the due day
    ranking: bool = True  # departments are ranked by completion, in the circular and on the page
    sources: bool = False  # the circular's annexes say which form each figure is from

    def due(self, quarter: Quarter) -> date:
        """Return the day a quarter's report is due: as the plan names it, else ``due_days`` after the quarter."""
        return dict(self.due_named).get(quarter.key) or quarter.end + timedelta(days=self.due_days)

    def last_day(self, quarter: Quarter) -> date:
        """Return the last day on which a report is not late: the due day and the days of grace."""
        return self.due(quarter) + timedelta(days=self.grace_days)


class ClosedQuarter(Located):
    """封账: from this day on a quarter's figures change only by corrections in a later file, with a reason."""

    quarter: QuarterKey
    date: Date


class NamedDays(Located):
    """报送时限 named by the plan: no calendar knows a year's holidays before they are announced."""

    Q1: Date | None = None
    Q2: Date | None = None
    Q3: Date | None = None
    Q4: Date | None = None


class Reporting(Located):
    """When reports are due: so many days after a quarter's end, or on a day named. Within the days of grace none is late."""

    due_days: DaysAfter = Rules().due_days
    grace_days: DaysAfter = Rules().grace_days
    due: NamedDays | None = None
    closed: list[ClosedQuarter] = Field(default_factory=no_items)


class Lights(Located):
    """When a target lags: its completion is more than so many percentage points below 序时进度."""

    lagging_points: Percentage = Rules().lagging_points


class CircularSettings(Located):
    """What the quarterly circular shows: departments ranked by completion, and where each figure of its annexes comes from."""

    ranking: bool = Rules().ranking
    sources: bool = Rules().sources


class Settings(Located):
    """Rules that each bureau sets for itself; they are printed under every table."""

    reporting: Reporting | None = None
    lights: Lights | None = None
    circular: CircularSettings | None = None


def rules_in(settings: Settings | None) -> Rules:
    """Return the settings in force: those written, and the defaults for the others."""
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
    if settings and settings.circular:
        rules = rules._replace(ranking=settings.circular.ranking, sources=settings.circular.sources)
    return rules


def closed_in(settings: Settings | None, day: date) -> dict[str, date]:
    """Return the quarters closed (封账) before a day, each with its closing date; the closing day itself is still open."""
    reporting = settings and settings.reporting
    return {c.quarter: c.date for c in reporting.closed if c.date < day} if reporting else {}


class Department(Located):
    """科室. Its id names its report files and never changes; its name may."""

    id: DepartmentId
    name: Text
    aliases: list[Text] = Field(default_factory=no_items)


class Leader(Located):
    """分管领导: who among the bureau's heads answers for the work of some departments. ``post`` may stand without a name."""

    post: Text
    name: Text | None = None
    departments: list[Text] = Field(default_factory=no_items)

    @property
    def called(self) -> str:
        """Return post and name as they are printed; the post alone where no name is written."""
        return f"{self.post} {self.name}" if self.name else self.post


class Notice(Located):
    """印发通知: the letter the plan is issued with."""

    title: Text
    addressees: Text
    text: Prose


class Candidate(Located):
    """候选目标: a target that a program read out of the text. It is not counted until a person accepts it.

    It has the keys of the target it would become, as far as the text gives them and a person has said them since.
    """

    id: TargetId
    kind: KindName
    name: Text
    quote: Prose
    indicator: IndicatorCode | None = None
    definition: Prose | None = None
    unit: Text | None = None
    target_value: Positive | None = None
    accumulation: Accumulation | None = None
    comparison: Comparison | None = None
    tolerance_percent: Percentage | None = None
    numerator: Text | None = None
    denominator: Text | None = None
    minimum: Positive | None = None
    every: Period | None = None
    population: Text | None = None
    sustained: bool | None = None
    baseline: Baseline | None = None
    contributors: list[Text] = Field(default_factory=no_items)
    part_of: TargetId | None = None
    parts: Literal["within", "add_up"] | None = None
    stages: list[Stage] = Field(default_factory=no_items)
    steps: list[Stage] = Field(default_factory=no_items)
    lead: Text | None = None
    cooperating: list[Text] | None = None
    led_by: Text | None = None
    start: Date | None = None
    due: Date | None = None
    schedule: Schedule | None = None
    weight: Positive | None = None


class Item(Located):
    """任务. ``number`` is what the issued plan shows (第14项) and may change; ``id`` never does.

    Where the paper's numbers begin anew in each section, ``number`` runs through the plan and ``printed`` is what the paper shows (二、1).
    """

    id: ItemId
    number: ItemNumber
    printed: Text | None = None
    heading: Text
    text: Prose
    lead: Text | None = None
    cooperating: list[Text] = Field(default_factory=no_items)
    leader: Text | None = None
    weight: Positive = Decimal(1)
    context: list[Prose] = Field(default_factory=no_items)
    targets: list[AnyTarget] = Field(default_factory=no_items)
    candidates: list[Candidate] = Field(default_factory=no_items)

    @property
    def shown(self) -> str:
        """Return its number as screens show it: 8, or 8（二、1） where the paper shows another."""
        return f"{self.number}（{self.printed}）" if self.printed else str(self.number)

    def lead_of(self, target: Target) -> str | None:
        """Return the id of the department that leads a target: its own lead, else the item's."""
        return target.lead or self.lead

    def cooperating_of(self, target: Target) -> list[str]:
        """Return the ids of the departments that help with a target: its own, else the item's."""
        return self.cooperating if target.cooperating is None else target.cooperating


class Section(Located):
    """部分. ``text`` is what is written between its heading and its first item."""

    id: SectionId
    number: Text
    heading: Text
    text: Prose | None = None
    items: list[Item] = Field(default_factory=no_items)


class Amendment(Located):
    """调整: a change of one target during the year. It counts from its date on, and changes nothing before.

    ``set`` holds keys of the target with their new values; ``drop`` takes the target out of the plan. ``recorded`` is the
    day it was entered, where that is later (补记).
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
        """Return the mapping after ``set``; None where there is none."""
        node = self.node.values.get("set")
        return node if isinstance(node, Mapping) else None


class CloseOut(Located):
    """销号: the closing of a finished target, on evidence. No report on it is asked for afterwards."""

    target: TargetId
    date: Date
    evidence: Annotated[list[Evidence], Field(min_length=1)]


class Plan(Located):
    """One year's work plan, as issued. ``revision`` counts its amendments; ``schema`` is the version of the file format."""

    schema_: Annotated[Text, Field(alias="schema")]
    revision: Revision
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
    leaders: list[Leader] = Field(default_factory=no_items)
    sections: list[Section] = Field(default_factory=no_items)
    amendments: list[Amendment] = Field(default_factory=no_items)
    close_outs: list[CloseOut] = Field(default_factory=no_items)

    @property
    def items(self) -> Iterator[Item]:
        """Yield the items of all sections, in order."""
        for section in self.sections:
            yield from section.items

    @property
    def targets(self) -> "Iterator[PlanTarget]":
        """Yield the targets of all items, in order, each with where it stands in the plan."""
        for section in self.sections:
            for item in section.items:
                for ordinal, target in enumerate(item.targets, 1):
                    yield PlanTarget(section, item, target, f"{item.number}-{ordinal}")

    @property
    def department_names(self) -> dict[str, str]:
        """Return the names by id."""
        return {department.id: department.name for department in self.departments}

    def closed_by(self, day: date) -> dict[str, date]:
        """Return the quarters closed (封账) before a day, each with its closing date; the closing day itself is still open."""
        return closed_in(self.settings, day)

    @property
    def rules(self) -> Rules:
        """Return the settings in force."""
        return rules_in(self.settings)

    def department_name(self, written: str | None) -> str | None:
        """Return the name of the department written as a lead; what is written, where no department is called that."""
        department = self.department(written) if written else None
        return department.name if department else written

    def department(self, wanted: str) -> Department | None:
        """Find a department by its id, name or alias; None where there is none."""
        for department in self.departments:
            if wanted in (department.id, department.name, *department.aliases):
                return department
        return None

    def leaders_called(self, wanted: str) -> list[Leader]:
        """Return the leaders (分管领导) of a post or a name, or of both as they are printed; more than one where it does not tell them apart."""
        return [each for each in self.leaders if wanted in (each.post, each.name, each.called)]

    def leader(self, item: Item, lead: str | None) -> Leader | None:
        """Return the leader in charge of an item's work led by a department: whom the item names, else whose department it is.

        None where nobody is named, or the item names nobody in particular (EP322).
        """
        if item.leader is not None:
            named = self.leaders_called(item.leader)
            return named[0] if len(named) == 1 else None
        return next((each for each in self.leaders if lead is not None and lead in each.departments), None)


class PlanTarget(NamedTuple):
    """A target with its place in the plan. ``label`` (14-1) is what people say, and may change; ``target.id`` never does."""

    section: Section
    item: Item
    target: Target
    label: str

    @property
    def lead(self) -> str | None:
        """Return the id of the department that leads it; None where none is named."""
        return self.item.lead_of(self.target)
