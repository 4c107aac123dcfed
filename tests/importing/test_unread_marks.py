"""Words struck out and the numbers of notes are no part of a text: beside a figure they would make another of it. They are said."""

import io

import docx
import pytest
from docx.oxml import parse_xml

from edu_plan_cli.features.importing.document_text import read_document
from importing.page_files import page
from importing.word_files import CHINESE, W, numbered, saved

STRUCK, RAISED = "（划掉的“60”没有读）", "（上角的“1”像是注释的序号，没有读）"
NOTE = "脚注：上年57%。"
# Body of a page, and what is read of it.
PAGES: dict[str, tuple[str, list[str]]] = {
    "deleted": ("<p>招聘<del>60</del><ins>80</ins>名。</p>", ["招聘80名。", STRUCK]),
    "struck out": ("<p>招聘<s>60</s>80名。</p>", ["招聘80名。", STRUCK]),
    "struck out by a style": ('<p>招聘<span style="color:red;text-decoration: line-through">60</span>80名。</p>', ["招聘80名。", STRUCK]),
    "deleted as pandoc marks it": ('<p>招聘<span class="deletion">60</span><span class="insertion">80</span>名。</p>', ["招聘80名。", STRUCK]),
    "a note's number": ("<p>占比达到60%<sup>1</sup>。</p>", ["占比达到60%。", RAISED]),
    "a unit": ("<p>校舍3000m<sup>2</sup>。</p>", ["校舍3000m2。"]),
    "a note as pandoc writes it": (
        ('<p>占比达到60%<a href="#fn1" class="footnote-ref" id="fnref1"><sup>1</sup></a>。</p>'
        '<section id="footnotes"><hr/><ol><li id="fn1"><p>上年57%。<a href="#fnref1">↩︎</a></p></li></ol></section>'),
        ["占比达到60%。", NOTE],
    ),
    "a note as mammoth writes it": (
        '<p>占比达到60%<sup><a href="#note-1" id="ref-1">[1]</a></sup>。</p><ol><li id="note-1"><p>上年57%。<a href="#ref-1">↑</a></p></li></ol>',
        ["占比达到60%。", NOTE],
    ),
    "a note as LibreOffice writes it": (
        '<p>占比达到60%<a name="f1anc" href="#f1sym"><sup>1</sup></a>。</p><div id="f1"><p><a name="f1sym" href="#f1anc">1</a>上年57%。</p></div>',
        ["占比达到60%。", NOTE],
    ),
    "a note as Word writes it": (
        '<p>占比达到60%<a href="#_ftn1" name="_ftnref1"><span>[1]</span></a>。</p><div id="ftn1"><p><a href="#_ftnref1" name="_ftn1">[1]</a>上年57%。</p></div>',
        ["占比达到60%。", NOTE],
    ),
    "in a table of tasks": (
        "<table><tr><td>重点任务</td><td>责任科室</td></tr><tr><td>招聘<del>60</del>80名</td><td>人事科</td></tr></table>",
        ["1.招聘80名", "责任科室：人事科", STRUCK],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", PAGES)
def test_a_page_is_read_without_what_is_struck_out_and_the_numbers_of_notes(what: str) -> None:
    body, expected = PAGES[what]
    assert texts("要点.html", page(body)) == expected


def texts(name: str, data: bytes) -> list[str]:
    return [line.printed for line in read_document(name, data)]


RUN = "<w:r {w}><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"
RUNS: dict[str, tuple[str, str, list[str]]] = {
    "struck out": ("60", "<w:strike/>", ["招聘80名。", STRUCK]),
    "struck out twice": ("60", "<w:dstrike/>", ["招聘80名。", STRUCK]),
    "not struck out after all": ("60", '<w:strike w:val="0"/>', ["招聘6080名。"]),
    "a note's number": ("1", '<w:vertAlign w:val="superscript"/>', ["招聘80名。", RAISED]),
}


@pytest.mark.parametrize("what", RUNS)
def test_a_word_file_is_read_without_what_is_struck_out_and_the_numbers_of_notes(what: str) -> None:
    text, properties, expected = RUNS[what]
    document = docx.Document()
    paragraph = document.add_paragraph("招聘")
    paragraph._p.append(parse_xml(RUN.format(w=W, properties=properties, text=text)))
    paragraph.add_run("80名。")
    assert texts("要点.docx", saved(document)) == expected


def test_a_paragraph_struck_out_keeps_its_number_and_is_no_task() -> None:
    data = numbered(CHINESE, [(0, "党建"), (2, "学习。"), (2, "旧任务。"), (2, "新任务。")])
    struck = _with_run_struck(data, "旧任务。")
    assert texts("要点.docx", struck) == [
        "一、党建",
        "1．学习。",
        "（划掉的“旧任务。”没有读）",
        "3．新任务。",
    ]


def _with_run_struck(data: bytes, text: str) -> bytes:
    document = docx.Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        if paragraph.text == text:
            paragraph.runs[0].font.strike = True
    return saved(document)


def test_a_footnote_and_what_is_struck_out_in_a_table_of_tasks_is_said() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("重点任务", "责任科室", "招聘", "人事科"), strict=True):
        cell.text = text
    struck = table.cell(1, 0).paragraphs[0].add_run("60")
    struck.font.strike = True
    table.cell(1, 0).paragraphs[0].add_run("80名")
    assert texts("要点.docx", saved(document)) == ["1.招聘80名", "责任科室：人事科", STRUCK]


def test_rows_with_more_or_less_cells_than_the_head_are_said() -> None:
    """As some writers leave out, or misplace, the cells that a merged cell covers."""
    document = docx.Document()
    table = document.add_table(4, 3)
    lines = (
        ("重点任务", "责任科室", "完成时限"),
        ("招聘80名", "人事科", "8月底前"),
        ("培训9场", "人事科", ""),
        ("新建3所", "基教科", "9月底前"),
    )
    for row, line in zip(table.rows, lines, strict=True):
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    rows = [row._tr for row in table.rows]
    rows[2].remove(rows[2].tc_lst[2])
    rows[3].insert(1, parse_xml(f"<w:tc {W}><w:p/></w:tc>"))
    assert texts("要点.docx", saved(document))[-2:] == [
        "（“新建3所”这一行的格比表头多，“9月底前”没有读，列也可能错位；请对照原文）",
        "（任务表第 3 行的格比别的行少，列可能错位；请对照原文）",
    ]


def test_levels_written_as_a_list_each_are_told_apart() -> None:
    """As html-to-docx and pandoc write nested lists that all count 1. 2. 3."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    for level in (0, 1):
        text = f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{level + 1}."/></w:lvl>'
        numbering.insert(
            0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="9{level}">{text}</w:abstractNum>')
        )
        numbering.append(
            parse_xml(f'<w:num {W} w:numId="9{level}"><w:abstractNumId w:val="9{level}"/></w:num>')
        )
    for level, text in ((0, "党建"), (1, "学习。"), (1, "宣传。"), (0, "安全")):
        properties = document.add_paragraph(text)._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {W}><w:ilvl w:val="{level}"/><w:numId w:val="9{level}"/></w:numPr>')
        )
    read = read_document("要点.docx", saved(document))
    kinds = [line.label.kind for line in read if line.label]
    assert [line.printed for line in read] == ["1.党建", "1.学习。", "2.宣传。", "2.安全"]
    assert kinds[0] == kinds[3] != kinds[1] == kinds[2]
