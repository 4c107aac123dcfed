"""What every workbook has in common: text stays text, lights have colours, a sheet prints on A4 across."""

import math
import re
from collections.abc import Iterable
from copy import copy
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import display_width
from edu_plan_cli.values.bilingual import Lang
from edu_plan_cli.values.exact import Ratio

Value = str | int | Decimal | date | None

_FILLS: dict[Light, str] = {
    "overdue": "F8CBAD",
    "lagging": "FFE699",
    "not_reported": "E4D0F0",
    "on_track": "DDEBF7",
    "done": "C6E0B4",
    "dropped": "E7E6E6",
}


def put(cell: Any, value: Value) -> None:
    """Text is kept text whatever it begins with: a cell that holds a string is never read as a formula."""
    if isinstance(value, str):
        cell.value = visible(value)
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in "=+-@"
    elif value is not None:
        cell.value = value


def sheet_title(name: str, taken: set[str]) -> str:
    """Return what a sheet may be called: 31 characters, none of []:*?/\\, no apostrophe at an end, each once (ECMA-376 18.2.19)."""
    base = re.sub(r"[\[\]:*?/\\]", " ", visible(name)).strip(" '")[:28] or "-"
    short, count = base, 1
    while short.lower() in taken:
        count += 1
        short = f"{base[:27]}{count}"
    taken.add(short.lower())
    return short


def figure_cell(shown: str) -> Decimal | None:
    """Return a figure as every other format shows it, as a number: rounded once, and never 100 % for what is short of it."""
    if shown == figures.NONE:
        return None
    return Decimal(shown.removesuffix("%")) / 100 if shown.endswith("%") else Decimal(shown)


def share_cell(value: Ratio | None) -> Decimal | None:
    """Return a share as the number a cell holds: a percentage rounded as it is shown; None where it is not known."""
    return figure_cell(figures.rate(value))


HEAD_FILL = "D9E1F2"


def opaque(colour: str) -> str:
    """A colour (RGB in hex) with nothing to be seen through it: the library's own default is transparent, which other programs
    write back as colours no program opens.
    """
    return f"FF{colour}"


def solid(colour: str) -> Any:
    """A cell filled with one colour (RGB in hex)."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", fgColor=opaque(colour))


def thin_border() -> Any:
    """Return a thin grey line on all four sides."""
    from openpyxl.styles import Border, Side

    side = Side(style="thin", color=opaque("BFBFBF"))
    return Border(left=side, right=side, top=side, bottom=side)


class Look(NamedTuple):
    """How the cells of a table's column look beside what all have in common: bordered, wrapped, centred from top to bottom."""

    number_format: str = "General"
    horizontal: str | None = None
    # The colour (RGB in hex) of a cell that a protected sheet leaves open to write in.
    to_fill: str | None = None


def styles_of(book: Any, looks: Iterable[Look], font: Any = None) -> list[Any]:
    """Return a workbook's styles for these looks, in turn, for ``set_style``; those it has not yet are added.

    A border and an alignment for each cell by itself were four fifths of the work of writing it. A workbook's styles have one
    ``font``; the library's own by default.
    """
    from openpyxl.styles import Alignment, NamedStyle, Protection
    from openpyxl.styles.fonts import DEFAULT_FONT

    styles = []
    for look in looks:
        parts = (look.number_format, look.horizontal, look.to_fill)
        name = f"edu-plan {' '.join(filter(None, parts))}"
        if name not in book.named_styles:
            style = NamedStyle(
                name,
                font or DEFAULT_FONT,
                solid(look.to_fill) if look.to_fill else None,
                thin_border(),
                Alignment(look.horizontal, "center", wrap_text=True),
                look.number_format,
                Protection(locked=not look.to_fill),
            )
            book.add_named_style(style)
        styles.append(book._named_styles[name].as_tuple())  # noqa: SLF001
    return styles


def set_style(cell: Any, style: Any) -> None:
    """Set all of a cell's looks at once; what is particular to one cell comes after it.

    What ``cell.style`` does, without looking the style up by its name for every cell.
    """
    cell._style = copy(style)  # noqa: SLF001


def merge_down(cell: Any, rows: int) -> None:
    """Merge a cell with those below it, of so many rows in all; none of them may be merged already.

    What ``merge_cells`` does, without holding the range against each that was merged before it.
    """
    from openpyxl.worksheet.merge import MergedCellRange

    sheet = cell.parent
    merged = MergedCellRange(sheet, f"{cell.coordinate}:{cell.column_letter}{cell.row + rows - 1}")
    sheet._clean_merge_range(merged)  # noqa: SLF001
    sheet.merged_cells.ranges.add(merged)


def style_head(cell: Any, fill: str = HEAD_FILL) -> None:
    """The head of a column: bold, centred, wrapped, bordered, on its colour (RGB in hex)."""
    from openpyxl.styles import Alignment, Font

    cell.font, cell.border, cell.fill = Font(bold=True), thin_border(), solid(fill)
    cell.alignment = Alignment(wrap_text=True, horizontal="center", vertical="center")


def set_width(sheet: Any, column: int, width: float) -> None:
    """A column's width in characters; columns count from 1."""
    from openpyxl.utils import get_column_letter

    sheet.column_dimensions[get_column_letter(column)].width = width


def write_lines_above(sheet: Any, lines: Iterable[str], columns: int) -> None:
    """A sheet's title and what holds for all of it, each in a row merged over so many columns; the title is large."""
    from openpyxl.styles import Alignment, Font

    for number, line in enumerate(lines, 1):
        put(sheet.cell(number, 1), line)
        sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=columns)
        sheet.cell(number, 1).alignment = Alignment(wrap_text=True, vertical="center")
    sheet["A1"].font = Font(bold=True, size=14)


def write_head(sheet: Any, row: int, columns: Iterable[tuple[str, float]]) -> None:
    """The row of column heads: each with its width in characters."""
    for number, (head, width) in enumerate(columns, 1):
        cell = sheet.cell(row, number)
        put(cell, head)
        style_head(cell)
        set_width(sheet, number, width)


def lines_needed(values: Iterable[tuple[Value, float]]) -> int:
    """Lines of text a row needs for values in columns of these widths; a program that only reads a workbook sets no heights."""
    texts = ((value, width) for value, width in values if isinstance(value, str))
    lines = (math.ceil((display_width(visible(value)) + 1) / max(width - 3, 4)) for value, width in texts)
    return max(lines, default=1)


def colour_lights(sheet: Any, where: str, lang: Lang) -> None:
    """Cells of a range that hold a light's word get its colour."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill

    for light, colour in _FILLS.items():
        fill = PatternFill("solid", bgColor=opaque(colour))
        rule: Any = CellIsRule(operator="equal", formula=[f'"{LIGHTS[light].in_(lang)}"'], fill=fill)  # type: ignore[no-untyped-call]
        sheet.conditional_formatting.add(where, rule)


def fit_to_page(sheet: Any) -> None:
    """A4 across, as wide as the page, numbered."""
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.oddFooter.center.text = "&P / &N"
    for edge in ("left", "right"):
        setattr(sheet.page_margins, edge, 0.4)
