"""Whatever a document holds, what is made of it is a plan without errors, and no word of it is lost without being told."""

import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.features.importing.outline import outline
from edu_plan_cli.features.importing.paragraphs import paragraphs, text_lines
from edu_plan_cli.features.importing.plan_draft import draft, is_empty
from edu_plan_cli.model.load import load_year

LABELS = (
    "",
    "",
    "一、",
    "二、",
    "三、",
    "（一）",
    "（二）",
    "1.",
    "2.",
    "3．",
    "12.",
    "（1）",
    "①",
    "第一部分 ",
    "附件：",
    "0.",
    "999.",
    "1000.",
)
SENTENCES = (
    "加强党的建设", "坚持学习。", "新建学校2所，新增学位3000个。", "抓好安全：每月开展1次检查", "（责任科室：安全科、人事科）",
    "人事科", "责任单位：各科室", "2024年2月6日", "某教〔2024〕3号", "某区教育局", "2024年工作要点", "关于印发要点的通知",
    "各学校：", "实现全覆盖，达到95%以上", "6月底前完成", "《办法》", "- 减号: 冒号 #井号", "'引号\"", "{a: b}", "。", "，", " ",
    "出台《校园安全管理办法》，提升满意率；", "一般公共预算只增不减", "达到100%", "0个", "新增学位0个", "。。！？", "￥%……&*",
)  # fmt: skip
LINES = st.builds(
    lambda label, parts: label + "".join(parts),
    st.sampled_from(LABELS),
    st.lists(st.sampled_from(SENTENCES), max_size=4),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(LINES, max_size=14))
def test_what_is_made_of_any_document_validates_and_loses_nothing_unsaid(lines: list[str]) -> None:
    read = paragraphs(text_lines("\n".join(lines), markdown=False))
    found = outline(read)
    if is_empty(found.sections):
        return
    made = draft(found, read, 2024, "要点.txt")
    checked = check_year(load_year(Path("/nowhere"), 2024, {"plan/2024.yaml": made.text}))
    assert [d for d in checked.diagnostics if d.severity == "error"] == [], made.text
    plan = checked.plan
    assert plan is not None
    assert [(i.number, i.heading) for i in plan.items] == [
        (i.number, i.heading) for s in found.sections for i in s.items
    ]
    held = re.sub(r"\s", "", made.text) + "".join(re.sub(r"\s", "", line.text) for line in made.left)
    for line in read:
        for part in re.split(r"[。：:；，、！？（）\s]", line.text):
            if len(part) > 3 and not re.match(r"[（(\d①第附]", part):
                assert part.replace('"', '\\"') in held or part in held, (part, made.text)
