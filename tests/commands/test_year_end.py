"""``report --year 2023``: the year in review, with each quarter as it was handed out."""

import csv
import io
import json
import shutil
from pathlib import Path

import docx
import openpyxl
import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from commands.test_json import schema


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All four quarters: the last one is the third, a little later."""
    folder = tmp_path_factory.mktemp("y")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    for file in (folder / "reports/2023/Q3").iterdir():
        text = file.read_text(encoding="utf-8").partition("corrections:")[0]
        text = text.replace("quarter: Q3", "quarter: Q4").replace("submitted: 2023-10", "submitted: 2024-01")
        (folder / "reports/2023/Q4").mkdir(exist_ok=True)
        (folder / "reports/2023/Q4" / file.name).write_text(text, encoding="utf-8")
    return folder


def table(project: Path, *asked: str) -> list[dict[str, str]]:
    ran = edu_plan("report", *asked, "--format", "csv", cwd=project)
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out.lstrip("\ufeff"), newline="")))


def test_each_quarter_stands_in_it_as_it_was_handed_out(project: Path) -> None:
    year = table(project, "--year", "2023")
    for key, name in (("Q1", "一季度"), ("Q2", "二季度"), ("Q3", "三季度"), ("Q4", "四季度")):
        assert [row[name] for row in year] == [row["完成率"] for row in table(project, "-q", key)]
    assert [row["完成率"] for row in year] == [row["四季度"] for row in year]


@pytest.mark.parametrize(
    "asked", [("-q", "全年"), ("-q", "2023年度"), ("--year", "2023", "--as-of", "2024-02-01")]
)
def test_it_has_other_names(asked: tuple[str, ...], project: Path) -> None:
    assert table(project, *asked) == table(project, "--year", "2023")


@pytest.mark.parametrize(
    "asked", [("--year", "2023", "-q", "Q4"), ("--year", "2023", "--as-of", "2023-07-12"), ()]
)
def test_a_quarter_or_a_day_of_the_year_is_no_review(asked: tuple[str, ...], project: Path) -> None:
    assert "一季度" not in table(project, *asked)[0]


def test_the_circular_tells_the_course_what_is_open_and_why(project: Path, tmp_path: Path) -> None:
    ran = edu_plan("report", "--year", "2023", "-o", str(tmp_path / "年度.docx"), cwd=project)
    assert ran.code == 0, ran.err
    document = docx.Document(str(tmp_path / "年度.docx"))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert "".join(said[:2]) == "铜陵市铜官区教育局关于2023年度工作要点完成情况的通报"
    assert "现将《铜官区教育局2023年工作要点》全年完成情况通报如下（截至2023年12月31日）。" in said
    assert any(text.startswith("各季度末总体完成率：一季度20.5%、二季度46.6%、三季度") for text in said)
    assert "三、未完成的目标" in said
    assert any("情况说明：" in text for text in said)
    assert not any("本季" in text and "填报于" in text for text in said)
    year = table(project, "--year", "2023")
    unfinished = [row["名称"] for row in year if row["灯"] not in ("已完成", "已取消")]
    tables = {"|".join(c.text for c in t.rows[0].cells): [[c.text for c in r.cells] for r in t.rows[1:]] for t in document.tables}  # fmt: skip
    carry = tables["目标|名称|目标值|累计|完成率|灯|情况说明|牵头科室"]
    assert [line[1] for line in carry] == unfinished
    assert any(
        f"所列{len(unfinished)}个未完成的目标，由牵头科室逐个提出结转下年、调整或取消的意见。" in text
        for text in said
    )
    whole = tables["目标|名称|目标值|累计|一季度|二季度|三季度|四季度|灯|牵头科室"]
    assert [line[4:8] for line in whole] == [[row[f"{n}季度"] for n in "一二三四"] for row in year]


def test_so_do_the_others(project: Path, tmp_path: Path) -> None:
    year = table(project, "--year", "2023")
    data = json.loads(edu_plan("report", "--year", "2023", "--json", cwd=project).out)
    schema("assessment").validate(data)
    assert [then["quarter"] for then in data["course"]] == ["2023Q1", "2023Q2", "2023Q3", "2023Q4"]
    first = data["course"][0]["targets"]
    percents = [f"{float(first[row['编号']]['percent']):.1f}%" if first[row["编号"]] else "—" for row in year]
    assert percents == [row["一季度"] for row in year]
    assert (
        "# 铜官区教育局 2023 年工作要点 年度完成情况"
        in edu_plan("report", "--year", "2023", "--format", "md", cwd=project).out
    )
    assert edu_plan("report", "--year", "2023", "-o", str(tmp_path / "y.xlsx"), cwd=project).code == 0
    sheet = openpyxl.load_workbook(tmp_path / "y.xlsx")["总表"]
    heads = [cell.value for cell in sheet[5]]
    at = heads.index("三季度")
    shown = [
        "—" if row[at] is None else f"{row[at]:.1%}" for row in sheet.iter_rows(min_row=6, values_only=True)
    ]
    assert shown == [row["三季度"] for row in year]


def test_one_department_has_a_year_too(project: Path) -> None:
    mine = table(project, "--year", "2023", "--department", "学前科")
    whole = {row["编号"]: row for row in table(project, "--year", "2023")}
    assert mine
    assert all(whole[row["编号"]]["一季度"] == row["一季度"] for row in mine)
