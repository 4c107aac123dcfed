"""Paragraphs and tables as Word's own elements. All text goes in escaped, and with nothing in it that could hide."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from edu_plan_cli.presentation.report.annexes import Annex
from edu_plan_cli.presentation.report.word import word_styles
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import display_width

_PADDING = 80  # twips at either side of a cell
_SHORT = 10  # columns: a text as short as that keeps its line
_KEPT_WHOLE = 200  # characters: a cell with more may be torn
_LONGEST = 22  # columns: no run of figures may claim more


def paragraph(document: Any, style: str, text: str = "", own: str = "") -> Any:
    """``own`` is what this paragraph has beyond its style, as XML."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(_paragraph(word_styles.style_id(document, style), text, own, nsdecls("w")))


def _paragraph(style: str, text: str, own: str = "", names: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{escape(visible(text))}</w:t></w:r>' if text else ""
    return f'<w:p {names}><w:pPr><w:pStyle w:val="{style}"/>{own}</w:pPr>{run}</w:p>'


def table(document: Any, annex: Annex, width: int) -> Any:
    """``width`` in twips. The head comes again on every page; no row is torn."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    columns = [[column.head, *(row[at] for row in annex.rows)] for at, column in enumerate(annex.columns)]
    needs = [_needs(texts, small=column.small) for texts, column in zip(columns, annex.columns, strict=True)]
    widths = shares(needs, width)
    head, cell, small = (
        word_styles.style_id(document, name)
        for name in (word_styles.HEAD, word_styles.CELL, word_styles.SMALL)
    )
    heads = [(head, "center")] * len(widths)
    cells = [(small if column.small else cell, column.align) for column in annex.columns]
    rows = [_row([column.head for column in annex.columns], widths, heads, "<w:tblHeader/>")]
    rows += [_row(row, widths, cells) for row in annex.rows]
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
    rows = [_row(heads, widths, [(head, "center")] * len(widths), "<w:tblHeader/>")]
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
    texts: Sequence[str], widths: Sequence[int], styled: Sequence[tuple[str, str]], more: str = ""
) -> str:
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        + _paragraph(style, text, f'<w:jc w:val="{align}"/>')
        + "</w:tc>"
        for text, width, (style, align) in zip(texts, widths, styled, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{more}</w:trPr>{cells}</w:tr>"


def _needs(texts: Sequence[str], *, small: bool) -> tuple[int, int]:
    """In twips, the least a column can do with and the most it can use."""
    least, most = max(map(_unbroken, texts)), max(map(_wide, texts))
    size = word_styles.SMALL_SIZE if small else word_styles.TABLE_SIZE
    return _twips(least, size), _twips(most, size)


def _wide(text: str) -> float:
    """Columns, with a little more for Latin: not every font sets it at half a character; Chinese ones set ≥ — “ at a whole."""
    return (
        display_width(text) + 0.2 * sum(map(str.isascii, text)) + sum(text.count(sign) for sign in "≥≤—“”…")
    )


def _unbroken(text: str) -> float:
    """Return the columns that must stay on one line: a short text whole, else its longest run of figures or Latin letters."""
    if display_width(text) <= _SHORT:
        return _wide(text)
    runs = re.findall(r"\d{4}年\d+月\d+日|[!-~±≥≤—（）]+(?:步|个|人|%)?", text)
    return min(max(map(_wide, (*runs, "四个字宽"))), _LONGEST)


def _twips(columns: float, size: float) -> int:
    """With room for the margins of a cell, and half a character for fonts a little wider."""
    return round((columns + 1) * size / 2 * 20) + 2 * _PADDING


def shares(needs: Sequence[tuple[int, int]], width: int) -> list[int]:
    """Columns as wide as they need, what is over going to those that could use more (as CSS 2 lays out a table)."""
    least, most = sum(low for low, _ in needs), sum(high for _, high in needs)
    if least >= width:
        return [low * width // least for low, _ in needs]
    if most <= width:
        return [high + (width - most) * high // most for _, high in needs]
    return [low + (high - low) * (width - least) // (most - least) for low, high in needs]
