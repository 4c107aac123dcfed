"""A document's lines, and the paragraphs they were before a page broke them."""

import re
from typing import NamedTuple

from edu_plan_cli.documents.labels import label_of

_ENDS = re.compile(r"[。！？；：:;!?][”’》】]*$|[）)】]$")
_PAUSES = re.compile(r"[，。；：、！？,;:]")
_PAGE = re.compile(
    r"(?:[-—–－─ ]*\d{1,3}[-—–－─ ]*|第 ?\d{1,3} ?页(?:[，,]? ?共 ?\d{1,3} ?页)?|\d{1,3} ?/ ?\d{1,3})"
)
_OWN_LINE = re.compile(
    r"[（(【\[]?(?:责任|牵头|配合|主办|协办|承办|主责)[^，。：:]{0,8}[：:]|附件|抄送|主送|\d{4}年\d{1,2}月\d{1,2}日$"
)
_SHORT = 40  # characters: what is shorter and without a pause is a title, a name or a number, and whole
_BROKEN = 2
_FEW = 6  # long lines that are alike by chance
_WRAPPED = 0.3  # of the lines as long as the longest: then a page's width broke them


class Line(NamedTuple):
    text: str
    number: int  # of the line in a text file, of the paragraph in a Word file; from 1
    indented: bool = False
    heading: int = 0  # the level its style or its # gives it; 0: none


def text_lines(text: str, *, markdown: bool) -> list[Line]:
    found = []
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.replace("\ufeff", "").replace("\xa0", " ").rstrip()
        heading = 0
        if markdown:
            if marks := re.match(r"(#{1,6})\s+", line):
                heading, line = len(marks[1]), line[marks.end() :]
            line = re.sub(r"(\*\*|__)(.+?)\1", r"\2", re.sub(r"^\s*(?:>|[-*+])\s+", "", line))
            line = re.sub(r"^(\s*\d+)\\([.)])", r"\1\2", line)
        found.append(Line(line.strip(), number, bool(re.match(r"(?:\u3000|\t| {2})", raw)), heading))
    return found


def paragraphs(lines: list[Line]) -> list[Line]:
    """Lines put together again where a page broke them; page numbers gone. A paragraph keeps its first line's number."""
    lines = [line for line in lines if line.text and not _PAGE.fullmatch(line.text)]
    width = _width(lines)
    indents = sum(line.indented for line in lines) > len(lines) // 5
    found: list[Line] = []
    last, broken = "", 0  # the line before, as it stood; how many sentences were put together again
    for line in lines:
        if found and _goes_on(found[-1], last, line, width if indents or width else 0, indents=indents):
            broken += not _ENDS.search(last)
            found[-1] = found[-1]._replace(text=found[-1].text + _glue(found[-1].text, line.text) + line.text)
        else:
            found.append(line)
        last = line.text
    return _whole(found) if broken >= _BROKEN and not width and not indents else found


def _whole(lines: list[Line]) -> list[Line]:
    """A text whose pages broke it within sentences broke it between sentences too."""
    found: list[Line] = []
    for line in lines:
        above = label_of(found[-1].text) if found else None
        runs_in = above is not None and "。" in above.rest
        if (
            runs_in
            and label_of(line.text) is None
            and _ENDS.search(line.text)
            and not _OWN_LINE.match(line.text)
        ):
            found[-1] = found[-1]._replace(text=found[-1].text + line.text)
        else:
            found.append(line)
    return found


def _width(lines: list[Line]) -> int:
    """How many characters a line of a text broken by its page's width has; 0 for one that was not."""
    long = [len(line.text) for line in lines if len(line.text) >= 15]  # noqa: PLR2004  no page is narrower
    if len(long) < _FEW:
        return 0
    longest = max(long)
    full = sum(length >= longest - 3 for length in long)
    return longest if longest <= 120 and full > _WRAPPED * len(long) else 0  # noqa: PLR2004


def _goes_on(before: Line, last: str, line: Line, width: int, *, indents: bool) -> bool:
    if line.heading or before.heading or _OWN_LINE.match(line.text) or _OWN_LINE.match(last):
        return False
    full = bool(width) and len(last) >= width - 3
    if indents and line.indented:
        return False
    if (label := label_of(line.text)) is not None:
        known = label_of(before.text)
        follows = (
            label.number == 1 or known is None or label.kind != known.kind or label.number == known.number + 1
        )
        return not follows and not _ENDS.search(last)
    if _ENDS.search(last):
        return full and indents
    if width:
        return full
    heading = label_of(before.text) is not None and "。" not in before.text and len(before.text) <= _SHORT
    title = not _PAUSES.search(before.text) and len(before.text) < _SHORT
    return not heading and not title


def _glue(before: str, after: str) -> str:
    """Two Latin words keep the space that the break stood for."""
    return " " if re.search(r"[A-Za-z0-9]$", before) and re.match(r"[A-Za-z]", after) else ""
