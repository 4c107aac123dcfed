"""Numbers with units in a clause, and which of them promise something: 新增学位3000个, 不低于85%, but not 40周岁以下."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.features.importing.numbering import chinese_number

_UNIT = (
    r"个百分点|平方米|平方公里|立方米|公里|个?课时|个?学时|个?小时|分钟|人次|场次|班次|轮次|项次|周岁|学分|㎡|"
    r"[人元个所名位项次场期套辆家间台份篇门节件支条批座班亩册对户部例处校园分倍岁天年月日周级届类款章块枚轮口盏张吨株床顶双只本%％‰]"
)
_SINGLE = r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d{1,9})?|\d{1,12}(?:\.\d{1,9})?"
# Of 3—5 the lower is what must be reached, the upper what must not be passed.
_NUMBER = (
    rf"(?<![\d.A-Za-z])(?:(?P<low>{_SINGLE})\s*[%％]?\s*[-—–－~～至到]\s*)?(?P<value>{_SINGLE})(?!\.?\d)"
)
_QUANTITY = re.compile(
    rf"{_NUMBER}\s*(?:余|多)?\s*(?P<power>[万亿千百]?)\s*(?:余|多)?\s*"
    rf"(?:(?P<unit>{_UNIT})(?!代|度|级|行动|计划|工程)|(?<=[万亿])(?=余|多|以上|左右|[，,。；;、）)]|$))(?P<suffix>以上|以内|以下|左右|及以上)?"
)
_DIGITS = "零〇一二两三四五六七八九"
_SPOKEN = rf"[{_DIGITS}十百千万]"
# 百分之九十五点五, 千分之三, 九成五; a figure is read whole or not at all (百分之九十多, 一成不变).
_PARTS_SPOKEN = re.compile(
    rf"(?:(?P<of>[百千])分之(?P<whole>[{_DIGITS}十百]+)(?:点(?P<part>[{_DIGITS}]+))?(?!{_SPOKEN}|[点几多余])"
    rf"|(?<!{_SPOKEN})(?P<tenths>[一二三四五六七八九])成(?P<half>[一二三四五六七八九半]?)(?=以上|以内|以下|左右|[，,。；;、）)]|$))"
    r"(?P<suffix>以上|以内|以下|左右)?"
)
# 三所 but not 三个年级: counted in words only what is built, held or trained.
_COUNTED = re.compile(
    r"(?:新建|改扩建|改建|扩建|新增|建成|建设|创建|培育|打造|举办|开展|组织|培训|评选|遴选|选派|引进|招聘|完成)[^，,。；;：:\d]{0,14}?"
    rf"(?<!{_SPOKEN})(?P<value>{_SPOKEN}{{1,12}})(?P<unit>所|场|期|次|名|家|项|个)"
    r"(?!全覆盖|方面|阶段|层面|维度|环节|年级|代表|务必|维护|自信|意识)"
)
# A unit that measures age, order or time, not work.
_NO_WORK = frozenset("周岁 岁 年 月 日 周 级 届 类 款 章 天".split())
# Units that are as often part of a word (第3节, 十三部门, 100校) count only what is done or bounded.
_OFTEN_A_WORD = frozenset("分 分钟 节 部 园 校 条 对 口 本 张 只 双 床".split())
_DOES = re.compile(
    r"不少于|不低于|不超过|不多于|控制在|达到?|每|各|至少|约|新[增建]|开展|组织|举办|评选|遴选|打造|建[设成]|完成|结对|提[高升]|增加|开设|安排|改造|配备|更新|征集|出台"
)
_NAMED_OR_LIMITED = re.compile(
    r"(?:第|(?<![日月底年之])前|列|\d届|[A-Za-z+＋]|20\d\d[-—至]|(?<![针结])对|由|从|涉及|现有|原有)\s*$"
)
_CLASS_SIZE = re.compile(r"(?:及?以上)?的?超?大班额")
_AGE = re.compile(r"\s*(?:以下|以上)?(?:年龄|周岁|岁)")
_SPOKEN_OF = re.compile(  # 2个“只增不减”, 3个100%, 五个方面, 3个工作日
    r"\s*[“\"]?(?:\d|全覆盖|只增不减|确立|一|确保|维护|意识|自信|百年|务必|方面|环节|阶段|层面|维度|工作日|月|年级|学期|学年|季度|提高|增长)"
)


class Quantity(NamedTuple):
    value: Decimal
    unit: str  # with 万 or 亿 before it
    start: int
    end: int
    suffix: str = ""

    @property
    def percent(self) -> bool:
        return self.unit in ("%", "％")


def quantities(masked: str) -> list[Quantity]:
    """Those of a clause that may promise something, in its order. ``masked``: without what stands in 《》 and short quotes."""
    found = sorted([*_in_digits(masked), *_parts_spoken(masked)], key=lambda one: one.start)
    if found or re.search(rf"\d\s*(?:{_UNIT})", masked):
        return found
    return [
        Quantity(Decimal(count), match["unit"], match.start("value"), match.end())
        for match in _COUNTED.finditer(masked)
        if (count := _spoken(match["value"])) is not None and count > 1
    ][:1]


def _in_digits(masked: str) -> Iterator[Quantity]:
    for match in _QUANTITY.finditer(masked):
        unit = match["unit"] or ""
        if unit not in _NO_WORK and not _aside(masked, match.start(), match.end(), unit):
            value, upper = match["low"] or match["value"], Decimal(match["value"].replace(",", ""))
            at_most = _at_most(masked[: match.start()], match["suffix"] or "")
            low = upper if at_most else Decimal(value.replace(",", ""))
            yield Quantity(low, match["power"] + unit, match.start(), match.end(), match["suffix"] or "")


def _parts_spoken(masked: str) -> Iterator[Quantity]:
    for match in _PARTS_SPOKEN.finditer(masked):
        if match["tenths"]:
            half = match["half"].replace("半", "五")
            value, unit = Decimal(10 * _digit(match["tenths"]) + (_digit(half) if half else 0)), "%"
        elif (whole := _spoken(match["whole"])) is not None:
            decimals = "".join(str(_digit(character)) for character in match["part"] or "")
            value, unit = (
                Decimal(f"{whole}.{decimals}" if decimals else whole),
                "%" if match["of"] == "百" else "‰",
            )
        else:
            continue
        yield Quantity(value, unit, match.start(), match.end(), match["suffix"] or "")


def _digit(character: str) -> int:
    return 0 if character in "零〇" else chinese_number(character) or 0


def _spoken(text: str) -> int | None:
    """一万两千零五十; None for what may be said in two ways (一百二 is 120 to some)."""
    if text in ("零", "〇"):
        return 0
    if re.search(r"[百千万][一二两三四五六七八九]$", text):
        return None
    for sign, size in (("万", 10_000), ("千", 1_000)):
        if sign in text:
            many, rest = text.split(sign, 1)
            head, tail = _spoken(many), _spoken(rest.removeprefix("零")) if rest else 0
            return None if head is None or tail is None or tail >= size else head * size + tail
    return chinese_number(text)


def _aside(masked: str, start: int, end: int, unit: str) -> bool:
    """第3批, 3至6岁, 40周岁以下, 66人以上大班额, 由8000元提高到…: numbers that name or limit something, or are left behind."""
    before, after = masked[:start], masked[end:]
    return bool(
        _NAMED_OR_LIMITED.search(before)
        or _AGE.match(after)
        or _CLASS_SIZE.match(after)
        or (unit in ("个", "项", "年") and _SPOKEN_OF.match(after))
        or (unit in _OFTEN_A_WORD and not _DOES.search(before))
    )


def comparison(before: str, suffix: str, after: str) -> dict[str, object]:
    """约, 左右 and 以内 as a plan says them; at least is what is meant where nothing is said."""
    if suffix == "左右" or after.startswith("左右") or re.search(r"约\s*$", before):
        return {"comparison": "about"}
    return {"comparison": "at_most"} if _at_most(before, suffix) else {}


def _at_most(before: str, suffix: str) -> bool:
    bounded = re.search(r"(?:不超过|不高于|不多于|控制在|少于|低于|降至|降到|压减到)\s*$", before)
    return suffix in ("以下", "以内") or bool(bounded and not re.search(r"不(?:少|低)于\s*$", before))
