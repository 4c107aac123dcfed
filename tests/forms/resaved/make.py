"""Make the forms in this folder again: the sample's form, filled in and saved by other people's writers.

``python -m tasks resave`` installs the writers and runs this; the normal tests read what it made.
"""

import csv
import datetime
import io
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl

HERE = Path(__file__).parent
STATE = "阶段、步骤、日期或文号"
FILLED: list[tuple[str, str, str, object]] = [
    ("ta2a2", "示例幼儿园", "填报数", "120个"),
    ("ta2a2", "第二幼儿园", "填报数", 30),
    ("tb2b2", "", "填报数", 1480),
    ("tb2b2", "", "分母", 1500),
    ("te5e5", "", STATE, "竣工验收"),
    ("te5e5", "", "情况说明", "已验收，\n投入使用。"),
    ("te5e5", "", "佐证材料", "验收单；示教〔2023〕9号"),
]
DAY = ("tc3c3", "", STATE, datetime.date(2023, 9, 1))


def filled(form: Path, day: object = DAY[3]) -> Any:
    """Open the form with openpyxl and fill it in."""
    book: Any = openpyxl.load_workbook(form)
    sheet = book["填报"]
    columns: dict[object, int] = {cell.value: cell.column or 0 for cell in sheet[4]}
    for target, detail, head, value in [*FILLED, (*DAY[:3], day)]:
        for row in range(5, sheet.max_row + 1):
            said = sheet.cell(row, columns["编号"]).value, sheet.cell(row, columns["细目"]).value or ""
            if said == (target, detail):
                sheet.cell(row, columns[head]).value = value
    return book


def _rows(form: Path) -> list[list[Any]]:
    return [list(row) for row in filled(form)["填报"].values]


def load_and_save(form: Path, to: Path) -> None:
    """As a script fills in a form."""
    filled(form).save(to)


def values_only(form: Path, to: Path) -> None:
    """Copied into a new workbook, without anything but the values of the one sheet."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Sheet1")
    for row in _rows(form):
        sheet.append(row)
    book.save(to)


def sheet_copied(form: Path, to: Path) -> None:
    """The sheet copied within the workbook, and the others taken out."""
    book = filled(form, "9月1日")
    copy = book.copy_worksheet(book["填报"])
    for sheet in book.worksheets:
        if sheet is not copy:
            book.remove(sheet)
    book.save(to)


def rows_moved(form: Path, to: Path) -> None:
    """A row inserted within the table and a column before it."""
    book = filled(form, "2023/9/1")
    for area in list(book["填报"].merged_cells.ranges):
        book["填报"].unmerge_cells(str(area))
    book["填报"].insert_rows(7)
    book["填报"].insert_cols(1)
    book.save(to)


OPENPYXL: dict[str, Callable[[Path, Path], None]] = {
    "openpyxl.xlsx": load_and_save,
    "openpyxl-values.xlsx": values_only,
    "openpyxl-sheet-copied.xlsx": sheet_copied,
    "openpyxl-rows-moved.xlsx": rows_moved,
}
# LibreOffice: what it is converted to, one after another, and the filters that write it.
LIBREOFFICE: dict[str, tuple[str, ...]] = {
    "libreoffice.xlsx": ("xlsx:Calc MS Excel 2007 XML",),
    "libreoffice-2.xlsx": ("xlsx:Calc Office Open XML",),
    "libreoffice.ods": ("ods",),
    "libreoffice-through-ods.xlsx": ("ods", "xlsx:Calc MS Excel 2007 XML"),
    "libreoffice.csv": ("csv:Text - txt - csv (StarCalc):44,34,76,1",),
}
# Made by ``python -m tasks resave`` and kept here.
KEPT = (
    "pandas.xlsx", "pandas-xlsxwriter.xlsx", "pandas-appended.xlsx", "pandas.ods", "pandas-utf8.csv", "pandas-gbk.csv",
    "sheetjs.xlsx", "sheetjs-day.xlsx", "sheetjs-shared-strings.xlsx", "sheetjs-values.xlsx", "sheetjs.ods", "sheetjs.csv",
    "sheetjs-utf16.txt", "exceljs.xlsx", "exceljs-day.xlsx", "exceljs-row-inserted.xlsx", "exceljs.csv", "exceljs-streamed.xlsx",
)  # fmt: skip


def with_pandas(form: Path, folder: Path) -> None:
    """Write the form with pandas: by each of its engines, into the form itself, and as text."""
    import pandas as pd  # type: ignore[import-not-found,import-untyped,unused-ignore]

    frame = pd.DataFrame(_rows(form))
    sheets = {"sheet_name": "填报", "header": False, "index": False}
    frame.to_excel(folder / "pandas.xlsx", engine="openpyxl", **sheets)
    frame.to_excel(folder / "pandas-xlsxwriter.xlsx", engine="xlsxwriter", **sheets)
    frame.to_excel(folder / "pandas.ods", engine="odf", **sheets)
    shutil.copy(form, folder / "pandas-appended.xlsx")
    with pd.ExcelWriter(
        folder / "pandas-appended.xlsx", engine="openpyxl", mode="a", if_sheet_exists="overlay"
    ) as writer:
        below = frame.iloc[4:9, 8:13]
        below.to_excel(writer, sheet_name="填报", header=False, index=False, startrow=4, startcol=8)
    frame.to_csv(folder / "pandas-utf8.csv", header=False, index=False, encoding="utf-8-sig")
    out = io.StringIO(newline="")
    csv.writer(out).writerows(frame.where(frame.notna(), "").to_numpy().tolist())
    (folder / "pandas-gbk.csv").write_bytes(out.getvalue().encode("gb18030"))


def main() -> None:
    """Install the npm packages in a temporary folder, and write every file that is kept here."""
    sample = HERE.parents[1] / "data" / "sample"
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        shutil.copytree(sample, work / "p")
        command = [sys.executable, "-m", "edu_plan_cli", "form", "-q", "Q3", "-o", "表"]
        subprocess.run(
            command, cwd=work / "p", check=True, env={**os.environ, "EDU_PLAN_TODAY": "2023-10-08"}
        )
        form = work / "p" / "表" / "2023Q3-学前教育科.xlsx"
        with_pandas(form, HERE)
        shutil.copy(HERE / "writers.cjs", work)
        npm = shutil.which("npm") or sys.exit("npm is not installed")
        subprocess.run([npm, "install", "--silent", "xlsx@0.18.5", "exceljs@4.4.0"], cwd=work, check=True)
        subprocess.run(["node", "writers.cjs", str(form), str(HERE)], cwd=work, check=True)


if __name__ == "__main__":
    main()
