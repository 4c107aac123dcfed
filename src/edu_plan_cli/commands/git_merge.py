"""``edu-plan git-merge``: git's merge driver (gitattributes(5)). The result goes into OURS; exit 0 clean, 10 conflict.

Any other code is a failure with OURS untouched (1 is what Python itself exits with when this is not installed); the line
that ``git-setup`` writes then lets git merge by lines.
"""

import sys
from pathlib import Path

from edu_plan_cli.values.bilingual import Words

EXAMPLES = (("edu-plan git-setup", Words("由它装好，git 自己调用", "sets it up; git calls it")),)
CONFLICT = 10
_FAILED = 11


def command(base: Path, ours: Path, theirs: Path, path: str) -> int:
    try:
        return _merge(base, ours, theirs, path)
    except Exception as error:  # noqa: BLE001  whatever it is, git must not take it for a merge
        sys.stderr.write(f"edu-plan git-merge: {type(error).__name__}: {error}\n")
        return _FAILED


def _merge(base: Path, ours: Path, theirs: Path, path: str) -> int:
    from edu_plan_cli.editing.merge_texts import merge, same_meaning
    from edu_plan_cli.editing.propose import Unreadable
    from edu_plan_cli.files.git import merge_by_lines
    from edu_plan_cli.files.writing import write_output

    by_lines = merge_by_lines(ours.parent, ours, base, theirs)
    texts = [file.read_bytes().decode("utf-8-sig") for file in (base, ours, theirs)]
    try:
        by_meaning = merge(path, *texts)
    except Unreadable:
        by_meaning = None
    try:
        # Where lines merge to the same meaning they keep what only people see: layout and comments.
        clean = by_meaning is not None and same_meaning(path, by_lines.decode("utf-8-sig"), by_meaning)
    except Unreadable:  # conflict markers are no YAML
        clean = False
    if clean or by_meaning is None:
        write_output(ours, by_lines, force=True)
        return 0 if clean else CONFLICT
    bom = b"\xef\xbb\xbf" if ours.read_bytes().startswith(b"\xef\xbb\xbf") else b""
    write_output(ours, bom + by_meaning.encode(), force=True)
    return 0
