"""Documents a department issued, as it names them in one answer: title, number (文号) and day in any order; and lists of evidence.

Numbers of documents: GB/T 9704-2012, 7.2.5 (office, year in 〔〕, number without leading zeros, 号); brackets of any kind are read.
"""

import itertools
import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet, When, find_days, read_day
from edu_plan_cli.values.evidence_path import read_evidence
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.reported_answers import NOTHING_SAID, which_year
from edu_plan_cli.values.typed_text import normalize_typed


class NumberedDocument(NamedTuple):
    """A document that was issued: its title without 《》, its number (文号) and its day."""

    title: str
    number: str  # 区教〔2023〕8号
    issued_on: date


_NUMBER_OF_DOCUMENT = re.compile(
    r"(?P<office>[\u4e00-\u9fffA-Za-z]*)\s*[〔\[(（【［]\s*(?P<year>(?:19|20)[0-9]{2})\s*年?\s*[〕\])）】］]\s*第?\s*(?P<number>[0-9]{1,5})\s*号"
)
_KIND = r"(?:通知|意见|办法|方案|公告|通告|通报|细则|规定|规划|计划|要点|决定|批复|报告|制度|章程|标准|指南|清单|函)"
_LEADS = re.compile(r"^(?:已经?|现已|正式)?(?:印发|下发|发布|出台|制定|公布|发文|以)了?(?=[《〈])")
_FILLERS = re.compile(
    r"(?:已于|已经?|于)?(?:正式)?(?:印发|下发|发布|出台|公布|发文)(?:日期|时间)?[为是:：]?$|^(?:文号|标题|名称|日期|印发日期|印发时间|文件名称?)[为是:：]"
)
_EDGES = " \u3000\t\n，,；;。、.|()（）:：—-"
_BARE_DAY = re.compile(
    r"(?<![0-9.])[0-9]{1,4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?(?![0-9.])|(?<![0-9])20[0-9]{6}(?![0-9])"
)
_DAY_ALONE = r"[0-9〇零一二三四五六七八九十廿年月日号./\-\s]+"
_SAME_AS_ABOVE = ("同上", "同上季", "同前", "〃")


def read_document(text: str, quarter: Quarter) -> NumberedDocument | NotYet | Question:
    """Read a document's title, number and day of issue, in any order and with or without 《》.

    Examples: ``《关于……的通知》 区教〔2023〕8号 2023年3月1日``, ``考核办法，清教〔2027〕30号，2027.9.10``; 未印发 is not yet.
    """
    written = text.strip()
    if normalize_typed(written) in NOTHING_SAID or isinstance(read_day(written, quarter.year), NotYet):
        return NotYet(written)
    if written in _SAME_AS_ABOVE:
        return ask(written, "请把标题、文号、日期写全", "is to be written out")
    plain_text = normalize_typed(written)
    numbers = list(_NUMBER_OF_DOCUMENT.finditer(plain_text))
    if len({_document_number(match) for match in numbers}) > 1:
        return ask(written, "里有几个文号，请只写一个", "holds several document numbers: write one")
    number = _document_number(numbers[0]) if numbers else ""
    rest = plain_text
    if numbers:
        start = numbers[0].end("office") - len(number.partition("〔")[0])
        rest = f"{plain_text[:start]}；{plain_text[numbers[0].end() :]}"
        rest = _NUMBER_OF_DOCUMENT.sub("；", rest)
    day, rest = _day_of(rest, quarter)
    if isinstance(day, Question):
        return day
    title = _title_of(rest)
    lacking = [
        words
        for words, value in (
            (Words("标题", "title"), title),
            (Words("文号", "number"), number),
            (Words("日期", "day"), day),
        )
        if not value
    ]
    if title is None:
        return ask(written, "里哪一段是标题，看不准；标题请加书名号", "has no sure title: put 《》 around it")
    if lacking or day is None:
        return ask(
            written,
            f"里缺{'、'.join(words.zh for words in lacking)}（标题、文号、日期三样都要）",
            f"lacks {', '.join(words.en for words in lacking)}",
        )
    return NumberedDocument(_as_written(title, written), number, day)


def joined_parts(parts: Sequence[str]) -> str:
    """Return a document typed in several parts, or at once, as one text for ``read_document``; a title typed alone gets its 《》."""
    if len(parts) == 1:
        return parts[0]
    return "；".join(part if _is_marked(part) else f"《{part.strip()}》" for part in parts if part.strip())


def _is_marked(part: str) -> bool:
    """Whether a part needs no 《》: it has them, or is a number or a day."""
    typed = normalize_typed(part)
    number = _NUMBER_OF_DOCUMENT.search(typed) is not None
    return "《" in typed or number or re.fullmatch(_DAY_ALONE, typed) is not None


def _document_number(match: re.Match[str]) -> str:
    """The number as it is printed: 区教〔2023〕8号. Of what stands before it, only the office that issued it."""
    office = match["office"]
    if (title := re.match(rf".*{_KIND}", office)) is not None:
        office = office[title.end() :]
    office = re.sub(r"^(?:[年月日号]|文号为?|见|以)+", "", office)
    return f"{office}〔{match['year']}〕{int(match['number'])}号" if office else ""


def _day_of(text: str, quarter: Quarter) -> tuple[date | Question | None, str]:
    """The one day in a text outside of its titles, and what is left of the text; a question where there are several."""
    days = _days_in(text, quarter.year)
    if isinstance(days, Question):
        return days, text
    if len({read.start for _, _, read in days}) > 1:
        told = "、".join(text[start:end] for start, end, _ in days)
        return ask(told, "，哪一天是印发的日期？", ": which is the day of issue?"), text
    if not days:
        return None, text
    start, end, read = days[0]
    assert read.start is not None  # it is a day
    if not read.year_written and (unsure := which_year(text[start:end], read.start, quarter)) is not None:
        return unsure, text
    for start, end, _ in reversed(days):
        text = f"{text[:start]}；{text[end:]}"
    return read.start, text


def _days_in(text: str, year: int) -> list[tuple[int, int, When]] | Question:
    """Every exact day, with where it stands; one that is none, and words of a day that are not sure, are a question."""
    days: list[tuple[int, int, When]] = []
    for found in find_days(text, year):
        if isinstance(found.read, When) and found.read.kind == "day":
            days.append((found.start, found.end, found.read))
        elif isinstance(found.read, Question) and re.search("[日号]", found.text):
            return found.read
    for match in _BARE_DAY.finditer(text) if not days else ():
        read = read_day(match[0], year)
        if isinstance(read, Question):
            return read
        if isinstance(read, When) and read.kind == "day":
            days.append((match.start(), match.end(), read))
    return days


def _title_of(rest: str) -> str | None:
    """The title in what is left; "" where there is none, None where it may be one of several."""
    pieces = []
    for piece in re.split(r"(?:[；;，,。\n]|\s{1,})(?![^《]*》)|[（(]\s*[)）]", rest):
        stripped = piece.strip(_EDGES)
        before = None
        while stripped and stripped != before:
            before = stripped
            stripped = _FILLERS.sub("", _LEADS.sub("", stripped)).strip(_EDGES)
        if stripped:
            pieces.append(stripped)
    if not pieces:
        return ""
    marked = [piece for piece in pieces if re.fullmatch(r"《.+》|关于.+的" + _KIND, piece)]
    if len(marked) == 1:
        pieces = marked
    joined = "".join(pieces)
    if len(pieces) > 1 and not re.fullmatch(rf"关于.+的{_KIND}", joined):
        return None
    title = joined if len(pieces) > 1 else pieces[0]
    if (inner := re.fullmatch(r"《([^《》]+)》", title)) is not None:
        return inner[1]
    return title if re.search(r"[\u4e00-\u9fff]{2}", title) else ""


def _as_written(title: str, text: str) -> str:
    """The title with the signs it was written with: ，（） stay as wide as they are in print. Letters and digits are narrow."""
    for start in range(len(text) - len(title) + 1):
        written = text[start : start + len(title)]
        if normalize_typed(written) == title:
            return re.sub(r"[０-９Ａ-Ｚａ-ｚ]", lambda wide: normalize_typed(wide[0]), written)
    return title


def read_evidence_list(text: str) -> list[str]:
    """Split what names several pieces of evidence: at ; and line breaks, and between document numbers at 、 , and blanks."""
    parts = []
    for line in re.split(r"[；;\n]", text):
        found = list(_NUMBER_OF_DOCUMENT.finditer(line))
        between = [line[before.end() : after.start()] for before, after in itertools.pairwise(found)]
        if len(found) > 1 and all(re.fullmatch(r"[\s、，,和及与]+", gap) for gap in between):
            edges = [0, *(match.start() for match in found[1:]), len(line)]
            parts += [line[start:end].strip(_EDGES + "和及与") for start, end in itertools.pairwise(edges)]  # fmt: skip
        else:
            parts.append(line.strip())
    return [read_evidence(part) for part in parts if part]
