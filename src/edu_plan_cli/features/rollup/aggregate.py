"""From districts' folders to the roll-up: gather, ask the queries, put together."""

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, NamedTuple

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.assessment.result import capped
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.features.rollup.find_districts import DistrictFolder, Stamp
from edu_plan_cli.features.rollup.gather import Gathered, ShowProgress, gather
from edu_plan_cli.features.rollup.observe_district import NOTHING, Summary
from edu_plan_cli.features.rollup.rollup_result import (
    Behind,
    DistrictRow,
    Figure,
    IndicatorRow,
    IndicatorTotal,
    Rollup,
    State,
    Unlisted,
)
from edu_plan_cli.features.rollup.sql_queries import (
    QUERIES,
    define,
    open_catalogue,
    open_observations,
    text_of,
)
from edu_plan_cli.files.parquet import OtherColumns, ask, engine
from edu_plan_cli.model.catalogue import Indicator, LoadedCatalogue
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio, parse_fraction
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.units import base_unit, convert

_LAST_DAY = timedelta(days=180)  # after a quarter: the longest time a plan may give, and its days of grace

_Row = dict[str, Any]


class QueryAnswers(NamedTuple):
    """One answer to each query."""

    attention: list[_Row]
    indicators: list[_Row]
    totals: list[_Row]


def default_quarter(stamps: Sequence[Stamp], year: int, today: date) -> Quarter:
    """Return the latest that has ended; in a year that is over the latest that any district has reports for."""
    quarters = [Quarter(year, number) for number in (1, 2, 3, 4)]
    if today > quarters[-1].end:
        seen = {key for stamp in stamps for key in stamp.quarters}
        return next((quarter for quarter in reversed(quarters) if quarter.key in seen), quarters[-1])
    return next((quarter for quarter in reversed(quarters) if quarter.end < today), quarters[0])


def _seen_on(quarter: Quarter, today: date) -> date:
    """Return the day, as long as some district's reports may still be in time; after that one day is like another."""
    return today if today <= quarter.end + _LAST_DAY else date.max


def roll_up(
    candidates: Sequence[DistrictFolder],
    stamps: dict[str, Stamp],
    quarter: Quarter,
    catalogue: LoadedCatalogue,
    *,
    today: date,
    lights: Sequence[Light],
    scratch: Path,
    cache: Path | None,
    progress: ShowProgress,
) -> Rollup:
    """``lights`` says which targets to list: overdue, lagging, not reported."""

    def gathered(cache: Path | None) -> Gathered:
        return gather(
            candidates,
            stamps,
            quarter.year,
            quarter.number,
            seen_on=_seen_on(quarter, today),
            scratch=scratch,
            cache=cache,
            progress=progress,
        )

    try:
        return _put_together(candidates, gathered(cache), quarter, catalogue, lights, scratch)
    except OtherColumns:  # what was kept is of other columns: somebody else's file
        return _put_together(candidates, gathered(None), quarter, catalogue, lights, scratch)


def _put_together(
    candidates: Sequence[DistrictFolder],
    gathered: Gathered,
    quarter: Quarter,
    catalogue: LoadedCatalogue,
    lights: Sequence[Light],
    scratch: Path,
) -> Rollup:
    states = _states(candidates, gathered.summaries, quarter.year)
    refused = [key for key, (state, _) in states.items() if state == "invalid"]
    asked = _ask(gathered.rows, quarter, catalogue.indicators, refused, lights, scratch)
    districts = []
    for candidate in candidates:
        state, said = states[candidate.key]
        summary = gathered.summaries.get(candidate.key, NOTHING)
        counted = state in ("reported", "silent")
        districts.append(
            DistrictRow(
                candidate.key, candidate.name, state, said, summary, summary.tally if counted else None,
                summary.sections if counted else (),
            )
        )  # fmt: skip
    names = Counter(district.title for district in districts)
    districts = [district._replace(namesake=names[district.title] > 1) for district in districts]
    # In the order of the division codes, as every table in the country has it; those without one come last.
    districts.sort(key=lambda d: (d.summary.org_code is None, d.summary.org_code or "", d.name))
    by_key = {district.key: district for district in districts}
    order = {key: rank for rank, key in enumerate(by_key)}
    behind = [_behind(row, by_key[row["org_code"]]) for row in asked.attention]
    behind.sort(
        key=lambda one: (
            lights.index(one.light), capped(one.completion or Fraction(0)) - one.expected, order[one.district.key],
            one.label, one.target,
        )
    )  # fmt: skip
    asked.indicators.sort(key=lambda row: (order[row["org_code"]], row["target_label"]))
    return Rollup(
        quarter,
        districts,
        behind,
        [_indicator(indicator, asked, by_key) for indicator in catalogue.indicators],
        [
            _unlisted(row, by_key[row["org_code"]], catalogue.indicators)
            for row in asked.indicators
            if row["fit"] == "unknown"
        ],
        None,
        catalogue.diagnostics,
    )


def _states(
    candidates: Sequence[DistrictFolder], summaries: dict[str, Summary], year: int
) -> dict[str, tuple[State, Words | None]]:
    """Tell whether each is counted, and why not. Two that claim the same code are both left out: nobody here knows better."""
    codes = Counter(s.org_code for s in summaries.values() if s.org_code is not None)
    names: dict[str, list[str]] = {}
    for candidate in candidates:
        if (summary := summaries.get(candidate.key)) is not None and summary.org_code is not None:
            names.setdefault(summary.org_code, []).append(candidate.name)

    def state(candidate: DistrictFolder) -> tuple[State, Words | None]:
        summary = summaries.get(candidate.key)
        if not candidate.is_district:
            return "no_project", Words("没有 plan/，不是 edu-plan 项目", "no plan/: not an edu-plan project")
        if summary is None:
            return "no_plan", Words(f"没有 {year} 年的工作要点", f"no plan of {year}")
        if summary.errors:
            where = f"{summary.where} " if summary.where else ""
            return "invalid", Words(f"{where}{summary.error_zh}", f"{where}{summary.error_en}")
        if summary.org_code is not None and codes[summary.org_code] > 1:
            others = [name for name in names[summary.org_code] if name != candidate.name]
            listed = "、".join(others)
            return "invalid", Words(
                f"区划代码 {summary.org_code} 与 {listed} 相同",
                f"shares the code {summary.org_code} with {listed}",
            )
        return ("reported" if summary.reported else "silent"), None

    return {candidate.key: state(candidate) for candidate in candidates}


def _ask(
    rows: Path,
    quarter: Quarter,
    indicators: Sequence[Indicator],
    without: Sequence[str],
    lights: Sequence[Light],
    scratch: Path,
) -> QueryAnswers:
    with engine(scratch) as connection:
        open_observations(connection, [rows], quarter.year, quarter.key, without)
        bases = [(i.code, base_unit(i.measured_in), i.total) for i in indicators]
        open_catalogue(connection, bases)
        for name in QUERIES:
            define(connection, name, text_of(name))
        wanted = ", ".join(f"'{light}'" for light in lights)
        return QueryAnswers(
            ask(connection, f"SELECT * FROM attention WHERE light IN ({wanted})"),  # noqa: S608  names of ours
            ask(connection, "SELECT * FROM indicators"),
            ask(connection, "SELECT * FROM totals"),
        )


def _ratio(text: str | None) -> Ratio | None:
    return None if text is None else parse_fraction(text)


def _behind(row: _Row, district: DistrictRow) -> Behind:
    return Behind(
        district, row["section_number"], row["target_id"], row["target_label"], row["target_name"], row["lead"],
        row["light"], _ratio(row["completion_exact"]), parse_fraction(row["expected_exact"]), row["source"], row["plan_source"],
    )  # fmt: skip


def _indicator(indicator: Indicator, asked: QueryAnswers, by_key: dict[str, DistrictRow]) -> IndicatorRow:
    rows = [row for row in asked.indicators if row["indicator"] == indicator.code]
    total = next((row for row in asked.totals if row["indicator"] == indicator.code), None)
    has = {row["org_code"] for row in rows}
    return IndicatorRow(
        indicator,
        [_figure(row, by_key[row["org_code"]], indicator) for row in rows],
        None if total is None else _total(total, indicator),
        [district for district in by_key.values() if district.tally is not None and district.key not in has],
    )


def _figure(row: _Row, district: DistrictRow, indicator: Indicator) -> Figure:
    refused = None
    unit = indicator.measured_in
    if row["fit"] == "unit":
        unit = row["unit"]
        refused = Words(
            f"单位 {unit} 不能折算成 {indicator.measured_in}",
            f"{unit} cannot be converted to {indicator.measured_in}",
        )
    elif row["fit"] == "kind":
        unit = row["unit"]
        refused = Words("这一种目标没有可以汇总的数", "this kind of target has no number to add")
    return Figure(
        district, row["target_label"], row["target_name"], unit, _in(row["target_value"], row["unit"], unit),
        _in(row["value"], row["unit"], unit), row["numerator"], row["denominator"], _ratio(row["completion_exact"]), row["light"],
        row["plan_source"], row["source"], refused, row["value"] is not None and row["submitted"] is None,
    )  # fmt: skip


def _total(row: _Row, indicator: Indicator) -> IndicatorTotal:
    unit = indicator.measured_in

    def shown(key: str) -> Decimal | None:
        return _in(row[key], base_unit(unit), unit)

    return IndicatorTotal(
        int(row["districts"]), int(row["targets"]), int(row["known"]), int(row["carried"]), shown("target_value"), shown("value"),
        shown("target_of_known"), row["numerator"], row["denominator"], shown("least_target"), shown("most_target"),
    )  # fmt: skip


def _in(value: Decimal | None, unit: str | None, wanted: str | None) -> Decimal | None:
    return value if value is None or unit is None or wanted is None else convert(value, unit, wanted)


def _unlisted(row: _Row, district: DistrictRow, indicators: Sequence[Indicator]) -> Unlisted:
    code = row["indicator"]
    meant = nearest(code, [indicator.code for indicator in indicators])
    return Unlisted(district, code, row["target_label"], row["plan_source"], meant)
