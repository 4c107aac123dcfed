"""Cells that every writer of spreadsheets is given to fill in: each with its value, its format, and what a person sees in it.

They stand in column T of the form's own sheet, from row 101 on, out of the way of its table. A format named by a number is one of those
built in (ECMA-376 part 1, 18.8.30), those of Chinese versions too, which no writer can name otherwise.
"""

import io
import re
import zipfile
from typing import NamedTuple

COLUMN, FIRST = 20, 101  # T101
DAY = 45170  # 2023-09-01 as a workbook counts days
_SEEN = {"day": "2023年9月1日", "month": "2023年9月"}
_BUILT_IN = {
    **dict.fromkeys((14, 15, 16, 22, 28, 29, 30, 31, 51, 53, 54, 58), "day"),
    **dict.fromkeys((17, 27, 36, 50, 52, 57), "month"),
}


class Given(NamedTuple):
    """A cell to be filled in. ``kind``: text, number, day, formula (with its result), unfinished (without), rich, merged, bool."""

    name: str
    kind: str
    value: str | float | bool
    number_format: str | int
    seen: str  # as edu-plan says it; "?" is asked about


CELLS = (
    Given("text", "text", "120个", "General", "120个"),
    Given("digits as text", "text", "007", "@", "007"),
    Given("number", "number", 90.5, "General", "90.5"),
    Given("sum of binary numbers", "number", 369.30000000000007, "General", "369.3"),
    Given("percent", "number", 0.955, "0.0%", "95.5%"),
    Given("ten thousands", "number", 123456, '0\\.0,"万"', "12.3456万"),
    Given("unit in the format", "number", 1200, '0"人"', "1200人"),
    Given("yes or no", "bool", True, "General", "TRUE"),
    Given("formula", "formula", 3, "General", "3"),
    Given("formula without a result", "unfinished", "SUM(1,2)", "General", "?"),
    Given("rich text", "rich", "已建3所", "General", "已建3所"),
    Given("merged", "merged", "第一行", "General", "第一行"),
    Given("day, yyyy-mm-dd", "day", DAY, "yyyy-mm-dd", _SEEN["day"]),
    Given("day, 年月日", "day", DAY, 'yyyy"年"m"月"d"日"', _SEEN["day"]),
    Given("day, [$-804]", "day", DAY, "[$-804]yyyy年m月d日", _SEEN["day"]),
    *(Given(f"day in format {number}", "day", DAY, number, _SEEN[part]) for number, part in sorted(_BUILT_IN.items())),
)  # fmt: skip


def with_cells(form: bytes) -> bytes:
    """Return a form with the cells of ``CELLS`` in it, empty, in their formats; column U is merged where one is to be merged."""
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(form))
    sheet = book["填报"]
    sheet.protection.sheet = False
    for of_row in sheet.iter_rows():
        for noted in (cell for cell in of_row if cell.comment):
            noted.comment = None  # ExcelJS does not open notes as openpyxl names their part
    for row, given in enumerate(CELLS, FIRST):
        cell = sheet.cell(row, COLUMN)
        named = given.number_format
        cell.number_format = f'"built in {named}"0' if isinstance(named, int) else named
        if given.kind == "merged":
            sheet.merge_cells(start_row=row, end_row=row, start_column=COLUMN, end_column=COLUMN + 1)
    out = io.BytesIO()
    book.save(out)
    return _with_built_in(out.getvalue())


def _with_built_in(data: bytes) -> bytes:
    """The same workbook with the number of a built-in format where a format only names it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as archive,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for name in archive.namelist():
            part = archive.read(name)
            if name == "xl/styles.xml":
                text = part.decode()
                for tag in re.findall(r"<numFmt [^>]*built in \d+[^>]*/>", text):
                    own, number = re.search(r'numFmtId="(\d+)"', tag), re.search(r"built in (\d+)", tag)
                    assert own
                    assert number
                    text = text.replace(f' numFmtId="{own[1]}"', f' numFmtId="{number[1]}"').replace(
                        tag.replace(f'"{own[1]}"', f'"{number[1]}"'), ""
                    )
                part = re.sub(r'<numFmts count="\d+">', "<numFmts>", text).encode()
            made.writestr(name, part)
    return out.getvalue()
