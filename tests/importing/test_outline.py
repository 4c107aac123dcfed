"""What is a section and what an item, in the many ways such documents number."""

from pathlib import Path

import pytest

from edu_plan_cli.features.importing.departments import named_in
from edu_plan_cli.features.importing.outline import Outline, outline
from edu_plan_cli.features.importing.paragraphs import paragraphs, text_lines
from edu_plan_cli.model.load import load_plan

ROOT = Path(__file__).parent.parent.parent
HEAD = "某区教育局2024年工作要点\n\n2024年教育工作的总体要求是：全面贯彻党的教育方针。\n\n"


def read(text: str, *, markdown: bool = False) -> Outline:
    return outline(paragraphs(text_lines(text, markdown=markdown)))


def told(found: Outline) -> list[str]:
    return [
        line
        for section in found.sections
        for line in (
            f"{section.number}|{section.heading}",
            *(f"  {item.number}|{item.heading}|{item.text}" for item in section.items),
        )
    ]


STYLES: dict[str, tuple[str, list[str]]] = {
    "一、 and 1. running through": (
        "一、加强党的建设\n1. 抓学习。坚持学。\n2. 抓队伍。坚持抓。\n二、办好学校\n3. 建校舍。新建学校2所。\n",
        ["一|加强党的建设", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。", "二|办好学校", "  3|建校舍|新建学校2所。"],
    ),
    "（一） beginning anew in each section": (
        "一、党建\n（一）抓学习。坚持学。\n（二）抓队伍。坚持抓。\n二、学校\n（一）建校舍。新建学校2所。\n（二）配设备。配齐。\n",
        ["一|党建", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。", "二|学校", "  3|建校舍|新建学校2所。", "  4|配设备|配齐。"],
    ),
    "headings alone, text below": (
        "一、党建\n1．抓学习\n坚持学理论，用理论。\n2．抓队伍\n坚持抓班子，带队伍。\n二、学校\n3．建校舍\n新建学校2所，扩建1所。\n",
        ["一|党建", "  1|抓学习|坚持学理论，用理论。", "  2|抓队伍|坚持抓班子，带队伍。", "二|学校", "  3|建校舍|新建学校2所，扩建1所。"],
    ),
    "three levels, the third running through": (
        "一、党建\n（一）政治建设\n1.抓学习。学。\n2.抓宣讲。讲。\n（二）队伍建设\n3.抓培训。训。\n二、学校\n（一）校舍\n4.建校舍。建。\n",
        ["一（一）|党建　政治建设", "  1|抓学习|学。", "  2|抓宣讲|讲。", "一（二）|党建　队伍建设", "  3|抓培训|训。", "二（一）|学校　校舍", "  4|建校舍|建。"],
    ),
    "an item with a list of its own": (
        "一、党建\n1.抓学习。坚持学：\n（1）读原著。\n（2）学讲话。\n2.抓队伍。坚持抓。\n",
        ["一|党建", "  1|抓学习|坚持学：\n（1）读原著。\n（2）学讲话。", "  2|抓队伍|坚持抓。"],
    ),
    "a year or a month right after the number": (
        "一、党建\n1.2024年抓学习。坚持学。\n2.6月底前抓队伍。坚持抓。\n3.5个百分点不是序号。\n",
        ["一|党建", "  1|2024年抓学习|坚持学。", "  2|6月底前抓队伍|坚持抓。\n3.5个百分点不是序号。"],
    ),
    "a condition in brackets is no department": (
        "一、党建\n1.控制班额。班额控制在45人以内（小学）。\n2.抓队伍。坚持抓（人事科）。\n",
        ["一|党建", "  1|控制班额|班额控制在45人以内（小学）。", "  2|抓队伍|坚持抓（人事科）。"],
    ),
    "circled numbers": (
        "一、党建\n①抓学习。坚持学。\n②抓队伍。坚持抓。\n",
        ["一|党建", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。"],
    ),
    "full-width numbers": (
        "第一部分 党建\n１．抓学习。坚持学。\n２．抓队伍。坚持抓。\n",
        ["第一部分|党建", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。"],
    ),
    "flat, text run in": (
        "1.抓学习。坚持学。\n2.抓队伍。坚持抓。\n3.建校舍。新建学校2所。\n",
        ["一|某区教育局2024年工作要点", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。", "  3|建校舍|新建学校2所。"],
    ),
    "sections of unnumbered paragraphs": (
        "一、党建\n抓好学习。坚持学。\n抓好队伍。坚持抓。\n二、学校\n建好校舍。新建学校2所。\n",
        ["一|党建", "  1|抓好学习|坚持学。", "  2|抓好队伍|坚持抓。", "二|学校", "  3|建好校舍|新建学校2所。"],
    ),
    "no heading before the text": (
        "一、党建\n1.把学习宣传贯彻会议精神作为首要的政治任务，紧紧围绕主题，武装头脑、指导实践、推动工作。\n2.抓队伍。坚持抓。\n",
        ["一|党建", "  1|把学习宣传贯彻会议精神作为首要的政治任务|把学习宣传贯彻会议精神作为首要的政治任务，紧紧围绕主题，武装头脑、指导实践、推动工作。", "  2|抓队伍|坚持抓。"],
    ),
    "a page's break within a sentence": (
        "一、党建\n1.抓学习。坚持学理论、学业务，做到学有所\n\n得、学有所用。\n2.抓队伍。坚持抓。\n",
        ["一|党建", "  1|抓学习|坚持学理论、学业务，做到学有所得、学有所用。", "  2|抓队伍|坚持抓。"],
    ),
    "page numbers between": (
        "一、党建\n1.抓学习。坚持学理论、学业务，做到学有所\n— 2 —\n得、学有所用。\n- 3 -\n2.抓队伍。坚持抓。\n",
        ["一|党建", "  1|抓学习|坚持学理论、学业务，做到学有所得、学有所用。", "  2|抓队伍|坚持抓。"],
    ),
    "a first section that only says what is required": (
        "一、总体要求\n坚持以人民为中心。\n二、党建\n（一）抓学习。坚持学。\n（二）抓队伍。坚持抓。\n",
        ["一|总体要求", "二|党建", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_sections_and_items_are_found_however_they_are_numbered(style: str) -> None:
    body, expected = STYLES[style]
    found = read(HEAD + body)
    assert found.title == "某区教育局2024年工作要点"
    assert found.overall == "2024年教育工作的总体要求是：全面贯彻党的教育方针。"
    assert told(found) == expected


def test_lines_broken_by_the_width_of_the_page_become_paragraphs_again() -> None:
    whole = [
        "一、全面加强党对教育工作的领导，确保教育事业始终沿着正确的方向前进，办好人民满意的教育",
        "1.推进区域教育中心建设。围绕加快实现发展愿景，成立市、县两级区域教育中心建设推进专班，制定实施方案，明确年度建设目标和重点任务，实施清单管理。",
        "2.深入实施教育发展规划。召开会议，部署任务，健全区域教育中心建设协调推进机制，建立统筹决策、分工落实、督查督办、总结推广的推进体系。",
    ]
    broken = "\n".join(line[at : at + 30] for line in whole for at in range(0, len(line), 30))
    assert told(read(HEAD + broken)) == told(read(HEAD + "\n".join(whole)))


def test_the_head_and_the_end_of_a_document_are_no_items() -> None:
    found = read(
        "特急\n某市教育局文件\n某教〔2024〕3号\n关于印发《某市教育局\n2024年工作要点》的通知\n各县区教育局，市直各学校：\n"
        "现将《某市教育局2024年工作要点》印发给你们，请认真贯彻落实。\n附件：2024年工作要点\n某市教育局\n2024年2月6日\n"
        "某市教育局\n2024年工作要点\n今年工作的总体要求是：稳中求进。\n一、党建\n1.抓学习。坚持学。\n2.抓队伍。坚持抓。\n"
        "某市教育局\n2024年2月6日\n（此件公开发布）\n抄送：市委办。\n某市教育局办公室 2024年2月6日印发\n"
    )
    assert (found.title, found.issuer, found.document_number) == (
        "某市教育局2024年工作要点", "某市教育局", "某教〔2024〕3号",
    )  # fmt: skip
    assert found.notice_title == "关于印发《某市教育局2024年工作要点》的通知"
    assert found.addressees == "各县区教育局，市直各学校："
    assert found.notice_text == "现将《某市教育局2024年工作要点》印发给你们，请认真贯彻落实。"
    assert found.overall == "今年工作的总体要求是：稳中求进。"
    assert told(found) == ["一|党建", "  1|抓学习|坚持学。", "  2|抓队伍|坚持抓。"]
    assert [line.text for line in found.left][-5:] == [
        "某市教育局", "2024年2月6日", "（此件公开发布）", "抄送：市委办。", "某市教育局办公室 2024年2月6日印发",
    ]  # fmt: skip


def test_markdown_is_read_by_its_headings() -> None:
    found = read(
        "# 某区教育局2024年工作要点\n\n## 党建\n\n1. **抓学习。** 坚持学。\n2. 抓队伍。坚持抓。\n\n## 学校\n\n3. 建校舍。建。\n",
        markdown=True,
    )
    assert found.title == "某区教育局2024年工作要点"
    assert told(found) == [
        "1|党建",
        "  1|抓学习|坚持学。",
        "  2|抓队伍|坚持抓。",
        "2|学校",
        "  3|建校舍|建。",
    ]


def as_printed() -> str:
    """The shipped plan as its paper shows it, with two sentences broken by pages."""
    plan = load_plan(ROOT, 2023)
    assert plan is not None
    assert plan.notice is not None
    lines = [
        f"{plan.issuer}文件",
        plan.document_number,
        plan.notice.title,
        plan.notice.addressees,
        plan.notice.text,
    ]
    lines += [plan.title, plan.overall_requirements]
    for section in plan.sections:
        lines.append(f"{section.number}、{section.heading}")
        for item in section.items:
            text = item.text
            if item.number in (2, 17):
                text = f"{text[:60]}\n\n{text[60:]}"
            lines.append(f"{item.number}. {item.heading}。{text}")
    return "\n\n".join(str(line) for line in lines)


def test_the_shipped_plan_comes_back_from_its_paper_exactly() -> None:
    plan, found = load_plan(ROOT, 2023), read(as_printed())
    assert plan is not None
    assert plan.notice is not None
    assert (found.title, found.issuer, found.document_number) == (
        plan.title,
        plan.issuer,
        plan.document_number,
    )
    assert (found.notice_title, found.addressees) == (plan.notice.title, plan.notice.addressees)
    assert found.overall == plan.overall_requirements
    assert told(found) == [
        line
        for section in plan.sections
        for line in (
            f"{section.number}|{section.heading}",
            *(f"  {item.number}|{item.heading}|{item.text}" for item in section.items),
        )
    ]


NAMED: dict[str, tuple[tuple[str, ...], tuple[str, ...]] | None] = {
    "（责任科室：人事科、财务科及各县（市、区）教育局）": (("人事科", "财务科"), ()),
    "责任科室：基教科 王某某": (("基教科",), ()),
    "【牵头单位：办公室；配合单位：人事科和安全科】": (("办公室",), ("人事科", "安全科")),
    "(责任处（室）：组织处,宣传处)": (("组织处", "宣传处"), ()),
    "（思政处负责，体卫艺处、各市配合）": (("思政处",), ("体卫艺处",)),
    "（人事科、市教科院）": (("人事科", "市教科院"), ()),
    "班额控制在45人以内（小学）": None,
    "各地（学校）要抓好落实": None,
    "责任领导：张某某": None,
    "责任单位：各学校": None,
    "（一）抓学习": None,
}


@pytest.mark.parametrize("text", NAMED)
def test_who_is_to_do_it_is_read_out_of_the_words(text: str) -> None:
    named = named_in(text)
    assert (None if named is None else (named.lead, named.cooperating)) == NAMED[text]
