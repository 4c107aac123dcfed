"""Merge what the checks let through: one answer for each target, contributor and quarter; corrections supersede."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.checks.run import Checked
from edu_plan_cli.kinds.base import History, Reported
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.model.report import Report
from edu_plan_cli.values.quarter import Quarter

Answers = dict[tuple[str, str | None, Quarter], Reported]  # by target, contributor and quarter


class Progress(NamedTuple):
    """What is known after a quarter: each target's answers by id, and the reports by department and quarter."""

    histories: dict[str, History]
    reports: dict[tuple[str, Quarter], Report]


def merge(checked: Checked, upto: Quarter, known_by: date | None = None) -> Progress:
    """Everything reported for quarters up to ``upto``, as known on a day (None: all that is in the files).

    A correction counts as soon as it is known, whatever quarter's file brings it; of several the latest file's.
    """
    known = [r for r in checked.reports if known_by is None or r.submitted <= known_by]
    known.sort(key=lambda report: (report.period, report.department))
    answers: Answers = {}
    for report in known:
        for entry in report.entries:
            if report.period <= upto and checked.counts(entry):
                answers[entry.target, entry.contributor, report.period] = Reported(
                    report.period, report.department, entry
                )
        if report.nil and report.period <= upto:
            _nil(answers, report, checked)
    for report in known:
        for correction in report.corrections:
            if checked.counts(correction):
                _correct(answers, report, correction, upto)
    histories: dict[str, list[Reported]] = {}
    for (target, _, _), reported in sorted(answers.items(), key=lambda pair: (pair[0][2], pair[0][1] or "")):
        histories.setdefault(target, []).append(reported)
    return Progress(
        {target: tuple(found) for target, found in histories.items()},
        {(report.department, report.period): report for report in known if report.period <= upto},
    )


def _nil(answers: Answers, report: Report, checked: Checked) -> None:
    """零报告 answers for every target the department leads: nothing was added this quarter."""
    assert checked.plan is not None  # reports are only checked beside a plan
    answered = {identity for identity, _, _ in answers}
    for placed in checked.plan.targets:
        target = placed.target
        if placed.lead != report.department:
            continue
        counts_up = target.get("accumulation") == "period"
        zero = Decimal(0) if "value" in target.answers and (counts_up or target.id not in answered) else None
        entry = Entry.model_construct(node=report.node, target=target.id, value=zero, account="零报告")
        answers.setdefault(
            (target.id, None, report.period), Reported(report.period, report.department, entry)
        )


def _correct(answers: Answers, report: Report, correction: Correction, upto: Quarter) -> None:
    quarter = report.in_year(correction.quarter)
    if quarter > upto:
        return
    key = (correction.target, correction.contributor, quarter)
    before = answers.get(key)
    original: Entry | None = before and (before.replaced or before.entry)
    answers[key] = Reported(quarter, report.department, correction, original)
