"""Evidence files: there, unchanged since their digest was kept, and one scan proves one target."""

import shutil
import subprocess
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan


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


POINTER = "version https://git-lfs.github.com/spec/v1\noid sha256:{}\nsize 8\n"


def test_a_pointer_of_lfs_is_told_as_such_and_its_oid_is_the_digest(project: Path) -> None:
    import hashlib

    edu_plan("evidence", "--keep", cwd=project)
    registered = (project / "evidence.sha256").read_text(encoding="utf-8")
    digest = hashlib.sha256(b"%PDF one").hexdigest()
    file = project / "evidence/开园公告.pdf"
    file.write_text(POINTER.format(digest), encoding="utf-8", newline="\n")
    said = edu_plan("validate", cwd=project)
    assert said.code == 0
    assert (
        "提示 EP417 evidence/开园公告.pdf 是 Git LFS 的指针，文件本身没有取来；指针里的指纹与登记的相同。"
        in said.out
    )
    assert "git lfs pull" in said.out
    assert "警告" not in said.out
    assert "在，未变（LFS 指针，没有取来）" in edu_plan("evidence", cwd=project, COLUMNS="120").out
    assert edu_plan("evidence", "--keep", cwd=project).code == 0
    assert (project / "evidence.sha256").read_text(encoding="utf-8") == registered
    file.write_text(POINTER.format("0" * 64), encoding="utf-8", newline="\n")
    said = edu_plan("validate", cwd=project)
    assert "警告 EP417 佐证材料 evidence/开园公告.pdf 的内容与登记时不同。" in said.out
    assert "指针里的指纹与登记的不同" in said.out


@pytest.mark.parametrize(
    ("place", "hint"),
    [
        ("evidence/开园公告.PDF", "文件叫 evidence/开园公告.PDF，只是大小写不同"),
        ("Evidence/开园公告.pdf", "文件叫 Evidence/开园公告.pdf，只是大小写不同"),
        ("evidence/2023/开园公告.pdf", "evidence/2023/开园公告.pdf 像是同一份：挪过的，请改成现在的路径。"),
        ("../evidence/开园公告.pdf", "它在项目文件夹旁边（外面），别人和 CI 都拿不到"),
        ("evidence/公告.pdf", "evidence/公告.pdf 像是同一份"),
        ("别的.pdf", "请把文件放进项目，写相对项目文件夹的路径"),
    ],
)
def test_evidence_that_is_elsewhere_is_named(place: str, hint: str, project: Path) -> None:
    edu_plan("evidence", "--keep", cwd=project)
    moved = project / place
    moved.parent.mkdir(parents=True, exist_ok=True)
    (project / "evidence/开园公告.pdf").rename(moved)
    if (project / "evidence/开园公告.pdf").exists():
        pytest.skip("to this disk both are one name")
    if place == "evidence/公告.pdf":  # renamed, and registered under both names
        kept = (project / "evidence.sha256").read_text(encoding="utf-8")
        line = next(line for line in kept.splitlines() if "开园公告" in line)
        (project / "evidence.sha256").write_text(
            f"{kept}{line.replace('开园公告', '公告')}\n", encoding="utf-8"
        )
    said = edu_plan("validate", cwd=project).out
    assert "EP416" in said
    assert hint in said
