"""What a sentence promises: the targets its wording lets one propose. A person decides; nothing here is certain.

Numbers with units, shares, full coverage, frequencies, dates, deliverables, and what may only rise.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.documents.labels import chinese_number


class Found(NamedTuple):
    """A target as far as the words tell it. ``values`` has the plan's own keys (docs/format.md)."""

    kind: str
    name: str
    quote: str
    values: dict[str, object]


_UNIT = (
    r"个百分点|平方米|立方米|公里|课时|学时|小时|分钟|人次|场次|班次|周岁|学分|"
    r"[人元个所名位项次场期套辆家间台份篇门节件支条批座班亩册对户部例处校园分倍岁天年月日周级届类款章%％‰]"
)
_NUMBER = r"(?<![\d.A-Za-z])(\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![\d.]*\d)"
_QUANTITY = re.compile(
    rf"{_NUMBER}\s*(余|多)?\s*([万亿千百]?)\s*(余|多)?\s*({_UNIT})(?!代|度|级|行动|计划|工程)(以上|以内|以下|左右|及以上)?"
)
# 三所 but not 三个年级: counted in words only what is built, held or trained.
_COUNTED = re.compile(
    r"(?:新建|改扩建|改建|扩建|新增|建成|建设|创建|培育|打造|举办|开展|组织|培训|评选|遴选|选派|引进|招聘|完成)[^，,。；;：:\d]{0,14}?"
    r"([一二两三四五六七八九十百]{1,6})(所|场|期|次|名|家|项|个)"
)
# A unit that measures age, order or time, not work.
_NO_WORK = frozenset("周岁 岁 年 月 日 周 级 届 类 款 章 天".split())
_PAST = re.compile(
    r"已(?:达|有|建|完成|实现)|(?<!实)现有|共有|截至|截止|(?<![较比于])(?:去年|上年)|20\d\d年(?:以来|底前?已)|目前"
)
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
    r"每(两周|2\s*周|二周|周|星期|个?月|个?季度?|学期|学年|年|天|日)(?:至少|不少于|保证|安排|开设|开展)?"
)
_CHINESE_ONE = re.compile(r"(一|两|二|三|四|五)(节|次|课时|场|堂|小时|期)")
_DIGITS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5}
_COVERED = re.compile(
    r"全覆盖|全部覆盖|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|100\s*[%％]|百分之百|覆盖率达到?100"
)
_ONLY_RISING = re.compile(r"只增不减|不低于(?:上年|去年|20\d\d年)(?:度?水平)?|逐年(?:增长|提高|增加)")
_RISING = re.compile(
    r"(?:提升|提高|增加|扩大)[^，,。；;\d]{0,20}?(?:比例|占比|覆盖面|[入达就升参使]?[\u4e00-\u9fff]率)(?:$|(?=[，,。；;]))|[\u4e00-\u9fff]{2,16}(?:比例|占比|率)(?:稳步|持续|不断|进一步)?(?:提升|提高)$"
)
_NO_RATE = re.compile(r"效率|概率|频率$")
_DELIVERABLE = re.compile(
    r"(?:出台|印发|制定|编制|制订|修订|研制|起草|发布|下发)(?:实施|完善|印发|出台|并|和)*\s*[^，,。；;]{0,12}?《([^》]{3,60})》"
)
_OLD_PAPER = re.compile(r"(?:落实|贯彻|按照|根据|依据|执行|对照|依照|学习)[^，,。；;]{0,24}$")
_END = r"(?:前|之前|底前|底|末)"
_DATED = re.compile(rf"(?:(20\d\d)\s*年)?\s*(\d{{1,2}})\s*月\s*(?:(\d{{1,2}})\s*日)?\s*(?:份)?{_END}?")
_SEASONS = {"春季": (3, 1), "春季学期": (6, 30), "秋季": (9, 1), "秋季学期": (9, 1), "上半年": (6, 30), "年底": (12, 31), "年内": (12, 31), "年末": (12, 31),
            "一季度": (3, 31), "二季度": (6, 30), "三季度": (9, 30), "四季度": (12, 31), "暑假": (8, 31), "暑期": (8, 31)}  # fmt: skip
_DONE = re.compile(
    r"(?:完成|完工|开办|投入使用|投用|建成|竣工|交付|开工|动工|启用|开园|开学|招生|开班|封顶|验收|通过|上线)"
)
_PROJECT = re.compile(
    r"[^，,。；;：:]{0,40}?(?:新建|改建|扩建|改扩建|迁建|重建|建设)[^，,。；;]{0,12}?(?:工程|项目)(?!库|化|组|制|式)[^，,。；;]{0,10}|"
    r"[^，,。；;：:]{0,30}(?:学校|小学|中学|幼儿园|校区|分校)(?:新建|改建|扩建|改扩建|迁建|建设)(?!规划|标准|水平|行动|管理)[^，,。；;]{0,10}"
)  # fmt: skip
_STARTS_LATE = re.compile(
    r"^(?:均|都|也|并|且|总数|总量|比例|占比)?(?:力争|确保|争取|努力|稳定|保持|控制)?(?:达到?|不少于|不低于|不超过|超过|控制在|保持在|稳定在|提高到?|提升至?|增长|增至|下降|降低|约|在)?\s*\d(?!\d{3}\s*年)"
)
_FILLERS = re.compile(
    r"^(?:以上的?|的|通过|按照要求|指导督促学校|全年|年内|今年|本年度?|力争|确保|争取|努力|实现|推动|保证|计划|预计|继续|进一步|其中|并|同时|积极|稳步|全面|着力|加快|推进|做好|抓好|到?20\d\d年(?:底前?)?|\d{1,2}月底前)+[，,]?"
)
_BOUND = re.compile(
    r"(?:[，,]|力争|确保|努力|争取|累计|总数|总量)?(?:达到?|不少于|不低于|不超过|超过|控制在|保持在|稳定在|提高到|提升到|提升至|增长|约|至少|为|在|共|以上|以内|以下|左右)+$"
)
_MERE_VERB = re.compile(
    r"(?:每[\u4e00-\u9fff]{1,3})?(?:至少|平均|不少于)?(?:组织|开展|举办|召开|安排|保证|完成|进行|平均每周)?"
)
_LONGEST = 24  # characters of a name


def promises(text: str, year: int) -> Iterator[Found]:
    """Every target that an item's text lets one propose, in the order of the words."""
    for sentence in re.finditer(r"[^。；;！？!?\n]+", text):
        spans = [
            (m.start() + sentence.start(), m.end() + sentence.start())
            for m in re.finditer(r"[^，,]+", sentence[0])
        ]
        spans = _thousands_kept(text, spans)
        for index, (start, end) in enumerate(spans):
            clause = text[start:end].strip()
            # 达到95%以上 says nothing without the clause before it.
            first = spans[index - 1][0] if index and _STARTS_LATE.match(clause) else start
            yield from _in_clause(clause, text[first:end].strip(), text[sentence.start() : first], year)


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
    if (
        _LABELLED.match(masked)
        or _PAST.search(masked)
        or (_PAST.search(before[-20:]) and "目标" not in clause)
    ):
        return
    counted = list(_quantities(masked, clause, quote))
    yield from counted
    if counted:
        return
    if (every := _EVERY.search(masked)) and (one := _CHINESE_ONE.search(masked, every.end())):
        yield from _frequency(every[1], Decimal(_DIGITS[one[1]]), one[2], clause, quote)
    elif _COVERED.search(masked):
        population = _name(_COVERED.split(clause)[0], before) or _name(clause, before)
        yield Found("coverage", _name(clause, before), quote, {"population": population})
    elif _ONLY_RISING.search(masked):
        yield Found("not_below", _name(_ONLY_RISING.split(clause)[0], before), quote, {})
    elif (paper := _DELIVERABLE.search(clause)) and not _OLD_PAPER.search(clause[: paper.start()]):
        due = _due(masked, year)
        yield Found("deliverable", f"《{paper[1]}》"[:_LONGEST], quote, {"due": due} if due else {})
    elif (due := _due(masked, year)) and _DONE.search(masked):
        yield Found("milestone", _name(clause, before), quote, {"due": due})
    elif _RISING.search(masked) and not _NO_RATE.search(masked):
        yield Found("increase", _name(clause, before), quote, {})
    elif _PROJECT.search(masked) and not clause.startswith("通过"):
        yield Found("project", _name(clause, before), quote, {})


def _quantities(masked: str, clause: str, quote: str) -> Iterator[Found]:
    matches = [
        match
        for match in _QUANTITY.finditer(masked)
        if match[5] not in _NO_WORK and not _aside(masked, match)
    ]
    if not matches:
        if (spoken := _COUNTED.search(masked)) is not None:
            count = chinese_number(spoken[1])
            if count is not None and count > 1:
                name = _name(clause[: spoken.start(1)] or clause)
                yield Found("number", name, quote, {"target_value": Decimal(count), "unit": spoken[2]})
        return
    for position, match in enumerate(matches):
        value, unit = Decimal(match[1].replace(",", "")), (match[3] or "") + match[5]
        since = matches[position - 1].end() if position else 0
        words = clause[since : match.start()].strip("、 和及")
        after = clause[match.end() : matches[position + 1].start() if position + 1 < len(matches) else None]
        comparison = _comparison(masked[since : match.start()], match[6] or "", after)
        bare = len(_bare(words)) < 2 or _MERE_VERB.fullmatch(_bare(words))  # noqa: PLR2004
        name = _name(words + after.split("、")[0], quote) if bare else _name(words, quote)
        every = _EVERY.search(masked[since : match.start()])
        if every and match[5] not in "%％‰":
            yield from _frequency(every[1], value, unit, name, quote)
        elif match[5] in "%％":
            if value == 100:  # noqa: PLR2004
                yield Found("coverage", name, quote, {"population": name})
            elif re.search(
                r"(?:增长|提高|提升|增加|下降|降低|减少|压减|递增)(?:率|幅)?(?:不低于|不少于|超过|约)?\s*$",
                masked[since : match.start()],
            ):
                yield Found("number", name, quote, {"target_value": value, "unit": "%", **comparison})
            else:
                limit = {} if comparison.get("comparison") != "at_most" else comparison
                yield Found("share", name, quote, {"target_value": value, **limit})
        elif value > 0:
            yield Found(
                "number", name, quote, {"target_value": value, "unit": unit.replace("％", "%"), **comparison}
            )


def _frequency(every: str, value: Decimal, unit: str, name: str, quote: str) -> Iterator[Found]:
    """Only the periods a frequency may have; the others are numbers whose name says the period."""
    period = _PERIODS.get(every.replace(" ", "").removeprefix("个"))
    name = _name(name, quote)
    if period:
        yield Found("frequency", name, quote, {"minimum": value, "every": period, "unit": unit})
    else:
        short = name if f"每{every}" in name else f"每{every}{name}"
        yield Found("number", short[:_LONGEST], quote, {"target_value": value, "unit": unit})


def _aside(masked: str, match: "re.Match[str]") -> bool:
    """第3批, 3至6岁, 40周岁以下…: numbers that name or limit something."""
    before, after = masked[: match.start()], masked[match.end() :]
    return bool(
        re.search(r"(?:第|[A-Za-z+＋]|20\d\d[-—至])\s*$", before)
        or re.match(r"\s*(?:以下|以上)?(?:年龄|周岁|岁)", after)
        or (
            match[5] in "个项"
            and re.match(r"(?:一|全覆盖|确保|维护|意识|自信|百年|务必|方面|环节|阶段|层面|维度)", after)
        )
        or (
            match[5] in ("分", "分钟", "节", "部", "园", "校", "条", "对")
            and not re.search(r"(?:不少于|不低于|达到?|每|至少|新[增建]|约)\s*$", before)
        )
    )


def _masked(clause: str) -> str:
    """The clause with what is inside 《》 〔〕 and short quotes blanked: names hold numbers that promise nothing."""
    for pattern in (r"《[^》]*》?", r"〔[^〕]*〕", r"[“\"][^”\"]{0,10}[”\"]"):
        clause = re.sub(
            pattern, lambda found: found[0] if "全覆盖" in found[0] else "＿" * len(found[0]), clause
        )
    return clause


def _comparison(before: str, suffix: str, after: str) -> dict[str, object]:
    if suffix == "左右" or after.startswith("左右") or re.search(r"约\s*$", before):
        return {"comparison": "about"}
    if suffix in ("以下", "以内") or (
        re.search(r"(?:不超过|不高于|控制在|少于|低于|降至|降到|压减到)\s*$", before)
        and not re.search(r"不(?:少|低)于\s*$", before)
    ):
        return {"comparison": "at_most"}
    return {}


def _due(clause: str, year: int) -> date | None:
    """The day a clause sets, in the plan's year where it names none."""
    named = re.search(r"(20\d\d)\s*年", clause)
    of = int(named[1]) if named else year
    if (found := _DATED.search(clause)) is not None:
        try:
            month = date(of, int(found[2]), 1)
            last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
            return date(of, int(found[2]), int(found[3])) if found[3] else last
        except ValueError:
            return None
    for season in sorted(_SEASONS, key=len, reverse=True):
        if season in clause:
            return date(of, *_SEASONS[season])
    return (
        date(of, 12, 31)
        if named and of == year and re.search(r"20\d\d\s*年的?[^，]*(?:完成|建成)", clause)
        else None
    )


def _bare(words: str) -> str:
    words = words.strip(" 、，,和及至到")
    while (shorter := _BOUND.sub("", _FILLERS.sub("", words)).strip(" 、，,的")) != words:
        words = shorter
    return words


def _name(words: str, otherwise: str = "") -> str:
    """A short name from the words around a promise."""
    name = (
        _bare(re.sub(r"[“”\"]", "", words))
        or _bare(re.sub(rf"{_NUMBER}.*", "", re.sub(r"[“”\"]", "", otherwise)))
        or words
    )
    name = name.split("，")[0] if len(name) > _LONGEST and len(name.split("，")[0]) > 3 else name  # noqa: PLR2004
    return name[:_LONGEST].strip(" 、，,") or otherwise[:_LONGEST]
