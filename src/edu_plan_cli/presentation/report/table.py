"""The report on a terminal."""

import io
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment, Segments
from rich.text import Text

from edu_plan_cli.assessment.result import SectionAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, is_unicode, print_marks, print_prose, table, text
from edu_plan_cli.presentation.report.rows import (
    QuarterReport,
    Row,
    correction_lines,
    department_lines,
    department_summary,
    heads,
    left_out,
    move_lines,
    rows,
    title,
)
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.words import Lang, Words

_WIDE = 120  # from this width on every column has its own place
# Columns and their widths; the one without a width takes what is left.
_NARROW_COLUMNS = {
    "label": 5,
    "name": 0,
    "goal": 12,
    "period": 12,
    "cumulative": 14,
    "completion": 6,
    "light": 6,
}
_WIDE_COLUMNS = {
    "label": 5, "name": 0, "goal": 16, "baseline": 14, "period": 14, "cumulative": 20, "completion": 7,
    "expected": 8, "change": 7, "light": 6,
}  # fmt: skip
_FIGURES = ("completion", "expected", "change")


def write(console: Console, report: QuarterReport, lang: Lang) -> None:
    assessment = report.assessment
    console.print(text(title(report, lang), "bold"))
    console.print(text(figures.as_of(assessment, lang)))
    print_marks(console, figures.marks(assessment), lang)
    if report.problems:
        print_prose(console, left_out(report, lang), "bold red")
    tally = assessment.tally
    console.print(
        text(
            Words(
                f"全计划完成率 {figures.rate(tally.completion)}，序时进度 {figures.rate(tally.expected)}，"
                f"较上季 {figures.tally_moved(tally)}；目标填报 {figures.share_of(tally.answered, tally.targets)}",
                f"whole plan {figures.rate(tally.completion)}, time progress {figures.rate(tally.expected)}, since last "
                f"quarter {figures.tally_moved(tally)}; targets reported {figures.share_of(tally.answered, tally.targets)}",
            ).in_(lang)
        )
    )
    every = iter(rows(assessment, lang))
    for section in assessment.sections:
        console.print()
        tally = section.tally
        console.print(
            Text.assemble(
                (f"{section.section.number}、{section.section.heading}", "bold"),
                f"  {figures.rate(tally.completion)}",
            )
        )
        _section(console, section, [next(every) for item in section.items for _ in item.targets], lang)
    console.print()
    console.print(
        text(Words("填报情况：", "Reporting: ").in_(lang) + department_summary(report, lang), "bold")
    )
    made = table(
        console,
        *Words("科室|目标数|报送日期|情况", "department|targets|sent|state").in_(lang).split("|"),
        numbers=(1,),
    )
    for cells in department_lines(report, lang):
        made.add_row(*(text(cell) for cell in cells))
    console.print(made)
    for heading, lines in (
        (Words("与上季相比", "Since the quarter before"), move_lines(report, lang)),
        (Words("更正", "Corrections"), correction_lines(report, lang)),
    ):
        if lines:
            console.print()
            console.print(text(heading.in_(lang), "bold"))
            for line in lines:
                print_prose(console, line)
    console.print()
    print_prose(console, figures.rules_line(assessment, lang), "dim")


def render(report: QuarterReport, lang: Lang, width: int) -> str:
    """As plain text, for a file."""
    stream = io.StringIO()
    write(
        Console(file=stream, width=width, markup=False, emoji=False, highlight=False, color_system=None),
        report,
        lang,
    )
    return stream.getvalue()


def _section(console: Console, section: SectionAssessment, lines: list[Row], lang: Lang) -> None:
    """One grid for the whole section, cut after each item's heading and each account, which run over all columns."""
    shown = _WIDE_COLUMNS if console.width >= _WIDE else _NARROW_COLUMNS
    rest = console.width - sum(width + 1 for width in shown.values())
    widths = {key: width or rest for key, width in shown.items()}
    names = heads(lang)
    console.print(_row(console, widths, [(getattr(names, key), "bold") for key in widths]))
    console.print(text(("─" if is_unicode(console) else "-") * console.width))
    following = iter(lines)
    for item in section.items:
        lead = ""
        for index, target in enumerate(item.targets):
            row = next(following)
            if index == 0:
                lead = row.department
                console.print(Text.assemble((str(text(row.item)), "bold"), "  ", (str(text(lead)), "dim")))
            cells = [
                (getattr(row, key), LIGHT_STYLES[target.light] if key == "light" else "") for key in widths
            ]
            console.print(_row(console, widths, cells))
            notes = (
                []
                if "baseline" in widths or row.baseline == figures.NONE
                else [f"{names.baseline} {row.baseline}"]
            )
            notes += [f"{names.department} {row.department}"] * (row.department != lead)
            notes += [row.account] * bool(row.account)
            if notes:
                print_prose(console, "；".join(notes), "dim", indent=6)


def _row(console: Console, widths: dict[str, int], cells: Sequence[tuple[str, str]]) -> Segments:
    """What rich's grid of one row would draw of these texts and styles; widths are known, so nothing is measured twice."""
    columns = [
        (_lines(console, content, width, figure=key in _FIGURES), console.get_style(style), width)
        for (key, width), (content, style) in zip(widths.items(), cells, strict=True)
    ]
    drawn = []
    for number in range(max(len(lines) for lines, _, _ in columns)):
        for lines, style, width in columns:
            drawn += [
                Segment(lines[number], style) if number < len(lines) else Segment(" " * width),
                Segment(" "),
            ]
        drawn[-1] = Segment.line()
    return Segments(drawn)


def _lines(console: Console, content: str, width: int, *, figure: bool) -> list[str]:
    """A cell's lines, filled to its width: a figure flush right and on one line, words folded."""
    content = visible(content)
    if (free := width - cell_len(content)) >= 0 and not figure:
        return [content + " " * free]
    if free >= 0 and not content[-1:].isspace():
        return [" " * free + content]
    wrapped = Text(content).wrap(
        console, width, justify="right" if figure else "left", overflow="fold", no_wrap=figure
    )
    return [line.plain for line in wrapped]
