"""Make the work plan of ``plan.py`` with every maker of documents at hand, into a folder.

``python -m tasks makers`` installs them and runs this; the normal tests read what is kept in ``documents``.
"""

import io
import json
import sys
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

sys.path.insert(0, str(Path(__file__).parent.parent))

from makers import plan

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f'xmlns:w="{_WORD}"'
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．"))
_RUN = '<w:r {w}>{properties}<w:{kind} xml:space="preserve">{text}</w:{kind}></w:r>'


# python-docx ---------------------------------------------------------------------------------------------------------


def word() -> bytes:
    """Write it with python-docx, the parts it has no names for as XML."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part
    from docx.oxml import parse_xml
    from docx.shared import Pt, RGBColor

    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="nothing"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(_LEVELS)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {_W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    note = f'<w:footnotes {_W}><w:footnote w:id="2"><w:p><w:r><w:t>{plan.NOTE}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    content = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    footnotes = Part(PackURI("/word/footnotes.xml"), content, note.encode(), document.part.package)
    document.part.relate_to(footnotes, RELATIONSHIP_TYPE.FOOTNOTES)
    link = document.part.relate_to(plan.LINK, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)

    for text, size, red in ((plan.HEAD, 36, True), (plan.NUMBER, 16, False), (plan.TITLE, 22, False)):
        paragraph = document.add_paragraph()
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        if red:
            run.font.color.rgb = RGBColor(0xFF, 0, 0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for level, _, text in plan.labelled():
        paragraph = document.add_paragraph()
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>')
        )
        for kind, words in plan.parts(text):
            for xml in _runs(kind, words, link):
                paragraph._p.append(parse_xml(xml))
    document.add_paragraph(plan.ANNEX)
    document.add_paragraph(plan.ANNEX_TITLE)
    table = document.add_table(len(plan.TABLE), len(plan.TABLE[0]), style="Table Grid")
    for y, x, tall, wide, text in plan.spans():
        table.cell(y, x).merge(table.cell(y + tall - 1, x + wide - 1)).text = text
    return _saved(document)


def _runs(kind: str, words: str, link: str) -> list[str]:
    if kind == "text":
        return [_RUN.format(w=_W, properties="", kind="t", text=escape(words))]
    if kind == "note":
        return [f'<w:r {_W}><w:footnoteReference w:id="2"/></w:r>']
    if kind == "link":
        inner = _RUN.format(w="", properties="", kind="t", text=escape(words))
        relation = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
        return [f'<w:hyperlink {_W} {relation} r:id="{link}">{inner}</w:hyperlink>']
    tracked = 'w:author="a" w:date="2026-01-08T09:00:00Z"'
    old = _RUN.format(w="", properties="", kind="delText", text=plan.OLD)
    new = _RUN.format(w="", properties="", kind="t", text=plan.NEW)
    return [f'<w:del {_W} w:id="7" {tracked}>{old}</w:del>', f'<w:ins {_W} w:id="8" {tracked}>{new}</w:ins>']


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


# HTML, Markdown, flat OpenDocument and typst, for the makers that are given text --------------------------------------


def html(*, typed: bool = False) -> str:
    """As a page: nested ``<ol>`` whose numbers CSS counts as they are printed, or the numbers ``typed``."""
    body = [f'<p style="text-align:center;color:red;font-size:36pt">{plan.HEAD}</p>', f'<p style="text-align:center">{plan.NUMBER}</p>',
            f'<p style="text-align:center;font-size:22pt">{plan.TITLE}</p>']  # fmt: skip
    depth = -1
    opened = (
        '<ol style="list-style-type:counted">',
        '<ol style="list-style-type:bracketed">',
        '<ol style="list-style-type:stopped">',
    )
    for level, number, text in plan.labelled():
        if typed:
            body.append(f"<p>{number}{_html(text)}</p>")
            continue
        while depth < level:
            depth += 1
            body.append(opened[depth])
        while depth > level:
            depth -= 1
            body.append("</li></ol>")
        if body[-1].startswith("<ol"):
            body.append(f"<li>{_html(text)}")
        else:
            body.append(f"</li><li>{_html(text)}")
    if not typed:
        body += ["</li></ol>"] * 3
    rows = [""] * len(plan.TABLE)
    for y, _, tall, wide, text in plan.spans():
        span = (f' rowspan="{tall}"' if tall > 1 else "") + (f' colspan="{wide}"' if wide > 1 else "")
        rows[y] += f'<td{span} style="border:1px solid black">{text}</td>'
    table = "".join(f"<tr>{row}</tr>" for row in rows)
    body += [f"<p>{plan.ANNEX}</p>", f"<p>{plan.ANNEX_TITLE}</p>", f'<table border="1" style="border-collapse:collapse"><tbody>{table}</tbody></table>',
             f'<p id="n1"><a href="#r1">1</a> {plan.NOTE}</p>']  # fmt: skip
    return f'<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{plan.TITLE}</title><style>{_COUNTERS}</style></head><body>{"".join(body)}</body></html>'


_COUNTERS = (
    "@counter-style counted{system:fixed;symbols:一 二 三 四 五 六 七 八 九;suffix:'、'}"
    "@counter-style bracketed{system:fixed;symbols:一 二 三 四 五 六 七 八 九;prefix:'（';suffix:'）'}@counter-style stopped{system:extends decimal;suffix:'．'}"
    "body{font-family:'Noto Serif CJK SC'}ol{list-style-position:inside;padding:0}"
)


def _html(text: str) -> str:
    return "".join(
        {
            "text": words,
            "note": '<sup><a id="r1" href="#n1">1</a></sup>',
            "link": f'<a href="{plan.LINK}">{words}</a>',
            "change": f"<del>{plan.OLD}</del><ins>{plan.NEW}</ins>",
        }[kind]
        for kind, words in plan.parts(text)
    )


def markdown() -> str:
    """As pandoc's Markdown: fancy lists, a footnote, a tracked change, a grid table with cells that span."""
    lines = [f'::: {{custom-style="红头"}}\n{plan.HEAD}\n:::\n', f"{plan.NUMBER}\n", f"{plan.TITLE}\n"]
    counts = [0, 0, 0]
    for level, text in plan.BODY:
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        mark = (f"{counts[0]}.", f"({counts[1]})", f"{counts[2]}.")[level]
        said = "".join(
            {
                "text": words,
                "note": "[^1]",
                "link": f"[{words}]({plan.LINK})",
                "change": f'[{plan.OLD}]{{.deletion author="a"}}[{plan.NEW}]{{.insertion author="a"}}',
            }[kind]
            for kind, words in plan.parts(text)
        )
        lines.append(f"{'    ' * level}{mark:4}{said}\n")
    lines += [f"[^1]: {plan.NOTE}\n", "<!-- -->\n", f"{plan.ANNEX}\n", f"{plan.ANNEX_TITLE}\n", _grid_table()]
    return "\n".join(lines)


def _grid_table() -> str:
    wide = 34
    rows, count = plan.TABLE, len(plan.TABLE[0])
    out = []
    for y, row in enumerate([*rows, None]):
        line = "+"
        for x in range(count):
            goes_on = row is not None and y > 0 and row[x] == "^"
            mark = "=" if y == 2 else "-"
            line += (" " if goes_on else mark) * wide + "+"
        out.append(line)
        if row is None:
            break
        cells = "|"
        for x, text in enumerate(row):
            said = "" if text in ("^", "<") else text
            room = wide - _width(said)
            joins = x + 1 < count and row[x + 1] == "<"
            cells += said + " " * room + (" " if joins else "|")
        out.append(cells)
    return "\n".join(out) + "\n"


def _width(text: str) -> int:
    import unicodedata

    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fodt() -> str:
    """As a flat OpenDocument text, which LibreOffice opens and saves in its other formats."""
    levels = "".join(
        f'<text:list-level-style-number text:level="{n}" style:num-format="{form}" style:num-prefix="{before}" style:num-suffix="{after}"/>'
        for n, (form, before, after) in enumerate(
            (("一, 二, 三, ...", "", "、"), ("一, 二, 三, ...", "（", "）"), ("1", "", "．")), 1
        )
    )
    body = [
        f'<text:p text:style-name="red">{plan.HEAD}</text:p>',
        f'<text:p text:style-name="mid">{plan.NUMBER}</text:p>',
        f'<text:p text:style-name="mid">{plan.TITLE}</text:p>',
    ]
    depth = -1
    for level, text in plan.BODY:
        while depth < level:
            depth += 1
            body.append(
                '<text:list text:style-name="num"><text:list-item>'
                if depth == 0
                else "<text:list><text:list-item>"
            )
            fresh = True
        if depth > level:
            while depth > level:
                depth -= 1
                body.append("</text:list-item></text:list>")
            fresh = False
        if not fresh:
            body.append("</text:list-item><text:list-item>")
        body.append(f"<text:p>{_odf(text)}</text:p>")
        fresh = False
    body.append("</text:list-item></text:list>" * 3)
    body += [
        f"<text:p>{plan.ANNEX}</text:p>",
        f"<text:p>{plan.ANNEX_TITLE}</text:p>",
        '<table:table table:name="t">',
        f'<table:table-column table:number-columns-repeated="{len(plan.TABLE[0])}"/>',
    ]
    begins = {(y, x): (tall, wide, text) for y, x, tall, wide, text in plan.spans()}
    for y, row in enumerate(plan.TABLE):
        cells = []
        for x in range(len(row)):
            if (y, x) not in begins:
                cells.append("<table:covered-table-cell/>")
                continue
            tall, wide, text = begins[y, x]
            cells.append(
                f'<table:table-cell table:style-name="cell" table:number-rows-spanned="{tall}" table:number-columns-spanned="{wide}"><text:p>{text}</text:p></table:table-cell>'
            )
        body.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    body.append("</table:table>")
    spaces = " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
        )
    )
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document {spaces} xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>'
        '<style:style style:name="red" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:color="#ff0000" fo:font-size="36pt" style:font-size-asian="36pt" style:font-name-asian="Noto Serif CJK SC"/></style:style>'
        '<style:style style:name="mid" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/><style:text-properties fo:font-size="18pt" style:font-size-asian="18pt"/></style:style>'
        '<style:style style:name="cell" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
        f'<text:list-style style:name="num">{levels}</text:list-style></office:automatic-styles><office:body><office:text>'
        '<text:tracked-changes text:track-changes="false"><text:changed-region text:id="c1"><text:deletion><office:change-info><dc:creator>a</dc:creator><dc:date>2026-01-08T09:00:00</dc:date></office:change-info>'
        f'<text:p>{plan.OLD}</text:p></text:deletion></text:changed-region><text:changed-region text:id="c2"><text:insertion><office:change-info><dc:creator>a</dc:creator><dc:date>2026-01-08T09:00:00</dc:date></office:change-info></text:insertion></text:changed-region></text:tracked-changes>'
        f"{''.join(body)}</office:text></office:body></office:document>"
    )


def _odf(text: str) -> str:
    return "".join(
        {
            "text": words,
            "note": f'<text:note text:id="n1" text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>{plan.NOTE}</text:p></text:note-body></text:note>',
            "link": f'<text:a xlink:type="simple" xlink:href="{plan.LINK}">{words}</text:a>',
            "change": f'<text:change text:change-id="c1"/><text:change-start text:change-id="c2"/>{plan.NEW}<text:change-end text:change-id="c2"/>',
        }[kind]
        for kind, words in plan.parts(text)
    )


def typst() -> str:
    """As a typst source: its own numbering of three levels, a footnote, struck text beside the new."""
    lines = [
        '#set page(paper: "a4")', '#set text(font: "Noto Serif CJK SC", lang: "zh", size: 12pt)',
        f"#align(center, text(fill: red, size: 28pt)[{plan.HEAD}])", f"#align(center)[{plan.NUMBER}]", f"#align(center, text(size: 18pt)[{plan.TITLE}])",
        '#set enum(numbering: (..n) => { let p = n.pos(); if p.len() == 1 { numbering("一、", ..p) } else if p.len() == 2 { numbering("（一）", p.last()) } else { numbering("1．", p.last()) } }, full: true)',
    ]  # fmt: skip
    for level, text in plan.BODY:
        said = "".join(
            {
                "text": words.replace("“", "“"),
                "note": f"#footnote[{plan.NOTE}]",
                "link": f'#link("{plan.LINK}")[{words}]',
                "change": f"#strike[{plan.OLD}]#underline[{plan.NEW}]",
            }[kind]
            for kind, words in plan.parts(text)
        )
        lines.append(f"{'  ' * level}+ {said}")
    cells = []
    for _, _, tall, wide, text in plan.spans():
        span = ", ".join([f"rowspan: {tall}"] * (tall > 1) + [f"colspan: {wide}"] * (wide > 1))
        cells.append(f"table.cell({span})[{text}]" if span else f"[{text}]")
    lines += [
        "",
        f"{plan.ANNEX}",
        "",
        plan.ANNEX_TITLE,
        "",
        f"#table(columns: {len(plan.TABLE[0])}, {', '.join(cells)})",
    ]
    return "\n".join(lines)


def for_node() -> str:
    """What ``documents.cjs`` writes documents of."""
    return json.dumps(
        {
            "head": plan.HEAD, "number": plan.NUMBER, "title": plan.TITLE, "annex": plan.ANNEX, "annexTitle": plan.ANNEX_TITLE, "note": plan.NOTE,
            "link": plan.LINK, "old": plan.OLD, "new": plan.NEW, "table": plan.TABLE, "spans": plan.spans(), "html": html(),
            "body": [(level, plan.parts(text)) for level, text in plan.BODY], "rows": plan.filled_rows(),
        },
        ensure_ascii=False,
    )  # fmt: skip


# Templates that docxtpl and docxtemplater fill in: a paragraph for each level and a row of the table that repeat. -------


def template(marks: dict[str, str]) -> bytes:
    """Write a template in the language of an engine. ``marks``: what begins and ends the loops and each level's paragraph."""
    import docx
    from docx.oxml import parse_xml

    whole = docx.Document(io.BytesIO(word()))
    body = whole.element.body
    numbered = [
        paragraph._p for paragraph in whole.paragraphs if paragraph._p.findall(f".//{{{_WORD}}}numPr")
    ]
    first = numbered[0]

    def add(text: str, level: int | None = None) -> None:
        number = "" if level is None else f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="91"/></w:numPr>'
        run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
        first.addprevious(parse_xml(f"<w:p {_W}><w:pPr>{number}</w:pPr>{run}</w:p>"))

    add(marks["body"])
    for level in range(3):
        add(marks[f"level {level}"])
        add(marks["text"], level)
        add(marks[f"end {level}"])
    add(marks["end"])
    for paragraph in numbered:
        body.remove(paragraph)
    _repeat_row(whole.tables[0], marks)
    return _saved(whole)


def _repeat_row(table: Any, marks: dict[str, str]) -> None:
    """Leave one row below the table's head, with the marks that repeat it in rows of their own before and after."""
    for row in table.rows[3:]:
        table._tbl.remove(row._tr)
    model = table.rows[2]
    for merge in list(model._tr.iter(f"{{{_WORD}}}vMerge")):
        merge.getparent().remove(merge)
    for cell, text in zip(model.cells, marks["row"].split("|"), strict=True):
        cell.text = text
    for around in ("rows", "end rows"):
        for mark in filter(None, marks.get(around, "").split("|")):
            row = table.add_row()
            row.cells[0].text = mark
            if around == "rows":
                model._tr.addprevious(row._tr)


DOCXTPL = {
    "body": "{%p for line in body %}", "end": "{%p endfor %}", "text": "{{r line.text }}",
    "level 0": "{%p if line.level == 0 %}", "level 1": "{%p if line.level == 1 %}", "level 2": "{%p if line.level == 2 %}",
    "end 0": "{%p endif %}", "end 1": "{%p endif %}", "end 2": "{%p endif %}",
    "rows": "{%tr for group in groups %}|{%tr for task in group.tasks %}", "end rows": "{%tr endfor %}|{%tr endfor %}",
    "row": "{% vm %}{{ group.name }}|{{ task.what }}|{% vm %}{{ group.lead }}|{{ task.helps }}|{{ task.due }}",
}  # fmt: skip
DOCXTEMPLATER = {
    "body": "{#body}", "end": "{/body}", "text": "{text}", "level 0": "{#level0}", "level 1": "{#level1}", "level 2": "{#level2}",
    "end 0": "{/level0}", "end 1": "{/level1}", "end 2": "{/level2}", "row": "{#rows}{group}|{what}|{lead}|{helps}|{due}{/rows}",
}  # fmt: skip


def filled_by_docxtpl(to: Path) -> None:
    """Fill the template in with docxtpl, with a rich text for the link."""
    import docxtpl

    made = docxtpl.DocxTemplate(io.BytesIO(template(DOCXTPL)))
    lines = []
    for level, text in plan.BODY:
        rich = docxtpl.RichText()
        for kind, words in plan.parts(text):
            if kind == "link":
                rich.add(words, url_id=made.build_url_id(plan.LINK))
            else:
                rich.add({"text": words, "note": "", "change": plan.NEW}[kind])
        lines.append({"level": level, "text": rich})
    names = ("what", "helps", "due")
    groups = [
        {"name": "工程建设", "lead": "基础教育科", "tasks": [dict(zip(names, (row[1], row[3], row[4]), strict=True)) for row in plan.TABLE[2:4]]},
        {"name": "队伍建设", "lead": "人事科", "tasks": [dict(zip(names, (row[1], row[3], row[4]), strict=True)) for row in plan.TABLE[4:]]},
    ]  # fmt: skip
    made.render({"body": lines, "groups": groups})
    made.save(to)


# PDFs ----------------------------------------------------------------------------------------------------------------


def by_reportlab(to: Path) -> None:
    """Paragraphs with numbers typed, and a table with spans; the font is one of Adobe's, which no file carries."""
    from reportlab.lib import colors
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    text = ParagraphStyle(
        "text", fontName="STSong-Light", fontSize=12, leading=20, wordWrap="CJK", firstLineIndent=24
    )
    head = ParagraphStyle("head", parent=text, alignment=1, fontSize=18, leading=30, firstLineIndent=0)
    made = [
        Paragraph(f'<font color="red" size="28">{plan.HEAD}</font>', head),
        Paragraph(plan.NUMBER, head),
        Paragraph(plan.TITLE, head),
    ]
    for _, number, words in plan.labelled():
        said = "".join(
            {
                "text": part,
                "note": "<super>1</super>",
                "link": f'<a href="{plan.LINK}" color="blue">{part}</a>',
                "change": f"<strike>{plan.OLD}</strike><u>{plan.NEW}</u>",
            }[kind]
            for kind, part in plan.parts(words)
        )
        made.append(Paragraph(number + said, text))
    made += [Paragraph(plan.ANNEX, text), Paragraph(plan.ANNEX_TITLE, text)]
    rows = [["" if cell in ("^", "<") else cell for cell in row] for row in plan.TABLE]
    style: list[Any] = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
        ("FONTNAME", (0, 0), (-1, -1), "STSong-Light"),
    ]
    style += [("SPAN", (x, y), (x + wide - 1, y + tall - 1)) for y, x, tall, wide, _ in plan.spans()]
    made += [
        Table(rows, style=style),
        Paragraph(f"<super>1</super> {plan.NOTE}", ParagraphStyle("note", parent=text, fontSize=9)),
    ]
    SimpleDocTemplate(str(to), pagesize=A4, invariant=1).build(made)


def by_fpdf2(to: Path, font: str) -> None:
    """Write it with fpdf2, numbers typed."""
    import fpdf

    made = fpdf.FPDF()
    made.add_page()
    made.add_font("han", fname=font)
    made.set_font("han", size=12)
    made.set_text_color(255, 0, 0)
    made.cell(0, 16, plan.HEAD, align="C", new_x="LMARGIN", new_y="NEXT")
    made.set_text_color(0, 0, 0)
    for line in (plan.NUMBER, plan.TITLE):
        made.cell(0, 10, line, align="C", new_x="LMARGIN", new_y="NEXT")
    for _, number, words in plan.labelled():
        made.write(8, number)
        for kind, part in plan.parts(words):
            if kind == "note":
                made.char_vpos = "SUP"
                made.write(8, "1")
                made.char_vpos = "LINE"
            elif kind == "change":
                made.set_font("han", style="S")
                made.write(8, plan.OLD)
                made.set_font("han", style="U")
                made.write(8, plan.NEW)
                made.set_font("han", style="")
            else:
                made.write(8, part)
        made.ln()
    made.cell(0, 8, plan.ANNEX, new_x="LMARGIN", new_y="NEXT")
    made.cell(0, 8, plan.ANNEX_TITLE, new_x="LMARGIN", new_y="NEXT")
    with made.table(first_row_as_headings=False, wrapmode="CHAR") as table:
        for y in range(len(plan.TABLE)):
            row = table.row()
            for _, _, tall, wide, text in (span for span in plan.spans() if span[0] == y):
                row.cell(text, rowspan=tall, colspan=wide)
    made.output(str(to))
