#!/usr/bin/env bash
# xlsx (SheetJS) 0.18.5 on the number format offices use for 万 with one decimal, 0\.0,"万": its formatted text of 123456 is "1.23万",
# a tenth of what LibreOffice 7.4 shows and the format says (12.3万: thousands, a point before the last digit). 0.0,"千" is right. A capital
# amount ([DBNum2]) comes as "$123456", a currency nobody wrote. Guessed: 12.3万, and plain 123456.
# sheet_to_json with raw: false, and sheet_to_csv, hand these texts on.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
npm install --silent --no-fund --no-audit xlsx@0.18.5
cat > cells.cjs <<'JS'
const assert = require("node:assert");
const xlsx = require("xlsx");

const formats = ['0\\.0,"万"', '0.0,"千"', "[DBNum2][$-804]General"];
const sheet = xlsx.utils.aoa_to_sheet(formats.map((z) => [{ t: "n", v: 123456, z }]));
const book = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(book, sheet, "表");
const read = xlsx.read(xlsx.write(book, { type: "buffer", bookType: "xlsx" }), { cellNF: true });
const seen = xlsx.utils.sheet_to_json(read.Sheets["表"], { header: 1, raw: false }).flat();
console.log("xlsx", xlsx.version, JSON.stringify(seen));
assert.deepEqual(seen, ["1.23万", "123.5千", "$123456"]);
JS
node cells.cjs
