"""PDFs with a text layer as the paragraphs and tables they were printed from.

A PDF knows where characters stand and nothing of paragraphs: lines, columns, running heads and what a line's end means
are told by the places. Tables are found by their ruled lines.
"""

import io
import itertools
import logging
import re
import statistics
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.pdf_characters import Unread, plain_characters
from edu_plan_cli.features.importing.pdf_tables import PdfTable, joined_tables, pdf_table, tables_of
from edu_plan_cli.features.importing.radicals import unified
from edu_plan_cli.features.importing.table_cells import grid, table_lines
from edu_plan_cli.features.importing.unread_marks import raised, struck_out
from edu_plan_cli.values.bilingual import Words

_MAX_PAGES, _MAX_SECONDS, _MAX_OBJECTS = 200, 60, 100_000
_MAX_UNPACKED = 100_000_000  # bytes of all streams
_MAX_DRAWN = 10_000  # lines and boxes of a page, which every table search pairs with each other
_MAX_SHOWN = 30_000  # characters of a page; a full one of an issued document has some 700
_EDGE = 2  # lines at the top and bottom of a page that may be running heads
_STREAM = re.compile(rb"stream\r?\n")
_ENDS = re.compile(r"[。！？；：:;!?][”’》】)）]*$|[）)】]$")
_OF_CHANGE = re.compile(
    r"\[((?:\d{1,3}|[（(]?[一二三四五六七八九十]{1,3}[）)]?)[．.、]?)\]"
)  # LibreOffice prints so the number of a changed paragraph
_SET_APART = re.compile(
    r"(?<=[\u4e00-\u9fff）]) (?=[0-9])|(?<=[0-9%]) (?=[\u4e00-\u9fff])"
)  # by a layout program, not by a person
_PAGE_NUMBER = re.compile(
    r"[-—–－─·\s]*(?:第?\s*\d{1,3}\s*页?(?:\s*[/／，,]?\s*共?\s*\d{1,3}\s*页?)?)[-—–－─·\s]*"
)


@dataclass
class _Line:
    """A line of text on a page, its place in points from the page's top left corner."""

    text: str
    x0: float
    x1: float
    top: float
    size: float  # of its letters
    page: int
    column: int = 0


class _Margins(NamedTuple):
    left: float
    right: float


def read_pdf(data: bytes) -> list[Paragraph]:
    """The paragraphs of a PDF. Raises NotRead, and what pdfplumber raises for a file that is not sound.

    Size, pages, objects, unpacked streams, characters and lines of a page are bounded, and time from page to page; how long one
    page may take, and what streams packed twice may grow to, cannot be.
    """
    import pdfplumber

    _inspect(data)
    logging.getLogger("pdfminer").setLevel(logging.CRITICAL)  # what it says of fonts is for its developers
    try:
        document = pdfplumber.open(io.BytesIO(data), unicode_norm=None)
    except Exception as error:
        if "Password" in repr(error):
            raise NotRead(_LOCKED) from error
        raise
    with document:
        if len(document.pages) > _MAX_PAGES:
            raise NotRead(_TOO_MUCH)
        parts, empty, said = _parts(document.pages)
    if not any(part.text if isinstance(part, _Line) else any(part.cells.values()) for part in parts):
        raise NotRead(_SCAN)
    parts, running = _without_running_heads(parts)
    notes = [f"每页重复的页眉页脚“{text}”没有读" for text in running]
    if empty:
        notes.append(f"第 {'、'.join(map(str, empty[:10]))} 页没有文字（像是扫描的图片），没有读")
    lines = list(_paragraphs(joined_tables(parts)))
    return lines + said + [Paragraph(f"（{note}）", 0, own=True, note=True) for note in notes]


_LOCKED = Words(
    "这个 PDF 加了打开密码；请在 WPS、Adobe 里去掉密码，另存后再读。",
    "The PDF has a password; take it off and save the file anew.",
)
_SCAN = Words(
    "这个 PDF 里没有读得出的文字，是扫描件或图片；请向发文的科室要 Word 原稿（.docx），或用 WPS 的“PDF 转 Word（文字识别）”转成文字、核对后再读。"
    "在浏览器里打开选得中文字的，全选、复制，存成 .txt 就能读。",
    "The PDF holds no text that can be read: a scan. Ask whoever issued it for the Word file (.docx), or have it made text and check "
    "that; where a browser lets you select its text, copy that into a .txt.",
)
_TOO_MUCH = Words(
    "这个 PDF 的内容多得不正常，不打开；请只留下工作要点的几页，或复制成 .txt 再读。",
    "The PDF holds more than a work plan does; keep only its pages, or copy the text into a .txt.",
)


def _inspect(data: bytes) -> None:
    """Raises NotRead for a file that would unpack to more than a plan, before the library unpacks any of it."""
    if data.count(b" obj") > _MAX_OBJECTS:
        raise NotRead(_TOO_MUCH)
    left = _MAX_UNPACKED
    for stream in _STREAM.finditer(data):
        inflate = zlib.decompressobj()
        try:
            left -= len(inflate.decompress(data[stream.end() : stream.end() + len(data)], left + 1))
        except zlib.error:  # a stream that is packed otherwise, or not at all
            continue
        if left < 0:
            raise NotRead(_TOO_MUCH)


def _parts(pages: list[Any]) -> tuple[list[_Line | PdfTable], list[int], list[Paragraph]]:
    """Lines and tables in reading order, the numbers of the pages that have neither, and footnotes and what was not read."""
    begun = time.monotonic()
    parts: list[_Line | PdfTable] = []
    empty: list[int] = []
    said: list[Paragraph] = []
    for number, page in enumerate(pages, 1):
        if time.monotonic() - begun > _MAX_SECONDS:
            raise NotRead(_TOO_MUCH)
        of_page, unread = _page(page, number)
        if not of_page and page.images:
            empty.append(number)
        text, notes = _without_footnotes(of_page, unread)
        parts += text
        said += [struck_out(words, 0) for words in unread.struck]
        said += notes or [raised(mark, 0) for mark in unread.numbers]
        page.close()  # what was read of it is not kept
    return parts, empty, said


_LONGEST_NOTES = 20  # lines at the foot of a page


def _without_footnotes(
    parts: list[_Line | PdfTable], unread: Unread
) -> tuple[list[_Line | PdfTable], list[Paragraph]]:
    """A page's parts without the notes at its foot, and these: the lines from the last one that begins with the number of the first."""
    lines = [part for part in parts if isinstance(part, _Line)]
    if not unread.numbers or not lines:
        return parts, []
    pitch, size = _pitch(lines), statistics.mode(round(line.size, 1) for line in lines)
    starts = re.compile(rf"{re.escape(unread.numbers[0])}(?![0-9])")
    for at in range(len(parts) - 1, 0, -1):
        line, above = parts[at], parts[at - 1]
        if not isinstance(line, _Line):
            break
        if label_of(line.text) is not None or len(parts) - at > _LONGEST_NOTES:
            break
        is_apart = line.size < 0.97 * size or line.top - above.top > 1.3 * pitch
        if is_apart and (starts.match(line.text) or _begins_raised(line, unread)):
            return parts[:at], list(_footnotes(parts[at:], unread))
    return parts, []


def _begins_raised(line: _Line, unread: Unread) -> bool:
    """Whether a raised number stood before a line."""
    return any(
        abs(line.x0 - x) < line.size and line.top < base < line.top + 1.5 * line.size
        for x, base in unread.starts
    )


def _footnotes(lines: list[_Line | PdfTable], unread: Unread) -> Iterator[Paragraph]:
    text, left = "", list(unread.numbers)
    for line in lines:
        if not isinstance(line, _Line) or _PAGE_NUMBER.fullmatch(line.text):
            continue
        if left and line.text.startswith(left[0]):
            if text:
                yield Paragraph(f"脚注：{text}", 0, own=True, note=True)
            text = line.text.removeprefix(left.pop(0)).strip()
        else:
            text += line.text
    if text:
        yield Paragraph(f"脚注：{text}", 0, own=True, note=True)


def _page(page: Any, number: int) -> tuple[list[_Line | PdfTable], Unread]:
    if len(page.chars) > _MAX_SHOWN or len(page.lines) + len(page.rects) + len(page.curves) > _MAX_DRAWN:
        raise NotRead(_TOO_MUCH)
    page, unread = plain_characters(page)
    tables = tables_of(page)
    outside = page.dedupe_chars()
    for table in tables:
        outside = (
            outside.outside_bbox(table.bbox, strict=False) if _within(table.bbox, page.bbox) else outside
        )
    words = [
        _Line(
            unified(word["text"]).strip(),
            word["x0"],
            word["x1"],
            word["top"],
            word["bottom"] - word["top"],
            number,
        )
        for word in outside.extract_words(x_tolerance_ratio=0.7, y_tolerance=3, keep_blank_chars=True)
    ]
    lines: list[_Line | PdfTable] = [*_in_columns([word for word in words if word.text], page.width)]
    for table in sorted((pdf_table(found, number) for found in tables), key=lambda found: found.top):
        at = next((n for n, part in enumerate(lines) if part.top > table.top), len(lines))
        lines.insert(at, table)
    return lines, unread


def _within(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    return box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]


def _in_columns(words: list[_Line], width: float) -> Iterator[_Line]:
    """A page's lines from top to bottom; where it is set in two columns, the left one before the right one.

    What stands across both columns parts them: a title, then the columns below it.
    """
    gutter = _gutter(words, width)
    if gutter is None:
        yield from _lines(words)
        return
    across = [word for word in words if word.x0 < gutter < word.x1]
    beside = [word for word in words if not word.x0 < gutter < word.x1]
    for line in [*_lines(across), None]:
        above = [word for word in beside if line is None or word.top < line.top]
        beside = [word for word in beside if word not in above]
        for column in (0, 1):
            for found in _lines([word for word in above if (word.x0 > gutter) == bool(column)]):
                found.column = column + 1
                yield found
        if line is not None:
            yield line


def _gutter(words: list[_Line], width: float) -> float | None:
    """Where the space between two columns is; None for a page of one."""
    if len(words) < 12:  # noqa: PLR2004  lines; fewer tell nothing
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54):
        place = width * share
        left = [word for word in words if word.x1 <= place]
        right = [word for word in words if word.x0 >= place]
        across = len(words) - len(left) - len(right)
        long = sum(word.x1 - word.x0 > width * 0.25 for word in (*left, *right))
        if (
            across <= len(words) * 0.15
            and min(len(left), len(right)) > 4  # noqa: PLR2004  lines
            and long > (len(left) + len(right)) * 0.5
        ):
            return place
    return None


def _lines(words: list[_Line]) -> list[_Line]:
    """Words that stand at the same height, put together."""
    lines: list[list[_Line]] = []
    for word in sorted(words, key=lambda word: (word.top + word.size / 2, word.x0)):
        middle = word.top + word.size / 2
        if lines and abs(middle - (lines[-1][0].top + lines[-1][0].size / 2)) < lines[-1][0].size * 0.4:
            lines[-1].append(word)
        else:
            lines.append([word])
    return [_line(sorted(line, key=lambda word: word.x0)) for line in lines]


def _line(words: list[_Line]) -> _Line:
    first = words[0]
    text = _SET_APART.sub("", _OF_CHANGE.sub(r"\1", " ".join(word.text for word in words), count=1))
    size = statistics.median(word.size for word in words)
    return _Line(text, first.x0, max(word.x1 for word in words), first.top, size, first.page)


def _without_running_heads(parts: list[_Line | PdfTable]) -> tuple[list[_Line | PdfTable], list[str]]:
    """The parts without page numbers and what stands at the same place of most pages; and those texts."""
    by_page: dict[int, list[_Line | PdfTable]] = {}
    for part in parts:
        by_page.setdefault(part.page, []).append(part)
    lines = [part for part in parts if isinstance(part, _Line)]
    pitch, size = _pitch(lines), statistics.mode(round(line.size) for line in lines) if lines else 0
    edges = [
        line
        for of_page in by_page.values()
        for line in (*_edge(of_page, pitch, size), *_edge(of_page[::-1], pitch, size))
    ]
    often = Counter(key for line in edges for key in _places(line))
    repeated = {key for key, count in often.items() if count > 1 and count * 2 > len(by_page)}
    numbers = {id(line) for line in edges if _PAGE_NUMBER.fullmatch(line.text)}
    heads = [line for line in edges if _places(line) & repeated and id(line) not in numbers]
    told = {min(_places(line) & repeated): line.text for line in reversed(heads)}
    gone = numbers | {id(line) for line in heads}
    return [part for part in parts if id(part) not in gone], list(told.values())


def _edge(parts: list[_Line | PdfTable], pitch: float, size: float) -> Iterator[_Line]:
    """From a page's edge inward, the lines that stand apart from its text, or are set in another size."""
    outer = list(itertools.takewhile(lambda part: isinstance(part, _Line), parts[:_EDGE]))
    steps = [abs(b.top - a.top) for a, b in itertools.pairwise(parts[: len(outer) + 1])]
    apart = max((n + 1 for n, step in enumerate(steps) if step > 1.3 * pitch), default=0)
    for number, line in enumerate(outer):
        if isinstance(line, _Line) and (number < apart or abs(line.size - size) > 0.1 * size):
            yield line


def _places(line: _Line) -> set[tuple[str, int]]:
    """A line's text and how far down it stands; also with its first or last number as counted from the page's."""
    numbers = list(re.finditer(r"\d{1,4}", line.text))
    texts = [line.text] + [
        f"{line.text[: number.start()]}{int(number[0]) - line.page:+d}{line.text[number.end() :]}"
        for number in (numbers[:1] + numbers[-1:])
    ]
    return {(text, round(line.top / 6)) for text in texts}


def _paragraphs(parts: list[_Line | PdfTable]) -> Iterator[Paragraph]:
    """Lines put together where only the margin ended them; tables as what they stand for."""
    lines = [part for part in parts if isinstance(part, _Line)]
    margins = {
        column: _margins([line for line in lines if line.column == column])
        for column in {line.column for line in lines}
    }
    pitch = _pitch(lines)
    number, text, last = 0, "", None
    for part in parts:
        goes_on = (
            isinstance(part, _Line)
            and last is not None
            and (_goes_on(last, part, margins, pitch) or _goes_on_in_bracket(text, last, part))
        )
        if goes_on:
            assert isinstance(part, _Line)
            text += _glue(text, part.text)
        else:
            if text:
                number += 1
                yield Paragraph(text, number)
            text = part.text if isinstance(part, _Line) else ""
        if isinstance(part, PdfTable):
            number += 1
            yield from table_lines(grid(part.cells, part.spans), number)
        last = part if isinstance(part, _Line) else None
    if text:
        yield Paragraph(text, number + 1)


def _margins(lines: list[_Line]) -> _Margins:
    """Where a column's full lines begin and end: at the places where most do."""
    lefts = Counter(round(line.x0 / 4) for line in lines)
    rights = Counter(round(line.x1 / 6) for line in lines if line.text)
    often = [place for place, count in lefts.items() if count > max(1, len(lines) // 20)]
    right = max(
        (place for place, count in rights.items() if count > max(1, len(lines) // 20)), default=max(rights)
    )
    return _Margins(min(often, default=min(lefts)) * 4, right * 6)


def _pitch(lines: list[_Line]) -> float:
    """From line to line, as most stand."""
    steps = [round(b.top - a.top) for a, b in itertools.pairwise(lines) if a.page == b.page and b.top > a.top]
    return float(Counter(steps).most_common(1)[0][0]) if steps else 0.0


_LONGEST_BRACKET = 120  # characters
_SET_RIGHT = 6  # characters a line of running text is never set in by


def _goes_on(last: _Line, line: _Line, margins: dict[int, _Margins], pitch: float) -> bool:
    """Whether a line ended only because the margin was reached."""
    if last.x1 < margins[last.column].right - 2 * last.size or abs(last.size - line.size) > 0.2 * last.size:
        return False
    if line.x0 - margins[line.column].left > 1.2 * line.size:
        return False
    if (
        last.x0 - margins[last.column].left > _SET_RIGHT * last.size
    ):  # a signature or a date ends at the margin too
        return False
    ended = bool(_ENDS.search(last.text))
    if ended and label_of(line.text) is not None:
        return False
    apart = (
        line.page == last.page and line.column == last.column and pitch and line.top - last.top > 1.4 * pitch
    )
    return not (apart and ended)


def _goes_on_in_bracket(text: str, last: _Line, line: _Line) -> bool:
    """Whether a bracket is open at a line's end: no paragraph ends there, however ragged the margin."""
    recent = text[-_LONGEST_BRACKET:]
    is_open = recent.rfind("（") > recent.rfind("）") and label_of(line.text) is None
    return is_open and abs(last.size - line.size) <= 0.2 * last.size


def _glue(before: str, after: str) -> str:
    return f" {after}" if re.search(r"[A-Za-z0-9]$", before) and re.match(r"[A-Za-z]", after) else after
