// Opens a form, fills it in and saves it with the two spreadsheet writers of the npm registry, in each of the ways they offer.
// node writers.cjs FORM FOLDER, with xlsx and exceljs installed where node looks for them.
"use strict";
const fs = require("fs");
const path = require("path");
const XLSX = require("xlsx");
const ExcelJS = require("exceljs");

const [form, folder] = process.argv.slice(2);
const STATE = "阶段、步骤、日期或文号";
const day = new Date(Date.UTC(2023, 8, 1));
const FILLED = [
  ["ta2a2", "示例幼儿园", "填报数", "120个"],
  ["ta2a2", "第二幼儿园", "填报数", 30],
  ["tb2b2", "", "填报数", 1480],
  ["tb2b2", "", "分母", 1500],
  ["te5e5", "", STATE, "竣工验收"],
  ["te5e5", "", "情况说明", "已验收，\n投入使用。"],
  ["te5e5", "", "佐证材料", "验收单；示教〔2023〕9号"],
];
const DAY = ["tc3c3", "", STATE];
const out = (name) => path.join(folder, name);

// By (row, column) from 1: the cell to fill in, found as a person finds it.
function place(get, rows, target, detail, head) {
  const columns = {};
  for (let column = 1; column <= 20; column++) columns[get(4, column)] = column;
  for (let row = 5; row <= rows; row++)
    if (get(row, columns["编号"]) === target && (get(row, columns["细目"]) || "") === detail) return [row, columns[head]];
  throw new Error(`${target} ${detail}`);
}

function sheetjs(dated) {
  const book = XLSX.readFile(form, { cellStyles: true, cellNF: true, cellDates: true });
  const sheet = book.Sheets["填报"];
  const at = (row, column) => XLSX.utils.encode_cell({ r: row - 1, c: column - 1 });
  const get = (row, column) => (sheet[at(row, column)] || {}).v;
  const put = (where, value) => {
    const [row, column] = place(get, 20, ...where);
    const cell = { ...(sheet[at(row, column)] || {}), v: value, t: typeof value === "number" ? "n" : value instanceof Date ? "d" : "s" };
    delete cell.w;
    sheet[at(row, column)] = cell;
  };
  for (const [target, detail, head, value] of FILLED) put([target, detail, head], value);
  put(DAY, dated ? day : "2023年9月1日");
  return book;
}

async function exceljs(dated) {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(form);
  const sheet = book.getWorksheet("填报");
  const get = (row, column) => sheet.getCell(row, column).value;
  for (const [target, detail, head, value] of FILLED) sheet.getCell(...place(get, 20, target, detail, head)).value = value;
  sheet.getCell(...place(get, 20, ...DAY)).value = dated ? day : "2023.9.1";
  return book;
}

const only = (book) => {
  const copy = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(copy, XLSX.utils.aoa_to_sheet(XLSX.utils.sheet_to_json(book.Sheets["填报"], { header: 1 })), "Sheet1");
  return copy;
};

async function main() {
  XLSX.writeFile(sheetjs(false), out("sheetjs.xlsx"), { compression: true });
  XLSX.writeFile(sheetjs(true), out("sheetjs-day.xlsx"), { compression: true, cellDates: true });
  XLSX.writeFile(sheetjs(false), out("sheetjs-shared-strings.xlsx"), { compression: true, bookSST: true });
  XLSX.writeFile(only(sheetjs(false)), out("sheetjs-values.xlsx"), { compression: true });
  XLSX.writeFile(sheetjs(false), out("sheetjs.ods"), { compression: true });
  fs.writeFileSync(out("sheetjs.csv"), XLSX.utils.sheet_to_csv(sheetjs(false).Sheets["填报"]));
  fs.writeFileSync(out("sheetjs-utf16.txt"), "\ufeff" + XLSX.utils.sheet_to_txt(sheetjs(false).Sheets["填报"], { type: "string" }).replace(/^\ufeff/, ""), "utf16le");

  await (await exceljs(false)).xlsx.writeFile(out("exceljs.xlsx"));
  await (await exceljs(true)).xlsx.writeFile(out("exceljs-day.xlsx"));
  const spliced = await exceljs(false);
  spliced.getWorksheet("填报").insertRow(7, []);
  await spliced.xlsx.writeFile(out("exceljs-row-inserted.xlsx"));
  const filled = await exceljs(false);
  await filled.csv.writeFile(out("exceljs.csv"), { sheetName: "填报" });
  const stream = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: out("exceljs-streamed.xlsx"), useStyles: true });
  const sheet = stream.addWorksheet("填报");
  filled.getWorksheet("填报").eachRow({ includeEmpty: true }, (row) => {
    const values = [];
    row.eachCell({ includeEmpty: true }, (cell, column) => (values[column] = cell.isMerged && cell.master !== cell ? null : cell.value));
    sheet.addRow(values).commit();
  });
  sheet.commit();
  await stream.commit();
}

main();
