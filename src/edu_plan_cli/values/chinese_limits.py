"""The words around a number that say which side of it is meant: 不得超过50%, 控制在3次以内, 不低于85%, 95%以上, 1.7万人左右.

Source: 民法典 art. 1259: 以上, 以下 and 以内 include the number itself; 超过 and 不满 do not (``strict``). A limit is at least
where nothing is said, so words that may make it at most and cannot be tied to the number are asked about, never passed over.
"""

import re
from typing import Literal, NamedTuple

from edu_plan_cli.values.chinese_numbers import Number
from edu_plan_cli.values.chinese_sentences import FoundNumber
from edu_plan_cli.values.question import Question, ask

Direction = Literal["at_least", "at_most", "about", "equal", "from"]


class Limit(NamedTuple):
    """``from``: the number is left behind (由80%提高到85%), it is no goal. ``start`` and ``end``: all its words and the number."""

    direction: Direction
    strict: bool  # 低于50%: 50% itself is too many
    start: int  # characters of the sentence
    end: int


_MORE = r"超过|超出|高出|超|高于|大于|多于|突破"
_LESS = r"低于|少于|小于|不足|不到|不满|未满"
_NOT = r"(?:不|未|没有?|勿|严禁|禁止|防止|避免|杜绝)(?:得|应|能|可|宜|要|准|许|允许|会|该)?(?:再|有)?"
_SHRINK = r"(?:缩小|减小|减轻|收窄|下调|调低|降低|下降|压降|压缩|压减|缩减|减少|缩短|削减|精简|回落|控制|限制|稳控|降|减|压|缩|控)"
_GROW = r"(?:提高|提升|增加|增长|扩大|上升|增|升|扩)"
# What stands before the number: far words govern it over a verb and its object (不超过全体学生的5%), near ones only directly.
_BEFORE: tuple[tuple[str, Direction, bool], ...] = (
    (rf"{_NOT}(?:{_MORE})|(?:小于|低于|少于)(?:或者?)?等于|至多|最多|顶多|最高|最大|上限(?:为|是)?", "at_most", True),
    (rf"{_NOT}(?:低于|少于|小于|不足)|(?:大于|高于|多于)(?:或者?)?等于|至少|最少|最低|起码|下限(?:为|是)?|不下", "at_least", True),
    (rf"{_LESS}|≤|<=|<|＜|≦|{_SHRINK}(?:到|至|为|在|成|于)|(?<![时期年界权有])限(?:报|额|定|于|在)?", "at_most", False),
    (rf"{_MORE}|≥|>=|>|＞|≧|{_GROW}(?:到|至|为)|达到?|不亚于", "at_least", False),
    (r"约为?|大约|大概|≈|±", "about", False),
    (r"等于|正好|恰好|恰为|固定为|定为|=", "equal", False),
    (r"由|从", "from", False),
)  # fmt: skip
_AFTER: tuple[tuple[str, Direction], ...] = (
    (r"(?:及|或)?以下|之下|(?:及|范围)?以?内|之内|封顶|为限", "at_most"),
    (r"(?:及|或)?以上|之上|起步|打底", "at_least"),
    (r"左右|上下", "about"),
)
# All that may stand before a limited number, for those who want a name without it: 近视率不得超过 → 近视率.
LIMIT_WORDS = "|".join(words for words, _, _ in _BEFORE)
_STRICT = re.compile(rf"(?:{_MORE}|低于|少于|小于|不足|不到|不满|未满|[<>＜＞])$")
_DENIAL = re.compile(r"(?:[不未没勿莫非难禁防避绝免无]|(?<![分特])别)[^，,。；;、0-9]{0,3}$")
_SOFT = r"(?:[^，,。；;、0-9]{0,10}的)?(?:\s|约|为|在|各|均|都|仅|只|了|有|每[周天日月人校班生年])*"
_GAP = r"[^，,。；;0-9]{0,12}?"
_MOST_SOMEWHERE = re.compile(
    rf"{_BEFORE[0][0]}|低于|少于|小于|≤|≦|<|＜|{_SHRINK}(?:到|至|为|在)|不多|勿|限报|上限"
)
_LEAST_SOMEWHERE = re.compile(rf"{_BEFORE[1][0]}")
_LATER = re.compile(
    r"(?:[、和及与][^，,。；;、和及与0-9]{0,12}[0-9.]{1,12}[^，,。；;、和及与以封之0-9]{0,4}){1,6}(?:以下|以内|之内|封顶)"
)
_SEEN = 60  # characters looked at on either side
_APART = re.compile(r"[，,。；;：:！？!?\n]")


def limit_of(sentence: str, number: FoundNumber) -> Limit | Question | None:
    """Return what the words of its clause say of a number found in it; None where they say nothing."""
    seen = max(0, number.start - _SEEN)
    clause = max((match.end() for match in _APART.finditer(sentence, seen, number.start)), default=seen)
    before, after = sentence[clause : number.start], sentence[number.end : number.end + _SEEN]
    first = _before(before)
    last = next(
        (
            (way, match.end())
            for words, way in _AFTER
            if (match := re.match(rf"\s*(?:[（(]含[^）)]{{0,4}}[）)])?(?:{words})", after))
        ),
        None,
    )
    whole = sentence[clause : number.end + (last[1] if last else 0)]
    if first and first.denied:
        return ask(whole, "里的界限是哪一边，说不准", "may limit on either side")
    if first is None and not last:
        shortened = _LEAST_SOMEWHERE.sub("", before)
        moved = re.search(r"[到至]\s*$", before) or (
            isinstance(number.read, Number) and number.read.value == 0
        )
        if moved or _MOST_SOMEWHERE.search(shortened) or _LATER.match(after):
            return ask(
                whole, "里的界限管不管这个数，说不准", "has a limit that may or may not govern this number"
            )
        return None
    end = number.end + (last[1] if last else 0)
    start = clause + first.start if first else number.start
    if first is None or last is None:
        way = first.way if first else last[0] if last else "at_least"
        return Limit(way, first.strict if first else False, start, end)
    if first.way == "from":
        return Limit("from", False, start, end)
    if last[0] == "about" and (not first.far or first.way == "about"):
        return Limit("about", False, start, end)
    if first.way == last[0]:
        return Limit(first.way, False, start, end)
    return ask(whole, "前后两个说法对不上", "says two things of the number")


class _First(NamedTuple):
    way: Direction
    strict: bool
    far: bool
    start: int
    denied: bool  # in a way that is not known to turn it round


def _before(before: str) -> _First | None:
    """Return the words that end nearest to the number; of those that begin in one another the longest (不得超过, not 超过)."""
    best: tuple[int, int, _First] | None = None
    for words, way, far in _BEFORE:
        for match in re.finditer(rf"(?=(?P<words>{words})(?:{_SOFT}{'|' + _GAP if far else ''})$)", before):
            denial = _DENIAL.search(before[: match.start()])
            compares = re.fullmatch(f"{_MORE}|{_LESS}", match["words"])
            denied = (
                denial is not None
                and not far
                and way in ("at_least", "at_most")
                and bool(compares or len(denial[0]) == 1)
            )
            limit = _First(way, bool(_STRICT.search(match["words"])) and not far, far, match.start(), denied)
            rank = (match.end("words"), -match.start())
            if best is None or rank > best[:2]:
                best = (*rank, limit)
    return best[2] if best else None
