"""A short name for a promise, made of the words around it."""

import re

_FILLERS = re.compile(
    r"^(?:以上的?|的|通过|按照要求|指导督促学校|全年|年内|今年|本年度?|力争|确保|争取|努力|实现|推动|保证|计划|预计|继续|进一步|其中|并|同时|积极|稳步|全面|着力|加快|推进|做好|抓好|做到|[一二三四五六七八九十]是|(?:目标任务|工作措施|主要目标|工作目标)[：:]|到?20\d\d年(?:底前?)?|\d{1,2}月底前)+[，,]?"
)
_BOUND = re.compile(
    r"(?:[，,]|力争|确保|努力|争取|累计|总数|总量|均)?(?:达到?|不少于|不低于|不超过|超过|突破|控制在|保持在?|稳定在|(?:提高|提升|增加|扩大|降低|压减)[到至]|增长|约|至少|为|在|共|各|以上|以内|以下|左右|余)+$"
)
LONGEST = 24  # characters
_FEWEST = 4


def bare(words: str) -> str:
    """Without the words that say how much, by when or with what will."""
    words = words.strip(" 、，,和及")
    while (shorter := _BOUND.sub("", _FILLERS.sub("", words)).strip(" 、，,的")) != words:
        words = shorter
    return words


def name_of(words: str, otherwise: str = "") -> str:
    """教育质量：本科上线率由50%提高到 → 本科上线率. ``otherwise`` is looked at where nothing is left."""
    words = re.sub(
        r"^[^：:，,]{2,6}[：:](?=.{4})|^在[^，,]{1,20}基础上|[由从]\s*\d[^，,]*?(?=提高|提升|增加|降低|压减)",
        "",
        words,
    )
    without_quotes = re.sub(r"[“”\"]", "", words)
    name = bare(without_quotes) or bare(re.sub(r"\d.*", "", re.sub(r"[“”\"]", "", otherwise))) or words
    first = re.split(r"[，,]", name)[0]
    name = first if len(name) > LONGEST and len(first) >= _FEWEST else name
    return re.sub(r"[（(][^）)]*$", "", name[:LONGEST]).strip(" 、，,") or otherwise[:LONGEST]
