"""Figures as a document's sentences write them, not as a table's columns do."""

import re
from datetime import date

from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.values.quarter import Quarter, month_and_day

_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"


def day(value: date) -> str:
    """2023年4月5日 (GB/T 9704-2012, 7.3.5.4)."""
    return f"{value.year}年{month_and_day(value)}"


def spelt(text: str) -> str:
    """Return what the program words for tables, as a sentence has it: dates and quarters in words, no signs, no space beside Han."""
    text = re.sub(r"(\d{4})-(\d\d)-(\d\d)", lambda d: day(date(int(d[1]), int(d[2]), int(d[3]))), text)
    text = _name_quarters(text)
    text = text.replace("≥", "不低于").replace("≤", "不超过").removeprefix("=")
    return _close_up(text)


def brief(text: str, year: int) -> str:
    """Return what the program words for tables, for a table that goes to schools: days of the plan's year without it, quarters in words."""

    def day_of(match: re.Match[str]) -> str:
        spelt_day = day(date(int(match[1]), int(match[2]), int(match[3])))
        return spelt_day.removeprefix(f"{year}年")

    text = re.sub(r"(\d{4})[-年](\d\d?)[-月](\d\d?)日?", day_of, text)
    text = _name_quarters(text)
    return _close_up(text)


def _name_quarters(text: str) -> str:
    return re.sub(r"\bQ([1-4])\b", lambda q: Quarter(1, int(q[1])).name, text)


def _close_up(text: str) -> str:
    """Leave out the spaces beside Han."""
    return re.sub(rf"(?<=[{_HAN}]) | (?=[{_HAN}])", "", text)


def lead_name(assessment: Assessment, assessed: TargetAssessment) -> str:
    """Return the name of the department that leads a target, as a sentence has it."""
    return assessment.plan.department_name(assessed.plan_target.lead) or "未定牵头科室"
