"""Word files, made here by the library people's files are read with, numbers counted by Word itself included."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.docx_numbering import chinese
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.outline import outline
from edu_plan_cli.values.han import han_integer
from importing.word_files import CHINESE, W, level, numbered, saved, zipped


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
    assert han_integer(chinese(number)) == number


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


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def paragraph(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="91"/></w:numPr>'
DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'
MOVED = '<w:rPr><w:moveFrom w:id="1" w:author="a"/></w:rPr>'
HIDDEN = "<w:rPr><w:vanish/></w:rPr>"
CONTROL = "<w:sdt><w:sdtPr>{0}</w:sdtPr><w:sdtContent>{1}</w:sdtContent></w:sdt>"
SHOWN: dict[str, tuple[str, list[str]]] = {
    "hidden words": (paragraph(run("新增学位") + run("（内部）", "<w:vanish/>") + run("30个。")), ["新增学位30个。"]),
    "words shown again within": (paragraph(run("新增学位", '<w:vanish w:val="0"/>') + run("30个。")), ["新增学位30个。"]),
    "a hidden paragraph takes no number": (
        paragraph(run("甲。"), NUMBER) + paragraph(run("暗。", "<w:vanish/>"), NUMBER + HIDDEN) + paragraph(run("乙。"), NUMBER), ["1.甲。", "2.乙。"],
    ),
    "a deleted paragraph takes no number": (
        paragraph(run("甲。"), NUMBER) + paragraph(f'<w:del w:id="1">{run("旧。").replace("w:t>", "w:delText>")}</w:del>', NUMBER + DELETED) + paragraph(run("乙。"), NUMBER),
        ["1.甲。", "2.乙。"],
    ),
    "a paragraph moved away takes no number": (
        paragraph(run("甲。"), NUMBER) + paragraph(f'<w:moveFrom w:id="1">{run("旧。")}</w:moveFrom>', NUMBER + MOVED) + paragraph(run("乙。"), NUMBER), ["1.甲。", "2.乙。"],
    ),
    "a paragraph moved here is read where it stands": (paragraph(f'<w:moveTo w:id="1">{run("甲。")}</w:moveTo>', NUMBER), ["1.甲。"]),
    "a deleted paragraph's end joins two": (paragraph(run("新增学位"), NUMBER + DELETED) + paragraph(run("30个。"), NUMBER), ["1.新增学位30个。"]),
    "inserted words": (paragraph(run("新增学位") + f'<w:ins w:id="1">{run("30个。")}</w:ins>'), ["新增学位30个。"]),
    "a content control around words": (paragraph(run("新增学位") + CONTROL.format("", run("30个。"))), ["新增学位30个。"]),
    "a content control around paragraphs": (CONTROL.format("", paragraph(run("新增学位30个。"))), ["新增学位30个。"]),
    "a content control nobody filled in": (
        paragraph(run("新增学位30个。") + CONTROL.format("<w:showingPlcHdr/>", run("单击此处输入文字"))), ["新增学位30个。"],
    ),
    "a smart tag": (paragraph(run("某区") + f'<w:smartTag w:element="place">{run("铜官")}</w:smartTag>' + run("小学。")), ["某区铜官小学。"]),
    "pinyin over a character": (
        paragraph(run("建设") + f'<w:r><w:ruby><w:rubyPr/><w:rt>{run("lou")}</w:rt><w:rubyBase>{run("㙦")}</w:rubyBase></w:ruby></w:r>' + run("桥小学。")), ["建设㙦桥小学。"],
    ),
    "rows in a content control": (
        "<w:tbl>" + "".join(
            row if index == 0 else CONTROL.format("", row) for index, row in enumerate(
                "<w:tr>" + "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in cells) + "</w:tr>"
                for cells in (("重点任务", "责任科室"), ("新增学位30个", "基教科"))
            )
        ) + "</w:tbl>",
        ["1.新增学位30个", "责任科室：基教科"],
    ),
    "a row deleted under tracked changes": (
        "<w:tbl>" + "".join(
            f"<w:tr>{gone}" + "".join(f"<w:tc>{paragraph(run(text))}</w:tc>" for text in cells) + "</w:tr>"
            for gone, cells in (
                ("", ("重点任务", "责任科室")), ('<w:trPr><w:del w:id="1" w:author="a"/></w:trPr>', ("旧任务", "人事科")), ("", ("新增学位30个", "基教科")),
            )
        ) + "</w:tbl>",
        ["1.新增学位30个", "责任科室：基教科"],
    ),
    "marks of Markdown": (paragraph(run("1. **新增学位。**新增学位30个。")) + paragraph(run("## 安全")), ["1. 新增学位。新增学位30个。", "安全"]),
    "characters out of a PDF": (paragraph(run("\u2f00、加强党的建设")), ["一、加强党的建设"]),
}  # fmt: skip


@pytest.mark.parametrize("what", SHOWN)
def test_what_a_reader_sees_is_read_and_nothing_else(what: str) -> None:
    xml, expected = SHOWN[what]
    empty = numbered(level(0, "decimal", "%1."), [])
    with zipfile.ZipFile(io.BytesIO(empty)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:body>", f"<w:body>{xml}".encode())
    assert texts(zipped(parts)) == expected


# ECMA-376 part 1, 17.18.59: the sequence at 1, 10, 11, 20, 21, 100, 101, 1000 and 2024.
SEQUENCES = {
    "decimal": "1 10 11 20 21 100 101 1000 2024",
    "decimalFullWidth": "１ １０ １１ ２０ ２１ １００ １０１ １０００ ２０２４",
    "chineseCountingThousand": "一 十 十一 二十 二十一 一百 一百零一 一千 二千零二十四",
    "chineseCounting": "一 十 十一 二十 二十一 一○○ 一○一 一○○○ 二○二四",
    "japaneseCounting": "一 十 十一 二十 二十一 百 百一 千 二千二十四",
    "ideographDigital": "一 一〇 一一 二〇 二一 一〇〇 一〇一 一〇〇〇 二〇二四",
    "chineseLegalSimplified": "壹 壹拾 壹拾壹 贰拾 贰拾壹 壹佰 壹佰零壹 壹仟 贰仟零贰拾肆",
    "ideographLegalTraditional": "壹 壹拾 壹拾壹 貳拾 貳拾壹 壹佰 壹佰零壹 壹仟 貳仟零貳拾肆",
    "ideographTraditional": "甲 癸 11 20 21 100 101 1000 2024",
    "ideographEnclosedCircle": "㈠ ㈩ 11 20 21 100 101 1000 2024",
    "decimalEnclosedCircle": "① ⑩ ⑪ ⑳ 21 100 101 1000 2024",
    "decimalEnclosedParen": "⑴ ⑽ ⑾ ⒇ 21 100 101 1000 2024",
    "decimalEnclosedFullstop": "⒈ ⒑ ⒒ ⒛ 21 100 101 1000 2024",
    "upperRoman": "I X XI XX XXI C CI M MMXXIV",
}


@pytest.mark.parametrize("form", SEQUENCES)
def test_a_format_counts_as_the_standard_says(form: str) -> None:
    starts = (1, 10, 11, 20, 21, 100, 101, 1000, 2024)
    levels = "".join(level(depth, form, f"%{depth + 1}、") for depth in range(9))
    overrides = "".join(
        f'<w:lvlOverride w:ilvl="{depth}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        for depth, start in enumerate(starts)
    )
    read = read_document("要点.docx", numbered(levels, [(depth, "甲") for depth in range(9)], overrides))
    assert [(line.text, line.label and line.label[1:3]) for line in read] == [
        ("甲", (start, f"{expected}、"))
        for start, expected in zip(starts, SEQUENCES[form].split(), strict=True)
    ]


LABELS = {"一〇、": 10, "一一、": 11, "拾、": 10, "壹拾、": 10, "壹拾贰、": 12, "㊂": 3, "㈢": 3, "丙、": 3, "㉒": 22, "1.1.3": 3, "1.2.3.4": 4, "第十二章": 12, "任务3：": 3}  # fmt: skip


@pytest.mark.parametrize("label", LABELS)
def test_a_typed_label_is_one_label(label: str) -> None:
    read = label_of(f"{label}加强学习")
    assert read is not None
    assert (read.number, read.text, read.rest) == (LABELS[label], label, "加强学习")


@pytest.mark.parametrize(
    "text", ["2、3所学校试点", "甲、乙两校结对", "三五年内", "1.5倍", "十三五、十四五规划", "3.5个百分点"]
)
def test_what_only_begins_with_a_number_has_no_label(text: str) -> None:
    assert [line.numbered for line in read_document("要点.txt", f"工作要点\n{text}".encode())] == [None, None]


def test_a_footnote_is_said_and_is_no_task() -> None:
    document = docx.Document()
    document.add_paragraph("某区教育局2024年工作要点")
    document.add_paragraph("1.抓学位。新增学位30个。")
    paragraph = document.add_paragraph("2.抓安全。检查12次。")
    paragraph._p.append(parse_xml(f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>'))
    notes = f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator"><w:p/></w:footnote><w:footnote w:id="2"><w:p>{run("上年8次。")}</w:p></w:footnote></w:footnotes>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    part = Part(PackURI("/word/footnotes.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml", notes.encode(), document.part.package)  # fmt: skip
    document.part.relate_to(part, kind)
    found = outline(read_document("要点.docx", saved(document)))
    assert [line.text for line in found.left] == ["脚注：上年8次。"]
    assert [item.text for section in found.sections for item in section.items] == [
        "新增学位30个。",
        "检查12次。",
    ]


def test_a_level_that_does_not_say_where_it_starts_starts_at_nought() -> None:
    """ECMA-376 part 1, 17.9.25."""
    levels = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    assert texts(numbered(levels, [(0, "甲。"), (0, "乙。")])) == ["0.甲。", "1.乙。"]
