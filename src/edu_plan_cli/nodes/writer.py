"""Values to YAML text in the house style, for new content; what is there already is never written anew by this.

Block style two columns deep; short lists and mappings of scalars in brackets; long texts as ``|``, a sentence a line.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from edu_plan_cli.nodes.element_lists import ELEMENT_LISTS
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.nodes.node import Node, Scalar
from edu_plan_cli.nodes.reader import is_odd_number, is_plain_number
from edu_plan_cli.values.sentences import sentence_lines


class Raw(str):
    """Text written without quotes wherever it may be: a number typed by a person is a number."""

    __slots__ = ()


WIDTH = 100
# Elements of these are what people review: a key a line, never in brackets.
_IN_LINES = ELEMENT_LISTS - {"close_outs", "indicators"}
LONG_TEXTS = frozenset({"text", "overall_requirements"})
_INDICATORS = "-?:,[]{}#&*!|>'\"%@`"
_CONSTANTS = ("", "~", "null", "Null", "NULL", "true", "True", "TRUE", "false", "False", "FALSE")


def scalar(value: object, *, flow: bool = False) -> str:
    """One line of YAML that reads back as the value; ``flow`` for within brackets."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Raw) or not isinstance(value, str):
        text = f"{value:f}" if isinstance(value, Decimal) else str(value)
        return text if not isinstance(value, Raw) or is_plain_safe(text, flow=flow) else quoted(text)
    return quoted(value) if needs_quotes(value, flow=flow) else value


def needs_quotes(text: str, *, flow: bool) -> bool:
    """Tell whether a text would read as something else, or as nothing, without quotes."""
    looks = text in _CONSTANTS or is_plain_number(text) or is_odd_number(text)
    return looks or not is_plain_safe(text, flow=flow)


def is_plain_safe(text: str, *, flow: bool) -> bool:
    """Tell whether a text may stand without quotes."""
    if not text or text != text.strip() or "\n" in text:
        return False
    if text[0] in _INDICATORS and not re.match(r"-[^\s]", text):
        return False
    if ": " in text or " #" in text or text.endswith(":"):
        return False
    return not (flow and re.search(r"[,\[\]{}?:]", text))  # the last two only for libyaml's sake


def quoted(text: str) -> str:
    """Return a text in double quotes with YAML's escapes, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def inline(value: object) -> str | None:
    """Return the value on one line, as it stands after its key; None where it needs lines of its own."""
    if isinstance(value, Mapping):
        parts = [f"{key}: {scalar(part, flow=True)}" for key, part in value.items() if not _nested(part)]
        return "{" + ", ".join(parts) + "}" if len(parts) == len(value) else None
    if isinstance(value, Sequence) and not isinstance(value, str):
        parts = [scalar(part, flow=True) for part in value if not _nested(part)]
        return "[" + ", ".join(parts) + "]" if len(parts) == len(value) else None
    return scalar(value)


def pair(key: str, value: object, indent: int) -> list[str]:
    """Return a key with its value, as lines without their breaks; ``indent`` is the key's column from 0."""
    lead = " " * indent
    if isinstance(value, str) and not isinstance(value, Raw) and (key in LONG_TEXTS or "\n" in value):
        return [f"{lead}{key}: |", *(f"{lead}  {line}" if line else "" for line in sentence_lines(value))]
    short = inline(value)
    if short is not None and (not _nested(value) or indent + len(key) + 2 + len(short) <= WIDTH):
        return [f"{lead}{key}: {short}"]
    if isinstance(value, Mapping):
        return [f"{lead}{key}:", *(line for k, v in value.items() for line in pair(k, v, indent + 2))]
    assert isinstance(value, Sequence)
    short_ones = key not in _IN_LINES
    return [
        f"{lead}{key}:",
        *(line for part in value for line in element(part, indent + 2, short=short_ones)),
    ]


def element(value: object, indent: int, *, short: bool = True) -> list[str]:
    """Return an element of a list, with its dash at ``indent``. Mappings go into brackets where they are ``short`` and fit."""
    lead = " " * indent
    if isinstance(value, Mapping):
        line = inline(value)
        if short and line is not None and indent + 2 + len(line) <= WIDTH:
            return [f"{lead}- {line}"]
        lines = [line for key, part in value.items() for line in pair(key, part, indent + 2)]
        return [f"{lead}- {lines[0].lstrip()}", *lines[1:]]
    return [f"{lead}- {scalar(value)}"]


def as_values(node: Node, convert: Callable[[str], str] = str) -> Any:
    """Return a node as values to be written again; what stood without quotes stands so again, other texts as ``told``."""
    if isinstance(node, Scalar):
        return Raw(node.text) if node.plain else convert(node.text)
    if isinstance(node, MappingNode):
        return {key: as_values(value, convert) for key, value in node.values.items()}
    return [as_values(item, convert) for item in node.items]


def _nested(value: object) -> bool:
    return isinstance(value, Mapping) or (isinstance(value, Sequence) and not isinstance(value, str))
