"""Whole-process time and memory of the commands, beside what bounds them: ``python benchmarks/run.py``.

All are run in turn, so that a machine that slows down slows all alike; only ratios within one run count.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from district import MOST, write_district

ROOT = Path(__file__).parent.parent
COMMAND = str(Path(sys.executable).with_name("edu-plan"))
LIBRARIES = "import typer, pydantic, ruamel.yaml, rich.console, rich.table"


class Measured(NamedTuple):
    wall: float  # seconds
    cpu: float
    peak: float  # MiB


def run(arguments: list[str], folder: Path) -> Measured:
    """One process from start to end, as the system accounts for it."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"COLUMNS": "80"}
    start = time.perf_counter()
    child = os.fork()
    if child == 0:
        os.chdir(folder)
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
        os.execve(arguments[0], arguments, environment)
    _, _, used = os.wait4(child, 0)
    return Measured(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def median(runs: list[Measured]) -> Measured:
    return Measured(*(statistics.median(column) for column in zip(*runs, strict=True)))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--sizes", default="1,10,100", help="times the size of a real district")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        measure(Path(name), options.runs, [int(size) for size in options.sizes.split(",")])


def measure(folder: Path, runs: int, sizes: list[int]) -> None:
    jobs: dict[str, tuple[list[str], Path]] = {
        "`python -c pass`": ([sys.executable, "-c", "pass"], ROOT),
        "importing the four libraries": ([sys.executable, "-c", LIBRARIES], ROOT),
        "`edu-plan --help`": ([COMMAND, "--help"], ROOT),
    }
    entries: dict[str, int] = {}
    for command in (["validate"], ["status"], ["report", "--quarter", "Q2"]):
        jobs[f"`edu-plan {' '.join(command)}`, shipped plan"] = ([COMMAND, *command], ROOT)
        for size in sizes:
            project = folder / str(size)
            if not project.exists():
                entries[str(size)] = write_district(project, size)
            jobs[f"`edu-plan {' '.join(command)}`, {size}×"] = ([COMMAND, *command], project)
    results: dict[str, list[Measured]] = {name: [] for name in jobs}
    for turn in range(runs + 1):  # the first warms the disk's cache and is not counted
        for name, (arguments, where) in jobs.items():
            measured = run(arguments, where)
            if turn:
                results[name].append(measured)
    bare = median(results["`python -c pass`"])
    libraries = median(results["importing the four libraries"])
    print(
        "| what | wall ms | × bare | × libraries | µs an entry | peak MiB |\n| --- | --- | --- | --- | --- | --- |"
    )
    for name, found in results.items():
        m = median(found)
        times = name.rpartition(", ")[2].removesuffix("×")
        each = ""
        if times in entries:
            # status and report read the newest year alone
            read = entries[times] if "validate" in name else entries[times] // -(-int(times) // MOST)
            each = f"{(m.wall - libraries.wall) / read * 1e6:.0f}"
        print(
            f"| {name} | {m.wall * 1e3:.0f} | {m.wall / bare.wall:.1f} | {m.wall / libraries.wall:.2f} | {each} | {m.peak:.0f} |"
        )
    print(
        f"\nentries: {', '.join(f'{size}× {count}' for size, count in entries.items())}; medians of {runs} runs"
    )


if __name__ == "__main__":
    main()
