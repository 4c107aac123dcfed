"""Days as people write them, in the year of a plan: 6月底前, 自9月1日起, 3月至6月, 暑假前, 明年3月底前, 二〇二四年六月三十日前.

What is read is a period of days and what is said of it. The rules, each with its reason:
- before (前): a day itself and an end (6月底) are included, as offices mean their deadlines; of a longer time (9月前, 国庆前,
  二季度前) the day before it begins is the last. 6月中旬前 and 上半年前 are said of either end, so they are asked about.
- after (后): from the day after it ends. 起 and 不早于: from its first day. Neither is a deadline.
- terms: spring 1 March to 30 June, autumn 1 September to 31 January, summer holidays 1 July to 31 August (docs/format.md:
  “秋季”开学写 09-01). Before the spring term is thus the last of February, before the summer holidays 30 June.
- a year that is written stays as it is written, also where it is not the plan's; 明年 and 次年 count from the plan's.
How dates are written: GB/T 15835-2011 and GB/T 7408.1-2023.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal, NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.calendar_words import (
    AHEAD,
    ALONE,
    ANY,
    ASKED,
    EVERY,
    FIVE,
    FIVE_YEARS,
    NUMERAL_NEXT,
    OPENS,
    PART,
    RELATIVE,
    TIME,
    TO,
    WHEN,
    YEAR,
    N,
)
from edu_plan_cli.values.han import half_width, han_digits, han_integer
from edu_plan_cli.values.question import Question, ask


class When(NamedTuple):
    """Hold what words of time mean. ``due`` is the last day on which it is still in time, None where none is set."""

    kind: Literal["day", "by", "span", "from", "recurring", "standing"]
    start: date | None  # of a day, a span and a start
    end: date | None  # inclusive; of a day, a deadline and a span
    year_written: bool = False
    outside: bool = False  # what counts of it is not in the plan's year

    @property
    def due(self) -> date | None:
        """Return the last day that satisfies these words; None where they name no end."""
        return self.end if self.kind in ("day", "by", "span") else None


class NotYet(NamedTuple):
    """未印发, 在建, 未完成: there is no day because it has not happened."""

    text: str


class FoundDay(NamedTuple):
    """Hold the words of a day in a sentence, where they are, and what they mean."""

    start: int  # characters
    end: int
    text: str  # as it stands in the sentence
    read: When | Question


class _Period(NamedTuple):
    start: date
    end: date
    form: Literal["day", "end", "period", "either", "both"] = (
        "period"  # either, both: 前 may mean before or by its end
    )
    year_written: bool = False


_TITLE = re.compile(r"《[^》]*》?|〔[^〕]*〕")
_TELLS = re.compile("[0-9一二三四五六七八九十年月日号季学期假节考旦]")
_RANK = re.compile(rf"{N}[名位强]")
_TERM = re.compile("[春秋]季(?:学期)?$")
_STANDING = re.compile(
    r"(?:长期|持续|常态化?|经常性?|贯穿)(?:全年|坚持|推进|开展|实施|进行|抓好|落实|工作|化)*"
)
_NOT_YET = re.compile(
    r"(?:尚|还|暂|仍)?(?:未|没有?)(?!来)[\u4e00-\u9fff]{0,6}|(?:仍|尚|还)?(?:正?在)[建办拟编审改筹推施起修][\u4e00-\u9fff]{0,4}|(?:建设|施工|推进|进行|起草|制定|修订|编制|审批|审核|征求意见|办理|实施|筹备|筹建|招标|采购|申报|整改|装修)之?中"
)
_BARE = re.compile(r"(?:([0-9]{4})[-/.])?([0-9]{1,2})[-/.]([0-9]{1,2})")
_TAIL = re.compile(r"[，,。；;]?(?:完成|办结|完结|到位|落实)?[。；;，,]?$")


def read_day(text: str, year: int, latest: date | None = None) -> When | NotYet | Question:
    """Return a whole cell or answer: ``9月1日``, ``9.1``, ``2027/9/1``, ``20230901``, ``6月底前``, ``长期坚持``, ``未印发``.

    ``latest``: a day without its year that would be later is asked about.
    """
    cell = half_width(text).strip()
    cell = re.sub(r"^([0-9]{4})([0-9]{2})([0-9]{2})$", r"\1-\2-\3", cell)
    cell = _TAIL.sub("", re.sub(r"^([0-9]{4})[-/.]([0-9]{1,2})$", r"\1年\2月", cell))
    if match := re.match(rf".*{_TERM.pattern[:-1]}(?={OPENS}$)", cell):
        cell = match[0] + "开学"
    if _STANDING.fullmatch(cell):
        return When("standing", None, None)
    if _NOT_YET.fullmatch(cell):
        return NotYet(text.strip())
    if match := re.fullmatch(rf"{_BARE.pattern}(?:{TIME})?(?P<said>{AHEAD})?", cell):
        cell = f"{match[1] or year}-{match[2]}-{match[3]}" + (match["said"] or "")
        read = _meaning(cell, year, year_written=bool(match[1]))
    else:
        read = _meaning(cell, year)
    if isinstance(read, Words):
        return ask(text.strip(), *(read if _TELLS.search(cell) else Words("没有说是哪天", "names no day")))
    counts = read.end or read.start
    if latest and counts and counts > latest and not read.year_written:
        return ask(text.strip(), f"在 {latest} 之后，是哪一年的", f"is after {latest}: of which year?")
    return read


@lru_cache(maxsize=256)  # a clause is looked at for its days, its numbers and its name
def find_days(sentence: str, year: int) -> tuple[FoundDay, ...]:
    """Return every expression of time in running text, whole, with its place: what it means or why it is asked about."""
    return tuple(_days(sentence, year))


def _days(sentence: str, year: int) -> Iterator[FoundDay]:
    written, after = _TITLE.sub(lambda title: "＿" * len(title[0]), half_width(sentence)), 0
    for match in ANY.finditer(written):
        if match.start() < after:
            continue
        after = match.end()
        if match["when"] and (more := NUMERAL_NEXT.match(written, after)) and not _another(written, after):
            after = more.end()
        text = sentence[match.start() : after]
        opens = "开学" if _TERM.search(text) and re.match(OPENS, written[after:]) else ""
        read = _meaning(half_width(text) + opens, year)
        if re.search("[^底末日号]前$", text) and _RANK.match(written, after):
            read = Words("的“前”说的是日子还是名次，说不准", "may tell of a day or of a rank")
        yield FoundDay(match.start(), after, text, ask(text, *read) if isinstance(read, Words) else read)


def without_days(sentence: str, year: int = 2000, keep: Callable[[FoundDay], bool] = lambda _: False) -> str:
    """Return the sentence with its expressions of time blanked, each character by one, but those that are to be kept.

    What is left holds the numbers that count, which no year changes.
    """
    pieces, after = [], 0
    for day in find_days(sentence, year):
        if not keep(day):
            pieces += [sentence[after : day.start], "＿" * (day.end - day.start)]
            after = day.end
    return "".join([*pieces, sentence[after:]])


def _another(written: str, at: int) -> bool:
    """Tell whether what follows directly is a number of its own: 2024年3所, 6月底前30所, not 6月30."""
    return (
        bool(
            re.match(r"\s*[0-9一二三四五六七八九十百千万两]+(?![日号月\d])\s*[%\u4e00-\u9fff]", written[at:])
        )
        and not re.match(r"\s*[-—–~至到]", written[at:])
        and not written[:at].rstrip().endswith("月")
    )


def _meaning(text: str, year: int, *, year_written: bool = True) -> When | Words:
    """Of a whole expression; of anything else, why it is asked about."""
    if re.fullmatch(EVERY, text):
        return When("recurring", None, None)
    for pattern, zh, en in ASKED:
        if re.fullmatch(pattern, text):
            return Words(zh, en)
    match = WHEN.fullmatch(text)
    if match is None:
        return Words(
            f"不能整个读成一个日期，请写成 {year}-09-01 这样",
            f"cannot be read as a day from end to end: write {year}-09-01",
        )
    try:
        period = _span(match, year)
    except ValueError:
        return Words(
            "里有日历上没有的日子，或者先后颠倒", "names a day that is not, or ends before it begins"
        )
    return _said(
        period._replace(year_written=period.year_written and year_written),
        match["limit"] or "",
        match["said"] or "",
        year,
    )


def _said(period: _Period, limit: str, text: str, year: int) -> When | Words:
    """Return the period and the words before and after it: 不早于 … , … 前, … 起."""
    written, day = period.year_written, timedelta(days=1)
    if text in ("前后", "左右", "前夕"):
        return Words("是哪天，没有说准", "is no exact day")
    if "前" in text and period.form in ("either", "both"):
        return Words("是说它开始以前，还是它结束以前，说不准", "may be before it begins or before it ends")
    if (
        text in ("起", "开始")
        or limit.endswith("早于")
        or (limit in ("自", "从") and not text and period.form != "both")
    ):
        return When("from", period.start, None, written, outside=period.start.year != year)
    if text.endswith("后"):
        return When("from", period.end + day, None, written, outside=(period.end + day).year != year)
    end = period.start - day if "前" in text and period.form == "period" else period.end
    if text.endswith(("前", "内", "止")) or period.form == "end" or limit not in ("", "自", "从"):
        return When("by", None, end, written, outside=end.year != year)
    kind: Literal["day", "span"] = "day" if period.start == period.end else "span"
    return When(kind, period.start, period.end, written, outside=end.year != year)


def _span(match: re.Match[str], year: int) -> _Period:
    """One point of time, or from one to another; the second is in the first's year where it names none."""
    if match["left"]:
        if not match["right"]:
            return _point(match["left"], year)
        left, right = match["left"], match["right"]
    else:
        left, right = _both(match["short"])
    first = _point(left, year)
    last = _point(right, first.start.year) if not re.match(r"[明次来下去]", right) else _point(right, year)
    if last.end < first.start:
        raise ValueError(right)
    return _Period(first.start, last.end, "both", first.year_written or last.year_written)


def _both(short: str) -> tuple[str, str]:
    """3—6月 → 3月, 6月; 2024—2026年; 一至三季度; 3月1—15日."""
    left, right = re.split(TO, short, maxsplit=1)
    if re.search(r"日|号", right):
        month = re.match(r".*月", left)
        return left.rstrip("日") + "日", (month[0] if month else "") + right
    if "学年" in right:  # from September to August
        return left.rstrip("年 ") + "年9月", right.split("学年")[0].rstrip() + "年8月"
    unit = next(unit for unit in ("季度", "月", "年") if unit in right)
    return left if left.endswith(unit) else left + unit, right


def _point(text: str, year: int) -> _Period:
    """Raises ValueError for a day that is not."""
    text = re.sub(r"\s", "", text)
    if match := re.fullmatch(r"([0-9]{4})[-/.]([0-9]+)[-/.]([0-9]+)", text):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return _Period(day, day, "day", year_written=True)
    if re.fullmatch(FIVE, text):
        first = FIVE_YEARS[re.sub('[“"]?十', "", text)[0]]
        end: Literal["end", "period"] = "end" if re.search("末|收官", text) else "period"
        return _Period(date(first, 1, 1), date(first + 4, 12, 31), end, year_written=True)
    of, written, rest = year, False, text
    if match := re.match(YEAR, text):
        number = han_digits(match[0][:4]) if not match[0][:4].isdecimal() else int(match[0][:4])
        of, written = (
            number or year + RELATIVE.get(match[0][0], 0),
            number is not None or match[0][0] in RELATIVE,
        )
        rest = text[match.end() :]
    period = _in_year(rest.removeprefix("的"), of)
    return period._replace(year_written=written)


def _in_year(rest: str, year: int) -> _Period:
    ends: Literal["end", "period"] = "end" if re.search(r"(?:底|末|结束|终|年内)$", rest) else "period"
    for pattern, (start, end, form) in ALONE.items():
        if match := pattern.match(rest):
            days = [date(year + sum(day[2:]), day[0], day[1]) for day in (start, end)]
            return _Period(days[0], days[1], ends if ends == "end" and len(match[0]) < len(rest) else form)
    if match := re.fullmatch(r"第?([一二三四1-4])季度?[末底]?", rest):
        number = int(match[1]) if match[1].isdecimal() else "一二三四".index(match[1]) + 1
        return _Period(date(year, 3 * number - 2, 1), _last(year, 3 * number), ends)
    if match := re.fullmatch(rf"({N})月份?(?:({N})[日号]|({PART}))?", rest):
        month = _number(match[1])
        if match[2]:
            day = date(year, month, _number(match[2]))
            return _Period(day, day, "day")
        last = _last(year, month)
        if match[3] and match[3] not in "底末":
            first, until = {"上": (1, 10), "中": (11, 20), "下": (21, last.day)}[match[3][0]]
            return _Period(date(year, month, first), date(year, month, until), "either")
        return _Period(date(year, month, 1), last, ends)
    return _Period(date(year, 1, 1), date(year, 12, 31), ends)


def _last(year: int, month: int) -> date:
    return (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _number(text: str) -> int:
    number = int(text) if text.isdecimal() else han_integer(text)
    if not number:
        raise ValueError(text)
    return number
