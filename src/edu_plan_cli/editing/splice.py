"""Put a value into a file's text, or take one out, at the marks of its nodes; everything else stays to the byte.

Each function takes the text and a node of it, and returns the new text. The marks are then out of date: read again
before the next change.
"""

import bisect
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar, split_lines
from edu_plan_cli.nodes.writer import (
    Raw,
    element,
    inline,
    is_plain_safe,
    needs_quotes,
    pair,
    quoted,
    scalar,
)
from edu_plan_cli.values.sentences import sentence_lines


class _Page(NamedTuple):
    text: str
    lines: list[str]
    starts: list[int]  # of each line
    newline: str

    def at(self, line: int, column: int) -> int:
        return self.starts[line - 1] + column - 1

    def line_end(self, offset: int) -> int:
        """Return where the line an offset lies on ends, before its break."""
        match = re.compile(r"[\r\n]").search(self.text, offset)
        return match.start() if match else len(self.text)

    def next_line(self, offset: int) -> int:
        """Return where the line after an offset's begins; the end of the text after the last."""
        following = bisect.bisect_right(self.starts, offset)
        return self.starts[following] if following < len(self.starts) else len(self.text)

    def put(self, start: int, end: int, new: str) -> str:
        return self.text[:start] + new + self.text[end:]


def _page(text: str) -> _Page:
    starts = [0, *(match.end() for match in re.finditer(r"\r\n|\r|\n", text))]
    return _Page(text, split_lines(text), starts, "\r\n" if "\r\n" in text else "\n")


def put(text: str, owner: Mapping, key: str, value: object, order: Sequence[str]) -> str:
    """Give a key a value: in the place and manner of the one it has, or as a new key where ``order`` has it."""
    page = _page(text)
    if key in owner.values:
        return _replace(page, owner, key, value)
    return _insert(page, owner, key, value, order)


def append(text: str, owner: Mapping, key: str, value: object, order: Sequence[str]) -> str:
    """Add an element to the end of a list; begins the list where there is none."""
    page, old = _page(text), owner.values.get(key)
    if not isinstance(old, Listing) or not old.items:
        return put(text, owner, key, [value], order)
    if old.end is not None:
        at = _end(page, old.items[-1])
        return page.put(at, at, f", {_within(value)}")
    short_ones = isinstance(old.items[-1], Mapping) and old.items[-1].end is not None
    return _lines_after(page, old, element(value, old.column - 1, short=short_ones))


def append_lines(text: str, listing: Listing, values: Sequence[object]) -> str:
    """Add elements to the end of a list whose elements stand in lines, each in lines of its own."""
    lines = [line for value in values for line in element(value, listing.column - 1, short=False)]
    return _lines_after(_page(text), listing, lines)


def take_out(text: str, owner: Mapping, key: str) -> str:
    """Remove a key with its value. Raises ValueError for the last key of a mapping, which cannot be empty."""
    page = _page(text)
    names = list(owner.keys)
    if len(names) == 1:
        raise ValueError(key)
    mark = owner.keys[key]
    start, end = page.at(mark.line, mark.column), _value_end(page, owner, key)
    following = names[names.index(key) + 1] if key != names[-1] else None
    if owner.end is not None:  # with the comma before it, or the one after the first
        if following is not None:
            after = owner.keys[following]
            return page.put(start, page.at(after.line, after.column), "")
        before = owner.values[names[-2]]
        return page.put(_end(page, before), end, "")
    if key == names[0] and following is not None and not _alone_before(page, start):
        after = owner.keys[following]  # the dash before it stays for the next key
        return page.put(start, page.at(after.line, after.column), "")
    line = page.starts[mark.line - 1]
    return page.put(line, page.next_line(end), "")


def remove_element(text: str, owner: Mapping, key: str, index: int) -> str:
    """Remove one element of a list; the key goes with the last one."""
    old = owner.values[key]
    assert isinstance(old, Listing)
    if len(old.items) == 1:
        return take_out(text, owner, key)
    page, node = _page(text), old.items[index]
    if old.end is not None:
        if index:
            return page.put(_end(page, old.items[index - 1]), _end(page, node), "")
        after = old.items[1]
        return page.put(page.at(node.line, node.column), page.at(after.line, after.column), "")
    return page.put(page.starts[node.line - 1], page.next_line(_end(page, node)), "")


def element_lines(text: str, node: Node) -> list[str]:
    """Return an element of a list as its lines stand, with the dash and the comments above it, moved to the margin."""
    page = _page(text)
    first = page.starts[node.line - 1]
    dash = page.text.index("-", first) - first
    top = node.line
    while top > 1:
        above = page.lines[top - 2]
        if not above.lstrip().startswith("#") or len(above) - len(above.lstrip()) != dash:
            break
        top -= 1
    lines = split_lines(page.text[page.starts[top - 1] : page.line_end(_end(page, node))])
    return [line[dash:] for line in lines]


def insert_lines(text: str, listing: Listing, index: int, lines: list[str]) -> str:
    """Put an element's lines after the element at ``index``, as deep as its neighbours."""
    page = _page(text)
    indent = " " * (listing.column - 1)
    return _lines_after(page, listing.items[index], [indent + line if line else "" for line in lines])


def remark(text: str, remarks: Iterable[tuple[Scalar, str]]) -> str:
    """Say something to the reader in comments after values; not within brackets, where a comment would hide the rest."""
    page = _page(text)
    ends = sorted(((_end(page, node), words) for node, words in remarks), reverse=True)
    for end, words in ends:  # from below, so that what stands above keeps its place
        if page.line_end(end) == end:
            text = f"{text[:end]}    # {words}{text[end:]}"
    return text


def _replace(page: _Page, owner: Mapping, key: str, value: object) -> str:
    old, flow = owner.values[key], owner.end is not None
    if isinstance(old, Scalar) and isinstance(value, str) and owner.is_written(key):
        start, end = page.at(old.line, old.column), _end(page, old)
        return page.put(start, end, _like(page, old, value, flow=flow))
    short = _within(value) if flow else inline(value)
    if short is not None and not (isinstance(value, str) and "\n" in value) and not _in_lines(old):
        start = page.at(old.line, old.column) if owner.is_written(key) else _value_end(page, owner, key)
        gap = "" if owner.is_written(key) else " "
        return page.put(start, _end(page, old) if not gap else start, gap + short)
    mark = owner.keys[key]
    lines = pair(key, value, mark.column - 1)
    lines[0] = lines[0].lstrip()
    end = _value_end(page, owner, key)
    return page.put(page.at(mark.line, mark.column), end, page.newline.join(lines))


def _like(page: _Page, old: Scalar, value: str, *, flow: bool) -> str:
    """Return the value in the manner of the old one: as a block with its header and indentation, or with its quotes.

    Quotes that only the old value needed go with it, so that setting it and setting it back leaves no trace.
    """
    if old.block:
        header = page.text[page.at(old.line, old.column) : page.line_end(page.at(old.line, old.column))]
        lines = value.strip("\n").split("\n") if "\n" in value else sentence_lines(value)
        # A block's first line says how far all of it is indented.
        lines = [line if number else line.lstrip(" ") for number, line in enumerate(lines)]
        indented = (" " * old.indent + line if line else "" for line in lines)
        return page.newline.join([header, *indented])
    chosen = not old.plain and not needs_quotes(old.text, flow=flow)  # not: needed by the old value alone
    if chosen and page.text[page.at(old.line, old.column)] == "'" and "\n" not in value:
        return "'" + value.replace("'", "''") + "'"
    if chosen:
        return quoted(value)
    if isinstance(value, Raw) and is_plain_safe(value, flow=flow):
        return value
    return scalar(value, flow=flow)


def _insert(page: _Page, owner: Mapping, key: str, value: object, order: Sequence[str]) -> str:
    names = list(owner.keys)
    before = [name for name in names if name in order[: order.index(key)]] if key in order else names
    if owner.end is not None:
        new = f"{key}: {_within(value)}"
        if not names:
            at = page.at(*owner.end) - 1
            return page.put(at, at, new)
        if before:
            at = _value_end(page, owner, before[-1])
            return page.put(at, at, f", {new}")
        at = page.at(owner.keys[names[0]].line, owner.keys[names[0]].column)
        return page.put(at, at, f"{new}, ")
    first = owner.keys[names[0]]
    indent = first.column - 1
    lines = pair(key, value, indent)
    if before:
        at = page.line_end(_value_end(page, owner, before[-1]))
        return page.put(at, at, page.newline + page.newline.join(lines))
    at = page.at(first.line, first.column)
    lines[0] = lines[0].lstrip()
    return page.put(at, at, page.newline.join(lines) + page.newline + " " * indent)


def _lines_after(page: _Page, node: Node, lines: list[str]) -> str:
    at = page.line_end(_end(page, node))
    return page.put(at, at, page.newline + page.newline.join(lines))


def _end(page: _Page, node: Node) -> int:
    """Return the offset after a node's last character."""
    if isinstance(node, Scalar):
        if node.block:
            return page.line_end(page.starts[node.last_line(page.lines) - 1])
        return page.at(node.end_line, node.end_column)
    if node.end is not None:
        return page.at(*node.end)
    if isinstance(node, Mapping):
        return max(_value_end(page, node, key) for key in node.values)
    return max(_end(page, item) for item in node.items)


def _value_end(page: _Page, owner: Mapping, key: str) -> int:
    if owner.is_written(key):
        return _end(page, owner.values[key])
    mark = owner.keys[key]
    return page.text.index(":", page.at(mark.end_line, mark.end_column)) + 1


def _within(value: object) -> str:
    """Return the value as it stands within brackets, where nothing has lines of its own."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_within(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_within, value)) + "]"
    return scalar(value, flow=True)


def _in_lines(node: Node) -> bool:
    return node.block if isinstance(node, Scalar) else node.end is None


def _alone_before(page: _Page, offset: int) -> bool:
    """Tell whether only blanks stand before an offset on its line."""
    start = page.starts[bisect.bisect_right(page.starts, offset) - 1]
    return not page.text[start:offset].strip()
