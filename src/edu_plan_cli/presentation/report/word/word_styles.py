"""The styles of a circular, by the names Word shows. A template that has one of them keeps its own.

Lengths are the standard's: 22 lines of 28 characters, text in 3号 (16 pt). 28 × 16 pt is wider than the 版心 by 6 pt, so
every character stands a quarter of a point closer.
"""

from typing import Any, NamedTuple

SIZE = 16.0  # points: 3号
LINE = 28.95  # points: 22 of them are 225 mm
ANNEX_SIZE, TABLE_SIZE = 9.0, 10.5  # 小5号, 5号
PAGE_SIZE = 14.0  # 4号
# As they are called where such documents are written, and what a machine without one is to take.
TITLE_FONT, TEXT_FONT, FIRST_FONT, SECOND_FONT, PAGE_FONT = (
    "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体",
)  # fmt: skip
INSTEAD = {TITLE_FONT: "方正小标宋_GBK", TEXT_FONT: "仿宋", SECOND_FONT: "楷体"}


class Style(NamedTuple):
    """Describe a paragraph: size and line in points, ``outline`` as the level of a heading (0 is the first)."""

    font: str = TEXT_FONT
    size: float = SIZE
    line: float = LINE
    align: str = "both"
    indent: str = ""  # of the first line, or of all
    outline: int | None = None
    tight: bool = True
    grid: bool = True
    keep_next: bool = False


_FIRST_LINE = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
TITLE, TO, TEXT, FIRST, SECOND = "通报标题", "通报主送", "通报正文", "通报一级标题", "通报二级标题"
LISTED, SIGNED, ANNEX, ANNEX_TITLE = "通报附件说明", "通报落款", "通报附件", "通报附件标题"
HEAD, CELL, NOTE, HEADER = "通报表头", "通报表格", "通报注", "通报页眉"
ANNEX_HEAD, ANNEX_CELL, ANNEX_HEADING = "通报附表表头", "通报附表", "通报附表标题"
ROW_HEADING = "通报表内标题"
STYLES = {
    TITLE: Style(TITLE_FONT, 22, LINE * 1.2, "center", tight=False, keep_next=True),
    TO: Style(),
    # Flush left: a line of 28 characters is full all the same, and no line is torn apart because a figure did not fit on it.
    TEXT: Style(align="left", indent=_FIRST_LINE),
    FIRST: Style(FIRST_FONT, indent=_FIRST_LINE, outline=0, keep_next=True),
    SECOND: Style(SECOND_FONT, indent=_FIRST_LINE, outline=1, keep_next=True),
    LISTED: Style(align="left", keep_next=True),
    SIGNED: Style(align="right", keep_next=True),
    ANNEX: Style(FIRST_FONT, align="left", keep_next=True),
    ANNEX_TITLE: Style(TITLE_FONT, 22, LINE * 1.2, "center", tight=False, keep_next=True),
    HEAD: Style(FIRST_FONT, TABLE_SIZE, 16, "center", tight=False, grid=False, keep_next=True),
    CELL: Style(size=TABLE_SIZE, line=16, align="left", tight=False, grid=False),
    ANNEX_HEAD: Style(FIRST_FONT, ANNEX_SIZE, 13, "center", tight=False, grid=False, keep_next=True),
    ANNEX_CELL: Style(size=ANNEX_SIZE, line=13, align="left", tight=False, grid=False),
    ANNEX_HEADING: Style(FIRST_FONT, 12, 22, "center", tight=False, grid=False, keep_next=True),
    NOTE: Style(size=9, line=14, align="left", tight=False, grid=False),
    ROW_HEADING: Style(FIRST_FONT, TABLE_SIZE, 16, "left", tight=False, grid=False, keep_next=True),
    HEADER: Style(PAGE_FONT, 10.5, 16, "right", tight=False, grid=False),
}


def ensure(document: Any) -> None:
    """Every style there is, each under its name; those the document brings stay as they are."""
    from docx.oxml import parse_xml

    there = {style.name for style in document.styles}
    for number, (name, style) in enumerate(STYLES.items(), 1):
        if name not in there:
            document.styles.element.append(parse_xml(_xml(name, f"Circular{number}", style)))


def style_id(document: Any, name: str) -> str:
    """Return the id under which a document keeps the style of a name."""
    return str(document.styles[name].style_id)


def fonts_xml(font: str) -> str:
    """One font for Chinese and Latin alike."""
    return f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def type_xml(font: str, size: float, *, tight: bool = False) -> str:
    """Return the run properties of a font and size (points) as WordprocessingML."""
    closer = '<w:spacing w:val="-5"/>' if tight else ""
    return f'{fonts_xml(font)}<w:color w:val="000000"/>{closer}<w:sz w:val="{size * 2:g}"/>'


def _xml(name: str, identity: str, style: Style) -> str:
    from docx.oxml.ns import nsdecls

    # The order of elements is the schema's (ISO 29500-1, 17.3.1.26 and 17.3.2.28).
    paragraph = (
        ("<w:keepNext/>" if style.keep_next else "")
        + '<w:widowControl w:val="0"/>'
        + (
            ""
            if style.grid
            else '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:snapToGrid w:val="0"/>'
        )
        + f'<w:spacing w:before="0" w:after="0" w:line="{style.line * 20:.0f}" w:lineRule="exact"/>'
        + style.indent
        + f'<w:jc w:val="{style.align}"/>'
        + ("" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>')
    )
    return (
        f'<w:style {nsdecls("w")} w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{type_xml(style.font, style.size, tight=style.tight)}</w:rPr></w:style>"
    )


def name_substitutes(document: Any) -> None:
    """Say in the font table what stands for a font that is not there. The library does not model that part: it is put in anew."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.part import Part

    main = document.part
    for name, relation in list(main.rels.items()):
        if relation.reltype != RELATIONSHIP_TYPE.FONT_TABLE or relation.is_external:
            continue
        table = relation.target_part
        if INSTEAD[TEXT_FONT].encode() in table.blob:
            continue
        fonts = "".join(
            f'<w:font w:name="{font}"><w:altName w:val="{other}"/></w:font>'
            for font, other in INSTEAD.items()
        )
        fonts_xml = table.blob.replace(b"</w:fonts>", fonts.encode() + b"</w:fonts>")
        main.drop_rel(name)
        main.relate_to(
            Part(table.partname, table.content_type, fonts_xml, table.package), RELATIONSHIP_TYPE.FONT_TABLE
        )
