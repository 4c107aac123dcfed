"""Which year a roll-up is of, where districts may be in different ones."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.features.rollup.find_districts import DistrictFolder
from edu_plan_cli.model.years import default_year


class YearChoice(NamedTuple):
    """The year of a roll-up, and by year the names of the districts that are in another."""

    year: int
    elsewhere: dict[int, tuple[str, ...]]


def choose_year(districts: Sequence[DistrictFolder], asked: int | None, day: date) -> YearChoice | None:
    """Return the year asked for, else the one most districts are in on a day, the later of two with as many.

    None where no district has a plan, or none of the year asked for.
    """
    years = {year for district in districts for year in district.years}
    if not years or (asked is not None and asked not in years):
        return None
    if asked is not None:
        return YearChoice(asked, {})
    in_year = _districts_by_year(districts, day)
    chosen = max(in_year, key=lambda year: (len(in_year[year]), year))
    return YearChoice(chosen, {year: names for year, names in sorted(in_year.items()) if year != chosen})


def _districts_by_year(districts: Sequence[DistrictFolder], day: date) -> dict[int, tuple[str, ...]]:
    """Return the year each district is in, by itself; with one plan nothing is read."""
    names: dict[int, list[str]] = {}
    for district in districts:
        if district.years:
            years = district.years
            own = years[0] if len(years) == 1 else default_year(Path(district.folder), years, day)
            names.setdefault(own, []).append(district.name)
    return {year: tuple(those) for year, those in names.items()}
