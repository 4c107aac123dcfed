#!/usr/bin/env bash
# docx2python 3.7.1 on the automatic numbers of an issued document (一、 ①): the numeral is replaced by "--", with a
# UserWarning; a decimal level of the same list keeps its number and its start, but not its own sign (5． becomes "5)").
# Guessed: "一、" and a decimal level as written. A plan read this way loses which section is which.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install docx2python==3.7.1 python-docx==1.1.2
venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx2python import docx2python

print("docx2python", version("docx2python"))

LEVELS = [("chineseCountingThousand", "%1、", 1), ("decimalEnclosedCircle", "%2", 1), ("decimal", "%3．", 5)]
document = Document()
numbering = document.part.numbering_part.element
levels = "".join(
    f'<w:lvl w:ilvl="{n}"><w:start w:val="{start}"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text}"/></w:lvl>'
    for n, (kind, text, start) in enumerate(LEVELS)
)
numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{levels}</w:abstractNum>'))
numbering.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
for level, text in [(0, "义务教育"), (1, "控辍保学"), (2, "入学率"), (2, "巩固率"), (0, "学前教育")]:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr>')
    )
document.save("plan.docx")
seen = [line.strip() for line in docx2python("plan.docx").text.splitlines() if line.strip()]
print(seen)
assert seen == ["--\t义务教育", "--\t控辍保学", "5)\t入学率", "6)\t巩固率", "--\t学前教育"], seen
PY
