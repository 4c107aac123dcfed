"""Numbers in a clause, and which of them promise something: 新增学位3000个, 不低于85%, but not 40周岁以下. Each is read whole or asked about.

How numbers and limits are read: chinese_sentences.py and chinese_limits.py.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.values.chinese_limits import Limit, limit_of
from edu_plan_cli.values.chinese_numbers import Number, Share
from edu_plan_cli.values.chinese_sentences import FoundNumber, find_numbers
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.han import POWERS, half_width
from edu_plan_cli.values.question import Question, ask

_NEAR = 200  # characters on either side of a number that may say what it is; a clause has some thirty
# A unit that measures age, order or time, not work.
_NO_WORK = frozenset("周岁 岁 年 月 日 周 级 届 类 款 章 天 个月 个工作日 工作日".split())
# Units that are as often part of a word (第3节, 十三部门, 100校) count only what is done or bounded.
_OFTEN_A_WORD = frozenset(
    "分 分钟 节 部 园 校 条 对 口 本 张 只 双 床 米 升 组 师 生 页 字 层 片 倍 位".split()
)
_DOES = re.compile(
    r"达到?|每|各|约|新[增建]|开展|组织|举办|评选|遴选|打造|建[设成]|完成|结对|提[高升]|增加|开设|安排|改造|配备|更新|征集|出台|增长"
)
_NAMED_OR_LIMITED = re.compile(
    r"(?:第|(?<![日月底年之＿])前|列|\d届|[A-Za-z+＋]|20\d\d[-—至]|(?<![针结])对|涉及|现有|原有|每)\s*$"
)
_CLASS_SIZE = re.compile(r"\s*(?:及?以上)?的?超?大班额")
# 56人以上班级, 30万人口以上县, 周边200米内网吧: how large or how near what is spoken of is.
_SIZE = {
    "人": re.compile(r"\s*(?:口)?(?:及?以[上下]|以?内)的?(?:大?班|县|[城乡]?镇|乡|村|园|学校|小学|教学点|规模|幼儿园|社区|街道|机构|单位|企业)|口的?(?:大?县|镇|乡)"),
    "米": re.compile(r"\s*(?:及?以[上下]|以?内|范围)的?[\u4e00-\u9fff]{2}"),
}  # fmt: skip
_SIZE |= {"万人": _SIZE["人"], "公里": _SIZE["米"]}
_TIME_TAKEN = re.compile(r"(?:时限|时间|时长|周期|用时|期限)[^，,。；;：:]{0,8}$")
_OF_EVERY = re.compile(r"每(?:周|星期|个?月|个?学期)[^，,。；;：:0-9]{0,8}$")  # 每周5天
_DONE_TO = re.compile(r"[^，,。；;]*?(?:开展|进行|实施|组织|予以|给予)")
_AGE = re.compile(r"\s*(?:以下|以上)?(?:年龄|周岁|岁)")
_SPOKEN_OF = re.compile(  # 2个“只增不减”, 3个100%, 五个方面
    r"\s*[“\"]?(?:\d|全覆盖|只增不减|确立|一|确保|维护|意识|自信|百年|务必|方面|环节|阶段|层面|维度|工作日|月|年级|学期|学年|季度|提高|增长|代表|大局)"
)
# A small number in words counts only what is built, held or trained: 三所, but not 三个年级.
_SMALL = 10
_COUNTS = re.compile(
    r"(?:新建|改扩建|改建|扩建|新增|建成|建设|创建|培育|打造|举办|开展|组织|培训|评选|遴选|选派|引进|招聘|完成|每|各|命名|认定|撤并|配备|安排|开设|保证|征集|发布|启用|开工)[^，,。；;：:\d]{0,14}$|一(?:学期|学年|年|周)$"
)
_KEPT_SCALE = re.compile(r"-?[0-9][0-9,. ]*\s*(万亿|[万亿千])(?![0-9])")


class Quantity(NamedTuple):
    """A number that may promise something. ``start`` and ``end``: the number with its unit and what is said after it (以上)."""

    value: Decimal  # in the unit; of a share its percentage
    unit: str  # with the scale it is written with: 万人; "" where none is written
    start: int
    end: int
    text: str  # the number and its unit as written
    limit: Limit | None = None

    @property
    def percent(self) -> bool:
        return self.unit == "%"


class Unclear(NamedTuple):
    """A number that may promise something and is not read."""

    question: Question
    start: int
    end: int


def quantities(masked: str) -> list[Quantity | Unclear]:
    """Those of a clause that may promise something, in its order. ``masked``: without what stands in 《》 and short quotes."""
    return list(_quantities(masked))


def _quantities(masked: str) -> Iterator[Quantity | Unclear]:
    for found in find_numbers(masked):
        if isinstance(found.read, Question):
            if not _is_aside(masked, found, ""):
                yield Unclear(found.read, found.start, found.end)
            continue
        read = _as_written(found)
        if isinstance(read, Question):
            yield Unclear(read, found.start, found.end)
            continue
        value, unit = read
        limit = limit_of(masked, found)
        if _is_aside(masked, found, unit) or (limit is None and _is_word(masked, found, value, unit)):
            continue
        if isinstance(limit, Question):
            yield Unclear(limit, found.start, found.end)
        elif limit is None or limit.direction != "from":
            yield Quantity(value, unit, found.start, limit.end if limit else found.end, found.text, limit)


def _as_written(found: FoundNumber) -> tuple[Decimal, str] | Question:
    """The value in the unit the document uses: 1.7 of 万人 for 1.7万人, but 17000 of 人 for 1万7千人."""
    if isinstance(found.read, Share):
        percent = found.read.numerator * 100 / found.read.denominator
        if percent != round(percent, 2):
            return ask(
                found.text, "不是整的百分数，目标值请自己写", "is no even percentage: write the target value"
            )
        return Decimal(plain(percent)), "%"
    assert isinstance(found.read, Number)
    number = found.read
    written = _KEPT_SCALE.match(half_width(found.text))
    scale = written[1] if written and number.scale == written[1] else ""
    if not scale or (scale == "千" and number.unit not in ("瓦", "克", "米")):
        return number.value, number.unit
    power = sum(POWERS[character] for character in scale)
    return Decimal(plain(number.value.scaleb(-power))), scale + number.unit


def _is_aside(masked: str, found: FoundNumber, unit: str) -> bool:
    """第3批, 3至6岁, 40周岁以下, 66人以上大班额: numbers that name or limit something else."""
    before, after = masked[max(found.start - _NEAR, 0) : found.start], masked[found.end : found.end + _NEAR]
    if re.search(r"(?<![针结])对\s*$", before) and _DONE_TO.match(after):  # 对6所学校开展检查
        return False
    return bool(
        (
            unit in _NO_WORK
            and not _TIME_TAKEN.search(before)
            and not (unit == "天" and _OF_EVERY.search(before))
        )
        or _NAMED_OR_LIMITED.search(before)
        or _AGE.match(after)
        or _CLASS_SIZE.match(after)
        or ((size := _SIZE.get(unit)) and size.match(after))
        or (unit in ("个", "项") and _SPOKEN_OF.match(after))
    )


def _is_word(masked: str, found: FoundNumber, value: Decimal, unit: str) -> bool:
    """Whether a number of which nothing is said may as well be part of a name: 十三部门, 三个年级, 100校."""
    before = masked[max(found.start - _NEAR, 0) : found.start]
    if unit in _OFTEN_A_WORD or not unit:
        return not _DOES.search(before)
    in_words = not re.search(r"[0-9０-９]|分之|成", found.text)
    return in_words and value <= _SMALL and not _COUNTS.search(before)
