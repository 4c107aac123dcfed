"""The whole set of a quarter in one folder, and the same figures in all of it."""

import html
import json
import re
from pathlib import Path

import docx
import openpyxl

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan


def test_the_whole_set_is_written_under_names_an_office_uses_with_a_line_each(tmp_path: Path) -> None:
    folder = tmp_path / "二季度"
    ran = edu_plan("report", "-q", "Q2", "--all", str(folder), cwd=ROOT)
    assert ran.code == 0, ran.err
    names = [
        "2023年二季度完成情况.html",
        "2023年二季度通报.docx",
        "2023年二季度台账.xlsx",
        "2023年责任分解表.docx",
    ]
    written = {file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()}
    assert {"催报/催报-校外教育培训监管科.txt"} < written - set(names)
    assert all(name.startswith("催报/") for name in written - set(names))
    told = {line.removeprefix("已写入 ") for line in ran.err.splitlines() if line.startswith("已写入")}
    assert told == {str(folder / name) for name in written}
    again = edu_plan("report", "-q", "Q2", "--all", str(folder), cwd=ROOT)
    assert again.code == 2
    assert "--force" in again.err
    _say_the_same(folder, edu_plan("report", "-q", "Q2", "--json", cwd=ROOT).out)


def _say_the_same(folder: Path, source: str) -> None:
    """The totals and the departments; every target's own figures are compared where each format is tested."""
    data = json.loads(source)
    total = data["total"]["completion"]["percent"]
    page = (folder / "2023年二季度完成情况.html").read_text(encoding="utf-8")
    circular = docx.Document(str(folder / "2023年二季度通报.docx"))
    ledger = openpyxl.load_workbook(folder / "2023年二季度台账.xlsx")["总表"]
    assert f'<p class="big">{total}%</p>' in page
    assert any(f"总体完成率{total}%" in paragraph.text for paragraph in circular.paragraphs)
    lights = [row[4] for row in ledger.iter_rows(min_row=6, values_only=True) if row[2]]
    words = {
        "overdue": "逾期",
        "lagging": "滞后",
        "not_reported": "未填报",
        "on_track": "正常",
        "done": "已完成",
    }
    for key, count in data["total"]["lights"].items():
        assert lights.count(words[key]) == count
        assert re.search(rf"{words[key]}</span> {count}\n", page)
        assert any(f"{words[key]}{count}个" in paragraph.text for paragraph in circular.paragraphs)
    ranked = re.findall(r"<tr><td>(\d+)<th>(\S+?)<td>([\d.]+%)<td>.*<td>(\d+)<td>(\d/\d)<td>(.*)", page)
    table = circular.tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows][1:]
    heads = [cell.text for cell in table.rows[0].cells]
    wanted = [heads.index(head) for head in ("名次", "科室", "完成率", "逾期", "全年按时", "报送情况")]
    assert [tuple(row[at] for at in wanted) for row in rows] == [
        (*of[:5], html.unescape(of[5]).replace(" ", "")) for of in ranked
    ]


def test_what_does_not_go_with_the_set_is_refused(tmp_path: Path) -> None:
    for more in (["-o", "x.html"], ["--json"], ["--department", "学前教育科"]):
        ran = edu_plan("report", "-q", "Q2", "--all", str(tmp_path / "s"), *more, cwd=ROOT)
        assert ran.code == 2, more
        assert "--all" in ran.err
    assert not (tmp_path / "s").exists()
