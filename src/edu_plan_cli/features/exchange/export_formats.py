"""Every format of ``edu-plan export``, one name each: that of its module. From a year to files, by name."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from edu_plan_cli.features.exchange.exported_year import Export, Files

FORMATS = ("parquet", "frictionless", "stratml", "dhis2", "sdmx-csv", "jsonl")


def exporter(name: str) -> Callable[[Export], Files]:
    """Imported when asked for: each run wants one."""
    return cast(Callable[[Export], Files], import_module(f"{__package__}.{name.replace('-', '_')}").files)
