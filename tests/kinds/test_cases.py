"""The worked cases of cases.yaml come out as written there, and docs/completion.md shows exactly them."""

import subprocess
import sys
from pathlib import Path

import pytest

from kinds.worked import Case, load_cases, result_of, run_case

ROOT = Path(__file__).parent.parent.parent
WORKED = load_cases()


@pytest.mark.parametrize("case", WORKED, ids=lambda case: case.title)
def test_a_case_comes_out_as_written(case: Case, tmp_path: Path) -> None:
    found, _ = run_case(case, tmp_path)
    assert result_of(found) == case.expected


def test_every_kind_has_many_cases() -> None:
    kinds = [case.target.split(",")[0].removeprefix("kind: ") for case in WORKED]
    assert len(WORKED) >= 150
    assert all(kinds.count(kind) >= 6 for kind in set(kinds))
    assert len(set(kinds)) == 10
    assert len({case.title for case in WORKED}) == len(WORKED)


def test_the_page_in_docs_holds_these_cases() -> None:
    """``python docs/make_completion.py`` writes it anew."""
    page = ROOT / "docs" / "completion.md"
    before = page.read_text(encoding="utf-8")
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "make_completion.py", "--print"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert made.stdout.decode() == before


SHARE = "kind: share, numerator: 建制学校, denominator: 学校, target_value: 80"
STEPS = "kind: qualitative, steps: [{name: 甲}, {name: 乙}, {name: 丙}]"


@pytest.mark.parametrize(
    ("target", "first", "second", "said"),
    [
        (SHARE, "numerator: 20, denominator: 42", "numerator: 26, denominator: 42", "升14.3个百分点"),
        (SHARE, "numerator: 26, denominator: 42", "numerator: 20, denominator: 42", "降14.3个百分点"),
        (SHARE, "numerator: 20, denominator: 40", "numerator: 21, denominator: 40", "升2.5个百分点"),
        (SHARE, "numerator: 20, denominator: 40", "numerator: 24, denominator: 40", "升10个百分点"),
        (SHARE, "numerator: 20, denominator: 40", "numerator: 21, denominator: 42", "持平"),
        (
            SHARE,
            "numerator: 5000, denominator: 9999",
            "numerator: 5001, denominator: 9999",
            "升不到0.1个百分点",
        ),
        (STEPS, "steps_done: [甲]", "steps_done: [甲, 乙, 丙]", "增2步"),
    ],
)
def test_what_a_quarter_added_is_said_in_words(
    target: str, first: str, second: str, said: str, tmp_path: Path
) -> None:
    found, _ = run_case(Case("", target, {"Q1": [first], "Q2": [second]}, "Q2", "", {}), tmp_path)
    assert found.progress.period is not None
    assert found.progress.period.zh == said
