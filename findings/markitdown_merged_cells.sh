#!/usr/bin/env bash
# markitdown 0.1.9 on the task table of an issued .docx: under a cell merged downwards (牵头科室) the row has one cell less, so that what
# follows moves to the left: the task stands in the department's column, the deadline in the task's. Guessed: an empty cell.
# pandoc 3.9 keeps the span of the same table. Not fit for tables read by their heads.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install "markitdown[docx]==0.1.9" python-docx==1.2.0 pypandoc_binary==1.17
venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version

import pypandoc
from docx import Document
from markitdown import MarkItDown

print("markitdown", version("markitdown"), "pandoc", pypandoc.get_pandoc_version())

document = Document()
table = document.add_table(3, 3)
for row, cells in enumerate([("科室", "任务", "时限"), ("学前教育科", "建园3所", "6月"), ("", "培训200人", "9月")]):
    for column, text in enumerate(cells):
        table.cell(row, column).text = text
table.cell(1, 0).merge(table.cell(2, 0))
document.save("plan.docx")

rows = [line.split("|")[1:-1] for line in MarkItDown().convert("plan.docx").text_content.splitlines() if "|" in line]
seen = [[cell.strip() for cell in row] for row in rows if not set("".join(row)) <= set("- ")]
print(seen)
assert seen == [["科室", "任务", "时限"], ["学前教育科", "建园3所", "6月"], ["培训200人", "9月"]], seen
assert '<td rowspan="2">' in pypandoc.convert_file("plan.docx", "html").replace("\n", " ")
PY
