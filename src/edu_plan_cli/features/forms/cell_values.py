"""What people type into a cell, read for what it surely means; anything else is a question."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.values.typed_text import normalize_typed
from edu_plan_cli.values.units import convertible

_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_VAGUE = re.compile(r"约|左右|大概|大约|近|余|多|以上|超|不到|几|若干|[~?<>≈±]|至|到|(?<=\d)-(?=\d)")


class Number(NamedTuple):
    value: Decimal
    unit: str | None  # where it is another than the target's


class Question(NamedTuple):
    """Why a cell cannot be read without asking."""

    why: str


def normal_text(text: str) -> str:
    """A remark as one line; what people put in for its look stays as they wrote it."""
    return re.sub(r"\s*\n\s*", "", text.strip())


def number(text: str, unit: str) -> Number | Question:
    """A number with or without its unit: ``２７０``, ``270个``, ``1,200``, ``0.27千人``."""
    plain = normalize_typed(text).replace(" ", "")
    if _VAGUE.search(plain):
        return Question(f"“{text}”不是准数，请填一个准确的数")
    found = _NUMBER.match(plain)
    if found is None:
        return Question(f"“{text}”不是数")
    value, rest = Decimal(found[0].replace(",", "")), plain[found.end() :]
    if not rest or rest == unit:
        return Number(value, None)
    if rest == "%" and unit != "%":
        return Question(f"这里要填数，不是百分数（“{text}”）")
    scaled = {"万": "万" + unit, "千": "千" + unit, "亿": "亿" + unit}.get(rest, rest)
    if scaled in convertible(unit):
        return Number(value, scaled)
    return Question(f"“{text}”的单位“{rest}”与“{unit or '无单位'}”对不上")


def day(text: str) -> date | Question:
    """A date in any of the ways people write one: 2023-9-1, 2023/09/01, 2023.9.1, 20230901, 2023年9月1日, 2023-09-01 00:00."""
    plain = normalize_typed(text).split(" ")[0].split("T")[0]
    found = re.fullmatch(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?", plain) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", plain
    )
    if found is None:
        return Question(f"“{text}”不是年月日齐全的日期，请写成 2023-09-01")
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return Question(f"没有“{text}”这一天")


class Issued(NamedTuple):
    title: str
    number: str
    issued_on: date


def issued(text: str) -> Issued | Question:
    """A document by its title, number and day, in any order: 《关于……的通知》 区教〔2023〕8号 2023年3月1日."""
    plain = normalize_typed(text)
    numbered = re.search(r"[\u4e00-\u9fff]+\s*[〔\[(【]\s*(\d{4})\s*[〕\])】]\s*(\d+)\s*号", plain)
    dated = re.search(r"\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?", plain)
    titled = re.search(r"《([^》]+)》", plain)
    lacking = [
        name for name, found in (("《标题》", titled), ("文号", numbered), ("日期", dated)) if found is None
    ]
    if titled is None or numbered is None or dated is None:
        return Question(f"“{text}”里缺{'、'.join(lacking)}")
    when = day(dated[0])
    if isinstance(when, Question):
        return when
    prefix = re.match(r"[\u4e00-\u9fff]+", numbered[0])
    return Issued(titled[1], f"{prefix[0] if prefix else ''}〔{numbered[1]}〕{numbered[2]}号", when)


def choice(text: str, known: tuple[str, ...]) -> str | Question:
    plain = normalize_typed(text)
    for name in known:
        if normalize_typed(name) == plain:
            return name
    return Question(f"“{text}”不在可选的里面：{'、'.join(known)}")
