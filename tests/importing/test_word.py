"""Word files, made here by the library people's files are read with, numbers counted by Word itself included."""

import shutil
import subprocess
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.docx_numbering import chinese
from edu_plan_cli.features.importing.numbering import chinese_number
from edu_plan_cli.features.importing.outline import outline
from importing.word_files import CHINESE, W, level, numbered, saved


def texts(data: bytes, name: str = "要点.docx") -> list[str]:
    return [line.printed for line in read_document(name, data)]


def test_words_own_numbers_are_read_as_they_are_printed() -> None:
    data = numbered(
        CHINESE,
        [
            (0, "党建"),
            (1, "学习"),
            (2, "读书。"),
            (2, "讨论。"),
            (1, "队伍"),
            (2, "培训。"),
            (0, "学校"),
            (1, "校舍"),
        ],
    )
    assert texts(data) == [
        "一、党建",
        "（一）学习",
        "1．读书。",
        "2．讨论。",
        "（二）队伍",
        "1．培训。",
        "二、学校",
        "（一）校舍",
    ]


FORMS = {
    "japaneseCounting": "三、", "chineseLegalSimplified": "叁、", "decimalEnclosedCircle": "③、", "decimalFullWidth": "３、",
    "ideographDigital": "三、", "upperRoman": "III、", "lowerLetter": "c、", "decimalZero": "03、", "decimalEnclosedParen": "⑶、",
    "decimalEnclosedFullstop": "⒊、", "bullet": "", "none": "",
}  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
def test_every_format_of_number_is_known(form: str) -> None:
    assert (
        texts(numbered(level(0, form, "%1、"), [(0, "甲。"), (0, "乙。"), (0, "丙。")]))[2]
        == f"{FORMS[form]}丙。"
    )


def test_a_level_that_never_begins_anew_runs_on() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%2.", '<w:lvlRestart w:val="0"/>')
    data = numbered(levels, [(0, "党建"), (1, "甲。"), (1, "乙。"), (0, "学校"), (1, "丙。")])
    assert texts(data) == ["一、党建", "1.甲。", "2.乙。", "二、学校", "3.丙。"]


def test_a_list_may_begin_elsewhere_and_show_the_levels_above() -> None:
    levels = level(0, "chineseCounting", "%1、") + level(1, "decimal", "%1.%2 ", "<w:isLgl/>")
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride>'
    assert texts(numbered(levels, [(0, "党建"), (1, "甲。")], override)) == ["三、党建", "3.1 甲。"]


def test_deletions_are_gone_insertions_stand_and_text_boxes_and_tables_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("新增学位")
    paragraph._p.append(parse_xml(f'<w:del {W} w:id="1"><w:r><w:delText>100</w:delText></w:r></w:del>'))
    paragraph._p.append(parse_xml(f'<w:ins {W} w:id="2"><w:r><w:t>270</w:t></w:r></w:ins>'))
    paragraph.add_run("个。")
    box = document.add_paragraph()
    box._p.append(
        parse_xml(
            f"<w:r {W}><w:pict><w:txbxContent><w:p><w:r><w:t>某教〔2024〕3号</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
        )
    )
    document.add_table(1, 2).cell(0, 1).text = "责任科室：办公室"
    assert texts(saved(document)) == ["新增学位270个。", "某教〔2024〕3号", "责任科室：办公室"]


@given(st.integers(1, 999))
def test_chinese_numbers_are_read_as_they_are_written(number: int) -> None:
    assert chinese_number(chinese(number)) == number


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_an_old_doc_is_read_through_libreoffice(tmp_path: Path) -> None:
    source = tmp_path / "要点.docx"
    source.write_bytes(numbered(CHINESE, [(0, "党建"), (1, "学习。"), (1, "队伍。")]))
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "doc", "--outdir", str(tmp_path), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert texts((tmp_path / "要点.doc").read_bytes(), "要点.doc") == [
        "一、党建",
        "（一）学习。",
        "（二）队伍。",
    ]


def test_a_table_of_tasks_is_read_by_its_head() -> None:
    document = docx.Document()
    document.add_paragraph("某区教育局2024年重点工作任务清单")
    table = document.add_table(1, 5)
    lines = [
        ["序号", "类别", "工作任务", "责任科室", "完成时限"],
        ["1", "学校", "建设校舍。新建学校2所。", "项目办", "9月底前"],
        ["2", "学校", "配齐教师。招聘教师120名。", "人事科、教研室", ""],
        ["3", "安全", "排查隐患。每月检查。", "安全科", "全年"],
    ]
    for index, line in enumerate(lines):
        row = table.rows[0] if index == 0 else table.add_row()
        for cell, text in zip(row.cells, line, strict=True):
            cell.text = text
    found = outline(read_document("清单.docx", saved(document)))
    assert found.title == "某区教育局2024年重点工作任务清单"
    assert [(s.heading, [(i.number, i.heading) for i in s.items]) for s in found.sections] == [
        ("学校", [(1, "建设校舍"), (2, "配齐教师")]),
        ("安全", [(3, "排查隐患")]),
    ]
    assert found.sections[0].items[0].text == "新建学校2所。\n责任科室：项目办\n完成时限：9月底前"


def test_a_spanning_cell_and_a_title_row_are_understood() -> None:
    document = docx.Document()
    document.add_paragraph("某县教育局2025年重点工作任务分解表")
    table = document.add_table(0, 4)
    for cells in (
        ["2025年任务"] * 4,
        ["序号", "重点任务", "具体举措", "责任科室"],
        ["一、扩充资源"] * 4,
        ["68", "建设学校", "新建小学2所", "项目科"],
        ["68", "建设学校", "改造食堂6个", "后勤科"],
    ):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    for row in (0, 2):
        table.cell(row, 0).merge(table.cell(row, 3)).text = table.cell(row, 0).text.splitlines()[0]
    for column in (0, 1):
        table.cell(4, column).text = ""
        table.cell(3, column).merge(table.cell(4, column))
    found = outline(read_document("分解表.docx", saved(document)))
    assert found.title == "某县教育局2025年重点工作任务分解表"
    assert [(s.number, s.heading) for s in found.sections] == [("一", "扩充资源")]
    item = found.sections[0].items[0]
    assert (item.heading, item.text.splitlines()) == (
        "建设学校", ["具体举措：新建小学2所", "责任科室：项目科", "具体举措：改造食堂6个", "责任科室：后勤科"],
    )  # fmt: skip


def test_bullets_stay_apart_and_a_table_of_contents_is_no_text() -> None:
    document = docx.Document()
    toc = document.styles.add_style("TOC 1", WD_STYLE_TYPE.PARAGRAPH)
    document.add_paragraph("一、党建\t1", style=toc)
    document.add_paragraph("1.建校舍。实施以下项目：")
    for text in ("新建实验小学", "扩建一中，新增学位900个"):
        document.add_paragraph(text, style="List Bullet")
    assert texts(saved(document)) == ["1.建校舍。实施以下项目：", "新建实验小学", "扩建一中，新增学位900个"]
