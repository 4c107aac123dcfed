"""What a sentence promises: the targets its wording lets one propose. A person decides; nothing here is certain.

Numbers with units, shares, full coverage, frequencies, dates, deliverables, and what may only rise.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.features.importing.due_dates import Times, times, undated
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.papers import paper_promised, titled_paper
from edu_plan_cli.features.importing.quantities import Quantity, Unclear, quantities
from edu_plan_cli.features.importing.target_names import LONGEST, bare, name_of
from edu_plan_cli.values.chinese_limits import LIMIT_WORDS
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.sentences import split_statements


class Found(NamedTuple):
    """A target as far as the words tell it. ``values`` has the plan's own keys (docs/format.md)."""

    kind: str
    name: str
    quote: str
    values: dict[str, object]


class Asked(NamedTuple):
    """A number or a day of a clause that may promise something and is not read, or not written into a target."""

    question: Question
    quote: str  # the clause


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
    "天": "day",
    "日": "day",
    "周": "week",
    "星期": "week",
    "两周": "two_weeks",
    "2周": "two_weeks",
    "二周": "two_weeks",
    "月": "month",
    "季度": "quarter",
    "季": "quarter",
    "学期": "term",
    "半年": "half_year",
}
_EVERY = re.compile(
    r"(?:每\s*|(?<![第十二三四五六七八九])一(?=(?:学期|学年|年|周)$))(两\s*周|2\s*周|二\s*周|周|星期|个?月|个?季度?|半年|个?学期|学年|年|天|日)(?:至少|不少于|保证|安排|开设|开展)?"
)
_PER = re.compile(r"(?P<unit>.+)/(?P<every>周|月|季度?|学期|半年|年|天|日)")
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
    r"(?:压缩|压减|精简|削减|减少|下降|降低|增长|增加)[^，,。；;：:率比重到至为\d]{1,8}$|(?:增长|提高|提升|增加|下降|降低|减少|压减|递增)(?:率|幅)?(?:不低于|不少于|超过|约)?\s*$"
)
_ONLY_A_DAY = re.compile(
    r"(?:到|至|在|于|从|自|力争|确保|计划|预计|\s)*＿[＿\s、]*(?:力争|确保|争取|计划|预计|开始|完成)*"
)
# 6月底前完成, 8月底前投入使用: the day of what was said before it.
_DAY_OF_ALL = re.compile(
    r"(?:到|至|在|于|并|均|都|力争|确保|计划|预计|\s)*＿[＿\s、]*(?:力争|确保|争取|计划|预计|全部|全面|均|完成|完工|竣工|建成|交付|投入|使用|投用|启用|到位|落实)+"
)
_ANY_YEAR = 2000  # where only the words count, not the days
_BEFORE = 400  # characters of a sentence that a clause is read with; people write shorter ones
_DONE = re.compile(
    r"(?:完成|完工|开办|投入使用|投用|建成|竣工|交付|开工|动工|启用|开园|开学|招生|开班|封顶|验收|通过|上线)"
)
_PROJECT = re.compile(
    r"[^，,。；;：:]{0,40}?(?:新建|改建|扩建|改扩建|迁建|重建|建设)[^，,。；;]{0,12}?(?:工程|项目)(?!库|化|组|制|式)[^，,。；;]{0,10}|"
    r"[^，,。；;：:]{0,30}(?:学校|小学|中学|幼儿园|校区|分校)(?:新建|改建|扩建|改扩建|迁建|建设)(?!规划|标准|水平|行动|管理)[^，,。；;]{0,10}"
)  # fmt: skip
_STARTS_LATE = re.compile(
    rf"^(?:均|都|也|并|且|总数|总量|比例|占比|力争|确保|争取|努力|稳定|保持|控制)*(?:{LIMIT_WORDS}|增长|增至|在|保持在|稳定在|提高到?|下降|降低)?(?:\s|约|为|在)*"
    r"(?!20\d\d\s*年|\d{1,2}\s*(?:月|周?岁))(?:[百千]分之|[0-9０-９]|[一二三四五六七八九]成)"
)
# What is measured, but by no number a target may have: it becomes 定性 with its words.
_MEASURED_IN_WORDS = re.compile(
    r"翻[一两二三四0-9]番|(?:增长|增加|提高|扩大|达到?|是|为)[^，,。；;]{0,8}[一两二三四五0-9]倍|[师生]{2}比(?:例)?[^，,。；;]{0,8}\d+\s*[:：比]\s*\d|[一二两三四五六七八九十]分之[一二两三四五六七八九]"
    r"|(?:位居|位列|稳居|居于?|进入|跻身|挺进|排名|排在|保持在?)[^，,。；;]{0,10}(?:前(?:[一二三四五六七八九十]|\d{1,2})(?:[名位强]|$)|第[一二](?:方阵|梯队|名|位))"
)
_FEWEST = 2  # characters of what is to be done by a day
_MERE_VERB = re.compile(r"[\u4e00-\u9fff]{0,4}")
_NUMBERS = ("number", "share", "frequency", "coverage")


def promises(text: str, year: int) -> Iterator[Found]:
    """Every target that an item's text lets one propose, in the order of the words."""
    return (found for found in read_promises(text, year) if isinstance(found, Found))


def questions(text: str, year: int) -> list[Asked]:
    """What of an item's text may promise a number or set a day and is not read, each once."""
    return list(dict.fromkeys(found for found in read_promises(text, year) if isinstance(found, Asked)))


def read_promises(text: str, year: int) -> Iterator[Found | Asked]:
    """What a text promises and what of it is asked about, in the order of the words. Year 0: only the words count, not the days."""
    for sentence in split_statements(text):
        begin = sentence.start + _label(text, sentence.start, sentence.text)
        spans = [
            (m.start() + begin, m.end() + begin) for m in re.finditer(r"[^，,]+", text[begin : sentence.end])
        ]
        yield from _in_sentence(text, begin, _thousands_kept(text, spans), year)


def _in_sentence(text: str, begin: int, spans: list[tuple[int, int]], year: int) -> list[Found | Asked]:
    """``spans``: of the clauses. A day alone is that of the clauses after it (6月底前，新建3所学校) or, where it ends them
    (培训1200人次，6月底前完成), of those before it that name none.
    """
    told: list[Found | Asked] = []
    undated_from = 0  # of what is told, the first after the last day
    history, before = False, Times()
    for index, (start, end) in enumerate(spans):
        clause = text[start:end].strip()
        masked = _masked(clause)
        history = _is_history(masked, year, already=history)
        if history or not clause or _LABELLED.match(masked):
            continue
        own = times(masked, year) if year else Times()
        blanked = undated(masked, year or _ANY_YEAR)
        alone = _ONLY_A_DAY.fullmatch(blanked)
        if own.due and (_DAY_OF_ALL.fullmatch(blanked) or (alone and index == len(spans) - 1)):
            earlier = told[undated_from:]
            if any(_lacks_a_day(one) for one in earlier):
                told[undated_from:] = [_dated_as(one, own) if _lacks_a_day(one) else one for one in earlier]
                undated_from = len(told)
                continue
        if alone:
            before = own
            continue
        when, before = (own, Times()) if own != Times() else (before, before._replace(asked=()))
        # 达到95%以上 says nothing without the clause before it.
        first = spans[index - 1][0] if index and _STARTS_LATE.match(clause) else start
        if own.due:
            undated_from = len(told)
        quote = text[first:end].strip()
        for part, of_part in _dated_parts(clause, when, year):
            told += _in_clause(
                part, quote, text[max(begin, first - _BEFORE) : first], of_part, year or _ANY_YEAR
            )
    return told


def _dated_parts(clause: str, when: Times, year: int) -> list[tuple[str, Times]]:
    """6月底达到50%、11月底达到92%: two promises where each part has a day of its own; else the clause as it is."""
    parts = clause.split("、")
    if when.due is None and when.asked and len(parts) > 1:
        dated = [(part, times(_masked(part), year)) for part in parts]
        if all(of_part.due and not of_part.asked for _, of_part in dated):
            return dated
    return [(clause, when)]


def _lacks_a_day(one: Found | Asked) -> bool:
    return isinstance(one, Found) and one.kind in _NUMBERS and "due" not in one.values


def _dated_as(one: Found | Asked, own: Times) -> Found | Asked:
    assert isinstance(one, Found)
    return one._replace(values={**one.values, "due": own.due})


def _label(text: str, start: int, sentence: str) -> int:
    """How many characters the number of a line takes that a sentence begins with: 1.5所学校 is one, 1. 5所学校 two."""
    at_line = not text[:start].rpartition("\n")[2].strip()
    label = label_of(sentence) if at_line else None
    return len(sentence) - len(sentence.lstrip()) + len(label.text) if label and label.rest else 0


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
    """1,200 and 1，200 are one number, not two clauses."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if (
            found
            and re.search(r"(?<!\d)\d{1,3}[,，]$", text[max(start - 5, 0) : start])
            and re.match(r"\d{3}(?!\d)", text[start : start + 4])
        ):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def _in_clause(clause: str, quote: str, before: str, when: Times, year: int) -> Iterator[Found | Asked]:
    masked, named = _masked(clause), undated(clause, year)
    counted = list(_counted(masked, named, quote, undated(quote, year)))
    found = [one for one in counted if isinstance(one, Found)]
    due, start = when.due, {"start": when.start} if when.start else {}
    asked = [one for one in counted if isinstance(one, Asked)]
    if not found:
        due = due or (when.year_end if _DONE.search(masked) else None)
        found = list(_in_words(clause, masked, named, quote, undated(before, year), when._replace(due=due)))
        asked = [] if any(one.kind == "qualitative" for one in found) else asked
    days = start | ({"due": due} if due else {})
    yield from (one._replace(values={**one.values, **days}) if _may_be_dated(one) else one for one in found)
    yield from asked
    if found:
        yield from (Asked(question, quote) for question in when.asked)


def _is_dated(when: Times) -> bool:
    """Whether a day is said, be it one that is asked about."""
    return when.due is not None or bool(when.asked) or when.start is not None


def _may_be_dated(found: Found) -> bool:
    return found.kind not in ("not_below", "increase", "project")


def _in_words(
    clause: str,
    masked: str,
    named: str,
    quote: str,
    before: str,
    when: Times,
) -> Iterator[Found]:
    """What a clause without a number promises. ``named`` and ``before`` have their days blanked."""
    if covered := _COVERED.search(masked):
        yield _coverage(named, covered, quote, before)
    elif rising := _ONLY_RISING.search(masked):
        yield Found("not_below", name_of(named[: rising.start()], before), quote, {})
    elif title := titled_paper(clause):
        yield Found("deliverable", f"《{title}》"[:LONGEST], quote, {})
    elif _is_dated(when) and _DONE.search(masked):
        yield Found("milestone", _name_without_day(clause, named, before), quote, {})
    elif _RISING.search(masked) and not _NO_RATE.search(masked):
        yield Found("increase", name_of(named, before), quote, {})
    elif _PROJECT.search(masked) and not clause.startswith("通过"):
        yield Found("project", name_of(named, before), quote, {})
    elif _MEASURED_IN_WORDS.search(clause):
        yield Found("qualitative", name_of(named, before), quote, {})
    elif when.is_deadline and (promised := paper_promised(clause)):  # 5月底前出台评价标准
        yield Found("deliverable", promised[:LONGEST], quote, {})
    elif when.is_deadline and len(bare(named)) >= _FEWEST:
        yield Found("milestone", _name_without_day(clause, named, before), quote, {})


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


def _name_without_day(clause: str, named: str, before: str) -> str:
    name = name_of(re.sub(r"确保|力争|争取", "", named), before)
    if len(name) > 2:  # noqa: PLR2004  开办 says less than 2024年秋季开办
        return name
    return name_of(re.sub(r"确保|力争|争取", "", clause)) or name


def _counted(masked: str, named: str, quote: str, undated_quote: str) -> Iterator[Found | Asked]:
    """``masked``, ``named``: the clause with names, and with days blanked."""
    found = quantities(masked)
    verb = ""
    for position, one in enumerate(found):
        if isinstance(one, Unclear):
            yield Asked(one.question, quote)
            continue
        since = found[position - 1].end if position else 0
        until = found[position + 1].start if position + 1 < len(found) else None
        words = named[since : one.start].strip("＿、 和及")
        if one.limit and named[since : one.start].endswith("的"):  # 近视率不超过全体学生的5%
            words = named[since : one.limit.start].strip("＿、 和及") or words
        after = re.sub(r"[（(][^）)]*[）)]", "", named[one.end : until])
        if re.match(
            r"的?(?!以上|以内|左右|任务)[\u4e00-\u9fff]{2}", after
        ):  # 创建50所绿色学校、100所健康学校
            what = re.split(r"[、和及]", after)[0]
            name = name_of(f"{verb if verb and position else words}{what}", undated_quote)
            verb = verb or (words if _MERE_VERB.fullmatch(bare(words)) else "")
        else:
            name, verb = name_of(words, undated_quote), ""
        yield _quantity(one, masked[since : one.start], name, quote)


def _quantity(one: Quantity, before: str, name: str, quote: str) -> Found | Asked:
    if one.value <= 0:
        return Asked(ask(one.text, "不大于 0，不能作目标值", "is not above 0: no target value"), quote)
    direction = one.limit.direction if one.limit else "at_least"
    compared = {} if direction == "at_least" else {"comparison": direction}
    every, unit = _EVERY.search(before), one.unit
    period = re.sub(r"\s", "", every[1]).removeprefix("个") if every else ""
    if (per := _PER.fullmatch(unit)) and per["every"] in _PERIODS and not per["unit"].endswith("元"):
        unit, period = per["unit"], per["every"]
    if period and not one.percent:
        return _frequency(period, one.value, unit, name, quote, compared)
    if one.percent and one.value == 100 and direction in ("at_least", "equal"):  # noqa: PLR2004
        return Found("coverage", name, quote, {"population": name})
    is_share = one.percent and one.value <= 100 and not _GROWTH.search(before)  # noqa: PLR2004
    if is_share and direction in ("at_least", "at_most"):
        return Found("share", name, quote, {"target_value": one.value, **compared})
    return Found(
        "number", name, quote, {"target_value": one.value, **({"unit": unit} if unit else {}), **compared}
    )


def _frequency(
    every: str, value: Decimal, unit: str, name: str, quote: str, compared: Mapping[str, str]
) -> Found:
    """Only the periods a frequency may have, and only its minimum; all else is a number whose name says the period."""
    if (period := _PERIODS.get(every)) and not compared and not unit.endswith("元"):
        return Found("frequency", name, quote, {"minimum": value, "every": period, "unit": unit})
    short = name if f"每{every}" in name else f"每{every}{name}"
    return Found("number", short[:LONGEST], quote, {"target_value": value, "unit": unit, **compared})


def _masked(clause: str) -> str:
    """The clause with what is inside 《》 〔〕 and short quotes blanked: names hold numbers that promise nothing."""
    for pattern in (r"《[^》]*》?", r"〔[^〕]*〕", r"[“\"][^”\"]{0,10}[”\"]"):
        clause = re.sub(
            pattern,
            lambda found: found[0] if re.search("全覆盖|只增不减", found[0]) else "＿" * len(found[0]),
            clause,
        )
    return clause
