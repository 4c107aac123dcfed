"""The 责任分解表 as cells of text: what every format draws."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from edu_plan_cli.assessment.breakdown import Breakdown, BreakdownItem, BreakdownRow, Node
from edu_plan_cli.kinds.milestone import MilestoneTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.kinds.target import Target
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.prose import day, spelt
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.exact import percent
from edu_plan_cli.values.quarter import quarter_of

HEADS = (
    Words("序号", "no."),
    Words("重点任务", "task"),
    Words("目标", "target"),
    Words("牵头领导", "leader"),
    Words("牵头科室", "lead"),
    Words("配合科室", "cooperating"),
    Words("完成时限", "due"),
    Words("节点", "nodes"),
)
# How the width of a page is shared out, in the order of the heads.
SHARES = (4, 27, 17, 10, 9, 10, 8, 26)


class DrawnCell(NamedTuple):
    """A cell: its paragraphs, and how many rows it spans; 0: it is part of the cell above."""

    lines: tuple[str, ...]
    rows: int = 1


class DrawnSection(NamedTuple):
    """A section: the line across the table, and its rows of cells in the order of the heads."""

    heading: str
    rows: list[list[DrawnCell]]


class DrawnBreakdown(NamedTuple):
    """The table as text: what stands above it, its sections, what stands below it."""

    title: str
    marks: list[str]  # that something shown is illustrative
    notes: list[str]  # what it is drawn from, and what is not in it
    heads: list[str]
    sections: list[DrawnSection]


def drawn(breakdown: Breakdown, lang: Lang) -> DrawnBreakdown:
    """Return the cells of a breakdown. Cells that say the same of neighbouring targets of an item are one."""
    sections = [
        DrawnSection(
            f"{section.section.number}、{section.section.heading}",
            [row for item in section.items for row in _merged(item, breakdown.plan.year, lang)],
        )
        for section in breakdown.sections
    ]
    return DrawnBreakdown(
        table_title(breakdown, lang),
        [Words("示例：", "Illustrative: ").in_(lang) + mark for mark in breakdown.illustrative],
        _notes(breakdown, lang),
        [head.in_(lang) for head in HEADS],
        sections,
    )


def table_title(breakdown: Breakdown, lang: Lang) -> str:
    """Return what stands above the table: the plan's title, and whose part it is."""
    part = [breakdown.department.name] if breakdown.department else []
    part += [breakdown.leader.called] if breakdown.leader else []
    scope = f"（{'，'.join(part)}）" if part else ""
    title = breakdown.plan.title
    return Words(f"{title}责任分解表{scope}", f"{title} — who does what{scope}").in_(lang)


def names(row: BreakdownRow, lang: Lang) -> tuple[str, str, str]:
    """Return the leader, the lead and the cooperating departments of a row, as they are printed."""
    lead = row.lead.name if row.lead else figures.NONE
    if row.led_by:
        lead += Words(f"（协助{row.led_by}）", f" (helping {row.led_by})").in_(lang)
    return (
        row.leader.called if row.leader else figures.NONE,
        lead,
        "、".join(who.name for who in row.cooperating) or figures.NONE,
    )


def promised(target: Target, lang: Lang) -> str:
    """Return a target's name and goal; where its nodes or its due day are the goal, the name alone."""
    if isinstance(target, QualitativeTarget | ProjectTarget | MilestoneTarget):
        return target.name
    return Words(f"{target.name}：{spelt(target.goal.zh)}", f"{target.name}: {target.goal.en}").in_(lang)


def until(due: date, year: int) -> str:
    """Return a due day as a column has it: 9月1日前, 12月底前; with its year where it is another."""
    said = day(due).removeprefix(f"{year}年")
    if (due + timedelta(days=1)).day == 1:
        said = f"{said.partition('月')[0]}月底"
    return f"{said}前"


def node_lines(nodes: Sequence[Node], year: int, lang: Lang) -> tuple[str, ...]:
    """Return a line for each node: 主体封顶（6月30日前）, 二季度末完成60%."""
    lines = [_node(node, year, lang) for node in nodes]
    return (*(Words(f"{line}；", f"{line};").in_(lang) for line in lines[:-1]), *lines[-1:])


def _node(node: Node, year: int, lang: Lang) -> str:
    if node.share is not None and node.day is not None:
        quarter, share = quarter_of(node.day), percent(node.share)
        return Words(f"{quarter.name}末完成{share}", f"{share} by the end of {quarter.key}").in_(lang)
    if node.day is None:
        return node.name
    return Words(f"{node.name}（{until(node.day, year)}）", f"{node.name} (by {node.day})").in_(lang)


def _merged(item: BreakdownItem, year: int, lang: Lang) -> list[list[DrawnCell]]:
    texts = [_cells(item, row, year, lang) for row in item.rows]
    columns = []
    for at, column in enumerate(zip(*texts, strict=True)):
        cells: list[DrawnCell] = []
        for index, lines in enumerate(column):
            alike = next((n for n, other in enumerate(column[index:]) if other != lines), len(column) - index)
            spans = at in (0, 1, 3, 4, 5)  # what is said of the item, or of several of its targets
            if spans and index and column[index - 1] == lines:
                cells.append(DrawnCell(lines, 0))
            else:
                cells.append(DrawnCell(lines, alike if spans else 1))
        columns.append(cells)
    return [list(row) for row in zip(*columns, strict=True)]


def _cells(item: BreakdownItem, row: BreakdownRow, year: int, lang: Lang) -> list[tuple[str, ...]]:
    leader, lead, helping = names(row, lang)
    return [
        (str(item.item.number),),
        (f"{item.item.heading}。", *item.item.text.split("\n")),
        (promised(row.target, lang) if row.target else figures.NONE,),
        (leader,),
        (lead,),
        (helping,),
        (until(row.due, year) if row.due else figures.NONE,),
        node_lines(row.nodes, year, lang) or (figures.NONE,),
    ]


def _notes(breakdown: Breakdown, lang: Lang) -> list[str]:
    plan = breakdown.plan
    number = f"（{plan.document_number}）" if plan.document_number else ""
    zh = f"据《{plan.title}》{number}第{plan.revision}版"
    en = f"From {plan.title}{number}, revision {plan.revision}"
    if breakdown.amended:
        on = breakdown.view.on
        zh += f"，含截至{day(on)}的{breakdown.amended}处调整"
        en += f", with {breakdown.amended} amendments up to {on}"
    if breakdown.dropped:
        zh += f"，已取消的{breakdown.dropped}个目标不列"
        en += f", without {breakdown.dropped} dropped targets"
    notes = [
        Words(
            f"{zh}。没有写明时限的，年底前完成。", f"{en}. Without a day it is due at the end of the year."
        ).in_(lang)
    ]
    if plan.leaders and any(row.leader is None for row in breakdown.rows):
        notes.append(
            Words(
                "牵头领导一栏空着的，科室还没有写在哪位分管领导名下。",
                "Where no leader is named, the department is under none yet.",
            ).in_(lang)
        )
    if not plan.leaders:
        notes.append(Words("工作要点里没有写分管领导（leaders）。", "The plan names no leaders.").in_(lang))
    return notes
