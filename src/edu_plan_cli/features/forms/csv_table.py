"""A form sent back as text: the same columns between commas or tabs, in UTF-8, GBK or UTF-16, as Excel and WPS save them."""

import csv
import io
import re
from collections.abc import Iterator

from edu_plan_cli.features.forms.form_head import ColumnHeads, columns_in, is_signature, unread_columns
from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import (
    MOST_ROWS,
    Book,
    SheetRow,
    SheetTable,
    book_of,
    head_problem,
)
from edu_plan_cli.values.cell_formats import shown_number

TEXT_SUFFIXES = (".csv", ".tsv", ".txt")
_MOST_CELLS = 10_000  # in a row
_LONG = re.compile(r"-?[0-9]+\.[0-9]{12,}")  # as a program writes a number it keeps in binary


def read_csv(data: bytes) -> Book | None:
    """Its rows; None for what is no text or no table. What it is of is told by the texts above."""
    text = _decoded(data)
    if text is None or "\0" in text:
        return None
    lines = text.splitlines()
    if any(line.count(",") + line.count("\t") > _MOST_CELLS for line in lines):
        return None
    head = next((line for line in lines if "编号" in line), "")
    between = max(",\t;", key=head.count)
    try:
        return book_of({}, [_table(csv.reader(io.StringIO(text, newline=""), delimiter=between))])
    except csv.Error:
        return None


def _decoded(data: bytes) -> str | None:
    marked = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    for encoding in ("utf-16",) if marked else ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _table(lines: Iterator[list[str]]) -> SheetTable:
    heads: ColumnHeads | None = None
    above: list[str] = []
    rows: list[SheetRow] = []
    texts_below: list[dict[int, str]] = []
    for number, line in enumerate(lines, 1):
        if number > MOST_ROWS:
            break
        texts = [text.strip() for text in line]
        if heads is None:
            heads = columns_in(dict(enumerate(texts)))
            above += texts if heads is None else ()
            if heads is not None and heads.wrong:
                return SheetTable(above, [], head_problem(f"第 {number} 行", heads))
            continue
        if is_signature(texts):
            continue
        texts_below.append(dict(enumerate(texts)))
        cells = {
            key: Cell("csv", f"{chr(ord('A') + index)}{number}", _shown(texts[index]))
            for index, key in heads.columns.items()
            if index < len(texts)
        }
        if any(cell.text for cell in cells.values()):
            rows.append(SheetRow("csv", number, cells))
    unread = unread_columns(heads, texts_below) if heads is not None else ()
    return SheetTable(above, rows, is_form=heads is not None, notes=tuple(unread))


def _shown(text: str) -> str:
    """369.30000000000007 is 369.3, as a workbook shows it."""
    return f"{shown_number(float(text)):f}" if _LONG.fullmatch(text) else text
