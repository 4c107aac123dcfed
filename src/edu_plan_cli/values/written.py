"""Numbers and days as people write them, read where the whole text is understood and not otherwise: a part of it is no answer."""

import re
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.values.typed_text import normalize_typed

_GROUPED = r"\d{1,3}(?:,\d{3})+|\d{1,3}(?: \d{3})+|\d+"
_PLAIN = re.compile(rf"(?P<sign>-?)(?P<whole>{_GROUPED})(?P<fraction>\.\d+)?(?P<rest>.*)")
_SCALES = {"亿": 8, "万": 4, "千": 3, "百": 2}
_PART = re.compile(r"(\d+(?:\.\d+)?)([亿万千百])")
# A unit is a short word; what says "about", "from … to" or a day is none.
_UNIT = re.compile(r" ?(?:[\u4e00-\u9fff]{1,4}|[%‰]|[A-Za-z]{1,5}2?)?")
_NO_UNIT = re.compile(
    r"[年月日时点号约多余来几左右以超近不足和或至到第其中含计亿万千百十〇零一二三四五六七八九半]"
)


class WrittenNumber(NamedTuple):
    """Hold a number as it was written: 1.7万 is the value 1.7 and the scale 万."""

    value: Decimal
    scale: str = ""  # 万 or 亿, where the number is one part with it: 1.7万


def written_number(text: str) -> WrittenNumber | None:
    """``10 000``, ``1,200``, ``２７０``, ``270个``, ``3千``, ``2万3千``, ``1.7万人``; None for what is not one sure number."""
    plain = normalize_typed(text)
    match = _PLAIN.fullmatch(plain)
    if match is None:
        return None
    whole = match["whole"].replace(",", "").replace(" ", "")
    if match["rest"][:1] in _SCALES:
        return _scaled(whole + (match["fraction"] or "") + match["rest"], match["sign"])
    if not _is_unit(match["rest"]):
        return None
    return WrittenNumber(Decimal(f"{match['sign']}{whole}{match['fraction'] or ''}"))


def _scaled(text: str, sign: str) -> WrittenNumber | None:
    """Parts that grow smaller, each with its scale; what follows the last without one has all its digits or is none."""
    parts, at, smallest = [], 0, 99
    while (part := _PART.match(text, at)) is not None:
        if _SCALES[part[2]] >= smallest:
            return None
        smallest, at = _SCALES[part[2]], part.end()
        parts.append(Decimal(part[1]).scaleb(smallest))
    if any(
        later >= Decimal(10) ** _SCALES[each] for later, each in zip(parts[1:], _scales(text), strict=False)
    ):
        return None
    tail = re.match(r"\d+", text[at:])
    if tail is not None:
        if not 1 < len(tail[0]) <= smallest:  # 1万2 may be 12,000 or 10,002
            return None
        parts.append(Decimal(tail[0]))
        at += len(tail[0])
    if not _is_unit(text[at:]) or (len(parts) > 1 and "." in text):
        return None
    scale = text[at - 1] if len(parts) == 1 and text[at - 1] in "万亿" else ""
    return WrittenNumber(-sum(parts, Decimal(0)) if sign else sum(parts, Decimal(0)), scale)


def _scales(text: str) -> list[str]:
    return [part[2] for part in _PART.finditer(text)]


def _is_unit(text: str) -> bool:
    return bool(_UNIT.fullmatch(text)) and not _NO_UNIT.search(text)


def written_day(text: str) -> date | None:
    """``2023年9月1日``, ``2023/9/1``, ``２０２３-06-30``; None for what is not one day there is."""
    plain = "".join(normalize_typed(text).split())
    match = re.fullmatch(r"(\d{4})(?:-(\d{1,2})-|/(\d{1,2})/|\.(\d{1,2})\.|年(\d{1,2})月)(\d{1,2})日?", plain)
    if match is None:
        return None
    year, *months, day = match.groups()
    try:
        return date(int(year), int(next(month for month in months if month)), int(day))
    except ValueError:
        return None
