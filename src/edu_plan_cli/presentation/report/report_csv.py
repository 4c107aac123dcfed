"""The report as CSV for Excel and WPS: UTF-8 with BOM, CRLF, nothing in it a formula or, unasked, a date."""

import csv
import io

from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.report.report_rows import (
    QuarterReport,
    amendment_lines,
    course,
    heads,
    left_out,
    rows,
)
from edu_plan_cli.presentation.safe import csv_cell
from edu_plan_cli.values.bilingual import Lang, Words


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    """Return the report as CSV for spreadsheets, with a byte order mark; every row says what is illustrative."""
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    # A table has no room for a sentence of its own, so every row carries the mark.
    marks = figures.marks(report.assessment)
    mark = Words("示例：", "illustrative: ").in_(lang) + "；".join(marks) if marks else ""
    if report.problems:
        mark = "；".join(filter(None, (left_out(report, lang), mark)))
    quarters, by_quarter = course(report, lang)
    amended: dict[str, list[str]] = {}
    for amendment, line in zip(report.assessment.amendments, amendment_lines(report, lang), strict=True):
        amended.setdefault(amendment.now.id, []).append(line)
    writer.writerow(
        [*heads(lang), *quarters, Words("调整", "amended").in_(lang), Words("备注", "note").in_(lang)]
    )
    for row in rows(report.assessment, lang):
        item, _, ordinal = row.label.partition("-")
        cells = {key: csv_cell(value) for key, value in row._asdict().items()}
        cells["label"] = f"{item}（{ordinal}）"  # a spreadsheet would read 1-1 as the first of January
        cells["change"] = row.change  # a number with its sign, and ours: it must not turn into text
        changes = csv_cell("；".join(amended.get(row.identity, ())))
        writer.writerow([*cells.values(), *by_quarter.get(row.identity, ()), changes, csv_cell(mark)])
    return stream.getvalue()
