"""The day a clause sets (6月底前, 2024年秋季, 年内), and the one a task's own words set: 完成时限：6月底前."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet, When, read_day
from edu_plan_cli.values.question import Question

_DATED = re.compile(
    r"(?:(20\d\d)\s*年)?\s*(\d{1,2})\s*月\s*(?:(\d{1,2})\s*日)?\s*(?:份)?(?:前|之前|底前|底|末)?"
)
_SEASONS = {"春季": (3, 1), "春季学期": (6, 30), "秋季": (9, 1), "秋季学期": (9, 1), "上半年": (6, 30), "年底": (12, 31), "年内": (12, 31), "年末": (12, 31),
            "一季度": (3, 31), "二季度": (6, 30), "三季度": (9, 30), "四季度": (12, 31), "国庆": (9, 30), "暑假": (8, 31), "暑期": (8, 31)}  # fmt: skip
WHEN = re.compile(
    rf"(?:(?:在|于|到)?(?:20\d\d年)?(?:{_DATED.pattern}|第?(?:{'|'.join(sorted(_SEASONS, key=len, reverse=True))})(?:开学)?(?:前|之前)?))[，,]?"
)


def due(clause: str, year: int) -> date | None:
    """In the plan's year where the clause names none."""
    named = re.search(r"(20\d\d)\s*年", clause)
    of = int(named[1]) if named else year
    if (found := _DATED.search(clause)) is not None:
        try:
            month = date(of, int(found[2]), 1)
            last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            return date(of, int(found[2]), int(found[3])) if found[3] else last
        except ValueError:
            return None
    for season in sorted(_SEASONS, key=len, reverse=True):
        if season in clause:
            return date(of, *_SEASONS[season])
    return (
        date(of, 12, 31)
        if named and of == year and re.search(r"20\d\d\s*年的?[^，]*(?:完成|建成)", clause)
        else None
    )


class Due(NamedTuple):
    """What a task's own words say of its time limit."""

    words: str  # as they stand: 6月底前, 长期
    day: date | None  # the last day in time; None where none is set (长期, 每学期) or it is not understood
    question: Words | None = None  # why it is not understood


_HEAD = r"(?:计划)?完成(?:时限|时间|期限|日期|节点|时间节点)|时间节点|(?:工作|办结|整改)?时限|办结时间|时间要求|完成节点|计划完成|期限"
_WRITTEN = re.compile(
    rf"(?:{_HEAD})(?:要求)?\s{{0,9}}[：:]\s{{0,9}}([^。；;（(）)】\]〕\n]{{1,60}}?)\s{{0,9}}(?=$|[。；;（(）)】\]〕\n]|[，,]\s{{0,9}}(?:责任|牵头|配合|协助))"
)
_BRACKETED = re.compile(r"[（(]([^（()）\n]{2,30})[）)]")


def read_due(words: str, year: int) -> Due:
    """Read a whole cell or what follows 完成时限：, in the plan's year; what it does not understand carries why."""
    read = read_day(words, year)
    if isinstance(read, Question):
        return Due(words, None, read.why)
    if isinstance(read, NotYet):
        return Due(words, None, Words(f"“{words}”不是时限", f"“{words}” is no time limit"))
    if read.due is not None and read.due.year != year:
        return Due(words, None, Words(f"“{words}”不在 {year} 年", f"“{words}” is not in {year}"))
    if read.kind == "from":
        return Due(
            words, None, Words(f"“{words}”说的是开始，不是时限", f"“{words}” is a start, no time limit")
        )
    return Due(words, read.due)


def dues_written(text: str, year: int) -> list[Due]:
    """Every time limit a task's text names as such: 完成时限：…, and a day alone in brackets (6月底前)."""
    labelled = [read_due(found[1].strip(), year) for found in _WRITTEN.finditer(text)]
    if labelled:
        return labelled
    bracketed = (found[1].strip() for found in _BRACKETED.finditer(text))
    read = ((words, read_day(words, year)) for words in bracketed)
    return [
        read_due(words, year) for words, day in read if isinstance(day, When) and day.kind in ("by", "day")
    ]


def without_dues(text: str) -> str:
    """A text without the time limits it names as such."""
    return _WRITTEN.sub("", text)
