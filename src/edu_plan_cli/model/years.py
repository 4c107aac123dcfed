"""Which year a project is in: last year's plan until its last reports are due, and never a draft of the next.

A plan is read no further than these questions go, and with one plan in the folder none is read at all.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from edu_plan_cli.binding.bind import bind
from edu_plan_cli.files.reading import Root, SourceFile, read_source
from edu_plan_cli.model.load import plan_file
from edu_plan_cli.model.plan import Rules, Settings, closed_in, rules_in
from edu_plan_cli.nodes.node import Mapping, Scalar
from edu_plan_cli.nodes.reader import read_keys
from edu_plan_cli.values.quarter import Quarter

_OPEN = timedelta(days=180)  # after a year: the longest time a plan may give, and its days of grace


class Issue(NamedTuple):
    """Hold what a plan says of having been issued. What cannot be read is no draft: that is to be seen, not passed over."""

    draft: bool  # it has neither 发文字号 nor 印发日期
    on: date | None  # the day, where one is given

    def by(self, day: date) -> bool:
        """Tell whether the plan was issued on or before a day."""
        return not self.draft and (self.on is None or self.on <= day)


def default_year(root: Root, years: Sequence[int], day: date) -> int:
    """Return the newest issued plan whose year has begun by a day; until its fourth quarter is due, the one before.

    ``years`` are those that have a plan, in order, and at least one. Where nothing is issued every plan is taken for issued;
    where no year has begun the first is next.
    """
    begun = [year for year in years if year <= day.year]
    if len(begun) < 2:  # noqa: PLR2004
        return begun[0] if begun else years[0]
    newest = next((year for year in reversed(begun) if issue(root, year).by(day)), None)
    nothing_issued = newest is None
    newest = newest or begun[-1]
    old = newest - 1
    if day <= date(old, 12, 31) + _OPEN and old in begun and (nothing_issued or issue(root, old).by(day)):
        return old if day <= _rules(root, old).last_day(Quarter(old, 4)) else newest
    return newest


def later_drafts(root: Root, years: Sequence[int], year: int) -> list[int]:
    """Return the years after one that are being drafted."""
    return [each for each in years if each > year and issue(root, each).draft]


def issue(root: Root, year: int) -> Issue:
    """Tell whether a year's plan is a draft, and when it was issued, from the first lines of its file."""
    top = _top(root, year, ("document_number", "issued_on"))
    if top is None:
        return Issue(draft=False, on=None)
    number, on = (_text(top, key) for key in ("document_number", "issued_on"))
    try:
        return Issue(draft=not (number or on), on=date.fromisoformat(on) if on else None)
    except ValueError:  # no date: the checks say so
        return Issue(draft=False, on=None)


def closed_quarters(root: Root, year: int, day: date) -> dict[str, date]:
    """Return the quarters that a year's plan closed before a day (封账), each with its closing date."""
    return closed_in(_settings(root, year), day)


def _rules(root: Root, year: int) -> Rules:
    return rules_in(_settings(root, year))


def _settings(root: Root, year: int) -> Settings | None:
    top = _top(root, year, ("settings",))
    settings = top.values.get("settings") if top else None
    return bind(Settings, settings).model if isinstance(settings, Mapping) else None


def _top(root: Root, year: int, keys: tuple[str, ...]) -> Mapping | None:
    """Return a plan as far as one has to read to have some keys, any of which may be missing; None where it cannot be read."""
    file = plan_file(root, year)
    source = read_source(root, file) if file else None
    if not isinstance(source, SourceFile):
        return None
    return read_keys(source, [key for key in keys if key in source.text])


def _text(mapping: Mapping, key: str) -> str:
    node = mapping.values.get(key)
    return node.text.strip() if isinstance(node, Scalar) else ""
