"""The report as CSV for Excel and WPS: UTF-8 with BOM, CRLF, nothing in it a formula."""

import csv
import io

from edu_plan_cli.presentation.report.rows import QuarterReport, heads, rows
from edu_plan_cli.presentation.safe import csv_cell
from edu_plan_cli.values.words import Lang


def render(report: QuarterReport, lang: Lang, _width: int) -> str:
    stream = io.StringIO()
    stream.write("\ufeff")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(heads(lang))
    for row in rows(report.assessment, lang):
        # The change is ours and carries a sign; it is a number, so it must not turn into text.
        writer.writerow(
            [value if key == "change" else csv_cell(value) for key, value in row._asdict().items()]
        )
    return stream.getvalue()
