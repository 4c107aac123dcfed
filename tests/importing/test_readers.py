"""What each reader makes of what is special to its format: hidden parts, numbers of lists, running heads, notes."""

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest

from edu_plan_cli.features.importing.document_text import read_document
from edu_plan_cli.features.importing.not_read import NotRead
from edu_plan_cli.features.importing.spreadsheet_reader import shown
from importing.page_files import page
from importing.pdf_files import Text, pdf, wrapped
from importing.word_files import CHINESE, numbered
from importing.workbook_files import workbook, xlsx

WORKBOOKS = Path(__file__).parent / "workbooks"


def texts(name: str, data: bytes) -> list[str]:
    return [line.printed for line in read_document(name, data)]


SHOWN = (
    (0.95, "0%", "95%"), (0.956, "0.0%", "95.6%"), (0.57, "0%", "57%"), (1, "0%", "100%"), (0.95, "General", "0.95"),
    (1200, '#,##0"人"', "1200人"), (1200.0, "General", "1200"), (3, '"第"0"批"', "第3批"), (1.7, '0.0"万"', "1.7万"), (5, "0_);(0)", "5"),
    (5, '[Red]0"所"', "5所"), (datetime.date(2026, 6, 30), "yyyy-mm-dd", "2026年6月30日"), (datetime.datetime(2026, 6, 1, tzinfo=datetime.UTC), "yyyy年m月", "2026年6月"),
    (datetime.date(2026, 9, 1), 'm"月"d"日"', "9月1日"), (datetime.date(2026, 9, 1), "General", "2026年9月1日"), (True, "General", "是"), ("#REF!", "General", ""),
)  # fmt: skip


@pytest.mark.parametrize(("value", "number_format", "expected"), SHOWN)
def test_a_cell_is_read_as_its_format_shows_it(value: object, number_format: str, expected: str) -> None:
    assert shown(value, number_format) == expected


HEAD = ["序号", "重点任务", "责任科室", "完成时限"]


def test_shares_and_days_of_a_workbook_are_those_a_person_sees() -> None:
    book = workbook(
        {
            "某局2026年工作计划": [
                ["指标", "目标值", "责任科室", "完成时限"],
                ["巩固率", 0.985, "基教科", datetime.date(2026, 6, 30)],
            ]
        }
    )
    book.active["B2"].number_format = "0.0%"
    book.active["D2"].number_format = 'm"月"d"日"'
    assert texts("分解表.xlsx", xlsx(book)) == [
        "某局2026年工作计划",
        "1.巩固率",
        "巩固率98.5%",
        "责任科室：基教科",
        "完成时限：6月30日",
    ]


def test_every_sheet_with_a_table_of_tasks_counts_and_what_is_left_out_is_said() -> None:
    book = workbook(
        {
            "党建": [
                ["某局2026年任务分解表"],
                HEAD,
                ["1", "学习", "党办", "6月底前"],
                ["2", "检查", "党办", "9月底前"],
            ],
            "Sheet2": [["安全工作任务分解表"], HEAD, ["1", "演练", "安全科", "6月底前"]],
            "通讯录": [["张三", "电话"], ["李四", "电话"]],
            "草稿": [HEAD, ["1", "不算数", "党办", "6月底前"]],
        }
    )
    book["草稿"].sheet_state = "hidden"
    book["党建"].row_dimensions[4].hidden = True
    lines = read_document("分解表.xlsx", xlsx(book))
    assert [line.printed for line in lines if not line.note] == [
        "某局2026年任务分解表", "党建", "1.学习", "责任科室：党办", "完成时限：6月底前",
        "安全工作任务分解表", "1.演练", "责任科室：安全科", "完成时限：6月底前",
    ]  # fmt: skip
    assert [line.text for line in lines if line.note] == [
        "（工作表“通讯录”里没有任务表（要有“任务”和“责任科室”这样的列），没有读）",
        "（工作表“草稿”是隐藏的，没有读）",
        "（工作表“党建”第 4 行是隐藏或筛掉的，没有读；要读请先显示出来）",
    ]


LISTS = {
    '<ol start="3"><li>学习</li><li value="7">检查</li><li>总结</li></ol>': ["3.学习", "7.检查", "8.总结"],
    '<ol type="a"><li>学习</li><li>检查</li></ol>': ["a.学习", "b.检查"],
    '<ol style="list-style-type:cjk-ideographic"><li>学习<ol><li>检查</li></ol></li><li>总结</li></ol>': ["一、学习", "1.检查", "二、总结"],
    "<ol reversed><li>学习</li><li>检查</li></ol>": ["2.学习", "1.检查"],
    '<ol style="list-style:none"><li>一、学习</li></ol>': ["一、学习"],
    "<ul><li>学习<li>检查</ul>": ["学习", "检查"],
    "<ol><li>30所学校</li><li>5万名学生</li></ol>": ["1. 30所学校", "2. 5万名学生"],
}  # fmt: skip


@pytest.mark.parametrize("markup", LISTS)
def test_a_lists_numbers_are_labels_as_a_browser_prints_them(markup: str) -> None:
    assert texts("要点.html", page(markup)) == LISTS[markup]


UNSEEN = (
    '<p style="display:none">1．藏起来的30所</p>', "<p hidden>1．藏起来的30所</p>", '<p style="visibility: hidden">1．藏起来的30所</p>',
    "<script>1．藏起来的30所</script>", "<style>1．藏起来的30所</style>", "<noscript>1．藏起来的30所</noscript>", "<!-- 1．藏起来的30所 -->",
    "<template>1．藏起来的30所</template>", '<iframe src="http://127.0.0.1:9/">1．藏起来的30所</iframe>', '<div class="nav-left">1．藏起来的30所</div>',
    '<div role="navigation">1．藏起来的30所</div>', "<footer>1．藏起来的30所</footer>", '<div id="share">1．藏起来的30所</div>', "<select><option>1．藏起来的30所</select>",
)  # fmt: skip


@pytest.mark.parametrize("markup", UNSEEN)
def test_what_a_page_hides_and_what_stands_around_its_text_does_not_enter(markup: str) -> None:
    assert texts("要点.html", page(f"<p>一、学习</p>{markup}<p>二、检查</p>")) == ["一、学习", "二、检查"]


def test_a_page_in_gbk_is_read_whatever_it_says_of_itself() -> None:
    said = page("<p>一、学习〇囍</p>", "gb2312")
    assert texts("要点.html", said) == ["一、学习〇囍"]
    assert texts("要点.html", said.replace(b"gb2312", b"utf-8")) == ["一、学习〇囍"]
    assert texts("要点.html", page("<p>一、学习</p>").replace(b"utf-8", b"gb2312")) == ["一、学习"]


def test_a_page_saved_as_a_word_file_is_read_as_what_it_is_and_that_is_said() -> None:
    assert texts("要点.doc", page("<p>一、学习</p>")) == [
        "一、学习",
        "（文件名的后缀是 .doc，内容是网页（HTML），按内容读的）",
    ]
    assert texts("要点", numbered(CHINESE, [(0, "学习")])) == [
        "一、学习",
        "（文件名没有后缀，内容是Word 文档，按内容读的）",
    ]


def test_a_pdfs_running_heads_and_page_numbers_do_not_enter_and_are_said() -> None:
    body = [
        f"{number}．开展第{number}项专项行动，完善工作机制，压实各方责任，确保按期完成任务。"
        for number in range(1, 40)
    ]
    lines = texts("要点.pdf", pdf(wrapped(body, head="某区教育局文件")))
    assert lines == [*body, "（每页重复的页眉页脚“某区教育局文件”没有读）"]


def test_radicals_in_a_pdf_are_characters() -> None:
    assert texts("要点.pdf", pdf([[Text(70, 100, "⼀、⼯作要点")]])) == ["一、工作要点"]


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "一个没有文字的.pdf": (lambda: pdf([[], []]), "扫描件或图片；请向发文的科室要 Word 原稿"),
    "版式.ofd": (lambda: b"PK\3\4", "OFD 版式文件（GB/T 33190），读不了；请用 WPS 或 OFD 阅读器打开，另存为 .docx"),
    "拍的.jpg": (lambda: b"\xff\xd8\xff\xe0" + bytes(100), "是图片，没有文字"),
    "加密的.xlsx": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
    "别的.zip": (lambda: b"PK\3\4" + bytes(50), "请另存为 .docx 或 .txt"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_told_with_what_to_do(name: str) -> None:
    make, sentence = REFUSED[name]
    with pytest.raises(NotRead) as refused:
        read_document(name, make())
    assert sentence in refused.value.why.zh


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "a deep page": ("坏.html", lambda: b"<html>" + b"<div>" * 1000),
    "a page of a hundred thousand tags": ("坏.html", lambda: b"<html>" + b"<p>a" * 150_000),
    "a long page": ("坏.html", lambda: b"<html><p>" + b"a" * 4_000_000),
    "an .mht of parts within parts": ("坏.mht", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n" + b"\n--a\nContent-Type: multipart/mixed; boundary=b\n" * 50),
    "an .mht without a page": ("坏.mht", lambda: b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=a\n\n--a--\n"),
    "a PDF that ends early": ("坏.pdf", lambda: pdf([[Text(70, 100, "学习")]])[:300]),
    "a PDF of many objects": ("坏.pdf", lambda: pdf([[]]) + b"1 0 obj\nendobj\n" * 120_000),
    "a PDF of many pages": ("坏.pdf", lambda: pdf([[]] * 300)),
    "a .xls of nothing": ("坏.xls", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "Workbook".encode("utf-16-le")),
    "an .xls that ends early": ("坏.xls", lambda: (WORKBOOKS / "任务分解表.xls").read_bytes()[:3000]),
    "an .ods that ends early": ("坏.ods", lambda: (WORKBOOKS / "任务分解表.ods").read_bytes()[:-60]),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_of_any_format_is_refused_with_a_sentence(name: str) -> None:
    file, make = HOSTILE[name]
    with pytest.raises(NotRead) as refused:
        texts(file, make())
    assert refused.value.why.zh.endswith("。")
