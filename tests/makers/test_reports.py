"""Reports and exports opened by other people's readers: figures to the last digit, codes of digits as text, words as they are.

The readers are too many for everybody's set-up: ``.ci/run makers`` installs them and runs this; elsewhere it is skipped. Other readers of
Parquet, of data packages and of SDMX stand in tests/exchange.
"""

import csv
import io
import json
import os
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from commands.running import SAMPLE, edu_plan

MODULES = os.environ.get("EDU_PLAN_NODE_MODULES", "")
NODE = pytest.mark.skipif(not MODULES, reason="needs the npm packages that .ci/run makers installs")
FIGURES = ("target_value", "value", "numerator", "denominator", "completion", "expected")
HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every report and export of one quarter."""
    project = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("reports") / "p"))
    plan = project / "plan" / "2023.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("issuer:", 'org_code: "340705"\nissuer:', 1),
        encoding="utf-8",
    )
    out = project.parent / "out"
    out.mkdir()
    for form in ("csv", "html", "xlsx", "docx", "json"):
        assert (
            edu_plan(
                "report", "-q", "Q2", "--format", form, "-o", str(out / f"report.{form}"), cwd=project
            ).code
            == 0
        )
    for form in ("parquet", "frictionless", "jsonl"):
        assert edu_plan("export", "--format", form, "-q", "Q2", "-o", str(out), cwd=project).code == 0
    return out


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, dict[str, Any]]:
    """The rows of the second quarter by target, figures as exact decimals of the places a column has."""
    rows = [
        json.loads(line, parse_float=Decimal)
        for line in (folder / "observations.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    return {row["target_id"]: row for row in rows if row["quarter"] == "Q2"}


def table(folder: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((folder / "report.csv").read_text(encoding="utf-8-sig"))))


def agree(row: dict[str, Any], true: dict[str, Any]) -> None:
    """Whether a row that a reader gives says the same as what was written."""
    assert str(row["org_code"]) == "340705"
    for name in ("target_id", "target_label", "target_name", "quarter", "completion_exact"):
        assert (row[name] or None) == true[name]
    for name in FIGURES:
        said = row[name]
        assert (None if said in (None, "") else Decimal(str(said))) == (
            None if true[name] is None else Decimal(str(true[name]))
        ), name


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # it leaves the file open
def test_fastparquet_gives_the_same_figures_in_binary_and_codes_as_text(
    folder: Path, truth: dict[str, dict[str, Any]]
) -> None:
    fastparquet = pytest.importorskip("fastparquet")
    frame = fastparquet.ParquetFile(str(folder / "340705-2023-Q2.parquet")).to_pandas().astype(object)
    rows = frame.where(frame.notna(), None).to_dict("records")
    assert {row["target_id"] for row in rows} == set(truth)
    for row in rows:  # it makes 0.9600000000000001 of 0.96: eight places are what the column has
        agree(
            {key: round(value, 8) if isinstance(value, float) else value for key, value in row.items()},
            truth[row["target_id"]],
        )


def test_the_first_reader_of_data_packages_reads_the_second_version(
    folder: Path, truth: dict[str, dict[str, Any]]
) -> None:
    datapackage = pytest.importorskip("datapackage")
    package = datapackage.Package(str(folder / "datapackage.json"))
    assert package.valid, package.errors
    rows = [row for row in package.get_resource("observations").read(keyed=True) if row["quarter"] == "Q2"]
    assert len(rows) == len(truth)
    for row in rows:
        agree(row, truth[row["target_id"]])


def test_a_csv_is_the_same_to_pandas_and_polars(folder: Path) -> None:
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    true = table(folder)
    assert pandas.read_csv(folder / "report.csv", dtype=str, keep_default_na=False).to_dict("records") == true
    frame = polars.read_csv(folder / "report.csv", infer_schema=False)
    assert frame.fill_null("").to_dicts() == true


def test_a_workbook_is_the_same_to_calamine(folder: Path) -> None:
    calamine = pytest.importorskip("python_calamine")
    rows = calamine.load_workbook(str(folder / "report.xlsx")).get_sheet_by_index(0).to_python()
    ledger(rows, table(folder))


def ledger(rows: list[list[Any]], true: list[dict[str, str]]) -> None:
    """Whether the rows of the ledger say what the table says; completion is a number there."""
    head = next(row for row in rows if "编号" in row)
    named = [dict(zip(head, row, strict=False)) for row in rows[rows.index(head) + 1 :]]
    by_id = {row["编号"]: row for row in named if row.get("编号")}
    for row in true:
        said = by_id[row["编号"]]
        assert (said["名称"], said["目标值"], said["累计"]) == (row["名称"], row["目标值"], row["累计"])
        if row["完成率"].endswith("%"):
            assert Decimal(str(said["完成率"])) * 100 == Decimal(row["完成率"].rstrip("%"))


def test_a_circular_has_every_row_for_pandoc(folder: Path) -> None:
    pandoc = pytest.importorskip("pypandoc")
    text = pandoc.convert_file(str(folder / "report.docx"), "html")
    for row in table(folder):
        assert row["名称"] in text
        assert row["完成率"].rstrip("—") in text


def test_a_page_gives_pandas_its_table_of_departments(folder: Path) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("lxml")
    (departments, *_) = pandas.read_html(folder / "report.html")
    assert departments.set_index("科室").loc["职成教科", "完成率"] == "51.5%"


@NODE
def test_the_readers_of_npm_see_the_same(folder: Path, truth: dict[str, dict[str, Any]]) -> None:
    shutil.copy(folder / "340705-2023-Q2.parquet", folder / "dataset.parquet")
    script = Path(shutil.copy(HERE / "reports.cjs", Path(MODULES).parent))
    ran = subprocess.run(["node", str(script), str(folder)], check=True, capture_output=True, text=True)
    seen = json.loads(ran.stdout)
    true = table(folder)
    for row in seen["parquet hyparquet"]:
        agree(row, truth[row["target_id"]])
    for reader in ("observations papaparse", "jsonl node"):
        rows = [row for row in seen[reader] if row["quarter"] == "Q2"]
        assert len(rows) == len(truth)
        for row in rows:
            agree(row, truth[row["target_id"]])
    assert [
        {key.lstrip("\ufeff"): value for key, value in row.items()} for row in seen["csv papaparse"]
    ] == true
    ledger(seen["xlsx sheetjs"], true)
    for row in true:
        assert row["名称"] in seen["html cheerio"]
        assert row["名称"] in seen["docx mammoth"]
    assert seen["json node"] == json.loads((folder / "report.json").read_text(encoding="utf-8"))
