"""The parts of an outline: a section with its items, as they stand in the document."""

from dataclasses import dataclass, field
from typing import NamedTuple


class OutlineItem(NamedTuple):
    number: int
    heading: str
    text: str
    line: int
    printed: str = ""  # 二、1: the number on paper with its section's, where numbers begin anew and items are counted instead


@dataclass(frozen=True)
class OutlineSection:
    number: str
    heading: str
    text: str = ""
    items: list[OutlineItem] = field(default_factory=list)
