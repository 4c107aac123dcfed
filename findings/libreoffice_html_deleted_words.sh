#!/usr/bin/env bash
# LibreOffice 7.4 saving a Word file with a tracked change as HTML or as plain text: the deleted figure is written as ordinary text before the
# new one, so that 招聘60名 changed to 招聘80名 reads 招聘6080名. Guessed: <del> and <ins>, and the new figure alone in plain text. A plan
# put on a site that way promises another number. Needs LibreOffice (soffice).
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
command -v soffice >/dev/null || { echo "LibreOffice is not installed"; exit 1; }
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install python-docx==1.2.0
venv/bin/python - <<'PY'
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

document = Document()
paragraph = document.add_paragraph("招聘")
who = f'{nsdecls("w")} w:author="某人" w:date="2026-01-08T09:00:00Z"'
paragraph._p.append(parse_xml(f'<w:del {who} w:id="1"><w:r><w:delText>60</w:delText></w:r></w:del>'))
paragraph._p.append(parse_xml(f'<w:ins {who} w:id="2"><w:r><w:t>80</w:t></w:r></w:ins>'))
paragraph.add_run("名")
document.save("plan.docx")
PY
soffice --version
for kind in html txt:Text; do
  soffice "-env:UserInstallation=file://$PWD/profile" --headless --convert-to "$kind" plan.docx >/dev/null 2>&1
done
venv/bin/python - <<'PY'
import re
from pathlib import Path

page = Path("plan.html").read_text(encoding="utf-8")
seen = {"html": re.sub(r"<[^>]+>|\s", "", page.partition("<body")[2].partition(">")[2]), "txt": Path("plan.txt").read_text(encoding="utf-8-sig").strip()}
print(seen, "<del" in page.lower())
assert seen == {"html": "招聘6080名", "txt": "招聘6080名"} and "<del" not in page.lower()
PY
