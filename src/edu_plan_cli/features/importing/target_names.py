"""A short name for a promise, made of the words around it."""

import re

from edu_plan_cli.values.chinese_limits import LIMIT_WORDS

_FILLERS = re.compile(
    r"^(?:以上的?|的|通过|按照要求|指导督促学校|全年|年内|今年|本年度?|力争|确保|争取|努力|实现|推动|保证|计划|预计|继续|进一步|其中|并|同时|积极|稳步|全面|着力|加快|推进|做好|抓好|做到|[一二三四五六七八九十]是|(?:目标任务|工作措施|主要目标|工作目标)[：:])+[，,]?"
)
_BOUND = re.compile(
    r"(?:[，,]|力争|确保|努力|争取|累计|总数|总量|分别|(?<![人生年校班户平])均)?(?:分别|(?<![第每二三四五六七八九十])一(?:学期|学年|年|周)$|达到?|不少于|不低于|不超过|超过|突破|控制在|保持在?|稳定在|(?:提高|提升|增加|扩大|降低|压减)[到至]|增长|约|至少|为|在|共|各|以上|以内|以下|左右|余)+$"
)
_LIMITED = re.compile(
    rf"(?:[，,]|力争|确保|努力|争取|累计|总数|总量|分别|(?<![人生年校班户平])均)*(?:{LIMIT_WORDS})(?:\s|约|为|在|各|(?<![人生年校班户平])均|都)*$"
)
_BLANKED = re.compile(r"[（(]＿+[）)]|(?:[在于自从到至]|截至|直至)?＿+[，,]?")  # a day that stood there
LONGEST = 24  # characters
_FEWEST = 4


def bare(words: str) -> str:
    """Without the words that say how much, by when or with what will."""
    words = _BLANKED.sub("", words).strip(" 、，,和及")
    while (shorter := _BOUND.sub("", _LIMITED.sub("", _FILLERS.sub("", words))).strip(" 、，,的")) != words:
        words = shorter
    return words


def name_of(words: str, otherwise: str = "") -> str:
    """教育质量：本科上线率由50%提高到 → 本科上线率. ``otherwise`` is looked at where nothing is left.

    Both are given with their days blanked (``undated``).
    """
    words, otherwise = _BLANKED.sub("", words), _BLANKED.sub("", otherwise)
    words = re.sub(
        r"^[^：:，,]{2,6}[：:](?=.{4})|^在[^，,]{1,20}基础上|[由从]\s*(?:\d|[百千]分之)[^，,]*?(?=提高|提升|增加|增至|升|降|压|减|下降)",
        "",
        words,
    )
    without_quotes = re.sub(r"[“”\"]", "", words)
    name = bare(without_quotes) or bare(re.sub(r"\d.*", "", re.sub(r"[“”\"]", "", otherwise))) or otherwise
    first = re.split(r"[，,]", name)[0]
    name = first if len(name) > LONGEST and len(first) >= _FEWEST else name
    return re.sub(r"[（(][^）)]*$", "", name[:LONGEST]).strip(" 、，,") or otherwise[:LONGEST]
