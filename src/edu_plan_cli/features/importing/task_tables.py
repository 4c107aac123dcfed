"""A table of tasks (任务分解表) as the numbered lines it stands for; what its cells say is told by its head."""

import itertools
import re
from collections.abc import Iterator

from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph

_TASK = re.compile(r"任务|内容|事项|举措|措施|要点|目标")
_WHO = re.compile(r"责任|牵头|科室|单位|部门|处室|股室")
_GROUP = re.compile(r"类别|板块|领域|部分|分类|项目类")
_ORDINAL = re.compile(r"序号|编号")
_HEAD_IN = 3  # rows: a table's title may stand above its head


def is_of_tasks(rows: list[list[str]]) -> bool:
    return _head(rows) is not None


def _head(rows: list[list[str]]) -> int | None:
    """The row whose cells name a column for what is to be done and another for who does it."""
    for index, row in enumerate(rows[:_HEAD_IN]):
        named = [cell for cell in row if cell]
        if (
            len(named) > 1
            and any(_TASK.search(c) and not _WHO.search(c) for c in named)
            and any(map(_WHO.search, named))
        ):
            return index
    return None


def task_lines(rows: list[list[str]], first: int) -> Iterator[Paragraph]:
    """Each row as a numbered task, then its other cells as lines that begin with their head: 责任科室：…

    ``first`` is the number of the line the table stands at.
    """
    at = _head(rows)
    assert at is not None
    heads = rows[at]
    task = next(index for index, head in enumerate(heads) if _TASK.search(head) and not _WHO.search(head))
    for row in rows[:at]:
        yield Paragraph("".join(dict.fromkeys(row)), first, own=True)
    group, number = "", 0
    for row in rows[at + 1 :]:
        cells = (row + [""] * len(heads))[: len(heads)]
        filled = [cell for cell in cells if cell]
        if cells == heads or not filled:
            continue
        if not cells[task] and len(filled) == 1:  # a row across: the name of what follows
            yield Paragraph(filled[0], first, heading=2, own=True)
            continue
        for head, cell in zip(heads, cells, strict=True):
            if _GROUP.search(head) and cell and cell != group:
                group = cell
                yield Paragraph(cell, first, heading=2, own=True)
        if cells[task]:  # without one the row belongs to the task above, whose cell spans it
            number = _printed(heads, cells) or number + 1
            yield Paragraph(_numbered(cells[task], number), first, own=True)
        for index, (head, cell) in enumerate(zip(heads, cells, strict=True)):
            if index != task and cell and not _GROUP.search(head) and not _ORDINAL.search(head):
                yield Paragraph(f"{head}：{cell}" if head else cell, first, own=True)


def _numbered(task: str, number: int) -> str:
    return task if label_of(task) else f"{number}. {task}"


def _printed(heads: list[str], cells: list[str]) -> int | None:
    for head, cell in zip(heads, cells, strict=True):
        if _ORDINAL.search(head) and cell.strip("．.、 ").isdecimal() and len(cell) < 4:  # noqa: PLR2004
            return int(cell.strip("．.、 "))
    return None


def with_tables(lines: list[Paragraph]) -> list[Paragraph]:
    """A text's lines, those that are rows of a table of tasks (parted by | or tabs) as what they stand for."""
    found: list[Paragraph] = []
    for is_row, block in itertools.groupby(lines, lambda line: _cells(line.text) is not None):
        group = list(block)
        rows = [cells for line in group if (cells := _cells(line.text))]
        if is_row and is_of_tasks(rows):
            found += task_lines(rows, group[0].number)
        else:
            found += group
    return found


def _cells(text: str) -> list[str] | None:
    """None for what is no row; empty for the rule below a Markdown table's head."""
    if text.count("|") > 1:
        cells = [cell.strip() for cell in text.strip().removeprefix("|").removesuffix("|").split("|")]
        return [] if all(re.fullmatch(r":?-+:?", cell) for cell in cells) else cells
    return [cell.strip() for cell in text.split("\t")] if "\t" in text else None
