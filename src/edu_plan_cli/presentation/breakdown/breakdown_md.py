"""The 责任分解表 as Markdown: a table for each section; a cell that would span rows stands in the first of them."""

from collections.abc import Sequence

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.presentation.breakdown.breakdown_cells import drawn
from edu_plan_cli.presentation.safe import markdown_cell as cell
from edu_plan_cli.values.bilingual import Lang


def render(breakdown: Breakdown, lang: Lang) -> str:
    """Return the table as Markdown; the paragraphs of a cell are parted by ``<br>``."""
    table = drawn(breakdown, lang)
    lines = [f"# {cell(table.title)}", ""]
    for line in (*table.marks, *table.notes):
        lines += [cell(line), ""]
    for section in table.sections:
        lines += [f"## {cell(section.heading)}", "", _line(table.heads), f"|{' --- |' * len(table.heads)}"]
        for row in section.rows:
            lines.append(_line(["<br>".join(map(cell, each.lines)) if each.rows else "" for each in row]))
        lines.append("")
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
