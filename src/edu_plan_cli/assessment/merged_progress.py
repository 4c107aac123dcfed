"""Merge what the checks let through: one answer for each target, contributor and quarter; corrections supersede."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.kinds.entry import Correction, Entry
from edu_plan_cli.kinds.target import History, ReportedValue
from edu_plan_cli.model.amendments import plan_on
from edu_plan_cli.model.answering import answering_for
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.values.quarter import Quarter

Answers = dict[tuple[str, str | None, Quarter], ReportedValue]  # by target, contributor and quarter
Reports = Mapping[tuple[str, Quarter], Report]


class MergedProgress(NamedTuple):
    """Hold what is known after a quarter: each target's answers by id, and the reports by department and quarter."""

    histories: dict[str, History]
    reports: Reports
    updates: dict[
        str, History
    ]  # what was said of each target between quarters, by its days; see ``with_updates``


def merge(checked: Checked, upto: Quarter, seen_on: date = date.max) -> MergedProgress:
    """Everything reported for quarters up to ``upto``. What is known by a day is that day's ``Checked``, and of its
    amendments those in force by ``seen_on``.

    A correction counts whatever quarter's file brings it; of several the one made last. Of two copies of one answer
    the first that came counts, so that what was printed before the second stays.
    """
    known = sorted(checked.reports, key=lambda report: (report.submitted, report.period, report.department))
    units = _Units(checked)
    answers: Answers = {}
    for report in known:
        for entry in report.entries:
            if report.period <= upto and checked.counts(entry):
                key = (entry.target, entry.contributor, report.period)
                if key not in answers:
                    converted = units.told(entry, report.period)
                    answers[key] = ReportedValue(
                        report.period, report.department, converted, report.submitted
                    )
    corrections = [
        (report.made(c), report, c) for report in known for c in report.corrections if checked.counts(c)
    ]
    for _, report, correction in sorted(corrections, key=lambda made: made[0]):
        _correct(answers, report, correction, upto, units)
    # Last, and in the order of quarters: that nothing changed is said of what is known to have been before, as corrected.
    for report in sorted(known, key=lambda report: (report.period, report.department)):
        if report.nil and report.period <= upto:
            _nil(answers, report, checked, seen_on)
    histories: dict[str, list[ReportedValue]] = {}
    for (target, _, _), reported in sorted(answers.items(), key=lambda pair: (pair[0][2], pair[0][1] or "")):
        histories.setdefault(target, []).append(reported)
    return MergedProgress(
        {target: tuple(values) for target, values in histories.items()},
        {(report.department, report.period): report for report in known if report.period <= upto},
        _updates(checked.updates),
    )


def _updates(updates: Sequence[Report]) -> dict[str, History]:
    by_target: dict[str, list[ReportedValue]] = {}
    for report in sorted(updates, key=lambda report: report.submitted):
        for entry in report.entries:
            reported = ReportedValue(report.period, report.department, entry, report.submitted, between=True)
            by_target.setdefault(entry.target, []).append(reported)
    return {target: tuple(reported) for target, reported in by_target.items()}


class _Units:
    """The unit an entry without one was reported in: the target's at the end of its quarter, whatever it became since."""

    def __init__(self, checked: Checked) -> None:
        assert checked.plan is not None  # reports are only checked beside a plan
        self._plan = checked.plan
        self._changed = {a.target for a in self._plan.amendments if a.changes and "unit" in a.changes.values}
        self._then: dict[Quarter, dict[str, str | None]] = {}

    def told(self, entry: Entry, quarter: Quarter) -> Entry:
        if entry.target not in self._changed or entry.unit is not None or entry.value is None:
            return entry
        if quarter not in self._then:
            targets = plan_on(self._plan, quarter.end).plan.targets
            self._then[quarter] = {
                plan_target.target.id: plan_target.target.get("unit") for plan_target in targets
            }
        return entry.model_copy(update={"unit": self._then[quarter].get(entry.target)})


def _nil(answers: Answers, report: Report, checked: Checked, seen_on: date) -> None:
    """零报告 answers for every target the department answers for that quarter: nothing changed since the one before.

    What counts up over the year counts 0 where nothing was counted before; of a stock, a share or a frequency it gives no figure.
    """
    assert checked.plan is not None  # reports are only checked beside a plan
    counted = {target for target, _, quarter in answers if quarter < report.period}
    answered = {target for target, _, quarter in answers if quarter == report.period}
    leads = answering_for(checked.plan, checked.reports, report.period, seen_on)
    for plan_target in checked.plan.targets:
        target = plan_target.target
        if leads.get(target.id) != report.department or target.id in answered:
            continue
        counting = target.get("accumulation")
        nothing = counting == "period" or (counting == "cumulative" and target.id not in counted)
        figure = {"value": Decimal(0)} if nothing else {}
        entry = Entry.of(report.node, target=target.id, account="零报告", **figure)
        answers[target.id, None, report.period] = ReportedValue(
            report.period, report.department, entry, report.submitted, nil=True
        )


def _correct(answers: Answers, report: Report, correction: Correction, upto: Quarter, units: _Units) -> None:
    quarter = report.in_year(correction.quarter)
    if quarter > upto:
        return
    key = (correction.target, correction.contributor, quarter)
    before = answers.get(key)
    original: Entry | None = before and (before.replaced or before.entry)
    converted = units.told(correction, quarter)
    answers[key] = ReportedValue(quarter, report.department, converted, report.made(correction), original)
