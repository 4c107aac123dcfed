"""The scorer of import counts what is missed, wrong and too much; and what import reads of the labelled documents does not fall."""

import sys
from decimal import Decimal
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

import import_formats
from import_score import Counted, Item, Target, label, score, scores, total

LABEL = """# 某区教育局2025年工作要点
一、新建学校3所，8月底前完成。（责任单位：基建科；配合单位：财务科）
二、近视率控制在45%以内。（责任单位：体卫科）
====
formats: txt
year: 2025
- 新建学校 @ 基建科 + 财务科 ! 2025-08-31
  * number >= 3 所
- 近视率 @ 体卫科
  * share <= 45 %
"""
SCHOOLS = Target(("number",), ">=", Decimal(3), "所", "", "新建学校3所")
SIGHT = Target(("share",), "<=", Decimal(45), "%", "", "近视率控制在45%以内")
READ = [
    Item("新建学校3所", "基建科", ("财务科",), ("2025-08-31",), [SCHOOLS]),
    Item("近视率控制在45%以内", "体卫科", (), (), [SIGHT]),
]


def test_what_is_read_as_labelled_scores_in_full() -> None:
    found = score("某", label(LABEL), 2025, READ)
    assert found.misses == []
    assert found.items == Counted(2, 2, 2, 2)
    assert (found.leads, found.cooperating, found.dues) == (Counted(2, 2, 2, 2), Counted(1, 1, 1, 1), Counted(1, 1, 1, 1))  # fmt: skip
    assert found.targets == Counted(2, 2, 2, 2)


@pytest.mark.parametrize(
    ("read", "miss"),
    [
        (READ[:1], "某: item 近视率"),
        ([*READ, Item("总体要求", "", (), (), [])], "某: no item 总体要求"),
        ([READ[0]._replace(lead="财务科"), READ[1]], "某: 新建学校 lead -基建科"),
        ([READ[0]._replace(dues=()), READ[1]], "某: 新建学校 due -2025-08-31"),
        ([READ[0]._replace(targets=[]), READ[1]], "某: 新建学校 - number >= 3 所"),
        ([READ[0], READ[1]._replace(targets=[SIGHT._replace(sign=">=")])], "read as share >= 45 % 近视率控制在45%以内: direction"),
        ([READ[0], READ[1]._replace(targets=[SIGHT, SCHOOLS])], "某: 近视率 + number >= 3 所 新建学校3所"),
    ],
)  # fmt: skip
def test_what_is_missed_wrong_or_too_much_is_listed(read: list[Item], miss: str) -> None:
    assert any(miss in line for line in score("某", label(LABEL), 2025, read).misses)


def share(part: int, whole: int) -> float:
    return part / whole


def test_what_is_read_of_the_labelled_documents_does_not_fall() -> None:
    found = total(scores(formats=["docx", "xlsx", "txt"]).values())
    for counted in (found.items, found.leads, found.cooperating):
        assert share(counted.right, counted.labelled) >= 0.98
        assert share(counted.right, counted.read) >= 0.99
    assert share(found.dues.right, found.dues.labelled) >= 0.95
    assert share(found.dues.right, found.dues.read) >= 0.94
    assert share(found.targets.found, found.targets.labelled) >= 0.99
    assert share(found.targets.right, found.targets.found) >= 0.99
    assert share(found.targets.found, found.targets.read) >= 0.98


def test_a_document_is_written_with_the_cells_and_numbers_its_source_has() -> None:
    parts = import_formats.blocks(
        "# 标题\n~0 一部\n~1 一节\n~2 一项\n~2 二项\n| 甲 | 乙 |\n| ^ | 丙\\n丁 |\n"
    )
    assert import_formats.as_txt(parts).decode("gb18030").splitlines() == ["标题", "　　一、一部", "　　（一）一节", "　　1．一项", "　　2．二项", "甲\t乙", "\t丙 丁"]  # fmt: skip
    assert '<td rowspan="2" colspan="1"><p>甲</p></td>' in import_formats.as_html(parts).decode()
