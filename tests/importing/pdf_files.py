"""PDFs for the tests, written here: lines of text at places, ruled lines; the font is one every reader knows, none is embedded."""

from typing import NamedTuple

WIDTH, HEIGHT = 595, 842  # points: A4


class Text(NamedTuple):
    """A line of text, its lower left corner in points from the page's top left."""

    x: float
    y: float
    text: str
    size: float = 16


class Rule(NamedTuple):
    """A straight line."""

    x0: float
    y0: float
    x1: float
    y1: float


def pdf(pages: list[list[Text | Rule]], *, extra: str = "") -> bytes:
    """A PDF of pages. ``extra`` goes into the trailer."""
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{' '.join(f'{6 + 2 * n} 0 R' for n in range(len(pages)))}]>>",
        "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/FontDescriptor 5 0 R>>",
        "<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[0 -120 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 80>>",
    ]
    for number, page in enumerate(pages):
        drawn = "\n".join(map(_drawn, page))
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>/Contents {7 + 2 * number} 0 R>>"
        )
        objects.append(f"<</Length {len(drawn)}>>\nstream\n{drawn}\nendstream")
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out_end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer<</Size {len(objects) + 1}/Root 1 0 R{extra}>>\n"
    return f"{out}{out_end}startxref\n{len(out)}\n%%EOF\n".encode("latin-1")


def _drawn(part: Text | Rule) -> str:
    if isinstance(part, Rule):
        return f"{part.x0} {HEIGHT - part.y0} m {part.x1} {HEIGHT - part.y1} l S"
    codes = part.text.encode("utf-16-be").hex()
    return f"BT /F {part.size} Tf {part.x} {HEIGHT - part.y} Td <{codes}> Tj ET"


def wrapped(
    paragraphs: list[str], *, head: str = "", lines: int = 22, x: float = 70, width: int = 28
) -> list[list[Text | Rule]]:
    """Pages of paragraphs broken at ``width`` characters, each indented by two, with a running head and page numbers."""
    broken: list[tuple[float, str]] = []
    for paragraph in paragraphs:
        first, rest = paragraph[: width - 2], paragraph[width - 2 :]
        broken.append((x + 32, first))
        broken += [(x, rest[at : at + width]) for at in range(0, len(rest), width)]
    pages: list[list[Text | Rule]] = []
    for start in range(0, len(broken), lines):
        page: list[Text | Rule] = [Text(x + 60, 50, head, 10)] if head else []
        page += [
            Text(left, 110 + 28 * at, text) for at, (left, text) in enumerate(broken[start : start + lines])
        ]
        pages.append([*page, Text(280, 800, f"— {len(pages) + 1} —", 12)])
    return pages


def ruled(
    rows: list[list[str | None]], top: float, edges: list[float], height: float = 30
) -> list[Text | Rule]:
    """A table with lines around its cells. None: the cell above goes on."""
    parts: list[Text | Rule] = []
    bottom = top + height * len(rows)
    parts += [Rule(x, top, x, bottom) for x in edges]
    for at, row in enumerate([*rows, []]):
        y = top + height * at
        for left, right, cell in zip(edges, edges[1:], row or [""] * (len(edges) - 1), strict=False):
            if cell is not None:
                parts.append(Rule(left, y, right, y))
                if cell:
                    parts.append(Text(left + 3, y + 20, cell, 10))
    return parts
