"""The words of time that chinese_dates.py reads: as patterns, with what each names in a plan's year, and those it asks about."""

import re
from typing import Literal

N = r"(?:[0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})"
YEAR_NUMBER = r"(?:(?:19|20)[0-9]{2}|[一二][九〇零○][〇零○一二三四五六七八九]{2})"
YEAR = (
    rf"(?:{YEAR_NUMBER}\s*年度?|(?:[今本当明次来去上]|(?<![以之今近最])[前后])年(?![级龄轻])度?|下一年(?!级))"
)
RELATIVE = {"明": 1, "次": 1, "来": 1, "下": 1, "去": -1, "上": -1, "后": 2, "前": -2}
TO = r"\s*(?:[-—–~]+|至|到)\s*"
OPENS = r"[^，,。；;]{0,6}?(?:开学|投用|投入使用|启用|开办|招生|开园|开班)"
# Months and days of the plan's year (a third number: years later), in the order in which they are looked for.
NAMED: dict[str, tuple[tuple[int, ...], tuple[int, ...], Literal["day", "period", "either"]]] = {
    r"全年度?": ((1, 1), (12, 31), "period"),
    r"上半年": ((1, 1), (6, 30), "either"),
    r"下半年": ((7, 1), (12, 31), "either"),
    r"前[三3]个?季度": ((1, 1), (9, 30), "either"),
    r"春季(?:学期)?开学": ((3, 1), (3, 1), "period"),
    r"(?:秋季(?:学期)?|9月份?|九月份?)开学": ((9, 1), (9, 1), "period"),
    r"春季学期": ((3, 1), (6, 30), "period"),
    r"秋季学期": ((9, 1), (1, 31, 1), "period"),
    r"暑[假期]": ((7, 1), (8, 31), "period"),
    r"国庆(?:节|假期|长假|黄金周)?": ((10, 1), (10, 7), "period"),
    r"(?:五一)?劳动节|[“\"]?五一[”\"]?(?=前|后|期间|节|假)节?(?:假期)?": ((5, 1), (5, 5), "period"),
    r"(?:六一)?(?:国际)?儿童节|六一(?=前|节)节?": ((6, 1), (6, 1), "period"),
    r"七一(?=前)|建党节": ((7, 1), (7, 1), "period"),
    r"教师节": ((9, 10), (9, 10), "period"),
    r"元旦节?(?=前)": ((1, 1, 1), (1, 1, 1), "period"),
}  # fmt: skip
FIVE_YEARS = {"二": 2011, "三": 2016, "四": 2021, "五": 2026}
FIVE = r"[“\"]?十[二三四五]五[”\"]?(?:规划)?(?:期?末|期间|时期|期?内|收官)"
NAMES = "|".join(NAMED)
ALONE = {re.compile(re.sub(r"\(\?=[^)]*\)", "", pattern)): meant for pattern, meant in NAMED.items()}
PART = r"(?:[上中下]旬|底|末)"
POINT = (
    rf"(?:{YEAR_NUMBER}(?:\s*[-/.]\s*[0-9]{{1,2}}){{2}}(?![0-9])"
    rf"|(?:{YEAR}\s*)?(?:的?(?:{NAMES})(?:结束|[期]?末|底)?|第?[一二三四1-4]季度?(?:[末底])?|{N}\s*月份?(?:\s*(?:{N}\s*[日号]|{PART}))?)"
    rf"|{FIVE}|{YEAR}(?:年?[底末终]|年内)|(?<![0-9一二两三四五六七八九十半每近])年[底末终内]|{YEAR})"
)
SHORT = rf"(?:{YEAR}\s*)?(?:第?{N}{TO}第?{N}(?:\s*月份?{PART}?|季度[末底]?)|{N}\s*月\s*{N}\s*日?{TO}{N}\s*[日号])|{YEAR_NUMBER}\s*年?{TO}{YEAR_NUMBER}\s*(?:年|学年)度?"
TIME = r"(?:\s*T?[0-9]{1,2}(?:[:点时][0-9]{0,2}(?::[0-9]{2})?分?)|[上下]午|晚)"
AHEAD = r"(?:前[后夕]|左右|(?:为|截)?止|(?:之|以)?前(?![期往述提沿瞻去来列进景言方置])|之内|以内|期间|内(?![容部涵外])|[之以]后|后(?![勤期来续备半])|起(?![草步来码点])|开始)"
LIMIT = r"(?:不[早晚迟]于|不得[早晚迟]于|最[晚迟]|至迟|截[至止]到?|自|从|到)"
WHEN = re.compile(
    rf"(?:(?P<limit>{LIMIT})\s*)?(?:(?P<short>{SHORT})|(?P<left>{POINT})(?:{TO}(?P<right>{POINT}))?)(?P<time>{TIME})?(?P<said>{AHEAD})?"
)
EVERY = rf"每\s*(?:[0-9一二两三四六]\s*)?个?\s*(?:周|星期|月|季度?|学期|学年|半年|年|天|日)(?:\s*(?:{POINT}|{N}[日号]|[底末初]))?(?:{AHEAD})?"
ASKED: tuple[tuple[str, str, str], ...] = (
    (rf"(?:{YEAR}\s*)?第?[一二三四1-4](?:[、和及]第?[一二三四1-4]){{1,3}}季度[末底]?(?:{AHEAD})?|{YEAR_NUMBER}(?:、{YEAR_NUMBER}){{1,9}}\s*年[底末]?(?:{AHEAD})?", "说的是几段时间，哪一段没有说准", "names several times"),
    (rf"(?<![近去])(?:{N}|半|两|几|数)\s*(?:年|个月|个?学年|个?学期)(?:之内|以内|内)", "要从哪天算起，没有说", "does not say from when it counts"),
    (rf"{N}(?:[、和及]{N}){{1,11}}\s*月份?(?:{PART})?{AHEAD}?", "说的是几个月，哪个月没有说准", "names several months"),
    (rf"(?<![0-9月—至到~-])(?<!月\s){N}日(?![内常间程均])(?:{AHEAD})?", "没有说是哪个月", "does not say of which month"),
    (rf"(?:{YEAR}\s*)?(?:(?<=年)[初中](?![级小学考])|{N}\s*月初|年[初中](?![级小学考])|岁末|月[底末初](?:{AHEAD}))(?:{AHEAD})?", "是哪天，没有说准", "is no exact day"),
    (rf"(?:{YEAR}\s*)?(?:春节|寒假|元旦节?(?!节?前)|清明节?|端午节?|中秋节?)(?:放假)?(?:{AHEAD})?|(?:{YEAR}\s*)?[高中]考(?:{AHEAD})", "是哪天，各年不同，请写日期", "is another day each year: write the date"),
    (rf"[本上下新每]?学(?:期|年)(?:开学)?[初末底]?(?:结束)?(?:{AHEAD})|[本上下新]学[期年][初末]?|期[中末](?:考试)?(?:{AHEAD})|(?<!学)开学(?:{AHEAD})|学期[初末]", "是哪个学期，没有说", "does not say which term"),
    (rf"(?:{YEAR}\s*)?(?<!每年)[春秋]季(?!高考|招生|学期|运动|田径|足球)(?:{AHEAD})?", "是哪天，没有说准", "is no exact day"),
)  # fmt: skip
BEGINS = r"(?:(?<![0-9.百千万亿点])|(?<=^[0-9]\.)|(?<=^[0-9]{2}\.))"  # not within a number, but after a label: 3.6月底前
ANY = re.compile(
    rf"(?P<every>{EVERY})|{BEGINS}(?P<asked>{'|'.join(f'(?:{pattern})' for pattern, _, _ in ASKED)})|{BEGINS}(?P<when>{WHEN.pattern})"
)
NUMERAL_NEXT = re.compile(
    r"\s*(?:[0-9一二三四五六七八九十]+[日号]?|(?:[-—–~至到]\s*)[0-9一二三四五六七八九十]+)"
)
