"""What the roll-up asks of observations: plain SQL, one file a question (``queries/``), in the order of ``QUERIES``.

Each answer is a view of its file's name for those after it. DuckDB runs them here; Spark or any warehouse runs the same text.
"""

from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.assessment.dataset_columns import SQL_TYPES
from edu_plan_cli.files.parquet import read_parquet, rows_of_csv, write_parquet

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection

QUERIES = ("counted", "items", "sections", "districts", "attention", "indicators", "totals")


def text_of(name: str) -> str:
    """Return the SQL of a query."""
    return files(__package__).joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")


def merge_rows(
    connection: "Connection", csv: Path, last: Path | None, same: Sequence[str], parquet: Path
) -> None:
    """The rows of a CSV, and of an earlier file those whose ``org_code`` is listed. Raises OtherColumns for another file."""
    if last is None:
        write_parquet(connection, rows_of_csv(SQL_TYPES), [str(csv)], parquet)
        return
    read_parquet(connection, [last], SQL_TYPES)
    kept = "SELECT * FROM read_parquet(?) WHERE org_code IN (SELECT unnest(CAST(? AS VARCHAR[])))"
    write_parquet(
        connection, f"{rows_of_csv(SQL_TYPES)} UNION ALL {kept}", [str(csv), str(last), list(same)], parquet
    )


def open_observations(
    connection: "Connection",
    parquet: Sequence[Path],
    year: int,
    quarter: str,
    without: Sequence[str] = (),
) -> None:
    """What the queries ask: ``observations``, the rows of one quarter. Raises OtherColumns for other columns than ours.

    It is a view: each query reads the columns it needs, and no table of all rows is held in memory.
    """
    read_parquet(connection, parquet, SQL_TYPES).create_view("rows")
    connection.execute("CREATE TEMP TABLE asked AS SELECT ? AS year, ? AS quarter", [year, quarter])
    connection.execute(
        "CREATE TEMP TABLE without AS SELECT unnest(CAST(? AS VARCHAR[])) AS org_code", [list(without)]
    )
    connection.execute(
        "CREATE TEMP VIEW observations AS SELECT * FROM rows WHERE year = (SELECT year FROM asked) "
        "AND quarter = (SELECT quarter FROM asked) AND org_code NOT IN (SELECT org_code FROM without)"
    )


def open_catalogue(connection: "Connection", indicators: Sequence[tuple[str, str, str]]) -> None:
    """What else they ask: ``catalogue``, of each indicator its code, base unit and how it is totalled."""
    connection.execute("CREATE OR REPLACE TEMP TABLE catalogue (code VARCHAR, unit VARCHAR, total VARCHAR)")
    if indicators:
        connection.executemany("INSERT INTO catalogue VALUES (?, ?, ?)", [list(row) for row in indicators])


def define(connection: "Connection", name: str, query: str) -> None:
    """A query of ours as a view of its name."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")
