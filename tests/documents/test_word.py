"""Word files, made here by the library people's files are read with, numbers counted by Word itself included."""

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from edu_plan_cli.documents.labels import chinese_number
from edu_plan_cli.documents.outline import outline
from edu_plan_cli.documents.source import NotRead, read_document
from edu_plan_cli.documents.word_numbers import chinese

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def level(number: int, form: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def numbered(levels: str, paragraphs: list[tuple[int | None, str]], override: str = "") -> bytes:
    """A document whose paragraphs have Word's automatic numbers of the given levels (None: no number)."""
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="90">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="91"><w:abstractNumId w:val="90"/>{override}</w:num>'))
    for depth, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if depth is not None:
            properties = paragraph._p.get_or_add_pPr()
            properties.append(
                parse_xml(f'<w:numPr {W}><w:ilvl w:val="{depth}"/><w:numId w:val="91"/></w:numPr>')
            )
    return saved(document)


def saved(document: Any) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def texts(data: bytes, name: str = "要点.docx") -> list[str]:
    return [line.text for line in read_document(name, data)]


CHINESE = (
    level(0, "chineseCountingThousand", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%3．")
)


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


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


DOCUMENT = {"word/document.xml": b"<w:document/>"}


def tampered(part: str, change: Callable[[bytes], bytes]) -> bytes:
    """A sound document with one part changed."""
    sound = zipfile.ZipFile(io.BytesIO(numbered(CHINESE, [(0, "党建"), (1, "学习。")])))
    return zipped(
        {name: change(sound.read(name)) if name == part else sound.read(name) for name in sound.namelist()}
    )


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"hello",
    "an old .doc under another name": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "a spreadsheet": lambda: zipped({"xl/workbook.xml": b"<x/>"}),
    "truncated": lambda: numbered(CHINESE, [(0, "党建")])[:-60],
    "bomb": lambda: zipped(DOCUMENT | {"word/a.xml": bytes(60_000_000)}),
    "high ratio": lambda: zipped(DOCUMENT | {"word/a.xml": b" " * 5_000_000}),
    "many entries": lambda: zipped(DOCUMENT | {f"word/{n}.xml": b"" for n in range(1100)}),
    "doctype": lambda: tampered("word/document.xml", lambda data: b'<!DOCTYPE a [<!ENTITY b "c">]>' + data),
    "external entity": lambda: tampered("word/styles.xml", lambda data: b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + data),
    "utf-16 doctype": lambda: tampered("word/numbering.xml", lambda _: "<!DOCTYPE a>".encode("utf-16")),
    "macros": lambda: zipped(DOCUMENT | {"word/vbaProject.bin": b"x"}),
    "path upward": lambda: zipped(DOCUMENT | {"../../evil.xml": b"<x/>"}),
    "too big": lambda: b"PK" + bytes(21_000_000),
    "random": lambda: b"PK\x03\x04" + bytes(range(256)) * 20,
    "no parts behind the name": lambda: zipped(DOCUMENT),
    "no XML": lambda: tampered("word/document.xml", lambda _: b"<w:document"),
    "deep": lambda: tampered("word/document.xml", lambda _: b"<a>" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_document_is_refused_with_a_sentence(name: str) -> None:
    with pytest.raises(NotRead) as refused:
        read_document("坏.docx", HOSTILE[name]())
    assert refused.value.why.zh.endswith("。")


def test_what_a_document_links_to_is_not_fetched() -> None:
    """The target does not exist; whoever followed the link would fail."""
    link = b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    data = tampered("word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link))
    assert texts(data) == ["一、党建", "（一）学习。"]


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
