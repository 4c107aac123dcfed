"""From the issued Word file to a plan that validates with every sentence a target or set aside, and no YAML typed: by dialog, and by commands alone."""

import re
from pathlib import Path

import docx
import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.checks.text_not_covered import uncovered
from edu_plan_cli.model.load import load_plan
from edu_plan_cli.model.plan import Plan

SOURCES = {
    2023: ROOT / "tests" / "data" / "tongguan-2023-work-plan.txt",
    2024: ROOT / "tests" / "importing" / "eighteen-items.txt",
}
SENTENCES = {2023: 70, 2024: 41}  # candidates and sentences without one
MOST_ANSWERS = {2023: 42, 2024: 35}  # one by one there would be more than three for each
DEPARTMENTS = "党建办公室、基础教育科、学前教育科、人事科、安全科、计划财务科、项目办、职成教科"
LEADS = {
    2023: {1: "党建 1-4", 5: "基础 5-7", 8: "人事 8-11", 12: "项目", 13: "学前 13-14", 15: "职成", 16: "安全", 17: "计划", 18: "基础"},
    2024: {1: "党建 1-3", 4: "项目", 5: "基础", 6: "学前", 7: "基础 7-12", 13: "人事 13-15", 16: "安全 16-17", 18: "计划"},
}  # fmt: skip


@pytest.fixture(params=SOURCES, ids=["shipped", "another"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    year = request.param
    for name in ("plan", "reports"):
        (tmp_path / name).mkdir()
    document = docx.Document()
    for line in SOURCES[year].read_text(encoding="utf-8").splitlines():
        if line.strip():
            document.add_paragraph(line)
    document.save(str(tmp_path / f"{year}年工作要点.docx"))
    ran = edu_plan("import", f"{year}年工作要点.docx", cwd=tmp_path)
    assert ran.code == 0, ran.err
    return tmp_path


def year_of(project: Path) -> int:
    return int(next((project / "plan").iterdir()).stem)


def plan_of(project: Path) -> Plan:
    plan = load_plan(project, year_of(project))
    assert plan is not None
    return plan


def is_whole(project: Path) -> None:
    """Validates with nothing to say, and every sentence is a target or set aside."""
    plan = plan_of(project)
    assert edu_plan("validate", cwd=project).out.strip() == "没有发现问题"
    assert edu_plan("fmt", "--check", cwd=project).code == 0
    assert [item.number for item in plan.items if item.candidates or uncovered(item) or not item.lead] == []
    assert sum(1 for _ in plan.targets) == SENTENCES[year_of(project)]


def test_by_the_dialog(project: Path) -> None:
    """The answers of a person who accepts item by item, in two runs: the first is cut off in the middle."""
    year = year_of(project)
    answers = [DEPARTMENTS, *answers_seeing(edu_plan("review", "--list", cwd=project).out, LEADS[year])]
    half = max(index for index, answer in enumerate(answers[: len(answers) // 2]) if answer == "a")
    for part in (answers[:half], answers[half:]):
        (project / "answers.txt").write_text("\n".join(part) + "\n", encoding="utf-8")
        ran = edu_plan("review", "--answers", "answers.txt", cwd=project)
        assert ran.code == 0, ran.err
    assert "还有 0 个" in ran.out
    is_whole(project)
    assert len(answers) <= MOST_ANSWERS[year]


def answers_seeing(listed: str, leads: dict[int, str]) -> list[str]:
    """What a person types who sees what is listed: for each item accept all, who leads where it is asked, and what no wording tells."""
    answers: list[str] = []
    number = 0
    for line in listed.splitlines():
        head = re.match(r"第(\d+)(?:（.*）)?项 ", line)
        if head and int(head[1]) != number:
            number = int(head[1])
            answers += ["a", *([leads[number]] if number in leads else [])]
        if "还缺" in line:
            answers += ["达标的学校数／学校总数"] if "分子" in line else []
            answers += ["万元"] if "单位" in line else []
            answers += ["82.5"] if "基期" in line else []
    return answers


def test_by_commands_alone(project: Path) -> None:
    year = year_of(project)
    assert edu_plan("add", "科室", *DEPARTMENTS.split("、"), cwd=project).code == 0
    for first, typed in LEADS[year].items():
        who, _, items = typed.partition(" ")
        ran = edu_plan("assign", items.replace("-", "至") or str(first), who, cwd=project)
        assert ran.code == 0, ran.err
    ran = edu_plan("review", "--accept", cwd=project)
    assert ran.code == 1  # some need what no wording tells, and it is said how to say it
    commands = re.findall(r"edu-plan review (t\w+) --accept (.+)", ran.err)
    assert 0 < len(commands) <= 6
    for identity, keys in commands:
        pairs = [
            f"{key.removesuffix('=…')}={'82.5' if '基期' in key else '万元' if '单位' in key else '学校数'}"
            for key in keys.split()
        ]
        assert edu_plan("review", identity, "--accept", *pairs, cwd=project).code == 0
    is_whole(project)


def test_all_can_be_set_aside_too(project: Path) -> None:
    assert edu_plan("review", "--aside", cwd=project).code == 0
    plan = plan_of(project)
    assert [item.number for item in plan.items if item.candidates or uncovered(item)] == []
