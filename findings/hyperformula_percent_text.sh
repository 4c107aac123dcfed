#!/usr/bin/env bash
# HyperFormula 3.5.0 recalculating a progress sheet: TEXT(0.955,"0.0%") is "1.0%", where a spreadsheet shows 95.5%; the division
# beside it is right. TEXT(…,"aaaa") gives the letters back, TEXT(…,"[DBNum1]") other letters. Guessed: 95.5%, and an error for
# the two formats it does not know. A sentence made of such cells tells another figure than the cell it was made from.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
npm install --silent --no-fund --no-audit hyperformula@3.5.0
cat > sheet.cjs <<'JS'
const assert = require("node:assert");
const { HyperFormula } = require("hyperformula");

const row = ['=955/1000', '=TEXT(955/1000,"0.0%")', '=TEXT(45170,"aaaa")', '=TEXT(123,"[DBNum1]")', '="完成"&TEXT(12,"0")&"所"'];
const seen = HyperFormula.buildFromArray([row], { licenseKey: "gpl-v3" }).getSheetValues(0)[0];
console.log("hyperformula", HyperFormula.version, JSON.stringify(seen));
assert.deepEqual(seen, [0.955, "1.0%", "aaaa", "[2BNu51]", "完成12所"]);
JS
node sheet.cjs
