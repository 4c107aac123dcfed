"""The day a clause sets: 6月底前, 2024年秋季, 年内."""

import re
from datetime import date, timedelta

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
