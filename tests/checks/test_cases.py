"""tests/cases: a folder for each slip, with the files that differ from the sample project and the diagnostics expected.

``UPDATE_CASES=1 pytest tests/checks/test_cases.py`` writes expected.txt anew; then read every line of the diff.
"""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest

from edu_plan_cli.checks.checked_project import check_project
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.files.project_folder import plan_years
from edu_plan_cli.model.load import load_year

SAMPLE = Path(__file__).parent.parent / "data" / "sample"
CASES = sorted(path for path in (Path(__file__).parent.parent / "cases").iterdir() if path.is_dir())


def project_of(case: Path, folder: Path) -> Path:
    """The sample project with a case's files put over it."""
    shutil.copytree(SAMPLE, folder)
    shutil.copytree(case, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.txt"))
    return folder


def said_of(root: Path) -> str:
    return "".join(
        f"{d.location} {d.severity} {d.code} {d.message.zh} → {d.hint.zh}\n" for d in check_project(root)
    )


@pytest.mark.parametrize("parser", ["C", "pure"])
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_slip_is_named_where_it_stands(
    case: Path, parser: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if parser == "pure":
        monkeypatch.setitem(__import__("sys").modules, "_ruamel_yaml", None)
    said = said_of(project_of(case, tmp_path / "p"))
    if os.environ.get("UPDATE_CASES") and parser == "C":
        (case / "expected.txt").write_text(said, encoding="utf-8", newline="\n")
    assert said == (case / "expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_problem_says_the_same_when_lines_move(case: Path, tmp_path: Path) -> None:
    """CIs, ``--since`` and fingerprints recognise a problem by its message: one more comment at the top changes none."""
    project = project_of(case, tmp_path / "p")
    before = Counter((d.code, d.location.path, d.message) for d in check_project(project))
    for file in project.rglob("*.y*ml"):
        file.write_bytes(b"# \xe4\xb8\x80\n" + file.read_bytes())
    assert Counter((d.code, d.location.path, d.message) for d in check_project(project)) == before


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_errors_alone_are_the_errors_and_leave_out_the_same(case: Path, tmp_path: Path) -> None:
    project = project_of(case, tmp_path / "p")
    for year in plan_years(project):
        loaded = load_year(project, year)
        whole, errors = check_year(loaded), check_year(loaded, errors_alone=True)
        assert errors.left_out == whole.left_out
        assert [id(report) for report in errors.reports] == [id(report) for report in whole.reports]
        assert [d for d in errors.diagnostics if d.severity == "error"] == [
            d for d in whole.diagnostics if d.severity == "error"
        ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_is_wrong_with_a_plan_by_itself_does_not_hang_on_the_reports(case: Path, tmp_path: Path) -> None:
    """So it need not be asked again when a report has changed."""
    project = project_of(case, tmp_path / "p")
    for year in plan_years(project):
        loaded = load_year(project, year)
        assert check_year(loaded).in_plan == check_year(loaded._replace(reports=[])).in_plan


def test_there_are_many_cases() -> None:
    assert len(CASES) >= 100
