"""Every wording of docs/wording.md through the installed command: `import` of a text, then the plan, its output and `review --list`."""

from pathlib import Path

import pytest

from commands.running import ROOT
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.load import load_plan
from edu_plan_cli.model.plan import Candidate
from edu_plan_cli.values.exact import plain

PAGE = ROOT / "docs" / "wording.md"
ASKED = "原文里没读懂的数和日期"


def rows() -> list[tuple[str, str]]:
    lines = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    cells = [line.strip("| ").split(" | ") for line in lines]
    return [(words.strip("`"), read) for words, read in cells]


def goal(candidate: Candidate) -> str:
    value = candidate.target_value if candidate.target_value is not None else candidate.minimum
    if value is None:
        return ""
    amount = plain(value) + ("%" if candidate.kind == "share" else candidate.unit or "")
    words = COMPARISON_WORDS[candidate.comparison or "at_least"].zh
    return f"{amount}{words}" if candidate.comparison == "about" else f"{words}{amount}"


def said(candidate: Candidate) -> str:
    every = {"day": "每天", "week": "每周", "two_weeks": "每两周", "month": "每月", "term": "每学期"}
    parts = [
        KINDS[candidate.kind].words.zh,
        candidate.name,
        every.get(candidate.every or "", ""),
        goal(candidate),
    ]
    parts += [f"自 {candidate.start}"] if candidate.start else []
    parts += [f"时限 {candidate.due}"] if candidate.due else []
    return " ".join(part for part in parts if part)


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], str, str]:
    """What was read of each row, what ``import`` printed, and what ``review --list`` prints."""
    project = tmp_path_factory.mktemp("p")
    (project / "plan").mkdir()
    (project / "reports").mkdir()
    items = "".join(f"{number}.抓工作。{words}。\n" for number, (words, _) in enumerate(rows(), 1))
    (project / "要点.txt").write_text(f"2024年工作要点\n一、工作\n{items}", encoding="utf-8")
    ran = edu_plan("import", "要点.txt", cwd=project)
    assert ran.code == 0, ran.err
    assert edu_plan("validate", cwd=project).code == 0
    plan = load_plan(project, 2024)
    assert plan is not None
    asked: dict[int, list[str]] = {}
    for line in ran.out.partition(ASKED)[2].splitlines()[1:]:
        number, _, why = line.strip().partition("  ")
        if not number.isdecimal():
            break
        asked.setdefault(int(number), []).append("问：" + why.partition("：")[0])
    read = [
        "；".join([*map(said, item.candidates), *asked.get(item.number, [])]) or "没有" for item in plan.items
    ]
    return read, ran.out, edu_plan("review", "--list", cwd=project).out


@pytest.mark.parametrize("row", range(len(rows())), ids=[words for words, _ in rows()])
def test_a_wording_comes_out_right_or_as_a_question(row: int, imported: tuple[list[str], str, str]) -> None:
    assert imported[0][row] == rows()[row][1]


def test_what_is_asked_stands_with_its_sentence_in_the_output_and_in_the_review(
    imported: tuple[list[str], str, str],
) -> None:
    for out in imported[1:]:
        assert "“几十场”不是准数：开展活动几十场" in out
        assert "“明年3月底前”不在 2024 年里，没有写成时限：明年3月底前建成学校3所" in out


def test_the_review_says_the_direction_in_words(imported: tuple[list[str], str, str]) -> None:
    listed = imported[2]
    assert "近视率  不超过50%\n" in listed
    assert "近视率  不超过50%（原文不含这个数）" in listed
    assert "每周作业  不超过3次" in listed
    assert "满意率  不低于85.5%" in listed
    assert Path(PAGE).exists()
