"""Adding up what was reported: over quarters as the target declares, over contributors, units converted exactly."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from edu_plan_cli.kinds.entry import Entry
from edu_plan_cli.kinds.target import Calculation, History, ReportedValue, amount, answered
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.units import convert

Accumulation = Literal["period", "cumulative", "point"]

ACCUMULATION_WORDS: dict[Accumulation, Words] = {
    "period": Words("当期值", "period value"),
    "cumulative": Words("累计值", "cumulative value"),
    "point": Words("时点值", "point-in-time value"),
}


class RunningTotal(NamedTuple):
    """Hold what a number has come to after a quarter, and the answers it was counted from."""

    value: Decimal
    period: Decimal | None  # None: the quarter before is not known, so neither is the difference
    counted: list[tuple[ReportedValue, Decimal]]
    unit: str

    def calculation(self) -> tuple[Calculation, ...]:
        """Return a step for each answer counted, and their sum where there are several."""
        lines = [_line(reported, value, self.unit) for reported, value in self.counted]
        if len(lines) > 1:
            added = "＋".join(plain(value) for _, value in self.counted)
            lines.append(
                Calculation(
                    Words(
                        f"合计 {added} = {plain(self.value)}{self.unit}",
                        f"total {added} = {plain(self.value)} {self.unit}",
                    )
                )
            )
        return tuple(lines)


def in_unit(entry: Entry, unit: str) -> Decimal | None:
    """Return the entry's value in the target's unit; None where there is none or the units measure different things."""
    if entry.value is None:
        return None
    return convert(entry.value, entry.unit or unit, unit)


def total(
    history: History,
    accumulation: Accumulation,
    unit: str,
    quarter: Quarter,
    contributors: Sequence[str] = (),
) -> RunningTotal | None:
    """Return all contributors' values up to the quarter, in the target's unit; None where no value was given.

    Period values are added up. Of cumulative and point values each contributor's latest counts. Of ``contributors``, where
    the target names them, one that was taken out adds no more.
    """
    by_contributor: dict[str | None, list[tuple[ReportedValue, Decimal]]] = {}
    for reported in answered(history, "value"):
        value, who = in_unit(reported.entry, unit), reported.entry.contributor
        if value is not None and reported.quarter <= quarter and (who is None or who in contributors):
            by_contributor.setdefault(who, []).append((reported, value))
    if not by_contributor:
        return None
    if accumulation == "period":
        counted = [pair for pairs in by_contributor.values() for pair in pairs]
        period: Decimal | None = sum((v for r, v in counted if r.quarter == quarter), Decimal(0))
        if all(r.quarter != quarter for r, _ in counted):
            period = None
    else:
        counted = [max(pairs, key=lambda pair: pair[0].quarter) for pairs in by_contributor.values()]
        period = _difference(by_contributor, quarter) if accumulation == "cumulative" else None
    counted.sort(key=lambda pair: (pair[0].quarter, pair[0].entry.contributor or ""))
    return RunningTotal(sum((v for _, v in counted), Decimal(0)), period, counted, unit)


def _difference(
    by_contributor: dict[str | None, list[tuple[ReportedValue, Decimal]]], quarter: Quarter
) -> Decimal | None:
    """Return what this quarter added to cumulative values; in the first quarter all of it."""
    added = Decimal(0)
    for pairs in by_contributor.values():
        values = {reported.quarter: value for reported, value in pairs}
        if quarter not in values:
            return None
        before = quarter.previous
        if before is None:
            added += values[quarter]
        elif before in values:
            added += values[quarter] - values[before]
        else:
            return None
    return added


def _line(reported: ReportedValue, value: Decimal, unit: str) -> Calculation:
    entry = reported.entry
    who = f"{entry.contributor} " if entry.contributor else ""
    written = amount(entry.value or Decimal(0), entry.unit or unit)
    converted = amount(value, unit)
    zh, en = f"{reported.quarter.key} {who}{written.zh}", f"{reported.quarter.key} {who}{written.en}"
    if entry.unit and entry.unit != unit:
        zh, en = f"{zh} = {converted.zh}", f"{en} = {converted.en}"
    if reported.replaced is not None and reported.replaced.value is not None:
        old = amount(reported.replaced.value, reported.replaced.unit or unit)
        zh, en = f"{zh}（更正，原报 {old.zh}）", f"{en} (corrected from {old.en})"
        return Calculation(Words(zh, en), (entry.location("value"), reported.replaced.location("value")))
    return Calculation(Words(zh, en), (entry.location("value"),))
