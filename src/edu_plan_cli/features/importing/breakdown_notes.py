"""What stands above a 责任分解表 that ``edu-plan breakdown`` made: the plan it is of, and that something is an example."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.features.importing.paragraphs import Paragraph

_TITLE = re.compile(r"责任分解表(?:（.*）)?$")
_MARK = re.compile(r"示例：(.+?)(?=\s*据《|$)")
_PLAN = re.compile(r"据《([^》\n]+)》(?:（([^（）\n]+号)）)?第\d+版[^\n]*")


class BreakdownNotes(NamedTuple):
    """The plan's title and number and the mark of examples, each empty where it is not said; and the other lines."""

    title: str
    document_number: str
    illustrative: str
    others: list[Paragraph]


def read_breakdown_notes(lines: Sequence[Paragraph], title: int) -> BreakdownNotes:
    """Read the notes below the title, which stands at ``title`` (-1: nowhere); of another table there are none."""
    if title < 0 or not _TITLE.search(lines[title].text):
        return BreakdownNotes("", "", "", list(lines))
    others = list(lines[: title + 1])
    name = number = illustrative = ""
    for line in lines[title + 1 :]:
        mark, plan = _MARK.match(line.text), _PLAN.search(line.text)
        if mark:
            illustrative = mark[1].strip()
        if plan:
            name, number = plan[1], plan[2] or ""
        if not mark and not plan:
            others.append(line)
    return BreakdownNotes(name, number, illustrative, others)
