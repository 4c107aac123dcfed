"""What would vanish without a word: empty keys, and words after a #."""

import json
import shutil
from pathlib import Path

import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan

PLAN, REPORT = "plan/2023.yaml", "reports/2023/Q3/preschool.yaml"
DAY = {"EDU_PLAN_TODAY": "2023-10-20"}
# Wherever a key may stand: its line, and what stands there instead.
EMPTY = {
    "an error of a spreadsheet": (REPORT, "value: ", "value: #REF!"),
    "a value": (REPORT, "value: ", "value:"),
    "a tilde": (REPORT, "value: ", "value: ~"),
    "null": (REPORT, "value: ", "value: null"),
    "an account": (REPORT, "account: ", "account:"),
    "a document number": (PLAN, "document_number: ", "document_number:"),
    "lights": (PLAN, "lights: ", "lights:"),
    "a due date": (PLAN, "due: ", "due:"),
    "a text": (PLAN, "issuer: ", "issuer: ~"),
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "p"
    for part in ("plan", "reports"):
        shutil.copytree(ROOT / part, folder / part)
    return folder


def replaced(project: Path, name: str, begins: str, instead: str) -> int:
    """The first line that begins so gives way, its indent kept; its number."""
    file = project / name
    lines = file.read_text(encoding="utf-8").splitlines()
    at = next(n for n, line in enumerate(lines) if line.lstrip(" -").startswith(begins))
    lines[at] = lines[at][: lines[at].index(begins)] + instead
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return at + 1


def problems(project: Path) -> list[tuple[str, str, int]]:
    found = json.loads(edu_plan("validate", "--format", "json", cwd=project, **DAY).out)["diagnostics"]
    return [(one["code"], one["file"], one["line"]) for one in found]


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_key_is_said_at_its_line_and_once(name: str, project: Path) -> None:
    file, begins, instead = EMPTY[name]
    before = problems(project)
    line = replaced(project, file, begins, instead)
    new = [problem for problem in problems(project) if problem not in before]
    assert [problem for problem in new if problem[0] == "EP208"] == [("EP208", file, line)]
    assert f"{file}" in edu_plan("status", cwd=project, **DAY).out


def test_an_empty_list_and_an_item_of_a_list_are_said(project: Path) -> None:
    line = replaced(project, REPORT, "account: ", "evidence:\n      - ~")
    assert ("EP208", REPORT, line) in problems(project)
    replaced(project, REPORT, "evidence:", "evidence: []")
    file = project / REPORT
    file.write_text(file.read_text(encoding="utf-8").replace("      - ~\n", ""), encoding="utf-8")
    assert not [problem for problem in problems(project) if problem[0] == "EP208"]


def test_the_rest_of_the_plan_is_shown_beside_an_empty_key(project: Path) -> None:
    whole = edu_plan("status", "--targets", cwd=project, **DAY).out.count("\n")
    replaced(project, PLAN, "issuer: ", "issuer:")
    out = edu_plan("status", "--targets", cwd=project, **DAY).out
    assert "有 1 处错误" in out
    assert out.count("\n") >= whole


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ("account: 主体 #1 楼已封顶", True),
        ("account: 主体 #一号楼已封顶", True),
        ("account: 主体已封顶 # 备注", False),
        ("account: 主体已封顶    # 备注", False),
        ("account: '主体 #1 楼已封顶'", False),
        ('account: "主体 #1 楼已封顶"', False),
        ("account: 主体#1楼已封顶", False),
        ("account: |\n      主体 #1 楼已封顶", False),
        ("account: 主体已封顶 #", False),
        ("value: 12 #1", False),
        ("notice: {text: 主体。, title: ' #一'}", False),
        ("account: 主体 #1 #2", True),
    ],
)
def test_words_cut_off_by_a_number_sign_are_asked_about_and_comments_are_not(line: str, asked: bool) -> None:
    from edu_plan_cli.files.reading import SourceFile
    from edu_plan_cli.nodes.reader import read_nodes

    found = read_nodes(
        SourceFile("x.yaml", f"entries:\n  - target: t2345  # 14-1 某目标\n    {line}\n")
    ).diagnostics
    assert [problem.code for problem in found] == (["EP114"] if asked else [])
    if asked:
        assert (found[0].location.line, found[0].location.column) == (3, line.index("#") + 5)


def test_a_file_of_nothing_but_number_signs_takes_no_time() -> None:
    import time

    from edu_plan_cli.files.reading import SourceFile
    from edu_plan_cli.nodes.reader import read_nodes

    began = time.monotonic()
    read_nodes(SourceFile("x.yaml", "a:\n" + "  - 主 #1\n" * 40_000))
    read_nodes(SourceFile("x.yaml", "a: 主" + " #1" * 300_000 + "\n"))
    assert time.monotonic() - began < 20  # a quadratic search would take minutes
