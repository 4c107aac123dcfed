// Opens a form, fills it in and saves it with the spreadsheet writers of the npm registry: node forms.cjs FORM CELLS.json FOLDER.
// The cells are those of cells.py; the form's own rows are filled in by ../forms/resaved/writers.cjs.
"use strict";
const fs = require("fs");
const path = require("path");

const [form, source, folder] = process.argv.slice(2);
const { cells, column, first } = JSON.parse(fs.readFileSync(source, "utf8"));
const out = (name) => path.join(folder, name);
const day = new Date(Date.UTC(2023, 8, 1));

function sheetjs() {
  const X = require("xlsx");
  const book = X.readFile(form, { cellStyles: true, cellNF: true, sheetStubs: true });
  const sheet = book.Sheets["填报"];
  cells.forEach((given, at) => {
    const place = X.utils.encode_cell({ r: first - 1 + at, c: column - 1 });
    const { z } = sheet[place] || {};
    const kept = z ? { z } : {};
    if (given.kind === "formula") sheet[place] = { ...kept, t: "n", f: "SUM(1,2)", v: 3 };
    else if (given.kind === "unfinished") sheet[place] = { ...kept, t: "n", f: given.value };
    else if (given.kind === "rich") sheet[place] = { ...kept, t: "s", v: given.value, r: "<r><t>已建</t></r><r><rPr><b/></rPr><t>3所</t></r>" };
    else if (given.kind === "bool") sheet[place] = { ...kept, t: "b", v: true };
    else sheet[place] = { ...kept, t: typeof given.value === "number" ? "n" : "s", v: given.value };
  });
  X.writeFile(book, out("sheetjs.xlsx"), { compression: true, cellStyles: true });
}

async function exceljs() {
  const { Workbook } = require("exceljs");
  const book = new Workbook();
  await book.xlsx.readFile(form);
  const sheet = book.getWorksheet("填报");
  cells.forEach((given, at) => {
    const cell = sheet.getCell(first + at, column);
    if (given.kind === "formula") cell.value = { formula: "SUM(1,2)", result: 3 };
    else if (given.kind === "unfinished") cell.value = { formula: given.value };
    else if (given.kind === "rich") cell.value = { richText: [{ text: "已建" }, { font: { bold: true }, text: "3所" }] };
    else if (given.kind === "day") cell.value = day;
    else cell.value = given.value;
  });
  await book.xlsx.writeFile(out("exceljs.xlsx"));
}

async function populate() {
  const book = await require("xlsx-populate").fromFileAsync(form);
  const sheet = book.sheet("填报");
  const { RichText } = require("xlsx-populate");
  cells.forEach((given, at) => {
    const cell = sheet.row(first + at).cell(column);
    if (given.kind === "formula" || given.kind === "unfinished") cell.formula("SUM(1,2)");
    else if (given.kind === "rich") cell.value(new RichText().add("已建").add("3所", { bold: true }));
    else if (given.kind === "day") cell.value(new Date(2023, 8, 1));
    else cell.value(given.value);
  });
  await book.toFileAsync(out("xlsx-populate.xlsx"));
}

async function excelize() {
  const { init } = require("excelize-wasm");
  const go = await init(require.resolve("excelize-wasm/excelize.wasm.gz"));
  const book = go.OpenReader(new Uint8Array(fs.readFileSync(form)));
  const checked = (answer) => { if (answer && answer.error) throw new Error(answer.error); return answer; };
  cells.forEach((given, at) => {
    const place = `T${first + at}`;
    if (given.kind === "formula" || given.kind === "unfinished") checked(book.SetCellFormula("填报", place, "SUM(1,2)"));
    else if (given.kind === "rich") checked(book.SetCellRichText("填报", place, [{ Text: "已建" }, { Font: { Bold: true }, Text: "3所" }]));
    else checked(book.SetCellValue("填报", place, given.value));
  });
  const { buffer, error } = book.WriteToBuffer();
  if (error) throw new Error(error);
  fs.writeFileSync(out("excelize.xlsx"), buffer);
}

async function main() {
  for (const writer of [sheetjs, exceljs, populate, excelize]) {
    try {
      await writer();
    } catch (error) {
      console.error(writer.name, error.message);
      process.exitCode = 1;
    }
  }
  process.exit();
}

main();
