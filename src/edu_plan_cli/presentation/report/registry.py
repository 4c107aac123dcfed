"""Every format of the report, one line each: from a finished report to text, or to the bytes of a file."""

from collections.abc import Callable

from edu_plan_cli.presentation.report import csv, docx, html, json, markdown, table, xlsx
from edu_plan_cli.presentation.report.rows import QuarterReport
from edu_plan_cli.values.words import Lang

Render = Callable[[QuarterReport, Lang, int], str | bytes]  # the width matters to the table only

FORMATS: dict[str, Render] = {
    "table": table.render,
    "json": json.render,
    "md": markdown.render,
    "csv": csv.render,
    "html": html.render,
    "docx": docx.render,
    "xlsx": xlsx.render,
}
