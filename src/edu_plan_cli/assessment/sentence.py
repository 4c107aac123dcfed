"""The sentence beside a light: what should be, what is, how far apart. A leader's 'why is this one yellow?'."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.kinds.base import Standing, Target
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.values.exact import Ratio, percent, plain, rounded
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.words import Words


def sentence(
    target: Target,
    standing: Standing,
    light: Light,
    expected: Ratio,
    due: date,
    last: Quarter | None,
    on: date,
) -> Words:
    """Why the light is what it is, in one sentence without its full stop."""
    if light == "not_reported":
        if last is None:
            return Words("还没有填报过", "never reported")
        return Words(f"本季没有填报，最近一次是 {last.key}", f"not reported this quarter, last in {last.key}")
    if standing.completion is None:
        return Words("还没到开始的日期", "not begun yet by its own date")
    reached = standing.cumulative or Words("—", "—")
    if light == "done":
        return Words(f"目标{target.goal.zh}，{reached.zh}", f"target {target.goal.en}, reached {reached.en}")
    if light == "overdue":
        return Words(f"应于 {due} 完成，现在：{reached.zh}", f"was due {due}, now: {reached.en}")
    if standing.broken is not None:
        return standing.broken
    gap = expected - standing.completion
    if gap <= 0:
        return Words(f"序时进度 {percent(expected)}，已达到", f"time progress {percent(expected)}, reached")
    points = plain(rounded(gap * 100, 1))
    if late := [(name, day) for name, day in standing.open_stages if day is not None and day <= on]:
        return _late_stages(late, points)
    if isinstance(target, NumberTarget):
        return _amounts(target, standing, expected, points)
    return Words(
        f"应完成 {percent(expected)}，实际 {percent(standing.completion)}，低 {points} 个百分点",
        f"should be {percent(expected)}, is {percent(standing.completion)}: {points} points below",
    )


def _late_stages(late: list[tuple[str, date]], points: str) -> Words:
    name, day = late[0]
    others = len(late) - 1
    more = Words(f"等 {len(late)} 步", f" and {others} more") if others else Words("", "")
    return Words(
        f"“{name}”{more.zh}应于 {day} 完成，尚未完成（低 {points} 个百分点）",
        f"{name}{more.en} was due {day} and is not done ({points} points below)",
    )


def _amounts(target: NumberTarget, standing: Standing, expected: Ratio, points: str) -> Words:
    should = rounded(expected * Fraction(target.target_value), _places(target.target_value))
    actual = standing.value or Decimal(0)
    lacking = plain(should - actual)
    return Words(
        f"应完成 {plain(should)}，实际 {plain(actual)}，差 {lacking}（低 {points} 个百分点）",
        f"should be {plain(should)}, is {plain(actual)}, {lacking} short ({points} points below)",
    )


def _places(value: Decimal) -> int:
    """As many decimal places as the target value is written with, plus one where it has any."""
    exponent = value.as_tuple().exponent
    return -exponent + 1 if isinstance(exponent, int) and exponent < 0 else 0
