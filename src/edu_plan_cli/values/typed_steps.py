"""Steps, stages and schedules as people write them on one line: 制定方案 3月底、开展评选 6-30、总结; 一季度20、二季度60."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from edu_plan_cli.values.chinese_dates import NotYet, When, find_days, read_day
from edu_plan_cli.values.chinese_numbers import Number, read_number
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.quarter import parse_quarter
from edu_plan_cli.values.question import Question, ask
from edu_plan_cli.values.typed_text import normalize_typed

_BRACKETED = re.compile(r"(?P<name>.+?)\s*[（(](?P<day>[^（()）]+)[）)]\s*")
_LAST_WORD = re.compile(r"(?P<name>.+\S)\s+(?P<day>\S+)|(?P<first>\S+)\s+(?P<rest>\S.*)")
_PARTING = " \u3000，,:："  # what may stand between a name and its day
_LAST_OF_SCHEDULE = 3  # quarters; at the end of the fourth all is due


class TypedStep(NamedTuple):
    """One step or stage: its name, and the last day on which it is in time; None where no day was typed."""

    name: str
    due: date | None


def split_typed(typed: str) -> list[str]:
    """Return the parts of a list typed on one line: parted by ；where there is one (a part may then hold 、), else by 、 or commas."""
    separator = r"[；;\n]" if re.search(r"[；;\n]", typed) else r"[、，,]"
    return [part.strip() for part in re.split(separator, typed) if part.strip()]


def read_steps(typed: str, year: int) -> list[TypedStep] | Question:
    """Read steps or stages, each with its day before or after it, in brackets or after a blank; days without a year are in ``year``.

    A day that is not understood, or is not in the year, is asked about, and so is a step without a name or with one used twice.
    """
    steps: list[TypedStep] = []
    for part in split_typed(typed):
        step = _step(part, year)
        if isinstance(step, Question):
            return step
        if step.name in {before.name for before in steps}:
            return ask(step.name, "写了两次", "is there twice")
        steps.append(step)
    return steps or ask(typed, "里没有步骤", "holds no step")


def _step(part: str, year: int) -> TypedStep | Question:
    if match := _BRACKETED.fullmatch(part):
        day = read_day(match["day"], year)
        if isinstance(day, When):
            return _dated(match["name"], day, part, year)
    if match := _LAST_WORD.fullmatch(part):
        for name, word in ((match["name"], match["day"]), (match["rest"], match["first"])):
            if name and isinstance(day := read_day(word, year), When) and day.due is not None:
                return _dated(name, day, part, year)
        last = match["day"] or match["rest"]
        if isinstance(day := read_day(last, year), Question) and (_is_day(last) or find_days(last, year)):
            return day
    found = find_days(part, year)
    if len(found) == 1 and isinstance(found[0].read, When) and found[0].read.due is not None:
        name = re.sub(r"[（(]\s*[）)]", "", part[: found[0].start] + part[found[0].end :])
        return _dated(name.strip(_PARTING), found[0].read, part, year)
    if not isinstance(read_day(part, year), Question | NotYet):
        return ask(part, "是日期，没有写这一步做什么", "is a day: name the step, too")
    return TypedStep(part, None)


def _is_day(word: str) -> bool:
    return bool(re.fullmatch(r"[0-9０-９年月日号./．\-－—底末前]+", word))


def _dated(name: str, day: When, part: str, year: int) -> TypedStep | Question:
    if not name:
        return ask(part, "是日期，没有写这一步做什么", "is a day: name the step, too")
    if day.due is None:
        return ask(part, "里没有最后的日子", "names no last day")
    if day.outside:
        return ask(part, f"里的日子不在 {year} 年", f"has a day that is not in {year}")
    return TypedStep(name.strip(), day.due)


def read_schedule(typed: str) -> dict[str, str] | Question:
    """Read how much (percent) is to be reached at the end of the first three quarters: 20、60、90, or 一季度20%、二季度60%."""
    schedule: dict[str, str] = {}
    for index, part in enumerate(split_typed(typed), 1):
        match = re.fullmatch(
            r"(?P<quarter>.*?(?:季度?末?|半年|Q\d))?\s*[:：=]?\s*(?P<share>[^季]+)",
            normalize_typed(part),
            re.IGNORECASE,
        )
        quarter = (
            (parse_quarter(match["quarter"].removesuffix("末")) if match["quarter"] else (None, index))
            if match
            else None
        )
        share = read_number(match["share"]) if match else None
        if (
            match is None
            or quarter is None
            or quarter[1] is None
            or not isinstance(share, Number)
            or quarter[1] > _LAST_OF_SCHEDULE
        ):
            return ask(
                part,
                "看不懂；写成 一季度20、二季度60、三季度90",
                "is not understood: write Q1 20、Q2 60、Q3 90",
            )
        schedule[f"Q{quarter[1]}"] = plain(share.value)
    return schedule or ask(typed, "里没有百分数", "holds no share")


def names_typed(typed: str | Sequence[str]) -> list[str]:
    """Return the names of a list, each once, in their order."""
    parts = (
        split_typed(typed)
        if isinstance(typed, str)
        else [part for each in typed for part in split_typed(each)]
    )
    return list(dict.fromkeys(parts))
