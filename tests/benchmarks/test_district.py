"""The districts that are measured are sound projects, the same every time."""

import sys
from pathlib import Path

from edu_plan_cli.checks.checked_project import check_project

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from district import write_district


def test_a_district_validates_and_comes_out_the_same_from_its_seed(tmp_path: Path) -> None:
    assert write_district(tmp_path / "a") == write_district(tmp_path / "b")
    assert check_project(tmp_path / "a") == []
    for file in (tmp_path / "a").rglob("*.yaml"):
        assert file.read_bytes() == (tmp_path / "b" / file.relative_to(tmp_path / "a")).read_bytes()
