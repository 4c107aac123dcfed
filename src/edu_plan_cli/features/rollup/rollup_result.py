"""What a roll-up says: plain values for presentation to draw. Ratios are exact."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.features.rollup.observe_district import DistrictTally, SectionRow, Summary
from edu_plan_cli.model.catalogue import Indicator
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter

# Counted: reported · silent (no report for the quarter). Not counted: invalid · no_plan · no_project.
State = Literal["reported", "silent", "invalid", "no_plan", "no_project"]

STATES: dict[State, Words] = {
    "reported": Words("已填报", "reported"),
    "silent": Words("未填报", "not reported"),
    "invalid": Words("有错误", "has errors"),
    "no_plan": Words("没有工作要点", "no plan"),
    "no_project": Words("不是项目", "no project"),
}


class DistrictRow(NamedTuple):
    """One district. ``tally`` is there for those that are counted."""

    key: str
    name: str  # of its folder
    state: State
    said: Words | None  # why it is not counted
    summary: Summary
    tally: DistrictTally | None
    sections: Sequence[SectionRow]
    namesake: bool = False  # another district is called the same

    @property
    def title(self) -> str:
        """Return what it calls itself, and its folder where two call themselves the same."""
        own = self.summary.org_name or self.name
        return f"{own}（{self.name}）" if self.namesake and own != self.name else own

    @property
    def behind(self) -> int:
        """Targets that are overdue or lag."""
        return sum(self.tally.lights.get(light, 0) for light in ("overdue", "lagging")) if self.tally else 0


class Behind(NamedTuple):
    """Describe a target of a district that is behind."""

    district: DistrictRow
    section: str
    target: str
    label: str
    name: str
    lead: str | None
    light: Light
    completion: Ratio | None
    expected: Ratio
    source: str | None
    plan_source: str


class Figure(NamedTuple):
    """One district's target that answers an indicator, in the catalogue's unit. ``refused``: why it is in no sum."""

    district: DistrictRow
    label: str
    name: str
    unit: str | None  # the catalogue's; the target's own where it does not convert
    target_value: Decimal | None
    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    completion: Ratio | None
    light: Light
    plan_source: str
    source: str | None
    refused: Words | None
    carried: bool  # an earlier quarter's figure: this one gave none


class IndicatorTotal(NamedTuple):
    """Across districts. Counts are added; a share is the numerators' sum over the denominators'."""

    districts: int
    targets: int
    known: int  # of the targets, those with a figure: what was not reported is in no sum
    carried: int  # of those, the ones whose figure is of an earlier quarter
    target_value: Decimal | None
    value: Decimal | None
    target_of_known: Decimal | None  # what ``value`` is held against
    numerator: Decimal | None
    denominator: Decimal | None
    least_target: Decimal | None
    most_target: Decimal | None

    @property
    def completion(self) -> Ratio | None:
        """Of a count: of what was promised by those who reported."""
        if self.value is None or not self.target_of_known:
            return None
        return Ratio(self.value) / Ratio(self.target_of_known)

    @property
    def share(self) -> Ratio | None:
        """Return the summed numerators over the summed denominators; None where that is not known."""
        if self.numerator is None or not self.denominator:
            return None
        return Ratio(self.numerator) / Ratio(self.denominator)


class IndicatorRow(NamedTuple):
    """Hold an indicator's figure of each district, and the total where one is allowed."""

    indicator: Indicator
    figures: list[Figure]
    total: IndicatorTotal | None
    missing: list[DistrictRow]  # counted, and no target of theirs names it


class Unlisted(NamedTuple):
    """An indicator that a target names and the catalogue does not have."""

    district: DistrictRow
    code: str
    label: str
    plan_source: str
    meant: str | None


class Rollup(NamedTuple):
    """Hold all a roll-up shows, for one quarter."""

    quarter: Quarter
    districts: list[DistrictRow]
    behind: list[Behind]
    indicators: list[IndicatorRow]
    unlisted: list[Unlisted]
    catalogue: str | None  # the file; None where there is none
    problems: list[Diagnostic]  # of the catalogue
    narrowed: Words | None = None  # what the lists are narrowed to; totals stay those of all
    only_indicator: bool = False
    elsewhere: Mapping[int, tuple[str, ...]] = MappingProxyType(
        {}
    )  # districts that are in another year, by it
    hidden: frozenset[str] = frozenset()  # keys of districts that a filter leaves out of the lists

    @property
    def counted(self) -> list[DistrictRow]:
        """Return the districts whose figures are counted."""
        return [district for district in self.districts if district.tally is not None]

    @property
    def listed(self) -> list[DistrictRow]:
        """Of those that are counted, the ones to show."""
        return [district for district in self.counted if district.key not in self.hidden]

    @property
    def left_out(self) -> list[DistrictRow]:
        """Return the districts that are not counted; each says why."""
        return [district for district in self.districts if district.tally is None]

    @property
    def silent(self) -> list[DistrictRow]:
        """Return the districts that reported nothing in this quarter."""
        return [district for district in self.districts if district.state == "silent"]
