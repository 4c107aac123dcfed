#!/usr/bin/env bash
# WeasyPrint 70.0 printing an outline: lists with CSS's Chinese counters (cjk-ideographic, simp-chinese-informal, simp-chinese-formal) are
# numbered 1. 2., with nothing logged, while cjk-earthly-branch beside them is 子、 丑、; a @counter-style of one's own is 一、 二、.
# Guessed: 一、 二、, as browsers print. A plan whose parts are called 一 and whose items 1 has two that are called 1 on paper.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install weasyprint==70.0 pdfplumber==0.11.10
venv/bin/python -W ignore - 2> said <<'PY'
import io
import logging

import pdfplumber
import weasyprint

logging.basicConfig()
OWN = "@counter-style own{system:fixed;symbols:一 二;suffix:'、'}"


def numbers(style):
    page = f'<style>{OWN}</style><ol style="list-style:{style} inside"><li>A<li>B</ol>'
    with pdfplumber.open(io.BytesIO(weasyprint.HTML(string=page).write_pdf())) as document:
        return "".join(document.pages[0].extract_text().split())


SEEN = {"cjk-ideographic": "1.A2.B", "simp-chinese-informal": "1.A2.B", "simp-chinese-formal": "1.A2.B", "cjk-earthly-branch": "子、A丑、B", "own": "一、A二、B"}
seen = {style: numbers(style) for style in SEEN}
print("weasyprint", weasyprint.__version__, seen)
assert seen == SEEN
PY
! grep -i counter said
