"""A document's lines, and the paragraphs they were before a page broke them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from edu_plan_cli.features.importing.numbering import Label, label_of, unsure_label, with_label
from edu_plan_cli.features.importing.radicals import unified

_ENDS = re.compile(r"[。！？；：:;!?][”’》】]*$|[）)】]$")
_PAUSES = re.compile(r"[，。；：、！？,;:]")
_PAGE = re.compile(
    r"(?:[-—–－─ ]*\d{1,3}[-—–－─ ]*|第 ?\d{1,3} ?页(?:[，,]? ?共 ?\d{1,3} ?页)?|\d{1,3} ?/ ?\d{1,3}|[^.·…]{1,60}(?:[.·]{4,120}|…{2,60})\s{0,9}\d{1,3})"
)  # a page's number, or a line of a table of contents
_OWN_LINE = re.compile(
    r"[（(【〔［\[]?(?:责任|牵头|配合|协同|主办|协办|承办|主责|分管|完成时)[^，。：:]{0,8}[：:]|附件|抄送|主送|.{1,16}(?:教育局|教体局|教育和体育局|教育委员会|教育厅|人民政府)$|\d{4}年\d{1,2}月\d{1,2}日$"
)
_WEB = re.compile(
    r"当前位置|索引号|(?:发布|成文|发文|生成)(?:时间|日期)\s*[：:]|发[布文]机[构关]\s*[：:]|(?:信息|文章|稿件)?来源\s*[：:]|"
    r"(?:阅读|浏览|点击|访问)(?:次数|量|数)?\s*[：:]|字体\s*[：:]|字号\s*[：:]|(?:主题|组配|信息)分类|打印本页|责任编辑|小编|上一篇|下一篇"
)
MAX_PARAGRAPH = 10_000  # characters; a page has some 800
_SHORT = 40  # characters: what is shorter and without a pause is a title, a name or a number, and whole
_IN_BRACKETS = re.compile(r"[【〖][\u4e00-\u9fff“”、·]{2,20}[】〗]")
_FEWEST_HEADINGS = 2
_BROKEN = 2
_FEW = 6  # long lines that are alike by chance
_WRAPPED = 0.3  # of the lines as long as the longest: then a page's width broke them
_NEARLY_FULL = 0.8  # of the width
_NARROWEST, _WIDEST, _RAGGED = 30, 240, 6  # cells of a page's line; by how many a full one may fall short


class Paragraph(NamedTuple):
    text: str
    number: int  # of the line in a text file, of the paragraph in a Word file; from 1; 0: said of the file as a whole
    indented: bool = False
    heading: int = 0  # the level its style or its # gives it; 0: none
    cells: int = (
        0  # how wide it stands on the page, two cells a Chinese character, its indent too; 0: as its text is
    )
    own: bool = False  # a paragraph of its own, whatever stands around it
    label: Label | None = None  # its number, where that is known and stands apart from the text
    note: bool = False  # a footnote, or what a file says of itself: no part of the plan's text
    of_table: bool = False  # one of the lines a table of tasks stands for
    within: bool = False  # of a cell: a number it begins with counts within the cell

    @property
    def numbered(self) -> Label | None:
        """Its number, with the text after it: the one kept apart, else the one the text begins with."""
        if self.within:
            return None
        return self.label._replace(rest=self.text) if self.label else label_of(self.text)

    @property
    def printed(self) -> str:
        """The paragraph as a reader sees it, its number before its text."""
        return with_label(self.label.text, self.text) if self.label else self.text

    @property
    def width(self) -> int:
        return self.cells or _cells(self.text)


def solid(text: str) -> str:
    """The text without white space."""
    return re.sub(r"\s+", "", text)


def text_lines(text: str, *, markdown: bool) -> list[Paragraph]:
    """A text's lines, without the marks of Markdown. Bold and headings are marked so in .txt and .docx too, by what wrote them."""
    found = []
    about = 0  # in the block that says what the file is: lines before its end
    for number, raw in enumerate(unified(text).splitlines(), 1):
        line = raw.replace("\ufeff", "").replace("\xa0", " ").rstrip()
        cells, heading, note = _cells(line.expandtabs(4)), 0, False
        if markdown and re.fullmatch(r"\s*(?:[-*_]\s*){3,}|\.\.\.", line):
            about = number == 1 and line.startswith("---")
            continue
        if marks := re.match(r"(#{1,6})\s+(?=\S)", line):
            heading, line = len(marks[1]), line[marks.end() :]
        line = without_bold(line)
        if markdown:
            named = re.match(r"title\s*:\s*[\"']?(.*?)[\"']?$", line) if about else None
            line, note = (named[1], False) if named else _without_marks(line, about=bool(about))
        indented = bool(re.match(r"(?:\u3000|\t| {2})", raw))
        row = "\t" in line.strip()  # of a table: its first cell may be empty
        kept = line.strip(" \u3000\r\f\v") if row else line.strip()
        found.append(Paragraph(kept, number, indented, heading, cells, own=bool(about) or note, note=note))
    return found


def without_bold(line: str) -> str:
    """**新增学位。** as 新增学位。; what is no pair of marks stays."""
    return re.sub(r"\*\*(?=\S)(.{1,300}?)\*\*", r"\1", line) if "**" in line else line


def _without_marks(line: str, *, about: bool) -> tuple[str, bool]:
    """A line without quotation, bullet, link, note and emphasis marks; and whether it is a note."""
    if definition := re.match(r"\[\^[^\]]{1,40}\]:\s*", line):
        return f"脚注：{line[definition.end() :]}", True
    line = re.sub(r"<!--.{0,500}?-->|\[\^[^\]]{1,40}\]", "", re.sub(r"^\s*(?:>|[-*+])\s+", "", line))
    line = re.sub(r"!?\[([^\[\]]{0,300})\]\([^()\s]{0,500}(?:\s+\"[^\"]{0,200}\")?\)", r"\1", line)
    line = re.sub(r"__(?=\S)(.{1,300}?)__|`([^`]{1,300})`", lambda found: found[1] or found[2], line)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|~>-])", r"\1", line), about


def is_web_page_s(text: str) -> bool:
    """发布时间：… 浏览次数：…: what the web page around a document says, not the document."""
    first = _WEB.search(text)
    return first is not None and (first.start() < 4 or len(_WEB.findall(text)) > 1)  # noqa: PLR2004  【来源：


def paragraphs(lines: list[Paragraph]) -> list[Paragraph]:
    """Lines put together again where a page broke them; page numbers gone. A paragraph keeps its first line's number."""
    lines = [
        line._replace(own=line.own or is_web_page_s(line.text))
        for line in lines
        if line.label or (line.text and not _PAGE.fullmatch(line.text))
    ]
    lines = _with_sure_labels(lines)
    width = _width(lines)
    indents = sum(line.indented for line in lines) > len(lines) // 5
    found: list[Paragraph] = []
    last: Paragraph | None = None  # the line before, as it stood
    broken = 0  # how many sentences were put together again
    for line in lines:
        if last and _goes_on(found[-1], last, line, width, indents=indents):
            broken += not _ENDS.search(last.text)
            found[-1] = found[-1]._replace(text=found[-1].text + _glue(found[-1].text, line.text) + line.text)
        else:
            found.append(line)
        last = line
    return _bracketed_headings(_whole(found) if broken >= _BROKEN and not width and not indents else found)


def _bracketed_headings(lines: list[Paragraph]) -> list[Paragraph]:
    """【扩优提质】 alone on its line heads what follows, in a document that numbers no parts; repeated ones (【目标】) stand within items."""
    alone = [n for n, line in enumerate(lines) if _IN_BRACKETS.fullmatch(line.text) and not line.note]
    texts = {lines[n].text for n in alone}
    labels = (line.numbered for line in lines)
    if len(alone) < _FEWEST_HEADINGS or len(texts) < len(alone) or any(label and label.kind != "digit" for label in labels):  # fmt: skip
        return lines
    return [
        line._replace(text=line.text[1:-1], heading=line.heading or 2, own=True) if n in alone else line
        for n, line in enumerate(lines)
    ]


def _with_sure_labels(lines: list[Paragraph]) -> list[Paragraph]:
    """Lines that begin 1、5万名, 2、30所: what may be a label is one where it counts on from line to line.

    The first of a run needs a second, the others the one before them; 2、3所学校 alone stays text.
    """
    unsure = [None if line.label else unsure_label(line.text) for line in lines]
    sure = [None if maybe else line.numbered for line, maybe in zip(lines, unsure, strict=True)]
    counted = {(maybe.within, maybe.label.kind, maybe.label.number) for maybe in unsure if maybe} | {
        ("", label.kind, label.number) for label in sure if label
    }
    last: dict[tuple[str, str], int] = {}
    found = []
    for line, maybe, known in zip(lines, unsure, sure, strict=True):
        label = maybe.label if maybe else known
        series = (maybe.within if maybe else "", label.kind if label else "")
        if maybe:
            before, number = last.get(series, 0), maybe.label.number
            if number == before + 1 and (before or (*series, 2) in counted):
                found.append(line._replace(text=maybe.label.rest, label=maybe.label._replace(rest="")))
                last[series] = number
                continue
        elif label:
            last[series] = label.number
        found.append(line)
    return found


def parted(lines: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """1．抓督导。2．抓宣传。 on one line are two: the next number of the same style begins where a sentence ended."""
    for line in lines:
        yield from _parts(line)


def _parts(line: Paragraph) -> Iterator[Paragraph]:
    text, label, start = line.text, line.numbered, 0
    for stop in re.finditer(r"(?<=[。；;])\s*(?=\S)", text):
        if label is None or label.kind == "circled":
            break
        following = label_of(text[stop.end() :])
        if following is not None and following[:2] == (label.kind, label.number + 1):
            yield line._replace(text=text[start : stop.start()])
            line = line._replace(label=None)
            start, label = stop.end(), following
    yield line._replace(text=text[start:])


def _whole(lines: list[Paragraph]) -> list[Paragraph]:
    """A text whose pages broke it within sentences broke it between sentences too."""
    found: list[Paragraph] = []
    for line in lines:
        above = found[-1].numbered if found else None
        runs_in = above is not None and "。" in above.rest
        if (
            runs_in
            and not line.own
            and len(found[-1].text) + len(line.text) <= MAX_PARAGRAPH
            and line.numbered is None
            and _ENDS.search(line.text)
            and not _OWN_LINE.match(line.text)
        ):
            found[-1] = found[-1]._replace(text=found[-1].text + line.text)
        else:
            found.append(line)
    return found


def _width(lines: list[Paragraph]) -> int:
    """How many cells a line of a text broken by its page's width has; 0 for one that was not."""
    long = sorted(line.width for line in lines if line.width >= _NARROWEST)
    if len(long) < _FEW:
        return 0
    longest = long[-1 - len(long) // 20]  # a title or two may stand out
    full = sum(width >= longest - _RAGGED for width in long)
    return longest if longest <= _WIDEST and full > _WRAPPED * len(long) else 0


def _goes_on(before: Paragraph, last: Paragraph, line: Paragraph, width: int, *, indents: bool) -> bool:
    if line.heading or before.heading or line.own or last.own:
        return False
    if len(before.text) + len(line.text) > MAX_PARAGRAPH:
        return False
    if _OWN_LINE.match(line.text) or _OWN_LINE.match(last.text) or (indents and line.indented):
        return False
    full = bool(width) and last.width >= width - _RAGGED
    if line.label or before.note or line.note:
        return False
    if (label := line.numbered) is not None:
        known = before.numbered
        follows = (
            label.number == 1 or known is None or label.kind != known.kind or label.number == known.number + 1
        )
        return not _ENDS.search(last.text) and (not follows or (full and label.kind == "spoken"))
    if _ENDS.search(last.text):
        return full and indents
    heading = before.numbered is not None and "。" not in before.text and len(before.text) <= _SHORT
    title = not _PAUSES.search(before.text) and len(before.text) < _SHORT
    if width and not (indents and before.indented):
        # A line set flush may be short of characters; running text does not end without a stop.
        return full or ("。" in before.text and last.width > width * _NEARLY_FULL)
    return full or (not heading and not title)


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def _glue(before: str, after: str) -> str:
    """Two Latin words keep the space that the break stood for."""
    return " " if re.search(r"[A-Za-z0-9]$", before) and re.match(r"[A-Za-z]", after) else ""
