"""A bureau's own .docx as the circular's frame: what it brings stays, what it marks is filled, what it must not hold is refused."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Length, Mm, Pt, RGBColor

from commands.running import SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan
from presentation.test_circular import needs_office, paragraphs, pdf


def template(folder: Path, fill: Callable[[Any], None]) -> Path:
    document = docx.Document()
    fill(document)
    file = folder / "模板.docx"
    document.save(str(file))
    return file


def red_head(document: Any) -> None:
    """As a bureau's secretary makes one: head in red, the places marked, one of them cut into runs by Word."""
    section = document.sections[0]
    section.left_margin = Mm(30)
    section.header.paragraphs[0].text = "示例区教育局文件"
    head = document.add_paragraph().add_run("示例区教育局文件")
    head.font.color.rgb, head.font.size = RGBColor(0xFF, 0, 0), Pt(40)
    document.add_paragraph("{{文号}}")
    cut = document.add_paragraph()
    for part in ("——{", "{标", "题}", "}——"):
        cut.add_run(part).bold = True
    document.add_paragraph("｛｛主送｝｝")
    document.add_paragraph("{{ 正文 }}")
    document.add_paragraph("{{落款}}")
    document.add_paragraph("{{日期}}")
    document.add_table(1, 1).cell(0, 0).text = "抄送：区政府办公室。{{落款}}印发"


def made(template: Path, folder: Path, *more: str) -> tuple[Ran, Path]:
    file = folder / "通报.docx"
    asked = ("report", "-q", "Q2", "--template", str(template), "-o", str(file), "--force", *more)
    return edu_plan(*asked, cwd=SAMPLE), file


def test_its_places_are_filled_and_all_else_stays(tmp_path: Path) -> None:
    ran, file = made(template(tmp_path, red_head), tmp_path)
    assert ran.code == 0, ran.err
    said, document = paragraphs(file), docx.Document(str(file))
    assert said[:4] == [
        "示例区教育局文件",
        "示教〔2023〕　号",
        "——示例区教育局\n关于2023年二季度工作要点完成情况的通报——",
        "机关各科室：",
    ]
    assert said[4].startswith("现将《")
    after = said.index("2023年　月　日")
    assert said[after - 1] == "示例区教育局"
    assert said.index("一、总体进展") < after < said.index("附件1")
    assert sum("关于2023年二季度" in text for text in said) == 1
    assert not any("{" in text or "｛" in text for text in said)
    assert document.tables[0].cell(0, 0).text == "抄送：区政府办公室。示例区教育局印发"
    assert document.sections[0].header.paragraphs[0].text == "示例区教育局文件"
    assert Length(document.sections[0].left_margin or 0).mm == pytest.approx(30, abs=0.1)
    title = document.paragraphs[2]
    assert all(run.bold for run in title.runs)
    assert title.runs[1].text.startswith("示例") or title.runs[0].text.startswith("——示例")


def test_without_a_place_for_the_text_it_goes_to_the_end(tmp_path: Path) -> None:
    ran, file = made(template(tmp_path, lambda document: document.add_paragraph("内部资料")), tmp_path)
    assert ran.code == 0, ran.err
    said = paragraphs(file)
    assert said[0] == "内部资料"
    assert "".join(said[1:3]).endswith("工作要点完成情况的通报")
    assert "示例区教育局" in said


def test_a_style_of_the_templates_own_is_kept(tmp_path: Path) -> None:
    def own(document: Any) -> None:
        style = document.styles.add_style("通报正文", 1)
        style.font.size = Pt(15)

    ran, file = made(template(tmp_path, own), tmp_path)
    assert ran.code == 0, ran.err
    document = docx.Document(str(file))
    assert document.styles["通报正文"].font.size == Pt(15)
    assert "通报正文" in {p.style.name for p in document.paragraphs if p.style}


def test_annexes_do_not_repeat_a_head_of_the_first_page(tmp_path: Path) -> None:
    def first_page(document: Any) -> None:
        document.sections[0].different_first_page_header_footer = True
        document.sections[0].first_page_header.paragraphs[0].text = "红头"

    ran, file = made(template(tmp_path, first_page), tmp_path)
    assert ran.code == 0, ran.err
    sections = docx.Document(str(file)).sections
    assert [section.different_first_page_header_footer for section in sections] == [True] + [False] * (
        len(sections) - 1
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{{标提}}", "填不了 {{标提}}（是不是 {{标题}}？）；能用的：{{标题}}、{{文号}}"),
        ("{{完成率}}和{{密级}}", "填不了 {{完成率}}、{{密级}}；"),
        ("如下：{{正文}}", "{{正文}} 要在正文里独占一段"),
    ],
)
def test_a_place_nothing_goes_into_is_named(text: str, said: str, tmp_path: Path) -> None:
    ran, file = made(template(tmp_path, lambda document: document.add_paragraph(text)), tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert not file.exists()


def repacked(file: Path, change: Callable[[dict[str, bytes]], None]) -> None:
    with zipfile.ZipFile(file) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    change(parts)
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)


def _relation(kind: str, target: str) -> bytes:
    return (
        f'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" '
        f'Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def _with_relation(kind: str, target: str) -> Callable[[dict[str, bytes]], None]:
    def change(parts: dict[str, bytes]) -> None:
        name = "word/_rels/document.xml.rels"
        parts[name] = parts[name].replace(b"</Relationships>", _relation(kind, target))

    return change


def _with_field(parts: dict[str, bytes]) -> None:
    field = b'<w:p><w:fldSimple w:instr=" INCLUDETEXT &quot;c:/x&quot; "/></w:p><w:sectPr'
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"<w:sectPr", field)


HOSTILE: dict[str, tuple[Callable[[dict[str, bytes]], None], str]] = {
    "macros": (lambda parts: parts.update({"word/vbaProject.bin": b"x"}), "宏"),
    "a template elsewhere": (
        _with_relation("attachedTemplate", "http://x.example/t.dotm"),
        "引用了文件以外的内容",
    ),
    "a picture elsewhere": (_with_relation("image", "file://server/p.png"), "引用了文件以外的内容"),
    "a field that fetches": (_with_field, "引用了文件以外的内容"),
    "a bomb": (lambda parts: parts.update({"word/media/x.xml": b" " * 60_000_000}), "展开后大得不正常"),
    "entities": (lambda parts: parts.update({"word/x.xml": b"<!DOCTYPE x>"}), "不该有的 XML 声明"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_template_is_refused_before_it_is_opened(name: str, tmp_path: Path) -> None:
    file = template(tmp_path, red_head)
    change, said = HOSTILE[name]
    repacked(file, change)
    ran, out = made(file, tmp_path)
    assert ran.code == 2
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert not out.exists()


def test_a_link_to_a_web_page_does_nothing_until_followed(tmp_path: Path) -> None:
    file = template(tmp_path, red_head)
    repacked(file, _with_relation("hyperlink", "https://www.gov.cn/"))
    assert made(file, tmp_path)[0].code == 0


def test_what_is_no_template_is_said(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"PK\x03\x04")
    assert "不是完整的 .docx 文件" in made(tmp_path / "x.docx", tmp_path)[0].err
    assert "没有.docx 读不了：没有这个文件" in made(tmp_path / "没有.docx", tmp_path)[0].err
    ran = edu_plan("report", "-q", "Q2", "--template", "x.docx", "-o", "x.csv")
    assert "--template 要和 -o 文件.docx 一起用" in ran.err


def test_text_that_looks_like_a_place_is_not_filled_again(tmp_path: Path) -> None:
    folder = tmp_path / "p"
    (folder / "reports").mkdir(parents=True)
    (folder / "plan").mkdir()
    text = (SAMPLE / "plan/2023.yaml").read_text(encoding="utf-8")
    text = text.replace("issuer: 示例区教育局", 'issuer: "{{正文}}{{日期}}局"').replace("  reporting:\n    closed:\n      - {quarter: Q2, date: 2023-07-31}\n", "  lights: {lagging_points: 10}\n")  # fmt: skip
    (folder / "plan/2023.yaml").write_text(text, encoding="utf-8")
    file = template(tmp_path, red_head)
    ran = edu_plan("report", "-q", "Q2", "--template", str(file), "-o", "out.docx", cwd=folder)
    assert ran.code == 0, ran.err
    said = paragraphs(folder / "out.docx")
    assert "{{正文}}{{日期}}局" in said
    assert "一、总体进展" in said


@needs_office
def test_the_frame_prints(tmp_path: Path) -> None:
    ran, file = made(template(tmp_path, red_head), tmp_path)
    assert ran.code == 0, ran.err
    assert re.match(rb"%PDF", pdf(file, tmp_path).read_bytes())
    assert io.BytesIO(file.read_bytes()).read(2) == b"PK"
