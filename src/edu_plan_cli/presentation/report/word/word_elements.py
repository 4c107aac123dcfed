"""Paragraphs and tables as Word's own elements. All text goes in escaped, and with nothing in it that could hide."""

import math
import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from edu_plan_cli.presentation.report.annexes import Table
from edu_plan_cli.presentation.report.word import word_styles
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import display_width

_PADDING = 50  # twips at either side of a cell
_SHORT = 10  # columns: a text as short as that keeps its line
_HEAD = 4  # columns: two characters of a head, which may stand on two lines
_KEPT_WHOLE = 200  # characters: a cell with more may be torn
_LONGEST = 22  # columns: no run of figures may claim more
_LATIN = {"%": 0.9, ".": -0.36, "/": -0.33, "-": -0.28, " ": -0.36}  # columns beyond one; a digit has 0.27
_AROUND = 2 * _PADDING / 20 / (word_styles.ANNEX_SIZE / 2) + 0.4  # columns a cell needs beside its text


def paragraph(document: Any, style: str, text: str = "", own: str = "") -> Any:
    """``own`` is what this paragraph has beyond its style, as XML."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(_paragraph(word_styles.style_id(document, style), text, own, nsdecls("w")))


def _paragraph(style: str, text: str, own: str = "", names: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>' if text else ""
    return f'<w:p {names}><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{run}</w:p>'


def table(document: Any, content: Table, width: int) -> Any:
    """``width`` in twips. The head comes again on every page; no row is torn, nor a table that is to stay together."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    head, cell = (
        word_styles.style_id(document, name) for name in (word_styles.ANNEX_HEAD, word_styles.ANNEX_CELL)
    )
    heads = [column.head for column in content.columns]
    widths = column_widths(heads, content.rows, width)
    aligned = [column.align for column in content.columns]
    rows = [_row(heads, widths, head, ["center"] * len(widths), "<w:tblHeader/>")]
    for number, row in enumerate(content.rows, 1):
        kept = "<w:keepNext/>" if content.together and number < len(content.rows) else ""
        rows.append(_row(row, widths, cell, aligned, kept=kept))
    return parse_xml(f"<w:tbl {nsdecls('w')}>{_properties(widths)}{''.join(rows)}</w:tbl>")


def _properties(widths: Sequence[int]) -> str:
    """Return a table's properties and its grid: ruled in black, its columns as wide as ``widths`` (twips) say."""
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return (
        f'<w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{sides}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{_PADDING}" w:type="dxa"/>'
        f'<w:right w:w="{_PADDING}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>'
        + "".join(f'<w:gridCol w:w="{column_width}"/>' for column_width in widths)
        + "</w:tblGrid>"
    )


class SpannedCell(NamedTuple):
    """A cell of a table with merged cells: its paragraphs, and how many rows it spans; 0: it is part of the cell above."""

    lines: Sequence[str]
    rows: int = 1
    align: str = "left"


def merged_table(
    document: Any,
    heads: Sequence[str],
    parts: Sequence[tuple[str, Sequence[Sequence[SpannedCell]]]],
    widths: Sequence[int],
) -> Any:
    """Return a table whose cells may span rows; ``parts`` are lines across it, each with the rows below it. ``widths`` in twips.

    The head comes again on every page. A row is torn only where it says so much that it would leave half a page empty.
    """
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    head, cell, heading = (
        word_styles.style_id(document, name)
        for name in (word_styles.HEAD, word_styles.CELL, word_styles.ROW_HEADING)
    )
    rows = [_row(heads, widths, head, ["center"] * len(widths), "<w:tblHeader/>")]
    for line, cells in parts:
        across = _cell([line], sum(widths), heading, "left", f'<w:gridSpan w:val="{len(widths)}"/>')
        rows.append(f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{across}</w:tr>")
        for row in cells:
            drawn = "".join(_spanned(each, width, cell) for each, width in zip(row, widths, strict=True))
            longest = max((sum(map(len, each.lines)) for each in row if each.rows == 1), default=0)
            whole = "<w:trPr><w:cantSplit/></w:trPr>" if longest <= _KEPT_WHOLE else ""
            rows.append(f"<w:tr>{whole}{drawn}</w:tr>")
    return parse_xml(f"<w:tbl {nsdecls('w')}>{_properties(widths)}{''.join(rows)}</w:tbl>")


def _spanned(cell: SpannedCell, width: int, style: str) -> str:
    if cell.rows == 1:
        return _cell(cell.lines, width, style, cell.align)
    if cell.rows == 0:
        return _cell([""], width, style, cell.align, "<w:vMerge/>")
    return _cell(cell.lines, width, style, cell.align, '<w:vMerge w:val="restart"/>')


def _cell(lines: Sequence[str], width: int, style: str, align: str, merged: str = "") -> str:
    paragraphs = "".join(_paragraph(style, line, f'<w:jc w:val="{align}"/>') for line in lines)
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{merged}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _row(
    texts: Sequence[str],
    widths: Sequence[int],
    style: str,
    aligned: Sequence[str],
    more: str = "",
    kept: str = "",
) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + _paragraph(style, text, f'{kept}<w:jc w:val="{align}"/>')
        + "</w:tc>"
        for text, width, align in zip(texts, widths, aligned, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def column_widths(heads: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> list[int]:
    """Return the width of each column (twips; ``width`` in all) with which the rows take the fewest lines.

    Each begins as narrow as its longest unbroken text allows. What is left is given, step by step, where it saves most lines
    for its width; in the end to all alike.
    """
    columns = [[row[at] for row in rows] for at in range(len(heads))]
    wants = [[_columns(text) for text in texts] for texts in columns]
    widths = [
        max(_head_columns(head), *map(_unbroken, texts)) for head, texts in zip(heads, columns, strict=True)
    ]
    room = width / (word_styles.ANNEX_SIZE / 2 * 20) - len(heads) * _AROUND
    while (left := room - sum(widths)) > 0:
        steps = [
            (saved / (wider - widths[at]), at, wider)
            for at in range(len(heads))
            for wider in _useful(wants[at], widths[at])
            if wider - widths[at] <= left and (saved := _lines_saved(wants, widths, at, wider)) > 0
        ]
        if not steps:
            break
        _, at, widths[at] = max(steps)
    scale = width / (sum(widths) + len(heads) * _AROUND)
    return [int((columns + _AROUND) * scale) for columns in widths]


def _useful(wanted: Sequence[float], now: float) -> list[float]:
    """Return the widths beyond ``now`` at which some text of a column takes a line less."""
    return sorted({each / lines for each in wanted for lines in (1, 2, 3) if each / lines > now})


def _lines_saved(wants: Sequence[Sequence[float]], widths: Sequence[float], at: int, wider: float) -> float:
    """Return how many lines the rows lose with one column wider, and the cells: a row is as high as the highest of its cells."""
    saved = 0.0
    for row in zip(*wants, strict=True):
        lines = [math.ceil(want / width) for want, width in zip(row, widths, strict=True)]
        fewer = math.ceil(row[at] / wider)
        others = max((count for column, count in enumerate(lines) if column != at), default=1)
        saved += max(others, lines[at]) - max(others, fewer) + lines[at] - fewer
    return saved


def _columns(text: str) -> float:
    """Columns, as the widest font sets Latin that may stand in for 仿宋 (DejaVu Sans); Chinese ones set ≥ — “ at a whole character.

    Beside Han a figure stands a quarter of a character apart, which not every program leaves out when told to.
    """
    latin = sum(_LATIN.get(sign, 0.27) for sign in text if sign.isascii())
    apart = len(re.findall(r"[\u4e00-\u9fff][0-9A-Za-z]|[0-9A-Za-z%][\u4e00-\u9fff]", text))
    return display_width(text) + latin + apart / 2 + sum(text.count(sign) for sign in "≥≤—“”…")


def _head_columns(head: str) -> float:
    """A head of four characters may stand on two lines."""
    wide = _columns(head)
    return wide / 2 if wide > _SHORT - _HEAD else wide


def _unbroken(text: str) -> float:
    """Return the columns that must stay on one line: a short text whole, else its longest run of figures or Latin letters."""
    if display_width(text) <= _SHORT:
        return _columns(text)
    runs = re.findall(r"(?:\d{4}年)?\d+月\d+日|[!-~±≥≤—（）]+(?:步|个|人|%)?", text)
    return min(max(map(_columns, (*runs, "四个字宽"))), _LONGEST)
