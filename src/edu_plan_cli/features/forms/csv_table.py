"""A form sent back as .csv: the same columns, in UTF-8 or GBK as Excel and WPS save them."""

import csv
import io
from collections.abc import Iterator

from edu_plan_cli.features.forms.sheet_cells import Cell
from edu_plan_cli.features.forms.workbook import COLUMNS, MOST_ROWS, Book, SheetRow

_MOST_CELLS = 10_000  # in a row


def read_csv(data: bytes) -> Book | None:
    """Its rows; None for what is no text or no table. It does not say which department it is of: its targets do."""
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
        return Book({}, list(_rows(csv.reader(io.StringIO(text, newline="")))))
    except csv.Error:
        return None


def _rows(lines: Iterator[list[str]]) -> Iterator[SheetRow]:
    heads = {head: key for key, (head, _, _) in COLUMNS.items()}
    columns: dict[int, str] = {}
    for number, line in enumerate(lines, 1):
        if number > MOST_ROWS:
            return
        texts = [text.strip() for text in line]
        if not columns:
            if "编号" in texts:
                columns = {index: heads[text] for index, text in enumerate(texts) if text in heads}
            continue
        cells = {
            key: Cell("csv", f"{chr(ord('A') + index)}{number}", texts[index])
            for index, key in columns.items()
            if index < len(texts)
        }
        if any(cell.text for cell in cells.values()):
            yield SheetRow("csv", number, cells)
