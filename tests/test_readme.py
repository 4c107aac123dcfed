"""Everything the README tells people to type works."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import docx
import pytest

from commands.running import ROOT, edu_plan, on_terminal

READMES = ("README.md", "README.en.md")


def _commands(readme: str) -> list[str]:
    text = (ROOT / readme).read_text(encoding="utf-8")
    return [line.split("#")[0].strip() for line in re.findall(r"^\$ (edu-plan .*)$", text, re.MULTILINE)]


# ``--watch`` goes on until it is stopped: tests/commands/test_watch.py runs it.
@pytest.mark.parametrize(
    "line", sorted({line for readme in READMES for line in _commands(readme) if "--watch" not in line})
)
def test_every_command_of_the_readme_runs(line: str, tmp_path: Path) -> None:
    project = tmp_path / "project"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, project / part)
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "印发"]):
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True)
    arguments = shlex.split(line)[1:]
    if arguments[0] == "collect":
        assert edu_plan("form", "-q", "Q3", "-o", "表格", cwd=project).code == 0
    if "--compare" in arguments:
        assert edu_plan("new-year", "2024", cwd=project).code == 0
    if arguments[0] == "import":
        issued = docx.Document()
        for paragraph in (
            "2024年工作要点",
            "一、学校",
            "1. 建校舍。新建学校2所。",
            "2. 配教师。招聘教师9名。",
        ):
            issued.add_paragraph(paragraph)
        issued.save(str(project / arguments[1]))
    if "--template" in arguments:
        docx.Document().save(str(project / arguments[arguments.index("--template") + 1]))
    if arguments[0] == "rollup":
        for part in ("plan", "reports"):
            shutil.copytree(ROOT / part, project / arguments[1] / "铜官区" / part)
    asks = arguments[0] == "record" and arguments[1].startswith("-")
    ran = on_terminal("q\n", *arguments, cwd=project) if asks else edu_plan(*arguments, cwd=project)
    assert ran.code == 0, ran.err
    assert ran.out or ran.err


def test_both_readmes_show_the_same_two_commands_and_ci_runs_them() -> None:
    blocks = [
        re.findall(r"^```\n(python3 .*)\n```$", (ROOT / name).read_text(encoding="utf-8"), re.MULTILINE)
        for name in READMES
    ]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 2
    assert blocks[0][0].endswith("edu-plan status")
    assert blocks[0][1].endswith("pytest")


def test_links_lead_somewhere() -> None:
    for name in (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert (ROOT / target).exists(), f"{name}: {target}"


def test_the_pictures_are_what_the_commands_draw_today() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import json, make; print(json.dumps(make.pictures()))"],
        cwd=ROOT / "docs" / "pictures",
        capture_output=True,
        check=True,
        timeout=60,
    )
    for name, drawn in json.loads(made.stdout).items():
        assert drawn == (ROOT / "docs" / "pictures" / f"{name}.svg").read_text(encoding="utf-8"), name
        assert "http" not in drawn.replace("http://www.w3.org/2000/svg", ""), "a picture loads nothing"
