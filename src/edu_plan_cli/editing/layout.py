"""One layout for every file, so that a diff shows meaning: keys in their order, two columns a level, quotes only where needed.

Written anew from the nodes, with every comment beside what it was beside. What stood in brackets stays in brackets as
long as it fits on a line. The result is read again and compared before anyone gets to see it.
"""

import bisect
import re
from collections import Counter
from typing import Any, NamedTuple

from edu_plan_cli.binding.fields import joined
from edu_plan_cli.binding.located import Located, bare_data
from edu_plan_cli.editing.elements import element_order
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.department_updates import DepartmentUpdates
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.leader_instructions import Instructions
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar, split_lines
from edu_plan_cli.nodes.writer import LONG_TEXTS, WIDTH, needs_quotes, quoted
from edu_plan_cli.values.sentences import ends_clause, sentence_lines

# What a file is told by, before anything of it is checked.
_MODELS: dict[str, type[Located]] = {
    "quarter": Report,
    "updates": DepartmentUpdates,
    "instructions": Instructions,
}


class LayoutLost(Exception):
    """The new layout would not say the same: a fault of ours, noticed in time."""


class _Comments(NamedTuple):
    above: dict[int, list[str]]  # whole lines before the entry on a line; empty ones are blank lines
    beside: dict[int, str]  # after what stands on a line
    last: list[str]  # after everything


def layout(path: str, text: str) -> str:
    """Return the text in its one layout. Raises Unreadable, or LayoutLost where not every value and comment came through."""
    root = parse(path, text)
    comments = _comments(root, split_lines(text))
    remarks = _counted(comments)
    model = next((held for key, held in _MODELS.items() if key in root.values), Plan)
    page = _Page(comments)
    page.mapping(root, 0, key_order(model), "")
    page.remarks(comments.last, 0)
    new = "\n".join(page.lines).rstrip("\n") + "\n"
    laid_out = new.replace("\n", "\r\n") if "\r\n" in text else new
    if laid_out != text:
        again = parse(path, new)
        if _meaning(again) != _meaning(root) or _counted(_comments(again, split_lines(new))) != remarks:
            raise LayoutLost(path)
    return laid_out


class _Page:
    """The lines so far. A class because every level writes to the same page."""

    def __init__(self, comments: _Comments) -> None:
        self.comments = comments
        self.lines: list[str] = []

    def mapping(self, node: Mapping, indent: int, order: list[str], lead: str) -> None:
        """``lead`` is what the first line begins with instead of blanks: the dash of a list."""
        known = [key for key in order if key in node.values]
        for index, key in enumerate([*known, *(key for key in node.values if key not in order)]):
            first = index == 0 and lead != ""
            self._above(node.keys[key].line, indent - 2 if first else indent)
            start = lead if first else " " * indent
            self._pair(f"{start}{_scalar(node.keys[key])}:", key, node, indent)

    def _pair(self, head: str, key: str, owner: Mapping, indent: int) -> None:
        mark, node = owner.keys[key], owner.values[key]
        if isinstance(node, Scalar) and node.block:
            self._block(head, key, node, indent)
            return
        if isinstance(node, Scalar):
            self._line(
                f"{head} {_scalar(node)}" if owner.is_written(key) else head, mark.line, _last_line(node)
            )
            return
        if node.end is not None:
            short = _short(node)
            if len(head) + 1 + len(short) <= WIDTH or not _can_unfold(node):
                self._line(f"{head} {short}", mark.line, node.end[0])
                return
        self._line(head, mark.line, mark.line)
        if isinstance(node, Mapping):
            self.mapping(node, indent + 2, [], "")
        else:
            self._listing(node, key, indent + 2)

    def _listing(self, node: Listing, key: str, indent: int) -> None:
        for item in node.items:
            self._above(item.line, indent)
            dash = " " * indent + "- "
            if isinstance(item, Mapping) and (item.end is None or len(dash) + len(_short(item)) > WIDTH):
                self.comments.above.pop(item.line, None)
                self.mapping(item, indent + 2, element_order(key, item), dash)
            elif isinstance(item, Scalar) and item.block:
                self._block(dash.rstrip(), key, item, indent)
            else:
                self._line(
                    dash + (_scalar(item) if isinstance(item, Scalar) else _short(item)),
                    item.line,
                    _last_line(item),
                )

    def _block(self, head: str, key: str, node: Scalar, indent: int) -> None:
        lines = node.text.rstrip("\n").split("\n")
        if key in LONG_TEXTS:
            lines = _one_a_line(node.text)
        keep = "" if node.text.endswith("\n") else "-"
        digit = "2" if lines[0].startswith(" ") else ""
        self._line(f"{head} |{digit}{keep}", node.line, node.line)
        self.lines += [" " * (indent + 2) + line if line.strip() else "" for line in lines]

    def _line(self, line: str, first: int, last: int) -> None:
        """A line, with the comments that stood beside its source lines: the first stays beside, others go above."""
        remarks = [
            self.comments.beside.pop(number)
            for number in range(first, last + 1)
            if number in self.comments.beside
        ]
        indent = " " * (len(line) - len(line.lstrip(" ")))
        self.lines += [indent + comment for comment in remarks[1:]]
        self.lines.append(line + (f"    {remarks[0]}" if remarks else ""))

    def _above(self, line: int, indent: int) -> None:
        self.remarks(self.comments.above.pop(line, []), indent)

    def remarks(self, comments: list[str], indent: int) -> None:
        """Comments on lines of their own; of blank lines between them one at most, and none at the top."""
        for comment in comments:
            if comment:
                self.lines.append(" " * indent + comment)
            elif self.lines and self.lines[-1]:
                self.lines.append("")


def _one_a_line(text: str) -> list[str]:
    """Return a sentence a line. A break after a semicolon or colon stays where its author saw a clause end."""
    lines: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n", text.strip("\n")):
        clauses = [""]
        for line in paragraph.split("\n"):
            if ends_clause(clauses[-1]):
                clauses.append("")
            clauses[-1] += line
        lines += [*([""] if lines else []), *(line for clause in clauses for line in sentence_lines(clause))]
    return lines


def _scalar(node: Scalar, *, flow: bool = False) -> str:
    if node.plain and "\n" not in node.text:
        return node.text
    return quoted(node.text) if needs_quotes(node.text, flow=flow) else node.text


def _short(node: Node) -> str:
    if isinstance(node, Scalar):
        return _scalar(node, flow=True)
    if isinstance(node, Listing):
        return "[" + ", ".join(_short(item) for item in node.items) + "]"
    parts = [  # without the blank after it a colon may be read as the key's last character
        f"{_scalar(node.keys[key], flow=True)}: " + (_short(value) if node.is_written(key) else "")
        for key, value in node.values.items()
    ]
    return "{" + ", ".join(parts) + "}"


def _can_unfold(node: Listing | Mapping) -> bool:
    return bool(node.items if isinstance(node, Listing) else node.values)


def _last_line(node: Node) -> int:
    if isinstance(node, Scalar):
        return node.end_line
    return node.end[0] if node.end else node.line


def _comments(root: Mapping, lines: list[str]) -> _Comments:
    """Return every comment and blank line, by the line of what it stands before or beside."""
    comments = _Comments({}, {}, [])
    asked = {number for number, line in enumerate(lines, 1) if "#" in line or not line.strip()}
    if not asked:  # nothing but values
        return comments
    inside, begins = _scalar_spans(root, lines, asked), sorted(_entry_lines(root))
    for number in sorted(asked):
        line, spans = lines[number - 1], inside.get(number, [])
        if spans == [(0, -1)]:
            continue  # a line of a block text, or within quotes
        comment = next(
            (
                match.start(1)
                for match in re.finditer(r"(?:^|(?<=[ \t]))(#)", line)
                if not any(first <= match.start(1) < last for first, last in spans)
            ),
            None,
        )
        before = line if comment is None else line[:comment]
        if before.strip():
            if comment is not None:
                comments.beside[number] = line[comment:].rstrip()
            continue
        remark = "" if comment is None else line[comment:].rstrip()
        following = bisect.bisect_right(begins, number)
        if following == len(begins):
            comments.last.append(remark)
        else:
            comments.above.setdefault(begins[following], []).append(remark)
    return comments


def _scalar_spans(node: Node, lines: list[str], asked: set[int]) -> dict[int, list[tuple[int, int]]]:
    """By line, of those asked for, which columns (from 0) belong to scalars; (0, -1) for a line that does entirely."""
    spans: dict[int, list[tuple[int, int]]] = {}

    def walk(node: Node) -> None:
        if isinstance(node, Mapping):
            for key, value in node.values.items():
                walk(node.keys[key])
                walk(value)
        elif isinstance(node, Listing):
            for item in node.items:
                walk(item)
        elif node.block:
            for number in asked.intersection(range(node.line + 1, node.last_line(lines) + 1)):
                spans[number] = [(0, -1)]
        else:
            for number in asked.intersection(range(node.line, node.end_line + 1)):
                first = node.column - 1 if number == node.line else 0
                last = node.end_column - 1 if number == node.end_line else len(lines[number - 1]) + 1
                spans.setdefault(number, []).append((first, last))

    walk(node)
    return spans


def _entry_lines(node: Node) -> set[int]:
    """Return the lines on which a key or an element begins, brackets left aside."""
    entry_lines: set[int] = set()
    if isinstance(node, Mapping) and node.end is None:
        for key, value in node.values.items():
            entry_lines |= {node.keys[key].line} | _entry_lines(value)
    elif isinstance(node, Listing) and node.end is None:
        for item in node.items:
            entry_lines |= {item.line} | _entry_lines(item)
    return entry_lines


def _meaning(root: Mapping) -> Any:
    """Return what the file says; of a long text its lines are no part."""

    def join(data: Any, key: str = "") -> Any:
        if isinstance(data, dict):
            return {name: join(value, name) for name, value in data.items()}
        if isinstance(data, list):
            return [join(value, key) for value in data]
        return joined(data) if isinstance(data, str) and key in LONG_TEXTS else data

    return join(bare_data(root))


def remarks_of(path: str, text: str) -> Counter[str]:
    """Return every comment of a file, wherever it stands. Raises Unreadable."""
    return _counted(_comments(parse(path, text), split_lines(text)))


def _counted(comments: _Comments) -> Counter[str]:
    above = [comment for before in comments.above.values() for comment in before]
    return Counter(comment for comment in [*above, *comments.beside.values(), *comments.last] if comment)
