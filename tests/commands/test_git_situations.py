"""docs/git.md, row by row: each situation made with real git, and what is seen in it."""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from commands.running import NEEDS_GIT, ROOT, SAMPLE, Ran
from commands.running import forked_edu_plan as edu_plan

pytestmark = NEEDS_GIT
REPORT = "reports/2023/Q2/preschool.yaml"
Situation = Callable[[Path], None]
SITUATIONS: dict[str, Situation] = {}


def row(name: str) -> Callable[[Situation], Situation]:
    """Name the row of docs/git.md that a situation shows."""

    def named(situation: Situation) -> Situation:
        assert name not in SITUATIONS
        SITUATIONS[name] = situation
        return situation

    return named


def git(folder: Path, *arguments: str, who: str = "王晓", day: str = "2023-07-06", ok: bool = True) -> str:
    stamp = f"{day}T09:00:00+08:00"
    clean = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")} | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_AUTHOR_DATE": stamp,
        "GIT_COMMITTER_DATE": stamp,
        "GIT_EDITOR": "true",
    }
    settings = ("-c", f"user.name={who}", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    allowed = ("-c", "protocol.file.allow=always", "-c", "core.autocrlf=false")
    command = ["git", *settings, *allowed, *arguments]
    done = subprocess.run(command, cwd=folder, env=clean, check=ok, capture_output=True)
    return done.stdout.decode("utf-8")


def begin(folder: Path, *arguments: str) -> Path:
    """The sample project in a repository of its own, as issued."""
    project = Path(shutil.copytree(SAMPLE, folder / "p"))
    git(project, "init", "-q", "-b", "main", *arguments)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "印发", day="2023-07-05")
    return project


def write(folder: Path, old: str, new: str, path: str = REPORT) -> None:
    file = folder / path
    text = file.read_text(encoding="utf-8")
    assert old in text, old
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def change(folder: Path, old: str, new: str, who: str, day: str = "2023-07-10", path: str = REPORT) -> None:
    write(folder, old, new, path)
    git(folder, "commit", "-qam", f"{old} → {new}", who=who, day=day)


def run(folder: Path, *arguments: str) -> Ran:
    return edu_plan(*arguments, cwd=folder, EDU_PLAN_TODAY="2023-10-15", COLUMNS="120")


def blamed(folder: Path) -> dict[str, str | None]:
    """Who set each figure of 14-1 and 14-2 in Q2; None: not committed, or not known."""
    data = json.loads(run(folder, "show", "14", "--json").out)
    return {
        f"{target['label']} {entry['contributor'] or ''} {key}".replace("  ", " "): who and who["author"]
        for section in data["sections"]
        for item in section["items"]
        for target in item["targets"]
        for entry in target["entries"]
        if entry["quarter"].endswith("Q2")
        for key, who in entry["touched_by"].items()
    }


def value_author(folder: Path) -> str | None:
    """Who set what 示例幼儿园 reports about 14-1."""
    return blamed(folder)["14-1 示例幼儿园 value"]


def told(folder: Path) -> list[tuple[str, str | None, str | None, bool]]:
    """What log tells of that value: author, before, after, settled in a merge."""
    events = json.loads(run(folder, "log", "14-1", "--json").out)["events"]
    return [
        (event["author"], field["before"], field["after"], event["merge"])
        for event in events
        if event["about"]["zh"].endswith("Q2 示例幼儿园 填报")
        for field in event["fields"]
        if field["field"] == "value"
    ]


def changed(folder: Path, *arguments: str) -> list[str]:
    """What diff tells, as the labels of what changed."""
    return [
        c["label"] for c in json.loads(run(folder, "diff", "--format", "json", *arguments).out)["changes"]
    ]


def clone(project: Path, to: str, *arguments: str) -> Path:
    git(project.parent, "clone", "-q", *arguments, f"file://{project}", to)
    return project.parent / to


ISSUED = ("王晓", None, "40", False)


@row("完整的克隆")
def whole(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    copy = clone(project, "c")
    assert told(copy) == [("李明", "40", "44", False), ISSUED]
    assert value_author(copy) == "李明"
    assert run(copy, "log", "14-1").err == ""


@row("浅克隆（depth 1）")
def shallow(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    copy = clone(project, "c", "--depth", "1")
    log, blame = run(copy, "log", "14-1"), run(copy, "blame", "-q", "Q2")
    assert "更早的历史没有取来" in log.out
    assert "李明" not in blame.out
    for ran in (log, blame):
        assert "浅克隆" in ran.err
        assert "fetch-depth: 0" in ran.err
        assert "GIT_DEPTH" in ran.err
    assert value_author(copy) is None
    # What came after the beginning of a shallow history is known.
    change(copy, "value: 44", "value: 45", "赵云")
    assert value_author(copy) == "赵云"


@row("浅克隆里与分支比")
def shallow_branch(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 44", "李明")
    git(project, "checkout", "-q", "main")
    change(project, "value: 90", "value: 91", "赵云")
    copy = clone(project, "c", "--depth", "1", "--no-single-branch", "-b", "work")
    for arguments in (("diff", "main"), ("validate", "--since", "main"), ("diff", "HEAD~1")):
        ran = run(copy, *arguments)
        assert (ran.code, ran.out) == (2, ""), arguments
        assert "fetch-depth: 0" in ran.err


@row("浅克隆取全之后")
def unshallowed(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    copy = clone(project, "c", "--depth", "1")
    git(copy, "fetch", "-q", "--unshallow")
    assert told(copy) == [("李明", "40", "44", False), ISSUED]
    assert value_author(copy) == "李明"


@row("部分克隆（blob:none）")
def partial(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    git(project, "config", "uploadpack.allowFilter", "true")
    copy = clone(project, "c", "--filter=blob:none")
    log, blame = run(copy, "log", "14-1"), run(copy, "blame", "-q", "Q2")
    assert (log.code, log.out, blame.code) == (2, "", 0)
    for ran in (log, blame):
        assert "缺少对象" in ran.err
        assert "git fetch --refetch --no-filter" in ran.err
    treeless = clone(project, "t", "--filter=tree:0")
    for arguments in (("log", "14-1"), ("diff", "HEAD~1")):
        assert "git fetch --refetch --no-filter" in run(treeless, *arguments).err
    git(copy, "fetch", "-q", "--refetch", "--no-filter")
    assert told(copy) == [("李明", "40", "44", False), ISSUED]


@row("没有本地 main 的检出")
def no_local_main(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 44", "李明")
    copy = clone(project, "c")
    git(copy, "checkout", "-q", "--detach")
    assert git(copy, "branch", "--list", "main") == ""
    assert changed(copy, "main") == ["Q2 学前教育科 14-1 新增公办幼儿园学位（示例幼儿园）"]
    assert run(copy, "validate", "--since", "main").code == 1  # EP423
    assert run(copy, "status", "--rev", "main").code == 0
    assert run(copy, "diff", "没有").code == 2


@row("游离的 HEAD")
def detached(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    git(project, "checkout", "-q", "--detach")
    assert value_author(project) == "李明"
    assert len(told(project)) == 2


@row("SHA-256 的仓库")
def sha256(folder: Path) -> None:
    project = begin(folder, "--object-format=sha256")
    change(project, "value: 40", "value: 44", "李明")
    write(project, "numerator: 480", "numerator: 481")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert blamed(project) | {"14-1 示例幼儿园 value": "李明", "14-2 numerator": None} == blamed(project)
    assert blamed(project)["14-2 denominator"] == "王晓"


@row("工作树")
def worktree(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    git(project, "worktree", "add", "-q", str(folder / "w"), "HEAD")
    assert value_author(folder / "w") == "李明"
    assert len(told(folder / "w")) == 2


@row("main 后来有改动")
def behind(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 44", "李明")
    git(project, "checkout", "-q", "main")
    change(project, "target_value: 270", "target_value: 250", "赵云", path="plan/2023.yaml")
    write(project, "heading: 实施", "heading: 推进", "plan/2023.yaml")
    git(project, "commit", "-qam", "改标题")
    git(project, "checkout", "-q", "work")
    only = ["Q2 学前教育科 14-1 新增公办幼儿园学位（示例幼儿园）"]
    assert changed(project, "main") == only
    assert changed(project, "main", "work") == only
    assert changed(project, "main...work") == only
    assert len(changed(project, "main..work")) == 3
    assert len(changed(project, "main", "HEAD~1")) == 2, "what went back is compared as it is"
    ran = run(project, "diff", "main")
    assert "分叉处" in ran.err
    assert "目标降低了" not in ran.out
    git(project, "checkout", "-q", "main")
    assert changed(project, "work") == [
        "第14项 实施安心托幼行动".replace("实施", "推进"),
        "14-1 新增公办幼儿园学位",
    ]


@row("分支里并入过 main")
def main_merged_in(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 44", "李明")
    git(project, "checkout", "-q", "main")
    change(project, "target_value: 270", "target_value: 250", "赵云", path="plan/2023.yaml")
    git(project, "checkout", "-q", "work")
    git(project, "merge", "-q", "main", "-m", "并入 main")
    assert changed(project, "main") == ["Q2 学前教育科 14-1 新增公办幼儿园学位（示例幼儿园）"]
    assert run(project, "diff", "main").err == ""


@row("没有共同的历史")
def unrelated(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-q", "--orphan", "other")
    change(project, "value: 40", "value: 44", "李明")
    assert changed(project, "main") == ["Q2 学前教育科 14-1 新增公办幼儿园学位（示例幼儿园）"]
    assert "没有共同的历史" in run(project, "diff", "main").err


def diverge(folder: Path, ours: tuple[str, str], theirs: tuple[str, str]) -> Path:
    """On main 赵云 changed something after 李明 had changed something on work."""
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, *theirs, "李明", day="2023-07-10")
    git(project, "checkout", "-q", "main")
    change(project, *ours, "赵云", day="2023-07-11")
    return project


@row("两边各改各的再合并")
def both_sides(folder: Path) -> None:
    project = diverge(folder, ("numerator: 480", "numerator: 481"), ("value: 40", "value: 44"))
    git(project, "merge", "-q", "work", "-m", "合并", who="钱多")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert (blamed(project)["14-2 numerator"], value_author(project)) == ("赵云", "李明")


def settle(project: Path, *values: str, to: str) -> None:
    """Merge with a conflict and settle it by hand."""
    git(project, "merge", "-q", "work", ok=False)
    git(project, "checkout", "-q", "--ours", ".")
    write(project, f"value: {values[0]}", f"value: {to}")
    git(project, "commit", "-qam", "合并", who="钱多", day="2023-07-12")


@row("合并时改成别的值")
def settled_anew(folder: Path) -> None:
    project = diverge(folder, ("value: 40", "value: 43"), ("value: 40", "value: 44"))
    settle(project, "43", to="45")
    assert told(project)[0] == ("钱多", "43", "45", True)
    assert "（合并时定下）" in run(project, "log", "14-1").out
    assert value_author(project) == "钱多"


@row("合并时取一边的值")
def settled_for_a_side(folder: Path) -> None:
    project = diverge(folder, ("value: 40", "value: 43"), ("value: 40", "value: 44"))
    write(project, "numerator: 480", "numerator: 482")  # the sides differ in something else as well
    git(project, "commit", "-qam", "另一个数", who="赵云", day="2023-07-11")
    settle(project, "43", to="44")
    assert told(project)[0] == ("钱多", "43", "44", True)
    assert len(told(project)) == 4
    assert value_author(project) == "李明"


@row("合并时丢了一边的改动")
def thrown_away(folder: Path) -> None:
    project = diverge(folder, ("numerator: 480", "numerator: 481"), ("value: 40", "value: 44"))
    git(project, "merge", "-q", "--no-commit", "work", ok=False)
    write(project, "value: 44", "value: 40")
    git(project, "commit", "-qam", "合并", who="钱多")
    assert told(project) == [("钱多", "44", "40", True), ("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "王晓"


@row("网页合并（合并提交）")
def merged_on_the_web(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 44", "李明")
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--no-ff", "work", "-m", "Merge pull request #1", who="GitHub")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "李明"


@row("网页合并（压缩成一个）")
def squashed(folder: Path) -> None:
    project = begin(folder)
    git(project, "checkout", "-qb", "work")
    change(project, "value: 40", "value: 43", "李明")
    change(project, "value: 43", "value: 44", "赵云")
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--squash", "work")
    git(project, "commit", "-qm", "压缩", who="李明")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "李明"


@row("变基")
def rebased(folder: Path) -> None:
    project = diverge(folder, ("numerator: 480", "numerator: 481"), ("value: 40", "value: 44"))
    git(project, "checkout", "-q", "work")
    git(project, "rebase", "-q", "main", who="钱多", day="2023-08-01")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "李明"
    assert "2023-07-10 李明" in run(project, "log", "14-1").out


@row("摘取（cherry-pick）")
def picked(folder: Path) -> None:
    project = diverge(folder, ("numerator: 480", "numerator: 481"), ("value: 40", "value: 44"))
    git(project, "cherry-pick", "work", who="钱多")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    git(project, "merge", "-q", "work", "-m", "合并", who="钱多")
    assert value_author(project) == "李明"


@row("还原（revert）")
def reverted(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "李明")
    git(project, "revert", "--no-edit", "HEAD", who="赵云", day="2023-07-11")
    assert told(project) == [("赵云", "44", "40", False), ("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "赵云"


@row("修补（commit --amend）")
def amended(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 43", "李明")
    write(project, "value: 43", "value: 44")
    git(project, "commit", "-qa", "--amend", "--no-edit", who="赵云")
    assert told(project) == [("李明", "40", "44", False), ISSUED]


@row("改了没提交")
def not_committed(folder: Path) -> None:
    project = begin(folder)
    write(project, "numerator: 480", "numerator: 481")
    who = blamed(project)
    assert (who["14-2 numerator"], who["14-2 denominator"]) == (None, "王晓")
    assert re.search(r"14-2\s+延时服务全覆盖\s+分子 481\s+—\s+未提交", run(project, "blame", "-q", "Q2").out)
    shown = run(project, "show", "14-2").out
    assert "分子 未提交" in shown
    assert "分母 2023-07-05 由 王晓 提交" in shown


@row("已 add 没提交")
def staged(folder: Path) -> None:
    project = begin(folder)
    write(project, "numerator: 480", "numerator: 481")
    git(project, "add", "-A")
    assert blamed(project)["14-2 numerator"] is None
    assert len(changed(project)) == 1


@row("暂存（stash）")
def stashed(folder: Path) -> None:
    project = begin(folder)
    write(project, "value: 40", "value: 44")
    git(project, "stash", "-q")
    assert (changed(project), value_author(project)) == ([], "王晓")
    git(project, "stash", "pop", "-q")
    assert value_author(project) is None
    assert len(changed(project)) == 1


@row("只改排版、注释和顺序")
def laid_out(folder: Path) -> None:
    project = begin(folder)
    write(
        project,
        "    numerator: 480\n    denominator: 500",
        "    denominator: 500.0 # 核过\n    numerator: 480",
    )
    write(project, "entries:", "\n# 注释\nentries:")
    git(project, "commit", "-qam", "排版", who="钱多")
    assert set(blamed(project).values()) == {"王晓"}
    assert changed(project, "HEAD~1") == []


@row("填报文件改名")
def file_renamed(folder: Path) -> None:
    project = begin(folder)
    git(project, "mv", REPORT, REPORT.replace(".yaml", ".yml"))
    git(project, "commit", "-qm", "改名", who="钱多")
    assert value_author(project) == "王晓"
    assert told(project) == [ISSUED]


@row("科室的编号改了")
def department_renamed(folder: Path) -> None:
    project = begin(folder)
    for file in (project / "plan/2023.yaml", *sorted(project.glob("reports/2023/*/preschool.yaml"))):
        file.write_text(
            file.read_text(encoding="utf-8").replace("preschool", "early"), encoding="utf-8", newline="\n"
        )
        if file.name == "preschool.yaml":
            file.rename(file.with_name("early.yaml"))
    git(project, "add", "-A")
    git(project, "commit", "-qm", "改编号", who="钱多")
    assert set(blamed(project).values()) == {"王晓"}
    assert changed(project, "HEAD~1") == ["学前教育科"]


@row("项目在仓库里搬了家")
def moved(folder: Path) -> None:
    top = begin(folder)
    git(top, "checkout", "-q", "-b", "别处")
    (top / "说明.md").write_text("说明\n", encoding="utf-8")
    git(top, "add", "-A")
    git(top, "commit", "-qm", "说明", who="钱多", day="2023-07-08")
    git(top, "checkout", "-q", "-")
    change(top, "value: 40", "value: 43", "李明")
    git(top, "merge", "-q", "--no-ff", "-m", "合并", "别处")
    (top / "区").mkdir()
    git(top, "mv", "plan", "reports", "区")
    git(top, "commit", "-qm", "搬家", who="钱多", day="2023-07-11")
    git(top, "mv", "区", "示例区")
    git(top, "commit", "-qm", "又搬家", who="钱多", day="2023-07-12")
    project = top / "示例区"
    change(project, "value: 43", "value: 44", "赵云", day="2023-07-13")
    assert told(project) == [("赵云", "43", "44", False), ("李明", "40", "43", False), ISSUED]
    assert (value_author(project), blamed(project)["14-2 numerator"]) == ("赵云", "王晓")
    for back, number in (("HEAD~1", 1), ("HEAD~2", 1), ("HEAD~4", 1)):
        assert len(changed(project, back)) == number
    assert changed(project, "HEAD~3", "HEAD~1") == []


@row(".mailmap")
def mailmap(folder: Path) -> None:
    project = begin(folder)
    change(project, "value: 40", "value: 44", "lm")
    (project / ".mailmap").write_text("李明 <a@example.org> lm <a@example.org>\n", encoding="utf-8")
    assert value_author(project) == "李明"
    assert told(project)[0][0] == "李明"
    for arguments in (("blame", "-q", "Q2"), ("show", "14-1")):
        assert "李明" in run(project, *arguments).out


@row("blame.ignoreRevsFile 指的文件不在")
def ignored_revisions(folder: Path) -> None:
    project = begin(folder)
    git(project, "config", "blame.ignoreRevsFile", "nowhere")
    assert set(blamed(project).values()) == {"王晓"}
    assert "未提交" not in run(project, "blame", "-q", "Q2").out


def apart(folder: Path) -> tuple[Path, Path]:
    """The project, and its reports in a repository of their own, where 李明 has changed a value."""
    project = begin(folder)
    reports = folder / "reports"
    shutil.copytree(project / "reports", reports)
    git(reports, "init", "-q", "-b", "main")
    git(reports, "add", "-A")
    git(reports, "commit", "-qm", "填报")
    git(project, "rm", "-rq", "reports")
    return project, reports


@row("reports/ 是子模块")
def submodule(folder: Path) -> None:
    project, reports = apart(folder)
    git(project, "submodule", "-q", "add", f"file://{reports}", "reports")
    git(project, "commit", "-qm", "子模块")
    change(project / "reports", "value: 40", "value: 44", "李明", path="2023/Q2/preschool.yaml")
    git(project, "commit", "-qam", "新的填报")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "李明"
    assert changed(project) == []
    for back in ("HEAD~1", "HEAD~2"):
        assert changed(project, back) == ["Q2 学前教育科 14-1 新增公办幼儿园学位（示例幼儿园）"]
    write(project, "value: 44", "value: 45")
    assert value_author(project) is None
    assert len(changed(project)) == 1


@row("子模块没有取来")
def submodule_not_fetched(folder: Path) -> None:
    project, reports = apart(folder)
    git(project, "submodule", "-q", "add", f"file://{reports}", "reports")
    git(project, "commit", "-qm", "子模块")
    copy = clone(project, "c")
    ran = run(copy, "validate")
    assert ran.code == 1
    assert "reports:1:1 错误 EP001 它是子模块，还没有取来" in ran.out
    assert "git submodule update --init" in ran.out
    assert "没有读到" in run(copy, "status").out
    for arguments in ((), ("HEAD~1",)):
        ran = run(copy, "diff", *arguments)
        assert (ran.code, ran.out) == (2, "")
        assert "子模块" in ran.err
    assert run(copy, "log", "14-1").code == 0
    assert run(copy, "validate", "--since", "HEAD~1").out.count("EP423") == 0


@row("reports/ 是另一分支的工作树")
def reports_in_a_worktree(folder: Path) -> None:
    project, reports = apart(folder)
    git(project, "commit", "-qm", "分开")
    git(project, "fetch", "-q", f"file://{reports}", "main:reports")
    git(project, "worktree", "add", "-q", "reports", "reports")
    change(project / "reports", "value: 40", "value: 44", "李明", path="2023/Q2/preschool.yaml")
    assert told(project) == [("李明", "40", "44", False), ISSUED]
    assert value_author(project) == "李明"
    assert changed(project) == []
    write(project, "value: 44", "value: 45")
    assert len(changed(project)) == 1
    change(project, "target_value: 270", "target_value: 271", "赵云", path="plan/2023.yaml")
    ran = run(project, "diff", "HEAD~1")
    assert (ran.code, ran.out) == (2, "")
    assert "另一个仓库（或工作树）" in ran.err


@row("封账之后直接改了数")
def closed(folder: Path) -> None:
    project = begin(folder)
    change(project, "numerator: 480", "numerator: 490", "李明")
    alone = run(project, "validate")
    assert (alone.code, alone.out) == (0, "没有发现问题\n")
    assert "封账的季度有没有被改过" in alone.err
    ran = run(project, "validate", "--since", "HEAD~1")
    assert ran.code == 1
    assert (
        f"{REPORT}:9:16 错误 EP423 Q2 已于 2023-07-31 封账，这里与 HEAD~1 时不同：Q2 学前教育科 14-2 延时服务全覆盖，分子 480 → 490。"
        in ran.out
    )
    assert ran.err == ""
    assert run(project, "diff", "HEAD~1", "--fail-on", "risky").code == 1
    assert "EP423" in run(project, "validate", "--since", "HEAD~1", "--format", "github").out
    # Corrected as it should be; an account and evidence are no figures.
    git(project, "reset", "-q", "--hard", "HEAD~1")
    write(project, "account: 春季学期延时服务按需开设。", "account: 春季学期按需开设。")
    later = project / "reports/2023/Q3/preschool.yaml"
    later.parent.mkdir()
    later.write_text(
        "schema: edu-plan/progress@1\nyear: 2023\nquarter: Q3\ndepartment: preschool\nsubmitted: 2023-10-09\n"
        "corrections:\n  - target: tb2b2\n    quarter: Q2\n    numerator: 490\n    denominator: 500\n    reason: 漏统计一所园\n",
        encoding="utf-8",
    )
    assert run(project, "validate", "--since", "HEAD").code == 0
    assert run(project, "diff", "--fail-on", "risky").code == 0
    # Gone, or sent in afterwards under an early date, are edits as well.
    (project / REPORT).unlink()
    gone = run(project, "validate", "--since", "HEAD").out
    assert "EP423" in gone
    assert "少了 Q2 学前教育科 14-2 延时服务全覆盖" in gone


@row("装了 git-setup 再存补丁")
def patches(folder: Path) -> None:
    project = begin(folder)
    said = run(project, "git-setup").out
    assert "git diff --no-textconv > x.patch" in said
    assert "plan/*.yml merge=edu-plan" in (project / ".gitattributes").read_text(encoding="utf-8")
    git(project, "mv", REPORT, REPORT.replace(".yaml", ".yml"))
    git(project, "add", "-A")
    git(project, "commit", "-qm", "yml")
    write(project, "value: 40", "value: 44", REPORT.replace(".yaml", ".yml"))
    assert "数值：44" in git(project, "diff")
    for options, applies in (((), False), (("--no-textconv",), True)):
        patch = folder / "x.patch"
        patch.write_text(git(project, "diff", *options), encoding="utf-8", newline="\n")
        git(project, "stash", "-q")
        done = subprocess.run(
            ["git", "apply", "--check", str(patch)], cwd=project, check=False, capture_output=True
        )
        assert (done.returncode == 0) is applies
        git(project, "stash", "pop", "-q")


def rows() -> list[str]:
    """The situations that docs/git.md lists, in order."""
    text = (ROOT / "docs/git.md").read_text(encoding="utf-8")
    cells = [line.split("|")[1].strip() for line in text.splitlines() if line.startswith("| ")]
    return [cell for cell in cells if cell not in ("情形", "---")]


def test_every_row_of_the_page_has_its_situation() -> None:
    assert rows() == list(SITUATIONS)


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_seen_is_as_the_page_says(name: str, tmp_path: Path) -> None:
    SITUATIONS[name](tmp_path)


def test_a_repository_within_the_project_that_cannot_be_asked_is_said(tmp_path: Path) -> None:
    project = begin(tmp_path)
    (project / "reports/.git").write_text("gitdir: nowhere\n", encoding="utf-8")
    assert run(project, "log", "14-1").code == 2
    blame = run(project, "blame", "-q", "Q2")
    assert (blame.code, "未提交" in blame.out) == (0, False)
    assert "查不出每个数是谁改的" in blame.err
    assert run(project, "status").code == 0


def test_values_of_both_kinds_in_a_merge_of_three_are_settled_once(tmp_path: Path) -> None:
    """An octopus of branches that changed different figures settles nothing."""
    project = begin(tmp_path)
    for name, old, new in (("a", "value: 40", "value: 44"), ("b", "numerator: 480", "numerator: 481")):
        git(project, "checkout", "-qb", name, "main")
        change(project, old, new, name)
    git(project, "checkout", "-q", "main")
    change(project, "target_value: 270", "target_value: 271", "c", path="plan/2023.yaml")
    git(project, "merge", "-q", "a", "b", "-m", "三边", who="钱多")
    assert told(project) == [("a", "40", "44", False), ISSUED]
    assert (value_author(project), blamed(project)["14-2 numerator"]) == ("a", "b")
