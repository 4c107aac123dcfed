"""Merge what the checks let through: one answer for each target, contributor and quarter; corrections supersede."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.checks.run import Checked
from edu_plan_cli.kinds.base import History, Reported
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.model.answering import answering
from edu_plan_cli.model.report import Report
from edu_plan_cli.values.quarter import Quarter

Answers = dict[tuple[str, str | None, Quarter], Reported]  # by target, contributor and quarter
Reports = Mapping[tuple[str, Quarter], Report]


class Progress(NamedTuple):
    """What is known after a quarter: each target's answers by id, and the reports by department and quarter."""

    histories: dict[str, History]
    reports: Reports


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
                    report.period, report.department, entry, report.submitted
                )
    for report in known:
        for correction in report.corrections:
            if checked.counts(correction):
                _correct(answers, report, correction, upto)
    # Last, and in the order of quarters: that nothing changed is said of what is known to have been before, as corrected.
    for report in known:
        if report.nil and report.period <= upto:
            _nil(answers, report, checked, known_by)
    histories: dict[str, list[Reported]] = {}
    for (target, _, _), reported in sorted(answers.items(), key=lambda pair: (pair[0][2], pair[0][1] or "")):
        histories.setdefault(target, []).append(reported)
    return Progress(
        {target: tuple(found) for target, found in histories.items()},
        {(report.department, report.period): report for report in known if report.period <= upto},
    )


def _nil(answers: Answers, report: Report, checked: Checked, known_by: date | None) -> None:
    """零报告 answers for every target the department answers for that quarter: nothing changed since the one before.

    What counts up over the year counts 0 where nothing was counted before; of a stock, a share or a frequency it gives no figure.
    """
    assert checked.plan is not None  # reports are only checked beside a plan
    counted = {target for target, _, quarter in answers if quarter < report.period}
    answered = {target for target, _, quarter in answers if quarter == report.period}
    sent = [r.department for r in checked.reports if r.period == report.period]
    leads = answering(checked.plan, report.period, sent, known_by or date.max)
    for placed in checked.plan.targets:
        target = placed.target
        if leads.get(target.id) != report.department or target.id in answered:
            continue
        counting = target.get("accumulation")
        nothing = counting == "period" or (counting == "cumulative" and target.id not in counted)
        entry = Entry.model_construct(
            node=report.node, target=target.id, value=Decimal(0) if nothing else None, account="零报告"
        )
        answers[target.id, None, report.period] = Reported(
            report.period, report.department, entry, report.submitted, nil=True
        )


def _correct(answers: Answers, report: Report, correction: Correction, upto: Quarter) -> None:
    quarter = report.in_year(correction.quarter)
    if quarter > upto:
        return
    key = (correction.target, correction.contributor, quarter)
    before = answers.get(key)
    original: Entry | None = before and (before.replaced or before.entry)
    answers[key] = Reported(quarter, report.department, correction, report.submitted, original)
