"""The sentence beside a light: what should be, what is, how far apart. A leader's 'why is this one yellow?'."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction

from edu_plan_cli.assessment.result import TargetAssessment
from edu_plan_cli.assessment.view import View
from edu_plan_cli.kinds.entry import Correction
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.values.bilingual import Words, quoted
from edu_plan_cli.values.exact import percent, plain, rounded
from edu_plan_cli.values.quarter import Quarter, quarter_of

NO_REASON = Words("", "")


def sentence(assessed: TargetAssessment, view: View, on: date) -> Words:
    """Return why the light is what it is, without its full stop. ``on`` is the day it is measured at. No figure without its goal."""
    sentences = [_sentence(assessed, view, on), *beside(assessed)]
    return Words("；".join(words.zh for words in sentences), "; ".join(words.en for words in sentences))


def beside(assessed: TargetAssessment) -> Iterator[Words]:
    """Yield what the light cannot say: what is wanting besides, what was moved, what the percentage hides."""
    if assessed.dropped is not None:
        return
    progress, last, target = assessed.progress, assessed.last, assessed.plan_target.target
    done = assessed.light == "done"
    if assessed.light == "overdue" and assessed.lacking is not None:
        yield Words(f"{assessed.lacking.name}没有填报", f"not reported for {assessed.lacking.key}")
    if (
        last
        and assessed.history[-1].nil
        and assessed.light != "not_reported"
        and (target.must_hold or not done)
    ):
        since = assessed.value_from
        if since is not None and since < last and not target.dated:
            yield Words(
                f"{last.name}零报告，沿用{since.name}的数",
                f"nil in {last.key}: the figure of {since.key} stands",
            )
        else:
            yield Words(f"{last.name}零报告", f"nil in {last.key}")
    if progress.beside is not None:
        yield progress.beside
    if assessed.postponed is not None:
        moved = assessed.postponed
        yield Words(
            f"原时限 {moved.due} 过后，于 {moved.amendment.date} 调整为 {assessed.due}",
            f"due {moved.due}, moved to {assessed.due} on {moved.amendment.date}",
        )
    if assessed.silent and last is not None:
        names = "、".join(assessed.silent)
        yield Words(f"{last.name}缺{names}的数", f"{last.key} lacks {names}")


def _sentence(assessed: TargetAssessment, view: View, on: date) -> Words:
    target, progress = assessed.plan_target.target, assessed.progress
    if assessed.dropped is not None:
        return Words(
            f"{assessed.dropped.date} 起取消：{assessed.dropped.reason}",
            f"dropped {assessed.dropped.date}: {assessed.dropped.reason}",
        )
    if assessed.light == "not_reported":
        return _not_reported(assessed, view)
    if progress.completion is None:
        return Words("还没到开始或报送的时候", "nothing is due yet")
    reached, goal = progress.cumulative or Words("—", "—"), target.goal
    if assessed.light == "done":
        return _done(assessed, goal, reached)
    now = _with_goal(assessed, reached, goal)
    if progress.broken is not None:
        broken = progress.broken
        over = assessed.light == "overdue"
        return Words(
            f"{broken.zh}：{now.zh}" + (f"，时限 {assessed.due} 已过" if over else ""),
            f"{broken.en}: {now.en}" + (f", past its date {assessed.due}" if over else ""),
        )
    if assessed.light == "overdue":
        return Words(f"应于 {assessed.due} 完成，现在：{now.zh}", f"was due {assessed.due}, now: {now.en}")
    if progress.completion >= 1:
        return Words(
            f"已达到，须保持到 {assessed.due}，现在：{now.zh}",
            f"reached, to hold to {assessed.due}; now: {now.en}",
        )
    if assessed.light == "on_track" and not target.dated and view.past(assessed.due):
        waited = quarter_of(assessed.due)
        return Words(
            f"时限 {assessed.due} 已过，等{waited.name}的填报，已报：{now.zh}",
            f"past its date {assessed.due}, awaiting the report of {waited.key}; so far: {now.en}",
        )
    return _against_time(assessed, view, on, now)


def _with_goal(assessed: TargetAssessment, reached: Words, goal: Words) -> Words:
    """180个（目标≥270个）, 85.7%（36/42，目标≥80%）; what is no figure says by itself what is wanted."""
    if assessed.plan_target.target.measure.unit is None and not isinstance(
        assessed.plan_target.target, ProjectTarget
    ):
        return reached
    if reached.zh.endswith("）"):
        return Words(f"{reached.zh[:-1]}，目标{goal.zh}）", f"{reached.en[:-1]}, target {goal.en})")
    return Words(f"{reached.zh}（目标{goal.zh}）", f"{reached.en} (target {goal.en})")


def _done(assessed: TargetAssessment, goal: Words, reached: Words) -> Words:
    zh, en = f"目标{goal.zh}，{reached.zh}", f"target {goal.en}, reached {reached.en}"
    if assessed.late is not None:
        late = late_words(assessed)
        zh, en = f"{zh}，{late.zh}（时限 {assessed.due}）", f"{en}, {late.en} (due {assessed.due})"
    if assessed.closed:
        zh, en = f"{zh}，已于 {assessed.closed.date} 销号", f"{en}, closed out {assessed.closed.date}"
    return Words(zh, en)


def late_words(assessed: TargetAssessment) -> Words:
    """迟 20 天, where a day is known; else the quarter that first says it was reached. Nothing where it was not late."""
    if assessed.late is None:
        return NO_REASON
    days, quarter = assessed.late
    if days is not None:
        return Words(f"迟 {days} 天", f"{days} day{'s' * (days > 1)} late")
    return Words(f"{quarter.name}才达到", f"only in {quarter.key}")


def _not_reported(assessed: TargetAssessment, view: View) -> Words:
    last = assessed.last
    if assessed.silent_day is not None:
        name, day = assessed.silent_day
        last_words = (
            Words(f"最近一次是{last.name}", f"last reported in {last.key}")
            if last
            else Words("还没有填报过", "never reported")
        )
        of = quoted(name) if name else ""
        return Words(
            f"{of}时限 {day} 已过，待报；{last_words.zh}",
            f"{f'{name}: ' * bool(name)}past its date {day}, {last_words.en}",
        )
    wanting = _wanting(assessed, last, view.required or view.quarter)
    if assessed.plan_target.target.dated or not view.past(assessed.due):
        return wanting
    return Words(f"时限 {assessed.due} 已过，{wanting.zh}", f"past its date {assessed.due}, {wanting.en}")


def _wanting(assessed: TargetAssessment, last: Quarter | None, required: Quarter) -> Words:
    if last is None:
        return Words("还没有填报过", "never reported")
    lacking = assessed.lacking or required
    if last < lacking:
        return Words(
            f"{lacking.name}没有填报，最近一次是{last.name}",
            f"{lacking.key} is not reported, last was {last.key}",
        )
    given = [reported for reported in assessed.history if reported.quarter == lacking]
    if not given:
        return Words(
            f"缺{lacking.name}的数，每期都要报", f"{lacking.key} is not reported, and every period counts"
        )
    if all(isinstance(reported.entry, Correction) and reported.entry.withdraw for reported in given):
        return Words("填过的数已撤回", "the figure was withdrawn")
    if all(reported.nil for reported in given):
        return Words("零报告，没有数可计", "a nil report without a figure")
    return Words("填了说明，没有填数", "an account without a figure")


def _against_time(assessed: TargetAssessment, view: View, on: date, now: Words) -> Words:
    target, progress, expected = assessed.plan_target.target, assessed.progress, assessed.expected
    completion = progress.completion or Fraction(0)
    gap = expected - completion
    points = plain(rounded(gap * 100, 1))
    if late := [(name, day) for name, day in progress.open_stages if day is not None and view.past(day)]:
        return _late_stages(late, points if gap > 0 else None)
    if gap <= 0:
        return Words(f"序时进度 {percent(expected)}，已达到", f"time progress {percent(expected)}, reached")
    counted = isinstance(target, NumberTarget) and target.baseline is None and target.comparison != "at_most"
    if isinstance(target, NumberTarget) and counted and progress.value is not None:
        quarter = min(view.quarter, _quarter_of(on, view.quarter))
        return _amounts(target, progress.value, assessed, points, quarter)
    return Words(
        f"{now.zh}；完成率 {percent(completion)}，序时进度 {percent(expected)}，低 {points} 个百分点",
        f"{now.en}; completion {percent(completion)}, time progress {percent(expected)}: {points} points below",
    )


def _late_stages(late: list[tuple[str, date]], points: str | None) -> Words:
    name, day = late[0]
    others = len(late) - 1
    more = Words(f"等 {len(late)} 步", f" and {others} more") if others else NO_REASON
    low = Words(f"（低 {points} 个百分点）", f" ({points} points below)") if points else NO_REASON
    if others:
        return Words(
            f"{quoted(name)}（{day}）{more.zh}过了时限，尚未完成{low.zh}",
            f"{name} ({day}){more.en} are past their dates and not done{low.en}",
        )
    return Words(
        f"{quoted(name)}应于 {day} 完成，尚未完成{low.zh}",
        f"{name} was due {day} and is not done{low.en}",
    )


def _amounts(
    target: NumberTarget, actual: Decimal, assessed: TargetAssessment, points: str, quarter: Quarter
) -> Words:
    """应完成134个，实际110个（目标≥270个），差24个，低9.3个百分点；剩两季每季还需80个."""
    places, unit = _places(target.target_value), target.unit
    should = rounded(assessed.expected * Fraction(target.target_value), places)
    lacking, goal = plain(should - actual), target.goal
    zh = f"应完成{plain(should)}{unit}，实际{plain(actual)}{unit}（目标{goal.zh}），差{lacking}{unit}，低{points}个百分点"
    en = (
        f"should be {plain(should)} {unit}, is {plain(actual)} {unit} (target {goal.en}): {lacking} {unit} short, "
        f"{points} points below"
    )
    if (left := _quarters_left(quarter, assessed.due)) > 0:
        step = Decimal(1).scaleb(-places)
        each = Fraction(target.target_value - actual) / left
        needed = plain(-(-each // Fraction(step)) * step)  # rounded up: less would not do
        count = "一两三四"[left - 1]
        zh += f"；剩{count}季每季还需{needed}{unit}" if left > 1 else f"；剩一季还需{needed}{unit}"
        en += (
            f"; {needed} {unit} more needed in each of {left} quarters"
            if left > 1
            else f"; {needed} {unit} more needed next quarter"
        )
    return Words(zh, en)


def _quarter_of(day: date, quarter: Quarter) -> Quarter:
    """Return the quarter a target is measured at: while a quarter's reports still come in, the one before."""
    return quarter_of(day) if day.year == quarter.year else quarter


def _quarters_left(quarter: Quarter, due: date) -> int:
    """Whole or begun quarters after this one up to the due date, within the year."""
    last = quarter_of(due).number if due.year == quarter.year else 4
    return max(last - quarter.number, 0)


def _places(value: Decimal) -> int:
    """As many decimal places as the target value is written with, plus one where it has any."""
    exponent = value.as_tuple().exponent
    return -exponent + 1 if isinstance(exponent, int) and exponent < 0 else 0
