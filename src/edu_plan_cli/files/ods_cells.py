"""The filled cells of an OpenDocument workbook (ODF 1.3 part 3, 9.1): what each holds, and the text it shows."""

import io
import zipfile
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from edu_plan_cli.files.bounded_xml import BoundedXml, XmlError, XmlLimits

_LIMITS = XmlLimits(depth=250, elements=500_000, attributes=1_500_000)
_MOST_CELLS = 200_000
_LONGEST = 9  # digits of a count
_CELLS = ("table-cell", "covered-table-cell")


class OdsCell(NamedTuple):
    """One cell; rows and columns count from 1. ``kind`` and ``value`` are as written: float and 0.5, date and 2023-09-01."""

    row: int
    column: int
    kind: str
    value: str
    text: str
    rows: int  # that it covers
    columns: int


@dataclass
class OdsSheet:
    """One sheet with its filled cells, from top to bottom."""

    name: str
    hidden: bool
    cells: list[OdsCell] = field(default_factory=list)


def read_ods(data: bytes) -> list[OdsSheet]:
    """Return the sheets of a workbook that was inspected before. Raises ValueError for one that is not sound or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            content = archive.read("content.xml")
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(str(error)) from error
    reader = _Reader()
    try:
        BoundedXml(_LIMITS).parse([content], reader.start, reader.end, reader.characters)
    except XmlError as error:
        raise ValueError(str(error)) from error
    return reader.sheets


class _Reader:
    """One walk over the content. A class because the parser calls back with what came before still to be known."""

    def __init__(self) -> None:
        self.sheets: list[OdsSheet] = []
        self.hidden_styles: set[str] = set()
        self.style = ""
        self.row = self.column = self.filled = 0
        self.repeated = 1
        self.cell: dict[str, str] | None = None
        self.text: list[str] = []
        self.aside = 0  # within a note on a cell

    def start(self, name: str, written: dict[str, str]) -> None:
        local = name.rpartition(" ")[2]
        said = {key.rpartition(" ")[2]: value for key, value in written.items()}
        if local == "style":
            self.style = said.get("name", "")
        elif local == "table-properties" and said.get("display") == "false":
            self.hidden_styles.add(self.style)
        elif local == "table":
            self.sheets.append(OdsSheet(said.get("name", ""), said.get("style-name") in self.hidden_styles))
            self.row, self.repeated = 1, 1
        elif local == "table-row":
            self.column, self.repeated = 1, _count(said, "number-rows-repeated")
        elif local in _CELLS and self.sheets:
            self.cell, self.text = {**said, "": local}, []
        elif local in ("annotation", "ruby-text"):
            self.aside += 1
        elif local == "p" and self.cell is not None and not self.aside and self.text:
            self.text.append("\n")
        elif local in ("s", "tab", "line-break") and self.cell is not None and not self.aside:
            self.text.append("\n" if local == "line-break" else " " * min(_count(said, "c"), 40))

    def characters(self, text: str) -> None:
        if self.cell is not None and not self.aside:
            self.text.append(text)

    def end(self, name: str) -> None:
        local = name.rpartition(" ")[2]
        if local in ("annotation", "ruby-text"):
            self.aside -= 1
        elif local == "table-row":
            self.row += self.repeated
        elif local in _CELLS and self.cell is not None:
            said, self.cell = self.cell, None
            wide = _count(said, "number-columns-repeated")
            text = "".join(self.text).strip()
            if text and said[""] == "table-cell":
                self._keep(said, text, wide)
            self.column += wide

    def _keep(self, said: dict[str, str], text: str, wide: int) -> None:
        self.filled += wide * self.repeated
        if self.filled > _MOST_CELLS:
            raise ValueError("more cells than a form can have")
        kind = said.get("value-type", "")
        value: Any = said.get("date-value") if kind == "date" else said.get("value")
        for row in range(self.row, self.row + self.repeated):
            for column in range(self.column, self.column + wide):
                self.sheets[-1].cells.append(
                    OdsCell(
                        row, column, kind, value or "", text,
                        _count(said, "number-rows-spanned"), _count(said, "number-columns-spanned"),
                    )
                )  # fmt: skip


def _count(said: dict[str, str], name: str) -> int:
    text = said.get(name, "1")
    return max(int(text), 1) if text.isascii() and text.isdecimal() and len(text) < _LONGEST else 1
