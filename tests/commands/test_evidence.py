"""Evidence files: there, unchanged since their digest was kept, and one scan proves one target."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import SAMPLE, edu_plan


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The sample project with two scans, each named as evidence of a target of its own."""
    folder = tmp_path / "p"
    shutil.copytree(SAMPLE, folder)
    (folder / "evidence").mkdir()
    (folder / "evidence/开园公告.pdf").write_bytes(b"%PDF one")
    (folder / "evidence/名册.pdf").write_bytes(b"%PDF two")
    report = folder / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    text = text.replace("    value: 40\n", "    value: 40\n    evidence: [evidence/开园公告.pdf]\n")
    text = text.replace("evidence: [示教〔2023〕8号]", "evidence: [evidence/名册.pdf]")
    report.write_text(text, encoding="utf-8")
    return folder


def _compared(project: Path) -> None:
    """By sha256sum itself, where there is one."""
    if shutil.which("sha256sum") is not None:
        subprocess.run(["sha256sum", "-c", "evidence.sha256"], cwd=project, check=True, capture_output=True)


def test_digests_are_kept_as_sha256sum_checks_them(project: Path) -> None:
    assert "在，未登记" in edu_plan("evidence", cwd=project).out
    assert edu_plan("evidence", "--keep", cwd=project).code == 0
    _compared(project)
    assert "在，未变" in edu_plan("evidence", cwd=project).out
    assert edu_plan("validate", cwd=project).out == "没有发现问题\n"


def test_a_file_replaced_after_that_is_pointed_out_until_it_is_kept_again(project: Path) -> None:
    edu_plan("evidence", "--keep", cwd=project)
    (project / "evidence/开园公告.pdf").write_bytes(b"%PDF three")
    said = edu_plan("validate", cwd=project).out
    assert "警告 EP417 佐证材料 evidence/开园公告.pdf 的内容与登记时不同。" in said
    edu_plan("evidence", "--keep", cwd=project)
    assert "EP417" not in edu_plan("validate", cwd=project).out


def test_one_scan_under_two_names_is_pointed_out(project: Path) -> None:
    shutil.copy(project / "evidence/名册.pdf", project / "evidence/开园公告.pdf")
    said = edu_plan("validate", cwd=project).out
    assert "提示 EP417 evidence/开园公告.pdf 与 evidence/名册.pdf 内容相同，用作了两个目标的佐证。" in said


def test_keeping_leaves_nothing_else_behind(project: Path) -> None:
    before = {path for path in project.rglob("*") if path.name != "evidence.sha256"}
    edu_plan("evidence", "--keep", cwd=project)
    after = {path for path in project.rglob("*") if path.name != "evidence.sha256"}
    assert after == before


@pytest.mark.parametrize(
    "typed", [r".\evidence\通知 (1).pdf", "evidence/通知 (1).pdf", "{project}/evidence/通知 (1).pdf"]
)
def test_evidence_is_written_shown_and_digested_in_one_way(typed: str, project: Path) -> None:
    (project / "evidence/通知 (1).pdf").write_bytes(b"%PDF three")
    answer = ("record", "14-1", "-q", "Q3", "--value", "20", "--contributor", "示例幼儿园", "--evidence")
    assert edu_plan(*answer, typed.format(project=project), cwd=project).code == 0
    report = (project / "reports/2023/Q3/preschool.yaml").read_text(encoding="utf-8")
    assert "evidence/通知 (1).pdf" in report
    assert "\\" not in report
    edu_plan("evidence", "--keep", cwd=project)
    assert "  evidence/通知 (1).pdf\n" in (project / "evidence.sha256").read_text(encoding="utf-8")
    assert "佐证：evidence/通知 (1).pdf" in edu_plan("show", "14-1", "-q", "Q3", cwd=project).out


def test_evidence_written_by_hand_with_backslashes_is_shown_and_digested_with_slashes(project: Path) -> None:
    report = project / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    report.write_text(text.replace("[evidence/名册.pdf]", r"[.\evidence\名册.pdf]"), encoding="utf-8")
    assert edu_plan("validate", cwd=project).out == "没有发现问题\n"
    edu_plan("evidence", "--keep", cwd=project)
    _compared(project)
    assert "佐证：evidence/名册.pdf" in edu_plan("show", "14", cwd=project).out
