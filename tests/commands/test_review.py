"""``edu-plan review``: every sentence of the issued document becomes a target or is set aside, typed by a person or by one command each."""

import os
import subprocess
import threading
from pathlib import Path

import pytest

from commands.running import COMMAND, Ran, bare, on_terminal, open_terminal
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.kinds.increase import IncreaseTarget
from edu_plan_cli.kinds.number import NumberTarget
from edu_plan_cli.kinds.project import ProjectTarget
from edu_plan_cli.kinds.qualitative import QualitativeTarget
from edu_plan_cli.model.load import load_plan
from edu_plan_cli.model.plan import Plan

TEXT = """某区教育局2024年工作要点
一、办好学校
1. 建设校舍。新建学校2所，新增学位3000个。制定校舍安全管理办法。（责任科室：项目办）
2. 配齐教师。加强师德师风建设，开展师德评选。提升公办幼儿园在园幼儿数占比。
3. 推进建设。加快滨河小学建设，确保10月底前竣工验收。加快城东幼儿园建设，12月底前竣工验收。
二、安全
4. 排查隐患。每月至少开展1次安全检查。截至目前，全区共有学校30所。抓好校园周边整治。
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    for name in ("plan", "reports"):
        (folder / name).mkdir(parents=True)
    (folder / "2024年工作要点.txt").write_text(TEXT, encoding="utf-8")
    ran = edu_plan("import", "2024年工作要点.txt", cwd=folder)
    assert ran.code == 0, ran.err
    return folder


def answered(project: Path, *lines: str, of: str = "") -> Ran:
    """One run of the dialog with the answers in a file: on every system, with or without a terminal."""
    (project / "answers.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return edu_plan("review", *([of] if of else []), "--answers", "answers.txt", cwd=project)


def plan_of(project: Path) -> Plan:
    plan = load_plan(project, 2024)
    assert plan is not None
    return plan


def text_of(project: Path) -> str:
    return (project / "plan" / "2024.yaml").read_text(encoding="utf-8")


def targets(project: Path, number: int) -> dict[str, str]:
    item = next(item for item in plan_of(project).items if item.number == number)
    return {target.name: str(target.get("kind")) for target in item.targets}


def test_every_sentence_without_a_candidate_is_offered_by_its_wording(project: Path) -> None:
    listed = edu_plan("review", "--list", cwd=project)
    assert listed.code == 0
    assert "8 个候选目标，4 句还没有目标" in listed.out
    assert "成果文件  校舍安全管理办法" in listed.out
    assert "定性工作  加强师德师风建设" in listed.out
    assert "不像承诺" in listed.out
    assert (
        "截至目前，全区共有学校30所" not in text_of(project).split("candidates")[-1]
    )  # nothing is written by looking


def test_what_only_happens_is_named_with_what_it_happens_to(project: Path) -> None:
    listed = edu_plan("review", "3", "--list", cwd=project).out
    assert "滨河小学竣工验收" in listed
    assert "城东幼儿园竣工验收" in listed


def test_steps_are_typed_as_people_write_them(project: Path) -> None:
    ran = answered(project, "制定方案 3月底、开展评选 6-30、总结", "人事科", "", "q", of="2")
    assert ran.code == 0, ran.err
    target = next(t.target for t in plan_of(project).targets if t.item.number == 2)
    assert isinstance(target, QualitativeTarget)
    assert [(step.name, str(step.due)) for step in target.steps] == [
        ("制定方案", "2024-03-31"), ("开展评选", "2024-06-30"), ("总结", "None"),
    ]  # fmt: skip
    assert target.quote == "加强师德师风建设，开展师德评选"


def test_a_day_that_is_not_understood_is_asked_again(project: Path) -> None:
    ran = answered(project, "制定方案 13-40、总结", "q", of="2")
    assert "日历上没有的日子" in ran.out
    assert targets(project, 2) == {}


def test_an_increase_asks_what_it_is_measured_by(project: Path) -> None:
    """Numerator and denominator in one answer; the baseline without a day is of the end of last year."""
    ran = answered(project, "", "y", "公办园在园幼儿数／在园幼儿总数", "46.5%", "学前教育科", "", of="2")
    assert ran.code == 0, ran.err
    target = next(t.target for t in plan_of(project).targets if t.item.number == 2)
    assert isinstance(target, IncreaseTarget)
    assert (target.numerator, target.denominator) == ("公办园在园幼儿数", "在园幼儿总数")
    assert (str(target.baseline.value), str(target.baseline.date)) == ("46.5", "2023-12-31")
    assert edu_plan("validate", cwd=project).code == 0


def test_what_is_skipped_stays_a_candidate_with_what_was_said(project: Path) -> None:
    ran = answered(project, "", "y", "公办园在园幼儿数／在园幼儿总数", "", "学前教育科", "", of="2")
    assert "还缺 基期" in ran.err
    assert targets(project, 2) == {}
    assert "numerator: 公办园在园幼儿数" in text_of(project)
    again = answered(project, "", "y", "46.5 2022-08-31", "学前教育科", "", of="2")
    assert again.code == 0, again.err
    assert targets(project, 2) == {"提升公办幼儿园在园幼儿数占比": "increase"}


def test_the_kind_is_changed_by_its_name_or_from_a_list(project: Path) -> None:
    ran = answered(
        project, "节点", "6月底", "项目办", "k", "定性工作", "摸底 3月底、建成", "k", "<", "q", of="1"
    )
    assert ran.code == 0, ran.err
    assert targets(project, 1) == {"新建学校": "milestone", "新增学位": "qualitative"}
    assert "target_value" not in text_of(project)
    assert edu_plan("validate", cwd=project).code == 0


def test_going_back_takes_the_last_answer_back(project: Path) -> None:
    before = text_of(project)
    ran = answered(project, "y", "<", "", "<", "n", "<", "q", of="1")
    assert ran.code == 0, ran.err
    assert text_of(project) == before
    assert "认可 0 个，不作目标 0 个，还有 3 个" in ran.out


def test_going_back_within_the_questions(project: Path) -> None:
    ran = answered(project, "", "y", "错", "<", "公办园在园幼儿数／在园幼儿总数", "46.5", "项目办", of="2")
    assert ran.code == 0, ran.err
    assert "numerator: 公办园在园幼儿数" in text_of(project)
    assert "错" not in text_of(project)


def test_nothing_is_taken_back_over_what_somebody_else_wrote(project: Path) -> None:
    """The plan changed on disk between the answer and the wish to undo it."""
    reader, writer = open_terminal()
    with subprocess.Popen([COMMAND, "review", "1"], cwd=project, stdin=writer, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=bare(TERM="dumb")) as running:  # fmt: skip
        assert running.stdout is not None
        _until(running, "/?")
        os.write(reader, b"y\n")
        _until(running, "/?")
        file = project / "plan" / "2024.yaml"
        file.write_text(text_of(project) + "# 别人写的\n", encoding="utf-8")
        os.write(reader, b"<\nq\n")
        out = running.stdout.read().decode()
    os.close(reader)
    os.close(writer)
    assert "退不回去" in out
    assert text_of(project).endswith("# 别人写的\n")
    assert "新建学校" in targets(project, 1)


def _until(running: "subprocess.Popen[bytes]", words: str) -> str:
    """Read what is put out up to some words; a prompt has no line break."""
    assert running.stdout is not None
    seen = b""
    timer = threading.Timer(60, running.kill)
    timer.start()
    while words.encode() not in seen and (byte := os.read(running.stdout.fileno(), 1)):
        seen += byte
    timer.cancel()
    return seen.decode(errors="replace")


def test_the_rest_of_an_item_is_accepted_with_one_answer(project: Path) -> None:
    ran = answered(project, "a", "q", of="1")
    assert ran.code == 0, ran.err
    assert targets(project, 1) == {
        "新建学校": "number",
        "新增学位": "number",
        "校舍安全管理办法": "deliverable",
    }
    ran = answered(project, "a", "安全科", "", "q", of="4")  # the department is new, and Enter means it
    item = next(item for item in plan_of(project).items if item.number == 4)
    assert [target.get("kind") for target in item.targets] == ["frequency", "qualitative"]
    assert item.context == ["截至目前，全区共有学校30所。"]
    assert edu_plan("validate", cwd=project).code == 0


def test_a_lead_is_named_for_several_items_at_once(project: Path) -> None:
    ran = answered(project, "y", "人事科 2-4", "", "q", of="2")
    assert ran.code == 0, ran.err
    assert [item.lead for item in plan_of(project).items] == [
        "xiangmuban",
        "renshike",
        "renshike",
        "renshike",
    ]


def test_no_sets_the_sentence_aside(project: Path) -> None:
    ran = answered(project, "n", "n", "q", of="2")
    assert ran.code == 0, ran.err
    item = next(item for item in plan_of(project).items if item.number == 2)
    assert item.context == ["加强师德师风建设，开展师德评选。", "提升公办幼儿园在园幼儿数占比。"]
    assert "没有候选目标" in edu_plan("review", "2", cwd=project).out


def test_done_and_left_are_shown_by_item(project: Path) -> None:
    ran = answered(project, "y", "l", "q")
    assert "第1项 建设校舍：目标 1，不作目标 0，还有 2 个" in ran.out, ran.out
    assert "这一次：认可 1" in ran.out


def test_running_twice_and_interrupting_lose_nothing(project: Path) -> None:
    answered(project, "y")  # the answers end here, as a closed window would
    first = text_of(project)
    assert targets(project, 1) == {"新建学校": "number"}
    answered(project, "q")
    assert text_of(project) == first
    answered(project, "y", "q")
    assert list(targets(project, 1)) == ["新建学校", "新增学位"]


def test_every_answer_is_one_command_for_scripts(project: Path) -> None:
    ran = edu_plan("review", "1", "--accept", cwd=project)
    assert ran.code == 0, ran.err
    assert len(targets(project, 1)) == 3
    ran = edu_plan("review", "2", "--accept", cwd=project)
    assert (ran.code, "还缺 牵头科室" in ran.err, "--accept 牵头科室=…" in ran.err) == (1, True, True)
    ran = edu_plan(
        "review", "加强师德师风建设", "--accept", "牵头=项目", "步骤=制定方案 3月底、总结", cwd=project
    )
    assert ran.code == 0, ran.err
    ran = edu_plan(
        "review",
        "在园幼儿数占比",
        "--accept",
        "分子=公办园在园幼儿数",
        "分母=在园幼儿总数",
        "基期=46.5",
        cwd=project,
    )
    assert ran.code == 0, ran.err
    ran = edu_plan("review", "校园周边整治", "--aside", cwd=project)
    assert ran.code == 0, ran.err
    assert (
        edu_plan("review", "滨河小学竣工验收", "--accept", "种类=定性工作", "牵头=项目办", cwd=project).code
        == 0
    )
    assert edu_plan("review", "--accept", "牵头=项目办", cwd=project).code == 0
    assert "没有候选目标" in edu_plan("review", cwd=project).out
    valid = edu_plan("validate", cwd=project)
    assert (valid.code, "EP305" in valid.out, "EP316" in valid.out) == (0, False, False)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["1", "--accept", "--aside"], "之一"),
        (["1", "牵头=项目办"], "之一"),
        (["1", "--aside", "牵头=项目办"], "不带"),
        (["1", "--accept", "目标直=3"], "是不是 目标值"),
        (["1", "--accept", "牵头=没有的科"], "不是这份工作要点的科室"),
        (["99", "--accept"], "没有 99"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_written(
    project: Path, arguments: list[str], said: str
) -> None:
    before = text_of(project)
    ran = edu_plan("review", *arguments, cwd=project)
    assert (ran.code, said in ran.err) == (2, True), ran.err
    assert text_of(project) == before


def test_candidates_can_be_set_by_name_or_id(project: Path) -> None:
    ran = edu_plan("set", "新增学位", "目标值", "2800", cwd=project)
    assert ran.code == 0, ran.err
    ran = edu_plan("set", "新建学校", "名称", "新建中小学", cwd=project)
    assert ran.code == 0, ran.err
    assert [(c.name, str(c.target_value)) for c in next(plan_of(project).items).candidates] == [
        ("新建中小学", "2"), ("新增学位", "2800"),
    ]  # fmt: skip


def test_a_dry_run_shows_every_patch_and_writes_nothing(project: Path) -> None:
    before = text_of(project)
    ran = edu_plan("review", "1", "--accept", "--dry-run", cwd=project)
    assert "kind: deliverable" in ran.out
    assert text_of(project) == before


def test_a_person_types_into_a_terminal(project: Path) -> None:
    ran = on_terminal("e\n新建中小学\n\n3２\n每季末的时点数\nq\n", "review", cwd=project)
    assert ran.code == 0, ran.err
    target = next(plan_of(project).items).targets[0]
    assert isinstance(target, NumberTarget)
    assert (target.name, str(target.target_value), target.accumulation) == ("新建中小学", "32", "point")
    assert edu_plan("validate", cwd=project).code == 0


def test_a_department_nobody_knows_is_made_only_when_it_is_meant(project: Path) -> None:
    ran = on_terminal("y\n安权科\n安全科\n\nq\n", "review", "4", cwd=project)
    assert ran.code == 0, ran.err
    assert "没有“安权科”" in ran.out
    text = text_of(project)
    assert "  - id: anquanke\n    name: 安全科" in text
    assert "安权科" not in text


def test_a_wrong_answer_is_asked_again_and_what_would_not_validate_is_not_written(project: Path) -> None:
    before = text_of(project)
    ran = on_terminal("好的吧\ne\n\n\n很多\n7\n1\nq\n", "review", "1", cwd=project)
    assert "? 看说明" in ran.out
    assert "请填 1 到 3" in ran.out
    assert "没有写" in ran.err
    assert ran.out.count("1/3 第1项") == 2
    assert text_of(project) == before


def test_the_end_of_what_is_typed_ends_the_review_with_what_was_done_kept(project: Path) -> None:
    ran = on_terminal("n\n\x04", "review", "1", cwd=project)
    assert ran.code == 0, ran.err
    assert "不作目标 1 个，还有 2 个；再运行 edu-plan review 接着看" in ran.out


def test_a_project_takes_its_stages_typed_at_once(project: Path) -> None:
    ran = answered(project, "开工 3月、主体封顶 9-30、竣工", "项目办", "q", of="3")
    assert ran.code == 0, ran.err
    target = next(t.target for t in plan_of(project).targets if t.item.number == 3)
    assert isinstance(target, ProjectTarget)
    assert [stage.name for stage in target.stages] == ["开工", "主体封顶", "竣工"]


def test_several_proposals_of_one_sentence_are_answered_one_by_one_or_together(project: Path) -> None:
    """As in a plan written by hand: no candidate is in the file, and a sentence promises twice."""
    file = project / "plan" / "2024.yaml"
    text = text_of(project)
    start = text.index("candidates:", text.index("number: 3"))
    end = text.index("  - id: s", start)
    bare_text = text[:start].rstrip() + "\n" + text[end:]
    file.write_text(bare_text, encoding="utf-8")
    names = ["滨河小学建设", "滨河小学竣工验收", "城东幼儿园建设", "城东幼儿园竣工验收"]
    assert edu_plan("review", "滨河小学建设", "--accept", "牵头=项目办", cwd=project).code == 0
    assert "滨河小学竣工验收" in edu_plan("review", "3", "--list", cwd=project).out
    file.write_text(bare_text, encoding="utf-8")
    assert edu_plan("review", "3", "--accept", "牵头=项目办", cwd=project).code == 0
    assert list(targets(project, 3)) == names
    file.write_text(bare_text, encoding="utf-8")
    assert edu_plan("review", "3", "--aside", cwd=project).code == 0
    item = next(item for item in plan_of(project).items if item.number == 3)
    assert item.context == [
        "加快滨河小学建设，确保10月底前竣工验收。",
        "加快城东幼儿园建设，12月底前竣工验收。",
    ]
