#!/usr/bin/env bash
# html-to-docx 1.8.0 on a changed figure, 招聘<del>60</del><ins>80</ins>名: both are plain text in the Word file, which reads 招聘6080名, with
# nothing that tells the old figure from the new one; <s> is no better. Guessed: the old figure struck out. The fork
# @turbodocx/html-to-docx 1.23.1 strikes out both.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
npm install --silent --no-fund --no-audit html-to-docx@1.8.0 @turbodocx/html-to-docx@1.23.1 jszip@3.10.1
cat > change.cjs <<'JS'
const assert = require("node:assert");
const JSZip = require("jszip");

const html = "<p>招聘<del>60</del><ins>80</ins>名，培训<s>5</s>6场</p>";
async function seen(name) {
  const module = require(name);
  const made = await (module.default || module)(html);
  const xml = await (await JSZip.loadAsync(made.arrayBuffer ? await made.arrayBuffer() : made)).file("word/document.xml").async("string");
  const runs = xml.split("<w:r>").slice(1).map((run) => run.split("</w:r>")[0]);
  return runs.map((run) => (/<w:strike\/?>|<w:strike w:val="true"/.test(run) ? "~" : "") + run.replace(/<[^>]+>|\s/g, "")).join("|");
}
(async () => {
  const both = { "html-to-docx": await seen("html-to-docx"), "@turbodocx/html-to-docx": await seen("@turbodocx/html-to-docx") };
  console.log(JSON.stringify(both));
  assert.deepEqual(both, { "html-to-docx": "招聘|60|80|名，培训|5|6场", "@turbodocx/html-to-docx": "招聘|~60|80|名，培训|~5|6场" });
})();
JS
node change.cjs
