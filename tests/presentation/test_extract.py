"""A report of one department or one item: its targets alone, in every format, with averages of their own."""

import json
import shutil
from pathlib import Path

import pytest

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("p")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


@pytest.mark.parametrize("form", ["table", "md", "html"])
def test_one_department_has_a_report_of_its_own(form: str, shipped: Path) -> None:
    ran = edu_plan("report", "-q", "Q2", "--department", "学前科", "--format", form, cwd=shipped)
    assert ran.code == 0, ran.err
    assert "学前教育科" in ran.out.splitlines()[0] + ran.out
    assert "新增公办幼儿园学位" in ran.out
    assert "校长负责制覆盖面" not in ran.out


def test_departments_together_are_the_whole_plan(shipped: Path) -> None:
    def targets(*more: str) -> list[str]:
        data = json.loads(edu_plan("report", "-q", "Q2", "--json", *more, cwd=shipped).out)
        return [t["id"] for s in data["sections"] for i in s["items"] for t in i["targets"]]

    names = [
        d["name"]
        for d in json.loads(edu_plan("report", "-q", "Q2", "--json", cwd=shipped).out)["departments"]
    ]
    parts = [found for name in names for found in targets("--department", name)]
    assert sorted(parts) == sorted(targets())


def test_an_items_average_is_the_mean_of_its_targets(shipped: Path) -> None:
    data = json.loads(edu_plan("report", "-q", "Q2", "--json", "--item", "15", cwd=shipped).out)
    [section] = data["sections"]
    [item] = section["items"]
    assert item["number"] == 15
    assert data["total"]["completion"] == section["total"]["completion"] == item["total"]["completion"]


def test_the_files_name_whose_they_are(tmp_path: Path) -> None:
    import docx
    import openpyxl

    for name in ("学前科.docx", "学前科.xlsx"):
        ran = edu_plan("report", "-q", "Q2", "--department", "学前科", "-o", str(tmp_path / name))
        assert ran.code == 0, ran.err
    said = "".join(
        paragraph.text for paragraph in docx.Document(str(tmp_path / "学前科.docx")).paragraphs[:2]
    )
    assert "学前教育科" in said
    assert "学前教育科" in openpyxl.load_workbook(tmp_path / "学前科.xlsx").worksheets[0]["A1"].value


def test_an_unknown_department_or_item_is_named() -> None:
    assert "没有科室 无此科" in edu_plan("report", "-q", "Q2", "--department", "无此科", cwd=SAMPLE).err
    assert "没有任务 99" in edu_plan("report", "-q", "Q2", "--item", "99", cwd=SAMPLE).err
