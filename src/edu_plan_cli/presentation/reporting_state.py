"""How a department's report on a quarter stands, in words: the same on screens, pages and in workbooks."""

from edu_plan_cli.assessment.result import DepartmentAssessment, DutyState
from edu_plan_cli.values.bilingual import Words

_WORDS: dict[DutyState, Words] = {
    "sent": Words("按时", "on time"),
    "missing": Words("未填报", "missing"),
    "returned": Words("退回待改", "sent back"),
    "nothing_left": Words("不用再报", "nothing left"),
    "nothing_begun": Words("还没有要报的", "nothing to report yet"),
}
_BRIEF = _WORDS | {
    "missing": Words("未报", "missing"),
    "due": Words("未到期", "not due"),
    "nothing_begun": Words("还没有要报的", "nothing yet"),
}


def reporting_state(assessed: DepartmentAssessment, *, brief: bool = False) -> Words:
    """Return what became of the report, in a few words; ``brief`` for a column of a quarter, whose head says what is due when."""
    days = assessed.late_days
    if assessed.state == "late":
        return Words(f"迟 {days} 天" if brief else f"迟报 {days} 天", f"{days} days late")
    if assessed.state == "due" and not brief:
        return Words(f"应于 {assessed.due} 前报送", f"due {assessed.due}")
    if is_unowed(assessed):
        return Words("不用报，已报", "sent, none owed")
    return (_BRIEF if brief else _WORDS)[assessed.state]


def is_unowed(assessed: DepartmentAssessment) -> bool:
    """Tell whether a report came that nobody asked for: the department had nothing left to report."""
    return assessed.state == "sent" and not assessed.owes
