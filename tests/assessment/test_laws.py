"""What holds in every year, whatever is reported: silence improves nothing, and each change touches its own."""

import random
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from assessment.years import DEPARTMENTS, RandomYear, days, random_year
from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.duties import reporting_of
from edu_plan_cli.assessment.reporting_status import owed, reporting
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.view import default_view, view_of_day, view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.values.quarter import Quarter

YEARS = st.integers(0, 10**9)
DAYS = st.dates(date(2023, 1, 1), date(2024, 4, 30))


def seen(checked: Checked, day: date) -> Assessment:
    assert checked.plan is not None
    return assess(checked, default_view(day, 2023, checked.plan.rules, checked.reports))


def lights(found: Assessment) -> dict[str, object]:
    return {t.plan_target.target.id: (t.light, t.completion, t.reason, t.owed_by) for t in found.targets}


def departments(found: Assessment) -> dict[str, object]:
    return {d.department.id: d._replace(asked=()) for d in found.departments}


@settings(max_examples=25, deadline=None)
@given(YEARS)
def test_from_one_day_to_the_next_silence_improves_nothing(seed: int) -> None:
    checked = random_year(seed, targets=4).checked()  # few: each of 500 days is assessed
    sent = {report.submitted for report in checked.reports}
    sent |= {report.made(correction) for report in checked.reports for correction in report.corrections}
    before: Assessment | None = None
    for day in days():
        now = seen(checked, day)
        if before is not None and day not in sent:
            was = {found.plan_target.target.id: found for found in before.targets}
            for found in now.targets:
                earlier = was[found.plan_target.target.id]
                told = f"{day} {found.plan_target.target.node.path} {earlier.reason.zh} → {found.reason.zh}"
                assert earlier.light != "overdue" or found.light == "overdue", told
                assert found.light != "done" or earlier.light == "done", told
                assert (found.completion or Fraction(0)) <= (earlier.completion or Fraction(0)), told
            assert (now.tally.completion or Fraction(0)) <= (before.tally.completion or Fraction(0)), day
            if now.view.quarter == before.view.quarter:
                assert now.tally.answered <= before.tally.answered, day
                assert reporting_of(now).reported <= reporting_of(before).reported, day
        before = now


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS)
def test_what_is_past_its_own_day_is_never_on_track_in_silence(seed: int, day: date) -> None:
    for found in seen(random_year(seed).checked(), day).targets:
        target = found.plan_target.target
        due = target.due if target.dated else None
        if due is None or not due < day or found.light in ("done", "overdue"):
            continue
        assert found.light == "not_reported", found.reason.zh
        assert found.owed_by is not None


@settings(max_examples=25, deadline=None)
@given(YEARS, st.sampled_from(DEPARTMENTS), st.integers(1, 4))
def test_a_nil_report_changes_only_its_own_department(seed: int, department: str, quarter: int) -> None:
    year = random_year(seed)
    if (department, quarter) in year.reports:
        return
    told = year.reports | {(department, quarter): (Quarter(2023, quarter).end, "nil: true\n")}
    before, after = year.checked(), year._replace(reports=told).checked()
    for number in range(quarter, 5):
        view = view_of_quarter(Quarter(2023, number))
        then, now = assess(before, view), assess(after, view)
        for was, found in zip(then.targets, now.targets, strict=True):
            if found.plan_target.lead != department:
                assert (was.light, was.completion, was.reason) == (
                    found.light,
                    found.completion,
                    found.reason,
                )
        others = [identity for identity in departments(now) if identity != department]
        assert all(departments(then)[identity] == departments(now)[identity] for identity in others)


@settings(max_examples=40, deadline=None)
@given(YEARS, DAYS, st.integers(1, 4))
def test_what_is_seen_as_of_a_day_is_what_the_files_of_that_day_say(
    seed: int, day: date, number: int
) -> None:
    year = random_year(seed)
    view = view_of_quarter(Quarter(2023, number), day)
    now, then = assess(year.checked(), view), assess(year.known_by(day).checked(), view)
    assert lights(now) == lights(then)
    assert now.tally == then.tally
    assert [(d.department.id, d.state, d.owes) for d in now.departments] == [
        (d.department.id, d.state, d.owes) for d in then.departments
    ]


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_files_changes_nothing(seed: int, day: date, mixed: random.Random) -> None:
    checked = random_year(seed).checked()
    assert checked.loaded is not None
    reports = list(checked.loaded.reports)
    mixed.shuffle(reports)
    again = check_year(checked.loaded._replace(reports=reports))
    assert lights(seen(checked, day)) == lights(seen(again, day))


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS)
def test_a_target_dropped_from_the_start_is_as_good_as_absent(seed: int, day: date) -> None:
    year = random_year(seed)
    gone = min(year.targets)
    others = {key: value for key, value in year.reports.items() if _without(value[1], gone) != "entries:\n"}
    year = year._replace(reports=others, corrections=())
    dropped = year._replace(
        amendments=f"amendments:\n  - {{target: {gone}, date: 2023-01-01, reason: 取消, drop: true}}\n"
    )
    absent = year._replace(
        targets={key: value for key, value in year.targets.items() if key != gone},
        reports={key: (sent, _without(text, gone)) for key, (sent, text) in others.items()},
    )
    here, there = seen(dropped.checked(), day), seen(absent.checked(), day)
    assert here.tally == there.tally
    kept = {key: value for key, value in lights(here).items() if key != gone}
    assert kept == lights(there)
    assert {d.department.id for d in owed(here)} == {d.department.id for d in owed(there)}
    assert [(r.expected, r.reported) for r in [reporting_of(here)]] == [
        (r.expected, r.reported) for r in [reporting_of(there)]
    ]


def _without(text: str, target: str) -> str:
    return "".join(line for line in text.splitlines(keepends=True) if f"target: {target}," not in line)


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS, st.sampled_from(DEPARTMENTS))
@example(674, date(2023, 9, 9), "b")  # the heir's nil report came before the handover
def test_a_handover_changes_nothing_before_its_day(seed: int, day: date, heir: str) -> None:
    year = random_year(seed)
    moved = min(year.targets)
    handed = year._replace(
        amendments=f"amendments:\n  - {{target: {moved}, date: {day + timedelta(days=1)}, reason: 移交, set: {{lead: {heir}}}}}\n"
    )
    before, after = seen(year.checked(), day), seen(handed.checked(), day)
    assert lights(before) == lights(after)
    assert departments(before) == departments(after)


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS, st.permutations(DEPARTMENTS))
def test_the_order_of_departments_changes_nothing(seed: int, day: date, order: list[str]) -> None:
    year = random_year(seed)
    one, other = year.checked(), year._replace(departments=tuple(order)).checked()
    before, after = seen(one, day), seen(other, day)
    assert lights(before) == lights(after)
    assert before.tally == after.tally
    assert departments(before) == departments(after)
    assert [{d.department.id: d.state for d in found.departments} for found in reporting(one, before)] == [
        {d.department.id: d.state for d in found.departments} for found in reporting(other, after)
    ]


@settings(max_examples=25, deadline=None)
@given(YEARS, DAYS)
def test_who_is_chased_owes_and_nobody_is_missing_before_the_due_day(seed: int, day: date) -> None:
    checked = random_year(seed).checked()
    assert checked.plan is not None
    found = assess(checked, view_of_day(day, 2023, checked.plan.rules))
    for each in reporting(checked, found):
        for department in each.departments:
            assert not department.missing or (department.owes and day > each.due)
        assert each.reported <= each.expected
        assert each.expected - each.reported == sum(d.state in ("missing", "due") for d in each.departments)


@pytest.mark.parametrize("day", ["2023-07-05", "2023-10-01", "2024-01-04", "2024-01-10"])
def test_between_a_quarter_and_its_due_day_everything_speaks_of_that_quarter(day: str) -> None:
    checked = random_year(7).checked()
    found = seen(checked, date.fromisoformat(day))
    assert found.view.quarter.end < date.fromisoformat(day)
    assert reporting_of(found).quarter == found.view.quarter
    assert not any(department.missing for department in found.departments)


def test_the_random_years_hold_every_kind_and_light() -> None:
    """The laws above are about something."""
    kinds: set[str] = set()
    shown: set[str] = set()
    for seed in range(40):
        checked: RandomYear = random_year(seed)
        found = seen(checked.checked(), date(2023, 11, 20))
        kinds |= {target.plan_target.target.get("kind") for target in found.targets}
        shown |= {target.light for target in found.targets}
    assert len(kinds) == 10
    assert shown == {"overdue", "lagging", "not_reported", "on_track", "done"}
