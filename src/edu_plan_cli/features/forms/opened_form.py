"""A file that came back, opened as what it is: a workbook of one of the formats, or a table in text."""

from edu_plan_cli.features.forms.csv_table import TEXT_SUFFIXES, read_csv
from edu_plan_cli.features.forms.workbook import Book, read_book
from edu_plan_cli.files.office_inspection import OPEN_WORKBOOK, WORKBOOK, inspect_office_file
from edu_plan_cli.values.bilingual import Words


def open_form(name: str, data: bytes) -> Book | Words:
    """Return the rows of a file, or why there are none. ``name`` tells by its suffix what the file is meant to be."""
    if name.lower().endswith(TEXT_SUFFIXES):
        return read_csv(data) or Words(
            f"{name} 不是 UTF-8、GBK 或 UTF-16 的表格", f"{name} is no table in UTF-8, GBK or UTF-16"
        )
    kind = OPEN_WORKBOOK if name.lower().endswith(OPEN_WORKBOOK.suffix) else WORKBOOK
    if (refused := inspect_office_file(name, data, kind)) is not None:
        return Words(f"{name}：{refused.why.zh}", f"{name}: {refused.why.en}")
    try:
        return read_book(data)
    except Exception as error:  # noqa: BLE001  the library raises what it likes for a file that is not sound
        return Words(f"{name} 打不开（{type(error).__name__}）", f"{name} cannot be opened")
