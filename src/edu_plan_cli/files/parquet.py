"""Parquet files by way of DuckDB, which only this module knows. It reaches the folders it is given and nothing else: no network, no extensions."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection as Connection
    from duckdb import DuckDBPyRelation as Relation

_MEMORY = "160MB"
_THREADS = 2


class OtherColumns(Exception):
    """No Parquet file, or one of other columns than those asked for."""


@contextmanager
def engine(scratch: Path, *folders: Path) -> "Iterator[Connection]":
    """Yield a database in memory that may read and write below these folders; what does not fit in memory goes to ``scratch``."""
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


def rows_of_csv(columns: Mapping[str, str]) -> str:
    """Return the SELECT that reads a CSV file (its one parameter) as rows of these columns, by name and SQL type.

    Column names are the program's own; files and values are only ever parameters.
    """
    types = ", ".join(f"'{name}': '{kind}'" for name, kind in columns.items())
    return f"""SELECT * FROM read_csv(
  ?, header = false, auto_detect = false, delim = ',', quote = '"', escape = '"', new_line = '\\n', nullstr = '',
  allow_quoted_nulls = false, max_line_size = 1000000, columns = {{{types}}}
)"""  # noqa: S608


def write_parquet(connection: "Connection", query: str, parameters: Sequence[object], parquet: Path) -> None:
    """The rows of a query into one Parquet file."""
    connection.execute(f"COPY ({query}) TO ? (FORMAT parquet, COMPRESSION zstd)", [*parameters, str(parquet)])


def read_parquet(connection: "Connection", files: Sequence[Path], columns: Mapping[str, str]) -> "Relation":
    """Return the rows of all files. Raises OtherColumns where they have not these columns, in this order, of these types."""
    import duckdb

    try:
        rows = connection.read_parquet([str(file) for file in files])
    except duckdb.Error as error:
        raise OtherColumns from error
    if dict(zip(rows.columns, map(str, rows.types), strict=True)) != dict(columns):
        raise OtherColumns
    return rows


def ask(connection: "Connection", query: str) -> list[dict[str, Any]]:
    """Return a query's rows by column."""
    result = connection.execute(query)
    names = [column[0] for column in result.description or ()]
    return [dict(zip(names, row, strict=True)) for row in result.fetchall()]
