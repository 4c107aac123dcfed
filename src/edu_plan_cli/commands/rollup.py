"""``edu-plan rollup``."""

import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop, wanted_format
from edu_plan_cli.cli.language import LANG, say
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from edu_plan_cli.assessment.lights import Light
    from edu_plan_cli.features.rollup.find_districts import DistrictFolder
    from edu_plan_cli.features.rollup.observe_district import Observed
    from edu_plan_cli.features.rollup.rollup_result import Rollup
    from edu_plan_cli.model.catalogue import LoadedCatalogue

EXAMPLES = (
    (
        "edu-plan rollup 各区县",
        Words("各区县放在一个文件夹里，看最近一季", "districts in one folder, the latest quarter"),
    ),
    ("edu-plan rollup 各区县 -q Q2 -o 二季度.xlsx", Words("存成 Excel 表", "a workbook")),
    (
        "edu-plan rollup 各区县 -q Q2 -o 二季度.html",
        Words("网页，可打印、可拷走", "a page to print or hand on"),
    ),
    ("edu-plan rollup 各区县 --behind", Words("只看落后和没有填报的", "only who is behind or missing")),
    (
        "edu-plan rollup 各区县 --indicator preschool-places",
        Words("一个指标在各区县", "one indicator across the districts"),
    ),
)
_FILE_WIDTH = 160


def command(
    folders: Annotated[
        list[Path],
        options.argument(
            metavar=Words("文件夹", "DIR"),
            help=Words(
                "各区县所在的文件夹（项目在其下一层或两层），或几个项目",
                "a folder of districts (projects one or two levels below), or several projects",
            ),
        ),
    ],
    quarter: options.Quarter = None,
    year: options.Year = None,
    section: Annotated[
        str | None,
        options.option(
            "--section",
            metavar=Words("部分", "SECTION"),
            help=Words("只看一个部分：四", "one section: 四"),
        ),
    ] = None,
    indicator: Annotated[
        str | None,
        options.option(
            "--indicator",
            metavar=Words("编码", "CODE"),
            help=Words("只看一个指标在各区县", "one indicator across districts"),
        ),
    ] = None,
    light: Annotated[
        list[str] | None,
        options.option(
            "--light",
            metavar=Words("灯", "LIGHT"),
            help=Words(
                "列出哪些目标：逾期、滞后、未填报；缺省为逾期和滞后",
                "which targets to list: overdue, lagging, not_reported; default: the first two",
            ),
        ),
    ] = None,
    behind: Annotated[
        bool,
        options.option(
            "--behind",
            help=Words("只看落后、没有填报和没有计入的区县", "only districts behind, silent or left out"),
        ),
    ] = False,
    catalogue: Annotated[
        Path | None,
        options.option(
            "--catalogue",
            metavar=Words("文件", "FILE"),
            help=Words(
                "指标目录；缺省为文件夹里的 indicators.yaml",
                "the indicators; default: indicators.yaml in DIR",
            ),
        ),
    ] = None,
    format_: Annotated[
        str | None,
        options.option(
            "--format",
            "-f",
            metavar="table|html|xlsx|json|csv",
            help=Words(
                "格式；缺省看文件名，再缺省为 table", "format; default: by the file's name, else table"
            ),
        ),
    ] = None,
    output: options.Output = None,
    force: options.Force = False,
    no_cache: Annotated[
        bool,
        options.option(
            "--no-cache",
            help=Words(
                "不用也不留上次的结果（也可设 EDU_PLAN_NO_CACHE=1）",
                "neither use nor keep results (or EDU_PLAN_NO_CACHE=1)",
            ),
        ),
    ] = False,
    as_json: Annotated[
        bool,
        options.option("--json", help=Words("输出 JSON（edu-plan/rollup@1）", "JSON (edu-plan/rollup@1)")),
    ] = False,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import needs
    from edu_plan_cli.cli.output import write_result
    from edu_plan_cli.features.rollup.rollup_formats import FORMATS, renderer

    name = wanted_format(format_, output, FORMATS, as_json=as_json)
    needs("rollup")
    if name == "html":
        needs("html")
    if name == "xlsx":
        needs("office")
        if output is None:
            raise Stop(Words("要写到文件：-o 汇总.xlsx。", "It goes to a file: -o rollup.xlsx."))
    lights = _lights(light or [])
    found = _roll_up(folders, quarter, year, catalogue, lights, today, keep=not no_cache)
    found = _narrowed(found, section, indicator, behind=behind)
    _say_problems(found)
    if output is not None:
        write_result(output, renderer(name)(found, LANG, _FILE_WIDTH), force=force)
    elif name == "table":
        from edu_plan_cli.features.rollup.rollup_table import write
        from edu_plan_cli.presentation.console import make_console

        write(make_console(), found, LANG)
    else:
        from edu_plan_cli.presentation.streams import write_data

        write_data(renderer(name)(found, LANG, _FILE_WIDTH))


def _lights(typed: list[str]) -> "list[Light]":
    from edu_plan_cli.assessment.select import find_light

    urgent: tuple[Light, ...] = ("overdue", "lagging", "not_reported")
    chosen = [find_light(one) for one in typed]
    for one, found in zip(typed, chosen, strict=True):
        if found not in urgent:
            raise Stop(
                Words(
                    f"--light 可以是 逾期、滞后、未填报，不是 {one}。",
                    f"--light is overdue, lagging or not_reported, not {one}.",
                )
            )
    return [light for light in urgent if light in chosen] or list(urgent[:2])


def _roll_up(
    folders: list[Path],
    quarter: str | None,
    year: str | None,
    catalogue: Path | None,
    lights: "Sequence[Light]",
    today: str | None,
    *,
    keep: bool,
) -> "Rollup":
    from edu_plan_cli.cli.context import today as the_day
    from edu_plan_cli.features.rollup.aggregate import default_quarter, roll_up
    from edu_plan_cli.features.rollup.find_districts import find_districts, stamp
    from edu_plan_cli.files.cache import cache_folder
    from edu_plan_cli.values.quarter import Quarter

    for folder in folders:
        if not folder.is_dir():
            raise Stop(Words(f"没有文件夹 {folder}。", f"There is no folder {folder}."))
    candidates = find_districts(folders)
    which, number, elsewhere = _year(candidates, folders, year, quarter, the_day(today))
    stamps = {c.key: stamp(c.folder, which) for c in candidates if which in c.years}
    chosen = (
        Quarter(which, number) if number else default_quarter(list(stamps.values()), which, the_day(today))
    )
    file, indicators = _catalogue(folders, catalogue)
    with tempfile.TemporaryDirectory() as scratch:
        found = roll_up(
            candidates,
            stamps,
            chosen,
            indicators,
            today=the_day(today),
            lights=lights,
            scratch=Path(scratch),
            cache=cache_folder("rollup") if keep else None,
            progress=_progress,
        )
    return found._replace(catalogue=file, elsewhere=elsewhere)


def _year(
    candidates: "list[DistrictFolder]", folders: list[Path], typed: str | None, quarter: str | None, day: date
) -> "tuple[int, int | None, dict[int, tuple[str, ...]]]":
    """The year asked for, else the one most districts are in, the later of two with as many.

    With it the number of the quarter asked for, and who is in another year, where none is asked for.
    """
    from edu_plan_cli.cli.context import parse_wanted_quarter

    of_quarter, number = parse_wanted_quarter(quarter)
    if typed is not None and not (typed.isdigit() and len(typed) == 4):  # noqa: PLR2004
        raise Stop(Words(f"--year 要写成 2023，不是 {typed}。", f"--year is written 2023, not {typed}."))
    if typed is not None and of_quarter not in (None, int(typed)):
        raise Stop(
            Words(
                f"--year {typed} 和 --quarter 的 {of_quarter} 年不一致。",
                f"--year {typed}, but --quarter is of {of_quarter}.",
            )
        )
    asked = int(typed) if typed is not None else of_quarter
    years = {year for candidate in candidates for year in candidate.years}
    if not years or (asked is not None and asked not in years):
        where = "、".join(map(str, folders))
        which = f" {asked} 年的" if asked else ""
        raise Stop(
            Words(
                f"{where} 里没有{which}工作要点：区县的项目应在其下一层或两层，如 {folders[0]}/铜官区/plan/2023.yaml。",
                f"No plan{f' of {asked}' if asked else ''} in {where}: projects lie one or two levels below.",
            )
        )
    if asked is not None:
        return asked, number, {}
    in_year = _districts_by_year(candidates, day)
    chosen = max(in_year, key=lambda each: (len(in_year[each]), each))
    return chosen, number, {each: names for each, names in sorted(in_year.items()) if each != chosen}


def _districts_by_year(candidates: "list[DistrictFolder]", day: date) -> dict[int, tuple[str, ...]]:
    """The year each district is in, by itself; with one plan nothing is read."""
    from edu_plan_cli.model.years import default_year

    found: dict[int, list[str]] = {}
    for candidate in candidates:
        if candidate.years:
            years = candidate.years
            own = years[0] if len(years) == 1 else default_year(Path(candidate.folder), years, day)
            found.setdefault(own, []).append(candidate.name)
    return {year: tuple(names) for year, names in found.items()}


def _catalogue(folders: list[Path], asked: Path | None) -> "tuple[str | None, LoadedCatalogue]":
    from edu_plan_cli.model.catalogue import CATALOGUE, LoadedCatalogue, load_catalogue

    if asked is not None and not asked.is_file():
        raise Stop(Words(f"没有文件 {asked}。", f"There is no file {asked}."))
    file = asked or next((found for folder in folders if (found := folder / CATALOGUE).exists()), None)
    if file is None:
        return None, LoadedCatalogue([], [])
    return str(file), load_catalogue(file)


def _progress(found: "Iterable[Observed]", count: int) -> "Iterable[Observed]":
    from edu_plan_cli.presentation.console import with_bar

    return with_bar(found, count, say(Words("读各区县", "reading districts")))


def _narrowed(found: "Rollup", section: str | None, indicator: str | None, *, behind: bool) -> "Rollup":
    """Filters hide, and change no figure. Raises Stop for what is not there."""
    from edu_plan_cli.features.rollup.filters import only_behind, only_indicator, only_section

    if section is not None:
        numbers = list(dict.fromkeys(s.number for district in found.counted for s in district.sections))
        if section not in numbers:
            raise Stop(
                Words(
                    f"没有部分 {section}；有：{'、'.join(numbers)}。",
                    f"No section {section}; there are {', '.join(numbers)}.",
                )
            )
        found = only_section(found, section)
    if indicator is not None:
        codes = [row.indicator.code for row in found.indicators]
        if indicator not in codes:
            from edu_plan_cli.diagnostics.suggest import nearest

            near = nearest(indicator, codes)
            guess = (
                say(Words(f"是不是 {near}？", f"Did you mean {near}?"))
                if near
                else say(Words("见 indicators.yaml。", "See indicators.yaml."))
            )
            raise Stop(
                Words(f"指标目录里没有 {indicator}。{guess}", f"The catalogue has no {indicator}. {guess}")
            )
        found = only_indicator(found, indicator)
    return only_behind(found) if behind else found


def _say_problems(found: "Rollup") -> None:
    """Of the catalogue, each with its place. Districts' own are theirs to see, with ``edu-plan validate``."""
    if found.problems:
        import sys

        from edu_plan_cli.presentation.console import make_console
        from edu_plan_cli.presentation.problems.problems_text import write_text

        write_text(make_console(sys.stderr), found.problems, LANG, None)
