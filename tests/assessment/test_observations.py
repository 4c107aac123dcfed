"""Flat rows for other programs: they say what the assessment says, in base units, with where it stands."""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.observations import SCHEMA_VERSION, Observation, observations
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import Checked, check_year
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.quarter import Quarter
from edu_plan_cli.values.units import base_unit

ROOT = Path(__file__).parent.parent.parent
QUARTERS = [Quarter(2023, number) for number in (1, 2, 3, 4)]
CHECKED = check_year(load_year(ROOT, 2023))
ROWS = list(observations(CHECKED, QUARTERS, "f" * 40))


def lines(path: str) -> list[str]:
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def line_at(location: str) -> str:
    path, _, number = location.rpartition(":")
    return lines(path)[int(number) - 1]


def row(label: str, quarter: str) -> Observation:
    return next(found for found in ROWS if (found.target_label, found.quarter) == (label, quarter))


def test_the_fields_and_their_order_are_a_promise() -> None:
    """Others join on these names. A change is an addition at the end and a new SCHEMA_VERSION."""
    assert SCHEMA_VERSION == 2
    assert Observation._fields == tuple(
        """schema_version org_code org_name year quarter section_id section_number section_heading item_id item_number
        item_heading target_id target_label target_name kind indicator unit target_value value numerator denominator
        accumulation completion expected light answered lead submitted illustrative source plan_source commit item_weight
        target_weight completion_exact expected_exact""".split()
    )


@pytest.mark.parametrize("quarter", QUARTERS, ids=str)
def test_rows_say_what_the_assessment_says(quarter: Quarter) -> None:
    found = assess(CHECKED, view_of_quarter(quarter))
    rows = [row for row in ROWS if row.quarter == quarter.key]
    assert [(r.target_id, r.target_label, r.completion, r.expected, r.light) for r in rows] == [
        (t.plan_target.target.id, t.plan_target.label, t.completion, t.expected, t.light)
        for t in found.targets
    ]
    assert [r.answered for r in rows] == [target.answered for target in found.targets]


def test_every_row_names_the_district_and_the_revision() -> None:
    assert {(r.org_code, r.org_name, r.year, r.commit) for r in ROWS} == {
        ("340705", "铜陵市铜官区教育局", 2023, "f" * 40)
    }


def test_ten_thousands_become_ones_exactly() -> None:
    learners = row("15-4", "Q2")  # the plan says 1.7 万人, the reports 万人 and 人
    assert (learners.unit, learners.target_value, learners.value) == ("人", Decimal(17000), Decimal(8700))
    assert {r.unit for r in ROWS if r.unit} == {base_unit(r.unit) for r in ROWS if r.unit}


def test_a_share_comes_with_what_it_was_derived_from() -> None:
    shares = [r for r in ROWS if r.kind in ("share", "coverage") and r.value is not None]
    assert shares
    for r in shares:
        assert r.unit == "%"
        assert r.numerator is not None
        assert r.denominator
        assert abs(
            Fraction(r.numerator) / Fraction(r.denominator) * 100 - Fraction(r.value or 0)
        ) <= Fraction(5, 1000)
    increase = row("13-6", "Q2")
    assert (increase.numerator, increase.denominator) == (Decimal(5412), Decimal(11020))


def test_figures_can_be_found_in_the_files() -> None:
    for r in ROWS:
        assert f"id: {r.target_id}" in line_at(r.plan_source)
        if r.source is not None and "target:" in line_at(r.source):
            assert r.target_id in line_at(r.source)


def test_what_was_not_reported_is_not_zero() -> None:
    rows = list(observations(CHECKED._replace(reports=[]), QUARTERS[1:2]))
    assert "not_reported" in {r.light for r in rows}
    assert all((r.value, r.completion, r.source, r.submitted) == (None, None, None, None) for r in rows)
    assert not any(r.answered for r in rows)


def test_the_day_is_that_of_this_quarters_answer() -> None:
    assert str(row("14-2", "Q2").submitted) == "2023-07-09"
    assert str(row("15-4", "Q2").submitted) == "2023-10-08"  # corrected in the third quarter's file
    assert row("5-7", "Q2").submitted is None  # answered in the first quarter only


def test_made_up_numbers_are_marked_as_such() -> None:
    assert all(r.illustrative for r in ROWS)  # the shipped plan says so of itself


def without_mark() -> Iterator[str]:
    for line in (ROOT / "plan/2023.yaml").read_text(encoding="utf-8").splitlines():
        if not line.startswith("illustrative:"):
            yield line


def test_a_mark_in_a_report_marks_the_figures_it_gave() -> None:
    loaded = load_year(ROOT, 2023, {"plan/2023.yaml": "\n".join(without_mark()) + "\n"})
    rows = list(observations(check_year(loaded), QUARTERS[:1]))
    assert all(r.illustrative == (r.source is not None) for r in rows)


def test_every_kind_gives_rows() -> None:
    assert {r.kind for r in ROWS} == set(KINDS)


def test_without_a_plan_there_is_nothing_to_observe() -> None:
    with pytest.raises(ValueError, match="without a plan"):
        list(observations(Checked(None, [], frozenset(), []), QUARTERS))
