"""One district's observations into the published layout: ``340705-2023-Q2.parquet``, all files in one folder.

No part of a path is ``key=value``: readers would take it for a column, of a type they guess, beside the one in the file
(docs/decisions/0018)."""

import os
import re
import tempfile
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

from edu_plan_cli.assessment.dataset_columns import SQL_TYPES, csv_line
from edu_plan_cli.assessment.observations import Observation
from edu_plan_cli.files.parquet import engine, rows_of_csv, write_parquet


def write_dataset(observations: Iterable[Observation], folder: Path) -> list[Path]:
    """Write a file for each district and quarter, whole or not at all, over one of the same name; returns the files.

    Raises ValueError for a plan without ``org_code``: the file is named by it, and joined on it. Raises OSError.
    """
    written = []
    with tempfile.TemporaryDirectory() as name, engine(Path(name), folder.resolve()) as connection:
        scratch = Path(name) / "rows.csv"
        for (year, quarter, org_code), rows in groupby(
            observations, lambda row: (row.year, row.quarter, row.org_code)
        ):
            if not re.fullmatch("[0-9]{6,12}", org_code or ""):
                raise ValueError("a file of the dataset is named by its org_code")
            with scratch.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
                stream.writelines(map(csv_line, rows))
            file = folder / f"{org_code}-{year}-{quarter}.parquet"
            folder.mkdir(parents=True, exist_ok=True)
            unfinished = file.with_suffix(".parquet.tmp")
            try:
                write_parquet(connection, rows_of_csv(SQL_TYPES), [str(scratch)], unfinished.resolve())
                os.replace(unfinished, file)
            finally:
                unfinished.unlink(missing_ok=True)
            written.append(file)
    return written
