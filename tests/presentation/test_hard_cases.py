"""What is hard to draw is drawn whole: nothing said wrongly, nothing cut off, the same figures in every format."""

import csv
import io
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.presentation.report.prose import brief
from edu_plan_cli.presentation.report.report_docx import broken
from presentation.hard import CASES
from presentation.test_circular import needs_office, paragraphs, pdf
from presentation.test_page import shown_figures


def _shipped(folder: Path) -> Path:
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


PROJECTS: dict[str, Callable[[Path], Path]] = {**CASES, "铜官区": _shipped}


@pytest.fixture(scope="module", params=PROJECTS)
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return PROJECTS[request.param](tmp_path_factory.mktemp("h") / "项目")


def report(project: Path, file: str, *more: str) -> Path:
    asked = more or ("-q", "Q2")
    ran = edu_plan("report", *asked, "-o", file, "--force", cwd=project)
    assert ran.code == 0, ran.err
    return project / file


class Figures(NamedTuple):
    """Of one target, as shown: — where nothing is known."""

    light: str
    cumulative: str
    completion: str
    expected: str


# --- one reader a format ---------------------------------------------------------------------------------------------


def from_csv(file: Path) -> dict[str, Figures]:
    found = csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""))
    return {
        row["目标"].replace("（", "-").removesuffix("）"): Figures(
            row["灯"], row["累计"].removeprefix("'"), row["完成率"], row["序时进度"]
        )
        for row in found
    }


def from_md(file: Path) -> dict[str, Figures]:
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    found, heads = {}, []
    for row in cells:
        if "目标" in row:
            heads = row
        elif re.fullmatch(r"\d+-\d+", row[0]):
            named = dict(zip(heads, row, strict=True))
            found[row[0]] = Figures(*(named[key] for key in ("灯", "累计", "完成率", "序时进度")))
    return found


def from_json(file: Path) -> dict[str, Figures]:
    words = {"overdue": "逾期", "lagging": "滞后", "not_reported": "未填报", "on_track": "正常", "done": "已完成", "dropped": "已取消"}  # fmt: skip

    def percent(ratio: dict[str, str] | None) -> str:
        return "—" if ratio is None else ratio["percent"] + ("" if "." in ratio["percent"] else ".0") + "%"

    targets = [t for s in json.loads(file.read_text(encoding="utf-8"))["sections"] for i in s["items"] for t in i["targets"]]  # fmt: skip
    return {
        t["label"]: Figures(
            words[t["light"]], t["cumulative"]["zh"] if t["cumulative"] else "—", percent(t["completion"]), percent(t["expected"])
        )
        for t in targets
    }  # fmt: skip


def from_html(file: Path) -> dict[str, Figures]:
    shown = shown_figures(file.read_text(encoding="utf-8"))
    keys = ("灯", "累计", "完成率", "序时进度")
    return {facts["目标"]: Figures(*(facts.get(key, "—") for key in keys)) for facts in shown.values()}


def from_xlsx(file: Path) -> dict[str, Figures]:
    lines = list(openpyxl.load_workbook(file)["总表"].iter_rows(min_row=5, values_only=True))
    found = {}
    for line in lines[1:]:
        row: dict[Any, Any] = dict(zip(lines[0], line, strict=True))
        if row["目标"]:
            rates = ["—" if row[key] is None else f"{row[key]:.1%}" for key in ("完成率", "序时进度")]
            found[row["目标"]] = Figures(row["灯"], row["累计"], *rates)
    return found


def from_docx(file: Path) -> dict[str, Figures]:
    for table in docx.Document(str(file)).tables:
        lines = [[cell.text for cell in row.cells] for row in table.rows]
        if "序时进度" in lines[0]:
            named = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
            keys = ("灯", "累计", "完成率", "序时进度")
            return {row["目标"]: Figures(*(row[key] for key in keys)) for row in named}
    return {}


READERS = {"md": from_md, "json": from_json, "html": from_html, "xlsx": from_xlsx, "docx": from_docx}


@pytest.mark.parametrize("form", READERS)
def test_every_format_shows_the_same_figures(form: str, project: Path) -> None:
    expected = from_csv(report(project, "报表.csv"))
    found = READERS[form](report(project, f"报表.{form}"))
    if form == "json":  # which says in a key of its own from which quarter a figure is
        expected = {
            k: v._replace(cumulative=re.sub(r"（Q\d）$", "", v.cumulative)) for k, v in expected.items()
        }
    if form == "docx":  # which spells days and quarters as a letter does
        expected = {
            k: v._replace(light=brief(v.light, 2023), cumulative=brief(v.cumulative, 2023))
            for k, v in expected.items()
        }
    assert found == expected


def test_short_of_the_whole_is_nowhere_shown_as_the_whole(tmp_path: Path) -> None:
    lit = CASES["各种灯"](tmp_path / "p")
    assert from_csv(report(lit, "报表.csv"))["1-5"].completion == "99.9%"


# --- the circular ----------------------------------------------------------------------------------------------------


def test_the_circular_says_nothing_wrongly(project: Path) -> None:
    said = paragraphs(report(project, "通报.docx"))
    letter = "\n".join(
        said[: next((n for n, text in enumerate(said) if re.fullmatch(r"附件\d?", text)), len(said))]
    )
    for wrong in (
        "目标目标",
        "None",
        "{",
        "}",
        "。。",
        "；。",
        "：。",
        "，。",
        "、。",
        "（）",
        "—",
        "0.0%",
        "Q2",
        "≥",
    ):
        assert wrong not in letter
    assert re.findall(r"[一二三四五]、.*", letter)[0].startswith("一、总体进展")
    assert "截至2023年6月30日" in letter


def test_every_light_at_once_is_told(tmp_path: Path) -> None:
    said = paragraphs(report(CASES["各种灯"](tmp_path / "p"), "通报.docx"))
    assert (
        "列入通报的任务1项、目标6个，其中已完成1个、正常2个、未填报1个、滞后1个、逾期1个。另有1个目标已取消，不计入。"
        in said
    )
    assert said.index("（一）逾期1个") < said.index("（二）滞后1个")
    assert any(text.startswith("逾期的事（1-1，教研室）：") for text in said)


def test_of_hundreds_the_letter_tells_twenty_and_the_table_all(tmp_path: Path) -> None:
    many = CASES["三百个目标"](tmp_path / "p")
    said = paragraphs(report(many, "通报.docx"))
    assert "其余91个见附件2。" in said
    assert len(from_docx(many / "通报.docx")) == 300


def test_a_single_annex_has_no_number(tmp_path: Path) -> None:
    """GB/T 9704-2012, 7.3.4 and 7.3.7; here where all but the table of departments is empty is the plan without tasks."""
    said = paragraphs(report(CASES["没有任务"](tmp_path / "p"), "通报.docx"))
    assert not any(text.startswith("附件") for text in said)


@needs_office
def test_nothing_is_cut_off_on_paper(project: Path, tmp_path: Path) -> None:
    file = report(project, "通报.docx")
    made = pdf(file, tmp_path)
    run = ["pdftotext", "-raw", str(made), "-"]
    raw = subprocess.run(run, check=True, capture_output=True, text=True).stdout
    whole = re.sub(r"\W", "", raw)  # a quotation mark of another font is printed apart
    for table in docx.Document(str(file)).tables:
        for row in table.rows:
            for cell in row.cells:
                assert re.sub(r"\W", "", cell.text) in whole, cell.text
    figures = from_docx(file)
    for figure in {rate for found in figures.values() for rate in (found.completion, found.expected)} - {"—"}:
        assert re.search(rf"(?m)(^|\s){re.escape(figure)}(\s|$)", raw), f"{figure} is torn"
    for light in {found.light for found in figures.values()}:
        assert re.search(rf"(?m)(^|\s){light}(\s|$)", raw), f"{light} is torn"
    boxes = subprocess.run(
        ["pdftotext", "-bbox", str(made), "-"], check=True, capture_output=True, text=True
    ).stdout
    for page in boxes.split("<page ")[1:]:
        width, height = (float(found) for found in re.findall(r'(?:width|height)="([\d.]+)"', page)[:2])
        for x1, y1, x2, y2 in re.findall(
            r'xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)"', page
        ):
            assert 50 < float(x1) < float(x2) < width - 60
            assert 35 < float(y1) < float(y2) < height - 40


@given(
    issuer=st.text("铜陵市官区教育体局", max_size=18),
    scope=st.text("学前教育科第科室", max_size=30),
)
def test_a_title_is_broken_between_words_into_lines_that_fit(issuer: str, scope: str) -> None:
    title = f"{issuer}关于2023年二季度{scope}工作要点完成情况的通报"
    lines = broken(title, tuple(part for part in (issuer, scope, "2023年二季度") if part))
    assert "".join(lines) == title
    assert all(2 <= len(line) <= 25 for line in lines)
    assert not any(line.startswith(("的", "，")) or line.endswith("关于") for line in lines)
    assert any("2023年" in line for line in lines)
