"""The circular: sentences from the figures, in the layout of GB/T 9704-2012."""

import csv
import io
import re
import shutil
import subprocess
from pathlib import Path

import docx
import pytest

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.presentation.report.circular import Circular, Paragraph
from edu_plan_cli.presentation.report.report_docx import lay_out

needs_office = pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None,
    reason="LibreOffice or poppler is missing",
)


def circular(project: Path, folder: Path, quarter: str = "Q2") -> Path:
    file = folder / "通报.docx"
    ran = edu_plan("report", "-q", quarter, "-o", str(file), "--force", cwd=project)
    assert ran.code == 0, ran.err
    return file


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("p")
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def paragraphs(file: Path) -> list[str]:
    return [paragraph.text for paragraph in docx.Document(str(file)).paragraphs]


def tables(file: Path) -> dict[str, list[list[str]]]:
    found = {}
    for table in docx.Document(str(file)).tables:
        lines = [[cell.text for cell in row.cells] for row in table.rows]
        found["|".join(lines[0])] = lines[1:]
    return found


def test_it_says_in_order_what_a_circular_says(shipped: Path, tmp_path: Path) -> None:
    said = paragraphs(circular(shipped, tmp_path))
    assert "".join(said[:2]) == "铜陵市铜官区教育局关于2023年二季度工作要点完成情况的通报"
    assert said[3] == "各中小学、幼儿园，机关各科室："
    heads = [text for text in said if re.match(r"[一二三四五]、", text)]
    assert heads == ["一、总体进展", "二、完成的目标", "三、逾期和滞后的目标", "四、填报情况", "五、下一步"]
    assert "现将《铜官区教育局2023年工作要点》二季度完成情况通报如下（截至2023年6月30日）。" in said
    assert any(text.startswith("示例：填报数字为示例") for text in said)
    assert "4. 三季度进展填报于2023年10月10日前报送。" in said
    letter = said[: said.index("附件1")]
    assert not any(re.search(r"\d{4}-\d\d-\d\d|Q[1-4]|[≥≤]", text) for text in letter)
    assert not any(re.search(r"[\u4e00-\u9fff] +\d|\d +[\u4e00-\u9fff]", text) for text in letter)


def test_its_sentences_hold_the_figures_of_the_table(shipped: Path, tmp_path: Path) -> None:
    lines = edu_plan("report", "-q", "Q2", "--format", "csv", cwd=shipped).out.lstrip("\ufeff")
    expected = list(csv.DictReader(io.StringIO(lines)))
    file = circular(shipped, tmp_path)
    said = "\n".join(paragraphs(file))
    counted = [row["灯"] for row in expected]
    assert f"滞后{counted.count('滞后')}个" in said
    assert f"已完成{counted.count('已完成')}个" in said
    for row in expected:
        label = row["目标"].replace("（", "-").removesuffix("）")
        if row["灯"] in ("滞后", "逾期"):
            assert f"{row['名称']}（{label}，{row['牵头科室'].split('（')[0]}）：" in said
        if row["灯"] == "已完成":
            assert f"{row['名称']}（{label}）" in said


def test_departments_are_ranked_and_find_what_they_owe_and_may_close_out_on_the_same_sheet(
    shipped: Path, tmp_path: Path
) -> None:
    file = circular(shipped, tmp_path)
    said, found = paragraphs(file), tables(file)
    assert [text for text in said if re.match(r"附件\d$", text)] == ["附件1", "附件2"]
    assert any(
        "校外教育培训监管科" in line[0] and "整份未报" in line[1] for line in found["科室|所缺填报|原定时限"]
    )
    # What must hold to the year's end is not done in June, and nobody closes it out.
    closing = "；".join(line[2] for line in found["科室|个数|已完成、待销号的目标"])
    assert re.findall(r"\d+-\d", closing) == ["7-4", "14-4", "18-1", "18-2"]
    departments = found["名次|科室|目标数|已完成|正常|未填报|滞后|逾期|完成率|全年按时|报送日期|报送情况"]
    assert sum(int(line[2]) for line in departments) == 97
    assert ["教育装备与项目办", "1/2", "7月15日", "迟报5天"] in [
        [line[1], *line[-3:]] for line in departments
    ]
    rates = [float(line[8].rstrip("%")) for line in departments]
    assert rates == sorted(rates, reverse=True)
    assert [int(line[0]) for line in departments] == [1 + sum(r > rate for r in rates) for rate in rates]
    assert any(text.startswith("名次按完成率从高到低") for text in said)


def changed(shipped: Path, folder: Path, *changes: tuple[str, str, str]) -> Path:
    """Return a copy of the shipped project with something else in some files: the file, what stood there, what stands there now."""
    for part in ("plan", "reports"):
        shutil.copytree(shipped / part, folder / part)
    for file, was, now in changes:
        text = (folder / file).read_text(encoding="utf-8")
        assert was in text
        (folder / file).write_text(text.replace(was, now, 1), encoding="utf-8")
    return folder


def test_a_bureau_that_wants_no_ranking_has_the_departments_in_the_order_of_its_plan(
    shipped: Path, tmp_path: Path
) -> None:
    project = changed(
        shipped,
        tmp_path / "p",
        (
            "plan/2023.yaml",
            "  lights: {lagging_points: 10}\n",
            "  lights: {lagging_points: 10}\n  circular: {ranking: false}\n",
        ),
    )
    file = circular(project, tmp_path)
    departments = tables(file)["科室|目标数|已完成|正常|未填报|滞后|逾期|完成率|全年按时|报送日期|报送情况"]
    assert [line[0] for line in departments][:3] == ["办公室", "党建办公室", "人事科"]
    assert not any("名次" in text for text in paragraphs(file))
    assert "名次" not in edu_plan("report", "-q", "Q2", "-f", "html", cwd=project).out


def test_what_the_secretary_marked_is_quoted_as_good_practice(shipped: Path, tmp_path: Path) -> None:
    project = changed(shipped, tmp_path / "p")
    assert "亮点做法" not in "".join(paragraphs(circular(project, tmp_path)))
    for command in (
        ("record", "14-4", "-q", "Q2", "--note", "各园错峰离园，家长满意。"),
        ("record", "14-4", "-q", "Q2", "--highlight"),
    ):
        ran = edu_plan(*command, cwd=project)
        assert ran.code == 0, ran.err
    said = paragraphs(circular(project, tmp_path))
    at = said.index("四、亮点做法")
    assert said[at + 1] == "学前教育科（延时服务全覆盖，14-4）：各园错峰离园，家长满意。"
    assert said[at + 2] == "五、填报情况"


def test_the_adjustments_of_the_quarter_are_told_with_their_documents_and_the_late_ones_as_late(
    shipped: Path, tmp_path: Path
) -> None:
    project = changed(shipped, tmp_path / "p")
    plan = project / "plan" / "2023.yaml"
    with plan.open("a", encoding="utf-8") as file:
        file.write(
            """
amendments:
  - target: ta2a2
    date: 2023-02-01
    document: 区教〔2023〕3号
    reason: 上一季的
    set: {target_value: 260}
  - target: ta2a2
    date: 2023-05-20
    recorded: 2023-06-02
    document: 区教〔2023〕9号
    reason: 两所园推迟开园
    set: {target_value: 240}
""".replace("ta2a2", id_of("14-2", plan))
        )
    told = [text for text in paragraphs(circular(project, tmp_path)) if text.startswith("调整：")]
    assert told == [
        "调整：新增公办幼儿园学位（14-2）自2023年5月20日（2023年6月2日补记）起目标值260改为240，依据区教〔2023〕9号。理由：两所园推迟开园。"
    ]


def id_of(label: str, plan: Path) -> str:
    found = edu_plan("show", label, "--json", cwd=plan.parent.parent).out
    identity = re.search(r'"id": "(t\w{4})"', found)
    assert identity is not None
    return identity[1]


def test_the_half_year_has_a_form_of_its_own(shipped: Path, tmp_path: Path) -> None:
    file = circular(shipped, tmp_path, "上半年")
    said = paragraphs(file)
    assert "".join(said[:2]) == "铜陵市铜官区教育局关于2023年上半年工作要点完成情况的通报"
    assert any(re.fullmatch(r"各季度末总体完成率：一季度20.5%、二季度46.6%。", text) for text in said)
    assert [text[:3] for text in said if re.match(r".季度应报科室", text)] == ["一季度", "二季度"]
    assert "目标|名称|目标值|累计|一季度|二季度|序时进度|灯|牵头科室" in tables(file)
    assert "三季度进展填报于2023年10月10日前报送" in "".join(said)


def test_nothing_in_it_is_the_programs_own(shipped: Path, tmp_path: Path) -> None:
    """Schools know no file of ours; the rules are said once."""
    file = circular(shipped, tmp_path)
    everything = "\n".join(
        [*paragraphs(file), *(cell for rows in tables(file).values() for row in rows for cell in row)]
    )
    assert not re.search(r"yaml|reports/|Q\d|[a-z]{4}", everything)
    assert everything.count("完成率低于序时进度") == 1


def test_a_bureau_may_have_the_form_and_the_day_beside_each_figure(shipped: Path, tmp_path: Path) -> None:
    project = changed(
        shipped,
        tmp_path / "p",
        (
            "plan/2023.yaml",
            "  lights: {lagging_points: 10}\n",
            "  lights: {lagging_points: 10}\n  circular: {sources: true}\n",
        ),
    )
    whole = tables(circular(project, tmp_path))["目标|名称|目标值|本季|累计|完成率|序时进度|灯|牵头科室|出处"]
    assert {line[0]: line[-1] for line in whole}["14-2"] == "二季度填报表，7月9日"


def test_the_head_of_a_table_comes_again_on_every_page_and_no_row_is_torn(
    shipped: Path, tmp_path: Path
) -> None:
    for table in docx.Document(str(circular(shipped, tmp_path))).tables:
        assert "tblHeader" in table.rows[0]._tr.xml
        assert all("cantSplit" in row._tr.xml for row in table.rows)


def test_a_plan_without_reports_gets_a_circular_too(tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    shutil.copytree(SAMPLE / "plan", tmp_path / "plan")
    said = "\n".join(paragraphs(circular(tmp_path, tmp_path, "Q1")))
    assert "完成率无从计算" in said
    assert "没有已完成的目标" in said


def pdf(file: Path, folder: Path) -> Path:
    subprocess.run(
        ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder / f"{file.stem}.pdf"


def page_of(file: Path, number: int) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", "-f", str(number), "-l", str(number), str(file), "-"],
        check=True,
        capture_output=True,
    )
    return [line for line in done.stdout.decode().replace("\f", "").splitlines() if line.strip()]


@needs_office
def test_a_page_holds_22_lines_of_28_characters(tmp_path: Path) -> None:
    """Of Chinese alone, as the standard counts."""
    body = [Paragraph("推进教育事业高质量发展" * 300)]
    made = Circular("通报", "各科室：", body, "教育局", "", "2023年　月　日", [], [], "")
    file = tmp_path / "满页.docx"
    lay_out(made).save(str(file))
    lines = page_of(pdf(file, tmp_path), 2)
    assert len(lines) == 22 + 1, "22 lines and the page's number"
    assert {len(line.strip()) for line in lines[:-1]} == {28}
    assert lines[-1].replace(" ", "") == "—2—"


@needs_office
def test_the_table_of_all_targets_lies_across(shipped: Path, tmp_path: Path) -> None:
    made = pdf(circular(shipped, tmp_path), tmp_path)
    sizes = re.findall(
        r"Page +\d+ size: +([\d.]+) x ([\d.]+)",
        subprocess.run(["pdfinfo", "-l", "99", str(made)], check=True, capture_output=True, text=True).stdout,
    )
    assert float(sizes[0][0]) < float(sizes[0][1])
    assert float(sizes[-1][0]) > float(sizes[-1][1])
    assert len(sizes) <= 11
