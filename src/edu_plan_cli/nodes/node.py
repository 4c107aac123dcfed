"""YAML as this project uses it: text, lists, mappings; each knows where it stands. No anchors, no tags.

Plain slotted classes: a district has tens of thousands of them, and they are made on the path of every command.
"""

from collections.abc import Sequence
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.values.location import Location


class _Written:
    __slots__ = ("column", "line", "path")

    def __init__(self, path: str, line: int, column: int) -> None:
        self.path = path
        self.line = line  # from 1, as the column is; columns are counted in characters
        self.column = column

    @property
    def location(self) -> Location:
        return Location(self.path, self.line, self.column)


class Scalar(_Written):
    """One value of a YAML file that is neither a list nor a mapping, as text, with where it begins and ends."""

    __slots__ = ("end_column", "end_line", "indent", "number", "plain", "text")

    def __init__(
        self, path: str, line: int, column: int, end_line: int, end_column: int, text: str, plain: bool
    ) -> None:
        self.path = path
        self.line = line
        self.column = column
        self.end_line = end_line  # of the last character
        self.end_column = (
            end_column  # after the last character; of a block text nothing is promised of either
        )
        self.text = text
        self.plain = (
            plain  # without quotes and not as a block: only then may it be a truth value, a number or nothing
        )
        self.number = False  # written as a plain decimal
        self.indent = 0  # of a block text (after | or >), so that a place within it can be named

    @property
    def block(self) -> bool:
        """Tell whether it is written as a block, after ``|`` or ``>``."""
        return self.indent > 0

    @property
    def location(self) -> Location:
        """Return where the value stands; its width is that of the text where it is on one line."""
        on_one_line = self.end_line == self.line
        width = max(self.end_column - self.column, 1) if on_one_line else 1
        return Location(self.path, self.line, self.column, width)

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

    def place_in(self, offset: int) -> Location:
        """Return the place of a character of a block text. (Other styles have no simple map from text to lines.)"""
        if not self.block:
            return self.location
        before = self.text[:offset]
        start = before.rfind("\n") + 1
        line = self.line + 1 + before.count("\n")
        return Location(self.path, line, self.indent + 1 + offset - start)


class Listing(_Written):
    """One list of a YAML file; ``end`` is the line and column after the bracket of one written in brackets."""

    __slots__ = ("end", "items")

    def __init__(self, path: str, line: int, column: int, end: tuple[int, int] | None = None) -> None:
        super().__init__(path, line, column)
        self.items: list[Node] = []
        self.end = end


class Mapping(_Written):
    """One mapping of a YAML file: its values by key, and the keys as they are written; ``end`` is as of a Listing."""

    __slots__ = ("end", "keys", "values")

    def __init__(
        self,
        path: str,
        line: int,
        column: int,
        values: "dict[str, Node] | None" = None,
        keys: dict[str, Scalar] | None = None,
        end: tuple[int, int] | None = None,
    ) -> None:
        super().__init__(path, line, column)
        self.values = {} if values is None else values
        self.keys = {} if keys is None else keys
        self.end = end

    def is_written(self, key: str) -> bool:
        """False for a key with nothing after its colon: such a value stands where its key stands."""
        mark, node = self.keys[key], self.values[key]
        return (mark.line, mark.column) != (node.line, node.column)

    def place_of_missing(self, key: str, order: Sequence[str]) -> Location:
        """Return where a key that is not there would stand: at the written key beside it, in the order the keys are laid out in.

        A reviewer sees it there: a line taken out of a file leaves those beside it in the diff. Where none is written, the mapping.
        """
        at = order.index(key) if key in order else len(order)
        before = [each for each in order[:at] if each in self.keys]
        after = [each for each in order[at + 1 :] if each in self.keys]
        if before and after:
            value = self.values[before[-1]]
            on_one_line = isinstance(value, Scalar) and value.location.line == value.end_line
            return self.keys[before[-1] if on_one_line else after[0]].location
        beside = before[-1:] or after[:1]
        return self.keys[beside[0]].location if beside else self.location


Node = Scalar | Listing | Mapping


def split_lines(text: str) -> list[str]:
    """Return the lines as YAML counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")


class Document(NamedTuple):
    """One file's tree. A file that does not parse is a document without a root, beside the good ones."""

    path: str
    root: Mapping | None
    diagnostics: list[Diagnostic]
