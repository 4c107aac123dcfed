"""What edu-plan reads of a maker's document or of a writer's form, told line by line."""

import difflib
import re
from pathlib import Path

from edu_plan_cli.features.forms.sheet_cells import open_sheets, read_cell
from edu_plan_cli.features.importing.not_read import NotRead
from importing.test_styles import told
from makers import plan
from makers.cells import CELLS, COLUMN, FIRST

_SECTION = re.compile(r"\[[^\]]*\] ")  # 一（二） or 1.2: how a maker counts is not compared


def read(file: Path) -> list[str]:
    """What import reads of a document, without the numbers of its sections; or why it is refused."""
    try:
        lines = told(file.name, file.read_bytes())
    except NotRead as refused:
        return [f"refused: {refused.why.zh}"]
    return [_SECTION.sub("[] ", line) for line in lines]


def true_plan() -> list[str]:
    """What is to be read of it: by the same plan typed in a text, with its table in Markdown, and its footnote."""
    lines = [
        plan.HEAD,
        plan.NUMBER,
        plan.TITLE,
        *(label + plan.plain(text) for _, label, text in plan.labelled()),
    ]
    names = ["类别", "重点任务", "牵头科室", "配合科室", "完成时限"]
    table = [names, ["---"] * len(names), *(list(row.values()) for row in plan.filled_rows())]
    lines += [plan.ANNEX, plan.ANNEX_TITLE, "\n".join(f"| {' | '.join(row)} |" for row in table)]
    text = "\n\n".join([*lines, f"[^1]: {plan.NOTE}"])
    return [_SECTION.sub("[] ", line) for line in told("要点.md", text.encode())]


def differences(read_lines: list[str], true: list[str]) -> list[str]:
    """The lines that are missing (-) or said instead (+), in any order of what is said beside the plan."""
    if read_lines[0].startswith("refused: "):
        return [f"+ {read_lines[0]}"]
    beside = [sorted(line for line in lines if line.startswith("- ")) for lines in (true, read_lines)]
    within = [[line for line in lines if not line.startswith("- ")] for lines in (true, read_lines)]
    found = []
    for before, after in (within, beside):
        diff = difflib.unified_diff(before, after, lineterm="", n=0)
        found += [
            f"{line[0]} {line[1:].strip()}"
            for line in diff
            if line[:3] not in ("---", "+++") and line[0] in "+-"
        ]
    return found


def seen_in(file: Path) -> dict[str, str]:
    """Cells of a form that show otherwise than they were given: by name, what is read; "?" for what is asked about."""
    shown, _, result = open_sheets(file.read_bytes())
    sheet = next(sheet for sheet in shown if sheet.title == "填报")
    found = {}
    for row, given in enumerate(CELLS, FIRST):
        cell = read_cell(sheet.title, sheet.cell(row, COLUMN), result)
        text = "?" if cell.trouble else cell.text
        if text != given.seen:
            found[given.name] = text
    return found
