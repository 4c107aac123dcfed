"""``edu-plan status --compare``: two years at the end of the same quarter."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.assessment.year_comparison import Beside
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, print_marks, print_prose, text
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words


def write_comparison(console: Console, comparison: Beside, lang: Lang, *, banner: Sequence[str]) -> None:
    """Draw two years beside each other, section by section and target by target."""
    now, then = comparison.now, comparison.then
    quarter = figures.quarter_name(now.view.quarter, lang)
    this, last = str(now.plan.year), str(then.plan.year)
    title = Words(f"{this} 年与 {last} 年{quarter}", f"{this} and {last}, {quarter}")
    console.print(text(title.in_(lang), "bold"))
    print_marks(console, dict.fromkeys([*figures.marks(now), *figures.marks(then)]), lang)
    for line in banner:
        print_prose(console, line, "bold red")
    console.print()
    head = Words("部分", "section").in_(lang)
    change = Words("相差", "change").in_(lang)
    grid = table(console, head, last, this, change, numbers=(1, 2, 3))
    whole = Words("全计划", "whole plan").in_(lang)
    grid.add_row(
        text(whole, "bold"),
        text(figures.rate(then.tally.completion)),
        text(figures.rate(now.tally.completion), "bold"),
        text(figures.points(now.tally.completion, then.tally.completion)),
    )
    for section, before in comparison.sections:
        known = before.tally.completion if before else None
        grid.add_row(
            text(f"{section.section.number}、{section.section.heading}"),
            text(figures.rate(known)),
            text(figures.rate(section.tally.completion), "bold"),
            text(figures.points(section.tally.completion, known)),
        )
    console.print(grid)
    console.print()
    said = Words(
        f"两年都有的目标（新增 {comparison.new} 个，{last} 年有而今年没有的 {comparison.gone} 个）",
        f"Targets of both years ({comparison.new} new, {comparison.gone} of {last} only)",
    )
    console.print(text(said.in_(lang), "bold"))
    head = Words("目标|名称", "target|name").in_(lang)
    columns = [*head.split("|"), last, "", this, "", change]
    grid = table(console, *columns, numbers=(3, 5, 6), wide=1)
    for after, before_it in comparison.targets:
        grid.add_row(
            text(after.plan_target.label),
            text(after.plan_target.target.name),
            *_cells(before_it, lang),
            *_cells(after, lang),
            text(figures.points(after.completion, before_it.completion)),
        )
    console.print(grid)


def _cells(assessed: TargetAssessment, lang: Lang) -> tuple[Text, Text]:
    reached = text(figures.said(assessed.progress.cumulative, lang))
    return reached, text(figures.rate(assessed.completion), LIGHT_STYLES[assessed.light])
