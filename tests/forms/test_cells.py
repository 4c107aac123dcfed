"""Cells as other programs store them, and as people fill them: what stands in each is read as it is shown, or asked about."""

import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands.running import ROOT, SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan

DAY = {"EDU_PLAN_TODAY": "2023-10-08"}
WORKBOOKS = Path(__file__).parent / "workbooks"
NUMBER, DENOMINATOR, STATE, ACCOUNT, EVIDENCE = (
    "填报数",
    "分母",
    "阶段、步骤、日期或文号",
    "情况说明",
    "佐证材料",
)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    for name in ("plan", "reports", "edu-plan.toml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        folder.mkdir(exist_ok=True)
        copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=folder, **DAY).code == 0
    return folder


def collect(folder: Path, file: Path | str, *more: str) -> Ran:
    return edu_plan("collect", str(file), "-q", "Q3", *more, cwd=folder, COLUMNS="120", **DAY)


def report(folder: Path, department: str = "preschool") -> str:
    file = folder / f"reports/2023/Q3/{department}.yaml"
    return file.read_text(encoding="utf-8") if file.exists() else ""


def place(sheet: Any, target: str, detail: str, head: str) -> Any:
    """The cell of a row by its target and detail, in the column of a head."""
    head_row = next(row for row in sheet.iter_rows() if any(cell.value == "编号" for cell in row))
    columns = {cell.value: cell.column for cell in head_row}
    for row in range(head_row[0].row + 1, sheet.max_row + 1):
        said = sheet.cell(row, columns["编号"]).value, sheet.cell(row, columns["细目"]).value or ""
        if said == (target, detail):
            return sheet.cell(row, columns[head])
    raise KeyError(target)


Change = Callable[[Any], object]


def edited(folder: Path, change: Change, who: str = "学前教育科") -> Path:
    form = folder / f"表/2023Q3-{who}.xlsx"
    book = openpyxl.load_workbook(form)
    change(book)
    book.save(form)
    return form


@pytest.mark.parametrize(
    ("file", "day"),
    [("date-in-format-31.xlsx", "2023-09-01"), ("colours-of-ten-digits.xlsx", "2023-09-28"), ("empty-fill.xlsx", "2023-09-28")],
)  # fmt: skip
def test_a_day_is_a_day_whatever_program_stored_it(file: str, day: str, shipped: Path) -> None:
    ran = collect(shipped, WORKBOOKS / file, "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert "Warning" not in ran.err
    assert f"done_on: {day}\n" in report(shipped, "basic-education")


def test_a_day_in_a_column_of_words_is_a_day_too(shipped: Path) -> None:
    ran = collect(shipped, WORKBOOKS / "text-in-format-31.xlsx", "--dry-run")
    assert "2023年9月1日" in ran.out
    assert "2023年8月28日" in ran.out
    assert "45170" not in ran.out
    assert "L16 看不准 这一行不填“填报数”；“3008”是填在别的格子里的吗" in ran.out


def test_a_line_break_as_other_programs_write_it_is_none(shipped: Path) -> None:
    ran = collect(shipped, WORKBOOKS / "escaped-line-break.xlsx", "--dry-run")
    assert "9月1日如期开办。首批新生130人。" in ran.out
    assert "_x000D_" not in ran.out


def test_a_workbook_of_the_strict_variant_is_told_with_the_way_out(shipped: Path) -> None:
    ran = collect(shipped, WORKBOOKS / "strict.xlsx")
    assert (ran.code, "严格 Open XML" in ran.err, "另存为普通的" in ran.err) == (1, True, True)


SHARE, COUNT, WHEN, BUILDING = ("tb2b2", ""), ("ta2a2", "示例幼儿园"), ("tc3c3", ""), ("te5e5", "")


def put(row: tuple[str, str], head: str, value: object, shape: str = "") -> Change:
    def change(book: Any) -> None:
        cell = place(book["填报"], *row, head)
        cell.value = value
        if shape:
            cell.number_format = shape

    return change


def add_total(book: Any, figure: int) -> None:
    """A row below the contributors of the first target, as people add one; it has no id."""
    sheet = book["填报"]
    last = place(sheet, "ta2a2", "第二幼儿园", NUMBER)
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    sheet.insert_rows(last.row + 1)
    sheet.cell(last.row + 1, place(sheet, "ta2a2", "第二幼儿园", "细目").column).value = "合计"
    sheet.cell(last.row + 1, last.column).value = figure


def put_both(book: Any) -> None:
    put(BUILDING, STATE, "竣工验收")(book)
    put(BUILDING, EVIDENCE, "示教〔2023〕8号、示教〔2023〕9号")(book)


READ: list[tuple[str, Change, str]] = [
    ("a binary fraction", put(COUNT, NUMBER, 369.30000000000007), "value: 369.3"),
    ("a share in one cell", put(SHARE, NUMBER, "480/500"), "numerator: 480\n    denominator: 500"),
    ("a percentage with its share", put(SHARE, NUMBER, "96%（480/500）"), "numerator: 480\n    denominator: 500"),
    ("a unit in the format", put(COUNT, NUMBER, 30, '0"个"'), "value: 30"),
    ("a day without its year", put(WHEN, STATE, "9月1日"), "done_on: 2023-09-01"),
    ("a format without the year", put(WHEN, STATE, 45170, 'm"月"d"日"'), "done_on: 2023-09-01"),
    ("not yet", put(WHEN, STATE, "尚未开办"), "account: 尚未开办"),
    ("a stage in other words", put(BUILDING, STATE, "已竣工验收"), "stage: 竣工验收"),
    ("two numbers of documents", put_both, "evidence: [示教〔2023〕8号, 示教〔2023〕9号]"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "written"), [case[1:] for case in READ], ids=[case[0] for case in READ])
def test_what_is_sure_is_taken(change: Change, written: str, project: Path) -> None:
    ran = collect(project, edited(project, change), "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert written in report(project)


ASKED: list[tuple[str, Change, str]] = [
    ("a line break between digits", put(COUNT, NUMBER, "120\n35"), "中间有空格，是一个数还是两个数"),
    ("a figure in a ring", put(COUNT, NUMBER, "①"), "带圈的"),
    ("nothing or zero", put(COUNT, NUMBER, "无"), "是 0，还是没有可报的"),
    ("a month", put(WHEN, STATE, 45170, 'yyyy"年"m"月"'), "“2023年9月”不是准日子"),
    ("a share that became a day", put(SHARE, NUMBER, 44990, "m/d"), "是日期，不是数"),
    ("a figure in a row of stages", put(BUILDING, NUMBER, 30), "这一行不填“填报数”"),
    ("a blank of days", put(WHEN, STATE, "/"), "是还没有完成吗"),
    ("a sum that is none", lambda book: add_total(book, 99), "各行相加是 50"),
    ("evidence alone", put(BUILDING, EVIDENCE, "验收单"), "只填了佐证材料"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "says"), [case[1:] for case in ASKED], ids=[case[0] for case in ASKED])
def test_what_is_not_sure_is_asked(change: Change, says: str, project: Path) -> None:
    def filled(book: Any) -> None:
        place(book["填报"], *COUNT, NUMBER).value = 30
        place(book["填报"], "ta2a2", "第二幼儿园", NUMBER).value = 20
        change(book)

    ran = collect(project, edited(project, filled))
    assert (ran.code, says in ran.out) == (1, True), ran.out + ran.err


def test_one_figure_merged_over_two_contributors_is_asked_about(project: Path) -> None:
    def merge(book: Any) -> None:
        cell = place(book["填报"], *COUNT, NUMBER)
        cell.value = 30
        book["填报"].merge_cells(
            start_row=cell.row, end_row=cell.row + 1, start_column=cell.column, end_column=cell.column
        )

    ran = collect(project, edited(project, merge))
    assert (ran.code, "这一格合并了几行" in ran.out) == (1, True), ran.out + ran.err


def test_a_sum_that_agrees_counts_for_nothing(project: Path) -> None:
    def add(book: Any) -> None:
        place(book["填报"], *COUNT, NUMBER).value = 30
        place(book["填报"], "ta2a2", "第二幼儿园", NUMBER).value = 20
        add_total(book, 50)

    ran = collect(project, edited(project, add), "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert report(project).count("value:") == 2


def test_contributors_are_known_by_their_names_however_they_are_retyped(project: Path) -> None:
    plan = project / "plan/2023.yaml"
    plan.write_text(
        plan.read_text(encoding="utf-8").replace(
            "[示例幼儿园, 第二幼儿园]", "[示例幼儿园（东区）, 第二幼儿园]"
        ),
        encoding="utf-8",
    )
    shutil.rmtree(project / "表")
    for file in (project / "reports/2023").rglob("preschool.yaml"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            text.replace("contributor: 示例幼儿园", "contributor: 示例幼儿园（东区）"), encoding="utf-8"
        )
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, **DAY).code == 0

    def retype(book: Any) -> None:
        row = ("ta2a2", "示例幼儿园（东区）")
        place(book["填报"], *row, NUMBER).value = 30
        place(book["填报"], *row, "细目").value = "示例幼儿园 (东区) "

    ran = collect(project, edited(project, retype), "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert "contributor: 示例幼儿园（东区）\n    value: 30" in report(project)
    assert "14-1 还没填：第二幼儿园" in ran.out


def test_every_account_of_a_step_is_kept(project: Path) -> None:
    def write(book: Any) -> None:
        for step, account in (("公布申领办法", "办法已公布。"), ("受理并发放", "受理120户。")):
            place(book["填报"], "tf6f6", step, ACCOUNT).value = account

    ran = collect(project, edited(project, write, "办公室"))
    assert ran.code == 0, ran.out + ran.err
    assert "account: 公布申领办法：办法已公布；受理并发放：受理120户。" in report(project, "office")


def test_an_old_draft_on_a_hidden_sheet_is_not_read_and_said(project: Path) -> None:
    def hide(book: Any) -> None:
        copy = book.copy_worksheet(book["填报"])
        copy.title, copy.sheet_state = "草稿", "hidden"
        place(copy, *COUNT, NUMBER).value = 777777
        place(book["填报"], *BUILDING, STATE).value = "竣工验收"

    ran = collect(project, edited(project, hide))
    assert (ran.code, "工作表“草稿”是隐藏的，没有读" in ran.out) == (0, True), ran.out + ran.err
    assert "777777" not in report(project)


def test_what_the_plan_changed_since_the_form_was_made_is_said(project: Path) -> None:
    plan = project / "plan/2023.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(
        text.replace("revision: 1", "revision: 2").replace("target_value: 270", "target_value: 280"),
        encoding="utf-8",
    )
    ran = collect(project, edited(project, put(BUILDING, STATE, "竣工验收")))
    assert ran.code == 0, ran.out + ran.err
    assert "这张表是按工作要点第 1 次修订做的，现在是第 2 次" in ran.out
    assert "14-1 的目标值：表上是 ≥270个，现在是 ≥280个" in ran.out


ODD: list[tuple[str, Change, str]] = [
    ("far above the goal", put(COUNT, NUMBER, 5600), "5600个 超过目标值 270个 的三倍"),
    ("below zero", put(COUNT, NUMBER, -5), "-5 是负数"),
    ("a numerator of this quarter alone", lambda book: (put(SHARE, NUMBER, 20)(book), put(SHARE, DENOMINATOR, 500)(book)), "分子 480 → 20"),
    ("a day of another year", put(WHEN, STATE, "2022-09-01"), "2022-09-01 不在 2023 年"),
    ("a day after the quarter", put(WHEN, STATE, "2023-10-05"), "2023-10-05 在三季度以后"),
]  # fmt: skip


@pytest.mark.parametrize(("change", "says"), [case[1:] for case in ODD], ids=[case[0] for case in ODD])
def test_what_looks_odd_is_asked_about_by_its_cell_whatever_the_account_says(
    change: Change, says: str, project: Path
) -> None:
    def filled(book: Any) -> None:
        change(book)
        for row in (COUNT, SHARE, WHEN):
            put(row, ACCOUNT, "进展正常。")(book)

    form = edited(project, filled)
    ran = collect(project, form)
    assert ran.code == 1, ran.out
    assert re.search(rf"填报![A-Z]+[0-9]+ 请确认 {re.escape(says)}", ran.out), ran.out
    held_back = next(line for line in ran.out.splitlines() if "请确认" in line)
    assert "open:" in report(project), held_back  # the other targets are taken
    assert collect(project, form, "--yes").code == 0
    assert "open:" not in report(project)


def test_what_the_checks_refuse_is_named_by_its_cell(project: Path) -> None:
    form = edited(project, put(("td4d4", ""), NUMBER, 1.2), "职成教科")

    def more(book: Any) -> None:
        put(("tg7g7", ""), NUMBER, 1.3)(book)

    form = edited(project, more, "职成教科")
    ran = collect(project, form, "--yes")
    assert ran.code == 1, ran.out + ran.err
    assert re.search(r"填报![A-Z]+[0-9]+ 看不准 .*1\.3", ran.out), ran.out
    assert "reports/" not in ran.out


TEXTS = [("utf-16", "\t", ".txt"), ("utf-16", "\t", ".csv"), ("gb18030", ",", ".csv"), ("utf-8-sig", ";", ".csv")]  # fmt: skip


@pytest.mark.parametrize(("encoding", "between", "suffix"), TEXTS)
def test_a_form_saved_as_text_is_read(encoding: str, between: str, suffix: str, project: Path) -> None:
    form = edited(project, put(COUNT, NUMBER, 30.10000000000001))
    sheet = openpyxl.load_workbook(form)["填报"]
    lines = [
        between.join("" if cell.value is None else str(cell.value) for cell in row)
        for row in sheet.iter_rows()
    ]
    file = project / f"学前{suffix}"
    file.write_bytes("\n".join(lines).encode(encoding))
    ran = collect(project, file, "--yes")
    assert ran.code == 0, ran.out + ran.err
    assert "value: 30.1\n" in report(project)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("suffix", ["ods", "xlsx"])
def test_what_libreoffice_saved_is_read_formulas_by_their_results(suffix: str, project: Path) -> None:
    def fill(book: Any) -> None:
        put(COUNT, NUMBER, "=10+20")(book)
        put(SHARE, NUMBER, 480)(book)
        put(SHARE, DENOMINATOR, "=1000/2")(book)
        put(WHEN, STATE, 45170, 'yyyy"年"m"月"d"日"')(book)
        put(BUILDING, ACCOUNT, "已验收，\n投入使用。")(book)

    form = edited(project, fill)
    profile = f"-env:UserInstallation={(project / 'lo').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", suffix, "--outdir", str(project / "存过"), str(form)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    ran = collect(project, project / "存过" / f"{form.stem}.{suffix}", "--yes")
    assert ran.code == 0, ran.out + ran.err
    for line in ("value: 30\n", "denominator: 500\n", "done_on: 2023-09-01", "account: 已验收，投入使用。"):
        assert line in report(project)
