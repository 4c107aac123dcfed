"""The same document in every format that is read gives the same plan; where one cannot, the difference is named here."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from edu_plan_cli.features.importing.not_read import NotRead
from importing.page_files import mht, page, paragraphs, table
from importing.pdf_files import Rule, Text, pdf, ruled, wrapped
from importing.test_styles import told
from importing.word_files import CHINESE, numbered, saved
from importing.workbook_files import workbook, xlsx

WORKBOOKS = Path(__file__).parent / "workbooks"
TITLE = "某区教育局2026年工作要点"
# Level in the numbering (None: the title) and text: three levels, twelve items.
PROSE: list[tuple[int | None, str]] = [
    (None, TITLE),
    (0, "扩大优质资源"),
    (1, "学前教育"),
    (2, "新建公办幼儿园3所，新增学位1080个。（牵头科室：基础教育科；配合科室：发展规划科；完成时限：8月底前）"),
    (2, "公办园在园幼儿占比达到60%以上。（牵头科室：基础教育科；完成时限：12月底前）"),
    (2, "开展幼儿园保教质量评估，全年不少于2次。（牵头科室：教育督导室；完成时限：11月底前）"),
    (1, "义务教育"),
    (2, "新增义务教育学位2700个，大班额比例控制在5%以内。（牵头科室：基础教育科；完成时限：8月底前）"),
    (2, "课后服务覆盖所有义务教育学校，参加学生比例达到95%以上。（牵头科室：基础教育科；完成时限：6月底前）"),
    (2, "培育集团化办学集团5个。（牵头科室：基础教育科；完成时限：9月底前）"),
    (0, "建设高素质教师队伍"),
    (1, "师德师风"),
    (2, "组织师德专题教育4场。（牵头科室：人事科；完成时限：12月底前）"),
    (2, "查处有偿补课行为，全年开展专项检查2次。（牵头科室：人事科；配合科室：监察室；完成时限：10月底前）"),
    (1, "培养培训"),
    (2, "培训教师1200人次，其中校长60人次。（牵头科室：人事科；完成时限：11月底前）"),
    (2, "招聘教师80名。（牵头科室：人事科；完成时限：8月底前）"),
    (0, "守住安全底线"),
    (1, "校园安全"),
    (2, "学校食堂“互联网+明厨亮灶”覆盖率达到100%。（牵头科室：安全科；完成时限：6月底前）"),
    (2, "每学期开展应急疏散演练不少于2次。（牵头科室：安全科；完成时限：12月底前）"),
]  # fmt: skip


def printed() -> list[str]:
    """The paragraphs with their numbers, as they are printed."""
    chinese = "一二三四五六七八九"
    counts = [0, 0, 0]
    lines = []
    for level, text in PROSE:
        if level is None:
            lines.append(text)
            continue
        counts[level] += 1
        counts[level + 1 :] = [0] * (2 - level)
        label = (f"{chinese[counts[0] - 1]}、", f"（{chinese[counts[1] - 1]}）", f"{counts[2]}．")[level]
        lines.append(label + text)
    return lines


def word() -> bytes:
    document = docx.Document()
    for line in printed():
        document.add_paragraph(line)
    return saved(document)


ITEMS = [text for level, text in PROSE if level == 2]
PROSE_IN: dict[str, Callable[[], bytes]] = {
    "要点.docx": word,
    "自动编号.docx": lambda: numbered(CHINESE, PROSE),
    "要点.txt": lambda: "\n".join(printed()).encode(),
    "要点.md": lambda: "\n\n".join(printed()).encode(),
    "要点.html": lambda: page(paragraphs(printed())),
    "国标码.htm": lambda: page(paragraphs(printed()), "gb2312"),
    "要点.mht": lambda: mht(paragraphs(printed())),
    "要点.pdf": lambda: pdf(wrapped(printed(), head="某区教育局文件汇编")),
    "分两栏.pdf": lambda: pdf(two_columns()),
}


def two_columns() -> list[list[Text | Rule]]:
    lines = [part for of_page in wrapped(printed()[1:], lines=1000, x=0, width=14) for part in of_page]
    texts = [part for part in lines if isinstance(part, Text)][:-1]
    left, right = texts[: len(texts) // 2 + 1], texts[len(texts) // 2 + 1 :]
    page: list[Text | Rule] = [Text(180, 60, TITLE, 16)]
    page += [Text(40 + part.x, 100 + 16 * at, part.text, 16) for at, part in enumerate(left)]
    page += [Text(310 + part.x, 100 + 16 * at, part.text, 16) for at, part in enumerate(right)]
    return [page]


def read(name: str, data: bytes) -> list[str]:
    """What is read, without what the plan has no place for."""
    return [line for line in told(name, data) if not line.startswith("- ")]


@pytest.mark.parametrize("name", PROSE_IN)
def test_a_plan_in_prose_is_the_same_in_every_format(name: str) -> None:
    lines = read(name, PROSE_IN[name]())
    assert lines == read("要点.docx", word())
    assert sum("@ " in line for line in lines) == len(ITEMS)


HEAD = ["序号", "任务类别", "重点任务", "牵头科室", "配合科室", "完成时限"]
ROWS: list[list[str | None]] = [
    ["1", "扩大资源", "新建公办幼儿园3所，新增学位1080个", "基础教育科", "发展规划科", "8月底前"],
    ["2", None, "公办园在园幼儿占比达到60%以上", None, "", "12月底前"],
    ["3", None, "新增义务教育学位2700个", None, "发展规划科", "8月底前"],
    ["4", None, "培育集团化办学集团5个", None, "", "9月底前"],
    ["5", "教师队伍", "组织师德专题教育4场", "人事科", "", "12月底前"],
    ["6", None, "开展有偿补课专项检查2次", None, "监察室", "10月底前"],
    ["7", None, "培训教师1200人次", None, "", "11月底前"],
    ["8", None, "招聘教师80名", None, "", "8月底前"],
    ["9", "校园安全", "明厨亮灶覆盖率达到100%", "安全科", "", "6月底前"],
    ["10", None, "开展应急疏散演练2次", None, "", "12月底前"],
    ["11", None, "排查安全隐患4次", None, "后勤科", "12月底前"],
    ["12", None, "新增校园监控200个", None, "", "9月底前"],
]  # fmt: skip
EDGES = [50.0, 85.0, 150.0, 340.0, 410.0, 480.0, 550.0]  # points
TABLE_TITLE = f"{TITLE}任务分解表"


def table_in_word() -> bytes:
    document = docx.Document()
    document.add_paragraph(TABLE_TITLE)
    made = document.add_table(rows=0, cols=len(HEAD))
    rows: list[list[str | None]] = [[*HEAD], *ROWS]
    for row in rows:
        cells = made.add_row().cells
        for column, text in enumerate(row):
            if text:
                cells[column].text = text
            elif text is None:
                made.cell(len(made.rows) - 2, column).merge(cells[column])
    return saved(document)


def table_in_excel() -> bytes:
    rows = [[int(cell) if cell and cell.isdecimal() else cell for cell in row] for row in ROWS]
    book = workbook({"任务": [[TABLE_TITLE], HEAD, *rows]})
    book.active.merge_cells("A1:F1")
    return xlsx(book)


TABLE_IN: dict[str, Callable[[], bytes]] = {
    "任务分解表.xlsx": table_in_excel,
    "任务分解表.xls": (WORKBOOKS / "任务分解表.xls").read_bytes,
    "任务分解表.et": (WORKBOOKS / "任务分解表.xls").read_bytes,
    "任务分解表.ods": (WORKBOOKS / "任务分解表.ods").read_bytes,
    "任务分解表.docx": table_in_word,
    "任务分解表.html": lambda: page(f"<p>{TABLE_TITLE}</p>" + table([[*HEAD], *ROWS])),
    "任务分解表.mht": lambda: mht(f"<p>{TABLE_TITLE}</p>" + table([[*HEAD], *ROWS])),
    "任务分解表.pdf": lambda: pdf([[Text(140, 80, TABLE_TITLE), *ruled([[*HEAD], *ROWS], 120, EDGES)]]),
    "跨页.pdf": lambda: pdf(
        [
            [Text(140, 80, TABLE_TITLE), *ruled([[*HEAD], *ROWS[:6]], 120, EDGES)],
            ruled([[*HEAD], ["7", "", *ROWS[6][2:3], "", *ROWS[6][4:]], *ROWS[7:]], 80, EDGES),
        ]
    ),
}


@pytest.mark.parametrize("name", TABLE_IN)
def test_a_table_of_tasks_is_the_same_in_every_format(name: str) -> None:
    lines = read(name, TABLE_IN[name]())
    assert lines == read("任务分解表.xlsx", table_in_excel())
    assert sum("@ " in line for line in lines) == len(ROWS)


OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


def saved_by_an_office(name: str, data: bytes, form: str, folder: Path) -> bytes:
    """A file as LibreOffice saves it in another format; ``form`` may name its filter: uot:UOF text."""
    source = folder / name
    source.write_bytes(data)
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", form, "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return source.with_suffix(f".{form.partition(':')[0]}").read_bytes()


@OFFICE
@pytest.mark.parametrize("form", ["odt", "rtf", "doc", "pdf", "uot:UOF text"])
def test_a_plan_that_an_office_saved_in_another_format_is_the_same(form: str, tmp_path: Path) -> None:
    data = saved_by_an_office("要点.docx", word(), form, tmp_path)
    suffix = form.partition(":")[0]
    assert read(f"要点.{suffix}", data) == read("要点.docx", word())
    if suffix == "uot":
        assert read("要点.uof", data) == read("要点.docx", word())


@OFFICE
def test_a_table_of_tasks_in_uof_is_the_same_and_refused_where_cells_are_merged(tmp_path: Path) -> None:
    plain = docx.Document()
    plain.add_paragraph(TABLE_TITLE)
    table = plain.add_table(rows=0, cols=3)
    for row in (
        ["序号", "重点任务", "牵头科室"],
        ["1", "新增学位1080个", "基教科"],
        ["2", "招聘教师80名", "人事科"],
    ):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    data = saved_by_an_office("任务表.docx", saved(plain), "uot:UOF text", tmp_path)
    assert read("任务表.uot", data) == read("任务表.docx", saved(plain))
    merged = saved_by_an_office("合并.docx", table_in_word(), "uot:UOF text", tmp_path)
    with pytest.raises(NotRead, match="merged cells"):
        read("合并.uot", merged)
