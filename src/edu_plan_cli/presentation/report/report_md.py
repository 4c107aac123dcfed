"""The report as Markdown, for a pull request or a wiki."""

from collections.abc import Sequence

from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    amendment_lines,
    correction_lines,
    course,
    department_lines,
    department_summary,
    heads,
    left_out,
    move_lines,
    rows,
    title,
)
from edu_plan_cli.presentation.safe import markdown_cell as cell
from edu_plan_cli.values.bilingual import Lang, Words

_COLUMNS = tuple(
    "label name goal baseline period cumulative completion expected light reason account department source".split()
)


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    """Return the report as Markdown."""
    assessment = report.assessment
    lines = [f"# {cell(title(report, lang))}", ""]
    lines += [cell(figures.as_of(assessment, lang)), ""]
    lines += [
        f"> {Words('示例：', 'Illustrative: ').in_(lang)}{cell(mark)}\n" for mark in figures.marks(assessment)
    ]
    if report.problems:
        lines += [f"**{left_out(report, lang)}**", ""]
    tally = assessment.tally
    lines += [
        Words(
            f"全计划完成率 **{figures.rate(tally.completion)}**，序时进度 {figures.rate(tally.expected)}，"
            f"较上季 {figures.tally_moved(tally)}。{department_summary(report, lang)}。",
            f"Whole plan **{figures.rate(tally.completion)}**, time progress {figures.rate(tally.expected)}, since last "
            f"quarter {figures.tally_moved(tally)}. {department_summary(report, lang)}.",
        ).in_(lang),
        "",
    ]
    names, every = heads(lang), rows(assessment, lang)
    quarters, by_quarter = course(report, lang)
    section = item = ""
    for row in every:
        if row.section != section:
            section = row.section
            lines += ["", f"## {cell(section)}", ""]
        if row.item != item:
            item = row.item
            lines += ["", f"### {cell(item)}", ""]
            lines += _head([*(getattr(names, key) for key in _COLUMNS), *quarters])
        lines.append(_line([*(getattr(row, key) for key in _COLUMNS), *by_quarter.get(row.identity, ())]))
    lines += ["", f"## {Words('填报情况', 'Reporting').in_(lang)}", ""]
    lines += _head(Words("科室|目标数|报送日期|情况", "department|targets|sent|state").in_(lang).split("|"))
    lines += [_line(line) for line in department_lines(report, lang)]
    for heading, listed in (
        (Words("与上季相比", "Since the quarter before"), move_lines(report, lang)),
        (Words("调整", "Amendments"), amendment_lines(report, lang)),
        (Words("更正", "Corrections"), correction_lines(report, lang)),
    ):
        if listed:
            lines += ["", f"## {heading.in_(lang)}", "", *(f"- {cell(line)}" for line in listed)]
    lines += ["", cell(figures.rules_line(assessment, lang, report.words)), ""]
    return "\n".join(lines)


def _head(names: Sequence[str]) -> list[str]:
    return [_line(names), _line(["---"] * len(names)).replace(r"\-", "-")]


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell(value) for value in cells) + " |"
