"""The report on a terminal."""

import io

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.assess import SectionAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, table, text
from edu_plan_cli.presentation.report.rows import (
    QuarterReport,
    Row,
    correction_lines,
    department_lines,
    department_summary,
    heads,
    move_lines,
    rows,
)
from edu_plan_cli.values.words import Lang, Words

_WIDE = 130  # columns from which every column gets its own place


def write(console: Console, report: QuarterReport, lang: Lang) -> None:
    assessment = report.assessment
    view = assessment.view
    quarter = figures.quarter_name(view.quarter.number, lang)
    title = Words(f"{assessment.plan.title} {quarter}完成情况", f"{assessment.plan.title} — {quarter}").in_(lang)
    console.print(text(title, "bold"))
    console.print(text(figures.as_of(assessment, lang)))
    for mark in figures.marks(assessment):
        console.print(text(Words("示例：", "Illustrative: ").in_(lang) + mark, "yellow"))
    if report.problems:
        console.print(text(left_out(report, lang), "bold red"))
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
                (f"{section.section.number}、{section.section.heading}", "bold"), f"  {figures.rate(tally.completion)}"
            )
        )
        _section(console, section, [next(every) for item in section.items for _ in item.targets], lang)
    console.print()
    console.print(text(Words("填报情况：", "Reporting: ").in_(lang) + department_summary(report, lang), "bold"))
    made = table(console, *Words("科室|目标数|报送日期|情况", "department|targets|sent|state").in_(lang).split("|"), numbers=(1,))
    for line in department_lines(report, lang):
        made.add_row(*(text(cell) for cell in line))
    console.print(made)
    for heading, lines in (
        (Words("与上季相比", "Since the quarter before"), move_lines(report, lang)),
        (Words("更正", "Corrections"), correction_lines(report, lang)),
    ):
        if lines:
            console.print()
            console.print(text(heading.in_(lang), "bold"))
            for line in lines:
                console.print(text(line))
    console.print()
    console.print(text(figures.rules_line(assessment, lang), "dim"))


def render(report: QuarterReport, lang: Lang, width: int) -> str:
    """As plain text, for a file."""
    stream = io.StringIO()
    write(Console(file=stream, width=width, markup=False, emoji=False, highlight=False, color_system=None), report, lang)
    return stream.getvalue()


def left_out(report: QuarterReport, lang: Lang) -> str:
    return Words(
        f"读取时有 {report.problems} 处错误，有错的内容没有计入；请运行 edu-plan validate",
        f"{report.problems} errors while reading; what they touch is not counted. Run edu-plan validate",
    ).in_(lang)


def _section(console: Console, section: SectionAssessment, lines: list[Row], lang: Lang) -> None:
    wide = console.width >= _WIDE
    names = heads(lang)
    shown = (
        ("label", "name", "goal", "baseline", "period", "cumulative", "completion", "light", "account", "department")
        if wide
        else ("label", "name", "goal", "period", "cumulative", "completion", "light", "department")
    )
    made = table(console, *(getattr(names, key) for key in shown), numbers=(shown.index("completion"),), wide=1)
    styles = [LIGHT_STYLES[target.light] for item in section.items for target in item.targets]
    item = ""
    for row, style in zip(lines, styles, strict=True):
        if row.item != item:
            item = row.item
            made.add_row("", text(item, "bold"))
        cells = {key: text(getattr(row, key)) for key in shown}
        cells["light"] = text(row.light, style)
        if not wide:  # what has no column of its own stands below what it belongs to
            if row.account:
                cells["name"] = Text("\n").join([text(row.name), text(row.account, "dim")])
            if row.baseline != figures.NONE:
                base = Words("基期", "from ").in_(lang)
                cells["goal"] = Text("\n").join([text(row.goal), text(base + row.baseline, "dim")])
        made.add_row(*(cells[key] for key in shown))
    console.print(made)
