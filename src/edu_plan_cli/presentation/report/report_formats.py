"""Every format of the report, one name each: that of its module. From a finished report to text, or to a file's bytes."""

from collections.abc import Callable
from importlib import import_module
from typing import cast

from edu_plan_cli.presentation.report.report_rows import QuarterReport
from edu_plan_cli.values.bilingual import Lang

FORMATS = ("table", "json", "md", "csv", "html", "docx", "xlsx")

Render = Callable[[QuarterReport, Lang, int], str | bytes]  # the width matters to the table only


def renderer(name: str) -> Render:
    """Imported when asked for: each run wants one."""
    return cast(Render, import_module(f"{__package__}.report_{name}").render)
