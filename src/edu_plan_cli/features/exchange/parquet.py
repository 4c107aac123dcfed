"""The published dataset (docs/dataset.md): ``340705-2023-Q2.parquet``, written by DuckDB (extra ``rollup``)."""

import tempfile
from pathlib import Path

from edu_plan_cli.features.exchange.dataset_files import write_dataset
from edu_plan_cli.features.exchange.export_fields import org_code, rows
from edu_plan_cli.features.exchange.exported_year import Export, Files


def files(export: Export) -> Files:
    """Made in a folder of their own, so that every format is written, and refused, in one way."""
    org_code(export)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in write_dataset(rows(export), folder)
        }
