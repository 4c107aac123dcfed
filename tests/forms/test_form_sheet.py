"""What a form looks like and says: its head, the notes of its cells, formats, and its size on paper."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.features.forms.form_head import SIGNATURES, read_head
from forms.test_forms import DAY, cell, column, form, project

__all__ = ["form", "project"]


def test_a_form_says_its_year_quarter_department_and_deadline_where_people_see_them(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["填报"]
    assert sheet["A2"].value.startswith(
        "年度：2023　季度：三季度　科室：学前教育科　报送时限：2023年10月10日\n示例："
    )
    head = read_head([str(sheet["A1"].value), str(sheet["A2"].value)])
    assert head == (("2023",), ("Q3",), ("学前教育科",))


@pytest.mark.parametrize(
    ("target", "detail", "head", "says"),
    [
        ("ta2a2", "示例幼儿园", "填报数", "当期值：只填7月到9月这三个月新增的数.*例：上季填的 40个 只是4月到6月的数"),
        ("tb2b2", "", "填报数", "分子：9月30日的已覆盖的有需要的在园幼儿.*例：上季填的是 480/500.*沿用上季的数"),
        ("tb2b2", "", "分母", "分母：9月30日的应覆盖的有需要的在园幼儿"),
        ("te5e5", "", "阶段、步骤、日期或文号", "还没有完成的，这里留空"),
    ],
)  # fmt: skip
def test_a_cell_explains_itself_with_last_quarters_figure(
    target: str, detail: str, head: str, says: str, form: Path
) -> None:
    note = cell(openpyxl.load_workbook(form), target, detail, head).comment
    assert re.search(says, note.text), note.text


def test_a_cumulative_value_is_told_from_a_period_value(form: Path) -> None:
    other = openpyxl.load_workbook(form.with_name("2023Q3-职成教科.xlsx"))
    text = cell(other, "td4d4", "", "填报数").comment.text
    assert text.startswith("累计值：填1月1日到9月30日一共的数")
    assert "上季填的 0.9万人 是1月1日到6月30日的累计" in text


def test_shares_say_what_to_divide_by_what_and_stages_by_when(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    assert (
        cell(book, "tb2b2", "", "填什么").value
        == "分子：已覆盖的有需要的在园幼儿；分母：应覆盖的有需要的在园幼儿"
    )
    assert cell(book, "te5e5", "", "填什么").value == (
        "选已完成到的阶段：开工建设（3月31日前）→主体封顶（6月30日前）→竣工验收（8月31日前）"
    )


def test_a_step_says_by_when_it_is_due(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    assert edu_plan("form", "-q", "Q3", "--department", "学前教育科", "-o", "表", cwd=project).code == 0
    book = openpyxl.load_workbook(project / "表/2023Q3-学前教育科.xlsx")
    assert cell(book, "tpgh8", "市级复核", "填什么").value == "选“已完成”（9月30日前）"


def test_cells_have_the_format_of_what_they_hold(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    state = "阶段、步骤、日期或文号"
    assert cell(book, "tc3c3", "", state).number_format == "yyyy-mm-dd"
    assert {cell(book, "te5e5", "", head).number_format for head in (state, "情况说明", "佐证材料")} == {"@"}
    assert cell(book, "ta2a2", "示例幼儿园", "填报数").number_format == "General"


def test_last_quarters_share_breaks_between_its_numbers(project: Path) -> None:
    report = project / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8").replace("numerator: 480", "numerator: 5412")
    report.write_text(text.replace("denominator: 500", "denominator: 11020", 1), encoding="utf-8")
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, **DAY).code == 0
    book = openpyxl.load_workbook(project / "表/2023Q3-学前教育科.xlsx")
    assert cell(book, "tb2b2", "", "上季填报").value == "5412/\n11020"


def test_no_colour_of_a_form_can_be_seen_through(form: Path) -> None:
    """Other programs write a colour that can be back as one of ten digits, which no program opens."""
    book = openpyxl.load_workbook(form)
    used: set[Any] = set()
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for one in row:
                sides = (one.border.left, one.border.right, one.border.top, one.border.bottom)
                used |= {side.color.rgb for side in sides if side is not None and side.color}
                used |= {one.fill.fgColor.rgb} if one.fill.fill_type else set()
    assert used
    assert all(str(colour).startswith("FF") for colour in used), used


def test_the_last_row_is_signed_and_may_be_written_in(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["填报"]
    last = [one for one in sheet[sheet.max_row] if one.value]
    assert tuple(one.value for one in last) == SIGNATURES
    assert not any(one.protection.locked for one in last)


def test_the_guide_says_what_happens_to_a_number_that_is_only_written_about(form: Path) -> None:
    guide = openpyxl.load_workbook(form)["填写说明"]
    texts = [str(row[0]) for row in guide.values]
    assert any("只写说明、不填数的：累计、时点沿用上季的数，当期这一季不加数" in text for text in texts)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("returned", [False, True], ids=["as sent out", "as sent back"])
def test_a_form_prints_on_a4_at_nine_points_and_more(returned: bool, project: Path, form: Path) -> None:
    pdfplumber = pytest.importorskip("pdfplumber")
    if returned:
        book = openpyxl.load_workbook(form)
        cell(book, "ta2a2", "示例幼儿园", "填报数").value = "约80"
        book.save(form)
        assert edu_plan("collect", str(form), "-q", "Q3", "--return", "退", cwd=project, **DAY).code == 1
        form = project / "退" / form.name
    profile = f"-env:UserInstallation={(project / 'lo').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(project), str(form)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with pdfplumber.open(project / f"{form.stem}.pdf") as pdf:
        page = pdf.pages[0]
        words = page.extract_text()
        assert (round(page.width), round(page.height)) == (842, 595)
        assert min(character["size"] for character in page.chars) >= 9
    for head in ("情况说明", "佐证材料", *(("请改",) if returned else ())):
        assert head in words
    assert column(openpyxl.load_workbook(form)["填报"], "任务") > 13  # beyond the paper
