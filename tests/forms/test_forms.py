"""Forms out, forms in: through real workbooks, the installed command, and LibreOffice."""

import csv
import io
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.cell import MergedCell

from commands.running import ROOT, SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.files.office_inspection import WORKBOOK as KIND
from edu_plan_cli.files.office_inspection import inspect_office_file
from importing.word_files import zipped

Book = Any
DAY = {"EDU_PLAN_TODAY": "2023-10-08"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


@pytest.fixture
def form(project: Path) -> Path:
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, **DAY).code == 0
    return project / "表" / "2023Q3-学前教育科.xlsx"


def column(sheet: Any, head: str) -> int:
    return next(int(cell.column) for cell in sheet[4] if cell.value == head)


def cell(book: Book, target: str, detail: str, head: str) -> Any:
    sheet = book["填报"]
    for row in range(5, sheet.max_row + 1):
        if (
            sheet.cell(row, 1).value == target
            and (sheet.cell(row, column(sheet, "细目")).value or "") == detail
        ):
            return sheet.cell(row, column(sheet, head))
    raise KeyError(target)


def fill(form: Path, *values: tuple[str, str, str, object]) -> None:
    book = openpyxl.load_workbook(form)
    for target, detail, head, value in values:
        cell(book, target, detail, head).value = value
    book.save(form)


def collect(project: Path, *arguments: str) -> Ran:
    return edu_plan("collect", *arguments, "-q", "Q3", cwd=project, COLUMNS="120", **DAY)


def report(project: Path) -> str:
    file = project / "reports/2023/Q3/preschool.yaml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def test_a_form_asks_a_department_for_its_own_targets_in_plan_order(form: Path) -> None:
    sheet = openpyxl.load_workbook(form)["填报"]
    labels = [sheet.cell(row, 2).value for row in range(5, sheet.max_row + 1) if sheet.cell(row, 2).value]
    assert labels == ["14-1", "14-1", "14-2", "14-3", "14-4"]
    assert "三季度进展填报 · 学前教育科" in sheet["A1"].value
    assert "示例" in sheet["A2"].value


def test_every_row_says_what_it_said_a_quarter_ago(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    assert cell(book, "ta2a2", "示例幼儿园", "上季填报").value == "40"
    assert cell(book, "ta2a2", "第二幼儿园", "上季填报").value == "90个"
    assert cell(book, "tb2b2", "", "上季填报").value == "480/500"
    assert cell(book, "te5e5", "", "上季填报").value == "主体封顶"


def test_only_yellow_cells_may_be_filled_in(form: Path) -> None:
    book = openpyxl.load_workbook(form)
    sheet = book["填报"]
    assert sheet.protection.sheet
    assert sheet.freeze_panes == "F5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth) == (
        "landscape",
        9,
        1,
    )
    for row in sheet.iter_rows(min_row=5):
        for one in (one for one in row if not isinstance(one, MergedCell)):
            assert one.protection.locked == (one.fill.fgColor.rgb != "FFFFFF99")
    assert [name for name in book.sheetnames if book[name].sheet_state == "hidden"] == ["_lists", "_meta"]


def test_what_people_fill_in_becomes_the_report(project: Path, form: Path) -> None:
    fill(
        form,
        ("ta2a2", "示例幼儿园", "填报数", "１２０个"),
        ("ta2a2", "第二幼儿园", "填报数", 30),
        ("tb2b2", "", "填报数", "1,480"),
        ("tb2b2", "", "分母", "1,500 "),
        ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"),
        ("te5e5", "", "情况说明", "已验收，\n投入使用。"),
        ("te5e5", "", "佐证材料", "验收单；示教〔2023〕9号"),
    )
    ran = collect(project, str(form))
    assert ran.code == 0, ran.out + ran.err
    text = report(project)
    assert "contributor: 示例幼儿园\n    value: 120\n" in text
    assert "numerator: 1480\n    denominator: 1500\n" in text
    assert "stage: 竣工验收\n" in text
    assert "evidence: [验收单, 示教〔2023〕9号]" in text
    assert re.search(r"source:\n  file: 2023Q3-学前教育科.xlsx\n  sha256: [0-9a-f]{64}\n", text)
    assert edu_plan("validate", cwd=project).code == 0


def test_the_same_form_twice_changes_nothing(project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"))
    assert collect(project, str(form)).code == 0
    before = report(project)
    again = collect(project, str(form))
    assert (again.code, "没有新的内容" in again.err) == (0, True)
    assert report(project) == before


def shuffle(book: Book) -> None:
    """Rows sorted the other way round, one hidden, blank rows between, a copy of the sheet beside."""
    sheet = book["填报"]
    rows = [[one.value for one in row] for row in sheet.iter_rows(min_row=5)]
    sheet.delete_rows(5, len(rows))
    for number, values in enumerate(reversed(rows)):
        for index, value in enumerate(values, 1):
            sheet.cell(5 + number * 2, index).value = value
    sheet.row_dimensions[5].hidden = True
    book.copy_worksheet(sheet)


def test_rows_are_found_by_id_wherever_they_stand(project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"), ("ta2a2", "示例幼儿园", "填报数", 120))
    book = openpyxl.load_workbook(form)
    shuffle(book)
    book.save(form)
    ran = collect(project, str(form))
    assert ran.code == 0, ran.out + ran.err
    assert "value: 120" in report(project)
    assert "stage: 竣工验收" in report(project)


UNCLEAR: list[tuple[tuple[str, str, str, object], str]] = [
    (("ta2a2", "示例幼儿园", "填报数", "约80"), "不是准数"),
    (("ta2a2", "示例幼儿园", "填报数", "95%"), "是百分数，这里要填数"),
    (("ta2a2", "示例幼儿园", "填报数", "80人"), "对不上"),
    (("ta2a2", "示例幼儿园", "填报数", "=SUM(A1:A2)"), "这里是公式"),
    (("tb2b2", "", "填报数", 480), "分子、分母要一起填"),
    (("te5e5", "", "阶段、步骤、日期或文号", "快完工了"), "不在可选的里面"),
    (("tc3c3", "", "阶段、步骤、日期或文号", "9月"), "不是准日子，请写成 2023-09-01"),
    (("tc3c3", "", "编号", "t9999"), "没有编号为 t9999 的目标"),
]


@pytest.mark.parametrize(("change", "says"), UNCLEAR, ids=[case[1] for case in UNCLEAR])
def test_what_is_not_certain_is_asked_and_its_target_is_not_taken(
    change: tuple[str, str, str, object], says: str, project: Path, form: Path
) -> None:
    fill(form, change)
    ran = collect(project, str(form), "--return", "退回")
    assert (ran.code, says in ran.out) == (1, True), ran.out + ran.err
    assert re.search(r"2023Q3-学前教育科\.xlsx!填报!([A-Z]+\d+) 看不准", ran.out)
    assert "entries:" not in report(project)
    marked = openpyxl.load_workbook(project / "退回" / form.name)["填报"]
    notes = [one.comment.text for row in marked.iter_rows() for one in row if one.comment]
    told = [str(row[-1].value) for row in marked.iter_rows()]
    assert any(says in note for note in (*notes, str(marked["A3"].value)))
    assert any(says in text for text in (*told, str(marked["A3"].value)))


def test_what_comes_back_is_a_new_form_with_what_was_typed_that_can_be_put_right_and_taken(
    project: Path, form: Path
) -> None:
    fill(form, ("te5e5", "", "情况说明", "=一切正常"), ("ta2a2", "示例幼儿园", "填报数", 77))
    fill(form, ("ta2a2", "第二幼儿园", "填报数", "约80"))
    table = openpyxl.load_workbook(form)
    table["填报"].insert_rows(6, 2)  # and whatever people do to a sheet
    del table["_meta"]
    table.save(form)
    assert collect(project, str(form), "--return", "退回").code == 1
    back = project / "退回" / form.name
    book = openpyxl.load_workbook(back)
    assert cell(book, "ta2a2", "示例幼儿园", "填报数").value == 77
    wrong = cell(book, "ta2a2", "第二幼儿园", "填报数")
    assert (wrong.value, wrong.fill.fgColor.rgb, wrong.protection.locked) == ("约80", "FFFFC7CE", False)
    assert cell(book, "ta2a2", "第二幼儿园", "请改").value == "“约80”不是准数，请填一个准确的数"
    assert len(book["填报"].data_validations.dataValidation) > 0
    fill(back, ("ta2a2", "第二幼儿园", "填报数", 80), ("te5e5", "", "情况说明", "一切正常。"))
    ran = collect(project, str(back))
    assert ran.code == 0, ran.out + ran.err
    assert "value: 77" in report(project)
    assert "value: 80" in report(project)


def test_a_doubtful_value_is_taken_only_when_confirmed(project: Path, form: Path) -> None:
    fill(form, ("ta2a2", "示例幼儿园", "填报数", 0.9))
    ran = collect(project, str(form))
    assert (ran.code, "请确认 0.9 像是比例" in ran.out) == (1, True), ran.out
    assert collect(project, str(form), "--yes").code == 0
    assert "value: 0.9" in report(project)


SLIPS: list[tuple[str, tuple[str, str, str, object], str]] = [
    ("职成教科", ("td4d4", "", "填报数", 0.5), "累计值从 Q2 的 0.9 降到 Q3 的 0.5"),
    ("职成教科", ("td4d4", "", "填报数", 0.9), "与二季度的 0.9万人 完全一样"),
    ("职成教科", ("td4d4", "", "填报数", 12000), "大得不像，单位是万人，不是人"),
]


@pytest.mark.parametrize(("who", "change", "says"), SLIPS, ids=[case[2] for case in SLIPS])
def test_a_classic_slip_is_asked_about(
    who: str, change: tuple[str, str, str, object], says: str, project: Path, form: Path
) -> None:
    mine = form.with_name(f"2023Q3-{who}.xlsx")
    fill(mine, change)
    ran = collect(project, str(mine))
    assert (ran.code, f"请确认 {says}" in ran.out or says in ran.out) == (1, True), ran.out + ran.err


def test_the_form_of_another_quarter_is_not_taken(project: Path, form: Path) -> None:
    ran = edu_plan("collect", str(form), "-q", "Q2", cwd=project, **DAY)
    assert (ran.code, "这张表的季度是 Q3，收的是 Q2" in ran.out) == (1, True)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_form_saved_as_csv_is_taken_too(encoding: str, project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"))
    sheet = openpyxl.load_workbook(form)["填报"]
    out = io.StringIO()
    csv.writer(out).writerows(
        [["" if one.value is None else one.value for one in row] for row in sheet.iter_rows()]
    )
    file = project / "学前.csv"
    file.write_bytes(out.getvalue().encode(encoding))
    assert collect(project, str(file)).code == 0
    assert "stage: 竣工验收" in report(project)
    file.write_bytes(b"\xff\xff\0\0")
    assert collect(project, str(file)).code == 1


def test_a_closed_quarter_takes_no_form(project: Path) -> None:
    edu_plan("form", "-q", "Q2", "-o", "表", cwd=project, **DAY)
    form = project / "表/2023Q2-学前教育科.xlsx"
    fill(form, ("te5e5", "", "情况说明", "补一句。"))
    ran = edu_plan("collect", str(form), "-q", "Q2", cwd=project, **DAY)
    assert (ran.code, "已于 2023-07-31 封账" in ran.err) == (1, True), ran.out + ran.err


def test_a_dry_run_writes_nothing(project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"))
    ran = collect(project, str(form), "--dry-run")
    assert (ran.code, "+    stage: 竣工验收" in ran.out) == (0, True)
    assert report(project) == ""


def test_text_that_looks_like_a_formula_stays_text(project: Path) -> None:
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8").replace(
        "name: 示例幼儿园建设", "name: '=HYPERLINK(\"http://x\")'"
    )
    plan.write_text(text, encoding="utf-8")
    edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, **DAY)
    sheet = openpyxl.load_workbook(project / "表/2023Q3-学前教育科.xlsx")["填报"]
    assert all(one.data_type != "f" for row in sheet.iter_rows() for one in row)


@pytest.mark.parametrize(("target", "detail"), [("tf6f6", "公布申领办法"), ("te5e5", ""), ("tb2b2", "")])
def test_a_formula_is_asked_about_in_every_kind_of_target(target: str, detail: str, project: Path) -> None:
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, **DAY).code == 0
    for form in (project / "表").glob("*.xlsx"):
        try:
            fill(form, (target, detail, "情况说明", "=1+1"))
        except KeyError:
            continue
        ran = collect(project, str(form), "--yes")
        assert (ran.code, "这里是公式" in ran.out) == (1, True), ran
        return
    raise AssertionError(target)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_form_saved_by_libreoffice_keeps_its_checks_and_is_collected(project: Path, form: Path) -> None:
    fill(
        form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"), ("ta2a2", "示例幼儿园", "填报数", "120个")
    )
    out = project / "存过"
    profile = f"-env:UserInstallation={(project / 'lo').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(out), str(form)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    saved = openpyxl.load_workbook(out / form.name)
    kinds = {validation.type for validation in saved["填报"].data_validations.dataValidation}
    assert {"decimal", "list", "date"} <= kinds
    assert saved["填报"].protection.sheet
    assert collect(project, str(out / form.name)).code == 0
    assert "value: 120" in report(project)


WORKBOOK = {"xl/workbook.xml": b"<workbook/>"}
HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "text": lambda: b"hello",
    "old xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "no spreadsheet": lambda: zipped({"word/document.xml": b"<x/>"}),
    "truncated": lambda: zipped(WORKBOOK | {"xl/a.xml": b"<x/>" * 1000})[:-40],
    "zip bomb": lambda: zipped(WORKBOOK | {"xl/a.xml": bytes(60_000_000)}),
    "high ratio": lambda: zipped(WORKBOOK | {"xl/a.xml": b" " * 5_000_000}),
    "many entries": lambda: zipped(WORKBOOK | {f"xl/{n}.xml": b"" for n in range(1100)}),
    "doctype": lambda: zipped(WORKBOOK | {"xl/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "entity": lambda: zipped(WORKBOOK | {"xl/sharedStrings.xml": b'<?xml version="1.0"?><! ENTITY x "y">'}),
    "utf-16 doctype": lambda: zipped(WORKBOOK | {"xl/a.xml": "<!DOCTYPE a>".encode("utf-16")}),
    "macros": lambda: zipped(WORKBOOK | {"xl/vbaProject.bin": b"x"}),
    "path upward": lambda: zipped(WORKBOOK | {"../../evil.xml": b"<x/>"}),
    "absolute path": lambda: zipped(WORKBOOK | {"/etc/evil.xml": b"<x/>"}),
    "too big": lambda: b"PK" + bytes(21_000_000),
    "random": lambda: b"PK\x03\x04" + bytes(range(256)) * 20,
    "no parts behind the name": lambda: zipped(WORKBOOK),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_and_the_project_unchanged(name: str, project: Path) -> None:
    file = project / "坏.xlsx"
    file.write_bytes(HOSTILE[name]())
    before = {path: path.read_bytes() for path in project.rglob("*.yaml")}
    ran = collect(project, str(file))
    assert ran.code == 1
    assert "坏.xlsx" in ran.err
    assert "Traceback" not in ran.err
    assert {path: path.read_bytes() for path in project.rglob("*.yaml")} == before


def test_most_hostile_files_are_refused_before_any_library_sees_them() -> None:
    seen = [name for name, make in HOSTILE.items() if inspect_office_file("坏.xlsx", make(), KIND) is None]
    assert seen == ["no parts behind the name"]


def test_thousands_of_empty_rows_take_no_time(project: Path, form: Path) -> None:
    book = openpyxl.load_workbook(form)
    book["填报"].cell(1_000_000, 1).value = "远"
    book.save(form)
    fill(form, ("te5e5", "", "阶段、步骤、日期或文号", "竣工验收"))
    assert collect(project, str(form)).code == 0


def test_forms_of_the_shipped_plan_are_made_for_every_department(tmp_path: Path) -> None:
    project = tmp_path / "p"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    assert edu_plan("form", "-q", "Q3", "-o", str(tmp_path / "表"), cwd=project).code == 0
    forms = sorted((tmp_path / "表").iterdir())
    assert len(forms) == 14
    ran = edu_plan("collect", str(tmp_path / "表"), "-q", "Q3", cwd=project)
    assert "看不准" not in ran.out, ran.out
    after = {path.relative_to(project): path.read_bytes() for path in (project / "reports").rglob("*.yaml")}
    assert after == {path.relative_to(ROOT): path.read_bytes() for path in (ROOT / "reports").rglob("*.yaml")}


@pytest.fixture
def dual(tmp_path: Path) -> Path:
    """The sample project with department names that cannot be names of files, two of them alike once they are."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    plan = folder / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8")
    text = text.replace("name: 学前教育科", "name: 学前教育科/民办教育科")
    plan.write_text(text.replace("name: 职成教科", "name: 学前教育科_民办教育科"), encoding="utf-8")
    return folder


def test_a_department_of_two_names_has_a_form_by_a_name_a_file_can_have(dual: Path) -> None:
    ran = edu_plan("form", "-q", "Q3", "-o", "表", cwd=dual)
    assert ran.code == 0, ran.err
    names = {file.name for file in (dual / "表").iterdir()}
    assert {"2023Q3-学前教育科_民办教育科.xlsx", "2023Q3-学前教育科_民办教育科-adult-education.xlsx"} <= names
    assert edu_plan("collect", "表", "-q", "Q3", cwd=dual).code == 0


def test_no_form_is_written_where_one_cannot_be(dual: Path) -> None:
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=dual).code == 0
    forms = sorted((dual / "表").iterdir())
    forms[0].unlink()
    ran = edu_plan("form", "-q", "Q3", "-o", "表", cwd=dual)
    assert (ran.code, "已存在" in ran.err, "已写入" in ran.err) == (2, True, False)
    assert sorted((dual / "表").iterdir()) == forms[1:]
