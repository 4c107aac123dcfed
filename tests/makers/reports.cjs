// What readers of the npm registry make of exported files: node reports.cjs FOLDER, prints JSON by file and reader.
"use strict";
const fs = require("fs");
const path = require("path");

const folder = process.argv[2];
const file = (name) => path.join(folder, name);

async function main() {
  const seen = {};
  const { parquetReadObjects } = await import("hyparquet");
  const { compressors } = await import("hyparquet-compressors"); // zstd, which hyparquet alone does not unpack
  const bytes = fs.readFileSync(file("dataset.parquet"));
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
  seen["parquet hyparquet"] = await parquetReadObjects({ file: buffer, compressors });
  const text = (name) => fs.readFileSync(file(name), "utf8");
  seen["csv papaparse"] = require("papaparse").parse(text("report.csv").trim(), { header: true }).data;
  seen["observations papaparse"] = require("papaparse").parse(text("observations.csv").trim(), { header: true }).data;
  const X = require("xlsx");
  const book = X.readFile(file("report.xlsx"));
  seen["xlsx sheetjs"] = X.utils.sheet_to_json(book.Sheets[book.SheetNames[0]], { header: 1 });
  const cheerio = require("cheerio");
  const page = cheerio.load(text("report.html"));
  seen["html cheerio"] = page("body").text();
  seen["docx mammoth"] = (await require("mammoth").extractRawText({ path: file("report.docx") })).value;
  seen["json node"] = JSON.parse(text("report.json"));
  seen["jsonl node"] = text("observations.jsonl").trim().split("\n").map((line) => JSON.parse(line));
  console.log(JSON.stringify(seen, (_, value) => (typeof value === "bigint" ? String(value) : value)));
}

main();
