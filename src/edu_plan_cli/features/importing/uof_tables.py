"""Merged cells in the tables of a UOF document (GB/T 20916-2007), which LibreOffice passes over when it reads one."""

import re

_ROW = re.compile(r"<字:行[\s>]")
_CELL = re.compile(r"<字:单元格[\s>]")
_ACROSS = re.compile(r"<字:跨列[^>]{0,200}?字:值=\"(\d{1,3})\"")
_DOWN = re.compile(r"<字:跨行[^>]{0,200}?字:值=\"(?:[2-9]|\d{2,3})\"")


def has_merged_rows(text: str) -> bool:
    """Whether a table says that a cell spans rows, or has rows of fewer cells than others: those below such a cell."""
    return any(_DOWN.search(table) or len(_widths(table)) > 1 for table in text.split("<字:文字表")[1:])


def _widths(table: str) -> set[int]:
    """How many columns its rows fill."""
    return {
        len(_CELL.findall(row)) + sum(int(count) - 1 for count in _ACROSS.findall(row))
        for row in _ROW.split(table)[1:]
    }
