"""What was known when: corrections, amendments and reports count from their own days, and what changed a figure is said."""

import csv
import io
import json
import re
from pathlib import Path

import pytest

from commands.running import done, sample_in, unbroken


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return sample_in(tmp_path / "p")


def do(project: Path, *arguments: str, day: str = "2023-11-20") -> str:
    return done(project, day, *arguments)


def test_a_correction_leaves_what_was_printed_before_it(project: Path) -> None:
    asked = ("report", "-q", "Q2", "--as-of", "2023-10-25")
    before = {form: do(project, *asked, "-f", form) for form in ("table", "csv", "md", "json")}
    do(
        project,
        "record",
        "2-3",
        "-q",
        "Q2",
        "--numerator",
        "20",
        "--denominator",
        "42",
        "--reason",
        "重复计入",
    )
    written = next((project / "reports/2023/Q3").glob("party-building.yaml")).read_text(encoding="utf-8")
    assert "date: 2023-11-20" in written
    assert {form: do(project, *asked, "-f", form) for form in before} == before
    assert do(project, "report", "-q", "Q2") != do(project, *asked)


def test_of_two_corrections_the_one_made_last_counts_whatever_its_file(project: Path) -> None:
    for day, number in (("2023-11-02", "31"), ("2023-11-09", "32")):
        do(
            project, "record", "2-3", "-q", "Q2", "--numerator", number, "--denominator", "42", "--reason", "核对",
            day=day,
        )  # fmt: skip
    for known, number in (((), "32"), (("--as-of", "2023-11-05"), "31")):
        data = json.loads(do(project, "report", "-q", "Q2", "-f", "json", *known))
        target = next(
            t for s in data["sections"] for i in s["items"] for t in i["targets"] if t["label"] == "2-3"
        )
        assert target["cumulative"]["zh"].endswith(f"（{number}/42）")


def test_nothing_dated_later_than_the_day_asked_counts(project: Path) -> None:
    asked = ("report", "-q", "Q2", "--as-of", "2023-06-15", "-f", "json")
    before = json.loads(do(project, *asked))
    do(project, "amend", "14-2", "target_value", "140", "--reason", "市里调整", "--date", "2023-06-20")
    after = json.loads(do(project, *asked))
    assert after["total"] == before["total"]
    assert after["amendments"] == []


def test_every_format_says_every_amendment(project: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    docx = pytest.importorskip("docx")
    do(
        project, "amend", "14-2", "target_value", "140", "--reason", "市里调整任务", "--date", "2023-07-15",
        "--document", "区教〔2023〕20号", day="2023-08-05",
    )  # fmt: skip
    do(
        project,
        "amend",
        "14-2",
        "due",
        "2023-11-30",
        "--reason",
        "工期顺延",
        "--date",
        "2023-07-15",
        day="2023-07-15",
    )
    do(project, "assign", "4-1", "办公室", "--reason", "分工调整", "--date", "2023-08-01", day="2023-08-01")
    do(project, "drop", "9-2", "--reason", "并入市级项目", "--date", "2023-08-02", day="2023-08-02")
    asked = ("report", "-q", "Q3")
    data = json.loads(do(project, *asked, "-f", "json"))
    told = [made["changes"]["zh"] for made in data["amendments"]]
    assert told == [
        "目标值 270 → 140",
        "时限 2023-12-31 → 2023-11-30",
        "牵头科室 教育督导室 → 办公室",
        "取消",
    ]
    parts = [
        "目标值270→140",
        "时限2023-12-31→2023-11-30",
        "牵头科室教育督导室→办公室",
        "取消",
        "区教〔2023〕20号",
        "2023-08-05补记",
        "市里调整任务",
    ]
    for form in ("table", "md", "csv"):
        out = unbroken(do(project, *asked, "-f", form)).replace("\\", "")
        assert [part for part in parts if part not in out] == [], form
    rows = list(csv.DictReader(io.StringIO(do(project, *asked, "-f", "csv").lstrip("\ufeff"), newline="")))
    assert [row["目标"] for row in rows if row["调整"]] == ["4（1）", "9（2）", "14（2）"]
    do(project, *asked, "-o", "q3.html")
    page = unbroken(re.sub(r"<[^>]+>", "", (project / "q3.html").read_text(encoding="utf-8")))
    assert [part for part in parts if part not in page] == []
    do(project, *asked, "-o", "q3.xlsx")
    sheet = openpyxl.load_workbook(project / "q3.xlsx")["调整"]
    cells = unbroken("".join(str(row[0].value) for row in sheet.iter_rows()))
    assert [part for part in parts if part not in cells] == []
    do(project, *asked, "-o", "q3.docx")
    text = "".join(paragraph.text for paragraph in docx.Document(str(project / "q3.docx")).paragraphs)
    assert "调整：新增公办幼儿园学位（14-2）自2023年7月15日（2023年8月5日补记）起目标值270改为140" in text
    assert "依据区教〔2023〕20号。理由：市里调整任务。" in text


def test_two_amendments_of_one_day_are_two(project: Path) -> None:
    for value in ("300", "280"):
        do(
            project,
            "amend",
            "14-2",
            "target_value",
            value,
            "--reason",
            f"改为{value}",
            "--date",
            "2023-08-01",
            day="2023-08-01",
        )
    data = json.loads(do(project, "report", "-q", "Q3", "-f", "json"))
    assert [made["changes"]["zh"] for made in data["amendments"]] == ["目标值 270 → 300", "目标值 300 → 280"]
    target = next(
        t for s in data["sections"] for i in s["items"] for t in i["targets"] if t["label"] == "14-2"
    )
    assert target["goal"]["zh"] == "≥280个"


def test_the_change_since_last_quarter_is_the_difference_of_the_two_as_shown(project: Path) -> None:
    do(project, "drop", "14-1", "--reason", "取消", "--date", "2023-08-02", day="2023-08-02")

    def figures(quarter: str) -> dict[int, dict[str, object]]:
        data = json.loads(do(project, "status", "-q", quarter, "--json"))
        return {i["number"]: i["total"] for s in data["sections"] for i in s["items"]} | {0: data["total"]}

    second, third = figures("Q2"), figures("Q3")
    assert {number: total["before"] for number, total in third.items()} == {
        number: total["completion"] for number, total in second.items()
    }
    out = do(project, "status", "-q", "Q3")
    rate, change = re.search(r"全计划 \S+ ([\d.]+)%  序时进度 [\d.]+%  较上季 ([+-][\d.]+)", out).groups()  # type: ignore[union-attr]
    before = float(str(second[0]["completion"]["percent"]))  # type: ignore[index]
    assert round(float(rate) - before, 1) == float(change)


def test_filters_show_the_figures_of_what_is_listed_beside_the_plans(project: Path) -> None:
    out = do(project, "status", "-q", "Q3", "--department", "学前科")
    own = do(project, "report", "-q", "Q3", "--department", "学前科")
    head = [line for line in out.splitlines() if line.startswith(("全计划", "所列"))]
    assert len(head) == 2
    rate = re.search(r"([\d.]+%)  序时", head[1])
    assert rate is not None
    assert rate[1] in own
    assert out.count("填报：科室") == 2
