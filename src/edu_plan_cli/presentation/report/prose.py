"""Figures as a document's sentences write them, not as a table's columns do."""

import re
from datetime import date

from edu_plan_cli.assessment.light_reason import late_words
from edu_plan_cli.assessment.result import Assessment, TargetAssessment
from edu_plan_cli.presentation import figures
from edu_plan_cli.values.quarter import Quarter

_HAN = "\u3000-\u303f\u4e00-\u9fff\uff00-\uffef"


def day(value: date) -> str:
    """2023年4月5日 (GB/T 9704-2012, 7.3.5.4)."""
    return f"{value.year}年{value.month}月{value.day}日"


def spelt(text: str) -> str:
    """Return what the program words for tables, as a sentence has it: dates and quarters in words, no signs, no space beside Han."""
    text = re.sub(r"(\d{4})-(\d\d)-(\d\d)", lambda d: day(date(int(d[1]), int(d[2]), int(d[3]))), text)
    text = re.sub(r"\bQ([1-4])\b", lambda q: Quarter(1, int(q[1])).name, text)
    text = text.replace("≥", "不低于").replace("≤", "不超过").removeprefix("=")
    return re.sub(rf"(?<=[{_HAN}]) | (?=[{_HAN}])", "", text)


def reached(assessed: TargetAssessment) -> str:
    """Say what a target has reached, and when that came late, as a sentence spells it."""
    late = late_words(assessed).zh
    return spelt(figures.said(assessed.progress.cumulative, "zh") + (f"（{late}）" if late else ""))


def lead_name(assessment: Assessment, assessed: TargetAssessment) -> str:
    """Return the name of the department that leads a target, as a sentence has it."""
    return assessment.plan.department_name(assessed.plan_target.lead) or "未定牵头科室"
