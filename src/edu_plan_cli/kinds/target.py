"""What all kinds of target have in common, and what their rules take and give: reported values, and progress."""

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
from edu_plan_cli.values.quarter import Quarter, month_and_day, quarter_of


class ReportedValue(NamedTuple):
    """One contributor's answer about one target for one quarter, as it counts."""

    quarter: Quarter
    department: str  # id of the department whose report it is in
    entry: Entry
    sent: date  # the day its file was sent
    replaced: Entry | None = None  # the entry that a correction replaced
    nil: bool = False  # 零报告: nothing changed since the quarter before
    between: bool = False  # an update given between two quarterly reports, on the day ``sent``

    @property
    def when(self) -> Words:
        """Return which quarter it was reported for (Q2), or on which day an update was given (9月12日)."""
        if not self.between:
            return Words(self.quarter.key, self.quarter.key)
        return Words(month_and_day(self.sent), str(self.sent))


History = tuple[ReportedValue, ...]  # of one target, by quarter


class Calculation(NamedTuple):
    """One step of how a figure was computed, with the places of the numbers in it."""

    text: Words
    locations: tuple[Location, ...] = ()  # in the order of the text


class Measure(NamedTuple):
    """The unit of ``TargetProgress.value``, and the target value in that unit; None where it is not a number."""

    unit: str | None = None
    wanted: Decimal | None = None


def _nothing_to_tell() -> tuple[Calculation, ...]:
    return ()


class TargetProgress(NamedTuple):
    """Say how far one target is after a quarter."""

    completion: (
        Ratio | None
    )  # 1 is 100 %, more is over-fulfilment; None: nothing is reported that can be counted
    done: bool  # whether it is reached, to its due day where it has to hold
    cumulative: Words | None  # what is reached, as people read it: 180个, 主体封顶
    period: Words | None  # what this quarter added
    value: Decimal | None = None  # ``cumulative`` as a number in the target's unit
    period_value: Decimal | None = None  # ``period`` as a number in the target's unit
    broken: Words | None = None  # why it can no longer be met, whatever the completion
    calculation: Callable[[], tuple[Calculation, ...]] = (
        _nothing_to_tell  # call it for the steps of the computation
    )
    open_stages: tuple[tuple[str, date | None], ...] = ()  # stages or steps not yet done, with their dates
    numerator: Decimal | None = None  # of a share, as reported
    denominator: Decimal | None = None  # of a share, as reported
    done_on: date | None = None  # the day it was reached, where one is reported
    beside: Words | None = None  # one sentence on what the percentage does not show


class Baseline(Located):
    """基期值: the value a target starts from, in its unit, and the day of that value."""

    value: Number
    date: Date


class Schedule(Located):
    """阶段目标: how much of the target should be reached at the end of each quarter, in percent."""

    Q1: ScheduledShare | None = None
    Q2: ScheduledShare | None = None
    Q3: ScheduledShare | None = None

    def expected(self, start: date, due: date, on: date) -> Ratio:
        """Return what should be reached by a day, 0 to 1: linear between the points given, 0 before the start, 1 on the due day."""
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
    """目标: one promise that can be checked. Each kind of target adds its keys and its rule of completion (docs/format.md)."""

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
        """Return the first and last day of the work: as written, else those of the year."""
        return self.start or date(year, 1, 1), self.due or date(year, 12, 31)

    @classmethod
    def laid_out_keys(cls) -> list[str]:
        """Return the keys as they stand in a file: what a kind measures before what all kinds have from ``lead`` on."""
        keys = super().laid_out_keys()
        if cls is Target:
            return keys
        base = Target.laid_out_keys()
        first = ["id", "kind", *base[1 : base.index("lead")]]
        return [*first, *(key for key in keys if key not in (*first, *base)), *base[base.index("lead") :]]

    @property
    def must_hold(self) -> bool:
        """Tell whether it has to hold on the due day: what is reached earlier may be lost again by then."""
        return False

    def tells(self, reported: ReportedValue) -> bool:
        """Tell whether an answer gives a figure, or says that the one before still holds."""
        return reported.nil or all(reported.entry.get(key) is not None for key in self.answers)

    def settled(self, history: History) -> bool:
        """Tell whether the answers reach the due day: what must hold is done only then."""
        quarters = [reported.quarter for reported in history if self.tells(reported)]
        return bool(quarters) and max(quarters).end >= self.window(quarters[0].year)[1]

    def asked_in(self, quarter: Quarter) -> bool:
        """Tell whether a quarter's report is to answer it."""
        return self.start is None or self.start <= quarter.end

    def lacking(self, history: History, required: Quarter) -> Quarter | None:
        """Return the quarter whose answer is missing, once that of ``required`` is due; None where none is."""
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
        """Return the names and days of its open stages, else ("", its due day): from then on an answer is wanted, whatever the quarter."""
        if not self.dated:
            return []
        named = [(name, day) for name, day in progress.open_stages if day is not None]
        return named if named or self.due is None else [("", self.due)]

    @property
    def answers(self) -> tuple[str, ...]:
        """Return the keys of an entry that answer this target; all of them are needed."""
        raise NotImplementedError

    @property
    def goal(self) -> Words:
        """Return the target value as people read it."""
        raise NotImplementedError

    @property
    def measure(self) -> Measure:
        """Return the unit and the target value as a number."""
        return Measure()

    @property
    def start_value(self) -> Words | None:
        """Return the baseline as people read it; None where there is none."""
        return None

    @property
    def unreported(self) -> TargetProgress:
        """Return its progress as long as nothing is reported."""
        return NOTHING

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        """Apply the kind's rule of completion (docs/completion.md).

        ``history`` holds this target's answers up to ``quarter``, at least one.
        """
        raise NotImplementedError

    def expected(self, on: date, year: int) -> Ratio:
        """Return what should be reached at the end of a day (序时进度), 0 to 1: by its schedule, else by ``paced``."""
        if self.schedule is not None:
            return self.schedule.expected(*self.window(year), on)
        return self.paced(on, year)

    def paced(self, on: date, year: int) -> Ratio:
        """Return what should be reached where there is no schedule: linear from start to due day, unless the kind says otherwise."""
        return linear(*self.window(year), on)


def linear(start: date, due: date, on: date) -> Ratio:
    """Return the share of the days from start to due day that have passed, 0 to 1; 1 on the due day."""
    if on >= due:
        return Fraction(1)
    if on < start:
        return Fraction(0)
    return Fraction((on - start).days + 1, (due - start).days + 1)


def at_due(due: date, on: date) -> Ratio:
    """Return 0 before the due day and 1 from it on."""
    return Fraction(1 if on >= due else 0)


def known_on(history: History, upto: Quarter, day: date) -> History:
    """Return the answers for quarters up to ``upto``, without what happened after ``day``: that belongs to a later quarter."""
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


def with_updates(target: Target, history: History, updates: History) -> History:
    """Return the quarterly answers with those updates that count: each before the answer of its quarter, the newest first.

    A stage, a step or a day counts from the day of the update until an answer of that quarter or a later one is sent. A
    number never does: it stands for no quarter's figure. What reports have said no update takes back. ``updates`` are in the
    order of their days.
    """
    if not updates or not target.dated:
        return history
    counted = [
        update
        for update in reversed(updates)
        if update.entry.answers and not any(_settles(reported, update) for reported in history)
    ]
    if not counted:
        return history
    known = tuple(sorted((*counted, *history), key=lambda reported: reported.quarter))
    return history if _completion(target, known) < _completion(target, history) else known


def _completion(target: Target, history: History) -> Ratio:
    """Return the completion that answers make; 0 where there are none."""
    progress = target.progress(history, history[-1].quarter) if history else target.unreported
    return progress.completion or Fraction(0)


def _settles(reported: ReportedValue, update: ReportedValue) -> bool:
    """Tell whether a quarterly answer, or the withdrawal of one, takes the place of an update."""
    answers = bool(reported.entry.answers) or bool(reported.entry.get("withdraw"))
    return answers and reported.quarter >= update.quarter and reported.sent >= update.sent


def latest(history: History) -> ReportedValue:
    """Return the answer of the latest quarter; of several, the first. Raises ValueError where there is none."""
    return max(history, key=lambda reported: reported.quarter)


def answered(history: History, *keys: str) -> History:
    """Return the answers that give all of these keys; the others are accounts without a figure."""
    return tuple(r for r in history if all(r.entry.get(key) is not None for key in keys))


def amount(value: Decimal, unit: str) -> Words:
    """Return a number with its unit; Chinese has no space between them."""
    return Words(f"{plain(value)}{unit}", f"{plain(value)} {unit}")


NOTHING = TargetProgress(None, done=False, cumulative=None, period=None)
