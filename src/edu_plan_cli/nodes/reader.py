"""Text to nodes, in one pass over the parser's events: limits, forbidden features and duplicate keys are seen there.

The C parser is used where it is installed; the pure one gives the same events, more slowly. Composition is our
own because ``compose`` follows aliases and recurses before anyone can count. Where the optional compiled reader is
installed (``compiled_reader/``), it reads ordinary files, and only what it hands back is read here.
"""

import re
import sys
from collections.abc import Callable, Collection
from functools import cache, cached_property, partial
from typing import Any, NoReturn

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import SourceFile, forbidden
from edu_plan_cli.nodes import syntax_hints, yaml_rules
from edu_plan_cli.nodes.node import Document, Listing, Mapping, Node, Scalar, split_lines
from edu_plan_cli.values.exact import MAX_DIGITS
from edu_plan_cli.values.location import Location

# What is said below, and the fields of nodes. Goes up with a change of either, until which the compiled reader is not used.
RULES = 1

MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_SCALAR = 20_000

# What looks like a number to some YAML reader but is no plain decimal: 012, 0x1F, 1_000, 1e3, .5, 12:30, .inf.
_ODD_NUMBER = (
    r"[-+]?(?:0[0-9_]+|0[xob][0-9a-fA-F_]+|[0-9][0-9_]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?"
    r"|\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9]*)?|\.(?:inf|Inf|INF))|\.(?:nan|NaN|NAN)"
)
_NUMBERS_BEGIN = frozenset("+-.0123456789")
_AFTER_NUMBERS = ":"  # every one of these stands before it
_PLAIN_NUMBER = r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?"


class _Refused(Exception):
    """Reading this file ends here; carries what to say. Never leaves this module."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        self.diagnostic = diagnostic


def read_nodes(source: SourceFile) -> Document:
    """Return the file's tree, or the problems that keep it from having one. Never raises for what a file holds."""
    if (ordinary := _read_compiled(source)) is not None:
        return Document(source.path, ordinary, syntax_hints.cut_off(source, ordinary))
    reader = _Reader(source)
    try:
        root = reader.read()
        reader.problems += syntax_hints.cut_off(source, root)
    except _Refused as refused:
        reader.problems.append(refused.diagnostic)
        root = None
    return Document(source.path, root, reader.problems)


def read_keys(source: SourceFile, keys: Collection[str]) -> Mapping | None:
    """Return the file's outermost mapping, read until it has these keys (to its end, where one is missing); None where that fails.

    Nothing is said of problems: whoever goes on with the file reads it whole.
    """
    if (ordinary := _read_compiled(source, frozenset(keys))) is not None:
        return ordinary
    reader = _Seeker(source, keys)
    try:
        return reader.read()
    except _Enough as enough:
        return enough.found
    except _Refused:
        return None


def _read_compiled(source: SourceFile, keys: frozenset[str] | None = None) -> Mapping | None:
    """Return the tree of an ordinary file, which has no problems, where the compiled reader is installed; else None."""
    read = _compiled_reader()
    return read(source.path, source.text, keys) if read else None


@cache
def _compiled_reader() -> Callable[[str, str, frozenset[str] | None], Mapping | None] | None:
    """Return the optional reader in C (docs/decisions/0027), where it is installed and made for the nodes and rules of today."""
    try:
        import edu_plan_compiled_reader as compiled
    except ImportError:  # not installed, or not for these classes or this libyaml
        return None
    read: Callable[[str, str, frozenset[str] | None], Mapping | None] = compiled.read
    return read if compiled.RULES == RULES else None


def is_plain_number(text: str) -> bool:
    """Tell whether a text is a plain decimal, which the reader takes for a number: ``12``, ``-0.5``."""
    return bool(_numbers()[0].fullmatch(text))


def is_odd_number(text: str) -> bool:
    """Tell whether some YAML reader would take a text for a number that is no plain decimal."""
    return text.isascii() and bool(_numbers()[1].fullmatch(text))


@cache
def _numbers() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_PLAIN_NUMBER), re.compile(_ODD_NUMBER)


def _events(text: str) -> Callable[[], Any]:
    """Return what gives one event after the other, and None after the last."""
    try:
        from _ruamel_yaml import CParser
    except ImportError:
        return _pure_events(text)
    parse: Callable[[], Any] = CParser(text).get_event
    return parse


def _pure_events(text: str) -> Callable[[], Any]:
    from ruamel.yaml import YAML

    return partial(next, YAML(typ="safe", pure=True).parse(text), None)


def is_quick() -> bool:
    """Tell whether ruamel.yaml has its part in C here; without it everything is read the same, some times as slowly."""
    from importlib.util import find_spec

    return find_spec("_ruamel_yaml") is not None


class _Reader:
    """One walk over one file's events. A class because the walk has state; it lives no longer than the walk."""

    def __init__(self, source: SourceFile) -> None:
        self.source = source
        self.problems: list[Diagnostic] = []
        self.count = 0
        self.plain_number, self.odd_number = _numbers()
        self.top = Listing(source.path, 1, 1)  # of the file's one value

    @cached_property
    def lines(self) -> list[str]:
        return split_lines(self.source.text)

    def read(self) -> Mapping:
        from ruamel.yaml.error import YAMLError

        try:
            try:
                self._walk(_events(self.source.text))
            except YAMLError as error:
                if not self._is_refused_in_c_alone(error):
                    raise
                self.problems, self.count, self.top = [], 0, Listing(self.source.path, 1, 1)
                self._walk(_pure_events(self.source.text))
        except YAMLError as error:
            raise _Refused(self._why_not_parsed(error)) from error
        except (
            ValueError,
            RecursionError,
        ) as error:  # what the pure scanner lets slip, such as int("9" * 5000)
            raise _Refused(yaml_rules.syntax(Location(self.source.path), str(error))) from error
        root = next(iter(self.top.items), None)
        if isinstance(root, Mapping):
            return root
        raise _Refused(syntax_hints.no_mapping(self.source, root))

    def _is_refused_in_c_alone(self, error: Any) -> bool:
        """Tell whether the pure parser may take what the C parser does not: ``[https://example.cn]``, ``[已完成?]``.

        The one of ruamel.yaml.clib is libyaml 0.1.7, which knows no ``:`` and no ``?`` within a text in brackets; YAML 1.2 does.
        """
        mark = getattr(error, "problem_mark", None)
        return (
            mark is not None
            and bool(re.match(r"\?|:[^,\[\]{}\s]", self.source.text[mark.index : mark.index + 2]))
            and self._why_not_parsed(error).code == yaml_rules.SYNTAX.code  # no slip that is known
        )

    def _walk(self, next_event: Callable[[], Any]) -> None:  # noqa: C901, PLR0912
        """Every text of every file goes through this loop, so all that is done for most of them stands in it."""
        from ruamel.yaml import events

        opening = (events.MappingStartEvent, events.SequenceStartEvent)
        closing = (events.MappingEndEvent, events.SequenceEndEvent)
        path, scalar = self.source.path, events.ScalarEvent
        here: Listing | Mapping = self.top  # what is being filled
        around: list[Listing | Mapping] = []  # what it stands in, from the outermost
        key: Scalar | None = None  # of the mapping being filled, waiting for its value
        line = 0  # of the value before: one number is shared by all that begins on a line
        for event in iter(next_event, None):
            kind = type(event)
            if kind is scalar:
                text, style = event.value, event.style
                start, stop = event.start_mark, event.end_mark
                if line != (now := start.line + 1):
                    line = now
                if line == (end_line := stop.line + 1):
                    end_line = line
                node = Scalar(path, line, start.column + 1, end_line, stop.column + 1, text, not style)
                self.count += 1
                if style or text < _AFTER_NUMBERS or line != end_line or len(text) > MAX_SCALAR:
                    self._look_at(node, style)
                if event.anchor is not None or event.ctag is not None or self.count > MAX_NODES:
                    self._refuse(node, event)
                if isinstance(here, Listing):
                    here.items.append(node)
                elif key is None:
                    key = self._key(here, node)
                else:
                    if not (text or style):  # nothing written: its place is its key's
                        node.line, node.column = key.line, key.column
                        node.end_line, node.end_column = key.end_line, key.end_column
                    here.values.setdefault(key.text, node)  # of a key written twice the first counts
                    key = None
            elif kind in opening:
                around.append(here)
                here = self._opened(event, here, key, len(around))
                key = None
            elif kind in closing:
                if here.end is not None:
                    here.end = event.end_mark.line + 1, event.end_mark.column + 1
                here = around.pop()
            else:
                self._structure(kind.__name__, event)

    def _opened(
        self, event: Any, parent: Listing | Mapping, key: Scalar | None, depth: int
    ) -> Listing | Mapping:
        end = (0, 0) if event.flow_style else None  # to be told when the bracket closes
        start = event.start_mark
        node_class = Mapping if type(event).__name__ == "MappingStartEvent" else Listing
        node = node_class(self.source.path, start.line + 1, start.column + 1, end=end)
        self.count += 1
        if event.anchor is not None or event.ctag is not None or self.count > MAX_NODES:
            self._refuse(node, event)
        if isinstance(parent, Listing):
            parent.items.append(node)
        elif key is None:
            raise _Refused(yaml_rules.complex_key(node.location))
        else:
            parent.values.setdefault(key.text, node)
        if depth > MAX_DEPTH:
            raise _Refused(yaml_rules.too_deep(node.location, MAX_DEPTH))
        return node

    def _key(self, parent: Mapping, node: Scalar) -> Scalar:
        text = node.text = sys.intern(node.text)  # a few dozen keys, written tens of thousands of times
        if text == "<<":
            raise _Refused(yaml_rules.feature(node.location, "merge"))
        if "：" in text and (slip := syntax_hints.wide_colon_in(node)):
            self.problems.append(slip)
        if (first := parent.keys.setdefault(text, node)) is not node:
            self.problems.append(yaml_rules.duplicate_key(node.location, text, first.location))
        return node

    def _look_at(self, node: Scalar, style: str) -> None:
        """What need not be asked of most texts."""
        if style in ("|", ">"):
            node.indent = self._indent_below(node.line, node.text)
        if len(node.text) > MAX_SCALAR:
            raise _Refused(yaml_rules.too_long(node.location, len(node.text), MAX_SCALAR))
        if style == '"' and (match := forbidden().search(node.text)):
            self.problems.append(yaml_rules.escaped_control(node.location, match[0]))
        if node.plain:
            if node.line != node.end_line and (
                slip := syntax_hints.swallowed_key(self.source.path, self.lines, node.line, node.end_line)
            ):
                self.problems.append(slip)
            if node.text[:1] in _NUMBERS_BEGIN:
                node.number = bool(self.plain_number.fullmatch(node.text))
                if self._is_odd(node):
                    self.problems.append(yaml_rules.odd_number(node.location, node.text))

    def _refuse(self, node: Node, event: Any) -> NoReturn:
        if event.anchor is not None:
            raise _Refused(yaml_rules.feature(node.location, "anchor"))
        if event.ctag is not None:
            raise _Refused(yaml_rules.feature(node.location, "tag"))
        raise _Refused(yaml_rules.too_many(node.location, MAX_NODES))

    def _indent_below(self, line: int, text: str) -> int:
        """Return how far a block text below a line is indented, its own leading spaces (after ``|2``) not counted."""
        below = ""
        for number in range(line, len(self.lines)):
            if below := self.lines[number].rstrip():
                break
        own = next((each for each in text.split("\n") if each.strip()), "")
        return len(below) - len(below.lstrip(" ")) - (len(own) - len(own.lstrip(" ")))

    def _is_odd(self, node: Scalar) -> bool:
        text = node.text
        if node.number:
            return len(text) > MAX_DIGITS and sum(map(str.isdigit, text)) > MAX_DIGITS
        return text.isascii() and bool(self.odd_number.fullmatch(text))

    def _structure(self, kind: str, event: Any) -> None:
        if kind == "AliasEvent":
            raise _Refused(yaml_rules.feature(self._location(event.start_mark), "alias"))
        if kind == "DocumentStartEvent":
            if event.version is not None or event.tags:
                line = next(
                    n for n, text in enumerate(self.source.text.split("\n"), 1) if text.startswith("%")
                )
                raise _Refused(yaml_rules.feature(Location(self.source.path, line), "directive"))
            if self.top.items:
                raise _Refused(yaml_rules.second_document(self._location(event.start_mark)))

    def _why_not_parsed(self, error: Any) -> Diagnostic:
        mark = getattr(error, "problem_mark", None)
        opened = getattr(error, "context_mark", None)
        context = getattr(error, "context", None) or ""
        unclosed = mark is not None and mark.index >= len(self.source.text.rstrip())
        if opened is not None and (
            mark is None or unclosed or re.search("parsing a flow|simple key", context)
        ):
            mark = opened  # what is never closed is best named where it was opened, a key without a colon where it begins
        location = self._location(mark) if mark is not None else Location(self.source.path)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        return syntax_hints.why_not_parsed(self.source, location, problem, context)

    def _location(self, mark: Any) -> Location:
        return Location(self.source.path, mark.line + 1, mark.column + 1)


class _Enough(Exception):
    """All that was looked for is found. Never leaves this module."""

    def __init__(self, root: Mapping) -> None:
        self.found = root


class _Seeker(_Reader):
    """Stops at the first outermost key after those it looks for."""

    def __init__(self, source: SourceFile, keys: Collection[str]) -> None:
        super().__init__(source)
        self.keys = frozenset(keys)

    def _key(self, parent: Mapping, node: Scalar) -> Scalar:
        if parent is self.top.items[0] and parent.values.keys() >= self.keys:
            raise _Enough(parent)
        return super()._key(parent, node)
