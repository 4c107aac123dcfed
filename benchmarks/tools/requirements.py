"""Requirement tools: a target is a requirement, an answer one that is linked to it. strictdoc, doorstop."""

import subprocess
from pathlib import Path

from measure import Job
from tools import Work, program

ACCOUNT = "本季各校落实到位，问题清单已逐项整改"


def jobs(folder: Path, times: int, work: Work, scripts: Path) -> list[Job]:
    found = []
    if strictdoc := program("strictdoc", scripts):
        where = folder / "strictdoc"
        where.mkdir(parents=True, exist_ok=True)
        (where / "plan.sdoc").write_text(_sdoc(work), encoding="utf-8")
        found.append(Job("strictdoc export", [strictdoc, "export", "."], where, times, work.entries))
    if doorstop := program("doorstop", scripts):
        where = folder / "doorstop"
        _doorstop(where, work)
        found.append(Job("doorstop", [doorstop], where, times, work.entries))
    return found


def _sdoc(work: Work) -> str:
    targets = "".join(
        f"\n[REQUIREMENT]\nUID: T{n + 1}\nTITLE: 目标{n + 1}\nSTATEMENT: 推进第{n + 1}项重点工作\n"
        for n in range(work.targets)
    )
    answers = "".join(
        f"\n[REQUIREMENT]\nUID: E{quarter}-{n + 1}\nTITLE: 填报\nSTATEMENT: {ACCOUNT}\nRELATIONS:\n- TYPE: Parent\n  VALUE: T{n + 1}\n"
        for quarter in range(work.quarters)
        for n in range(work.targets)
    )
    return "[DOCUMENT]\nTITLE: 工作要点\n" + targets + answers


def _doorstop(where: Path, work: Work) -> None:
    for prefix, parent in (("T", ""), ("E", "T")):
        (where / prefix).mkdir(parents=True, exist_ok=True)
        (where / prefix / ".doorstop.yml").write_text(
            "settings:\n  digits: 6\n"
            + (f"  parent: {parent}\n" if parent else "")
            + f"  prefix: {prefix}\n  sep: ''\n",
            encoding="utf-8",
        )
    for prefix, count in (("T", work.targets), ("E", work.entries)):
        for n in range(count):
            links = f"links:\n- T{n % work.targets + 1:06}: null\n" if prefix == "E" else "links: []\n"
            (where / prefix / f"{prefix}{n + 1:06}.yml").write_text(
                f"active: true\nderived: false\nheader: ''\nlevel: 1.{n}\n{links}normative: true\nref: ''\nreviewed: null\ntext: |\n  {ACCOUNT}\n",
                encoding="utf-8",
            )
    subprocess.run(["git", "init", "-q"], cwd=where, check=True)
