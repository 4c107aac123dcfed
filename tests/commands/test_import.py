"""``edu-plan import`` and ``review``: the issued document in, a plan that people go through out."""

import shutil
from pathlib import Path

import docx
import pytest

from commands.running import ROOT, SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.model.load import load_plan

PARAGRAPHS = """\
某区教育局文件
某教〔2024〕3号
关于印发《某区教育局2024年工作要点》的通知
各学校、机关各科室：
现将《某区教育局2024年工作要点》印发给你们，请认真贯彻落实。
某区教育局
2024年2月6日
某区教育局2024年工作要点
今年工作的总体要求是：稳中求进。
一、办好学校
（一）建设校舍。新建学校2所，新增学位3000个。（责任科室：项目办、计划财务科）
（二）配齐教师。招聘教师120名，加强师德师风建设。（人事科牵头，教研室配合）
二、安全
（一）排查隐患。每月至少开展1次安全检查，提升师生满意率。
某区教育局办公室 2024年2月6日印发
""".splitlines()


@pytest.fixture
def document(tmp_path: Path) -> Path:
    made = docx.Document()
    for paragraph in PARAGRAPHS:
        made.add_paragraph(paragraph)
    made.save(str(tmp_path / "要点.docx"))
    return tmp_path / "要点.docx"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    for name in ("plan", "reports"):
        (folder / name).mkdir(parents=True)
    return folder


def imported(project: Path, document: Path, *more: str) -> Ran:
    return edu_plan("import", str(document), *more, cwd=project)


def plan_of(project: Path) -> str:
    return (project / "plan" / "2024.yaml").read_text(encoding="utf-8")


def test_what_a_new_project_begins_with_gives_way_and_what_anybody_wrote_does_not(
    tmp_path: Path, document: Path
) -> None:
    project = tmp_path / "新"
    assert edu_plan("init", str(project), "--year", "2024").code == 0
    assert imported(project, document).code == 0
    assert "配齐教师" in plan_of(project)
    again = imported(project, document)
    assert (again.code, "已存在" in again.err) == (2, True)


def test_the_issued_document_becomes_a_plan_that_validates(project: Path, document: Path) -> None:
    ran = imported(project, document)
    assert ran.code == 0, ran.err
    assert "2 个部分，3 项任务，4 个科室" in ran.out
    assert "1 项任务没有写由谁负责" in ran.out
    assert "原文覆盖率" in ran.out
    assert edu_plan("validate", cwd=project).code == 0
    assert edu_plan("fmt", "--check", cwd=project).code == 0
    plan = load_plan(project, 2024)
    assert plan is not None
    first = next(plan.items)
    assert (first.lead, first.cooperating) == ("xiangmuban", ["jihuacaiwuke"])
    assert first.text == "新建学校2所，新增学位3000个。（责任科室：项目办、计划财务科）"
    assert [(c.kind, c.name, str(c.target_value)) for c in first.candidates] == [
        ("number", "新建学校", "2"), ("number", "新增学位", "3000"),
    ]  # fmt: skip


def test_the_summary_names_the_sentences_nothing_was_read_out_of(project: Path, document: Path) -> None:
    text = document.with_name("要点.txt")
    text.write_text(
        "2024年工作要点\n一、安全\n1.排查隐患。加强管理。每月开展1次检查。\n2.抓学习。坚持学。\n",
        encoding="gb18030",
    )
    ran = imported(project, text)
    assert "    1  加强管理。" in ran.out
    assert "    2  坚持学。" in ran.out


def test_candidates_count_nowhere_until_somebody_accepts_them(project: Path, document: Path) -> None:
    imported(project, document)
    assert "还没有目标" in edu_plan("status", cwd=project).out
    listed = edu_plan("review", cwd=project)
    assert listed.code == 0
    assert "5 个候选目标" in listed.out


def test_a_dry_run_writes_nothing(project: Path, document: Path) -> None:
    ran = imported(project, document, "--dry-run")
    assert ran.code == 0
    assert "5 个候选目标" in ran.out
    assert list((project / "plan").iterdir()) == []


def test_a_plan_that_is_there_is_kept(project: Path, document: Path) -> None:
    (project / "plan" / "2024.yaml").write_text("# 我的\n", encoding="utf-8")
    ran = imported(project, document)
    assert ran.code == 2
    assert "没有改" in ran.err
    assert imported(project, document, "--force").code == 2
    assert plan_of(project) == "# 我的\n"


def test_it_may_be_written_anywhere(tmp_path: Path, document: Path) -> None:
    ran = edu_plan("import", str(document), "-o", "out/2024.yaml", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert (tmp_path / "out" / "2024.yaml").read_text(encoding="utf-8").startswith("# 由 要点.docx 读入")


@pytest.mark.parametrize("name", ["要点.pdf", "要点.xlsx", "空.txt", "没有.docx", "二进制.txt"])
def test_what_cannot_be_read_is_refused_with_advice(name: str, project: Path) -> None:
    file = project / name
    if name != "没有.docx":
        file.write_bytes(
            b"" if name == "空.txt" else b"\x00\x01\x02" if name == "二进制.txt" else b"%PDF-1.7"
        )
    ran = imported(project, file)
    assert ran.code == 2
    assert name in ran.err
    assert "Traceback" not in ran.err
    assert list((project / "plan").iterdir()) == []


NO_PLANS = {
    "会议记录.txt": "会议记录\n今天大家讨论了食堂的饭菜。\n散会。\n",
    "管理办法.txt": "某县学校食堂管理办法\n一、总则\n1.为了加强管理，制定本办法。\n2.本办法适用于各学校。\n",
    "2024年工作要点.txt": "",
    "两千项.txt": "2024年工作要点\n" + "".join(f"{n % 900 + 1}.抓学习。坚持学。\n" for n in range(2000)),
    "没有编号.txt": "2024年工作要点\n一、党建\n1.抓学习\n" + "坚持学习，坚持到底，" * 20 + "。\n" + ("坚持学习" * 500 + "。\n") * 12,
}  # fmt: skip


@pytest.mark.parametrize("name", NO_PLANS)
def test_what_is_no_work_plan_is_refused_and_nothing_written(name: str, project: Path) -> None:
    (project / name).write_text(NO_PLANS[name], encoding="utf-8")
    ran = imported(project, project / name, "-o", "plan/2024.yaml")
    assert ran.code == 2
    assert ran.err.startswith("错误：")
    assert name in ran.err
    assert list((project / "plan").iterdir()) == []


def test_a_files_name_will_do_for_a_title(project: Path) -> None:
    text = project / "某区教育局2024年工作要点.txt"
    text.write_text("一、党建\n1.抓学习。坚持学。\n", encoding="utf-8")
    assert imported(project, text).code == 0
    assert "title: 某区教育局2024年工作要点" in plan_of(project)


def test_numbers_outside_the_items_are_told(project: Path) -> None:
    text = project / "要点.txt"
    text.write_text(
        "2024年工作要点\n2024年工作目标：学前三年毛入园率达到92%。\n一、党建\n1.抓学习。坚持学。\n",
        encoding="utf-8",
    )
    ran = imported(project, text)
    assert "不在任务里" in ran.out
    assert "       2024年工作目标：学前三年毛入园率达到92%。" in ran.out


def test_a_title_with_two_years_is_for_the_year_of_the_plan(project: Path) -> None:
    text = project / "a.txt"
    text.write_text("某局2023年工作总结和2024年工作计划\n一、党建\n1.抓学习。坚持学。\n", encoding="utf-8")
    assert imported(project, text).code == 0
    assert (project / "plan" / "2024.yaml").exists()


def test_text_of_a_document_can_do_nothing(project: Path) -> None:
    """Control characters, YAML and markup in a document stay text."""
    evil = project / "坏.txt"
    evil.write_text(
        "2024年工作要点\n一、[bold]安全[/] !!python/object: *a\n1.&x 抓: 学习。- 坚持\u202e学 #不是注释，新增学位30个。\n2.'抓'。{a: b}，每月开展1次检查。\n",
        encoding="utf-8",
    )
    ran = imported(project, evil)
    assert ran.code == 0, ran.err
    assert "\u202e" not in ran.out
    plan = load_plan(project, 2024)
    assert plan is not None
    assert plan.sections[0].heading == "[bold]安全[/] !!python/object: *a"
    assert [item.heading for item in plan.items] == ["&x 抓: 学习", "'抓'"]


def test_reviewing_a_plan_without_candidates_says_so() -> None:
    assert "没有候选目标，也没有还没看的句子" in edu_plan("review", cwd=SAMPLE).out


def test_the_shipped_plan_keeps_its_texts_through_word(tmp_path: Path, project: Path) -> None:
    plan = load_plan(ROOT, 2023)
    assert plan is not None
    made = docx.Document()
    made.add_paragraph(plan.title)
    for section in plan.sections:
        made.add_paragraph(f"{section.number}、{section.heading}")
        for item in section.items:
            made.add_paragraph(f"{item.number}. {item.heading}。{item.text}")
    made.save(str(tmp_path / "a.docx"))
    assert imported(project, tmp_path / "a.docx").code == 0
    again = load_plan(project, 2023)
    assert again is not None
    assert [(i.number, i.heading, i.text) for i in again.items] == [
        (i.number, i.heading, i.text) for i in plan.items
    ]
    shutil.rmtree(project)


LIMITS = """2024年工作要点
一、安全
1.排查隐患。开展师德专题教育活动12次，严肃查处有偿补课行为。（责任科室：安全科；完成时限：6月底前）
2.抓学习。参加学习的有30人。完成时限：6月上旬前
3.抓宣传。发稿60篇，其中省级20篇。完成时限：长期
某区教育局
2024年2月6日
"""


def test_import_says_what_came_over_beside_the_characters(project: Path, document: Path) -> None:
    text = document.with_name("要点.txt")
    text.write_text(LIMITS, encoding="utf-8")
    ran = imported(project, text)
    assert ran.code == 0, ran.err
    assert (
        "结构：1 个部分，3 项任务，1 个科室；2 项任务没有写由谁负责；完成时限写了 3 处、读懂 2 处" in ran.out
    )
    assert "    2  完成时限“6月上旬前”" in ran.out
    assert "    1  严肃查处有偿补课行为" in ran.out  # though another clause of its sentence is a target
    plan = load_plan(project, 2024)
    assert plan is not None
    assert str(plan.issued_on) == "2024-02-06"
    first, _, third = plan.items
    assert [str(candidate.due) for candidate in first.candidates] == ["2024-06-30"]
    whole, part = third.candidates
    assert (part.part_of, whole.part_of, part.due) == (whole.id, None, None)


def test_a_plan_of_another_year_than_the_file_is_named_for_is_refused(project: Path, document: Path) -> None:
    ran = imported(project, document, "-o", "plan/2023.yaml")
    assert (ran.code, "2024 年的" in ran.err, "--force" in ran.err) == (2, True, True)
    assert not (project / "plan" / "2023.yaml").exists()


@pytest.mark.parametrize("title", ["实施方案", "督查清单", "任务清单", "民生实事", "目标任务"])
def test_plans_go_by_many_names(project: Path, document: Path, title: str) -> None:
    text = document.with_name("文件.txt")
    text.write_text(
        f"某区教育局2024年{title}\n一、安全\n1.每月检查1次。\n2.培训教师30名。\n", encoding="utf-8"
    )
    ran = imported(project, text)
    assert (ran.code, f"某区教育局2024年{title}" in ran.out) == (0, True)


def test_what_names_no_plan_is_asked_for_a_name_it_has_not(project: Path, document: Path) -> None:
    text = document.with_name("文件.txt")
    text.write_text("某区教育局2024年的话\n一、安全\n1.每月检查1次。\n", encoding="utf-8")
    ran = imported(project, text)
    assert (ran.code, "第一行“某区教育局2024年的话”" in ran.err, "改名" in ran.err) == (2, True, True)


def test_a_part_that_begins_on_a_day_is_laid_out_as_every_candidate(project: Path, tmp_path: Path) -> None:
    text = "某区教育局2024年工作要点\n1. 培训教师100名，其中自10月1日起培训校长20名。（责任科室：人事科）\n"
    (tmp_path / "2024年工作要点.txt").write_text(text, encoding="utf-8")
    assert edu_plan("import", str(tmp_path / "2024年工作要点.txt"), cwd=project).code == 0
    plan = (project / "plan/2024.yaml").read_text(encoding="utf-8")
    assert plan.index("part_of:") < plan.index("start: 2024-10-01")
    assert edu_plan("fmt", "--check", cwd=project).code == 0
