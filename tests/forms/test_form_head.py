"""What a form is of is read from its top, and its columns by heads that are whole; what contradicts is refused, what is missing asked."""

import csv
import io
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.features.forms.form_head import columns_in, is_signature, read_head
from forms.test_forms import DAY, collect, fill, form, project, report

__all__ = ["form", "project"]
FACTS = "年度：2023　季度：三季度　科室：学前教育科　报送时限：2023年10月10日"
TITLE = "示例区教育局 2023 年工作要点 · 三季度进展填报 · 学前教育科"
HEADS: list[tuple[list[str], tuple[tuple[str, ...], ...]]] = [
    ([TITLE, FACTS], (("2023",), ("Q3",), ("学前教育科",))),
    ([TITLE], (("2023",), ("Q3",), ("学前教育科",))),
    ([FACTS], (("2023",), ("Q3",), ("学前教育科",))),
    (["年度: 2023年  季度: 第三季度  科室: 学前教育科"], (("2023",), ("Q3",), ("学前教育科",))),
    ([TITLE.replace("三季度", "二季度"), FACTS], (("2023",), ("Q3", "Q2"), ("学前教育科",))),
    (["2023—2024 学年要点 · 一季度进展填报 · 办公室", FACTS.replace("三季度", "一季度").replace("学前教育科", "办公室")],
     (("2023",), ("Q1",), ("办公室",))),
    (["填报", ""], ((), (), ())),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "read"), HEADS)
def test_year_quarter_and_department_are_read_from_what_people_see(
    texts: list[str], read: tuple[tuple[str, ...], ...]
) -> None:
    assert read_head(texts) == read


NAMES = "编号 目标 目标名称 细目 填报数 分母 阶段、步骤、日期或文号 情况说明 佐证材料".split()
WHOLE: list[tuple[list[str], tuple[str, ...] | None]] = [
    (NAMES, ()),
    ([*NAMES, "备注"], ()),
    (["编 号", *NAMES[1:]], ("“编号”写成了“编 号”",)),
    ([name.replace("填报数", "填报数（三季度）") for name in NAMES], ("“填报数”写成了“填报数（三季度）”",)),
    ([name for name in NAMES if name != "佐证材料"], ("没有“佐证材料”一列",)),
    ([*NAMES, "填报数"], ("“填报数”有两列",)),
    (["序号", "目标", "单位"], None),
]


@pytest.mark.parametrize(("names", "wrong"), WHOLE)
def test_heads_that_are_not_whole_are_told(names: list[str], wrong: tuple[str, ...] | None) -> None:
    heads = columns_in(dict(enumerate(names)))
    assert (None if heads is None else tuple(each.zh for each in heads.wrong)) == wrong


def test_the_row_of_signatures_is_no_row_of_answers() -> None:
    assert is_signature(["填报人：张三", "科室负责人:李四", "日期：2023-10-9"])
    assert not is_signature(["9月1日", "日期：待定"])


def change(form: Path, edit: Any) -> None:
    book = openpyxl.load_workbook(form)
    edit(book)
    book.save(form)


def without_meta(book: Any) -> None:
    del book["_meta"]


def put(where: str, text: str | None) -> Any:
    return lambda book: setattr(book["填报"][where], "value", text)


@pytest.mark.parametrize(("where", "text", "says"), [
    ("A4", "编 号", "“编号”写成了“编 号”"),
    ("I4", "填报数（三季度）", "“填报数”写成了“填报数（三季度）”"),
    ("L4", None, "没有“情况说明”一列"),
])  # fmt: skip
def test_a_form_whose_head_is_not_whole_is_not_read(
    where: str, text: str | None, says: str, project: Path, form: Path
) -> None:
    fill(form, ("ta2a2", "示例幼儿园", "填报数", 120), ("te5e5", "", "情况说明", "一切正常。"))
    change(form, put(where, text))
    ran = collect(project, str(form), "--yes")
    assert (ran.code, says in ran.out) == (1, True), ran.out + ran.err
    assert report(project) == ""


def test_a_form_without_any_head_is_said_to_be_none(project: Path, form: Path) -> None:
    change(form, lambda book: book["填报"].delete_rows(1, 4))
    ran = collect(project, str(form))
    assert (ran.code, "没有找到表头" in ran.out) == (1, True), ran.out + ran.err


def save_as_csv(form: Path, to: Path, *, without: int = 0) -> None:
    sheet = openpyxl.load_workbook(form)["填报"]
    out = io.StringIO()
    rows = [["" if one.value is None else one.value for one in row] for row in sheet.iter_rows()]
    csv.writer(out).writerows(rows[without:])
    to.write_bytes(out.getvalue().encode("gb18030"))


@pytest.mark.parametrize("how", ["csv", "no hidden sheet"])
def test_a_form_of_another_quarter_is_known_by_its_top(how: str, project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "情况说明", "一切正常。"))
    assert edu_plan("form", "-q", "Q4", "-o", "四", cwd=project, **DAY).code == 0
    other = project / "四" / "2023Q4-学前教育科.xlsx"
    fill(other, ("te5e5", "", "情况说明", "一切正常。"))
    change(other, without_meta)
    if how == "csv":
        save_as_csv(other, other.with_suffix(".csv"))
        other = other.with_suffix(".csv")
    ran = collect(project, str(other), "--yes")
    assert (ran.code, "这张表的季度是 Q4，收的是 Q3" in ran.out) == (1, True), ran.out + ran.err
    assert report(project) == ""


def test_a_top_that_contradicts_itself_is_refused(project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "情况说明", "一切正常。"))
    change(form, put("A2", FACTS.replace("三季度", "二季度")))
    ran = collect(project, str(form), "--yes")
    assert (ran.code, "这张表的季度是 Q2，收的是 Q3" in ran.out) == (1, True), ran.out + ran.err
    change(form, put("A2", FACTS.replace("学前教育科", "办公室")))
    ran = collect(project, str(form), "--yes")
    assert (ran.code, "这张表写着几个科室：办公室、学前教育科" in ran.out) == (1, True), ran.out + ran.err


def test_what_a_form_does_not_say_is_asked(project: Path, form: Path) -> None:
    fill(form, ("te5e5", "", "情况说明", "一切正常。"))
    table = project / "表.csv"
    save_as_csv(form, table, without=3)
    ran = collect(project, str(table))
    assert ran.code == 1
    assert "请确认 表头没有写年度和季度，按 2023 年三季度收，对吗" in ran.out
    assert "请确认 表头没有写科室，按编号看是学前教育科的，对吗" in ran.out
    assert report(project) == ""
    assert collect(project, str(table), "--yes").code == 0
    assert "一切正常" in report(project)


@pytest.mark.parametrize("how", ["xlsx", "csv"])
def test_a_column_that_is_none_of_the_forms_is_said_not_to_be_read(
    how: str, project: Path, form: Path
) -> None:
    fill(form, ("te5e5", "", "情况说明", "一切正常。"))
    change(form, lambda book: [put("Q4", "备注")(book), put("Q6", "另附说明")(book)])
    if how == "csv":
        save_as_csv(form, form.with_suffix(".csv"))
    ran = collect(project, str(form.with_suffix(f".{how}")))
    assert (ran.code, "“备注”一列不是表里的，没有读" in ran.out) == (0, True), ran.out + ran.err
