"""What a department types for one answer, read for what its target wants: in a cell of a form, and at a question of ``record``.

One reading for both, on the grammars of numbers and days of this folder. What is not sure is a question with the words as they
were typed; nothing is ever read in part. tests/values/reported_answers.md shows what is read, and is the test of it.
"""

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.chinese_dates import NotYet, read_day
from edu_plan_cli.values.chinese_numbers import Number, Share, in_unit, read_number, same_unit
from edu_plan_cli.values.exact import MAX_DIGITS, plain
from edu_plan_cli.values.han import POWERS
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.typed_text import normalize_typed
from edu_plan_cli.values.units import convert, convertible


class Count(NamedTuple):
    """A number as it is written to a report. ``unit`` only where it is another than the target's; the two convert exactly."""

    value: Decimal
    unit: str | None = None


_LAST = 4
_OF_A_NUMBER = (
    1900  # the year in which spreadsheets begin to count days: 9.1 in a cell for days is shown as 9 January
)
_MONTHS_AFTER = 3  # the report of the fourth quarter is filled in during the first months of the next year
# What says in a cell that there is nothing to say; of a number it is asked about.
NOTHING_SAID = ("无", "没有", "暂无", "/", "-", "—", "——", "否", "未")
_DONE_BESIDE = r"[（(]?(?:已?完成|已到|已)[)）]?"
_DONE = "完成 已完成 全部完成 完成了 办结 已办结 是 对 √ ✓ ✔ ☑ Y y yes 100% 1".split()


def read_count(text: str, unit: str) -> Count | Question:
    """Read a number with or without its unit, for a target counted in ``unit`` ("" for none).

    Examples: ``270``, ``２７０名``, ``0.7万`` for 人 (0.7 of the unit 万人), ``4.6亿`` for 万元, ``一百零五所``.
    """
    read = read_number(text)
    if isinstance(read, Question):
        return _to_type(read)
    if isinstance(read, Share):
        return ask(text.strip(), "是占比，这里填一个数", "is a share; one number is wanted here")
    if read.unit in ("%", "‰") and unit != read.unit:
        return ask(text.strip(), "是百分数，这里要填数", "is a percentage; a number is wanted here")
    if (long := _too_long(text, read.value)) is not None:
        return long
    value = in_unit(read, unit)
    if value is None:
        said = read.scale + read.unit
        return ask(
            text.strip(),
            f"的单位“{said}”与“{unit or '无单位'}”对不上，请" + (f"按“{unit}”填" if unit else "不写单位"),
            f"is in another unit than {unit or 'none'}",
        )
    written = (read.scale if read.scale in ("千", "万", "亿") else "") + (same_unit(read.unit) or unit)
    if read.scale and written == unit:
        return Count(value)
    if written != unit and written in convertible(unit):
        power = POWERS.get(read.scale, 0) if read.scale in ("千", "万", "亿") else 0
        return Count(_moved(read.value, -power), written)
    return Count(value)


def read_share(numerator: str, denominator: str = "") -> Share | Question:
    """Read a share from its two answers, or from one that says both: ``28`` and ``35``, ``28/35``, ``80%（28/35）``.

    Scales are multiplied in (``0.56万`` of ``1万人`` are 5600 of 10000). Raises nothing; a lone numerator is a question.
    """
    read = read_number(numerator) if numerator.strip() else None
    whole = read_number(denominator) if denominator.strip() else None
    for question in (read, whole):
        if isinstance(question, Question):
            return _to_type(question)
    if isinstance(read, Share):
        if isinstance(whole, Number) and whole.value != read.denominator:
            return ask(
                numerator.strip(),
                f"的分母和另填的 {denominator.strip()} 不一样",
                f"has another denominator than {denominator.strip()}",
            )
        if isinstance(whole, Share):
            return ask(denominator.strip(), "里又有分子又有分母，请分开填", "is a share of its own")
        return _sound_share(numerator, read)
    if isinstance(whole, Share):
        if read is None:
            return _sound_share(denominator, whole)
        return ask(denominator.strip(), "里又有分子又有分母，请分开填", "is a share of its own")
    return _two_numbers(read, whole, numerator, denominator)


def _two_numbers(
    read: Number | Question | None, whole: Number | Question | None, numerator: str, denominator: str
) -> Share | Question:
    for text, number in ((numerator, read), (denominator, whole)):
        if isinstance(number, Number) and number.unit in ("%", "‰"):
            return ask(
                text.strip(),
                "是百分数；占比要填分子和分母，如 28/35",
                "is a percentage: write numerator and denominator, such as 28/35",
            )
    if not isinstance(read, Number) or not isinstance(whole, Number):
        lacks = Words("分子", "numerator") if whole is not None else Words("分母", "denominator")
        return ask(
            (numerator or denominator).strip(),
            f"还缺{lacks.zh}：分子、分母要一起填，如 28/35",
            f"lacks its {lacks.en}: write both, such as 28/35",
        )
    units = [same_unit(number.unit) for number in (read, whole)]
    if all(units) and convert(Decimal(1), units[0], units[1]) is None:
        return ask(
            numerator.strip(),
            f"和 {denominator.strip()} 的单位不一样，请用同一个单位填",
            "and its whole differ in unit",
        )
    if whole.value <= 0:
        return ask(denominator.strip(), "不能作分母", "cannot be a denominator")
    return _sound_share(numerator, Share(read.value, whole.value, units[1] or units[0]))


def _sound_share(text: str, share: Share) -> Share | Question:
    for value in share[:2]:
        if (long := _too_long(text, value)) is not None:
            return long
    if share.numerator < 0:
        return ask(text.strip(), "是负数，不能作分子", "is negative and no numerator")
    if share.numerator > share.denominator:
        return ask(
            text.strip(),
            f"的分子 {plain(share.numerator)} 比分母 {plain(share.denominator)} 大，请核对是否填反",
            "has a numerator beyond its denominator",
        )
    return share


def read_date(text: str, quarter: Quarter) -> date | NotYet | Question:
    """Read the day on which something happened, for the report of ``quarter``.

    A day without its year is in the quarter's year, unless it would be after the quarter's end or, in the report of the
    fourth quarter, may as well be in the first months after it: then it is asked about. 未完成 and 在建 are no day yet.
    """
    if normalize_typed(text) in NOTHING_SAID:
        return NotYet(text.strip())
    read = read_day(text, quarter.year)
    if isinstance(read, NotYet | Question):
        return read
    if read.kind != "day" or read.start is None:
        example = f"{quarter.year}-09-01"
        return ask(text.strip(), f"不是准日子，请写成 {example} 这样", f"is no exact day: write {example}")
    if not read.year_written and (unsure := which_year(text.strip(), read.start, quarter)) is not None:
        return unsure
    if read.start.year == _OF_A_NUMBER:
        return ask(
            text.strip(),
            f"多半是把日子写成了 9.1 这样的数；请连年份写全，如 {quarter.year}-9-1",
            f"is what a sheet makes of a number such as 9.1: write {quarter.year}-9-1",
        )
    return read.start


def which_year(text: str, day: date, quarter: Quarter) -> Question | None:
    """Ask of which year a day is that was written without it, for the report of ``quarter``; None where there is only one."""
    if day > quarter.end:
        return ask(
            text,
            f"在 {quarter.end} 之后，是哪一年的？请连年份一起写",
            f"is after {quarter.end}: of which year?",
        )
    if quarter.number == _LAST and day.month <= _MONTHS_AFTER:
        return ask(
            text,
            f"是 {day.year} 年的还是 {day.year + 1} 年的？请连年份一起写",
            f"may be of {day.year} or {day.year + 1}: write the year too",
        )
    return None


def read_stage(text: str, stages: Sequence[str]) -> str | NotYet | Question:
    """Read the stage a project has reached, one of ``stages``: ``主体封顶``, ``已主体封顶``, ``主体封顶（已完成）``; 在建 is not yet."""
    plain_text = normalize_typed(text)
    if (named := _named(plain_text, stages)) is not None:
        return named
    if plain_text in NOTHING_SAID or isinstance(read_day(text, 2000), NotYet):
        return NotYet(text.strip())
    return ask(text.strip(), f"不在可选的里面：{'、'.join(stages)}", f"is none of {', '.join(stages)}")


def _named(typed: str, names: Sequence[str]) -> str | None:
    """The name that is meant, perhaps with a word that it is done: 已主体封顶, 主体封顶（已完成）, 省级评估完成."""
    same = [name for name in names if normalize_typed(name) == typed]
    bare = re.sub(_DONE_BESIDE, "", typed)
    like = same or [
        name for name in names if bare and re.sub(_DONE_BESIDE, "", normalize_typed(name)) == bare
    ]
    return like[0] if len(like) == 1 else None


def read_done(text: str) -> bool | Question:
    """Read whether a step is done: ``已完成``, ``是``, ``√`` or ``未完成``, ``×``, ``在办``."""
    plain_text = normalize_typed(text)
    if plain_text in _DONE:
        return True
    if plain_text in (*NOTHING_SAID, "×", "x", "X", "N", "n", "no", "0%", "进行中") or isinstance(
        read_day(text, 2000), NotYet
    ):
        return False
    return ask(text.strip(), "看不出完成了没有，请选“已完成”或留空", "does not say whether it is done")


def read_steps(text: str, steps: Sequence[str]) -> list[str] | NotYet | Question:
    """Read which of ``steps`` are done, by name or by number: ``1、2``, ``公布申领办法，受理并发放``, ``全部``."""
    plain_text = normalize_typed(text)
    if plain_text in ("全部", "都完成了", "全部完成"):
        return list(steps)
    if plain_text in NOTHING_SAID or isinstance(read_day(text, 2000), NotYet):
        return NotYet(text.strip())
    done = []
    for part in re.split(r"[，,、；;\s]+", plain_text):
        if not part:
            continue
        number = int(part) if re.fullmatch(r"[0-9]{1,2}", part) else 0
        name = steps[number - 1] if 0 < number <= len(steps) else _named(part, steps)
        if name is None:
            return ask(part, f"不是这个目标的步骤：{'、'.join(steps)}", f"is none of {', '.join(steps)}")
        done.append(name)
    return list(dict.fromkeys(done))


def read_account(text: str) -> str:
    """Return a remark as one line. Lines are joined, with a blank only where two words or two numbers would become one."""
    kept_apart = re.sub(r"(?<=[0-9A-Za-z.%])\s*[\r\n]+\s*(?=[0-9A-Za-z])", " ", text.strip())
    return re.sub(r"\s*[\r\n]+\s*", "", kept_apart)


def _to_type(question: Question) -> Question:
    """The question with what to type instead, where it does not say that."""
    if re.search("请|？", question.why.zh):
        return question
    return question._replace(
        why=Words(f"{question.why.zh}，请填一个准确的数", f"{question.why.en}: type one exact number")
    )


def _too_long(text: str, value: Decimal) -> Question | None:
    """More digits than a report may hold, and than Excel keeps."""
    if len(value.normalize().as_tuple().digits) <= MAX_DIGITS:
        return None
    return ask(text.strip(), f"超过 {MAX_DIGITS} 位数字，请核对", f"has more than {MAX_DIGITS} digits")


def _moved(value: Decimal, power: int) -> Decimal:
    return Decimal(plain(value.scaleb(power)))
