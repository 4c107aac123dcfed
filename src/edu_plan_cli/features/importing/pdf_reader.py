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
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.radicals import unified
from edu_plan_cli.features.importing.table_cells import Span, grid, table_lines
from edu_plan_cli.values.bilingual import Words

_MAX_PAGES, _MAX_SECONDS, _MAX_OBJECTS = 200, 60, 100_000
_MAX_UNPACKED = 100_000_000  # bytes of all streams
_MAX_DRAWN = 10_000  # lines and boxes of a page, which every table search pairs with each other
_MAX_SHOWN = 30_000  # characters of a page; a full one of an issued document has some 700
_EDGE = 2  # lines at the top and bottom of a page that may be running heads
_STREAM = re.compile(rb"stream\r?\n")
_ENDS = re.compile(r"[。！？；：:;!?][”’》】)）]*$")
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


@dataclass
class _Table:
    """A table's cells and the ranges that are one, by row and column; of several pages where it goes on."""

    columns: list[float]  # where they begin
    cells: dict[tuple[int, int], str]
    spans: list[Span]
    rows: int
    top: float
    page: int
    head: list[str] = field(default_factory=list)


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
        parts, empty = _parts(document.pages)
    if not any(isinstance(part, _Table) or part.text for part in parts):
        raise NotRead(_SCAN)
    parts, running = _without_running_heads(parts)
    notes = [f"每页重复的页眉页脚“{text}”没有读" for text in running]
    if empty:
        notes.append(f"第 {'、'.join(map(str, empty[:10]))} 页没有文字（像是扫描的图片），没有读")
    lines = list(_paragraphs(_joined_tables(parts)))
    return lines + [Paragraph(f"（{note}）", 0, own=True, note=True) for note in notes]


_LOCKED = Words(
    "这个 PDF 加了打开密码；请在 WPS、Adobe 里去掉密码，另存后再读。",
    "The PDF has a password; take it off and save the file anew.",
)
_SCAN = Words(
    "这个 PDF 里没有文字，是扫描件或图片；请向发文的科室要 Word 原稿（.docx），或用 WPS 的“PDF 转 Word（文字识别）”转成文字、核对后再读。",
    "The PDF holds no text: a scan. Ask whoever issued it for the Word file (.docx), or have it made text and check that.",
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


def _parts(pages: list[Any]) -> tuple[list[_Line | _Table], list[int]]:
    """Lines and tables in reading order, and the numbers of the pages that have neither."""
    begun = time.monotonic()
    parts: list[_Line | _Table] = []
    empty = []
    for number, page in enumerate(pages, 1):
        if time.monotonic() - begun > _MAX_SECONDS:
            raise NotRead(_TOO_MUCH)
        of_page = _page(page, number)
        if not of_page and page.images:
            empty.append(number)
        parts += of_page
        page.close()  # what was read of it is not kept
    return parts, empty


def _page(page: Any, number: int) -> list[_Line | _Table]:
    if len(page.chars) > _MAX_SHOWN or len(page.lines) + len(page.rects) + len(page.curves) > _MAX_DRAWN:
        raise NotRead(_TOO_MUCH)
    tables = [found for found in page.find_tables() if len(found.rows) > 1 and len(found.columns) > 1]
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
    lines: list[_Line | _Table] = [*_in_columns([word for word in words if word.text], page.width)]
    for table in sorted((_table(found, number) for found in tables), key=lambda found: found.top):
        at = next((n for n, part in enumerate(lines) if part.top > table.top), len(lines))
        lines.insert(at, table)
    return lines


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
    text = " ".join(word.text for word in words)
    size = statistics.median(word.size for word in words)
    return _Line(text, first.x0, max(word.x1 for word in words), first.top, size, first.page)


def _table(found: Any, page: int) -> _Table:
    columns = sorted({round(cell[0], 1) for cell in found.cells})
    rows = sorted({round(cell[1], 1) for cell in found.cells})
    cells: dict[tuple[int, int], str] = {}
    spans = []
    texts = found.extract(x_tolerance_ratio=0.7)
    for row_at, row in enumerate(found.rows):
        for column_at, cell in enumerate(row.cells):
            if cell is None:
                continue
            at = (rows.index(round(cell[1], 1)), columns.index(round(cell[0], 1)))
            cells[at] = unified(texts[row_at][column_at] or "")
            below = sum(cell[1] - 1 < top < cell[3] - 1 for top in rows) - 1
            right = sum(cell[0] - 1 < left < cell[2] - 1 for left in columns) - 1
            if below > 0 or right > 0:
                spans.append(Span(*at, at[0] + max(below, 0), at[1] + max(right, 0)))
    head = [cells.get((0, column), "") for column in range(len(columns))]
    return _Table(columns, cells, spans, len(rows), found.bbox[1], page, head)


def _without_running_heads(parts: list[_Line | _Table]) -> tuple[list[_Line | _Table], list[str]]:
    """The parts without page numbers and what stands at the same place of most pages; and those texts."""
    by_page: dict[int, list[_Line | _Table]] = {}
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


def _edge(parts: list[_Line | _Table], pitch: float, size: float) -> Iterator[_Line]:
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


def _joined_tables(parts: list[_Line | _Table]) -> list[_Line | _Table]:
    """Parts in which a table that goes on at the top of the next page is one."""
    joined: list[_Line | _Table] = []
    for part in parts:
        last = joined[-1] if joined else None
        if (
            isinstance(part, _Table)
            and isinstance(last, _Table)
            and part.page > last.page
            and _same_columns(last, part)
        ):
            _append(last, part)
            last.page = part.page
        else:
            joined.append(part)
    return joined


def _same_columns(one: _Table, other: _Table) -> bool:
    return len(one.columns) == len(other.columns) and all(
        abs(a - b) < 6  # noqa: PLR2004  points
        for a, b in zip(one.columns, other.columns, strict=True)
    )


def _append(table: _Table, more: _Table) -> None:
    """The rows of a table's next page, without its head repeated. A row that the page's end broke is put together again."""
    skip = 1 if more.head == table.head else 0
    first = {column: more.cells.get((skip, column), "") for column in range(len(table.columns))}
    last = {column: table.cells.get((table.rows - 1, column), "") for column in first}
    filled = [column for column, text in first.items() if text.strip()]
    unfinished = all(last[column].strip() and not _ENDS.search(last[column].strip()) for column in filled)
    if (
        filled and 0 not in filled and unfinished
    ):  # a row of its own has its number, or its name, in the first column
        for column in filled:
            table.cells[table.rows - 1, column] = f"{last[column]}{first[column]}"
        skip += 1
    else:
        merged = {span.left for span in (*table.spans, *more.spans) if span.bottom > span.top}
        for column, text in first.items():
            if not text.strip() and (skip, column) in more.cells and column in merged:
                span = next((span for span in more.spans if (span.top, span.left) == (skip, column)), None)
                _extend(table, column, 1 + (span.bottom - span.top if span else 0))
    down = table.rows - skip
    table.cells |= {(row + down, column): text for (row, column), text in more.cells.items() if row >= skip}
    table.spans += [
        Span(span.top + down, span.left, span.bottom + down, span.right)
        for span in more.spans
        if span.top >= skip
    ]
    table.rows += more.rows - skip


def _extend(table: _Table, column: int, rows: int) -> None:
    """A cell without text at the top of a page, in a column with merged cells, goes on from the page before."""
    at = max((row for row, of in table.cells if of == column and table.cells[row, of].strip()), default=None)
    if at is not None:
        old = next(
            (span for span in table.spans if (span.top, span.left) == (at, column)),
            Span(at, column, at, column),
        )
        table.spans = [span for span in table.spans if span != old] + [
            old._replace(bottom=table.rows + rows - 1)
        ]


def _paragraphs(parts: list[_Line | _Table]) -> Iterator[Paragraph]:
    """Lines put together where only the margin ended them; tables as what they stand for."""
    lines = [part for part in parts if isinstance(part, _Line)]
    margins = {
        column: _margins([line for line in lines if line.column == column])
        for column in {line.column for line in lines}
    }
    pitch = _pitch(lines)
    number, text, last = 0, "", None
    for part in parts:
        goes_on = isinstance(part, _Line) and last is not None and _goes_on(last, part, margins, pitch)
        if goes_on:
            assert isinstance(part, _Line)
            text += _glue(text, part.text)
        else:
            if text:
                number += 1
                yield Paragraph(text, number)
            text = part.text if isinstance(part, _Line) else ""
        if isinstance(part, _Table):
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


def _glue(before: str, after: str) -> str:
    return f" {after}" if re.search(r"[A-Za-z0-9]$", before) and re.match(r"[A-Za-z]", after) else after
