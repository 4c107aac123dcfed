"""``log`` and ``blame``: every value by commit, whatever lines and files did meanwhile."""

import json
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

pytestmark = NEEDS_GIT

PLAN = "plan/2023.yaml"


def git(folder: Path, *arguments: str, day: str = "2023-03-01") -> None:
    identity = ("-c", "user.name=王晓", "-c", "user.email=wang@example.com", "-c", "commit.gpgsign=false")
    stamp = f"{day}T10:00:00+08:00"
    environment = {
        "GIT_AUTHOR_DATE": stamp,
        "GIT_COMMITTER_DATE": stamp,
        "PATH": "/usr/bin:/bin",
        "HOME": str(folder),
    }
    subprocess.run(
        ["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, env=environment
    )


def replace(folder: Path, path: str, old: str, new: str) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Printed, raised, moved about, renamed and renamed back, amended."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "印发")
    replace(folder, PLAN, "target_value: 270", "target_value: 280")
    git(folder, "commit", "-qam", "按区里要求调高", day="2023-04-01")
    replace(folder, PLAN, "schema: edu-plan/plan@1\n", "# 头\n\n\nschema: edu-plan/plan@1\n")
    git(folder, "commit", "-qam", "只加注释", day="2023-05-01")
    git(folder, "mv", PLAN, "plan/2023.yml")
    git(folder, "commit", "-qm", "改文件名", day="2023-06-01")
    git(folder, "mv", "plan/2023.yml", PLAN)
    git(folder, "commit", "-qm", "改回来", day="2023-06-02")
    replace(folder, "reports/2023/Q2/preschool.yaml", "    value: 40", "    value: 44")
    git(folder, "commit", "-qam", "更正笔误", day="2023-07-20")
    return folder


def test_every_value_with_its_day_author_and_reason_and_nothing_else(repository: Path) -> None:
    events = json.loads(edu_plan("log", "14-1", "--json", cwd=repository).out)["events"]
    told = [
        (e["day"], e["subject"], [(f["field"], f["before"], f["after"]) for f in e["fields"]]) for e in events
    ]
    assert told[0] == ("2023-07-20", "更正笔误", [("value", "40", "44")])
    assert told[1] == ("2023-04-01", "按区里要求调高", [("target_value", "270", "280")])
    assert {subject for _, subject, _ in told[2:]} == {"印发"}
    assert {event["author"] for event in events} == {"王晓"}
    amendment = next(event for event in events if event["about"]["zh"].startswith("调整"))
    assert ("reason", None, "第二幼儿园提前开园") in [
        (f["field"], f["before"], f["after"]) for f in amendment["fields"]
    ]


def test_the_log_is_read_by_people(repository: Path) -> None:
    out = edu_plan("log", "14-1", cwd=repository).out
    assert "2023-04-01 王晓  按区里要求调高\n    目标值：270 → 280\n" in out
    assert "学前教育科 Q2 示例幼儿园 填报\n    数值：40 → 44\n" in out
    assert "    种类：数量（number）\n" in out


def test_a_word_of_the_format_is_spelt_out_for_people_and_plain_for_programs(repository: Path) -> None:
    replace(repository, PLAN, "accumulation: period", "accumulation: cumulative")
    for asked in ([], ["--format", "md"]):
        out = edu_plan("diff", *asked, cwd=repository).out
        assert "当期值（period）" in out
        assert "累计值（cumulative）" in out
    [change] = json.loads(edu_plan("diff", "--format", "json", cwd=repository).out)["changes"]
    assert change["fields"] == [{"field": "accumulation", "before": "period", "after": "cumulative"}]


def test_what_is_gone_from_the_plan_is_found_by_its_id(repository: Path) -> None:
    text = (repository / PLAN).read_text(encoding="utf-8")
    start = text.index("          - id: tf6f6\n")
    end = text.index("      - id: i", start)
    (repository / PLAN).write_text(text[:start] + text[end:], encoding="utf-8")
    git(repository, "commit", "-qam", "删掉", day="2023-08-01")
    out = edu_plan("log", "tf6f6", cwd=repository).out
    assert "删掉" in out
    assert "印发" in out


def test_what_was_never_there_is_said(repository: Path) -> None:
    assert edu_plan("log", "t2222", cwd=repository).code == 2


def test_blame_names_who_committed_each_answer_of_a_quarter(repository: Path) -> None:
    out = edu_plan("blame", "-q", "Q2", cwd=repository, COLUMNS="120").out
    assert "王晓" in out
    assert "14-1" in out
    assert "2023-03-01" in out


@pytest.mark.parametrize(
    "command", [("log", "14-1"), ("blame", "-q", "Q2"), ("diff",), ("status", "--rev", "HEAD")]
)
def test_outside_a_repository_it_is_said_what_is_needed(command: tuple[str, ...], tmp_path: Path) -> None:
    folder = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    ran = edu_plan(*command, cwd=folder)
    assert (ran.code, "要看历史，需要装有 git" in ran.err) == (2, True)


def test_a_hostile_repository_runs_nothing(repository: Path) -> None:
    trap = repository / "trap.sh"
    trap.write_text("#!/bin/sh\ntouch sprung\n", encoding="utf-8")
    trap.chmod(0o755)
    config = repository / ".git/config"
    config.write_text(
        config.read_text(encoding="utf-8")
        + f'[core]\n\tfsmonitor = {trap}\n\thooksPath = .\n\tpager = {trap}\n[diff "evil"]\n\ttextconv = {trap}\n'
        f'\tcommand = {trap}\n[diff]\n\texternal = {trap}\n[filter "evil"]\n\tsmudge = {trap}\n\tclean = {trap}\n',
        encoding="utf-8",
    )
    (repository / ".gitattributes").write_text("*.yaml diff=evil filter=evil\n", encoding="utf-8")
    for command in (
        ("log", "14-1"),
        ("blame", "-q", "Q2"),
        ("diff",),
        ("diff", "HEAD~2", "HEAD~1"),
        ("show", "14-1"),
        ("validate", "--since", "HEAD~1"),
    ):
        assert edu_plan(*command, cwd=repository).code in (0, 1), command
    assert not (repository / "sprung").exists()


def test_two_hundred_revisions_are_told_quickly(repository: Path) -> None:
    """A bound with a wide margin, not a benchmark: parsing each revision would take several times as long."""
    feed = ["reset refs/heads/many\nfrom refs/heads/main^0\n"]
    text = (repository / PLAN).read_text(encoding="utf-8")
    for number in range(200):
        data = text.replace("target_value: 280", f"target_value: {300 + number}").encode()
        feed.append(
            f"commit refs/heads/many\ncommitter 王晓 <w@example.com> {1690000000 + number * 60} +0800\n"
            f"data <<E\n第{number}次\nE\nM 100644 inline {PLAN}\ndata {len(data)}\n{data.decode()}\n"
        )
    subprocess.run(
        ["git", "fast-import", "--quiet"], input="".join(feed).encode(), cwd=repository, check=True
    )
    git(repository, "checkout", "-q", "many")
    began = time.monotonic()
    events = json.loads(edu_plan("log", "14-1", "--json", cwd=repository).out)["events"]
    assert time.monotonic() - began < 5
    assert sum("第" in event["subject"] for event in events) == 200
