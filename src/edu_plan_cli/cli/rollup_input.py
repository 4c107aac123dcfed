"""What was typed of a roll-up, looked up: folders, year, catalogue, lights and filters; and the roll-up of it."""

import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.assessment.select import find_light
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.context import no_section, parse_wanted_quarter, parse_year, year_and_quarter_differ
from edu_plan_cli.cli.language import say
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.features.rollup.aggregate import default_quarter, roll_up
from edu_plan_cli.features.rollup.choose_year import YearChoice, choose_year
from edu_plan_cli.features.rollup.filters import only_behind, only_indicator, only_section
from edu_plan_cli.features.rollup.find_districts import DistrictFolder, find_districts, stamp
from edu_plan_cli.features.rollup.observe_district import Observed
from edu_plan_cli.features.rollup.rollup_result import Rollup
from edu_plan_cli.files.cache import cache_folder
from edu_plan_cli.model.catalogue import CATALOGUE, LoadedCatalogue, load_catalogue
from edu_plan_cli.presentation.waiting import with_bar
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter

_URGENT: tuple[Light, ...] = ("overdue", "lagging", "not_reported")


class RollupInput(NamedTuple):
    """Hold what a roll-up is made of, as typed."""

    folders: list[Path]
    quarter: str | None
    year: str | None
    catalogue: Path | None
    day: date
    keep: bool  # use what an earlier run kept, and keep this one's


def lights_to_list(typed: Sequence[str]) -> list[Light]:
    """Return the lights whose targets are listed, the most urgent first. Raises Stop for another light."""
    chosen = [find_light(word) for word in typed]
    for word, light in zip(typed, chosen, strict=True):
        if light not in _URGENT:
            raise Stop(
                Words(
                    f"--light 可以是 逾期、滞后、未填报，不是 {word}。",
                    f"--light is overdue, lagging or not_reported, not {word}.",
                )
            )
    return [light for light in _URGENT if light in chosen] or list(_URGENT[:2])


def roll_up_folders(wanted: RollupInput, lights: Sequence[Light]) -> Rollup:
    """Return the roll-up of the districts in some folders. Raises Stop for what is not there."""
    for folder in wanted.folders:
        if not folder.is_dir():
            raise Stop(Words(f"没有文件夹 {folder}。", f"There is no folder {folder}."))
    districts = find_districts(wanted.folders)
    choice, number = _year(districts, wanted)
    year = choice.year
    stamps = {each.key: stamp(each.folder, year) for each in districts if year in each.years}
    quarter = Quarter(year, number) if number else default_quarter(list(stamps.values()), year, wanted.day)
    file, indicators = _catalogue(wanted.folders, wanted.catalogue)
    with tempfile.TemporaryDirectory() as scratch:
        rollup = roll_up(
            districts,
            stamps,
            quarter,
            indicators,
            today=wanted.day,
            lights=lights,
            scratch=Path(scratch),
            cache=cache_folder("rollup") if wanted.keep else None,
            progress=_progress,
        )
    return rollup._replace(catalogue=file, elsewhere=choice.elsewhere)


def _year(districts: Sequence[DistrictFolder], wanted: RollupInput) -> tuple[YearChoice, int | None]:
    """Return the year to roll up, and the number of the quarter asked for."""
    typed, (of_quarter, number) = wanted.year, parse_wanted_quarter(wanted.quarter)
    asked = parse_year(typed) if typed is not None else of_quarter
    if asked is not None and of_quarter not in (None, asked):
        raise year_and_quarter_differ(asked, of_quarter)
    choice = choose_year(districts, asked, wanted.day)
    if choice is None:
        where, of_year = "、".join(map(str, wanted.folders)), f" {asked} 年的" if asked else ""
        raise Stop(
            Words(
                f"{where} 里没有{of_year}工作要点：区县的项目应在其下一层或两层，如 {wanted.folders[0]}/铜官区/plan/2023.yaml。",
                f"No plan{f' of {asked}' if asked else ''} in {where}: projects lie one or two levels below.",
            )
        )
    return choice, number


def _catalogue(folders: Sequence[Path], asked: Path | None) -> tuple[str | None, LoadedCatalogue]:
    if asked is not None and not asked.is_file():
        raise Stop(Words(f"没有文件 {asked}。", f"There is no file {asked}."))
    file = asked or next((there for folder in folders if (there := folder / CATALOGUE).exists()), None)
    if file is None:
        return None, LoadedCatalogue([], [])
    return str(file), load_catalogue(file)


def _progress(observed: Iterable[Observed], count: int) -> Iterable[Observed]:
    return with_bar(observed, count, say(Words("读各区县", "reading districts")))


def narrowed(rollup: Rollup, section: str | None, indicator: str | None, *, behind: bool) -> Rollup:
    """Return the roll-up with rows hidden and no figure changed. Raises Stop for what is not there."""
    if section is not None:
        numbers = list(dict.fromkeys(s.number for district in rollup.counted for s in district.sections))
        if section not in numbers:
            raise no_section(section, numbers)
        rollup = only_section(rollup, section)
    if indicator is not None:
        codes = [row.indicator.code for row in rollup.indicators]
        if indicator not in codes:
            near = nearest(indicator, codes)
            guess = Words("见 indicators.yaml。", "See indicators.yaml.")
            if near:
                guess = Words(f"是不是 {near}？", f"Did you mean {near}?")
            raise Stop(
                Words(
                    f"指标目录里没有 {indicator}。{guess.zh}",
                    f"The catalogue has no {indicator}. {guess.en}",
                )
            )
        rollup = only_indicator(rollup, indicator)
    return only_behind(rollup) if behind else rollup
