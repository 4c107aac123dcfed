"""Text to nodes, in one pass over the parser's events: limits, forbidden features and duplicate keys are seen there.

The C parser is used where it is installed; the pure one gives the same events, more slowly. Composition is our
own because ``compose`` follows aliases and recurses before anyone can count.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, NoReturn

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import SourceFile, forbidden
from edu_plan_cli.nodes import advice, rules
from edu_plan_cli.nodes.node import Document, Listing, Mapping, Node, Scalar, split_lines
from edu_plan_cli.values.exact import MAX_DIGITS
from edu_plan_cli.values.place import Place

MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_SCALAR = 20_000

# What looks like a number to some YAML reader but is no plain decimal: 012, 0x1F, 1_000, 1e3, .5, 12:30, .inf.
_ODD_NUMBER = (
    r"[-+]?(?:0[0-9_]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9]*)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_PLAIN_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"


class _Refused(Exception):
    """Reading this file ends here; carries what to say. Never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_nodes(source: SourceFile) -> Document:
    """The file's tree, or the problems that keep it from having one. Never raises for what a file holds."""
    reader = _Reader(source)
    try:
        root = reader.read()
    except _Refused as refused:
        reader.problems.append(refused.diagnostic)
        root = None
    return Document(source.path, root, reader.problems)


def is_plain_number(text: str) -> bool:
    return bool(_numbers()[0].fullmatch(text))


def is_odd_number(text: str) -> bool:
    """Whether some YAML reader would take a text for a number that is no plain decimal."""
    return text.isascii() and bool(_numbers()[1].fullmatch(text))


@cache
def _numbers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_PLAIN_NUMBER), re.compile(_ODD_NUMBER)


def _events(text: str) -> Iterator[Any]:
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        from ruamel.yaml import YAML

        yield from YAML(typ="safe", pure=True).parse(text)
        return
    parser = CParser(text)
    while (event := parser.get_event()) is not None:
        yield event


def _start(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _end(event: Any) -> tuple[int, int]:
    return event.end_mark.line + 1, event.end_mark.column + 1


def _flow(event: Any) -> tuple[int, int] | None:
    """A place to be filled in when the bracket closes; None for what is written in lines."""
    return (0, 0) if event.flow_style else None


class _Reader:
    """One walk over one file's events. A class because the walk has state; it lives no longer than the walk."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.lines: list[str] = []  # split only when a block text needs its indentation
        self.count = 0
        self.plain_number, self.odd_number = _numbers()
        self.root: Node | None = None
        self.open: list[Listing | Mapping] = []  # from the outermost to the one being filled
        self.key: Scalar | None = None  # of the open mapping, waiting for its value

    def read(self) -> Mapping:
        from ruamel.yaml.error import YAMLError

        try:
            for event in _events(self.source.text):
                kind = type(event).__name__
                if kind == "ScalarEvent":
                    self._hang(event, self._scalar(event))
                elif kind == "MappingStartEvent":
                    self._hang(event, Mapping(self.source.path, *_start(event), end=_flow(event)))
                elif kind == "SequenceStartEvent":
                    self._hang(event, Listing(self.source.path, *_start(event), end=_flow(event)))
                elif kind in ("MappingEndEvent", "SequenceEndEvent"):
                    if (done := self.open.pop()).end is not None:
                        done.end = _end(event)
                else:
                    self._structure(kind, event)
        except YAMLError as error:
            self._syntax(error)
        except (
            ValueError,
            RecursionError,
        ) as error:  # what the pure scanner lets slip, such as int("9" * 5000)
            raise _Refused(rules.syntax(Place(self.source.path), str(error))) from error
        if isinstance(self.root, Mapping):
            return self.root
        raise _Refused(advice.no_mapping(self.source, self.root))

    def _hang(self, event: Any, node: Node) -> None:
        """Put a node where it belongs: the root, the next element, a key, or the value of the key before."""
        self._refuse_features(event)
        self.count += 1
        if self.count > MAX_NODES:
            raise _Refused(rules.too_many(node.place, MAX_NODES))
        if not self.open:
            self.root = node
        elif isinstance(parent := self.open[-1], Listing):
            parent.items.append(node)
        elif self.key is None:
            self.key = self._key(parent, node)
            return
        else:
            if (
                isinstance(node, Scalar) and node.plain and not node.text
            ):  # nothing written: its place is its key's
                node.line, node.column = self.key.line, self.key.column
                node.end_line, node.end_column = self.key.end_line, self.key.end_column
            parent.values.setdefault(self.key.text, node)  # of a key written twice the first counts
        if isinstance(node, Scalar):
            self.key = None
            return
        self.open.append(node)
        self.key = None
        if len(self.open) > MAX_DEPTH:
            raise _Refused(rules.too_deep(node.place, MAX_DEPTH))

    def _scalar(self, event: Any) -> Scalar:
        start, end = event.start_mark, event.end_mark
        style = event.style
        plain = style is None or style == ""
        indent = self._indent_below(start.line) if style in ("|", ">") else 0
        text: str = event.value
        node = Scalar(
            self.source.path,
            start.line + 1,
            start.column + 1,
            end.line + 1,
            end.column + 1,
            text,
            plain,
            indent,
        )
        if len(text) > MAX_SCALAR:
            raise _Refused(rules.too_long(node.place, len(text), MAX_SCALAR))
        if style == '"' and (found := forbidden().search(text)):
            self.problems.append(rules.escaped_control(node.place, found[0]))
        if plain:
            if end.line != start.line and (slip := advice.swallowed_key(self.source, start.line, end.line)):
                self.problems.append(slip)
            first = text[:1]
            if (first.isdigit() or first in "+-.") and self._is_odd_number(text):
                self.problems.append(rules.odd_number(node.place, text))
        return node

    def _indent_below(self, line: int) -> int:
        if not self.lines:
            self.lines = split_lines(self.source.text)
        first = next((text for text in self.lines[line + 1 :] if text.strip()), "")
        return len(first) - len(first.lstrip(" "))

    def _is_odd_number(self, text: str) -> bool:
        if self.plain_number.fullmatch(text):
            return sum(map(str.isdigit, text)) > MAX_DIGITS
        return text.isascii() and bool(self.odd_number.fullmatch(text))

    def _key(self, parent: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            raise _Refused(rules.complex_key(node.place))
        if node.text == "<<":
            raise _Refused(rules.feature(node.place, "merge"))
        if (first := parent.keys.get(node.text)) is not None:
            self.problems.append(rules.duplicate_key(node.place, node.text, first.place))
        else:
            parent.keys[node.text] = node
        return node

    def _refuse_features(self, event: Any) -> None:
        if event.anchor is not None:
            raise _Refused(rules.feature(self._place(event.start_mark), "anchor"))
        if event.tag is not None:
            raise _Refused(rules.feature(self._place(event.start_mark), "tag"))

    def _structure(self, kind: str, event: Any) -> None:
        if kind == "AliasEvent":
            raise _Refused(rules.feature(self._place(event.start_mark), "alias"))
        if kind == "DocumentStartEvent":
            if event.version is not None or event.tags:
                line = next(
                    n for n, text in enumerate(self.source.text.split("\n"), 1) if text.startswith("%")
                )
                raise _Refused(rules.feature(Place(self.source.path, line), "directive"))
            if self.root is not None:
                raise _Refused(rules.second_document(self._place(event.start_mark)))

    def _syntax(self, error: Any) -> NoReturn:
        mark = getattr(error, "problem_mark", None)
        opened = getattr(error, "context_mark", None)
        context = getattr(error, "context", None) or ""
        unclosed = mark is not None and mark.index >= len(self.source.text.rstrip())
        if opened is not None and (mark is None or unclosed or "parsing a flow" in context):
            mark = opened  # what is never closed is best named where it was opened
        place = self._place(mark) if mark is not None else Place(self.source.path)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise _Refused(advice.why_not_parsed(self.source, place, problem, context)) from error

    def _place(self, mark: Any) -> Place:
        return Place(self.source.path, mark.line + 1, mark.column + 1)
