"""The 责任分解表 on a terminal: a line for each target below its item; the items' texts are in the files."""

from rich.console import Console

from edu_plan_cli.assessment.breakdown import Breakdown
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.breakdown.breakdown_cells import drawn, names, until
from edu_plan_cli.presentation.console import print_marks, print_prose, text
from edu_plan_cli.presentation.report.prose import spelt
from edu_plan_cli.presentation.tables import NO_COLUMN, table
from edu_plan_cli.values.bilingual import Lang, Words


def write(console: Console, breakdown: Breakdown, lang: Lang) -> None:
    """Draw the table: target, goal, due day, leader, lead and cooperating departments."""
    whole = drawn(breakdown, lang)
    console.print(text(whole.title, "bold"))
    print_marks(console, breakdown.illustrative, lang)
    for note in whole.notes:
        print_prose(console, note)
    console.print()
    head = Words(
        "目标|名称|目标值|时限|牵头领导|牵头科室|配合科室", "target|name|goal|due|leader|lead|with"
    ).in_(lang)
    grid = table(console, *head.split("|"), wide=NO_COLUMN)
    for section in breakdown.sections:
        for item in section.items:
            grid.add_row(text(str(item.item.number), "bold"), text(item.item.heading, "bold"))
            for row in item.rows:
                target = row.target
                grid.add_row(
                    text(row.label if target else ""),
                    text(target.name if target else figures.NONE),
                    text(spelt(target.goal.in_(lang)) if target else ""),
                    text(until(row.due, breakdown.plan.year) if row.due else ""),
                    *(text(each) for each in names(row)),
                )
    console.print(grid)
