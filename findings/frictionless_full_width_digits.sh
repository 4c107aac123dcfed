#!/usr/bin/env bash
# frictionless 5.21.0, a table filled in by hand: full-width digits pass as numbers and dates (１２ is 12, ９５.5 is 95.5, ２０２３-09-01 a
# day), with no remark; the full-width point and percent sign beside them do not (95．5, ９５％). Guessed: a type error for all five.
# "Valid" therefore does not mean that a cell is the text another reader of the same file takes for that number.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install frictionless==5.21.0
venv/bin/python -W ignore - <<'PY'
from importlib.metadata import version

from frictionless import Resource, Schema, fields

print("frictionless", version("frictionless"))


def read(field, text):
    table = Resource(data=[["x"], [text]], schema=Schema(fields=[field(name="x")]))
    return str(table.read_rows()[0]["x"]) if table.validate().valid else "refused"


SEEN = {
    (fields.IntegerField, "１２"): "12", (fields.NumberField, "９５.5"): "95.5", (fields.DateField, "２０２３-09-01"): "2023-09-01",
    (fields.NumberField, "95．5"): "refused", (fields.NumberField, "９５％"): "refused",
}  # fmt: skip
seen = {(field, text): read(field, text) for field, text in SEEN}
print([(field.type, text, value) for (field, text), value in seen.items()])
assert seen == SEEN
PY
