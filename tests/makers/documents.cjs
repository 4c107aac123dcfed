// Writes the work plan of plan.json with the makers of the npm registry: node documents.cjs PLAN.json FOLDER.
"use strict";
const fs = require("fs");
const path = require("path");

const [source, folder] = process.argv.slice(2);
const plan = JSON.parse(fs.readFileSync(source, "utf8"));
const out = (name) => path.join(folder, name);

async function docx() {
  const d = require("docx");
  const formats = [["chineseCountingThousand", "%1、"], ["chineseCounting", "（%2）"], ["decimal", "%3．"]];
  const levels = formats.map(([format, text], level) => ({ level, format, text, suffix: "nothing" }));
  const run = ([kind, words]) => {
    const tracked = { author: "a", date: "2026-01-08T09:00:00Z" };
    if (kind === "note") return [new d.FootnoteReferenceRun(1)];
    if (kind === "link") return [new d.ExternalHyperlink({ children: [new d.TextRun(words)], link: plan.link })];
    if (kind === "change") return [new d.DeletedTextRun({ ...tracked, id: 1, text: plan.old }), new d.InsertedTextRun({ ...tracked, id: 2, text: plan.new })];
    return [new d.TextRun(words)];
  };
  const centred = (text, size, color) => new d.Paragraph({ alignment: "center", children: [new d.TextRun({ text, size, color })] });
  const rows = plan.table.map((row, y) => new d.TableRow({
    children: plan.spans.filter((span) => span[0] === y).map(([, , rowSpan, columnSpan, text]) => new d.TableCell({ rowSpan, columnSpan, children: [new d.Paragraph(text)] })),
  }));
  const document = new d.Document({
    numbering: { config: [{ reference: "plan", levels }] },
    footnotes: { 1: { children: [new d.Paragraph(plan.note)] } },
    sections: [{
      children: [
        centred(plan.head, 72, "FF0000"), centred(plan.number, 32), centred(plan.title, 44),
        ...plan.body.map(([level, parts]) => new d.Paragraph({ numbering: { reference: "plan", level }, children: parts.flatMap(run) })),
        new d.Paragraph(plan.annex), new d.Paragraph(plan.annexTitle), new d.Table({ rows }),
      ],
    }],
  });
  fs.writeFileSync(out("npm-docx.docx"), await d.Packer.toBuffer(document));
}

async function ofHtml(name, file) {
  const module = require(name);
  const made = await (module.default || module)(plan.html, null, { title: plan.title });
  fs.writeFileSync(out(file), Buffer.from(made.arrayBuffer ? await made.arrayBuffer() : made));
}

function docxtemplater() {
  const PizZip = require("pizzip");
  const Template = require("docxtemplater");
  const template = new Template(new PizZip(fs.readFileSync(out("template.docx"))), { paragraphLoop: true });
  const said = (parts) => parts.map(([kind, words]) => (kind === "note" ? "" : kind === "change" ? plan.new : words)).join("");
  template.render({ body: plan.body.map(([level, parts]) => ({ [`level${level}`]: true, text: said(parts) })), rows: plan.rows });
  fs.writeFileSync(out("docxtemplater.docx"), template.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" }));
}

async function main() {
  await docx();
  await ofHtml("html-to-docx", "html-to-docx.docx");
  await ofHtml("@turbodocx/html-to-docx", "turbodocx.docx");
  docxtemplater();
}

main();
