"""What all kinds of target share, and the two types their rules speak: what was reported, and how far that is."""

import itertools
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar, NamedTuple

from edu_plan_cli.binding.fields import (
    Date,
    IndicatorCode,
    Number,
    Positive,
    Prose,
    ScheduledShare,
    TargetId,
    Text,
)
from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, plain
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.quarter import Quarter, quarter_of


class ReportedValue(NamedTuple):
    """One contributor's answer for one quarter, as it counts. ``replaced`` is the entry a correction took over from."""

    quarter: Quarter
    department: str
    entry: Entry
    sent: date  # when the file it stands in was sent
    replaced: Entry | None = None
    nil: bool = False  # 零报告: nothing changed since the quarter before


History = tuple[ReportedValue, ...]  # of one target, by quarter


class Calculation(NamedTuple):
    """One step of how a figure came about, with the places of the numbers in it."""

    text: Words
    locations: tuple[Location, ...] = ()


class Measure(NamedTuple):
    """What ``Standing.value`` is measured in, and what was promised in that unit; None for what is no number."""

    unit: str | None = None
    wanted: Decimal | None = None


def _nothing_to_tell() -> tuple[Calculation, ...]:
    return ()


class TargetProgress(NamedTuple):
    """How far one target is after a quarter. Ratios are exact; 1 is 100 %, more is over-fulfilment, shown as it is."""

    completion: Ratio | None  # None: nothing reported that could be counted
    done: bool
    cumulative: Words | None  # what is reached, as people read it: 180个, 主体封顶
    period: Words | None  # what this quarter added
    value: Decimal | None = None  # ``cumulative`` for machines, in the target's unit
    period_value: Decimal | None = None
    broken: Words | None = None  # why the promise is already missed, whatever the completion says
    calculation: Callable[[], tuple[Calculation, ...]] = _nothing_to_tell  # told where it is asked for
    open_stages: tuple[tuple[str, date | None], ...] = ()  # stages or steps not yet done, with their dates
    numerator: Decimal | None = None  # of a share: what it was derived from
    denominator: Decimal | None = None
    done_on: date | None = None  # the day it was done, where one is reported
    beside: Words | None = None  # what the percentage alone would hide


class Baseline(Located):
    value: Number
    date: Date


class Schedule(Located):
    """阶段目标: how many percent of the target should be reached at the end of each quarter."""

    Q1: ScheduledShare | None = None
    Q2: ScheduledShare | None = None
    Q3: ScheduledShare | None = None

    def expected(self, start: date, due: date, on: date) -> Ratio:
        """Evenly between the points given: 0 before the start, 100 % on the due day."""
        if on >= due:
            return Fraction(1)
        if on < start:
            return Fraction(0)
        points = [(start - timedelta(days=1), Fraction(0))]
        for number, share in ((1, self.Q1), (2, self.Q2), (3, self.Q3)):
            end = Quarter(due.year, number).end
            if share is not None and start <= end < due:
                points.append((end, Fraction(share) / 100))
        points.append((due, Fraction(1)))
        for (before, low), (after, high) in itertools.pairwise(points):
            if on <= after:
                return low + (high - low) * Fraction((on - before).days, (after - before).days)
        return Fraction(1)


class Target(Located):
    """目标: one checkable promise. A kind adds what it measures and the rule of completion."""

    id: TargetId
    name: Text
    quote: Prose
    indicator: IndicatorCode | None = None
    definition: Prose | None = None
    lead: Text | None = None
    cooperating: list[Text] | None = None
    led_by: Text | None = None
    start: Date | None = None
    due: Date | None = None
    schedule: Schedule | None = None
    weight: Positive = Decimal(1)

    words: ClassVar[Words]  # the kind's name
    dated: ClassVar[bool] = (
        False  # answered by something that happens on a day, and asked for from its own day on
    )

    def window(self, year: int) -> tuple[date, date]:
        """From when to when the work runs: as written, else the whole year."""
        return self.start or date(year, 1, 1), self.due or date(year, 12, 31)

    @property
    def must_hold(self) -> bool:
        """Whether it is kept only by what stands at the due date: what was reached may be lost again until then."""
        return False

    def tells(self, reported: ReportedValue) -> bool:
        """Whether an answer says how the promise stands: a figure, or that the one before still does."""
        return reported.nil or all(reported.entry.get(key) is not None for key in self.answers)

    def settled(self, history: History) -> bool:
        """Whether what is known reaches to the due date: what must hold to the last day is done only then."""
        told = [reported.quarter for reported in history if self.tells(reported)]
        return bool(told) and max(told).end >= self.window(told[0].year)[1]

    def asked_in(self, quarter: Quarter) -> bool:
        """Whether a quarter's report has something to say of it."""
        return self.start is None or self.start <= quarter.end

    def lacking(self, history: History, required: Quarter) -> Quarter | None:
        """The quarter whose answer is wanting, once that of ``required`` is due; None where nothing is."""
        if not self.asked_in(required):
            return None
        due = self.window(required.year)[1]
        if not history or history[-1].quarter < required:
            return required
        if self.must_hold and due <= required.end:
            # An account says that nothing was reached. Of what must hold it says nothing, and at the due date that counts.
            last = max((r.quarter for r in history if self.tells(r)), default=None)
            if last is None or last < quarter_of(due):
                return quarter_of(due)
        return None

    def days(self, progress: TargetProgress) -> list[tuple[str, date]]:
        """The days from which it is asked for whatever the quarter, by name: its own, and those of its open stages."""
        if not self.dated:
            return []
        named = [(name, day) for name, day in progress.open_stages if day is not None]
        return named if named or self.due is None else [("", self.due)]

    @property
    def answers(self) -> tuple[str, ...]:
        """The keys of an entry that answer this target, all of them wanted together."""
        raise NotImplementedError

    @property
    def goal(self) -> Words:
        """The target value as people read it."""
        raise NotImplementedError

    @property
    def measure(self) -> Measure:
        """The target value for machines."""
        return Measure()

    @property
    def start_value(self) -> Words | None:
        """The baseline as people read it."""
        return None

    @property
    def unreported(self) -> TargetProgress:
        """How it stands as long as nothing is reported."""
        return NOTHING

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        """The rule of completion. ``history`` holds this target's answers up to ``quarter``, and at least one."""
        raise NotImplementedError

    def expected(self, on: date, year: int) -> Ratio:
        """序时进度: how much should be reached at the end of a day, by the target's own schedule if it has one."""
        if self.schedule is not None:
            return self.schedule.expected(*self.window(year), on)
        return self.paced(on, year)

    def paced(self, on: date, year: int) -> Ratio:
        """Without a schedule: evenly from start to due, unless the kind says else."""
        return linear(*self.window(year), on)


def linear(start: date, due: date, on: date) -> Ratio:
    """The share of the days from start to due that have passed; all of them on the due day."""
    if on >= due:
        return Fraction(1)
    if on < start:
        return Fraction(0)
    return Fraction((on - start).days + 1, (due - start).days + 1)


def at_due(due: date, on: date) -> Ratio:
    """Nothing is expected before the due day, everything from it on."""
    return Fraction(1 if on >= due else 0)


def known_on(history: History, upto: Quarter, day: date) -> History:
    """The answers for quarters up to one, without what they say happened after ``day``: that is a later quarter's."""
    return tuple(
        [
            reported
            if (entry := reported.entry).done_on is None and entry.document is None
            else _known(reported, day)
            for reported in history
            if reported.quarter <= upto
        ]
    )


def _known(reported: ReportedValue, day: date) -> ReportedValue:
    entry, happened = reported.entry, reported.entry.happened_on
    if happened is None or happened <= day:
        return reported
    return reported._replace(entry=entry.model_copy(update={"done_on": None, "document": None}))


def latest(history: History) -> ReportedValue:
    return max(history, key=lambda reported: reported.quarter)


def answered(history: History, *keys: str) -> History:
    """The answers that give all of these keys; the others are accounts without a figure."""
    return tuple(r for r in history if all(r.entry.get(key) is not None for key in keys))


def amount(value: Decimal, unit: str) -> Words:
    """A number with its unit. Chinese sets no space between."""
    return Words(f"{plain(value)}{unit}", f"{plain(value)} {unit}")


NOTHING = TargetProgress(None, done=False, cumulative=None, period=None)
