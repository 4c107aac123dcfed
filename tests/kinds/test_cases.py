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
