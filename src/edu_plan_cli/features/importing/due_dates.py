"""When something is due: by a cell of a table (``due``), or by a clause of running text (``times``). The words are chinese_dates.py's."""

import re
from datetime import date
from typing import NamedTuple

from edu_plan_cli.values.chinese_dates import FoundDay, NotYet, When, find_days, read_day
from edu_plan_cli.values.question import Question, ask


class Times(NamedTuple):
    """What a clause says of when. Only days of the plan's year are in it; the others are asked about."""

    start: date | None = None
    due: date | None = None
    year_end: date | None = (
        None  # 2024年 and 全年 set no day of their own, but what is done in them is done by their end
    )
    asked: tuple[Question, ...] = ()


# 较2023年, 以2023年为, 比上年: what something is measured by. （2024—2026年） belongs to the name before it.
_MEASURED = re.compile(r"[较比以](?:于|着)?\s*$")
_LAST = re.compile(r"(?:[去上]|(?<!之)前)(?:学?年度?)")
_NAMED = re.compile(r"[（(]\s*$")


def due(text: str, year: int) -> date | Question | None:
    """The last day in time that a whole cell says (6月底前, 9月开学前); None for 长期, 每学期 and 未定 things that set none.

    What is not understood, and a day outside the plan's year, is a question.
    """
    read = read_day(text, year)
    if isinstance(read, Question):
        return read
    if isinstance(read, NotYet):
        return None
    return _outside(text, year) if read.outside and read.due else read.due


def times(clause: str, year: int) -> Times:
    """What the days of a clause set. Several that differ are asked about, unless one alone is said to be the deadline (前)."""
    told = [day for day in find_days(clause, year) if not _is_aside(day, clause)]
    asked = [day.read for day in told if isinstance(day.read, Question)]
    sure = [
        (day.text, day.read) for day in told if isinstance(day.read, When) and day.read.kind != "recurring"
    ]
    asked += [_outside(text, year) for text, read in sure if read.outside]
    inside = [(text, read) for text, read in sure if not read.outside]
    year_end = next((read.end for _, read in inside if _is_whole_year(read)), None)
    starts = [read.start for _, read in inside if read.kind == "from"]
    dues = [(text, read) for text, read in inside if read.due and not _is_whole_year(read)]
    if len({read.due for _, read in dues}) > 1:
        dues = [(text, read) for text, read in dues if read.kind == "by"] or dues
    if len({read.due for _, read in dues}) > 1:
        words = "、".join(text for text, _ in dues)
        asked.append(ask(words, "里哪个是时限，说不准", "names several days: which is the due day?"))
        dues = []
    span = dues[0][1] if dues and re.search("[至到—–~-]|自|从", dues[0][0]) else None
    start = starts[0] if starts else span.start if span else None
    end = dues[0][1].due if dues else None
    return Times(start, end, year_end, tuple(asked))


def undated(clause: str, year: int) -> str:
    """The clause with its days blanked (＿), for names; 每周 and 较2023年 stay, they belong to what is promised."""
    pieces, after = [], 0
    for day in find_days(clause, year):
        if (isinstance(day.read, When) and day.read.kind == "recurring") or _is_measure(day, clause):
            continue
        pieces += [clause[after : day.start], "＿" * (day.end - day.start)]
        after = day.end
    return "".join([*pieces, clause[after:]])


def _is_aside(day: FoundDay, clause: str) -> bool:
    named = bool(_NAMED.search(clause[: day.start])) and clause[day.end : day.end + 1] in ("）", ")")
    return _is_measure(day, clause) or (named and not (isinstance(day.read, When) and day.read.kind == "by"))


def _is_measure(day: FoundDay, clause: str) -> bool:
    return bool(_MEASURED.search(clause[: day.start]) or _LAST.fullmatch(day.text))


def _is_whole_year(read: When) -> bool:
    return bool(
        read.kind == "span"
        and read.start
        and read.end
        and (read.start.month, read.start.day, read.end.month, read.end.day) == (1, 1, 12, 31)
    )


def _outside(text: str, year: int) -> Question:
    return ask(text.strip(), f"不在 {year} 年里，没有写成时限", f"is not in {year}: no due day was set")
