"""The sentence beside a light: what should be, what is, how far apart. A leader's 'why is this one yellow?'."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.exact import percent, plain, rounded
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words, quoted

NO_REASON = Words("", "")


def sentence(found: TargetAssessment, quarter: Quarter, on: date, *, past_due: bool) -> Words:
    """Why the light is what it is, in one sentence without its full stop. ``on`` is the day it is measured at."""
    said = _sentence(found, quarter, on, past_due=past_due)
    if not found.silent or found.last is None:
        return said
    names, of = "、".join(found.silent), found.last.key
    return Words(f"{said.zh}；{of} 缺 {names} 的数", f"{said.en}; {of} lacks {names}")


def _sentence(found: TargetAssessment, quarter: Quarter, on: date, *, past_due: bool) -> Words:
    target, standing, last = found.placed.target, found.standing, found.last
    if found.dropped is not None:
        return Words(
            f"{found.dropped.date} 起取消：{found.dropped.reason}",
            f"dropped {found.dropped.date}: {found.dropped.reason}",
        )
    if found.light == "not_reported":
        said = _not_reported(last, quarter)
        if not past_due:
            return said
        return Words(f"已过时限 {found.due}，{said.zh}", f"past its date {found.due}, {said.en}")
    if standing.completion is None:
        return Words("还没到开始或报送的时候", "nothing is due yet")
    reached = standing.cumulative or Words("—", "—")
    if found.light == "done":
        closed = (
            Words(f"，已于 {found.closed.date} 销号", f", closed out {found.closed.date}")
            if found.closed
            else NO_REASON
        )
        return Words(
            f"目标{target.goal.zh}，{reached.zh}{closed.zh}",
            f"target {target.goal.en}, reached {reached.en}{closed.en}",
        )
    if standing.broken is not None:
        return standing.broken
    if found.light == "overdue":
        return Words(f"应于 {found.due} 完成，现在：{reached.zh}", f"was due {found.due}, now: {reached.en}")
    return _against_time(found, quarter, on)


def _not_reported(last: Quarter | None, quarter: Quarter) -> Words:
    if last is None:
        return Words("还没有填报过", "never reported")
    if last == quarter:
        return Words("填了说明，没有填数", "an account without a figure")
    return Words(f"本季没有填报，最近一次是 {last.key}", f"not reported this quarter, last in {last.key}")


def _against_time(found: TargetAssessment, quarter: Quarter, on: date) -> Words:
    target, standing, expected = found.placed.target, found.standing, found.expected
    completion = standing.completion or Fraction(0)
    gap = expected - completion
    if gap <= 0:
        return Words(f"序时进度 {percent(expected)}，已达到", f"time progress {percent(expected)}, reached")
    points = plain(rounded(gap * 100, 1))
    if late := [(name, day) for name, day in standing.open_stages if day is not None and day <= on]:
        return _late_stages(late, points)
    counted = isinstance(target, NumberTarget) and target.baseline is None and target.comparison != "at_most"
    if isinstance(target, NumberTarget) and counted and standing.value is not None:
        return _amounts(target, standing.value, found, points, min(quarter, _quarter_of(on, quarter)))
    return Words(
        f"应完成 {percent(expected)}，实际 {percent(completion)}，低 {points} 个百分点",
        f"should be {percent(expected)}, is {percent(completion)}: {points} points below",
    )


def _late_stages(late: list[tuple[str, date]], points: str) -> Words:
    name, day = late[0]
    others = len(late) - 1
    more = Words(f"等 {len(late)} 步", f" and {others} more") if others else NO_REASON
    return Words(
        f"{quoted(name)}{more.zh}应于 {day} 完成，尚未完成（低 {points} 个百分点）",
        f"{name}{more.en} was due {day} and is not done ({points} points below)",
    )


def _amounts(
    target: NumberTarget, actual: Decimal, found: TargetAssessment, points: str, quarter: Quarter
) -> Words:
    """应完成135，实际110，差25（低9.3个百分点）；剩两季每季还需80."""
    places = _places(target.target_value)
    should = rounded(found.expected * Fraction(target.target_value), places)
    lacking = plain(should - actual)
    zh = f"应完成{plain(should)}，实际{plain(actual)}，差{lacking}（低{points}个百分点）"
    en = f"should be {plain(should)}, is {plain(actual)}, {lacking} short ({points} points below)"
    if (left := _quarters_left(quarter, found.due)) > 0:
        step = Decimal(1).scaleb(-places)
        each = Fraction(target.target_value - actual) / left
        needed = plain(-(-each // Fraction(step)) * step)  # rounded up: less would not do
        count = "一两三四"[left - 1]
        zh += f"；剩{count}季每季还需{needed}" if left > 1 else f"；剩一季还需{needed}"
        en += (
            f"; {needed} more needed in each of {left} quarters"
            if left > 1
            else f"; {needed} more needed next quarter"
        )
    return Words(zh, en)


def _quarter_of(day: date, quarter: Quarter) -> Quarter:
    """The quarter a target is measured at: while a quarter's reports still come in, the one before."""
    return Quarter(day.year, (day.month - 1) // 3 + 1) if day.year == quarter.year else quarter


def _quarters_left(quarter: Quarter, due: date) -> int:
    """Whole or begun quarters after this one up to the due date, within the year."""
    last = (due.month - 1) // 3 + 1 if due.year == quarter.year else 4
    return max(last - quarter.number, 0)


def _places(value: Decimal) -> int:
    """As many decimal places as the target value is written with, plus one where it has any."""
    exponent = value.as_tuple().exponent
    return -exponent + 1 if isinstance(exponent, int) and exponent < 0 else 0
