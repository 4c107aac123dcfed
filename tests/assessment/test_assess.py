"""Roll-up, lights at their edges, and the picture from a quarter or a day."""

from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.lights import COUNTED, Light, light_of
from edu_plan_cli.assessment.result import Assessment
from edu_plan_cli.assessment.select import Selection, find_light, select
from edu_plan_cli.assessment.view import default_view, view_of_day, view_of_quarter
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.kinds.target import TargetProgress
from edu_plan_cli.model.load import load_year
from edu_plan_cli.model.plan import Rules
from edu_plan_cli.model.references import find_item, find_section, find_target
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.quarter import Quarter

ROOT = Path(__file__).parent.parent.parent
CHECKED = check_year(load_year(ROOT, 2023))


def at(number: int) -> Assessment:
    return assess(CHECKED, view_of_quarter(Quarter(2023, number)))


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_each_level_is_the_mean_of_the_one_below(number: int) -> None:
    found = at(number)
    for section in found.sections:
        for item in section.items:
            known = [target.counted for target in item.targets if target.counted is not None]
            assert item.tally.completion == (sum(known, Fraction(0)) / len(known) if known else None)
        below = [item.tally.completion for item in section.items if item.tally.completion is not None]
        assert section.tally.completion == (sum(below, Fraction(0)) / len(below) if below else None)
    sections = [
        section.tally.completion for section in found.sections if section.tally.completion is not None
    ]
    assert found.tally.completion == sum(sections, Fraction(0)) / len(sections)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_lights_add_up_to_the_targets(number: int) -> None:
    found = at(number)
    assert sum(found.tally.lights.values()) == found.tally.targets == len(found.targets)
    assert found.tally.answered == sum(target.asked and target.answered for target in found.targets)
    assert found.tally.asked == sum(target.asked for target in found.targets if target.dropped is None)


def test_more_than_all_is_shown_as_it_is_and_counted_as_all() -> None:
    over = [target for target in at(3).targets if target.completion is not None and target.completion > 1]
    assert over
    assert all(target.counted == 1 for target in over)


def test_the_change_since_last_quarter_is_against_what_last_quarter_says_now() -> None:
    second, third = at(2), at(3)
    before = {target.plan_target.target.id: target.completion for target in second.targets}
    assert all(target.before == before[target.plan_target.target.id] for target in third.targets)


STANDING = TargetProgress(Fraction(1, 2), done=False, cumulative=Words("", ""), period=None)


@pytest.mark.parametrize(
    ("progress", "expected", "given", "light"),
    [
        (STANDING._replace(done=True), 1, {"missed": True, "silent": True}, "done"),
        (STANDING, "0.6", {}, "on_track"),
        (STANDING, "0.6000001", {}, "lagging"),
        (STANDING, "0.1", {"late_part": True}, "lagging"),
        (STANDING, "0.6", {"missed": True}, "overdue"),
        (STANDING, "0.6", {"missed": True, "silent": True}, "overdue"),
        (STANDING._replace(completion=Fraction(1)), "0.6", {"missed": True, "silent": True}, "not_reported"),
        (STANDING, "0.1", {"silent": True}, "not_reported"),
        (STANDING._replace(completion=None), "0.9", {"silent": True}, "not_reported"),
        (STANDING._replace(completion=None), "0.0", {}, "on_track"),
        (STANDING._replace(broken=Words("破", "broken")), "0.1", {}, "lagging"),
        (STANDING._replace(broken=Words("破", "broken")), "0.1", {"missed": True}, "overdue"),
    ],
)
def test_a_light_at_its_edges(
    progress: TargetProgress, expected: str, given: dict[str, bool], light: Light
) -> None:
    flags = {"missed": False, "silent": False, "late_part": False} | given
    assert light_of(progress, expected=Fraction(expected), tolerated=Fraction(1, 10), **flags) == light


def test_a_quarter_is_seen_at_the_end_of_its_last_day_and_today_within_the_day() -> None:
    due = date(2023, 6, 30)
    assert view_of_quarter(Quarter(2023, 2)).past(due)
    assert not view_of_day(due, 2023, Rules()).past(due)
    assert view_of_day(date(2023, 7, 1), 2023, Rules()).past(due)


@pytest.mark.parametrize(
    ("day", "quarter", "required"),
    [
        ("2023-02-10", 1, None),
        ("2023-03-31", 1, None),
        ("2023-04-09", 1, None),
        ("2023-04-10", 1, None),
        ("2023-04-11", 1, 1),
        ("2023-07-05", 2, 1),
        ("2023-07-10", 2, 1),
        ("2023-07-11", 2, 2),
        ("2023-12-31", 4, 3),
        ("2024-01-10", 4, 3),
        ("2024-01-11", 4, 4),
        ("2022-12-01", 1, None),
    ],
)
def test_a_report_is_missed_only_after_its_due_date(day: str, quarter: int, required: int | None) -> None:
    view = view_of_day(date.fromisoformat(day), 2023, Rules())
    assert view.quarter == Quarter(2023, quarter)
    assert view.required == (Quarter(2023, required) if required else None)
    assert date(2023, 1, 1) <= view.on <= date(2023, 12, 31)


@pytest.mark.parametrize("day", ["2023-01-01", "2023-02-10", "2023-05-10", "2023-07-05", "2023-11-11"])
def test_between_reports_a_value_is_held_against_its_own_quarter(day: str) -> None:
    """What stood at a quarter's end is not called lagging only because weeks have passed since."""
    found = assess(CHECKED, view_of_day(date.fromisoformat(day), 2023, Rules()))
    for target in found.targets:
        known = [q for q in (found.view.required, target.last) if q is not None]
        measured = max(known).end if known else date(2022, 12, 31)
        assert target.expected == target.plan_target.target.expected(min(measured, found.view.on), 2023)


def test_before_any_report_is_due_nothing_is_missed() -> None:
    found = assess(CHECKED, view_of_day(date(2023, 2, 10), 2023, Rules()))
    assert set(found.tally.lights) == {"on_track"}


def test_days_of_grace_are_not_late() -> None:
    rules = Rules(due_days=10, grace_days=5)
    assert rules.due(Quarter(2023, 1)) == date(2023, 4, 10)
    assert rules.last_day(Quarter(2023, 1)) == date(2023, 4, 15)


def test_a_due_day_may_be_named() -> None:
    rules = Rules(due_named=(("Q4", date(2024, 1, 12)),))
    assert rules.due(Quarter(2023, 4)) == date(2024, 1, 12)
    assert rules.due(Quarter(2023, 3)) == date(2023, 10, 10)


def test_a_year_that_is_over_shows_its_last_reported_quarter_else_today() -> None:
    reports = CHECKED.reports
    assert default_view(date(2026, 1, 1), 2023, Rules(), reports).quarter == Quarter(2023, 3)
    assert default_view(date(2023, 5, 5), 2023, Rules(), reports).on == date(2023, 5, 5)
    assert default_view(date(2026, 1, 1), 2023, Rules(), []).quarter == Quarter(2023, 4)


def test_who_is_missing_and_who_is_late() -> None:
    second = {found.department.id: found for found in at(2).departments}
    assert second["off-campus"].missing
    assert second["facilities"].late_days == 5
    early = assess(CHECKED, view_of_day(date(2023, 7, 5), 2023, Rules()))
    assert not any(found.missing for found in early.departments)


@given(st.sampled_from(COUNTED), st.integers(1, 4))
def test_filters_only_hide(light: Light, number: int) -> None:
    found = at(number)
    shown = select(found, Selection(lights=frozenset({light})))
    assert all(target.light == light for target in shown)
    assert len(shown) == found.tally.lights.get(light, 0)


def test_people_find_things_by_what_they_say() -> None:
    found = at(3)
    item = find_item(found.plan, "14")
    assert item is not None
    assert find_item(found.plan, "第14项") is item
    assert find_item(found.plan, item.id) is item
    assert find_item(found.plan, "14.10") is None
    target = find_target(found.plan, "14-2")
    assert target is not None
    assert find_target(found.plan, target.target.id) == target
    assert find_section(found.plan, "四") is find_section(found.plan, "4")
    assert find_light("滞后") == find_light("lagging") == "lagging"
    assert find_light("not-reported") == find_light("未填报") == "not_reported"
