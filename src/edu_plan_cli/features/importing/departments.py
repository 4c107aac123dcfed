"""Who is to do it, as documents say it: 责任科室：… 牵头单位：… 配合单位：… （基教科牵头，人事科配合）."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

from edu_plan_cli.editing.edits import NewLead
from edu_plan_cli.model.plan import Plan
from edu_plan_cli.values.typed_text import normalize_typed

_BODY = r"(?:科室|单位|部门|处室|股室|司局|机关|学校|主体|[科处股][（(]室[）)]|[科处][（(]股[）)]室)"
_ROLE = rf"(责任|牵头|主责|主办|承办|负责|落实|配合|协助|协同|会同|协办|参与|参加)(?:的)?(?:责任)?{_BODY}?"
_CLOSE = r"）)】\]〕］"
_SAID = re.compile(
    rf"{_ROLE}(?:（[^）]{{0,60}}）)?\s{{0,9}}[：:]\s{{0,9}}((?:[（(][^（()）]{{0,60}}[）)]|[^：:。；;（({_CLOSE}\n]){{1,200}}?)\s{{0,9}}"
    rf"(?=$|[。；;{_CLOSE}\n]|[，, ]{{0,9}}(?:责任|牵头|配合|协助|协办|参与|完成时)[^，。：:]{{0,6}}[：:])"
)
_AFTER = re.compile(
    r"([^，。；（(：:\n]{2,60}?)(?:负责)?(牵头|负责|配合|协助|协同|协办|参与)(?=[，,；;）)】。]|$)"
)
_BRACKET = re.compile(
    rf"[（(【\[〔［]((?:[^（(【\[〔［{_CLOSE}]|[（(][^（()）]{{0,60}}[）)]){{2,160}})[{_CLOSE}]"
)
# A line on the persons in charge, until when, or how far it has come: nothing is promised in it.
SAID_OF = re.compile(
    r"^(?:(?:责任|分管|牵头|包保|包联|挂点|主管|[市县区局]级?)(?:局)?领导|(?:第一|直接|具体|主要|科室)?(?:责任人|负责人|联系人|联络员)(?:及[^：:\n]{1,6})?"
    r"|(?:计划|工作|办结|整改)?(?:完成)?(?:时限|期限|时间节点|时间要求)(?:要求)?|完成(?:时间|日期|节点)|办结时间|时间节点|月份"
    r"|(?:工作|推进|年度)?(?:进度|阶段)(?:安排|计划|目标|要求|任务|节点)[^：:，。\n]{0,8}"
    r"|[^：:，。\n]{0,8}(?:进展|完成情况|落实情况|推进情况|开展情况|工作进度|完成进度|存在问题)[^：:，。\n]{0,6}|备注|下一步(?:工作)?(?:计划|安排|打算|措施)?)\s?[：:][^\n]+$",
    re.MULTILINE,
)
_HELPING = ("配合", "协助", "协同", "会同", "协办", "参与", "参加")
_EVERYBODY = re.compile(
    r"^(?:各|机关各|相关|有关|全体|局属|局机关|市直各|直属各)|^(?:所有|其他)|各(?:科室|股室|处室|学校|单位|部门)$|^(?:学校|中小学校?|幼儿园|小学|初中|高中|高校|大学|单位|部门|家庭|社区|中心|处|室|科|所|次|组)$"
)
_NAME = re.compile(
    r"[\u4e00-\u9fff（）()A-Za-z·]{2,20}|[\u4e00-\u9fff]{2,10}[0-9０-９]{1,2}[科室股处组部]"  # 基教1科
)
_KIND = re.compile(
    r"(?:科|室|股|处|办|司|局|厅|部|委|委员会|中心|党委|支部|工会|团委|少工委|馆|院|站|队|学校|园|会|组|所|大学|专班)(?:[（(].*[）)])?$"
)
_SHORT = 8  # characters: a longer one that ends like no body is part of a sentence
# Between two names, not within a name's brackets: 各县（市、区）教育局.
_BETWEEN = re.compile(
    r"(?:[、，,；;/]|(?<=[科室办处股委会院站局部组心])(?:以及|及|和|与))\s*(?![^（(]{0,60}[）)])|(\s+)"
)


class Named(NamedTuple):
    lead: tuple[str, ...]
    cooperating: tuple[str, ...]
    quotes: tuple[str, ...]  # the words that say it


def is_department(text: str) -> bool:
    """Whether a text is a department's name and nothing else."""
    return bool(_NAME.fullmatch(text) and _KIND.search(text))


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
    return Named(lead, tuple(name for name in dict.fromkeys(helping) if name not in lead), tuple(quotes))


def said_quotes(text: str) -> list[str]:
    """The words of a text that say who, also where they name nobody in particular: 责任单位：各学校."""
    return [found[0].strip() for found in _SAID.finditer(text)]


def names_only(text: str) -> bool:
    """Whether a text says who is to do a task and nothing of the task itself."""
    return named_in(text) is not None and not _without_names(text)


def says_what_to_do(text: str) -> bool:
    """Whether a text that names departments has a sentence of its own before their names: 组织研讨10次。（责任单位：党委）"""
    return bool(re.search(r"[\u4e00-\u9fff]{2}[^。]*。", _without_names(text, keep="。")))


def _without_names(text: str, keep: str = "") -> str:
    named = named_in(text)
    for quote in named.quotes if named else ():
        text = text.replace(quote, "")
    return re.sub(rf"[\s{'' if keep else '。'}；;，,（(【\[〔［{_CLOSE}]", "", _SAID.sub("", text))


def before_the_names(heading: str) -> tuple[str, str]:
    """抓学习【责任单位：党政办】 → (抓学习, 【责任单位：党政办】)."""
    for bracket in _BRACKET.finditer(heading):
        if bracket.end() == len(heading) and bracket.start() and named_in(bracket[0]):
            return heading[: bracket.start()].strip(), bracket[0]
    return heading, ""


def _names(text: str, *, strict: bool = False) -> list[str]:
    """``strict``: in a bare bracket every one of them must look like a department."""
    parts, spaced, at = [], False, 0
    for gap in [*_BETWEEN.finditer(text), None]:
        part = text[at : gap.start() if gap else None].strip(" 　等")
        parts.append((part, spaced))
        if gap:
            at, spaced = gap.end(), bool(gap[1])
    parts = [(part, by_space) for part, by_space in parts if part]
    names = [
        part
        for part, by_space in parts
        if _NAME.fullmatch(part)
        and not _EVERYBODY.search(part)
        and (_KIND.search(part) or (len(part) <= _SHORT and not by_space))  # 基教科 王某某: a person
    ]
    if strict and not (names and len(names) == len(parts) and all(_KIND.search(name) for name in names)):
        return []
    return names


def department_id(name: str, taken: Collection[str]) -> str:
    """An id made of the name's sound: 基础教育科 → jichujiaoyuke."""
    from pypinyin import lazy_pinyin

    plain = normalize_typed(name)  # of an id only: 基教１科 is spelt as 基教1科
    spelt = re.sub(r"[^a-z0-9]", "", "".join(lazy_pinyin(plain)).lower())[:36]
    identity = spelt if spelt[:1].isalpha() else f"d{spelt}"
    while identity in taken:
        identity += "2"
    return identity


def new_departments(names: Iterable[str], plan: Plan) -> list[NewLead]:
    """Return the departments of these names that the plan does not have, each with an id of its own."""
    made: list[NewLead] = []
    for name in names:
        if plan.department(name) is None and name not in {each.name for each in made}:
            taken = {each.id for each in plan.departments} | {each.id for each in made}
            made.append(NewLead(department_id(name, taken), name))
    return made
