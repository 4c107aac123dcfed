"""Whatever lies under plan/ and reports/ and is not read is named once, with what to do; what tools leave there is quiet."""

import json
import os
import re
import shutil
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

NAMED = {
    "reports/2023/Q2/office.yaml.txt": "改名为 office.yaml",
    "reports/2023/Q2/office。yaml": "改名为 office.yaml",
    "reports/2023/Q2/office．yaml": "改名为 office.yaml",
    "reports/2023/Q2/office.yaml.bak": "改名为 office.yaml",
    "reports/2023/Q2/office.yaml (1)": "改名为 office.yaml",
    "reports/2023/Q2/office.ymal": "改名为 office.yaml",
    "reports/2023/Q2/收到的.xlsx": "edu-plan collect",
    "reports/2023/说明.docx": "evidence/",
    "reports/2023/Q2/office": "移到别处",
    "plan/旧/2022.yaml": "plan/2022.yaml",
    "plan/2024.yaml.txt": "改名为 2024.yaml",
    "plan/2023.yml": "请只留一份",
}
QUIET = [
    "reports/README.md", "reports/2023/Q2/.gitkeep", "reports/2023/Q2/~$office.xlsx", "reports/2023/Q2/.~lock.office.xlsx#",
    "reports/2023/Q2/.office.yaml.swp", "reports/2023/Q2/office.yaml~", "reports/Thumbs.db", "reports/2023/desktop.ini",
    "plan/.DS_Store", "reports/.sync/x.yaml", "plan/.2023.yaml.abc.edu-plan.tmp", "reports/2023/Q2/#office.yaml#",
]  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SAMPLE, tmp_path / "p"))


def put(project: Path, name: str) -> None:
    (project / name).parent.mkdir(parents=True, exist_ok=True)
    (project / name).write_text("schema: edu-plan/progress@1\n", encoding="utf-8")


def problems(project: Path) -> list[tuple[str, str, str]]:
    found = json.loads(edu_plan("validate", "--format", "json", cwd=project).out)["diagnostics"]
    return [(one["code"], one["file"], one["hint"]["zh"]) for one in found]


@pytest.mark.parametrize("name", NAMED)
def test_a_file_that_is_not_read_is_named_once(name: str, project: Path) -> None:
    put(project, name)
    found = [(code, hint) for code, file, hint in problems(project) if file == name]
    assert [code for code, _ in found] == ["EP320"]
    assert NAMED[name] in found[0][1]
    if (renamed := re.search(r"改名为 ([^（]+)（", found[0][1])) is not None:  # and doing so helps
        (project / name).rename((project / name).with_name(renamed[1]))
        assert "EP320" not in {code for code, _, _ in problems(project)}


def test_what_tools_leave_is_quiet(project: Path) -> None:
    before = problems(project)
    for name in QUIET:
        put(project, name)
    assert problems(project) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links for everyone")
@pytest.mark.parametrize("name", ["reports/2023/Q2", "reports/2023", "plan/旧"])
def test_a_linked_folder_is_named(name: str, project: Path) -> None:
    if (project / name).exists():
        shutil.move(project / name, project / "elsewhere")
    else:
        (project / "elsewhere").mkdir()
    (project / name).symlink_to(project / "elsewhere")
    said = [(code, file) for code, file, _ in problems(project)]
    if name == "reports/2023":  # within the project, as a whole: read as ever
        assert (project / name / "Q2").is_dir()
    else:
        assert sum(file == name for _, file in said) == 1, said


@NEEDS_GIT
def test_a_revision_that_had_it_too_does_not_make_it_new(project: Path) -> None:
    import subprocess

    put(project, "reports/2023/Q2/office.yaml.txt")
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=a", "-c", "user.email=b", "commit", "-qm", "a"],
    ):
        subprocess.run(["git", *arguments], cwd=project, check=True)
    assert "EP320" not in edu_plan("validate", "--since", "HEAD", cwd=project).out
    assert "EP320" in edu_plan("validate", cwd=project).out
