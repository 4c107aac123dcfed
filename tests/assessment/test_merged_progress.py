"""Merging does not depend on the order of files, and what arrives twice changes nothing."""

import random
import shutil
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.assessment.merged_progress import merge
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.kinds.target import History
from edu_plan_cli.model.load import Loaded, load_year
from edu_plan_cli.values.quarter import Quarter

ROOT = Path(__file__).parent.parent.parent
LOADED = load_year(ROOT, 2023)
QUARTERS = st.sampled_from([Quarter(2023, number) for number in (1, 2, 3, 4)])


def shuffled(seed: int) -> Checked:
    reports = list(LOADED.reports)
    random.Random(seed).shuffle(reports)
    return check_year(Loaded(LOADED.plan, reports, [], []))


def contents(histories: dict[str, History]) -> dict[str, list[tuple[object, ...]]]:
    return {
        t: [(r.quarter, r.department, r.entry, r.replaced) for r in history]
        for t, history in histories.items()
    }


@settings(max_examples=15, deadline=None)
@given(st.integers(), QUARTERS)
def test_the_order_of_files_changes_nothing(seed: int, upto: Quarter) -> None:
    in_order = merge(check_year(LOADED), upto)
    mixed = merge(shuffled(seed), upto)
    assert contents(mixed.histories) == contents(in_order.histories)
    assert mixed.reports.keys() == in_order.reports.keys()


@settings(max_examples=10, deadline=None)
@given(QUARTERS, st.dates(date(2023, 1, 1), date(2024, 1, 31)))
def test_nothing_sent_later_and_no_later_quarter_is_known(upto: Quarter, day: date) -> None:
    found = merge(check_year(LOADED).as_known(day), upto)
    assert all(report.submitted <= day and report.period <= upto for report in found.reports.values())
    assert all(reported.quarter <= upto for history in found.histories.values() for reported in history)


def test_a_file_that_arrives_twice_changes_nothing(tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, tmp_path / part)
    before = merge(check_year(load_year(tmp_path, 2023)), Quarter(2023, 3))
    original = tmp_path / "reports/2023/Q2/preschool.yaml"
    text = original.read_text(encoding="utf-8")
    entries = text.partition("entries:\n")[2].partition("corrections:\n")[0]
    original.write_text(text.replace("corrections:\n", entries + "corrections:\n"), encoding="utf-8")
    after = merge(check_year(load_year(tmp_path, 2023)), Quarter(2023, 3))
    assert contents(after.histories) == contents(before.histories)


def test_a_copy_under_another_name_is_refused_and_the_original_still_counts(tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, tmp_path / part)
    before = merge(check_year(load_year(tmp_path, 2023)), Quarter(2023, 3))
    shutil.copy(tmp_path / "reports/2023/Q2/preschool.yaml", tmp_path / "reports/2023/Q2/副本.yaml")
    checked = check_year(load_year(tmp_path, 2023))
    assert [d.code for d in checked.diagnostics] == ["EP401"]
    assert contents(merge(checked, Quarter(2023, 3)).histories) == contents(before.histories)


def test_a_correction_takes_over_and_keeps_what_was_said_first() -> None:
    found = merge(check_year(LOADED), Quarter(2023, 3))
    corrected = [r for history in found.histories.values() for r in history if r.replaced is not None]
    assert {
        (r.entry.value, r.replaced.value if r.replaced else None) for r in corrected if r.entry.value
    } == {(Decimal(8700), Decimal(8900))}


def test_before_it_was_known_the_first_value_counts() -> None:
    def second_quarter(day: date | None) -> object:
        histories = merge(check_year(LOADED).as_known(day), Quarter(2023, 2)).histories
        people = (
            next(p.target.id for p in LOADED.plan.targets if p.target.name == "经常参与学习的老年人")
            if LOADED.plan
            else ""
        )
        return next(r.entry.value for r in histories[people] if r.quarter.number == 2)

    assert second_quarter(date(2023, 7, 31)) == 8900
    assert second_quarter(None) == 8700


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_every_answer_is_of_a_target_of_the_plan(number: int) -> None:
    assert LOADED.plan is not None
    known = {plan_target.target.id for plan_target in LOADED.plan.targets}
    assert set(merge(check_year(LOADED), Quarter(2023, number)).histories) <= known
