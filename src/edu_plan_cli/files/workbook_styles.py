"""A workbook with nothing left of its styles but how its numbers are shown.

Fonts, fills and borders of other writers keep the reading library from opening a workbook that everybody else opens, and nobody
reads them; what is a date is told by number formats alone. Those built in for Chinese (ECMA-376 part 1, 18.8.30), which the
library takes for plain numbers, are written out.
"""

import io
import zipfile
from html import escape

from edu_plan_cli.files.bounded_xml import BoundedXml, XmlError, XmlLimits
from edu_plan_cli.values.cell_formats import CHINESE_FORMATS

_STYLES = "xl/styles.xml"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FIRST_OWN = 164  # lower numbers are built in
_MOST = 100_000  # cell formats, of which Excel allows 65 490
_LIMITS = XmlLimits(depth=50, elements=500_000, attributes=1_500_000)


def with_plain_styles(data: bytes) -> bytes:
    """Return the workbook with number formats as its only styles; as it is where its styles are no XML.

    It was inspected before (``office_inspection``).
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if _STYLES not in archive.namelist():
            return data
        try:
            styles = _number_formats_only(archive.read(_STYLES))
        except (XmlError, ValueError):
            return data
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as copy:
            for entry in archive.infolist():
                copy.writestr(
                    entry.filename, styles if entry.filename == _STYLES else archive.read(entry.filename)
                )
    return out.getvalue()


def _number_formats_only(styles: bytes) -> bytes:
    """Return the styles with number formats alone. Raises XmlError for what is no XML, ValueError for a number that is none."""
    formats: dict[int, str] = {}
    cells: list[int] = []
    inside: list[str] = []
    different = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal different
        space, _, local = name.rpartition(" ")
        if space == _MAIN:
            within = inside[-1] if inside else ""
            if local == "numFmt" and within == "numFmts":
                formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif local == "xf" and within == "cellXfs":
                cells.append(int(attributes.get("numFmtId", "0")))
            elif local == "dxf" and within == "dxfs":
                different += 1
        inside.append(local if space == _MAIN else "")
        if len(cells) > _MOST:
            raise ValueError(local)

    def end(_name: str) -> None:
        inside.pop()

    try:
        BoundedXml(_LIMITS).parse([styles], start, end)
    except KeyError as error:
        raise ValueError(str(error)) from error
    own = max([_FIRST_OWN, *(number + 1 for number in formats)])
    renamed = {number: own + number for number in CHINESE_FORMATS if number not in formats}
    formats |= {renamed[number]: CHINESE_FORMATS[number] for number in renamed}
    listed = "".join(
        f'<numFmt numFmtId="{number}" formatCode="{escape(code)}"/>' for number, code in formats.items()
    )
    shapes = "".join(
        f'<xf numFmtId="{renamed.get(number, number)}" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        for number in cells or [0]
    )
    return (
        f'<styleSheet xmlns="{_MAIN}"><numFmts count="{len(formats)}">{listed}</numFmts>'
        "<fonts><font/></fonts><fills><fill><patternFill/></fill><fill><patternFill/></fill></fills>"
        '<borders><border/></borders><cellStyleXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs>{shapes}</cellXfs><cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        f"<dxfs>{'<dxf/>' * different}</dxfs></styleSheet>"
    ).encode()
