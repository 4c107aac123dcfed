"""Who is to do it, as documents say it: 责任科室：… 牵头单位：… 配合单位：… （基教科牵头，人事科配合）."""

import re
from collections.abc import Collection
from typing import NamedTuple

_ROLE = r"(责任|牵头|主责|主办|承办|负责|配合|协助|协办|参与|参加)(?:的)?(?:科室|单位|部门|处室|股室|司局|机关|学校)?"
_SAID = re.compile(
    rf"{_ROLE}(?:（[^）]*）)?\s*[：:]\s*([^：:。；;）)】\]\n]+?)\s*(?=$|[。；;）)】\]\n]|[，, ]*(?:责任|牵头|配合|协助|协办|参与|完成时)[^，。：:]{{0,6}}[：:])"
)
_AFTER = re.compile(r"([^，。；（(：:\n]{2,60}?)(?:负责)?(牵头|负责|配合|协助|参与)(?=[，,；;）)】。]|$)")
_BRACKET = re.compile(r"[（(【\[]([^（(【\[\]】）)]{2,120})[）)】\]]")
_HELPING = ("配合", "协助", "协办", "参与", "参加")
_EVERYBODY = re.compile(
    r"^(?:各|机关各|相关|有关|全体|局属|局机关)|^(?:所有|其他)|各(?:科室|股室|学校|单位|部门)$"
)
_NAME = re.compile(r"[\u4e00-\u9fff（）()A-Za-z·]{2,20}")
_KIND = re.compile(
    r"(?:科|室|股|处|办|司|局|厅|部|委|委员会|中心|党委|支部|工会|团委|少工委|馆|院|站|队|学校|园|会|组|所|大学)$"
)


class Named(NamedTuple):
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    quote: str  # the words that say it


def named_in(text: str) -> Named | None:
    """Who a text names; None where it names nobody. Of several with the lead the first leads, the others help."""
    leads: list[str] = []
    helping: list[str] = []
    quotes: list[str] = []
    for found in _SAID.finditer(text):
        names = _names(found[2])
        (helping if found[1] in _HELPING else leads).extend(names)
        if names:
            quotes.append(found[0])
    if not quotes:
        for bracket in _BRACKET.finditer(text):
            after = [(match[2], _names(match[1])) for match in _AFTER.finditer(bracket[1])]
            plain = [] if after else _names(bracket[1], strict=True)
            for role, names in after:
                (helping if role in _HELPING else leads).extend(names)
            leads += plain
            if plain or any(names for _, names in after):
                quotes.append(bracket[0])
    if not quotes or not leads + helping:
        return None
    lead = tuple(dict.fromkeys(leads))
    return Named(lead, tuple(name for name in dict.fromkeys(helping) if name not in lead), quotes[-1])


def _names(text: str, *, strict: bool = False) -> list[str]:
    """``strict``: in a bare bracket every one of them must look like a department."""
    parts = [part.strip(" 　等") for part in re.split(r"[、，,；;/\s]+|(?<=[科室办处股])和", text)]
    names = [part for part in parts if _NAME.fullmatch(part) and not _EVERYBODY.search(part)]
    if strict and not (names and len(names) == len(parts) and all(_KIND.search(name) for name in names)):
        return []
    return names


def department_id(name: str, taken: Collection[str]) -> str:
    """An id made of the name's sound: 基础教育科 → jichujiaoyuke."""
    from pypinyin import lazy_pinyin

    spelt = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(name, errors="ignore")).lower())[:36]
    identity = spelt if spelt[:1].isalpha() else f"d{spelt}"
    while identity in taken:
        identity += "2"
    return identity
