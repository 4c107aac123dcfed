"""The circular as .docx in the layout of GB/T 9704-2012 党政机关公文格式: 22 lines of 28 characters a page.

Lengths are the standard's: 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm, text in 3号 (16 pt). 28 × 16 pt is wider than the
版心 by 6 pt, so every character stands a quarter of a point closer.
"""

import io
from typing import Any

from rich.cells import cell_len

from edu_plan_cli.presentation.report.circular import Annex, Circular, circular
from edu_plan_cli.presentation.report.rows import QuarterReport
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.words import Lang

# As they are called where such documents are written; a machine without one takes what its fall-back is.
_TITLE, _TEXT, _FIRST, _SECOND, _PAGE = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
_SIZE, _TITLE_SIZE, _TABLE_SIZE, _PAGE_SIZE = 16, 22, 10.5, 14  # points: 3号, 2号, 5号, 4号
_LINE = 28.95  # points: 22 of them are 225 mm
_TITLE_LINE = 40  # columns: 20 characters of 2号
_TIGHTER = "-5"  # twentieths of a point


def render(report: QuarterReport, _lang: Lang, _width: int) -> bytes:
    out = io.BytesIO()
    lay_out(circular(report)).save(out)
    return out.getvalue()


def lay_out(made: Circular) -> Any:
    """The document, to be saved."""
    import docx
    from docx.shared import Mm, Pt

    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.size = Pt(_SIZE)
    normal.paragraph_format.line_spacing = Pt(_LINE)
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    normal.paragraph_format.widow_control = False
    _fonts(normal.element.get_or_add_rPr(), _TEXT)
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    _line_grid(section)
    _page_numbers(section)
    _letter(document, made)
    for number, annex in enumerate(made.annexes, 1):
        _annex(document, annex, number, made.marks)
    document.core_properties.title, document.core_properties.author = made.title, made.issuer
    return document


def _letter(document: Any, made: Circular) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    for line in _broken(made.title):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.line_spacing = Pt(_LINE * 1.2)
        _run(paragraph, line, _TITLE, _TITLE_SIZE)
    document.add_paragraph()
    _run(document.add_paragraph(), made.addressees)
    for part in made.body:
        paragraph = _indented(document)
        _run(paragraph, part.text, {1: _FIRST, 2: _SECOND}.get(part.level, _TEXT))
        paragraph.paragraph_format.keep_with_next = part.level > 0
    if made.annexes:
        document.add_paragraph()
        for number, annex in enumerate(made.annexes, 1):
            lead = "附件：" if number == 1 else "　　　"
            _run(_indented(document), f"{lead}{number}. {annex.title}")
    document.add_paragraph()
    for text, right in ((made.issuer, 2), (f"{made.year}年　月　日", 2)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(_SIZE * right)
        _run(paragraph, text)


def _broken(title: str) -> list[str]:
    """A title too long for its line: who, then what about; where that does not fit, two halves."""
    if cell_len(title) <= _TITLE_LINE:
        return [title]
    about = title.find("关于")
    if about > 3 and cell_len(title[about:]) <= _TITLE_LINE:  # noqa: PLR2004  shorter is no name
        return [title[:about], title[about:]]
    half = -(-len(title) // 2)
    return [title[:half], title[half:]]


def _annex(document: Any, annex: Annex, number: int, marks: list[str]) -> None:
    from docx.enum.section import WD_ORIENT, WD_SECTION
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    before = document.sections[-1]
    section = document.add_section(WD_SECTION.NEW_PAGE)
    if annex.landscape and before.orientation != WD_ORIENT.LANDSCAPE:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = before.page_height, before.page_width
        # The sheet is turned: what was the top is now the binding side's.
        section.left_margin, section.right_margin = before.top_margin, before.bottom_margin
        section.top_margin, section.bottom_margin = before.left_margin, before.right_margin
        section.footer_distance = before.bottom_margin // 3
    _run(document.add_paragraph(), f"附件{number}", _FIRST)
    document.add_paragraph()
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(title, annex.title, _TITLE, _TITLE_SIZE)
    for mark in marks:
        _run(document.add_paragraph(), f"示例：{mark}", _TEXT, _TABLE_SIZE)
    _table(document, annex, section.page_width - section.left_margin - section.right_margin)


def _table(document: Any, annex: Annex, width: int) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.oxml.ns import qn
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(annex.heads), style="Table Grid")
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    for column, share in zip(table.columns, annex.widths, strict=True):
        column.width = width * share // sum(annex.widths)
    for index, line in enumerate((annex.heads, *annex.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  the library has no name for what follows
        properties.append(properties.makeelement(qn("w:cantSplit"), {}))
        if index == 0:
            properties.append(properties.makeelement(qn("w:tblHeader"), {}))
        for cell, text, share in zip(row.cells, line, annex.widths, strict=True):
            cell.width = width * share // sum(annex.widths)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(_TABLE_SIZE * 1.4)
            close = paragraph._p.get_or_add_pPr()  # noqa: SLF001
            close.insert(0, close.makeelement(qn("w:snapToGrid"), {qn("w:val"): "0"}))
            _run(paragraph, text, _FIRST if index == 0 else _TEXT, _TABLE_SIZE)


def _indented(document: Any) -> Any:
    """A paragraph whose first line begins two characters in."""
    from docx.oxml.ns import qn

    paragraph = document.add_paragraph()
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001
    properties.append(
        properties.makeelement(qn("w:ind"), {qn("w:firstLineChars"): "200", qn("w:firstLine"): "630"})
    )
    return paragraph


def _run(paragraph: Any, text: str, font: str = _TEXT, size: float = _SIZE) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    run = paragraph.add_run(visible(text))
    run.font.size = Pt(size)
    properties = run._r.get_or_add_rPr()  # noqa: SLF001
    _fonts(properties, font)
    if size == _SIZE:
        properties.append(properties.makeelement(qn("w:spacing"), {qn("w:val"): _TIGHTER}))


def _fonts(properties: Any, font: str) -> None:
    """One font for Chinese and Latin alike; the library itself sets only the Latin one."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _line_grid(section: Any) -> None:
    """Lines on a grid, characters not: a grid of both gives 14 characters a line where it is rendered by LibreOffice."""
    from docx.oxml.ns import qn

    properties = section._sectPr  # noqa: SLF001
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(
        properties.makeelement(qn("w:docGrid"), {qn("w:type"): "lines", qn("w:linePitch"): "579"})
    )


def _page_numbers(section: Any) -> None:
    """— 1 — in 4号, odd pages at the right, even pages at the left, a character in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Pt

    sides = ((section.footer, WD_ALIGN_PARAGRAPH.RIGHT), (section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for footer, side in sides:
        paragraph = footer.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Pt(_PAGE_SIZE)
        _run(paragraph, "— ", _PAGE, _PAGE_SIZE)
        field = paragraph._p.makeelement(qn("w:fldSimple"), {qn("w:instr"): "PAGE"})  # noqa: SLF001
        paragraph._p.append(field)  # noqa: SLF001
        inner = paragraph.add_run("1")
        inner.font.size = Pt(_PAGE_SIZE)
        _fonts(inner._r.get_or_add_rPr(), _PAGE)  # noqa: SLF001
        field.append(inner._r)  # noqa: SLF001
        _run(paragraph, " —", _PAGE, _PAGE_SIZE)
