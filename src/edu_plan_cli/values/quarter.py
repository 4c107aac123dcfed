"""A quarter of a plan's year, and the ways people write one."""

import re
from datetime import date
from typing import NamedTuple

from edu_plan_cli.values.typed_text import normalize_typed

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
# 上半年 is reported with the second quarter's cumulative values, 全年 with the fourth's.
_SPANS = {"上半年": 2, "半年": 2, "前三季度": 3, "前3季度": 3, "全年": 4, "年度": 4}


def month_and_day(day: date) -> str:
    """Return a day as it is said within its year: 9月12日."""
    return f"{day.month}月{day.day}日"


class Quarter(NamedTuple):
    """One quarter of one year. Quarters sort by time, and print as ``2023Q2``."""

    year: int
    number: int  # 1 to 4

    @property
    def start(self) -> date:
        """Return the first day."""
        return date(self.year, 3 * self.number - 2, 1)

    @property
    def end(self) -> date:
        """Return the last day."""
        return date(self.year, 3 * self.number, 30 if self.number in (2, 3) else 31)

    @property
    def previous(self) -> "Quarter | None":
        """Return the quarter before, within the same year; None for the first: a plan is of one year."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else None

    @property
    def key(self) -> str:
        """Return it as written in files and folder names: ``Q2``."""
        return f"Q{self.number}"

    @property
    def name(self) -> str:
        """Return its Chinese name: 二季度."""
        return "一二三四"[self.number - 1] + "季度"

    def __str__(self) -> str:
        return f"{self.year}{self.key}"


def quarter_of(day: date) -> Quarter:
    """Return the quarter a day lies in."""
    return Quarter(day.year, (day.month - 1) // 3 + 1)


def parse_quarter(text: str) -> tuple[int | None, int] | None:
    """Read a quarter as a person types it: ``Q2``, ``2``, ``2023Q2``, ``2023-Q2``, 二季度, 第二季度, 2023年二季度, 上半年.

    Returns the year (None where none was given) and the number, 1 to 4; None for anything else.
    """
    text = normalize_typed(text).upper().replace(" ", "")
    year: int | None = None
    if match := re.match(r"(\d{4})(?:年|-|/)?(?=\D|\d$)", text):
        year, text = int(match[1]), text[match.end() :]
    if text in _SPANS:
        return year, _SPANS[text]
    if match := re.fullmatch(r"Q?([1-4])|第?([一二三四1-4])季度?", text):
        return year, _DIGITS[match[1] or match[2]]
    return None
