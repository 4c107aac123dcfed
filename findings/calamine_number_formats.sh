#!/usr/bin/env bash
# python-calamine 0.9.1 gives a cell's stored number and drops its format: what a person sees as 95% is 0.95, with nothing that tells
# it from 0.95 of something. Guessed: the format beside it, as days come as days. Not fit where a percentage is a promise.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install python-calamine==0.9.1 openpyxl==3.1.5
venv/bin/python - a.xlsx <<'PYTHON'
import sys
from importlib.metadata import version

import openpyxl
import python_calamine

book = openpyxl.Workbook()
book.active["A1"], book.active["A2"] = 0.95, 0.95
book.active["A1"].number_format = "0%"
book.active.merge_cells("A2:A3")
book.save(sys.argv[1])
sheet = python_calamine.load_workbook(sys.argv[1]).get_sheet_by_index(0)
print("python-calamine", version("python-calamine"), "openpyxl", version("openpyxl"))
print(sheet.to_python(), sheet.merged_cell_ranges)
assert sheet.to_python()[0] == sheet.to_python()[1] == [0.95]
assert sheet.merged_cell_ranges == [((1, 0), (2, 0))]
PYTHON
