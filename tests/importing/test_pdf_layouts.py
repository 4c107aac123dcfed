"""What programs that print PDFs do with lines, tables and notes, and what is read of it."""

import pytest

from edu_plan_cli.features.importing.document_text import read_document
from importing.pdf_files import Rule, Text, pdf, ruled

STRUCK, RAISED = "（划掉的“60”没有读）", "（上角的“1”像是注释的序号，没有读）"
Page = list[Text | Rule]


def texts(*pages: Page) -> list[str]:
    return [line.printed for line in read_document("要点.pdf", pdf(list(pages)))]


def test_a_line_through_words_strikes_them_out_and_one_below_does_not() -> None:
    page: Page = [
        Text(70, 100, "招聘"),
        Text(102, 100, "60"),
        Text(134, 100, "80名教师。"),
        Rule(102, 95, 134, 95),
        Rule(134, 102, 200, 102),
    ]
    assert texts(page) == ["招聘80名教师。", STRUCK]


RAISED_IN: dict[str, tuple[Page, list[str]]] = {
    "a note's number": ([Text(70, 100, "占比达到六成"), Text(166, 94, "1", 8), Text(174, 100, "以上。")], ["占比达到六成以上。", RAISED]),
    "a unit": ([Text(70, 100, "校舍九千m"), Text(150, 94, "2", 8), Text(158, 100, "左右。")], ["校舍九千m2左右。"]),
    "a note at the foot of the page": (
        [Text(70, 100, "占比达到六成"), Text(166, 94, "1", 8), Text(174, 100, "以上。"), Text(70, 124, "招聘八名。"), Text(70, 760, "1", 10), Text(84, 760, "上年五成。", 10)],
        ["占比达到六成以上。招聘八名。", "脚注：上年五成。"],
    ),
    "a note whose own number is raised": (
        [Text(70, 100, "占比达到六成"), Text(166, 94, "1", 8), Text(174, 100, "以上。"), Text(70, 124, "招聘八名。"), Text(70, 755, "1", 6), Text(76, 760, "上年五成。", 10)],
        ["占比达到六成以上。招聘八名。", "脚注：上年五成。"],
    ),
    "a line that begins with the same digit": (
        [Text(70, 100, "占比达到六成"), Text(166, 94, "1", 8), Text(174, 100, "以上，完成时限："), Text(70, 124, "10月底前。")],
        ["占比达到六成以上，完成时限：10月底前。", RAISED],
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", RAISED_IN)
def test_the_raised_number_of_a_note_is_no_figure(what: str) -> None:
    page, expected = RAISED_IN[what]
    assert texts(page) == expected


def test_characters_of_several_sizes_on_one_line_are_read_in_their_order() -> None:
    """Digits of a title in another font stand in smaller boxes."""
    page: Page = [
        Text(150, 100, "某区教育局", 24),
        Text(270, 100, "２０２６", 14),
        Text(326, 100, "年工作要点", 24),
    ]
    assert texts(page)[0].replace(" ", "") == "某区教育局２０２６年工作要点"


def test_a_numbered_line_begins_anew_after_a_bracket_that_reached_the_margin() -> None:
    lines = [
        "一、新增学位一千个，招聘教师八十名。（牵头科室：人事科）",
        "二、培训教师一千二百人次，全年检查两次。（牵头：师训）",
        "三、排查隐患四次，演练应急疏散两次以上。（牵头：安全）",
    ]
    assert texts([Text(70, 100 + 24 * n, line) for n, line in enumerate(lines)]) == lines


def test_an_open_bracket_goes_on_whatever_the_margin() -> None:
    page: Page = [
        Text(70, 100, "一、新增学位一千个，招聘教师八十名。（牵头科室："),
        Text(70, 124, "人事科；完成时限：八月底）"),
        Text(70, 148, "二、检查。"),
    ]
    assert texts(page) == [
        "一、新增学位一千个，招聘教师八十名。（牵头科室：人事科；完成时限：八月底）",
        "二、检查。",
    ]


def test_the_number_of_a_changed_paragraph_is_read_as_one() -> None:
    """LibreOffice prints [2．] where a change is tracked."""
    page: Page = [Text(70, 100, "１．检查。"), Text(70, 124, "[2．]招聘八十名。"), Text(70, 148, "3．演练。")]
    assert texts(page) == ["１．检查。", "2．招聘八十名。", "3．演练。"]


EDGES = [50.0, 200.0, 300.0, 400.0, 500.0]
TASKS: list[list[str | None]] = [
    ["新建小学", "基教科", "项目科", "八月底"],
    ["招聘教师", "人事科", "", "九月底"],
]
READ = [
    "1.新建小学",
    "牵头科室：基教科",
    "配合科室：项目科",
    "完成时限：八月底",
    "2.招聘教师",
    "牵头科室：人事科",
    "完成时限：九月底",
]


def test_a_head_whose_second_row_is_on_the_next_page_is_one_head() -> None:
    """Its first row spans the columns that the second names, and stands at a page's end, even without a rule below."""
    head = ruled([["重点任务", "责任分工", "完成时限"]], 740, [50.0, 200.0, 400.0, 500.0])
    below = ruled([["", "牵头科室", "配合科室", ""], *TASKS], 60, EDGES)
    assert texts(head, below) == READ
    last = max(part.y0 for part in head if isinstance(part, Rule))
    unclosed = [part for part in head if not (isinstance(part, Rule) and part.y0 == part.y1 == last)]
    assert texts(unclosed, below) == READ


def test_borders_drawn_beside_each_other_are_one() -> None:
    table = ruled([["重点任务", "牵头科室", "配合科室", "完成时限"], *TASKS], 100, EDGES)
    doubled = [
        part._replace(x0=part.x0 + 0.7, x1=part.x1 + 0.7)
        for part in table
        if isinstance(part, Rule) and part.x0 == part.x1
    ]
    assert texts([*table, *doubled]) == READ
