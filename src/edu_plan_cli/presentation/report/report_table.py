"""The report on a terminal."""

import io
from collections.abc import Collection, Iterator

from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from edu_plan_cli.assessment.light_reason import beside
from edu_plan_cli.assessment.result import Assessment, SectionAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import (
    LIGHT_STYLES,
    columns,
    is_unicode,
    line_segments,
    print_marks,
    print_prose,
    prose_segments,
    row_segments,
    text,
)
from edu_plan_cli.presentation.graphs import bar, course, spark
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    ReportRow,
    amendment_lines,
    correction_lines,
    course_of_parts,
    department_lines,
    department_summary,
    heads,
    left_out,
    move_lines,
    rows,
    title,
)
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.status_screen import print_totals
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words

_WIDE = 120  # from this width on every column has its own place
_NAME = 11  # columns a name has at least: with every other column at its widest, 80 in all
# How wide each column may become; it is as wide as what stands in it. The name takes what is left.
_NARROW_COLUMNS = {
    "label": 5,
    "name": 0,
    "goal": 12,
    "period": 15,  # 升21.4个百分点
    "cumulative": 17,
    "completion": 6,
    "light": 8,
}
_WIDE_COLUMNS = {
    "label": 5, "name": 0, "goal": 20, "baseline": 16, "period": 16, "cumulative": 24, "completion": 7,
    "expected": 8, "change": 7, "spark": 4, "light": 12,
}  # fmt: skip
_BAR = 10
_FIGURES = ("completion", "expected", "change")


def write(console: Console, report: QuarterReport, lang: Lang) -> None:
    """Draw a quarter's report on the terminal: totals, each section's targets, departments, changes."""
    assessment = report.assessment
    console.print(text(title(report, lang), "bold"))
    console.print(text(figures.as_of(assessment, lang)))
    print_marks(console, figures.marks(assessment), lang)
    if report.problems:
        print_prose(console, left_out(report, lang), "bold red")
    print_totals(console, assessment, lang, report.scope)
    if report.span != "quarter":
        console.print()
        _course(console, report, lang)
    every = rows(assessment, lang)
    widths, following = _widths(console, every, _heads(lang)), iter(every)
    for section in assessment.sections:
        console.print()
        tally = section.tally
        console.print(
            Text.assemble(
                (f"{section.section.number}、{section.section.heading}  ", "bold"),
                bar(console, tally.completion, tally.expected, _BAR),
                (f" {figures.rate(tally.completion)}", "bold"),
            )
        )
        _print_section(console, section, following, widths, assessment, lang)
    console.print()
    console.print(
        text(Words("填报情况：", "Reporting: ").in_(lang) + department_summary(report, lang), "bold")
    )
    grid = table(
        console,
        *Words("科室|目标数|报送日期|情况", "department|targets|sent|state").in_(lang).split("|"),
        numbers=(1,),
    )
    for cells in department_lines(report, lang):
        grid.add_row(*(text(cell) for cell in cells))
    console.print(grid)
    for heading, lines in (
        (Words("与上季相比", "Since the quarter before"), move_lines(report, lang)),
        (Words("调整", "Amendments"), amendment_lines(report, lang)),
        (Words("更正", "Corrections"), correction_lines(report, lang)),
    ):
        if lines:
            console.print()
            console.print(text(heading.in_(lang), "bold"))
            for line in lines:
                print_prose(console, line)
    console.print()
    print_prose(console, figures.rules_line(assessment, lang, report.words), "dim")


def render(report: QuarterReport, lang: Lang, width: int) -> str:
    """As plain text, for a file."""
    stream = io.StringIO()
    write(
        Console(file=stream, width=width, markup=False, emoji=False, highlight=False, color_system=None),
        report,
        lang,
    )
    return stream.getvalue()


def _course(console: Console, report: QuarterReport, lang: Lang) -> None:
    """How the year went: the whole and each section after each quarter."""
    quarters = [figures.quarter_name(then.view.quarter, lang) for then in report.course]
    grid = table(console, Words("部分", "section").in_(lang), *quarters, "", numbers=(1, 2, 3, 4))
    for name, completions in course_of_parts(report, lang):
        grid.add_row(
            text(name), *(text(figures.rate(c)) for c in completions), text(spark(console, completions))
        )
    console.print(grid)


def _heads(lang: Lang) -> ReportRow:
    """Those of every format, in English cut to what a column of figures has room for."""
    names = heads(lang)
    return names if lang == "zh" else names._replace(label="no.", completion="rate", expected="time")


def _widths(console: Console, every: list[ReportRow], names: ReportRow) -> dict[str, int]:
    """Return the same for all sections, so that figures stand under each other down the whole page."""
    most = _WIDE_COLUMNS if console.width >= _WIDE else _NARROW_COLUMNS
    widths = {
        key: min(limit, max(columns(console, visible(getattr(row, key))) for row in (names, *every)))
        for key, limit in most.items()
        if key not in ("name", "spark")
    }
    rest = console.width - sum(width + 1 for width in widths.values()) - (5 if "spark" in most else 0)
    widths |= {"name": max(rest, _NAME), "spark": most.get("spark", 0)}
    return {key: widths[key] for key in most}


def _heading(console: Console, item: str, lead: str) -> list[Segment]:
    """An item and who leads it, on one line where they fit."""
    if columns(console, item) + 2 + columns(console, lead) <= console.width:
        return line_segments(console, Text.assemble(text(item, "bold"), "  ", text(lead, "dim")))
    return [*prose_segments(console, item, "bold"), *prose_segments(console, lead, "dim")]


def _print_section(
    console: Console,
    section: SectionAssessment,
    lines: Iterator[ReportRow],
    widths: dict[str, int],
    assessment: Assessment,
    lang: Lang,
) -> None:
    """Columns for the whole section, cut by each item's heading and each account, which run over all of them.

    All is drawn at once: rich takes longer over a line by itself than over what stands in it.
    """
    names, places = _heads(lang), list(widths.values())
    right = [index for index, key in enumerate(widths) if key in _FIGURES]
    head = [("" if key == "spark" else getattr(names, key), "bold") for key in widths]
    drawn = row_segments(console, places, head, right)
    drawn += line_segments(console, text(("─" if is_unicode(console) else "-") * console.width, "dim"))
    for item in section.items:
        lead = ""
        for index, target in enumerate(item.targets):
            row = next(lines)
            if index == 0:
                lead = figures.lead_name(assessment, item.item.lead)
                drawn += _heading(console, row.item, lead)
            style = LIGHT_STYLES[target.light]
            cells = [
                (course(console, target, assessment.view.quarter), style)
                if key == "spark"
                else (getattr(row, key), style if key == "light" else "bold" if key == "completion" else "")
                for key in widths
            ]
            drawn += row_segments(console, places, cells, right)
            if notes := _notes(row, names, lead, [words.in_(lang) for words in beside(target)], widths):
                drawn += prose_segments(console, notes, "dim", indent=widths["label"] + 1)
    console.print(Segments(drawn), crop=sum(places) + len(places) - 1 > console.width, end="")


def _notes(row: ReportRow, names: ReportRow, lead: str, said: list[str], widths: Collection[str]) -> str:
    """Return what is said below a row: what has no column of its own, and what the department says."""
    notes = (
        [f"{names.baseline} {row.baseline}"]
        if "baseline" not in widths and row.baseline != figures.NONE
        else []
    )
    notes += [f"{names.department} {row.department}"] * (row.department != lead)
    return "；".join([*notes, *said, *([row.account] if row.account else [])])
