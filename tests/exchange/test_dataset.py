"""The published dataset: what is written is what was observed, and a reader that is not ours finds it."""

import json
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.assessment.dataset_columns import COLUMNS, SQL_TYPES
from edu_plan_cli.assessment.observations import Observation, observations
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.exchange.dataset_files import write_dataset
from edu_plan_cli.files.parquet import engine
from edu_plan_cli.model.load import load_year
from edu_plan_cli.values.exact import rounded, rounded_share
from edu_plan_cli.values.quarter import Quarter

duckdb = pytest.importorskip("duckdb")

ROOT = Path(__file__).parent.parent.parent
ROWS = list(observations(check_year(load_year(ROOT, 2023)), [Quarter(2023, n) for n in (1, 2, 3)]))


def read(folder: Path, sql: str = "SELECT * FROM dataset") -> list[tuple[Any, ...]]:
    """As anybody would, with DuckDB's own defaults."""
    with duckdb.connect() as connection:
        dataset = connection.read_parquet(str(folder / "*.parquet"))
        found: list[tuple[Any, ...]] = connection.sql(sql.replace("dataset", "(FROM dataset)")).fetchall()
        del dataset
        return found


def kept(row: Observation) -> tuple[Any, ...]:
    """The row to the places its columns have, and its texts on one line."""

    def one(name: str, value: Any) -> Any:
        if isinstance(value, Fraction):
            return rounded_share(value, 8)
        if isinstance(value, Decimal):
            return rounded(value, int(SQL_TYPES[name][-2]))
        return value.replace("\r", " ").replace("\n", " ") if isinstance(value, str) else value

    return tuple(one(name, value) for name, value in row._asdict().items())


def test_columns_are_the_fields_of_an_observation() -> None:
    assert tuple(SQL_TYPES) == Observation._fields


def test_the_documentation_lists_every_column_with_its_type_and_meaning() -> None:
    rows = [
        f"| `{name}` | {column.sql_type} | {'：'.join(filter(None, (column.title, column.meaning.zh)))} | {column.meaning.en} |"
        for name, column in COLUMNS.items()
    ]
    documented = (ROOT / "docs/dataset.md").read_text("utf-8").splitlines()
    assert [line for line in documented if line.startswith("| `")] == rows


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    files = write_dataset(ROWS, tmp_path)
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        f"340705-2023-Q{n}.parquet" for n in (1, 2, 3)
    ]
    assert sorted(read(tmp_path), key=str) == sorted(map(kept, ROWS), key=str)


def test_the_documented_sql_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_dataset(ROWS, tmp_path)
    monkeypatch.chdir(tmp_path)
    queries = re.findall(r"```sql\n(.*?)```", (ROOT / "docs/dataset.md").read_text("utf-8"), re.DOTALL)
    assert len(queries) == 2
    with duckdb.connect() as connection:
        second = [row for row in ROWS if row.quarter == "Q2" and row.light != "dropped"]
        lagging = sum(row.light == "lagging" for row in second)
        assert connection.execute(queries[0]).fetchall() == [("铜陵市铜官区教育局", len(second), lagging)]
        assert connection.execute(queries[1]).fetchall() == []


TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=30
) | st.sampled_from(
    ["'; DROP TABLE x; --", '"', '""', ",", "a\nb", "\r\n", "NULL", "\\N", "=1+1", " ", "true"]
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**23), max_value=10**23)
ORDINARY = ROWS[0]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            lambda name, lead, value, completion, day: ORDINARY._replace(
                target_name=name, lead=lead, value=value, completion=completion, submitted=day
            ),
            TEXTS,
            st.none() | TEXTS,
            st.none() | NUMBERS,
            st.none() | st.fractions(min_value=-1000, max_value=1000),
            st.none() | st.dates(date(1949, 1, 1), date(2100, 12, 31)),
        ),
        min_size=1,
        max_size=6,
    )
)
def test_any_text_and_number_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, rows: list[Observation]
) -> None:
    folder = tmp_path_factory.mktemp("dataset")
    write_dataset(rows, folder)
    assert sorted(read(folder), key=str) == sorted(map(kept, rows), key=str)


def test_a_share_is_neither_all_nor_nothing_that_is_not(tmp_path: Path) -> None:
    shares = [Fraction(10**10 - 1, 10**10), Fraction(1, 10**10), Fraction(0), Fraction(1)]
    write_dataset([ORDINARY._replace(completion=share) for share in shares], tmp_path)
    shown = [str(found) for (found,) in read(tmp_path, "SELECT completion FROM dataset")]
    assert shown == ["0.99999999", "1E-8", "0E-8", "1.00000000"]


def test_an_absurd_ratio_stops_nobody(tmp_path: Path) -> None:
    write_dataset([ORDINARY._replace(completion=Fraction(10**30))], tmp_path)
    assert read(tmp_path, "SELECT completion FROM dataset") == [(Decimal("9999999999.99999999"),)]


@pytest.mark.parametrize("code", [None, "", "../340705", "34O705", "34/0705"])
def test_a_file_is_named_by_a_division_code_or_not_written(tmp_path: Path, code: str | None) -> None:
    with pytest.raises(ValueError, match="org_code"):
        write_dataset([ORDINARY._replace(org_code=code)], tmp_path)
    assert list(tmp_path.rglob("*.parquet")) == []


def test_a_second_export_replaces_the_first(tmp_path: Path) -> None:
    write_dataset(ROWS, tmp_path)
    write_dataset([ORDINARY], tmp_path)
    assert read(tmp_path, "SELECT count(*) FROM dataset WHERE quarter = 'Q1'") == [(1,)]
    assert [file.name for file in tmp_path.rglob("*.tmp")] == []


@pytest.mark.parametrize(
    "reach",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM read_csv('https://example.org/x.csv')",
        "INSTALL httpfs",
        "LOAD httpfs",
        "ATTACH '/tmp/other.duckdb'",
        "COPY (SELECT 1) TO '/tmp/other.csv'",
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "SET memory_limit = '100GB'",
    ],
)
def test_the_engine_reaches_its_folders_and_nothing_else(tmp_path: Path, reach: str) -> None:
    with engine(tmp_path) as connection, pytest.raises(duckdb.Error):
        connection.execute(reach)


def test_names_in_sql_are_never_variables_of_ours(tmp_path: Path) -> None:
    secret = [1]
    with engine(tmp_path) as connection, pytest.raises(duckdb.Error):
        connection.execute("SELECT * FROM secret")
    assert secret == [1]


# How each reader opens the folder, by its own defaults, and what it makes of it: rows as dicts of text.
READERS = {
    "duckdb": (
        "import duckdb\n"
        "found = duckdb.sql(\"SELECT * FROM read_parquet('*.parquet')\")\n"
        "rows = [dict(zip(found.columns, row)) for row in found.fetchall()]"
    ),
    "pyarrow": "import pyarrow.parquet\nrows = pyarrow.parquet.read_table('.').to_pylist()",
    "pandas": "import pandas\nrows = pandas.read_parquet('.').to_dict('records')",
    "polars": "import polars\nrows = polars.read_parquet('.').to_dicts()",
    "pyspark": (
        "from pyspark.sql import SparkSession\n"
        "session = (SparkSession.builder.master('local[1]').config('spark.ui.enabled', 'false')\n"
        "    .config('spark.driver.bindAddress', '127.0.0.1').config('spark.driver.host', '127.0.0.1').getOrCreate())\n"
        "rows = [row.asDict() for row in session.read.parquet('.').collect()]"
    ),
}


@pytest.mark.parametrize("reader", READERS)
def test_every_reader_opens_the_folder_with_the_types_as_documented(reader: str, tmp_path: Path) -> None:
    """A division code with a leading zero stays text, a year a whole number, a figure an exact one."""
    pytest.importorskip(reader, reason="needs pip install --group dev-exchange (Spark: pip install pyspark)")
    write_dataset(ROWS, tmp_path)
    write_dataset([row._replace(org_code="010203") for row in ROWS if row.quarter == "Q1"], tmp_path)
    shown = (
        "import json, sys, decimal\n"
        "json.dump([{k: str(v) if isinstance(v, decimal.Decimal) else v for k, v in row.items()\n"
        "    if k in ('org_code', 'year', 'quarter', 'target_id', 'target_value')} | {'columns': len(row)} for row in rows],\n"
        "    sys.stdout, default=lambda value: value.item())\n"
    )
    ran = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", f"{READERS[reader]}\n{shown}"],
        cwd=tmp_path, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr.decode()
    rows = json.loads(ran.stdout)
    assert {row["columns"] for row in rows} == {len(COLUMNS)}
    assert {row["org_code"] for row in rows} == {"010203", "340705"}
    found = {(row["year"], row["quarter"], row["target_id"], row["target_value"]) for row in rows}
    assert found == {
        (
            row.year,
            row.quarter,
            row.target_id,
            None if row.target_value is None else f"{row.target_value:.4f}",
        )
        for row in ROWS
    }
    assert len(rows) == len(ROWS) + sum(row.quarter == "Q1" for row in ROWS)
