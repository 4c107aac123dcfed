"""The numbers before headings and paragraphs, in all the styles such documents use."""

import re
from typing import NamedTuple

from edu_plan_cli.values.han import CAPITALS, han_digits, han_integer
from edu_plan_cli.values.typed_text import normalize_typed

_CHINESE = "一二三四五六七八九十百千〇○零"
_LEGAL = "壹贰叁肆伍陆柒捌玖拾佰仟貳參陸"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MONTH = rf"(?:\d{{1,2}}|[{_CHINESE}]{{1,2}})\s*月份?"
_STYLES = (
    ("part", rf"第\s*([{_CHINESE}\d]+)\s*(?:部分|章|篇|节)[、：:\s]*"),
    ("task", rf"(?:重点|工作|主要)?(?:任务|项目|事项|实事)\s*([{_CHINESE}\d]{{1,3}})\s*[：:、.．]"),
    # 一、二年级不布置… is no heading.
    ("chinese", rf"([{_CHINESE}]+)\s*(?:[．.，,：:]|、(?![{_CHINESE}]+(?:[、年月级季]|至)))"),
    ("legal", rf"([{_LEGAL}]+)\s*[、．.，,：:]"),
    ("stems", rf"([{_STEMS}])\s*(?:[．.]|、(?![{_STEMS}]))"),
    ("bracketed", rf"[（(]\s*([{_CHINESE}]+)\s*[）)]\s*[、．.]?"),
    ("bracketed", r"([㈠-㈩])[、．.]?"),
    ("circled_han", r"([㊀-㊉])[、．.]?"),
    ("decimals 3", r"\d{1,2}(?:[.．]\d{1,2}){1,3}[.．]([0-9]{1,2})(?![\d%％.．])[.．、\s]?\s*"),
    ("decimals", r"\d+[.．]([0-9]+)(?![\d%％])[.．、\s]\s*"),
    ("digit", r"([0-9０-９]{1,3})\s*[.．、](?:(?![0-9０-９])|(?=20\d\d\s*年|\d{1,2}\s*月))"),  # 4.2023年…
    ("digit", r"([⒈-⒛])"),
    ("digit_bracketed", r"[（(]\s*([0-9０-９]{1,3})\s*[）)]\s*[、．.]?"),
    ("digit_bracketed", r"([⑴-⒇])"),
    ("digit_closed", r"([0-9０-９]{1,3})\s*[)）]"),
    ("circled", r"([①-⑳㉑-㉟㊱-㊿])"),
    ("spoken", r"([一二三四五六七八九十]{1,2})是(?=[\u4e00-\u9fff])(?!否)"),
)
_PATTERNS = [(kind, re.compile(rf"\s*{pattern}\s*")) for kind, pattern in _STYLES]
_MONTHS = re.compile(
    rf"\s*({_MONTH})(?:\s*[、—–~～至到-]\s*{_MONTH})*\s*(?:重点)?(?:工作)?(?:安排|计划|任务|要点|重点)?\s*[：:]?\s*"
)
# 1、5万名… and 1.1加强…: a label or a number, as those around them tell.
_UNSURE = (
    ("digit", re.compile(r"(?P<within>)([0-9０-９]{1,3})\s*、\s*(?=[0-9０-９])")),
    ("digit", re.compile(r"(?P<within>)([0-9０-９]{1,3})[.．](?=[0-9０-９]{1,6}\s*(?:所|名|人(?!均)|项|次|场|家|套|间|个(?!百分点)))")),
    ("decimals", re.compile(r"(?P<within>\d{1,2})[.．](\d{1,2})(?=[\u4e00-\u9fff《“])")),
)  # fmt: skip


class Label(NamedTuple):
    kind: str
    number: int
    text: str  # 一、 as it stands
    rest: str  # the line after it; empty where a paragraph keeps its label apart from its text


def label_of(line: str) -> Label | None:
    """The number a typed line begins with; None where it has none, or may have none (see ``unsure_label``)."""
    if (month := _MONTHS.fullmatch(line)) and (
        number := _number(month[1].strip().rstrip("份").rstrip("月").strip())
    ):
        return Label("month", number, "", line.strip())
    for kind, pattern in _PATTERNS:
        if (found := pattern.match(line)) and (number := _number(found[1])) is not None:
            return Label(kind, number, found[0].strip(), line[found.end() :].strip())
    return None


class Unsure(NamedTuple):
    """What may be a line's number or a part of its text: 1、5万名…"""

    within: str  # what it would be counted within: the 2 of 2.1
    label: Label


def unsure_label(line: str) -> Unsure | None:
    """The number that a line may begin with; whether it does is told by the lines around it."""
    for kind, pattern in _UNSURE:
        if found := pattern.match(line):
            number = int(normalize_typed(found[2]))
            return Unsure(found["within"], Label(kind, number, found[0].strip(), line[found.end() :].strip()))
    return None


def with_label(label: str, text: str) -> str:
    """A label and its text as they are printed; a blank keeps the label's number from running into one of the text."""
    apart = (text[:1].isdigit() and label[-1:] in (".", "．", "、")) or (
        label[-1:].isascii() and label[-1:].isalnum()
    )
    return f"{label} {text}" if apart and text else label + text


def _number(text: str) -> int | None:
    if text in _STEMS:
        return _STEMS.index(text) + 1
    plain = normalize_typed(text).strip("().")  # ㈠ is (一), ⒈ is 1.
    plain = plain.translate(CAPITALS).translate(str.maketrans("貳參陸", "二三六"))
    if plain.isdecimal():
        return int(plain)
    return number if (number := han_integer(plain)) is not None else han_digits(plain)
