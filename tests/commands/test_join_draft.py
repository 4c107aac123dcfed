"""The issued document and the draft of the year before, whichever came first, become one plan and lose nothing of either."""

from pathlib import Path

import pytest

from commands.running import ROOT, Ran, sample_in
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.model.load import load_plan
from edu_plan_cli.model.plan import CARRIED_OVER, Plan

DAY = "2024-02-20"


def on(project: Path, *arguments: str) -> Ran:
    return edu_plan(*arguments, cwd=project, EDU_PLAN_TODAY=DAY)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The shipped project, and next year's document: one item gone, two promises reworded, one new."""
    sample_in(tmp_path)
    before = load_plan(ROOT, 2023)
    assert before is not None
    lines = ["区教〔2024〕1号", "铜官区教育局 2024 年工作要点"]
    for section in before.sections:
        lines.append(f"{section.number}、{section.heading}")
        for item in section.items:
            if item.number != 9:
                text = item.text.replace("2023", "2024").replace("1.7万", "1.9万")
                lines.append(
                    f"{item.number}. {item.heading}。{text}" + ("招聘教师30名。" if item.number == 10 else "")
                )
    (tmp_path / "2024年工作要点.txt").write_text("\n".join(lines), encoding="utf-8")
    return tmp_path


def plan_of(project: Path, year: int = 2024) -> Plan:
    plan = load_plan(project, year)
    assert plan is not None
    return plan


def draft_first(project: Path) -> Ran:
    assert on(project, "new-year", "2024").code == 0
    return on(project, "import", "2024年工作要点.txt", "--force")


def document_first(project: Path) -> Ran:
    assert on(project, "import", "2024年工作要点.txt").code == 0
    return on(project, "new-year", "2024", "--force")


@pytest.mark.parametrize("joined", [draft_first, document_first])
def test_the_same_sentences_keep_ids_names_baselines_departments_and_contributors(
    project: Path, joined: object
) -> None:
    assert callable(joined)
    ran = joined(project)
    assert ran.code == 0, ran.err
    plan, before = plan_of(project), plan_of(project, 2023)
    assert plan.document_number == "区教〔2024〕1号"
    assert [d.id for d in plan.departments] == [d.id for d in before.departments]
    old = {found.target.id: found for found in before.targets}
    kept = [found for found in plan.targets if found.target.id in old]
    assert len(kept) > 60
    for found in kept:
        was = old[found.target.id]
        assert (found.target.name, found.target.get("contributors")) == (
            was.target.name,
            was.target.get("contributors"),
        )
        assert found.lead == was.lead
        assert found.target.quote in found.item.text
        assert found.item.id == was.item.id
        if was.target.get("baseline"):
            assert found.target.get("baseline") is not None
    assert on(project, "validate").code == 0
    assert on(project, "fmt", "--check").code == 0


def test_what_is_new_gone_or_reworded_is_listed_and_waits_for_a_person(project: Path) -> None:
    ran = draft_first(project)
    assert "改了说法的 2 个" in ran.out
    assert "确保2023年秋季开办 → 确保2024年秋季开办" in ran.out
    assert "文件里没有了的 4 个" in ran.out
    plan = plan_of(project)
    reworded = next(c for item in plan.items for c in item.candidates if "1.9万人" in c.quote)
    assert (reworded.name, str(reworded.target_value), reworded.accumulation) == (
        "经常参与学习的老年人",
        "1.9",
        "cumulative",
    )
    assert reworded.id in {found.target.id for found in plan_of(project, 2023).targets}
    assert "招聘教师" in on(project, "review", "10", "--list", "--year", "2024").out
    gone = plan.sections[-1]
    assert (gone.heading, len(gone.items[0].candidates)) == (CARRIED_OVER, 4)


def test_what_is_gone_is_kept_or_goes_with_its_section(project: Path) -> None:
    draft_first(project)
    names = [candidate.name for candidate in plan_of(project).sections[-1].items[0].candidates]
    for name in names[:3]:
        assert on(project, "review", name, "--aside", "--year", "2024").code == 0
    assert plan_of(project).sections[-1].heading == CARRIED_OVER
    assert on(project, "review", names[3], "--aside", "--year", "2024").code == 0
    assert plan_of(project).sections[-1].heading != CARRIED_OVER
    assert "EP311" not in on(project, "validate").out


@pytest.mark.parametrize("joined", [draft_first, document_first])
def test_joining_again_changes_nothing(project: Path, joined: object) -> None:
    assert callable(joined)
    joined(project)
    before = (project / "plan/2024.yaml").read_text(encoding="utf-8")
    on(project, "import", "2024年工作要点.txt", "--force")
    on(project, "new-year", "2024", "--force")
    assert (project / "plan/2024.yaml").read_text(encoding="utf-8") == before


def test_a_persons_remarks_in_the_draft_are_kept(project: Path) -> None:
    assert on(project, "new-year", "2024").code == 0
    file = project / "plan/2024.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("sections:\n", "# 局长要求：年底前都要过一遍\nsections:\n", 1), encoding="utf-8"
    )
    assert on(project, "import", "2024年工作要点.txt", "--force").code == 0
    now = file.read_text(encoding="utf-8")
    assert "# 局长要求：年底前都要过一遍" in now
    assert "# 2023 年：" in now


def test_nothing_is_joined_unless_it_is_confirmed(project: Path) -> None:
    assert on(project, "new-year", "2024").code == 0
    before = (project / "plan/2024.yaml").read_bytes()
    ran = on(project, "import", "2024年工作要点.txt")
    assert (ran.code, "确认请加 --force" in ran.err, "改了说法的 2 个" in ran.out) == (2, True, True)
    assert (project / "plan/2024.yaml").read_bytes() == before
