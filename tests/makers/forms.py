"""Fill in a form with the cells of ``cells.py`` by the writers of the Python registry, and save it anew with LibreOffice."""

import datetime
import subprocess
from pathlib import Path
from typing import Any

from makers.cells import CELLS, COLUMN, FIRST, Given

LIBREOFFICE = {
    "libreoffice.xlsx": "xlsx:Calc MS Excel 2007 XML",
    "libreoffice.ods": "ods",
    "libreoffice.xls": "xls:MS Excel 97",
    "libreoffice.csv": "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false",
}


def by_openpyxl(form: Path, to: Path) -> None:
    """Open, fill in, save."""
    import openpyxl
    from openpyxl.cell.rich_text import CellRichText, TextBlock
    from openpyxl.cell.text import InlineFont

    book = openpyxl.load_workbook(form)
    for row, given in enumerate(CELLS, FIRST):
        cell: Any = book["填报"].cell(row, COLUMN)
        if given.kind == "rich":
            cell.value = CellRichText("已建", TextBlock(InlineFont(b=True), "3所"))
        else:
            cell.value = "=SUM(1,2)" if given.kind in ("formula", "unfinished") else given.value
    book.save(to)


def _value(given: Given) -> object:
    return datetime.datetime(2023, 9, 1) if given.kind == "day" else given.value  # noqa: DTZ001  pandas writes no zones


def by_pandas(form: Path, to: Path, engine: str) -> None:
    """A frame of the sheet, written anew without anything but values."""
    import pandas as pd

    frame = pd.read_excel(form, sheet_name="填报", header=None, dtype=object)
    frame = frame.reindex(index=range(FIRST + len(CELLS)), columns=range(COLUMN + 1)).astype(object)
    for row, given in enumerate(CELLS, FIRST):
        frame.iloc[row - 1, COLUMN - 1] = _value(given)
    frame.to_excel(to, sheet_name="填报", header=False, index=False, engine=engine)


def by_libreoffice(filled: Path, folder: Path) -> None:
    """Save a filled-in form in each of the formats LibreOffice offers for one."""
    for name, kind in LIBREOFFICE.items():
        out = folder / "lo"
        command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", kind, "--outdir", str(out), str(filled)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        made = [*out.iterdir()]
        made[0].rename(folder / name)
