"""Pages: A4 with the standard's margins, page numbers, what stands above every page; sheets that lie across."""

from typing import Any

from edu_plan_cli.presentation.report.word import word_styles
from edu_plan_cli.presentation.report.word.word_elements import paragraph

_MM = 36_000  # EMU
TINY = '<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>'
_NUMBER_ROOM = 40  # mm along the line of a page number


def set_up(document: Any, running: str) -> None:
    """A document of our own making; one made from a template has its pages already."""
    from docx.shared import Mm

    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance, section.footer_distance = Mm(24), Mm(21)
    _line_grid(document.element.sectPr_lst[0])
    for footer, side in _footers(section):
        _fill(footer, _number(side))
    if running:
        for header in (section.header, section.even_page_header):
            header.is_linked_to_previous = False
            _fill(header, paragraph(document, word_styles.HEADER, running))


def set_up_across(document: Any) -> None:
    """Set up a document that lies across as a whole, as a table attached to a letter does; it is bound at its head."""
    set_up(document, "")
    section = document.sections[0]
    margins = section.top_margin, section.bottom_margin, section.left_margin, section.right_margin
    _lie_across(section, *margins)


def annex_section(document: Any, *, landscape: bool, ours: bool) -> Any:
    """Return a new section for an annex, upright or across."""
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.oxml.ns import qn

    upright = document.sections[0]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    _make_small(document.element.body[-2])
    properties = document.element.sectPr_lst[-1]
    for first_only in properties.findall(qn("w:titlePg")):  # a red head comes once
        properties.remove(first_only)
    lies = section.page_width > section.page_height
    if landscape == lies or upright.orientation == WD_ORIENT.LANDSCAPE:
        return section
    if landscape:
        margins = upright.top_margin, upright.bottom_margin, upright.left_margin, upright.right_margin
        _lie_across(section, *margins, numbered=ours)
    else:
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = section.page_height, section.page_width
        section.top_margin, section.bottom_margin = upright.top_margin, upright.bottom_margin
        section.right_margin, section.left_margin = upright.right_margin, upright.left_margin
        section.header_distance = upright.header_distance
        if ours:
            for footer, side in _footers(section):
                _fill(footer, _number(side))
    return section


def _lie_across(section: Any, top: int, bottom: int, left: int, right: int, *, numbered: bool = True) -> None:
    """Turn a section's sheets. ``top`` and the others are the margins of an upright page.

    Bound with the others, its head is at the left and its right edge is the top of the book.
    """
    from docx.enum.section import WD_ORIENT

    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.top_margin, section.bottom_margin = left, right
    section.right_margin, section.left_margin = top, bottom
    section.header_distance = left // 2
    if numbered:
        for footer, side in _footers(section):
            _fill(footer, _turned_number(side))


def _footers(section: Any) -> tuple[tuple[Any, str], ...]:
    for footer in (section.footer, section.even_page_footer):
        footer.is_linked_to_previous = False
    return (section.footer, "right"), (section.even_page_footer, "left")


def _fill(header_or_footer: Any, content: Any) -> None:
    element = header_or_footer.part.element
    for old in list(element):
        element.remove(old)
    element.append(content)


def _number(side: str) -> Any:
    """— 1 — in 4号, odd pages at the right, even pages at the left, a character in."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(_number_xml(side, 280, nsdecls("w")))


def _number_xml(side: str, in_: int, names: str = "") -> str:
    set_ = f"<w:rPr>{word_styles.type_xml(word_styles.PAGE_FONT, word_styles.PAGE_SIZE)}</w:rPr>"
    return (
        f'<w:p {names}><w:pPr><w:ind w:left="{in_}" w:right="{in_}"/><w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{set_}<w:t xml:space="preserve">— </w:t></w:r>'
        f'<w:fldSimple w:instr="PAGE"><w:r>{set_}<w:t>1</w:t></w:r></w:fldSimple>'
        f'<w:r>{set_}<w:t xml:space="preserve"> —</w:t></w:r></w:p>'
    )


def _turned_number(side: str) -> Any:
    """Return the number where it stands on the other pages once the sheet is bound: at its left edge, turned."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    thick, long, character = 15 * _MM, _NUMBER_ROOM * _MM, 5 * _MM  # the width of a character of 4号
    end = "bottom" if side == "right" else "top"
    # By alignment: LibreOffice loses an offset on a page with little on it. 7 mm under the 版心, a character in.
    room = f'lIns="0" rIns="{7 * _MM}" tIns="{character}" bIns="{character}"'
    return parse_xml(
        f'<w:p {nsdecls("w")} xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><w:r><mc:AlternateContent>'
        '<mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" '
        'relativeHeight="1" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
        '<wp:positionH relativeFrom="leftMargin"><wp:align>right</wp:align></wp:positionH>'
        f'<wp:positionV relativeFrom="margin"><wp:align>{end}</wp:align></wp:positionV>'
        f'<wp:extent cx="{thick}" cy="{long}"/><wp:wrapNone/><wp:docPr id="{900 + (side == "left")}" name="页码{side}"/><a:graphic>'
        '<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
        f'<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{thick}" cy="{long}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln></wps:spPr>'
        f"<wps:txbx><w:txbxContent>{_number_xml(side, 0)}</w:txbxContent></wps:txbx>"
        f'<wps:bodyPr vert="vert" {room}/></wps:wsp></a:graphicData></a:graphic>'
        "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r></w:p>"
    )


def _line_grid(properties: Any) -> None:
    """Lines on a grid, characters not: a grid of both gives 14 characters a line where it is rendered by LibreOffice."""
    from docx.oxml.ns import qn

    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(
        properties.makeelement(qn("w:docGrid"), {qn("w:type"): "lines", qn("w:linePitch"): "579"})
    )


def _make_small(break_: Any) -> None:
    """The paragraph that ends a section: it must never be what a new page is begun for."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    for element in reversed(list(parse_xml(f"<w:pPr {nsdecls('w')}>{TINY}</w:pPr>"))):
        break_.get_or_add_pPr().insert(0, element)
