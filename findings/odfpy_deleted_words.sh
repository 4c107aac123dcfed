#!/usr/bin/env bash
# odfpy 1.4.1, the text of an .odt with a tracked change (招聘60名 changed to 招聘80名): teletype.extractText of the body puts the deleted figure,
# who deleted it and when before the first word of the document; the changed sentence itself is right. Guessed: what a reader sees, and
# nothing of the record of changes. Figures that were given up are found in a plan read this way.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install odfpy==1.4.1
venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version

from odf import dc, office, teletype, text
from odf.opendocument import OpenDocumentText, load

document = OpenDocumentText()
changes = text.TrackedChanges(trackchanges="false")
region = text.ChangedRegion(attributes={"id": "c1"}, check_grammar=False)
deletion = text.Deletion()
info = office.ChangeInfo()
info.addElement(dc.Creator(text="某人"))
info.addElement(dc.Date(text="2026-01-08T09:00:00"))
deletion.addElement(info)
deletion.addElement(text.P(text="60"))
region.addElement(deletion)
changes.addElement(region)
document.text.addElement(changes)
sentence = text.P(text="招聘")
sentence.addElement(text.Change(changeid="c1"))
sentence.addText("80名")
document.text.addElement(sentence)
document.save("plan.odt")

body = load("plan.odt").text
seen = [teletype.extractText(body), *(teletype.extractText(p) for p in body.getElementsByType(text.P))]
print("odfpy", version("odfpy"), seen)
assert seen == ["某人2026-01-08T09:00:0060招聘80名", "60", "招聘80名"]
PY
