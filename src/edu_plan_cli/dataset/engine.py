"""The only place that knows DuckDB. It reaches the folders it is given and nothing else: no network, no extensions."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from edu_plan_cli.dataset.columns import COLUMNS

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection, DuckDBPyRelation

_MEMORY = "160MB"
_THREADS = 2

_TYPES = ", ".join(f"'{name}': '{kind}'" for name, kind in COLUMNS.items())
# The columns are ours; files and values are only ever parameters.
_ROWS = f"""SELECT * FROM read_csv(
  ?, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '',
  allow_quoted_nulls = false, max_line_size = 1000000, columns = {{{_TYPES}}}
)"""  # noqa: S608
_TO = "TO ? (FORMAT parquet, COMPRESSION zstd)"


class NotTheDataset(Exception):
    """No Parquet file, or one of other columns."""


@contextmanager
def engine(scratch: Path, *folders: Path) -> "Iterator[DuckDBPyConnection]":
    """A database in memory that may read and write below these folders; what does not fit in memory goes to ``scratch``."""
    import duckdb

    with duckdb.connect(":memory:") as connection:
        connection.execute("SET memory_limit = ?", [_MEMORY])
        connection.execute("SET threads = ?", [_THREADS])
        connection.execute("SET temp_directory = ?", [str(scratch)])
        for closed in (
            "autoinstall_known_extensions",
            "autoload_known_extensions",
            "allow_community_extensions",
            "python_enable_replacements",
        ):
            connection.execute(f"SET {closed} = false")
        connection.execute("SET allowed_directories = ?", [[str(folder) for folder in (scratch, *folders)]])
        connection.execute("SET enable_external_access = false")
        connection.execute("SET lock_configuration = true")
        yield connection


def to_parquet(connection: "DuckDBPyConnection", csv: Path, parquet: Path) -> None:
    """Rows as ``csv_line`` writes them, into one Parquet file of the dataset's columns."""
    connection.execute(f"COPY ({_ROWS}) {_TO}", [str(csv), str(parquet)])


def merge_parquet(
    connection: "DuckDBPyConnection", csv: Path, last: Path | None, same: Sequence[str], parquet: Path
) -> None:
    """The rows of a CSV, and of an earlier file those whose ``org_code`` is listed. Raises NotTheDataset for another file."""
    if last is None:
        to_parquet(connection, csv, parquet)
        return
    _dataset(connection, [last])
    kept = "SELECT * FROM read_parquet(?) WHERE org_code IN (SELECT unnest(CAST(? AS VARCHAR[])))"
    connection.execute(
        f"COPY ({_ROWS} UNION ALL {kept}) {_TO}", [str(csv), str(last), list(same), str(parquet)]
    )


def open_observations(
    connection: "DuckDBPyConnection",
    files: Sequence[Path],
    year: int,
    quarter: str,
    without: Sequence[str] = (),
) -> None:
    """What the queries ask: ``observations``, the rows of one quarter. Raises NotTheDataset for other columns than ours.

    It is a view: each query reads the columns it needs, and no table of all rows is held in memory.
    """
    _dataset(connection, files).create_view("rows")
    connection.execute("CREATE TEMP TABLE asked AS SELECT ? AS year, ? AS quarter", [year, quarter])
    connection.execute(
        "CREATE TEMP TABLE without AS SELECT unnest(CAST(? AS VARCHAR[])) AS org_code", [list(without)]
    )
    connection.execute(
        "CREATE TEMP VIEW observations AS SELECT * FROM rows WHERE year = (SELECT year FROM asked) "
        "AND quarter = (SELECT quarter FROM asked) AND org_code NOT IN (SELECT org_code FROM without)"
    )


def _dataset(connection: "DuckDBPyConnection", files: Sequence[Path]) -> "DuckDBPyRelation":
    import duckdb

    try:
        rows = connection.read_parquet([str(file) for file in files])
    except duckdb.Error as error:
        raise NotTheDataset from error
    if dict(zip(rows.columns, map(str, rows.types), strict=True)) != COLUMNS:
        raise NotTheDataset
    return rows


def open_catalogue(connection: "DuckDBPyConnection", indicators: Sequence[tuple[str, str, str]]) -> None:
    """What else they ask: ``catalogue``, of each indicator its code, base unit and how it is totalled."""
    connection.execute("CREATE OR REPLACE TEMP TABLE catalogue (code VARCHAR, unit VARCHAR, total VARCHAR)")
    if indicators:
        connection.executemany("INSERT INTO catalogue VALUES (?, ?, ?)", [list(row) for row in indicators])


def define(connection: "DuckDBPyConnection", name: str, query: str) -> None:
    """A query of ours as a view of its name."""
    connection.execute(f"CREATE OR REPLACE TEMP VIEW {name} AS {query}")


def ask(connection: "DuckDBPyConnection", query: str) -> list[dict[str, Any]]:
    """A query's rows by column."""
    found = connection.execute(query)
    names = [column[0] for column in found.description or ()]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]
