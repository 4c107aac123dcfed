"""What stands in a text and is no part of it: words struck out, and the raised number of a note.

Read as text either changes a figure: 60 struck out before 80 would be 6080, a note's 1 after 60% another number. What is
not read is said.
"""

import re

from edu_plan_cli.features.importing.paragraphs import Paragraph

_NOTE_MARK = re.compile(r"\s*[\[［(（〔【]?\s*(?:注?\d{1,3}|注|[①-⑳㉑-㊿*＊†‡])\s*[\]］)）〕】]?\s*")
_LONGEST = 40  # characters of what was struck out that are said


def is_note_mark(text: str, before: str) -> bool:
    """Whether raised ``text`` is a note's number. After a Latin letter it belongs to the letter: m², km²."""
    return bool(_NOTE_MARK.fullmatch(text)) and not re.search(r"[A-Za-zΑ-ω]$", before)


def struck_out(text: str, number: int) -> Paragraph:
    """Say that words struck out were not read; ``number`` is their paragraph's."""
    words = text.strip()
    said = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}……"
    return Paragraph(f"（划掉的“{said}”没有读）", number, own=True, note=True)


def raised(text: str, number: int) -> Paragraph:
    """Say that the raised number of a note was not read; ``number`` is its paragraph's."""
    return Paragraph(f"（上角的“{text.strip()}”像是注释的序号，没有读）", number, own=True, note=True)
