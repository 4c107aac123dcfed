"""When something is due: by the words a task names as its time limit (完成时限：6月底前), or by a clause of running text.

How the words are read is values/chinese_dates.py's.
"""

import re
from datetime import date
from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import FoundDay, NotYet, When, find_days, read_day, without_days
from edu_plan_cli.values.question import Question, ask


class Times(NamedTuple):
    """What a clause says of when. Only days of the plan's year are in it; the others are asked about."""

    start: date | None = None
    due: date | None = None
    year_end: date | None = (
        None  # 2024年 and 全年 set no day of their own, but what is done in them is done by their end
    )
    asked: tuple[Question, ...] = ()
    is_deadline: bool = False  # the due day is said to be one: 6月底前, not 6月


# 较2023年, 以2023年为, 比上年: what something is measured by. （2024—2026年） belongs to the name before it.
_MEASURED = re.compile(r"[较比以](?:于|着)?\s*$")
_LAST = re.compile(r"(?:[去上]|(?<!之)前)(?:学?年度?)")
_RELATED = re.compile(r"[前后内起底末初间止中]$")  # said to be a time, not part of a name
_OPENING = re.compile(r"[春秋]季(?:学期)?开学(?=[\u4e00-\u9fff])")
_OPENING_DAY = re.compile(r"[春秋]季(?:学期)?开学(?:[前后时起初]|之[前后]|当[天日]|第一)")
_NAMED = re.compile(r"[（(]\s*$")


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
    return Times(start, end, year_end, tuple(asked), is_deadline=bool(dues) and dues[0][1].kind == "by")


def undated(clause: str, year: int) -> str:
    """The clause with its days blanked (＿), for names; 每周 and 较2023年 stay, they belong to what is promised."""

    def keep(day: FoundDay) -> bool:
        recurring = isinstance(day.read, When) and day.read.kind == "recurring"
        named = isinstance(day.read, Question) and not _RELATED.search(day.text)  # 寒假安全检查
        return recurring or named or _is_measure(day, clause) or _is_opening_s(day, clause)

    return without_days(clause, year, keep)


def _is_aside(day: FoundDay, clause: str) -> bool:
    named = bool(_NAMED.search(clause[: day.start])) and clause[day.end : day.end + 1] in ("）", ")")
    by = isinstance(day.read, When) and day.read.kind == "by"
    return _is_measure(day, clause) or _is_opening_s(day, clause) or (named and not by)


def _is_opening_s(day: FoundDay, clause: str) -> bool:
    """春季开学检查: the name of a work, not its day."""
    return bool(_OPENING.match(clause, day.start)) and not _OPENING_DAY.match(clause, day.start)


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


class Due(NamedTuple):
    """What a task's own words say of its time limit."""

    words: str  # as they stand: 6月底前, 长期
    day: date | None  # the last day in time; None where none is set (长期, 每学期) or it is not understood
    question: Words | None = None  # why it is not understood


_HEAD = r"(?:计划)?完成(?:时限|时间|期限|日期|节点|时间节点)|时间节点|(?:工作|办结|整改)?时限|办结时间|时间要求|完成节点|计划完成|期限|(?<![\u4e00-\u9fff])月份"
_WRITTEN = re.compile(
    rf"(?:{_HEAD})(?:要求)?\s{{0,9}}[：:]\s{{0,9}}([^。；;（(）)】\]〕\n]{{1,60}}?)\s{{0,9}}(?=$|[。；;（(）)】\]〕\n]|[，,]\s{{0,9}}(?:责任|牵头|配合|协助))"
)
_BRACKETED = re.compile(r"[（(]([^（()）\n]{2,30})[）)]")


def read_due(words: str, year: int) -> Due:
    """Read a whole cell or what follows 完成时限：, in the plan's year; what it does not understand carries why."""
    return _due(words, read_day(words, year), year)


def _due(words: str, read: When | NotYet | Question, year: int) -> Due:
    if isinstance(read, Question):
        return Due(words, None, read.why)
    if isinstance(read, NotYet):
        return Due(words, None, Words(f"“{words}”不是时限", f"“{words}” is no time limit"))
    if read.due is not None and read.outside:
        return Due(words, None, Words(f"“{words}”不在 {year} 年", f"“{words}” is not in {year}"))
    if read.kind == "from":
        return Due(
            words, None, Words(f"“{words}”说的是开始，不是时限", f"“{words}” is a start, no time limit")
        )
    return Due(words, read.due)


def dues_written(text: str, year: int) -> list[Due]:
    """Every time limit a task's text names as such: 完成时限：…, and a day alone in brackets (6月底前)."""
    labelled = [read_due(match[1].strip(), year) for match in _WRITTEN.finditer(text)]
    if labelled:
        return labelled
    return _bracketed(text, year, ("by", "day"))


def dues_beside_names(words: str, year: int) -> list[Due]:
    """The time limits among the names of a bracket (人事科牵头，财务科配合，9月底前完成), 全年推进 being the year's end."""
    parts = (
        re.sub("(?<=全年)(?:推进|实施|坚持|开展|落实)$", "", part.strip())
        for part in re.split("[，,；;]", words)
    )
    read = ((part, read_day(part, year)) for part in parts if part)
    return [
        _due(part, when, year)
        for part, when in read
        if isinstance(when, When) and when.kind in ("by", "day", "span") and not when.outside
    ]


def due_of_heading(heading: str, year: int) -> list[Due]:
    """The time limit an item's heading names in brackets (动员部署（3月）), or a section's that is a time itself (3月, 上半年)."""
    if bracketed := _bracketed(heading, year, ("by", "day", "span")):
        return bracketed
    read = read_day(heading, year)
    if isinstance(read, When) and read.due is not None and not read.outside and not _is_whole_year(read):
        return [Due(heading, read.due)]
    return []


def _bracketed(text: str, year: int, kinds: tuple[str, ...]) -> list[Due]:
    read = ((match[1].strip(), read_day(match[1], year)) for match in _BRACKETED.finditer(text))
    return [
        _due(words, when, year)
        for words, when in read
        if isinstance(when, When)
        and when.kind in kinds
        and not (when.kind == "span" and (when.outside or _is_whole_year(when)))
    ]


def due_quotes(text: str) -> list[str]:
    """The words of a text that name a time limit as such, as they stand: 完成时限：6月底前."""
    return [found[0].strip() for found in _WRITTEN.finditer(text)]
