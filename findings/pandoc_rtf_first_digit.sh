#!/usr/bin/env bash
# pandoc 3.9 reading an .rtf whose Chinese characters have a question mark for a substitute (\u21040?), as the format's own examples write them:
# the character after the question mark is lost as well, so that 占比达到60% is read as 0%, and 培训1200人次 as 200. With \'3f for a substitute
# it is right; striprtf 0.0.32 reads both right. Guessed: pandoc too. Figures change without a warning.
set -euo pipefail
cd "$(mktemp -d)"; trap 'rm -rf "$PWD"' EXIT
"${PYTHON:-python3}" -m venv venv
venv/bin/pip -q install pypandoc_binary==1.17 striprtf==0.0.32
venv/bin/python -W ignore - <<'PY'
import pypandoc
from striprtf.striprtf import rtf_to_text


def rtf(text, substitute):
    escaped = (sign if sign.isascii() else f"\\u{(ord(sign) + 32768) % 65536 - 32768}{substitute}" for sign in text)
    return "{\\rtf1\\ansi\\ansicpg1252\\uc1{\\fonttbl{\\f0 Times;}}\\pard " + "".join(escaped) + "\\par}"


PLAN = "占比达到60%，培训1200人次"
seen = {
    (reader, substitute): read(rtf(PLAN, substitute)).strip()
    for substitute in ("?", "\\'3f")
    for reader, read in (("pandoc", lambda text: pypandoc.convert_text(text, "plain", format="rtf")), ("striprtf", rtf_to_text))
}
print("pandoc", pypandoc.get_pandoc_version(), seen)
assert seen.pop(("pandoc", "?")) == "占比达到0%，培训200人次"
assert set(seen.values()) == {PLAN}
PY
