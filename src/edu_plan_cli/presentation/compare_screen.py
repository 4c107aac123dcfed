"""``edu-plan status --compare``: two years at the end of the same quarter."""

from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.assessment.year_comparison import Beside
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.console import LIGHT_STYLES, print_marks, print_prose, table, text
from edu_plan_cli.values.bilingual import Lang, Words


def write_comparison(console: Console, found: Beside, lang: Lang, *, banner: Sequence[str]) -> None:
    now, then = found.now, found.then
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
    made = table(console, head, last, this, change, numbers=(1, 2, 3))
    whole = Words("全计划", "whole plan").in_(lang)
    made.add_row(
        text(whole, "bold"),
        text(figures.rate(then.tally.completion)),
        text(figures.rate(now.tally.completion), "bold"),
        text(figures.points(now.tally.completion, then.tally.completion)),
    )
    for section, before in found.sections:
        known = before.tally.completion if before else None
        made.add_row(
            text(f"{section.section.number}、{section.section.heading}"),
            text(figures.rate(known)),
            text(figures.rate(section.tally.completion), "bold"),
            text(figures.points(section.tally.completion, known)),
        )
    console.print(made)
    console.print()
    said = Words(
        f"两年都有的目标（新增 {found.new} 个，{last} 年有而今年没有的 {found.gone} 个）",
        f"Targets of both years ({found.new} new, {found.gone} of {last} only)",
    )
    console.print(text(said.in_(lang), "bold"))
    head = Words("目标|名称", "target|name").in_(lang)
    columns = [*head.split("|"), last, "", this, "", change]
    made = table(console, *columns, numbers=(3, 5, 6), wide=1)
    for after, before_it in found.targets:
        made.add_row(
            text(after.plan_target.label),
            text(after.plan_target.target.name),
            *_cells(before_it, lang),
            *_cells(after, lang),
            text(figures.points(after.completion, before_it.completion)),
        )
    console.print(made)


def _cells(found: TargetAssessment, lang: Lang) -> tuple[Text, Text]:
    reached = text(figures.said(found.progress.cumulative, lang))
    return reached, text(figures.rate(found.completion), LIGHT_STYLES[found.light])
