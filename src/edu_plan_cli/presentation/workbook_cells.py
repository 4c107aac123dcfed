"""What every workbook has in common: text stays text, lights have colours, a sheet prints on A4 across."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from edu_plan_cli.assessment.lights import LIGHTS, Light
from edu_plan_cli.presentation import figures
from edu_plan_cli.presentation.safe import visible
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
    """What a sheet may be called: 31 characters, none of []:*?/\\, no apostrophe at an end, each once (ECMA-376 18.2.19)."""
    base = re.sub(r"[\[\]:*?/\\]", " ", visible(name)).strip(" '")[:28] or "-"
    short, count = base, 1
    while short.lower() in taken:
        count += 1
        short = f"{base[:27]}{count}"
    taken.add(short.lower())
    return short


def figure_cell(shown: str) -> Decimal | None:
    """A figure as every other format shows it, as a number: rounded once, and never 100 % for what is short of it."""
    if shown == figures.NONE:
        return None
    return Decimal(shown.removesuffix("%")) / 100 if shown.endswith("%") else Decimal(shown)


def share_cell(value: Ratio | None) -> Decimal | None:
    return figure_cell(figures.rate(value))


def colour_lights(sheet: Any, where: str, lang: Lang) -> None:
    """Cells of a range that hold a light's word get its colour."""
    from openpyxl.formatting.rule import CellIsRule
    from openpyxl.styles import PatternFill

    for light, colour in _FILLS.items():
        fill = PatternFill("solid", bgColor=colour)
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
