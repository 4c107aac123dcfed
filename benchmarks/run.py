"""Whole-process time, CPU and memory of the commands, beside what bounds them and what is comparable.

``python benchmarks/run.py`` runs all in turn, so that a machine that slows down slows all alike; only ratios within one
run count. Ratios are of CPU time: none of these waits for anything, and it is what a machine shared with others cannot
stretch. ``--install`` first puts the tools of PyPI into an environment of their own; what is missing is named and left out.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from district import EACH, ITEMS, MOST, write_district
from history import REVISIONS, commit_revisions, with_a_slip
from measure import Job, Result, run_all
from tools import Work, accounting, requirements, tasks, yaml_files

HERE = Path(__file__).parent
ROOT = HERE.parent
PYTHON = sys.executable
COMMAND = str(Path(sys.executable).with_name("edu-plan"))
LIBRARIES = "import typer, pydantic, ruamel.yaml, rich.console, rich.table"
FROM_PYPI = ("beancount", "beanquery", "yamllint", "check-jsonschema", "strictdoc", "doorstop")
BARE, IMPORTS = "`python -c pass`", "importing the four libraries"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", default="1,10,100", help="times the size of a real district")
    parser.add_argument(
        "--tools", default="1,10,100", help="sizes for the comparable tools; empty: none of them"
    )
    parser.add_argument("--limit", type=float, default=60, help="seconds after which a process is too slow")
    parser.add_argument(
        "--install", action="store_true", help="install the tools of PyPI into benchmarks/.venv"
    )
    options = parser.parse_args()
    scripts = HERE / ".venv" / "bin"
    if options.install:
        subprocess.run([PYTHON, "-m", "venv", str(scripts.parent)], check=True)
        subprocess.run([scripts / "pip", "install", "-q", *FROM_PYPI], check=True)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        jobs = [*bounds(), *shipped(), *repositories(folder)]
        for size in sizes(options.sizes):
            jobs += ours(folder / str(size), size)
        for size in sizes(options.tools):
            jobs += theirs(folder, size, scripts)
        print_table(run_all(jobs, options.runs, options.limit))
        print(f"\nmedians of {options.runs} runs, all in turn; what takes over 5 s was run once")


def sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]


def bounds() -> list[Job]:
    return [
        Job(BARE, [PYTHON, "-c", "pass"], ROOT),
        Job(IMPORTS, [PYTHON, "-c", LIBRARIES], ROOT),
        Job(
            "importing typer and pydantic, with a model's base",
            [PYTHON, "-c", "import typer, pydantic.main, pydantic.fields"],
            ROOT,
        ),
    ]


def shipped() -> list[Job]:
    """The plan this repository ships."""
    commands = [
        "--help",
        "--version",
        "validate",
        "status",
        "report --quarter Q2",
        "diff HEAD",
        "record 1-1 --quarter Q2 --note 说明 --dry-run",
    ]
    return [
        Job(f"`edu-plan {command}`, shipped plan", [COMMAND, *command.split()], ROOT) for command in commands
    ]


def ours(project: Path, size: int) -> list[Job]:
    entries = write_district(project, size)
    newest = entries // -(-size // MOST)  # status and report read the newest year alone
    parts = str(HERE / "parts.py")
    return [
        Job("reading the bytes", [PYTHON, parts, "read", str(project)], ROOT, size, entries),
        Job("parsing alone", [PYTHON, parts, "parse", str(project)], ROOT, size, entries),
        Job("`edu-plan validate`", [COMMAND, "validate"], project, size, entries),
        Job("`edu-plan status`", [COMMAND, "status"], project, size, newest),
        Job("`edu-plan report --quarter Q2`", [COMMAND, "report", "--quarter", "Q2"], project, size, newest),
    ]


def repositories(folder: Path) -> list[Job]:
    """What asks git, and what a slip costs, at the size of a real district."""
    repository, slip = folder / "repository", folder / "slip"
    write_district(repository)
    with_a_slip(repository, slip)
    target = commit_revisions(repository)
    plan = next((repository / "plan").glob("*.yaml")).relative_to(repository)
    many = f"{REVISIONS} revisions"
    return [
        Job("`edu-plan status`, beside the next five", [COMMAND, "status"], repository),
        Job("`edu-plan validate`, beside the next", [COMMAND, "validate"], repository),
        Job("`edu-plan validate`, one error to be placed", [COMMAND, "validate"], slip),
        Job("`edu-plan set … --dry-run`", [COMMAND, "set", "1-1", "name", "新名称", "--dry-run"], repository),
        Job("`edu-plan diff HEAD~1 HEAD`", [COMMAND, "diff", "HEAD~1", "HEAD"], repository),
        Job(f"`git log -p` of the plan, {many}", ["git", "log", "-p", "--", str(plan)], repository),
        Job(f"`edu-plan log`, {many}", [COMMAND, "log", target], repository),
    ]


def theirs(folder: Path, size: int, scripts: Path) -> list[Job]:
    work = Work(ITEMS * EACH * size)
    district = folder / str(size)
    if not district.exists():
        write_district(district, size)
    found = [
        *accounting.jobs(folder / "accounting" / str(size), size, work, scripts),
        *tasks.jobs(folder / "tasks" / str(size), size, work, scripts),
        *yaml_files.jobs(district, size, work, scripts),
        *(requirements.jobs(folder / "requirements" / str(size), size, work, scripts) if size == 1 else []),
    ]
    names = {word.rpartition("/")[2] for job in found for word in " ".join(job.arguments).split()}
    wanted = {"hledger", "ledger", "task", "tj3", "bean-check", "bean-query", "yamllint", "check-jsonschema"}
    if missing := wanted - names:
        print(f"not installed, left out: {', '.join(sorted(missing))}", file=sys.stderr)
    return found


def print_table(results: list[Result]) -> None:
    by_name = {result.job.what: result.middle for result in results}
    bare, imports = by_name[BARE], by_name[IMPORTS]
    assert bare is not None
    assert imports is not None
    print("| what | size | wall ms | CPU ms | least CPU | × bare | × libraries | µs an entry | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for job, middle, best, why_not in results:
        size = f"{job.size}×" if job.size else ""
        if middle is None or best is None:
            print(f"| {job.what} | {size} | {why_not} | | | | | | |")
            continue
        each = f"{middle.cpu / job.entries * 1e6:.0f}" if job.entries else ""
        print(
            f"| {job.what} | {size} | {middle.wall * 1e3:.0f} | {middle.cpu * 1e3:.0f} | {best.cpu * 1e3:.0f} |"
            f" {middle.cpu / bare.cpu:.1f} | {middle.cpu / imports.cpu:.2f} | {each} | {middle.peak:.0f} |"
        )


if __name__ == "__main__":
    main()
