"""The ledger: the same figures as every other format, as numbers; text that stays text; sheets people can print."""

import csv
import io
import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

HEAD = 5


def ledger(project: Path, folder: Path, *more: str) -> Any:
    file = folder / "台账.xlsx"
    ran = edu_plan("report", "-q", "Q2", "-o", str(file), *more, cwd=project)
    assert ran.code == 0, ran.err
    return openpyxl.load_workbook(file)


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("p")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def table(sheet: Any) -> list[dict[str, Any]]:
    heads = [cell.value for cell in sheet[HEAD]]
    rows = sheet.iter_rows(min_row=HEAD + 1, values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows if row[2] is not None]


def test_every_figure_is_the_one_in_the_csv_and_a_number(shipped: Path, tmp_path: Path) -> None:
    found = table(ledger(shipped, tmp_path)["总表"])
    lines = edu_plan("report", "-q", "Q2", "--format", "csv", cwd=shipped).out.lstrip("\ufeff")
    expected = list(csv.DictReader(io.StringIO(lines)))
    assert [row["编号"] for row in found] == [row["编号"] for row in expected]
    for row, line in zip(found, expected, strict=True):
        for key in ("完成率", "序时进度"):
            assert (f"{row[key]:.1%}" if row[key] is not None else "—") == line[key]
        assert row["较上季"] is None or float(row["较上季"]) == float(line["较上季"])
        assert (row["累计"], row["灯"]) == (line["累计"].removeprefix("'"), line["灯"])
        assert isinstance(row["时限"], datetime)


def test_there_is_a_sheet_for_each_section_and_department_that_adds_up_to_the_whole(
    shipped: Path, tmp_path: Path
) -> None:
    book = ledger(shipped, tmp_path)
    whole = {row["编号"] for row in table(book["总表"])}
    sections = [name for name in book.sheetnames if name[1:2] == "、"]
    departments = book.sheetnames[1 + len(sections) :]
    assert len(sections) == 6
    for group in (sections, departments):
        parts = [row["编号"] for name in group for row in table(book[name])]
        assert len(parts) == len(set(parts))
        assert set(parts) == whole


def test_every_sheet_says_its_day_marks_and_rules_and_is_ready_to_filter_and_print(
    shipped: Path, tmp_path: Path
) -> None:
    for sheet in ledger(shipped, tmp_path):
        assert "截至 2023-06-30" in sheet["A2"].value
        assert "示例：" in sheet["A3"].value
        assert "完成率低于序时进度" in sheet["A4"].value
        assert sheet.freeze_panes == "E6"
        assert sheet.auto_filter.ref.startswith("A5:")
        assert sheet.print_title_rows == "$5:$5"
        assert len(sheet.conditional_formatting) == 1


def test_text_that_begins_like_a_formula_stays_text(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = folder / "plan" / "2023.yaml"
    text = file.read_text(encoding="utf-8").replace("name: 新增公办幼儿园学位\n", 'name: "=HYPERLINK(A1)"\n')
    file.write_text(text, encoding="utf-8")
    cell = ledger(folder, tmp_path)["总表"]["D6"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=HYPERLINK(A1)", "s", True)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_and_reads_the_same(shipped: Path, tmp_path: Path) -> None:
    ledger(shipped, tmp_path)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(tmp_path), str(tmp_path / "台账.xlsx")],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    read = list(csv.reader((tmp_path / "台账.csv").read_text(encoding="utf-8").splitlines()))
    assert read[HEAD - 1][:5] == ["部分", "任务", "目标", "名称", "灯"]
    assert [row[2] for row in read[HEAD:]] == [
        row["目标"] for row in table(openpyxl.load_workbook(tmp_path / "台账.xlsx")["总表"])
    ]


def test_it_needs_a_file() -> None:
    ran = edu_plan("report", "-q", "Q2", "--format", "xlsx")
    assert (ran.code, "-o 二季度.xlsx" in ran.err) == (2, True)


def test_what_is_printed_ends_with_the_accounts(shipped: Path, tmp_path: Path) -> None:
    sheet = ledger(shipped, tmp_path)["总表"]
    last = sheet.print_area.replace("$", "").rpartition(":")[2].rstrip("0123456789")
    assert sheet[f"{last}{HEAD}"].value == "情况说明"
