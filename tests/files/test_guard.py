"""Where anything may be written: never out of the project through a link, never over what people wrote."""

import os
import shutil
import sys
from pathlib import Path

import pytest

from commands.running import NEEDS_LINKS, SAMPLE
from commands.running import forked_edu_plan as edu_plan

PLAN = "plan/2023.yaml"
REPORT = "reports/2023/Q2/preschool.yaml"
EVERYWHERE = (
    "plan/x",
    "reports/2023/Q2/x",
    ".git/x",
    "sub/../plan/x",
    pytest.param("linked/x", marks=NEEDS_LINKS),
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    (folder / ".git").mkdir()
    (folder / "sub").mkdir()
    (folder / "edu-plan.toml").write_text("# 这是一个项目\n", encoding="utf-8")
    if sys.platform != "win32":
        (folder / "linked").symlink_to(folder / "reports")
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("location", EVERYWHERE)
@pytest.mark.parametrize(
    ("command", "suffix"),
    [
        ("report -q Q2 -o {}", ".csv"), ("report -q Q2 -o {}", ".docx"), ("form -q Q3 -o {}", ""),
        ("export -f jsonl -o {}", ""), ("validate -o sarif={}", ".sarif"), ("rollup . -q Q2 -o {}", ".csv"),
    ],
)  # fmt: skip
def test_no_result_lands_among_what_people_wrote(
    command: str, suffix: str, location: str, project: Path
) -> None:
    before = contents(project.parent)
    words = command.format(f"{location}{suffix}").split()
    ran = edu_plan(*words, *(["--force"] if words[0] != "validate" else []), cwd=project)
    assert ran.code == 2, ran
    assert "不写" in ran.err
    assert contents(project.parent) == before
    assert not (project / location).exists()


@pytest.mark.parametrize("name", [PLAN, REPORT, "edu-plan.toml", "evidence.sha256", ".gitattributes"])
def test_whatever_force_says(name: str, project: Path) -> None:
    before = contents(project)
    for folder in (project, project.parent):  # from outside the project too
        output = str((project / name).relative_to(folder))
        ran = edu_plan("report", "-f", "csv", "-o", output, "--force", "--project", str(project), cwd=folder)
        assert (ran.code, "不写" in ran.err) == (2, True), ran
    assert contents(project) == before


@pytest.mark.parametrize(
    "output", [REPORT, "reports/x.yaml", "reports/新/x.yaml", "plan/2024.yml", ".git/config", "edu-plan.toml"]
)
def test_an_import_replaces_nothing_of_the_project(output: str, project: Path) -> None:
    document = project.parent / "2024年工作要点.txt"
    document.write_text("2024年工作要点\n一、安全\n1.排查隐患。每月开展1次检查。\n", encoding="utf-8")
    before = contents(project)
    ran = edu_plan("import", str(document), "-o", output, "--force", cwd=project)
    assert ran.code == 2, ran
    assert contents(project) == before
    assert not (project / "reports/新").exists()


def test_an_import_makes_a_plan_and_joins_one_when_that_is_confirmed(project: Path) -> None:
    document = project.parent / "2024年工作要点.txt"
    document.write_text("2024年工作要点\n一、安全\n1.排查隐患。每月开展1次检查。\n", encoding="utf-8")
    assert edu_plan("import", str(document), cwd=project).code == 0
    plan = project / "plan/2024.yaml"
    plan.write_text(plan.read_text(encoding="utf-8") + "# 手写的\n", encoding="utf-8")
    mine = plan.read_bytes()
    document.write_text(
        "2024年工作要点\n一、安全\n1.排查隐患。每月开展1次检查。\n2.建好校舍。（项目办牵头）新建学校2所。\n二、教师\n3.招聘教师。招聘教师9名。\n",
        encoding="utf-8",
    )
    asked = edu_plan("import", str(document), cwd=project)
    assert asked.code == 2, asked
    assert "+  - id: " in asked.out
    assert "确认请加 --force" in asked.err
    assert plan.read_bytes() == mine
    assert edu_plan("import", str(document), "--force", cwd=project).code == 0
    now = plan.read_text(encoding="utf-8")
    assert [line for line in mine.decode().splitlines() if line not in now.splitlines()] == []
    assert ("建好校舍" in now, "招聘教师" in now, now.count("排查隐患")) == (
        True,
        True,
        mine.decode().count("排查隐患"),
    )
    assert edu_plan("validate", cwd=project).code == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links for everyone")
@pytest.mark.parametrize(
    ("link", "arguments"),
    [
        ("evidence.sha256", ("evidence", "--keep")),
        (PLAN, ("set", "15", "heading", "别的")),
        (PLAN, ("fmt",)),
        ("reports/2023/Q3/preschool.yaml", ("record", "14-4", "--quarter", "Q3", "--stage", "竣工验收")),
    ],
)
def test_no_write_leaves_the_project_through_a_link(
    link: str, arguments: tuple[str, ...], project: Path
) -> None:
    assert edu_plan(*arguments, cwd=Path(shutil.copytree(project, project.parent / "sound"))).code == 0
    file, outside = project / link, project.parent / "outside.yaml"
    outside.write_bytes(file.read_bytes() if file.exists() else b"")
    file.unlink(missing_ok=True)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.symlink_to(outside)
    before = outside.read_bytes()
    ran = edu_plan(*arguments, cwd=project)
    assert ran.code in (1, 2), ran
    assert outside.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no links for everyone")
@pytest.mark.parametrize("part", ["plan", "reports"])
def test_a_linked_folder_of_the_project_is_not_written_through(part: str, project: Path) -> None:
    moved = shutil.move(project / part, project.parent / part)
    (project / part).symlink_to(moved)
    before = contents(Path(moved))
    for arguments in (
        ("fmt",),
        ("record", "14-4", "--quarter", "Q3", "--stage", "竣工验收"),
        ("set", "15", "heading", "别的"),
    ):
        assert edu_plan(*arguments, cwd=project).code in (0, 1, 2)
    assert contents(Path(moved)) == before
    assert "链接指到项目文件夹之外" in edu_plan("validate", cwd=project).out
    ran = edu_plan("status", cwd=project)
    assert ("链接" in ran.err) if part == "plan" else ("没有计入：reports（" in ran.out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes")
@pytest.mark.parametrize(
    ("name", "arguments"),
    [("evidence.sha256", ("evidence",)), ("evidence.sha256", ("evidence", "--keep")), ("evidence.sha256", ("validate",)),
     (".gitattributes", ("git-setup",)), (PLAN, ("import", "2023年工作要点.txt"))],
)  # fmt: skip
@pytest.mark.parametrize("kind", ["pipe", "device"])
def test_pipes_and_endless_files_are_refused_by_every_command(
    kind: str, name: str, arguments: tuple[str, ...], project: Path
) -> None:
    import subprocess

    (project / "2023年工作要点.txt").write_text(
        "2023年工作要点\n一、安全\n1.查隐患。每月检查1次。\n", encoding="utf-8"
    )
    shutil.rmtree(project / ".git")
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    (project / name).unlink(missing_ok=True)
    if kind == "pipe":
        if sys.platform != "win32":
            os.mkfifo(project / name)
    else:
        (project / name).symlink_to("/dev/zero")
    ran = edu_plan(*arguments, cwd=project)
    assert ran.code in (1, 2), ran
    assert "程序内部出错" not in ran.err


def test_a_department_cannot_name_a_file_elsewhere(project: Path) -> None:
    plan = project / PLAN
    plan.write_text(
        plan.read_text(encoding="utf-8").replace("name: 学前教育科", "name: ../../学前教育科"),
        encoding="utf-8",
    )
    assert edu_plan("form", "-q", "Q3", "-o", "表格", cwd=project).code == 0
    made = {file.name for file in (project / "表格").iterdir()}
    assert "2023Q3-.._.._学前教育科.xlsx" in made or "2023Q3-_.._学前教育科.xlsx" in made
    assert not list(project.parent.glob("*.xlsx"))
