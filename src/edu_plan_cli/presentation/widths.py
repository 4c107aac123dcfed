"""How wide characters are drawn where Chinese was drawn before Unicode: ``“ ” — … · ● ▲ ━ │ ─ ≥ ①`` take two columns.

Unicode calls their width ambiguous (UAX #11, East_Asian_Width A), and libraries take it for one. So that whatever is laid out
stays aligned, each such character is laid out as a stand-in that every library takes for two columns (a code point of the
third ideographic plane that is no character), and put back as it goes out.
"""

import os
import sys
import unicodedata
from typing import Any, TextIO

from rich.cells import cell_len

from edu_plan_cli.presentation.streams import console_encoding

_EAST_ASIAN = ("gb", "cp936", "hz", "big5", "cp950", "cp932", "shift_jis", "euc_jp", "euc_kr", "cp949")
_APART, _FIRST, _LAST = (
    0x38000,
    0xA1,
    0x3FFF,
)  # what separates a stand-in from its character, and whose they are


class _StandIns(dict[int, int]):
    def __missing__(self, code: int) -> int:
        character = chr(code)
        ambiguous = (
            _FIRST <= code <= _LAST
            and unicodedata.east_asian_width(character) == "A"
            and not unicodedata.combining(character)
        )
        self[code] = code + _APART if ambiguous else code
        return self[code]


class _Back(dict[int, int]):
    def __missing__(self, code: int) -> int:
        self[code] = code - _APART if _FIRST <= code - _APART <= _LAST else code
        return self[code]


_STAND_INS, _BACK = _StandIns(), _Back()


def draws_wide(stream: TextIO) -> bool:
    """Tell whether a stream's reader draws them in two columns: an encoding of before Unicode, or the classic Windows console.

    What is written to that console is Unicode whatever its code page; Windows Terminal draws as Unicode has it.
    """
    encoding = (getattr(stream, "encoding", None) or "").lower().replace("-", "_")
    if sys.platform == "win32" or console_encoding():
        in_console = stream.isatty() and "WT_SESSION" not in os.environ
        encoding = (console_encoding() or "") if in_console else encoding
    return encoding.startswith(_EAST_ASIAN)


def laid_out(content: str) -> str:
    """Return a text as it is laid out where they are two columns wide."""
    return content.translate(_STAND_INS)


def put_back(content: str) -> str:
    """Return the text with the characters that stood in for wide ones put back."""
    return content.translate(_BACK)


def display_width(text: str) -> int:
    """Return how many columns a text takes where Han characters take two: in a terminal, in a cell of a workbook, on a page."""
    return cell_len(text)


class WideStream:
    """A stream that takes what was laid out and passes it on as it is; by its encoding a library draws nothing fancy on it."""

    encoding = "gbk"

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, content: str) -> int:
        """Write with the stand-ins put back."""
        return self._stream.write(put_back(content))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)
