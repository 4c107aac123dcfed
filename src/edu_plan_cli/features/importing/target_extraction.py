"""What a sentence promises: the targets its wording lets one propose. A person decides; nothing here is certain.

Numbers with units, shares, full coverage, frequencies, dates, deliverables, and what may only rise.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.features.importing.due_dates import WHEN, due
from edu_plan_cli.features.importing.quantities import Quantity, comparison, quantities
from edu_plan_cli.features.importing.target_names import LONGEST, bare, name_of
from edu_plan_cli.values.sentences import split_statements


class Found(NamedTuple):
    """A target as far as the words tell it. ``values`` has the plan's own keys (docs/format.md)."""

    kind: str
    name: str
    quote: str
    values: dict[str, object]


# What is so, not what is to be. 在…基础上 and 较去年 only measure what is to be.
_WAS = re.compile(r"已(?:达|有|建|完成|实现|新增)|截至|截止|20\d\d年(?:以来|底前?已)")
_LAST_YEAR = re.compile(r"(?<![较比于由在])(?:去年|上年)")
_IS = re.compile(r"(?<!实)现有|共有|目前")
_PAST_YEAR = re.compile(
    r"(?<![较比于由从在自—–－~至-])(20\d\d)\s*年(?!度?(?:基础|的?基础|计划|秋|春)|[—–－-])"
)
_AGAIN = re.compile(r"今年|本年|力争|确保|计划|目标|将")
_MORE = re.compile(r"新[增建]|再|继续|基础上")
_LABELLED = re.compile(
    r"\s*(?:完成时[限间]|时间节点|责任|牵头|配合)[^，,]{0,6}[：:]"
)  # what is said of a task, not what it does
_PERIODS = {
    "周": "week",
    "星期": "week",
    "两周": "two_weeks",
    "2周": "two_weeks",
    "二周": "two_weeks",
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
}
_EVERY = re.compile(
    r"每\s*(两周|2\s*周|二周|周|星期|个?月|个?季度?|半年|学期|学年|年|天|日)(?:至少|不少于|保证|安排|开设|开展)?"
)
_CHINESE_ONE = re.compile(r"(一|两|二|三|四|五)(节|次|课时|场|堂|小时|期)")
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_ALL_WHO_SHOULD = re.compile(r"应([\u4e00-\u9fff])尽\1")
_COVERED = re.compile(
    rf"(?:实现|达到|做到)?(?:[两三四五]个)?[“\"]?全覆盖|全部覆盖|{_ALL_WHO_SHOULD.pattern}|100\s*[%％]|百分之百|覆盖率达到?100"
)
_ONLY_RISING = re.compile(
    r"(?:[“\"]?[两三]个)?(?:逐年)?只增不减(?![”\"]?(?:的?要求|原则|政策|规定))|不低于(?:上年|去年|20\d\d年)(?:度?水平)?|逐年(?:增长|提高|增加)"
)
_RISING = re.compile(
    r"(?:提升|提高|增加|扩大)[^，,。；;\d]{0,20}?(?:比例|占比|覆盖面|[入达就升参使]?[\u4e00-\u9fff]率)(?:$|(?=[，,。；;]))|[\u4e00-\u9fff]{2,16}(?:比例|占比|率)(?:稳步|持续|不断|进一步)?(?:提升|提高)$"
)
_NO_RATE = re.compile(r"效率|概率|频率$")
_GROWTH = re.compile(
    r"(?:增长|提高|提升|增加|下降|降低|减少|压减|递增)(?:率|幅)?(?:不低于|不少于|超过|约)?\s*$"
)
_DELIVERABLE = re.compile(
    r"(?:出台|印发|制定|编制|制订|修订|研制|起草|发布|下发)(?:实施|完善|印发|出台|并|和)*\s*[^，,。；;]{0,12}?《([^》]{3,60})》"
)
_OLD_PAPER = re.compile(r"(?:落实|贯彻|按照|根据|依据|执行|对照|依照|学习)[^，,。；;]{0,24}$")
_DONE = re.compile(
    r"(?:完成|完工|开办|投入使用|投用|建成|竣工|交付|开工|动工|启用|开园|开学|招生|开班|封顶|验收|通过|上线)"
)
_PROJECT = re.compile(
    r"[^，,。；;：:]{0,40}?(?:新建|改建|扩建|改扩建|迁建|重建|建设)[^，,。；;]{0,12}?(?:工程|项目)(?!库|化|组|制|式)[^，,。；;]{0,10}|"
    r"[^，,。；;：:]{0,30}(?:学校|小学|中学|幼儿园|校区|分校)(?:新建|改建|扩建|改扩建|迁建|建设)(?!规划|标准|水平|行动|管理)[^，,。；;]{0,10}"
)  # fmt: skip
_STARTS_LATE = re.compile(
    r"^(?:均|都|也|并|且|总数|总量|比例|占比)?(?:力争|确保|争取|努力|稳定|保持|控制)?(?:达到?|不少于|不低于|不超过|超过|控制在|保持在|稳定在|提高到?|提升至?|增长|增至|下降|降低|约|在)?\s*\d(?!\d{3}\s*年|\d?\s*月)"
)
_MERE_VERB = re.compile(r"[\u4e00-\u9fff]{0,4}")
_NUMBERS = ("number", "share", "frequency", "coverage")


def promises(text: str, year: int) -> Iterator[Found]:
    """Every target that an item's text lets one propose, in the order of the words."""
    for sentence in split_statements(text):
        spans = [
            (m.start() + sentence.start, m.end() + sentence.start)
            for m in re.finditer(r"[^，,]+", sentence.text)
        ]
        spans = _thousands_kept(text, spans)
        history = False
        for index, (start, end) in enumerate(spans):
            clause = text[start:end].strip()
            masked = _masked(clause)
            history = _is_history(masked, year, already=history)
            if history or _LABELLED.match(masked):
                continue
            # 达到95%以上 says nothing without the clause before it.
            first = spans[index - 1][0] if index and _STARTS_LATE.match(clause) else start
            yield from _in_clause(clause, text[first:end].strip(), text[sentence.start : first], year)


def promises_a_number(text: str) -> bool:
    return any(found.kind in _NUMBERS for found in promises(text, 0))


def _is_history(masked: str, year: int, *, already: bool) -> bool:
    """Whether a clause tells what was or is, as those after it do until one speaks of what is to be."""
    past = [int(found[1]) for found in _PAST_YEAR.finditer(masked)]
    if _WAS.search(masked) or _LAST_YEAR.search(masked) or any(named < year for named in past):
        return "目标" not in masked
    if past or _AGAIN.search(masked) or _MORE.search(masked):
        return False
    return already or bool(_IS.search(masked))


def _thousands_kept(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """1,200 is one number, not two clauses."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            found
            and text[start - 1] == ","
            and re.match(r"\d{3}(?!\d)", text[start:])
            and text[start - 2].isdigit()
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _in_clause(clause: str, quote: str, before: str, year: int) -> Iterator[Found]:
    masked = _masked(clause)
    day = due(masked, year) if year else None
    until = {"due": day} if day and day.year == year else {}
    counted = list(_counted(masked, clause, quote))
    yield from (found._replace(values={**found.values, **until}) for found in counted)
    if counted:
        return
    if (every := _EVERY.search(masked)) and (one := _CHINESE_ONE.search(masked, every.end())):
        yield from _frequency(every[1], Decimal(_DIGITS[one[1]]), one[2], clause, quote)
    elif covered := _COVERED.search(masked):
        whole = _coverage(clause, covered, quote, before)
        yield whole._replace(values={**whole.values, **until})
    elif rising := _ONLY_RISING.search(masked):
        yield Found("not_below", name_of(clause[: rising.start()], before), quote, {})
    elif (paper := _DELIVERABLE.search(clause)) and not _OLD_PAPER.search(clause[: paper.start()]):
        yield Found("deliverable", f"《{paper[1]}》"[:LONGEST], quote, {"due": day} if day else {})
    elif day and _DONE.search(masked):
        yield Found("milestone", _name_without_day(clause, before), quote, {"due": day})
    elif _RISING.search(masked) and not _NO_RATE.search(masked):
        yield Found("increase", name_of(clause, before), quote, {})
    elif _PROJECT.search(masked) and not clause.startswith("通过"):
        yield Found("project", name_of(clause, before), quote, {})


def _coverage(clause: str, covered: "re.Match[str]", quote: str, before: str) -> Found:
    """实现全覆盖 covers what the clause before it speaks of; 应助尽助 those who should be."""
    if should := _ALL_WHO_SHOULD.search(clause):
        name = name_of(clause[: should.start()])
        return Found(
            "coverage", f"{name}{should[0]}"[:LONGEST], quote, {"population": name or f"应{should[1]}对象"}
        )
    last = re.split(r"[，,]", before.strip(" ，,"))[-1]
    population = name_of(clause[: covered.start()] or last, before)
    name = f"{population}全覆盖"[:LONGEST] if population else clause[:LONGEST]
    return Found("coverage", name, quote, {"population": population or name})


def _name_without_day(clause: str, before: str) -> str:
    name = name_of(re.sub(r"确保|力争|争取", "", WHEN.sub("", clause)), before)
    return name if len(name) > 2 else name_of(clause, before)  # noqa: PLR2004  开办 says less than 秋季开办


def _counted(masked: str, clause: str, quote: str) -> Iterator[Found]:
    found = quantities(masked)
    verb = ""
    for position, one in enumerate(found):
        since = found[position - 1].end if position else 0
        until = found[position + 1].start if position + 1 < len(found) else None
        words = WHEN.sub("", clause[since : one.start]).strip("、 和及")
        after = re.sub(r"[（(][^）)]*[）)]", "", clause[one.end : until])
        if re.match(
            r"的?(?!以上|以内|左右|任务)[\u4e00-\u9fff]{2}", after
        ):  # 创建50所绿色学校、100所健康学校
            what = re.split(r"[、和及]", after)[0]
            name = name_of(f"{verb if verb and position else words}{what}", quote)
            verb = verb or (words if _MERE_VERB.fullmatch(bare(words)) else "")
        else:
            name, verb = name_of(words, quote), ""
        yield from _quantity(one, masked[since : one.start], after, name, quote)


def _quantity(one: Quantity, before: str, after: str, name: str, quote: str) -> Iterator[Found]:
    compared = comparison(before, one.suffix, after)
    every = _EVERY.search(before)
    if every and not one.percent:
        yield from _frequency(every[1], one.value, one.unit, name, quote)
    elif one.percent and one.value == 100:  # noqa: PLR2004
        yield Found("coverage", name, quote, {"population": name})
    elif one.percent and not _GROWTH.search(before):
        limit = compared if compared.get("comparison") == "at_most" else {}
        yield Found("share", name, quote, {"target_value": one.value, **limit})
    elif one.value > 0:
        unit = one.unit.replace("％", "%")
        yield Found("number", name, quote, {"target_value": one.value, "unit": unit, **compared})


def _frequency(every: str, value: Decimal, unit: str, name: str, quote: str) -> Iterator[Found]:
    """Only the periods a frequency may have; the others are numbers whose name says the period."""
    period = _PERIODS.get(every.replace(" ", "").removeprefix("个"))
    name = name_of(name, quote)
    if period:
        yield Found("frequency", name, quote, {"minimum": value, "every": period, "unit": unit})
    else:
        short = name if f"每{every}" in name else f"每{every}{name}"
        yield Found("number", short[:LONGEST], quote, {"target_value": value, "unit": unit})


def _masked(clause: str) -> str:
    """The clause with what is inside 《》 〔〕 and short quotes blanked: names hold numbers that promise nothing."""
    for pattern in (r"《[^》]*》?", r"〔[^〕]*〕", r"[“\"][^”\"]{0,10}[”\"]"):
        clause = re.sub(
            pattern,
            lambda found: found[0] if re.search("全覆盖|只增不减", found[0]) else "＿" * len(found[0]),
            clause,
        )
    return clause
