"""What came of a run of ``collect``, in one sentence: taken, sent back row by row, and who is still waited for."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.model.plan import Department
from edu_plan_cli.values.bilingual import Words

_MOST_NAMED = 8  # rows
_WAITED_FOR = ("missing", "due", "returned")


class Outcome(NamedTuple):
    """What became of a form: ``open_rows`` are those that go back, as people name them."""

    name: str
    department: Department | None
    state: Literal["taken", "same", "before", "refused"]
    open_rows: tuple[str, ...] = ()


def sum_of(outcomes: Sequence[Outcome], assessment: Assessment) -> Words:
    """Say how many forms were taken, which rows go back, and whose reports have not come. ``assessment`` is of afterwards."""
    counts = {
        state: sum(outcome.state == state for outcome in outcomes)
        for state in ("taken", "same", "before", "refused")
    }
    rows = [
        f"{outcome.department.name if outcome.department else outcome.name} {row}"
        for outcome in outcomes
        for row in outcome.open_rows
    ]
    zh, en = [f"收下 {counts['taken']} 张"], [f"taken: {counts['taken']}"]
    for state, said, told in (
        ("same", "没有新内容", "nothing new"), ("before", "以前收过", "collected before"), ("refused", "没有收", "not taken")
    ):  # fmt: skip
        if counts[state]:
            names = "、".join(outcome.name for outcome in outcomes if outcome.state == state)
            zh.append(f"{said} {counts[state]} 张" + (f"（{names}）" if state == "refused" else ""))
            en.append(f"{told}: {counts[state]}" + (f" ({names})" if state == "refused" else ""))
    if rows:
        listed = "；".join(rows[:_MOST_NAMED]) + ("……" if len(rows) > _MOST_NAMED else "")
        zh.append(f"退回 {len(rows)} 行（{listed}）")
        en.append(f"rows to put right: {len(rows)} ({listed})")
    quarter = assessment.view.quarter
    taken = {outcome.department.id for outcome in outcomes if outcome.department and outcome.state == "taken"}
    waiting = [
        duty.department.name
        for duty in assessment.departments
        if duty.owes and duty.state in _WAITED_FOR and duty.department.id not in taken
    ]
    zh.append(f"{quarter.name}还没交的：{'、'.join(waiting)}" if waiting else f"{quarter.name}都交齐了")
    en.append(
        f"{quarter.key} still to come: {', '.join(waiting)}" if waiting else f"{quarter.key}: all have come"
    )
    return Words("，".join(zh) + "。", "; ".join(en) + ".")
