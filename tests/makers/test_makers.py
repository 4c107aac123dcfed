"""The same plan by every maker of documents, the same cells by every writer of spreadsheets: read the same, or as makers.toml says.

The files kept here are small ones that the makers wrote (``.ci/run makers`` makes all of them anew, into the folder that EDU_PLAN_MAKERS names).
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from edu_plan_cli.features.forms.opened_form import open_form
from edu_plan_cli.values.bilingual import Words
from makers.reading import differences, read, seen_in, true_plan
from makers.table import Row, npm, pypi, rows

HERE = Path(__file__).parent
MADE = os.environ.get("EDU_PLAN_MAKERS")
OFFICE = (".odt", ".doc", ".rtf")  # read by way of LibreOffice


def files(kind: str) -> list[Row]:
    return [row for row in rows(kind) if row.kept or MADE]


def place(kind: str, row: Row) -> Path:
    return Path(MADE, kind, row.file) if MADE else HERE / kind / row.file


@pytest.fixture(scope="module")
def true() -> list[str]:
    return true_plan()


def test_the_plan_has_twelve_items_and_three_of_a_table(true: list[str]) -> None:
    assert [line.split()[0] for line in true if line[:2] == "  " and line[2] != " "] == [
        str(number) for number in range(1, 16)
    ]


@pytest.mark.parametrize("row", files("documents"), ids=lambda row: row.file)
def test_a_plan_is_read_the_same_whoever_wrote_it(row: Row, true: list[str]) -> None:
    if row.file.endswith(OFFICE) and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    assert differences(read(place("documents", row)), true) == list(row.differs)


@pytest.mark.parametrize(
    "row", [row for row in files("forms") if row.file.endswith((".xlsx", ".ods"))], ids=lambda row: row.file
)
def test_a_cell_is_what_a_person_sees_whoever_saved_it(row: Row) -> None:
    assert seen_in(place("forms", row)) == dict(row.differs)


@pytest.mark.skipif(not MADE, reason="reads files that .ci/run makers alone makes")
def test_an_old_workbook_is_refused_with_what_to_do_and_a_csv_is_read() -> None:
    by_name = {row.file: place("forms", row) for row in rows("forms")}
    refused = open_form("表.xls", by_name["libreoffice.xls"].read_bytes())
    assert isinstance(refused, Words)
    assert "另存为不加密码的 .xlsx" in refused.zh
    assert not isinstance(open_form("表.csv", by_name["libreoffice.csv"].read_bytes()), Words)


def test_the_page_is_made_of_the_table() -> None:
    """``python docs/make_makers.py`` writes it anew."""
    docs = HERE.parents[1] / "docs"
    made = subprocess.run(
        [sys.executable, docs / "make_makers.py", "--print"], capture_output=True, check=True, timeout=60
    )
    assert made.stdout.decode() == (docs / "makers.md").read_text(encoding="utf-8")


def test_every_file_kept_is_in_the_table() -> None:
    for kind in ("documents", "forms"):
        assert {file.name for file in (HERE / kind).iterdir()} == {row.file for row in rows(kind) if row.kept}


def test_versions_are_those_that_the_run_installs_and_proofs_are_there() -> None:
    pins = {
        f"{registry}:{name}": version
        for registry, of in (("npm", npm()), ("pypi", pypi()))
        for name, version in of.items()
    }
    tests = (HERE / "test_reports.py").read_text(encoding="utf-8")
    for row in (*rows("documents"), *rows("forms"), *rows("reports")):
        if row.package:
            assert pins[row.package] == row.version, row.maker
        assert not row.proof or (HERE.parents[1] / row.proof).is_file() or f"def {row.proof}(" in tests, (
            row.proof
        )
