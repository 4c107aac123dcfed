#!/usr/bin/env bash
# ExcelJS 4.4.0 opening a workbook and saving it: the backslash in a number format is lost, so that the usual format for 万 with one decimal,
# 0\.0,"万", becomes 0.0,"万". What a person saw as 12.3万 (of 123456) is 123.5万 afterwards, ten times as much; the stored number is the
# same. Formats without a backslash are kept. Guessed: formats kept as they are. A form filled in by such a script says another figure.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
npm install --silent --no-fund --no-audit exceljs@4.4.0
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install openpyxl==3.1.5
cat > make.py <<'PY'
import openpyxl

book = openpyxl.Workbook()
for row, shape in enumerate(('0\\.0,"万"', '0!.0,"万"', '0"人"', "0.0%"), 1):
    book.active.cell(row, 1, 123456).number_format = shape
book.save("form.xlsx")
PY
cat > save.cjs <<'JS'
const { Workbook } = require("exceljs");
(async () => {
  const book = new Workbook();
  await book.xlsx.readFile("form.xlsx");
  await book.xlsx.writeFile("saved.xlsx");
  console.log("exceljs", require("exceljs/package.json").version);
})();
JS
cat > look.py <<'PY'
import openpyxl

seen = [(cell.value, cell.number_format) for cell in openpyxl.load_workbook("saved.xlsx").active["A"]]
print(seen)
assert seen == [(123456, shape) for shape in ('0.0,"万"', '0!.0,"万"', '0"人"', "0.0%")]
PY
venv/bin/python make.py; node save.cjs; venv/bin/python look.py
