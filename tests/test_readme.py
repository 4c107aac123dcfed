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

from commands.running import ROOT, edu_plan, forked_edu_plan, on_terminal, sample_in

READMES = ("README.md", "README.en.md")
TYPED = (*READMES, "docs/windows.md")
WITH_GIT = shutil.which("git") is not None


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _commands(readme: str) -> list[str]:
    """What is typed at a prompt, and at Windows where it is edu-plan that is started."""
    at_windows = re.findall(r"^(?:\.venv\\Scripts\\)?(edu-plan .*)$", _text(readme), re.MULTILINE)
    return [*re.findall(r"^\$ (edu-plan .*)$", _text(readme), re.MULTILINE), *at_windows]


def _as_the_shell_does(project: Path, line: str) -> list[str]:
    """Windows hands wildcards on to the program, which takes "/" too; other shells do not."""
    words = shlex.split(line.replace("\\", "/"))
    spread = sys.platform != "win32"
    return [
        str(found)
        for word in words
        for found in (sorted(project.glob(word)) if "*" in word and spread else [word])
    ]


def _make_ready(project: Path, arguments: list[str]) -> None:
    """What a line of the page takes to be there."""
    if arguments[0] == "collect":
        assert forked_edu_plan("form", "-q", "Q3", "-o", "表格", cwd=project).code == 0
    if "--compare" in arguments:
        assert forked_edu_plan("new-year", "2024", cwd=project).code == 0
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


@pytest.fixture(scope="module")
def issued(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped plan and reports, committed where git is installed."""
    project = sample_in(tmp_path_factory.mktemp("issued"))
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "印发"]) if WITH_GIT else ():
        subprocess.run(["git", *identity, *arguments], cwd=project, check=True)
    return project


# ``--watch`` goes on until it is stopped: tests/commands/test_watch.py runs it.
@pytest.mark.parametrize(
    "line", sorted({line for readme in TYPED for line in _commands(readme) if "--watch" not in line})
)
def test_every_command_of_the_readme_runs(line: str, issued: Path, tmp_path: Path) -> None:
    if not WITH_GIT and re.match("edu-plan (diff|log|blame|git-setup)", line):
        pytest.skip("git is not installed")
    project = Path(shutil.copytree(issued, tmp_path / "project"))
    arguments = _as_the_shell_does(project, line)[1:]
    _make_ready(project, arguments)
    asks = arguments[0] == "record" and arguments[1].startswith("-")
    ran = on_terminal("q\n", *arguments, cwd=project) if asks else edu_plan(*arguments, cwd=project)
    assert ran.code == 0, ran.err
    assert ran.out or ran.err


def test_both_readmes_show_the_same_two_commands_and_ci_runs_them() -> None:
    blocks = [re.findall(r"^```\n(python3 .*)\n```$", _text(name), re.MULTILINE) for name in READMES]
    assert blocks[0] == blocks[1]
    assert len(blocks[0]) == 2
    assert blocks[0][0].endswith("edu-plan status")
    assert blocks[0][1].endswith("pytest")


WINDOWS = r"<!-- windows -->\n```\n(.*?)\n```"


def test_what_is_typed_at_windows_works_in_cmd_and_in_powershell() -> None:
    """In cmd # begins no comment and single quotes are letters; PowerShell 5.1 has no && and makes UTF-16 of >."""
    blocks = {found for name in READMES for found in re.findall(WINDOWS, _text(name), re.DOTALL)}
    (block,) = blocks
    guide = re.findall(r"```(?:cmd|powershell)?\n(.*?)\n```", _text("docs/windows.md"), re.DOTALL)
    for line in "\n".join([block, *guide]).splitlines():
        assert not re.search(r"[#'>]|&&", line), line


def test_comments_stand_on_lines_of_their_own() -> None:
    for readme in READMES:
        for line in re.findall(r"^\$ edu-plan .*$", _text(readme), re.MULTILINE):
            assert not re.search(r"\s#|'", line), line


def test_links_lead_somewhere() -> None:
    for name in (*READMES, "ARCHITECTURE.md", "CONTRIBUTING.md", "docs/windows.md"):
        text = _text(name)
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", text):
            assert ((ROOT / name).parent / target).exists(), f"{name}: {target}"


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
