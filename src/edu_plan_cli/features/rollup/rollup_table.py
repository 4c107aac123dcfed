"""The roll-up on a terminal."""

import io

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.lights import COUNTED, LIGHTS, Light
from edu_plan_cli.features.rollup import rollup_rows
from edu_plan_cli.features.rollup.rollup_result import IndicatorRow, Rollup
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import (
    LIGHT_STYLES,
    columns,
    make_console,
    print_marks,
    print_prose,
    text,
)
from edu_plan_cli.presentation.graphs import bar
from edu_plan_cli.presentation.tables import NO_COLUMN, table
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.values.bilingual import Lang, Words

_BAR, _SHORT_BAR, _ROOMY = 10, 6, 100  # columns
_SECTION = 7  # columns a section's completion takes
_NAME = 16
_ATTENTION = 12  # lines; the rest is in the other formats


def render(rollup: Rollup, lang: Lang, width: int) -> str:
    """Return the roll-up as text, ``width`` columns wide."""
    stream = io.StringIO()
    console = make_console(stream)
    console.width = width
    write(console, rollup, lang)
    return stream.getvalue()


def write(console: Console, rollup: Rollup, lang: Lang) -> None:
    """Draw the roll-up on the terminal."""

    def say(zh: str, en: str) -> str:
        return Words(zh, en).in_(lang)

    console.print(text(rollup_rows.title(rollup, lang), "bold"))
    print_prose(console, rollup_rows.as_of(rollup, lang))
    print_marks(console, rollup_rows.marks(rollup, lang), lang)
    if rollup.problems:
        count = len(rollup.problems)
        print_prose(
            console,
            say(
                f"指标目录有 {count} 处问题，有错的指标没有计入",
                f"{count} problems in the catalogue; what they touch is not counted",
            ),
            "bold red",
        )
    if rollup.narrowed:
        console.print(text(rollup.narrowed.in_(lang), "dim"))
    console.print()
    if not rollup.only_indicator:
        _districts(console, rollup, lang)
        _sections(console, rollup, lang)
        _who_is_missing(console, rollup, lang)
    for row in rollup.indicators:
        _indicator(console, row, lang)
    for line in rollup_rows.unlisted_lines(rollup, lang):
        print_prose(console, line, "yellow")
    if line := rollup_rows.catalogue_line(rollup, lang):
        print_prose(console, line, "dim")
        console.print()
    if not rollup.only_indicator:
        _behind(console, rollup, lang)
    console.print()
    print_prose(console, rollup_rows.rules(rollup, lang), "dim")


def _light(light: Light, count: int) -> Text:
    return text(str(count) if count else "·", LIGHT_STYLES[light] if count else "dim")


def _districts(console: Console, rollup: Rollup, lang: Lang) -> None:
    head = Words(
        "区县||完成率|逾期|滞后|未填报|正常|已完成|科室|目标填报",
        "district||rate|overdue|lagging|missing|on track|done|depts|answered",
    ).in_(lang)
    grid = table(console, *head.split("|"), numbers=tuple(range(2, 10)), wide=NO_COLUMN)
    length = _BAR if console.width >= _ROOMY else _SHORT_BAR
    for district in rollup.listed:
        if (tally := district.tally) is None:
            continue
        summary = district.summary
        silent = district.state == "silent"
        grid.add_row(
            text(district.title),
            bar(console, tally.completion, tally.expected, length),
            text(figures.rate(tally.completion), "bold"),
            *(_light(light, tally.lights.get(light, 0)) for light in COUNTED),
            text(f"{summary.reported}/{summary.departments}", "magenta" if silent else ""),
            text(figures.share_of(tally.answered, tally.asked)),
        )
    lights, (answered, asked) = rollup_rows.lights_total(rollup), rollup_rows.answered_total(rollup)
    reported = sum(district.summary.reported for district in rollup.counted)
    departments = sum(district.summary.departments for district in rollup.counted)
    grid.add_row(
        text(Words("合计", "all").in_(lang), "bold"),
        text(""),
        text(""),
        *(_light(light, lights[light]) for light in COUNTED),
        text(f"{reported}/{departments}"),
        text(figures.share_of(answered, asked)),
    )
    console.print(grid)
    console.print()


def _sections(console: Console, rollup: Rollup, lang: Lang) -> None:
    columns = rollup_rows.section_columns(rollup)
    if not columns:
        return
    fits = max((console.width - _NAME) // _SECTION, 1)
    shown = columns[:fits]
    head = Words("完成率", "completion").in_(lang)
    grid = table(console, head, *(column.number for column in shown), numbers=tuple(range(1, len(shown) + 1)))
    for district in rollup.listed:
        own = rollup_rows.by_number(district)
        cells = []
        for column in shown:
            section = own.get(column.number)
            late = section is not None and any(
                section.tally.lights.get(key, 0) for key in ("overdue", "lagging")
            )
            rate = figures.rate(section.tally.completion) if section else ""
            cells.append(text(rate, LIGHT_STYLES["lagging"] if late else ""))
        grid.add_row(text(district.title), *cells)
    console.print(grid)
    for column in shown:
        print_prose(console, rollup_rows.legend(column, lang), "dim")
    if rest := len(columns) - len(shown):
        said = Words(f"另有 {rest} 个部分，见 html 或 xlsx", f"{rest} more sections: see html or xlsx")
        console.print(text(said.in_(lang), "dim"))
    console.print()


def _who_is_missing(console: Console, rollup: Rollup, lang: Lang) -> None:
    if rollup.silent:
        head = Words("本季没有填报：", "No report this quarter: ").in_(lang)
        print_prose(console, head + rollup_rows.names(rollup.silent, lang), "magenta")
    if lines := rollup_rows.left_out_lines(rollup, lang):
        console.print(text(Words("没有计入", "Left out").in_(lang), "bold red"))
        margin = min(max(columns(console, name) for name, _ in lines) + 2, 30)
        for name, said in lines:
            gap = " " * max(margin - columns(console, name), 1)
            print_prose(console, said, indent=margin, lead=Text.assemble(text(name), gap))
    if rollup.silent or lines:
        console.print()


def _indicator(console: Console, row: IndicatorRow, lang: Lang) -> None:
    console.print(text(rollup_rows.indicator_title(row, lang), "bold"))
    if not row.figures:
        console.print(text(Words("没有区县的目标用这个指标。", "No target names it.").in_(lang), "dim"))
        console.print()
        return
    head = (
        Words("区县|目标|目标值|累计|完成率|灯", "district|target|goal|reached|done|light")
        .in_(lang)
        .split("|")
    )
    grid = table(console, *head, numbers=(2, 3, 4), wide=1)
    for figure in row.figures:
        *cells, light = rollup_rows.figure_cells(figure, lang)
        grid.add_row(*map(text, cells), text(light, "red" if figure.refused else LIGHT_STYLES[figure.light]))
    if total := rollup_rows.total_cells(row, lang):
        grid.add_row(*(text(cell, "bold") for cell in total))
    console.print(grid)
    if row.missing:
        head_ = Words("没有这个指标的：", "Without it: ").in_(lang)
        print_prose(console, head_ + rollup_rows.names(row.missing, lang), "dim")
    console.print()


def _behind(console: Console, rollup: Rollup, lang: Lang) -> None:
    if not rollup.behind:
        console.print(text(Words("没有要过问的目标。", "Nothing needs asking about.").in_(lang), "green"))
        return
    console.print(text(Words("要过问的", "For attention").in_(lang), "bold"))
    margin = max(display_width(LIGHTS[light].in_(lang)) for light in COUNTED) + 1
    for behind in rollup.behind[:_ATTENTION]:
        light = text(figures.light_word(behind.light, lang), LIGHT_STYLES[behind.light])
        lead = Text.assemble(light, " " * (margin - light.cell_len))
        print_prose(console, rollup_rows.behind_line(behind, lang), indent=margin, lead=lead)
    if (rest := len(rollup.behind) - _ATTENTION) > 0:
        said = Words(
            f"还有 {rest} 个：-o 汇总.html 或 -o 汇总.xlsx 里全有",
            f"{rest} more: all of them in -o FILE.html or .xlsx",
        )
        console.print(text(said.in_(lang), "dim"))
