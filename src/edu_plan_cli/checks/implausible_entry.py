"""EP422 implausible-entry: an answer may be right and looks like a slip; silent once the entry's account says why."""

import itertools
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from edu_plan_cli.checks.check import Finding, TargetAnswer, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.kinds.counting import in_unit
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import percent, plain

RULE = Rule(
    code="EP422",
    name="implausible-entry",
    severity="warning",
    title=Words("填报看着不合常情", "an answer that looks odd"),
    why=Words(
        "分母突然变了、占比填成小数、负数、远远超过目标、阶段倒退、季末以后的日期，多半是填错。数照样计入。",
        "A denominator that jumps, a share typed as a decimal, a negative count, far more than the goal, a stage gone back, a day after the quarter: mostly slips. The figures count all the same.",
    ),
    remedy=Words(
        "对照原始材料核对；填错的改正，确实如此的在 account 里写明，就不再问。",
        "Compare it with the source. Correct a slip; where it is so, say why in account, and it is not asked again.",
    ),
    wrong="numerator: 0.96\n    denominator: 1",
    right="numerator: 480\n    denominator: 500",
    file="none",
)
_SCHOOL_YEAR_BEGINS = 3  # the quarter in which every population is counted anew
_GOALS, _TIMES, _FLOOR = (
    3,
    10,
    20,
)  # so many times the goal, or the figure before; below so much a count may jump
_HUNDREDFOLD = 100  # EP421's
_A_COUNT = 10  # a target of so many is a count, of which 0.9 is none
_SCALES, _THOUSAND = ("千", "万", "亿"), 1000


class Slip(NamedTuple):
    """An answer that may be right and looks like a slip, with the key it is seen by."""

    answer: TargetAnswer
    key: str
    message: Words


def check(year: Year) -> Iterator[Finding]:
    """Yield answers that look like a slip, of one quarter or beside the quarter before, unless their account says why."""
    for slip in slips(year):
        if slip.answer.entry.account:
            continue
        assert slip.answer.plan_target is not None  # slips has seen to it
        name = slip.answer.plan_target.label
        yield Finding(
            RULE.at(
                slip.answer.entry.location(slip.key),
                Words(f"{name} {slip.message.zh}", f"{name}: {slip.message.en}"),
                Words(
                    "请核对；确实如此的，在 account 里写明。", "Check it; if it is so, say why in account."
                ),
            )
        )


def slips(year: Year) -> Iterator[Slip]:
    """Yield every answer that looks like a slip, also those whose account may say why: they are asked about before they are written."""
    series: dict[tuple[str, str | None], list[TargetAnswer]] = {}
    for answer in year.answers:
        if answer.plan_target is not None and answer.given:
            series.setdefault((answer.entry.target, answer.entry.contributor), []).append(answer)
    for answers in series.values():
        answers.sort(key=lambda answer: (answer.quarter, answer.corrects))
        for answer in answers:
            yield from _alone(answer, year.number)
        for before, after in itertools.pairwise({answer.quarter: answer for answer in answers}.values()):
            yield from _together(before, after)


def _alone(answer: TargetAnswer, year: int) -> Iterator[Slip]:
    entry, plan_target = answer.entry, answer.plan_target
    assert plan_target is not None  # the caller has seen to it
    top, bottom = entry.numerator, entry.denominator
    if top is not None and bottom == 1 and top != int(top):
        yield Slip(
            answer,
            "numerator",
            Words(
                f"{plain(top)}/1 像是把占比填成了小数。",
                f"{plain(top)}/1 looks like a share typed as a decimal.",
            ),
        )
    if entry.value is not None and entry.value < 0:
        shown = plain(entry.value)
        yield Slip(answer, "value", Words(f"{shown} 是负数。", f"{shown} is negative."))
    goal, unit = plan_target.target.get("target_value"), plan_target.target.get("unit")
    value = in_unit(entry, unit) if unit else None
    limit = plan_target.target.get("comparison") == "at_most"
    if value is not None and goal and not limit and value > goal * _GOALS:
        yield Slip(answer, "value", _far_above(value, goal, unit))
    if value and goal and 0 < value < 1 and goal >= _A_COUNT and not unit.startswith(_SCALES):
        yield Slip(
            answer,
            "value",
            Words(
                f"{plain(value)} 像是比例，这里要填{unit}。", f"{plain(value)} looks like a share of {unit}."
            ),
        )
    day, key = entry.happened_on, "document" if entry.document else "done_on"
    if day is not None and day.year != year:
        yield Slip(answer, key, Words(f"{day} 不在 {year} 年。", f"{day} is not in {year}."))
    elif day is not None and day > answer.quarter.end:
        told_in = answer.quarter.name
        yield Slip(
            answer,
            key,
            Words(
                f"{day} 在{told_in}以后，算下一季的。",
                f"{day} is after {answer.quarter.key}, and counts for the next.",
            ),
        )


def _far_above(value: Decimal, goal: Decimal, unit: str) -> Words:
    """Beyond a thousand times the goal it is the unit that is not meant."""
    told = f"{plain(value)}{unit}", f"{plain(goal)}{unit}"
    if unit.startswith(_SCALES) and value >= goal * _THOUSAND:
        return Words(
            f"{told[0]} 大得不像，单位是{unit}，不是{unit[1:]}。",
            f"{told[0]} is too much: the unit is {unit}, not {unit[1:]}.",
        )
    return Words(
        f"{told[0]} 超过目标值 {told[1]} 的三倍。", f"{told[0]} is over three times the goal of {told[1]}."
    )


def _together(before: TargetAnswer, after: TargetAnswer) -> Iterator[Slip]:
    yield from _denominators(before, after)
    target = after.plan_target.target if after.plan_target else None
    if isinstance(target, ProjectTarget) and before.entry.stage and after.entry.stage:
        names = [stage.name for stage in target.stages]
        stages = before.entry.stage, after.entry.stage
        if all(stage in names for stage in stages) and names.index(stages[1]) < names.index(stages[0]):
            then = before.quarter.name
            yield Slip(
                after,
                "stage",
                Words(
                    f"{then}已到“{stages[0]}”，这里退回到“{stages[1]}”。",
                    f"It had reached {stages[0]}, and goes back.",
                ),
            )
    unit = target.get("unit") if target else None
    low, high = (in_unit(reported.entry, unit) if unit else None for reported in (before, after))
    if low and high and low > 0 and high >= _FLOOR and low * _TIMES <= high < low * _HUNDREDFOLD:
        yield Slip(
            after,
            "value",
            Words(
                f"{plain(high)}{unit} 是{before.quarter.name} {plain(low)}{unit} 的十倍以上。",
                f"{plain(high)} is over ten times the {plain(low)} of {before.quarter.key}.",
            ),
        )


def _limits(answer: TargetAnswer) -> bool:
    """Tell whether the less the better."""
    return answer.plan_target is not None and answer.plan_target.target.get("comparison") == "at_most"


def _denominators(before: TargetAnswer, after: TargetAnswer) -> Iterator[Slip]:
    old, new = before.entry.denominator, after.entry.denominator
    if not old or not new or after.plan_target is None:
        return
    then, now = (
        Fraction(reported.entry.numerator or 0) / Fraction(d) for reported, d in ((before, old), (after, new))
    )
    goal = after.plan_target.target.get("target_value") or Decimal(100)
    changed = f"{plain(old)} → {plain(new)}"
    fell = new < old and (after.entry.numerator or 0) <= (before.entry.numerator or 0)
    if fell and then < Fraction(goal) / 100 <= now:
        yield Slip(
            after,
            "denominator",
            Words(
                f"分母 {changed}，分子没有增加，占比由 {percent(then)} 到了 {percent(now)}。",
                f"The denominator goes {changed} and nobody was added: {percent(then)} becomes {percent(now)}.",
            ),
        )
    elif now * 2 < then and (before.entry.numerator or 0) >= _FLOOR and not _limits(after):
        told = f"{plain(before.entry.numerator or Decimal(0))} → {plain(after.entry.numerator or Decimal(0))}"
        yield Slip(
            after,
            "numerator",
            Words(
                f"分子 {told}，占比由 {percent(then)} 到了 {percent(now)}，像是只填了本季的。",
                f"The numerator goes {told}, the share from {percent(then)} to {percent(now)}: this quarter's alone?",
            ),
        )
    elif min(old, new) * _TIMES <= max(old, new):
        yield Slip(
            after,
            "denominator",
            Words(f"分母 {changed}，相差十倍以上。", f"The denominator goes {changed}: tenfold or more."),
        )
    elif abs(new - old) * 5 > old and after.quarter.number != _SCHOOL_YEAR_BEGINS:
        yield Slip(
            after,
            "denominator",
            Words(
                f"分母 {changed}，变了五分之一以上。",
                f"The denominator goes {changed}, by more than a fifth.",
            ),
        )
