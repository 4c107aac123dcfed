"""Numbers in running text, each whole with its place, or the question it raises: 新增学位1万7千个, 培训近百名教师, 近视率不超过50%.

Names that hold numbers are none (第十三届, 3—6岁, “一二三”工程, 二十大, 1+3+N, what stands in 《》 and 〔〕), nor are days
(chinese_dates.py finds those). A Han numeral counts where a unit follows it: 三所, but neither 一体化 nor 万众一心.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from edu_plan_cli.values.chinese_dates import without_days
from edu_plan_cli.values.chinese_numbers import KNOWN_UNIT, NUMERAL, Number, Share, read_number, why_not
from edu_plan_cli.values.han import NUMERALS, half_width
from edu_plan_cli.values.question import Question, ask


class FoundNumber(NamedTuple):
    """Hold the words of a number in a sentence, where they are, and what they mean."""

    start: int  # characters
    end: int
    text: str  # as it stands in the sentence, with its unit
    read: Number | Share | Question


_M = rf"{NUMERAL}{{1,12}}(?:[.点]{NUMERAL}{{1,4}})?(?!{NUMERAL})"
_N = rf"(?<!{NUMERAL})(?<!{NUMERAL}[.,点]){_M}"  # from its first figure on
_NAMES = re.compile(
    r"《[^》]*》?|〔[^〕]*〕|[“\"][^”\"，。；]{0,10}[”\"]|\((?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})\)"
    r"|^\s*(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})[、.](?!\s*[0-9])|^\s*[0-9]{1,2}(?:\.[0-9]{1,2}){1,4}(?:[、.]|\s+)(?![0-9\s])"
    rf"|第\s*{_M}(?:\s*[-—–~至到、]\s*第?{_M}){{0,5}}|(?:任务|目标|指标|附件|图|表|专栏|项目|措施){_M}:"
    rf"|(?<![日月底年之])前\s*{_M}(?=[名位强]|$|[，,。；;])|[A-Za-z][-+]?[0-9][0-9.]{{0,12}}|(?<![0-9.])(?<![0-9],)[0-9]{{1,3}}[GDKS](?![A-Za-z])|(?<![0-9A-Za-z])[0-9A-Za-z]{{1,6}}(?:\+[0-9A-Za-z]{{1,6}}){{1,6}}(?!\s*[人个所名元次])"
    rf"|(?:(?<=[午晚晨＿])[0-9]{{1,2}}:[0-9]{{2}}|(?<![0-9:比])[0-9]{{1,2}}:[0-9]{{2}}(?=[-—–~至到前后起]))(?![0-9:])|(?<![{NUMERALS}0-9.])(?<![0-9],){NUMERAL}{{1,3}}(?:时|点(?![0-9零〇一二三四五六七八九]))(?:[0-9]{{1,2}}分|整|半)?"
    rf"|{_N}(?:[-—–~至到、]{_M}){{0,5}}\s*(?:个?学年|周?年(?:多|来|半|以上)?|周?岁|年级|届|级|号|中全会|大(?![班规型])|高校|后(?=[干教青年]))"
    rf"|{_N}\s*[个项种]\s*[“\"]?(?:方面|意识|自信|维护|确立|务必|全面|坚持|必须|层面|维度|阶段|环节|全覆盖|只增不减|百年)|[二两三四五六七八九]个一(?![百千万])"
    r"|一(?:部分|次性|本|批|些|对一|件事|张网|条龙|方面|家人|天天|篇文章|盘棋|支笔|把手|岗双责|系列|类|代|[\u4e00-\u9fff]一[\u4e00-\u9fff])"
    rf"|\(含{_M}(?:{KNOWN_UNIT})?\)|十分(?!之|钟)|[百千万][人名校家](?:计划|工程|行动|活动|大|进)|[百千]年|万(?:元户|家灯火)|三级甲等|(?<![0-9.])(?<![0-9],)(?:985|211|12345|12355)(?=工程|高校|院校|大学|热线|平台)"
)
# Everything that is one expression with a numeral, so that no part of it can be taken for the whole.
_JOINT = rf"(?:分之|[%‰]?\s*[-—–~至到]+\s*|\s*、\s*|(?<=[0-9])\s*[.,/:+×]\s*(?=[0-9])|点|成(?=[0-9一二三四五六七八九](?![所个名人项次]))|[ \u3000\t]+)(?={NUMERAL})"
_FOLLOW = (
    r"[²³¹⁰-⁹₀-₉①-⓿½¼¾⅐-ↈ]+|(?:[余几]|多(?!功能|媒体|元|种|样|形式)|来(?=[个名所人次家场项]))[十百千万亿]?"
)
_VAGUE = r"(?:将近|接近|(?<![最附就邻靠亲远临])近|几乎|好几|几|若干|(?<![人总次个件基分参指半少岁代函倍户处校班])数|上(?=[百千万]))"
_RUN = re.compile(
    rf"(?P<vague>{_VAGUE}\s*)?(?P<sign>(?<![^\s，,。；;：:(（比长降升为至到])-)?(?P<run>{NUMERAL}(?:(?:{_JOINT})?{NUMERAL})*)(?P<follow>{_FOLLOW})?"
    rf"|(?P<alone>(?:好?几|若干)\s*(?:{KNOWN_UNIT})|过半数?|半数(?=以|的|[，。；、]|$)|一半|半个?(?:小时|学时|课时)|翻[几一两二三四五六七八九0-9]+番)"
)
_UNIT = re.compile(
    rf"\s*(?:[%‰]|(?P<unit>{KNOWN_UNIT})(?![代度型])(?:/(?:{KNOWN_UNIT}|[\u4e00-\u9fff]))?|成(?:半|(?=以[上下内]|左右|$|[，,。；;、）)的])))"
)
_AFTER = re.compile(
    rf"(?:[多余半来]|多个?)(?:小时|个?月|年|天|星期|学期|钟|(?=$|[，,。；;、）)]))|\s*(?:[-—–~]+|至|到)\s*{NUMERAL}+(?:\.[0-9]+)?(?:{KNOWN_UNIT})?"
    rf"|(?<![次期场批轮所名项])[0-9]+(?:\.[0-9]+)?(?:{KNOWN_UNIT}|角|分|厘米)?|[一二三四五六七八九十百千万两]+(?:{KNOWN_UNIT}|角)"
    rf"|\([0-9]+/[0-9]+\)"
)
_COUNTED_ONE = re.compile(
    r"(?:每|＿|各|(?<![第十二三四五六七八九])一(?:学期|学年|年|周)$|至少|不少于|不低于|最少|最多|至多|不超过)[^，,。；;]*$"
)  # elsewhere 一 is an article
_ENDS = re.compile(
    r"\s*(?:$|[，,。；;、.！？!?：:（()）\]】”\"＿]|以[上下内]|左右|上下|之内|及以|[的和及与或并为在至达等])"
)


def find_numbers(sentence: str) -> Iterator[FoundNumber]:
    """Yield every number of a sentence, in its order, read whole or asked about; the places are those of the sentence given."""
    written = half_width(without_days(sentence))
    written = _NAMES.sub(lambda name: "＿" * len(name[0]), written)
    after = 0
    for match in _RUN.finditer(written):
        if match.start() < after:
            continue
        if (end := _end(written, match)) is None:
            continue
        after = end
        text = sentence[match.start() : end]
        yield FoundNumber(match.start(), end, text, _read(text, match, written[end:]))


def _read(text: str, match: re.Match[str], rest: str) -> Number | Share | Question:
    if match["alone"] or match["vague"] or match["follow"]:
        return why_not(text)
    if text.count("，") > 1:
        return ask(text, "是一个数还是几个数，说不准", "may be one number or several")
    read = read_number(text)
    if isinstance(read, Number) and not read.unit and not _ENDS.match(rest):
        return ask(
            text + (re.match(r"[\u4e00-\u9fffA-Za-z]{0,3}", rest) or [""])[0],
            "数的是什么，说不准",
            "counts something unknown",
        )
    return read


def _end(written: str, match: re.Match[str]) -> int | None:
    """Return where the expression ends with its unit and all that belongs to it; None where a Han numeral counts nothing."""
    if match["alone"]:
        return match.end()
    end = match.end()
    if match["run"] == "一" and not (
        match["follow"] or _COUNTED_ONE.search(written, max(0, match.start() - 20), match.start())
    ):
        return None
    if unit := _UNIT.match(written, end):
        end = unit.end()
        while more := _AFTER.match(written, end):
            end = more.end()
        return end
    run = match["run"]
    in_digits = bool(re.search("[0-9]", run))
    spelled_out = re.search(r"分之|点|成|..[百千万亿]|[百千万亿]..", run)
    return end if in_digits or (spelled_out and (_ENDS.match(written, end) or "分之" in run)) else None
