"""``edu-plan due``: what falls due in the next days, by day, with who answers for it and how far it is."""

import json
from pathlib import Path
from typing import Any

import pytest

from commands.running import SAMPLE, done, sample_in, unbroken
from commands.running import forked_edu_plan as edu_plan


def listed(project: Path, day: str, *arguments: str) -> list[dict[str, Any]]:
    dues: list[dict[str, Any]] = json.loads(done(project, day, "due", "--json", *arguments))["due"]
    return dues


def told(due: dict[str, Any]) -> tuple[str, str, str | None]:
    what = due["target"]["label"] if due["target"] else due["report"]["quarter"]
    return due["day"][5:], what, due["name"]


@pytest.mark.parametrize(
    ("day", "within", "expected"),
    [
        ("2023-03-31", 0, [("03-31", "14-4", "开工建设")]),
        ("2023-03-30", 10, [("03-31", "14-4", "开工建设")]),
        ("2023-03-30", 11, [("03-31", "14-4", "开工建设"), ("04-10", "2023Q1", None)]),
        ("2023-04-01", 30, [("04-10", "2023Q1", None)]),
        ("2023-08-20", 20, [("08-31", "14-4", "竣工验收"), ("09-01", "14-3", None)]),
        ("2023-11-01", 30, []),
        ("2023-12-30", 11, [("12-31", "14-1", None), ("12-31", "14-5", None), ("12-31", "15-1", None), ("12-31", "15-2", None)]),
    ],
)  # fmt: skip
def test_what_falls_due_from_the_day_of_looking_on(
    day: str, within: int, expected: list[tuple[str, str, str | None]], tmp_path: Path
) -> None:
    project = Path(tmp_path / "p")
    (project / "plan").mkdir(parents=True)
    (project / "reports").mkdir()
    text = (SAMPLE / "plan" / "2023.yaml").read_text(encoding="utf-8")
    (project / "plan" / "2023.yaml").write_text(text, encoding="utf-8")
    found = [told(due) for due in listed(project, day, "--within", str(within))]
    assert [each for each in found if each[1] != "2023Q4"] == expected


def test_what_is_done_falls_due_no_more(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    before = {told(due) for due in listed(project, "2023-06-20", "--within", "15")}
    open_ = {told(due) for due in listed(project, "2023-07-06", "--as-of", "2023-06-20", "--within", "15")}
    assert before
    assert open_ <= before
    done_labels = {
        target["label"]
        for section in json.loads(done(project, "2023-10-08", "status", "--json"))["sections"]
        for item in section["items"]
        for target in item["targets"]
        if target["light"] == "done"
    }
    assert not done_labels & {
        due["target"]["label"] for due in listed(project, "2023-10-08", "--within", "90") if due["target"]
    }


def test_a_report_is_waited_for_until_it_is_here(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    reports = [due["report"] for due in listed(project, "2023-10-05", "--within", "7") if due["report"]]
    assert [report["quarter"] for report in reports] == ["2023Q3"]
    assert reports[0]["expected"] == reports[0]["reported"] + len(reports[0]["waiting"])
    assert reports[0]["waiting"]


def test_a_day_on_a_weekend_is_said_and_not_moved(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    dues = listed(project, "2023-04-10", "--within", "10")
    assert {due["day"] for due in dues if due["weekend"]} == {"2023-04-15"}
    shown = done(project, "2023-04-10", "due", "--within", "10")
    assert "4月15日（周六）" in shown
    assert "没有顺延" in shown
    assert "顺延" not in done(project, "2023-04-16", "due", "--within", "5")


def test_each_department_and_leader_sees_their_own(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    mine = listed(project, "2023-06-20", "--department", "学前科")
    assert {due["target"]["lead"] for due in mine if due["target"]} == {"preschool"}
    assert [due["report"]["waiting"] for due in mine if due["report"]] == [["preschool"]]
    theirs = listed(project, "2023-06-20", "--leader", "总督学", "--within", "200")
    assert {due["target"]["leader"] for due in theirs if due["target"]} == {"总督学"}


def test_status_says_it_in_one_line(tmp_path: Path) -> None:
    project = sample_in(tmp_path)
    count = len(listed(project, "2023-06-20"))
    assert f"30天内到期 {count} 项，最近的是6月30日（edu-plan due）" in done(project, "2023-06-20", "status")
    assert "天内到期" not in done(project, "2023-06-20", "status", "-q", "Q1"), "a quarter looked back at"
    part = len(listed(project, "2023-06-20", "--department", "学前科"))
    assert f"30天内到期 {part} 项" in done(project, "2023-06-20", "status", "--department", "学前科")


def test_nothing_due_is_said(tmp_path: Path) -> None:
    assert "没有到期的。" in done(sample_in(tmp_path), "2023-04-16", "due", "--within", "1")
    assert unbroken("Nothing falls due.") in unbroken(
        edu_plan("due", "--within", "1", "--lang", "en", cwd=tmp_path, EDU_PLAN_TODAY="2023-04-16").out
    )
