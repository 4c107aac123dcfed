"""Numbers as people write them, the whole expression or nothing: 270, 1,200, 1.7万人, 一千二百所, 百分之八十五点五, 28/35.

How numbers are written: GB/T 15835-2011 《出版物上数字用法》 (4 digits or Han, 5.1.4 万 and 亿 after digits, 5.2 Han).
What may mean two things, or nothing exact (1万2, 几十, 200多, 2—3), is a question with its text: no part of it is ever
taken for the whole. ``read_number`` reads a cell or an answer, chinese_sentences.py finds numbers in running text.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain, ratio, rounded
from edu_plan_cli.values.han import CAPITALS, DIGITS, NUMERALS, POWERS, half_width, han_digit, han_integer
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.units import convert


class Number(NamedTuple):
    """One exact number. 1.7万人 is 17000 of the unit 人, written with the scale 万; 百分之三 and 3％ are 3 of the unit %."""

    value: Decimal  # in the unit, the scale multiplied in
    unit: str = ""  # as written, without the scale; "%" for 百分之 and 成, "‰" for 千分之
    scale: str = ""  # the largest of 百, 千, 万, 亿 or 万亿 it was written with (in Han only 万 and 亿): it counts single things


class Share(NamedTuple):
    """A part of a whole as two numbers: 28/35, 三分之二, 80%（28/35）."""

    numerator: Decimal
    denominator: Decimal  # never zero
    unit: str = ""


# What may be written for a number; the 百 of 5百分点 belongs to its unit.
NUMERAL = rf"(?:(?!百分点)[0-9{NUMERALS}])"
_SEEN = 100  # characters: no number is longer, and a reason is looked for in the first of them
_LONGEST = 40  # characters of an amount
_MOST_DIGITS = 24  # within the 28 that Decimal keeps exactly
_WHOLE = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,3}(?: [0-9]{3})+|[0-9]+)"
_ONE_SCALE = re.compile(rf"(?P<number>-?{_WHOLE}(?:\.[0-9]+)?)(?P<scale>万亿|[亿万千百]?)")
_HAN_DECIMAL = re.compile(
    rf"(?P<whole>[{NUMERALS}]+)点(?P<decimals>[{DIGITS.replace('两', '')}]+)(?P<scale>[亿万千]?)"
)
_PART = re.compile(r"([1-9][0-9]*)([亿万千百])")
_PARTS = re.compile(r"-?(?:[1-9][0-9]*[亿万千百])+(?P<tail>[0-9]*)")
_PARTS_OF = re.compile(r"(?P<of>.+?)分之(?P<part>.+)")
_TENTHS = re.compile(rf"(?P<tenths>[0-9]+(?:\.[0-9]+)?|[{NUMERALS}]+)成(?P<half>[{DIGITS}半0-9]?)")
_RATIO = re.compile(r"(?P<part>[^/]+)/(?P<whole>[^/]+)")
_STATED = re.compile(r"(?P<percent>[^()=]+%)(?:\((?P<in>[^()]+)\)|=(?P<after>.+))|(?P<ratio>[^()=]+)(?:\((?P<back>[^()]+%)\)|=(?P<last>.+%))")  # fmt: skip

# Units whose own name holds a numeral, or a word that elsewhere says "about", "until" or "o'clock".
KNOWN_UNIT = (
    r"个?百分点|公顷|兆瓦|平方米|平方公里|立方米|公里|千克|千瓦时|千瓦|个?课时|个?学时|个?小时|分钟|人次|场次|班次|轮次|项次|节次|课次|[校园所家户车台件例科天]次|周岁|学分|"
    r"个?工作日|个?学期|个?星期|个月|元整|元|人|万人|套件|[%‰㎡㎞㎏㎥]|m[23²³]|[kc]?m(?![A-Za-z])|kg|k[wW]h?|[MGT]B|[MG]bps|"
    r"团队|批次|周(?![年岁边末期])|床(?!位)|部(?![门委署分])|班(?!级|主任|额)|校(?![区车园])|园(?!区)|分(?![校园别类层级之部会])|节(?![目点能约日])|位(?!置)|种(?![植子类族业])|具(?![体备有])|集(?![中团体聚合群])|架(?!构)|起(?![来步点])|"
    r"[个所名项次场期套辆家间台份篇门件支条批座亩册对户例处倍岁天类款章块枚轮口盏张吨株顶双只本堂幅瓦克米秒升组师生页字栋幢层片箱首]"
)
_ANY_UNIT = rf"(?:{KNOWN_UNIT}|[\u4e00-\u9fff]{{1,4}})"
_UNIT = re.compile(rf"[ \u3000\t]*(?P<unit>{_ANY_UNIT}(?:/{_ANY_UNIT})?)?")
_KNOWN = re.compile(rf"(?:(?:{KNOWN_UNIT})(?:/(?:{KNOWN_UNIT}|[\u4e00-\u9fff]))?)?")
_SPLIT = re.compile(rf"(?P<amount>-?{NUMERAL}(?:[., 点]?{NUMERAL})*)(?P<unit>.*)", re.DOTALL)

_NOTHING = ("无", "没有", "/", "-", "—", "——", "同上", "暂无", "N/A", "n/a", "未统计")
_BOTH = re.compile(rf"(?P<head>.*[{''.join(POWERS)}])(?P<digit>[1-9一二三四五六七八九])")
# The first that is found in the text says why it is not one sure number.
_REASONS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"[²³¹⁰-⁹₀-₉①-⓿❶-➓㈠-㈩㊀-㊉⑴-⒛½¼¾⅐-ↈ]"), "里有带圈的、上下标的或罗马的数字，请用普通数字写", "has enclosed, raised or Roman figures: write plain ones"),
    (re.compile(rf"几|若干|^[百千万亿](?!分之)|数[十百千万亿]|上[百千万]|过半|半数|{NUMERAL}[余多来]|[余多来]$|[余多](?:小时|月|年|天)|约|大概|大约|左右|上下|近|不到|不足|将近|[≈±?？]"), "不是准数", "is not exact"),
    (re.compile(r"[<>≤≥＜＞≦≧]|不[得应]?[超高低少多大小]|以[上下内]|至[少多]|最[少多]|超过"), "说的是界限，不是一个数", "is a limit, not a number"),
    (re.compile(rf"{NUMERAL}[%‰\u4e00-\u9fff]*[-—–~至到]+{NUMERAL}"), "是一个范围，不是一个数", "is a range, not a number"),
    (re.compile("翻.+番"), "说的是翻倍，不是一个数", "says how often it doubles, it is not a number"),
    (re.compile(rf"{NUMERAL}、{NUMERAL}"), "是几个数还是个约数，说不准", "may be several numbers or a guess"),
    (re.compile(rf"[0-9][\u4e00-\u9fff]*[ \u3000\t\r\n]+{NUMERAL}"), "中间有空格，是一个数还是两个数，说不准", "has a blank inside: one number or two?"),
    (re.compile(r"[0-9]:[0-9]"), "是比，不是一个数", "is a proportion, not a number"),
    (re.compile(r"[一二两三四五六七八九]{2}[十百千万]?|^[十百千万]+[百千万亿]"), "是约数还是编号，说不准", "may be a guess or a label"),
    (re.compile(rf"{NUMERAL}(?:[年月日时点号])"), "是时间，不是一个数", "is a time, not a number"),
)  # fmt: skip
# A unit that is not known may be any short word but those that say how exact the number is, or something else.
_NO_UNIT = (
    *(pattern for pattern, _, _ in _REASONS[:3]),
    re.compile(
        rf"{NUMERAL}[^/]*?[年月日时点号约多余来几左右以超近不足和或至到第其中含计之成半的了是为在由将应可能要无没也都就还又且但均各每共总]"
    ),
    re.compile(rf"(?!{NUMERAL})[\u4e00-\u9fff%]{NUMERAL}"),
)


def read_number(text: str) -> Number | Share | Question:
    """Return a whole cell or answer: ``２７０个``, ``1,200``, ``0.7万人``, ``三成五``, ``1200/3500``, ``80%（28/35）``."""
    written = half_width(text).strip()
    if written in _NOTHING:
        return ask(text.strip(), "是 0，还是没有可报的？", "means 0, or nothing to report?")
    if len(written) > _SEEN:
        return why_not(text.strip())
    reading = _stated(written) or _share(written) or _parts_of(written) or _counted(written)
    if isinstance(reading, Words):
        return ask(text.strip(), *reading)
    return reading or why_not(text.strip())


def why_not(text: str) -> Question:
    """Return the question that a text raises which is not one sure number."""
    written = half_width(text)
    if not written:
        return ask(text, "是空的", "is empty")
    if (readings := _two_readings(written)) is not None:
        return ask(
            text, f"是 {readings[0]} 还是 {readings[1]}，说不准", f"may be {readings[0]} or {readings[1]}"
        )
    for pattern, zh, en in _REASONS:
        if pattern.search(written[:_SEEN]):
            return ask(text, zh, en)
    return ask(text, "不能整个读成一个数", "cannot be read as one number from end to end")


def in_unit(number: Number, wanted: str) -> Decimal | None:
    """Return the value in a target's unit, exactly: 0.7万 and 7000人 for 万人 are 0.7; None where the unit is another thing's.

    A number without a unit is in the wanted one; one with a scale alone counts single things: 0.7万 for 人 is 7000.
    """
    alone, power = _without_scale(wanted)
    if not number.unit and not number.scale:
        return number.value
    if not number.unit and number.scale in ("百", "千") and power:
        return None  # 3千 for 万人 may be 3 000 or 30 000 000
    unit, _ = _without_scale(number.unit or alone)
    value = number.value if unit == alone else convert(number.value, same_unit(unit), same_unit(alone))
    return None if value is None else value.scaleb(-power)


def same_unit(unit: str) -> str:
    """The name a unit is known by where there are several: 人 for 名 and 位, 场 for 场次, 平方米 for ㎡."""
    return _SAME.get(unit, unit)


# The same thing in other words.
_SAME = {"名": "人", "位": "人", "场次": "场", "次": "次", "㎡": "平方米", "m2": "平方米", "m²": "平方米", "平米": "平方米", "元整": "元", "百分点": "个百分点"}  # fmt: skip


def _without_scale(unit: str) -> tuple[str, int]:
    match = re.match(r"[千万亿](?=.)", unit)
    return (unit[1:], POWERS[match[0]]) if match else (unit, 0)


def _counted(written: str) -> Number | None:
    """Return an amount and its unit, if it has one."""
    match = _SPLIT.fullmatch(written)
    unit = _UNIT.fullmatch(match["unit"]) if match else None
    if match is None or unit is None:
        return None
    name = unit["unit"] or ""
    unsure = re.search(f"[{NUMERALS}]", name) or any(pattern.search(written) for pattern in _NO_UNIT)
    if unsure and not _KNOWN.fullmatch(name):
        return None
    amount = _amount(match["amount"])
    return None if amount is None else Number(amount[0], name, amount[1])


def _amount(text: str) -> tuple[Decimal, str] | None:
    """Return the value and, where it is one part with it, the scale."""
    if len(text) > _LONGEST or len(re.findall("[0-9]", text)) > _MOST_DIGITS:
        return None
    if match := _ONE_SCALE.fullmatch(text):
        number = Decimal(re.sub("[, ]", "", match["number"]))
        return _raised(number, sum(POWERS[character] for character in match["scale"])), match["scale"]
    if match := _HAN_DECIMAL.fullmatch(text):
        whole = han_integer(match["whole"])
        decimals = "".join(str(han_digit(character)) for character in match["decimals"])
        if whole is None:
            return None
        return _raised(Decimal(f"{whole}.{decimals}"), POWERS.get(match["scale"], 0)), match["scale"]
    scale = next((scale for scale in "亿万" if scale in text.translate(CAPITALS)), "")
    if (parts := _in_parts(text)) is not None:
        return parts, scale or "千"
    if (spelled := han_integer(text)) is not None:
        return Decimal(spelled), scale
    return None


def _raised(number: Decimal, power: int) -> Decimal:
    """1.7 and 4 → 17000, digit for digit: neither an exponent nor a zero that was not written."""
    return Decimal(f"{number.scaleb(power).normalize():f}") if power else number


def _in_parts(text: str) -> Decimal | None:
    """1万7千, 12万3000: parts that grow smaller, each with its scale; what follows without one has nearly all its digits."""
    if (match := _PARTS.fullmatch(text)) is None:
        return None
    total, room = 0, 99
    for digits, scale in _PART.findall(text):
        part = int(digits) * 10 ** POWERS[scale] if len(digits) <= room else 10**room
        if part >= 10**room:
            return None
        total, room = total + part, POWERS[scale]
    tail = match["tail"]
    if tail and not max(2, room - 1) <= len(tail) <= room:
        return None
    total += int(tail or 0)
    return Decimal(-total if text.startswith("-") else total)


def _two_readings(written: str) -> tuple[str, str] | None:
    """1万2 and 两万三: most mean 12000, the digits say 10002."""
    match = _BOTH.match(written)
    if match is None or re.match(NUMERAL, written[match.end() :]):
        return None
    head, digit = _amount(match["head"]), _amount(match["digit"])
    power = POWERS.get(match["head"][-1], 0)
    if head is None or digit is None or power < POWERS["百"]:
        return None
    return plain(head[0] + digit[0].scaleb(power - 1)), plain(head[0] + digit[0])


def _parts_of(written: str) -> Number | Share | None:
    """百分之八十五, 千分之三, 三分之二; 九成, 三成五."""
    if match := _PARTS_OF.fullmatch(written):
        part = (Decimal(100), "") if match["part"] == "百" else _amount(match["part"])
        if part is None:
            return None
        if match["of"] in ("百", "千"):
            return Number(part[0], "%" if match["of"] == "百" else "‰")
        of = (Decimal(10_000), "") if match["of"] == "万" else _amount(match["of"])
        return Share(part[0], of[0]) if of and of[0] > 0 else None
    if (match := _TENTHS.fullmatch(written)) and not ("." in match["tenths"] and match["half"]):
        tenths = _amount(match["tenths"])
        half = match["half"].replace("半", "五")
        more = _amount(half) if half else (Decimal(0), "")
        if tenths and more and tenths[0] <= 10:  # noqa: PLR2004  十成 is all
            return Number(tenths[0] * 10 + more[0], "%")
    return None


def _share(written: str) -> Share | Words | None:
    """28/35, 28人/35人: two numbers of one unit."""
    match = _RATIO.fullmatch(written)
    part, whole = (
        (_counted(match["part"].strip()), _counted(match["whole"].strip())) if match else (None, None)
    )
    if part is None or whole is None or (part.unit != whole.unit and part.unit and whole.unit):
        return None
    if whole.value <= 0:
        return Words("的分母是 0", "has 0 below the line")
    return Share(part.value, whole.value, whole.unit or part.unit)


def _stated(written: str) -> Share | Words | None:
    """80%（28/35）, 28/35（80%）, 28/35=80%: the share and its percentage, which must be what it comes to."""
    match = _STATED.fullmatch(written.replace(" ", ""))
    if match is None:
        return None
    percent = _counted(match["percent"] or match["back"] or match["last"])
    share = _share(match["in"] or match["after"] or match["ratio"])
    if not isinstance(share, Share) or percent is None:
        return share if isinstance(share, Words) else None
    places = len(plain(percent.value).partition(".")[2])
    comes_to = rounded(ratio(share.numerator * 100, share.denominator), places)
    if comes_to != percent.value:
        return Words(
            f"里的百分数和算出来的 {plain(comes_to)}% 对不上",
            f"has another percentage than comes of it ({plain(comes_to)}%)",
        )
    return share
