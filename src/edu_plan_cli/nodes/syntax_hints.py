"""What a parser's error really means in a Chinese office: full-width colons, tabs, curly quotes, merge conflicts.

The parser often stumbles a line after the slip, so the line it names and the one before are looked at.
First the right line, then the right words.
"""

import re
from collections.abc import Iterator, Sequence

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.reading import SourceFile
from edu_plan_cli.nodes import yaml_rules
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar, split_lines
from edu_plan_cli.values.location import Location

_KEY = r"(?P<lead>[ \t　\u00a0]*(?:-[ 　]+)?)(?P<key>[A-Za-z_][A-Za-z0-9_]*)[ 　]*"


def _slips(line: str, path: str, number: int) -> Iterator[Diagnostic]:
    """Yield the slips one line shows by itself, the surest first. ``number`` counts from 1."""
    if re.match(r"<{7}|={7}$|>{7}", line):
        yield yaml_rules.conflict(Location(path, number, 1, 7))
    if re.match(r"[ 　]*```", line):
        yield yaml_rules.fence(Location(path, number, line.index("```") + 1, 3))
    if (slip := _no_dash(line, path, number)) is not None:
        yield slip
    if match := re.match(r"[ 　]*(\t+)", line):
        yield yaml_rules.tab(Location(path, number, match.start(1) + 1, len(match[1])))
    if match := re.match(rf"{_KEY}：", line):
        yield yaml_rules.full_width_colon(Location(path, number, match.end()), match["key"])
    if match := re.match(r" *([　\u00a0])", line):
        yield yaml_rules.wide_space(Location(path, number, match.end()))
    if match := re.match(rf"{_KEY}:([　\u00a0])", line):
        yield yaml_rules.wide_space(Location(path, number, match.end()))
    if match := re.match(rf"{_KEY}:(?=[^\s:/])", line):
        yield yaml_rules.no_space(Location(path, number, match.end()), match["key"])
    if match := re.match(r"[ ]*(?:-[ ]+)?(?:[A-Za-z_]\w*:[ ]+)?([“”‘’])[^“”‘’]*[“”‘’]\s*:", line):
        yield yaml_rules.curly_quote(Location(path, number, match.start(1) + 1))
    yield from _slips_of_value(line, path, number)


_DASHES = "-–—－‐−•·●・"


def _no_dash(line: str, path: str, number: int) -> Diagnostic | None:
    """Return what stands for the hyphen and space an entry begins with."""
    match = re.match(rf"[ 　]*(?P<dash>-(?=[^\s-])|[{_DASHES[1:]}])[ 　]*[A-Za-z_]\w*[ 　]*[:：]", line)
    return (
        yaml_rules.no_dash(Location(path, number, match.start("dash") + 1), match["dash"]) if match else None
    )


def no_dash_in(node: Mapping) -> Diagnostic | None:
    """Return the same, where YAML took it for a part of a key, and so a list for a mapping."""
    for key in node.keys.values():
        if (slip := _no_dash(f"{key.text}:", key.path, 1)) is not None:
            return slip._replace(location=key.location._replace(width=1))
    return None


def _slips_of_value(line: str, path: str, number: int) -> Iterator[Diagnostic]:
    if re.match(rf"{_KEY}:[ ]+[{{\[]|[ ]*-[ ]+[{{\[]", line):
        yield from _slips_in_brackets(line, path, number)
    elif match := re.match(rf"{_KEY}:[ ]+(?P<value>[^\s\"'#|>].*?): ", line):
        yield yaml_rules.second_colon(Location(path, number, match.end("value") + 1))
    if match := re.match(
        rf"{_KEY}:[ ]+(?P<bad>[@`%&*!]|[>|](?!(?:[+-]?[1-9]?|[1-9][+-])[ \t]*(?:#.*)?$))", line
    ):
        yield yaml_rules.reserved(Location(path, number, match.start("bad") + 1), match["bad"])


def _slips_in_brackets(line: str, path: str, number: int) -> Iterator[Diagnostic]:
    """Of what is written in brackets on one line; what stands in quotes there is left alone."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", lambda quoted: "_" * len(quoted[0]), line)
    if match := re.search(r"，(?=[ 　]*[A-Za-z_]\w*[ ]*[:：])", bare):
        yield yaml_rules.wide_comma(Location(path, number, match.start() + 1))
    if match := re.search(r"[{,，][ 　]*(?P<key>[A-Za-z_]\w*)：", bare):
        yield yaml_rules.full_width_colon(Location(path, number, match.end()), match["key"])
    if match := re.search(r"[{,][ ]*(?P<key>[A-Za-z_]\w*):(?=[^\s/])", bare):
        yield yaml_rules.no_space(Location(path, number, match.end()), match["key"])


def wide_colon_in(key: Scalar) -> Diagnostic | None:
    """Return a key with its value run into it by a full-width colon, as happens in brackets."""
    match = re.match(r"([A-Za-z_]\w*)：", key.text)
    return yaml_rules.full_width_colon(key.location, match[1]) if match else None


def why_not_parsed(source: SourceFile, location: Location, problem: str, context: str) -> Diagnostic:
    """Return the likeliest cause of a syntax error at ``location``; the parser's own words where no cause is known."""
    lines = split_lines(source.text)
    if "escape" in problem:
        return _escape(source, location, lines)
    here = lines[location.line - 1] if location.line <= len(lines) else ""
    if "block" in context and (closed := _closed_before(here, location.column)):
        return yaml_rules.words_after(location._replace(column=closed))
    for number in (location.line, location.line - 1):
        if 1 <= number <= len(lines):
            for slip in _slips(lines[number - 1], source.path, number):
                return slip
    if (far := _far_above(source, lines)) is not None:
        return far
    if re.search(r"\bexpected ':'", problem) and (match := re.match(r"[ ]*(?:-[ ]+)?([A-Za-z_]\w*)", here)):
        return yaml_rules.no_colon(location, match[1])
    # The end of the file is no place to look at: name its last line that has text.
    if location.line >= len(lines):
        last = max((n for n, line in enumerate(lines, 1) if line.strip()), default=1)
        location = Location(source.path, last, max(len(lines[last - 1].rstrip()), 1))
    return yaml_rules.syntax(location, problem, context)


def _far_above(source: SourceFile, lines: list[str]) -> Diagnostic | None:
    """Return what may stand far above and still explain everything below."""
    for number, line in enumerate(lines, 1):
        if re.match(r"<{7} ", line):
            return yaml_rules.conflict(Location(source.path, number, 1, 7))
        if (slip := _no_dash(line, source.path, number)) is not None:
            return slip
    return None


def _closed_before(line: str, column: int) -> int | None:
    """Return where a value in quotes or brackets begins that is closed just before a column; None where there is none."""
    match = re.match(
        r"[ ]*(?:-[ ]+)?(?:[A-Za-z_]\w*:[ ]+)?(?P<value>\"[^\"]*\"|'[^']*'|\[.*\]|\{.*\})[ ]*$",
        line[: column - 1],
    )
    return match.start("value") + 1 if match else None


def _escape(source: SourceFile, location: Location, lines: list[str]) -> Diagnostic:
    """Return the backslash itself: the parsers name one place or the other beside it."""
    line = lines[location.line - 1] if location.line <= len(lines) else ""
    at = line.rfind("\\", 0, location.column + 1)
    here = Location(source.path, location.line, max(at, 0) + 1, 2)
    if match := re.match(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})", line[max(at, 0) :]):
        opened = here._replace(column=line.rfind('"', 0, max(at, 0)) + 1, width=1)
        return yaml_rules.escaped_control(opened, chr(int(match[1], 16)))
    return yaml_rules.unknown_escape(here)


def cut_off(source: SourceFile, root: Node) -> list[Diagnostic]:
    """Words that a # seems to have cut off: a comment is written with a space after its #.

    Ids, numbers and dates are no sentences; what follows them is a comment whatever it looks like.
    """
    text, marks = source.text, {}  # by line: where the first # of it stands, and where the line begins
    at = text.find(" #")
    line = seen = 0
    while at >= 0:
        if text[at + 2 : at + 3].strip() not in ("", "#"):
            line += text.count("\n", seen, at)
            seen, start = at, text.rfind("\n", 0, at) + 1
            marks[line + 1] = (at + 1 - start, start)
        end = text.find("\n", at)
        at = text.find(" #", end) if end >= 0 else -1
    problems = []
    for node in _scalars(root) if marks else ():
        if node.plain and node.end_line in marks and _is_sentence(node):
            column, start = marks[node.end_line]
            after = text[start + node.end_column - 1 : start + column]
            if node.end_column <= column and not after.strip():  # nothing between the words and the #
                problems.append(
                    yaml_rules.cut_off(Location(source.path, node.end_line, column + 1), node.text)
                )
    return problems


def _is_sentence(node: Scalar) -> bool:
    return bool(re.search(r"[^\x00-\x7f]", node.text))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    else:
        for child in node.items if isinstance(node, Listing) else node.values.values():
            yield from _scalars(child)


def swallowed_key(path: str, lines: Sequence[str], first: int, last: int) -> Diagnostic | None:
    """Return a key with a full-width colon that YAML took for a later line of a text, which is on these lines (from 1)."""
    for number, line in enumerate(lines[first:last], first + 1):
        if match := re.match(rf"{_KEY}：", line):
            return yaml_rules.full_width_colon(Location(path, number, match.end()), match["key"])
    return None


def no_mapping(source: SourceFile, root: Node | None) -> Diagnostic:
    """Say that a file is empty, or is one text or list where keys were expected."""
    if root is None or (getattr(root, "text", None) == "" and getattr(root, "plain", False)):
        return yaml_rules.empty(Location(source.path))
    lines = split_lines(source.text)
    for number, line in enumerate(lines, 1):
        for slip in _slips(line, source.path, number):
            return slip
    return yaml_rules.no_keys(root.location)
