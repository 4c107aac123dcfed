"""A form sent back as .csv: the same columns, in UTF-8 or GBK as Excel and WPS save them."""

import csv
import io
from collections.abc import Iterator

from edu_plan_cli.features.forms.form_head import ColumnHeads, columns_in, is_signature
from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import (
    MOST_ROWS,
    Book,
    SheetRow,
    SheetTable,
    book_of,
    head_problem,
)

_MOST_CELLS = 10_000  # in a row


def read_csv(data: bytes) -> Book | None:
    """Its rows; None for what is no text or no table. What it is of is told by the texts above."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        return None
    if "\0" in text or any(line.count(",") > _MOST_CELLS for line in text.splitlines()):
        return None
    try:
        return book_of({}, [_table(csv.reader(io.StringIO(text, newline="")))])
    except csv.Error:
        return None


def _table(lines: Iterator[list[str]]) -> SheetTable:
    heads: ColumnHeads | None = None
    above: list[str] = []
    rows: list[SheetRow] = []
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
        cells = {
            key: Cell("csv", f"{chr(ord('A') + index)}{number}", texts[index])
            for index, key in heads.columns.items()
            if index < len(texts)
        }
        if any(cell.text for cell in cells.values()):
            rows.append(SheetRow("csv", number, cells))
    return SheetTable(above, rows, is_form=heads is not None)
