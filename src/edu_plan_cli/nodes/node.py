"""YAML as this project uses it: text, lists, mappings; each knows where it stands. No anchors, no tags.

Plain slotted classes: a district has tens of thousands of them, and they are made on the path of every command.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.values.place import Place


@dataclass(slots=True)
class Scalar:
    path: str
    line: int  # from 1
    column: int  # from 1
    end_line: int  # where what follows it begins; of a block text nothing is promised
    end_column: int
    text: str
    plain: bool  # written without quotes and not as a block: only then may it be a number, a truth value or nothing
    indent: int = 0  # of a block text (after | or >), so that a place within it can be named

    @property
    def width(self) -> int:
        """Characters on its line; 1 where it takes several."""
        return max(self.end_column - self.column, 1) if self.end_line == self.line else 1

    @property
    def block(self) -> bool:
        return self.indent > 0

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, self.column, self.width)

    def last_line(self, lines: Sequence[str]) -> int:
        """Of a block text, in a file of these lines: the last line that holds something of it."""
        last = self.line
        for number in range(self.line + 1, len(lines) + 1):
            line = lines[number - 1]
            if line.strip() and len(line) - len(line.lstrip(" ")) < self.indent:
                break
            if line.strip():
                last = number
        return last

    def place_in(self, offset: int) -> Place:
        """The place of a character of a block text. (Other styles have no simple map from text to lines.)"""
        if not self.block:
            return self.place
        before = self.text[:offset]
        start = before.rfind("\n") + 1
        line = self.line + 1 + before.count("\n")
        return Place(self.path, line, self.indent + 1 + offset - start)


@dataclass(slots=True)
class Listing:
    path: str
    line: int
    column: int
    items: list["Node"] = field(default_factory=list)
    end: tuple[int, int] | None = None  # line and column after the bracket of one written in brackets

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, self.column)


@dataclass(slots=True)
class Mapping:
    path: str
    line: int
    column: int
    values: dict[str, "Node"] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)
    end: tuple[int, int] | None = None  # line and column after the bracket of one written in brackets

    @property
    def place(self) -> Place:
        return Place(self.path, self.line, self.column)

    def is_written(self, key: str) -> bool:
        """False for a key with nothing after its colon: such a value stands where its key stands."""
        mark, node = self.keys[key], self.values[key]
        return (mark.line, mark.column) != (node.line, node.column)


Node = Scalar | Listing | Mapping


def split_lines(text: str) -> list[str]:
    """The lines as YAML counts them."""
    return re.split(r"\r\n|\r|\n", text)


class Document(NamedTuple):
    """One file's tree. A file that does not parse is a document without a root, beside the good ones."""

    path: str
    root: Mapping | None
    diagnostics: list[Diagnostic]
