"""责任分解表: the same words in every format, cells merged as offices do, one file a department on request."""

import json
from collections import Counter
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from commands.running import ROOT, SAMPLE, done, sample_in
from commands.running import forked_edu_plan as edu_plan

DAY = "2023-03-20"
FORMATS = ("docx", "xlsx", "html", "md")
HEADS = ["序号", "重点任务", "目标", "牵头领导", "牵头科室", "配合科室", "完成时限", "节点"]


def written(project: Path, name: str, folder: Path, *arguments: str) -> Path:
    done(project, DAY, "breakdown", "-o", str(folder / name), *arguments)
    return folder / name


def rows_of_docx(file: Path) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in docx.Document(str(file)).tables[0].rows]


def test_each_task_stands_with_who_by_when_and_through_what(tmp_path: Path) -> None:
    rows = rows_of_docx(written(SAMPLE, "责任分解表.docx", tmp_path))
    assert rows[0] == HEADS
    assert rows[1] == ["一、稳妥推进学位供给"] * 8
    first = dict(zip(HEADS, rows[2], strict=True))
    assert first["序号"] == "14"
    assert first["重点任务"].startswith("实施安心托幼行动。\n新增公办幼儿园学位270个。")
    assert first["目标"] == "新增公办幼儿园学位：不低于270个"
    assert [first[head] for head in HEADS[3:]] == [
        "副局长",
        "学前教育科",
        "办公室",
        "12月底前",
        "一季度末完成20%；\n二季度末完成60%",
    ]
    stages = dict(zip(HEADS, rows[5], strict=True))
    assert stages["目标"] == "示例幼儿园建设（协助市经开区）"
    assert stages["牵头科室"] == "学前教育科"
    assert stages["节点"] == "开工建设（3月底前）；\n主体封顶（6月底前）；\n竣工验收（8月底前）"
    assert dict(zip(HEADS, rows[6], strict=True))["牵头领导"] == "局长", (
        "by the department that leads the target"
    )
    assert [row[3] for row in rows[7:]] == ["局长", "局长"], "as the item says"


def test_what_is_said_of_an_item_is_one_cell_and_the_head_comes_on_every_page(tmp_path: Path) -> None:
    document = docx.Document(str(written(SAMPLE, "责任分解表.docx", tmp_path)))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert [round(length.mm) for length in (section.page_width, section.page_height) if length] == [297, 210]
    table = document.tables[0]._tbl
    begun = [cell for cell in table.iter(qn("w:vMerge")) if cell.get(qn("w:val")) == "restart"]
    tasks = [cell for cell in begun if "实施" in "".join(cell.getparent().getparent().itertext())]
    assert len(tasks) == 2, "both items have several targets, and each its text once"
    assert ["新增公办幼儿园学位270个" in (text.text or "") for text in table.iter(qn("w:t"))].count(True) == 1
    assert table.tr_lst[0].trPr is not None
    assert table.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None


def test_the_workbook_merges_the_same_cells_and_is_high_enough_for_what_they_hold(tmp_path: Path) -> None:
    sheet = openpyxl.load_workbook(written(SAMPLE, "责任分解表.xlsx", tmp_path)).active
    assert sheet is not None
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert {"A1:H1", "A4:H4", "A5:A9", "B5:B9", "A10:A11", "B10:B11", "D10:D11"} <= merged
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.page_setup.orientation == "landscape"
    heights = [sheet.row_dimensions[row].height or 0 for row in range(5, 10)]
    assert sum(heights) > 14 * str(sheet["B5"].value).count("\n")


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_words_stand_in_every_format(name: str, tmp_path: Path) -> None:
    project = sample_in(tmp_path / "p")
    data = json.loads(done(project, DAY, "breakdown", "--json"))
    file = written(project, f"责任分解表.{name}", tmp_path)
    shown = "".join(_text(file).split()).replace("\\", "")
    for section in data["sections"]:
        for item in section["items"]:
            for paragraph in item["text"].split("\n"):
                assert "".join(paragraph.split()) in shown
            for row in item["rows"]:
                names = [row["name"], row["leader"]["post"], row["lead"]["name"]]
                names += [who["name"] for who in row["cooperating"]] + [
                    node["name"] or "" for node in row["nodes"]
                ]
                assert [each for each in names if "".join(each.split()) not in shown] == []


def _text(file: Path) -> str:
    if file.suffix == ".docx":
        return "\n".join(cell for row in rows_of_docx(file) for cell in row)
    if file.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(file).active
        assert sheet is not None
        return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value)
    return file.read_text(encoding="utf-8")


def test_a_file_for_each_department_holds_what_it_leads_or_helps_with(tmp_path: Path) -> None:
    done(SAMPLE, DAY, "breakdown", "-o", str(tmp_path / "责任分解表.docx"), "--by-department")
    files = {file.name for file in tmp_path.iterdir()}
    assert files == {f"责任分解表-{name}.docx" for name in ("办公室", "学前教育科", "职成教科")}
    office = rows_of_docx(tmp_path / "责任分解表-办公室.docx")
    assert {row[0] for row in office[2:]} == {"14"}, "it helps with item 14, and leads one target of it"
    assert {row[4] for row in office[2:]} == {"学前教育科", "办公室"}
    above = docx.Document(str(tmp_path / "责任分解表-办公室.docx")).paragraphs
    assert [line.text for line in above[:2]] == ["示例区教育局 2023 年工作要点", "责任分解表（办公室）"]


def test_a_leaders_table_is_of_what_is_in_their_charge() -> None:
    shown = done(SAMPLE, DAY, "breakdown", "--leader", "局长")
    assert "责任分解表（局长）" in shown
    assert [label for label in ("14-1", "14-5", "15-1", "15-2") if label in shown] == ["14-5", "15-1", "15-2"]


def test_amendments_are_in_it_and_what_is_dropped_is_said(tmp_path: Path) -> None:
    project = tmp_path / "p"
    sample_in(project)
    plan = project / "plan" / "2023.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").rstrip()
        + "\namendments:\n  - target: taya4\n    date: 2023-06-01\n    reason: 并入别的目标\n    drop: true\n",
        encoding="utf-8",
    )
    before, after = (json.loads(done(project, day, "breakdown", "--json")) for day in (DAY, "2023-07-20"))
    assert (before["dropped"], after["dropped"]) == (0, 1)
    assert "已取消的1个目标不列" in "".join(done(project, "2023-07-20", "breakdown").split())
    assert "托班政策保障" not in done(project, "2023-07-20", "breakdown")


def test_an_item_without_targets_has_its_row(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8")
    start, end = (
        text.index("      - id: ihj47"),
        text.index("      - id: i", text.index("      - id: ihj47") + 12),
    )
    item = text[start:end]
    plan.write_text(text[:start] + item[: item.index("        targets:")] + text[end:], encoding="utf-8")
    data = json.loads(edu_plan("breakdown", "--json", cwd=project, EDU_PLAN_TODAY=DAY).out)
    rows = [i["rows"] for s in data["sections"] for i in s["items"] if i["id"] == "ihj47"]
    assert [(row["label"], row["target"], row["lead"]["id"]) for row in rows[0]] == [
        ("14", None, "preschool")
    ]


def test_what_a_file_says_is_text_and_nothing_else(tmp_path: Path) -> None:
    project = sample_in(tmp_path / "p")
    plan = project / "plan" / "2023.yaml"
    text = plan.read_text(encoding="utf-8").replace("name: 托班政策保障", "name: '=1+1<b>托班</b>'")
    plan.write_text(text, encoding="utf-8")
    sheet = openpyxl.load_workbook(written(project, "a.xlsx", tmp_path)).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("=1+1")]
    assert [(cell.data_type, cell.value) for cell in cells] == [("s", "=1+1<b>托班</b>")]
    assert "<b>托班" not in written(project, "a.html", tmp_path).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--by-department"], "--by-department 要和 -o 一起用"),
        (["--by-department", "--department", "办公室", "-o", "a.docx"], "请选一个"),
        (["--format", "docx"], "要写到文件：-o 责任分解表.docx"),
        (["-o", "a.pdf"], "不会写 .pdf 文件"),
        (["-o", "责任分解表"], "不知道 责任分解表 是什么格式"),
        (["--department", "体育科"], "没有科室 体育科"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], said: str) -> None:
    ran = edu_plan("breakdown", *arguments, EDU_PLAN_TODAY=DAY)
    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("command", ["breakdown", "due"])
@pytest.mark.parametrize("columns", [80, 90, 100, 120])
def test_a_narrow_terminal_folds_words_and_cuts_none_off(command: str, columns: int) -> None:
    day = {"EDU_PLAN_TODAY": "2023-04-20"}
    whole, narrow = (edu_plan(command, cwd=ROOT, COLUMNS=str(width), **day).out for width in (300, columns))
    words = [Counter(character for character in out if character not in " \n─") for out in (whole, narrow)]
    assert words[0] == words[1]
