"""Labelled documents (import_documents/*.txt) as the files bureaus publish: Word, workbooks, pages, PDFs and what LibreOffice makes of them.

A source has a line a paragraph: ``# `` centred, ``> `` set right, ``~0 `` to ``~2 `` with Word's automatic number of that level
(一、 （一） 1．). ``| a | b |`` is a row of a table, in which ``^`` goes on the cell above, ``<`` the cell to the left, and ``\\n`` parts paragraphs.
"""

import html
import io
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import parse_xml
from docx.shared import Cm

Table = list[list[str]]
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_LEVELS = (("chineseCountingThousand", "%1、"), ("chineseCounting", "（%2）"), ("decimal", "%3．"))
_HAN = "零一二三四五六七八九十"
_UP, _LEFT = "^", "<"


class Line(NamedTuple):
    """A paragraph of a source."""

    text: str
    set: str = ""  # "#" centred, ">" right
    level: int | None = None  # of Word's automatic number
    label: str = ""  # the number as it is printed


Block = Line | Table


def blocks(source: str) -> list[Block]:
    """Read a source into its paragraphs and tables."""
    made: list[Block] = []
    counts = [0, 0, 0]
    for line in filter(None, source.splitlines()):
        if line.startswith("|"):
            cells = [cell.strip().replace("\\n", "\n") for cell in line.strip("|").split("|")]
            if not made or isinstance(made[-1], Line):
                made.append([])
            rows = made[-1]
            assert isinstance(rows, list)
            rows.append(cells)
        elif line[0] in "#>":
            made.append(Line(line[1:].strip(), line[0]))
        elif line[0] == "~":
            level = int(line[1])
            counts[level] += 1
            counts[level + 1 :] = [0] * (2 - level)
            number = counts[level]
            label = (
                (f"{_HAN[number]}、", f"（{_HAN[number]}）", f"{number}．")[level]
                if number <= 10
                else f"{number}．"
            )
            made.append(Line(line[2:].strip(), "", level, label))
        else:
            made.append(Line(line))
    return made


def is_table(parts: Iterable[Block]) -> bool:
    """Whether the document is a table with no more than a title and remarks around it."""
    return sum(isinstance(part, Line) and not part.set for part in parts) <= 1


def _spans(rows: Table) -> Iterable[tuple[int, int, int, int, str]]:
    """Every cell that begins in its place: row, column, rows and columns it spans, text."""
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            if text in {_UP, _LEFT}:
                continue
            wide = next((n for n in range(1, len(row) - x) if row[x + n] != _LEFT), len(row) - x)
            tall = next((n for n in range(1, len(rows) - y) if rows[y + n][x] != _UP), len(rows) - y)
            yield y, x, tall, wide, text


def as_docx(parts: list[Block]) -> bytes:
    """Write a Word document with automatic numbers and merged cells; one that is a table lies on its side."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for n, (form, text) in enumerate(_LEVELS)
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {_W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {_W} w:numId="91"><w:abstractNumId w:val="90"/></w:num>'))
    if is_table(parts):
        page = document.sections[0]
        page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    for part in parts:
        if not isinstance(part, Line):
            _word_table(document, part)
            if part is parts[-1]:
                document.add_paragraph()  # Word has one after every table
            continue
        paragraph = document.add_paragraph(part.text)
        if part.set:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if part.set == "#" else WD_ALIGN_PARAGRAPH.RIGHT
        else:
            paragraph.paragraph_format.first_line_indent = Cm(1.1)
        if part.level is not None:
            paragraph._p.get_or_add_pPr().append(  # noqa: SLF001
                parse_xml(f'<w:numPr {_W}><w:ilvl w:val="{part.level}"/><w:numId w:val="91"/></w:numPr>')
            )
    return _saved(document)


def _word_table(document: Any, rows: Table) -> None:
    made = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
    for y, x, tall, wide, text in _spans(rows):
        cell = made.cell(y, x)
        if tall > 1 or wide > 1:
            cell = cell.merge(made.cell(y + tall - 1, x + wide - 1))
        first, *more = text.split("\n")
        cell.text = first
        for line in more:
            cell.add_paragraph(line)


def as_xlsx(parts: list[Block]) -> bytes:
    """Write a workbook: lines across the sheet, tables with merged cells, ordinals as numbers."""
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = "清单"
    width = max(len(part[0]) for part in parts if isinstance(part, list))
    at = 1
    for part in parts:
        if isinstance(part, Line):
            sheet.cell(at, 1, part.text)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
            at += 1
            continue
        for y, x, tall, wide, text in _spans(part):
            sheet.cell(at + y, 1 + x, int(text) if text.isdecimal() else text or None)
            if tall > 1 or wide > 1:
                sheet.merge_cells(
                    start_row=at + y, end_row=at + y + tall - 1, start_column=1 + x, end_column=x + wide
                )
        at += len(part)
    return _saved(book)


def _saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def as_txt(parts: list[Block]) -> bytes:
    """Write the text as it comes out of Word's clipboard: indented paragraphs, cells parted by tabs."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            lines.append(("" if part.set == "#" else "　　") + part.label + part.text)
        else:
            lines += ["\t".join(_cell(cell, " ") for cell in row) for row in part]
    return "\r\n".join(lines).encode("gb18030")


def as_md(parts: list[Block]) -> bytes:
    """Write Markdown: the title a heading, tables with pipes."""
    lines: list[str] = []
    for part in parts:
        if isinstance(part, Line):
            lines += [("# " if part.set == "#" else "") + part.label + part.text, ""]
        else:
            head, *rows = ["| " + " | ".join(_cell(cell, "<br>") for cell in row) + " |" for row in part]
            lines += [head, "|" + " --- |" * len(part[0]), *rows, ""]
    return "\n".join(lines).encode()


def _cell(text: str, part: str) -> str:
    return "" if text in {_UP, _LEFT} else text.replace("\n", part)


def as_html(parts: list[Block], charset: str = "utf-8") -> bytes:
    """Write a page of a bureau's site, its menu and footer around the text."""
    body = []
    for part in parts:
        if isinstance(part, Line):
            style = {"#": "text-align:center", ">": "text-align:right"}.get(part.set, "text-indent:2em")
            body.append(f'<p style="{style}"><span>{html.escape(part.label + part.text)}</span></p>')
        else:
            rows: list[str] = [""] * len(part)
            for y, _, tall, wide, text in _spans(part):
                inner = "".join(f"<p>{html.escape(line)}</p>" for line in text.split("\n"))
                rows[y] += f'<td rowspan="{tall}" colspan="{wide}">{inner}</td>'
            body.append(
                f'<table border="1"><tbody>{"".join(f"<tr>{row}</tr>" for row in rows)}</tbody></table>'
            )
    text = (
        f'<!DOCTYPE html><html><head><meta charset="{charset}"><title>政府信息公开</title></head><body>'
        '<div class="top"><a href="/">网站首页</a> <a href="/xxgk/">信息公开</a> <a href="/hd/">互动交流</a></div>'
        '<div class="position">当前位置：<a href="/">首页</a> &gt; 信息公开 &gt; 计划总结</div>'
        f'<div class="article"><div class="TRS_Editor">{"".join(body)}</div></div>'
        '<div class="footer">版权所有 联系我们 网站地图</div></body></html>'
    )
    return text.encode("gb18030" if charset.startswith("gb") else charset)


def as_mht(parts: list[Block]) -> bytes:
    """Write the page as browsers save it in one file, in GBK."""
    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["MIME-Version"] = "1.0"
    message.set_content(as_html(parts, "gb2312"), maintype="text", subtype="html", cte="quoted-printable")
    message.make_related()
    message.add_attachment(b"GIF89a", maintype="image", subtype="gif")
    return message.as_bytes()


WRITTEN = {"docx": as_docx, "xlsx": as_xlsx, "txt": as_txt, "md": as_md, "html": as_html, "mht": as_mht}
# What LibreOffice makes: from which of ours, its name for the filter, the suffix it gives.
CONVERTED = {
    "odt": ("docx", "odt"), "pdf": ("docx", "pdf"), "rtf": ("docx", "rtf"), "wps": ("docx", "doc"),
    "uot": ("docx", "uot:UOF text"), "uof": ("docx", "uot:UOF text"),
    "xls": ("xlsx", "xls"), "et": ("xlsx", "xls"), "ods": ("xlsx", "ods"),
}  # fmt: skip


def files(sources: dict[str, str], wanted: dict[str, list[str]]) -> dict[tuple[str, str], bytes]:
    """Write every source, by name, in its formats; without LibreOffice those it makes are left out."""
    parts = {name: blocks(source) for name, source in sources.items()}
    made = {
        (name, form): WRITTEN[form](parts[name])
        for name, forms in wanted.items()
        for form in forms
        if form in WRITTEN
    }
    if shutil.which("soffice") is None:
        return made
    with tempfile.TemporaryDirectory() as folder:
        for form, (source, filter_name) in CONVERTED.items():
            names = [name for name, forms in wanted.items() if form in forms]
            there = Path(folder, form)
            there.mkdir()
            for name in names:
                (there / f"{name}.{source}").write_bytes(WRITTEN[source](parts[name]))
            if names:
                subprocess.run(
                    ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", filter_name,
                     "--outdir", f"{there}/out", *(f"{there}/{name}.{source}" for name in names)],
                    check=True, capture_output=True, timeout=600,
                )  # fmt: skip
            suffix = filter_name.partition(":")[0]
            for name in names:
                made[name, form] = (there / "out" / f"{name}.{suffix}").read_bytes()
    return made
