"""What a cell of a workbook shows: its value as its number format has it. The format decides what a stored number is.

Sources: ECMA-376 part 1, 18.8.30 (formats built in, those of Chinese versions too) and 22.9.2.19 (escapes in text); a program
that keeps numbers in binary shows 15 significant digits of them (IEEE 754 binary64).
"""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from operator import eq, ge, gt, le, lt, ne

# By number; a workbook of a Chinese version names them by their number alone.
CHINESE_FORMATS = {
    27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"', 30: "m-d-yy", 31: 'yyyy"年"m"月"d"日"', 32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"', 34: 'h"时"mm"分"', 35: 'h"时"mm"分"ss"秒"', 36: 'yyyy"年"m"月"', 50: 'yyyy"年"m"月"', 51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: 'h"时"mm"分"', 56: 'h"时"mm"分"ss"秒"', 57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}  # fmt: skip
_LITERAL = re.compile(r'"([^"]*)"|[\\!](.)')
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_HOLDS = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
_SHOWN_DIGITS = 15
_BLANK = 0x20  # below it are control characters


def unescaped(text: str) -> str:
    """Undo the escapes a workbook's text is stored with: ``_x000D_`` is a line break, ``_x005F_`` the sign _ itself."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        if code >= _BLANK:
            return chr(code) if not 0xD800 <= code <= 0xDFFF else match[0]  # noqa: PLR2004  half a character is none
        return "\n" if code in (10, 13) else ""

    return _ESCAPED.sub(character, text).replace("\r\n", "\n").replace("\n\n", "\n") if "_x" in text else text


def shown_value(value: object, number_format: str, *, with_year: bool = False) -> str:
    """Return what a cell shows, unrounded: dates as 2026年6月30日, 0.95 under 0% as 95%, 1200 under 0"人" as 1200人.

    Commas after the digits divide by a thousand each, and a point put between digits by its places: 123456 under 0\\.0,"万", the usual
    way to show ten thousands (``!`` for ``\\`` in some versions), is 12.3456万.

    ``with_year``: a day is told with its year, also where its format hides it; a month alone stays a month.
    """
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date):
        return _day(value, number_format, with_year=with_year)
    if isinstance(value, time | timedelta):
        return str(value)
    if not isinstance(value, int | float):
        return "" if value is None else unescaped(str(value))
    number = shown_number(value)
    shape = re.sub(r"\[[^\]]*\]|[_*].", "", _section(number, number_format))
    words = [quoted or escaped for quoted, escaped in _LITERAL.findall(shape)]
    bare = _LITERAL.sub("\0", shape)
    if "%" in bare:
        number *= 100
        words.append("%")
    digits = re.search(r"[0#?].*[0#?]|[0#?]", bare)
    if digits is None:
        return f"{_plain(number)}{''.join(words)}"
    scaled = re.match(",*", bare[digits.end() :])
    number /= 1000 ** len(scaled[0] if scaled else "")
    before = bare[: digits.start()].count("\0")
    within = words[before : before + digits[0].count("\0")]
    if within == ["."]:
        number /= 10 ** len(re.findall("[0#?]", digits[0].rpartition("\0")[2]))
    elif within:
        return _apart(number, digits[0], within)
    return f"{''.join(words[:before])}{_plain(number)}{''.join(words[before + len(within) :])}"


def _apart(number: Decimal, digits: str, words: list[str]) -> str:
    """Return digits with signs between them, as of a telephone or a day: 20230930 under 0000\\-00\\-00 is 2023-09-30."""
    rest, shown = f"{number:f}".zfill(len(digits) - len(words)), ""
    for groups, word in zip(reversed(digits.split("\0")), [*reversed(words), ""], strict=True):
        taken = rest if word == "" else rest[-len(groups) :]
        rest, shown = rest[: len(rest) - len(taken)], f"{word}{taken}{shown}"
    return shown


def _section(number: Decimal, number_format: str) -> str:
    """Return the part of a format that shows this number: by its condition, else the first."""
    sections = number_format.split(";")
    for section in sections:
        condition = _CONDITION.search(section)
        if condition is None or _HOLDS[condition[1]](number, Decimal(condition[2])):
            return section
    return sections[0]


def shown_number(value: float) -> Decimal:
    """Return a stored number as it is shown: 369.30000000000007 is 369.3, a whole number all its digits."""
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{_SHOWN_DIGITS}g}")


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _day(value: date, number_format: str, *, with_year: bool) -> str:
    """A day with the parts its format shows; all three where that is no format of days."""
    shape = re.sub(r"\[[^\]]*\]|\"[^\"]*\"", "", number_format).lower()
    day = "d" in shape or "m" not in shape
    parts = [f"{value.year}年"] if "y" in shape or "m" not in shape or (with_year and day) else []
    parts.append(f"{value.month}月")
    if day:
        parts.append(f"{value.day}日")
    return "".join(parts)
