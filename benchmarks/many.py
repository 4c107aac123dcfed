"""The roll-up of many districts beside what bounds it: ``python benchmarks/many.py --districts 3000``.

Every district has the shape of a real one (``district.py``, once the size). Measured are whole processes, in turn, in one run: looking
at every file, reading every byte, the roll-up with nothing kept, with everything kept, and after one district changed.
Wall and processor time both: on a machine that others use too, only the second is ours. Memory is that of all its
processes together (PSS: what they share counts once).
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from district import write_district

COMMAND = str(Path(sys.executable).with_name("edu-plan"))
_WALK = "import os, sys\nfiles = [os.path.join(h, n) for h, _, ns in os.walk(sys.argv[1]) for n in ns]\n"
STAT = _WALK + "for file in files:\n    os.stat(file)"
READ = _WALK + "for file in files:\n    with open(file, 'rb') as stream:\n        stream.read()"


class Measured(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, of all its processes
    peak: float  # MiB, of all its processes together


def write_city(folder: Path, districts: int) -> int:
    """Districts in folders of fifty; returns the bytes written. What is there already is kept."""
    for number in range(districts):
        district = folder / f"市{number // 50:02}" / f"区{number:04}"
        if not (district / "reports").exists():
            write_district(district)
            plan = district / "plan" / "2023.yaml"
            text = plan.read_text(encoding="utf-8")
            named = f'issuer: 模拟{number:04}区教育局\norg_code: "{100_000 + number}"\nillustrative:'
            plan.write_text(text.replace("illustrative:", named, 1), encoding="utf-8")
    return sum(file.stat().st_size for file in folder.rglob("*.yaml"))


def run(arguments: list[str], folder: Path, **environment: str) -> Measured:
    before, start = os.times(), time.perf_counter()
    with subprocess.Popen(
        arguments, cwd=folder, env=os.environ | environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        peak = 0
        while process.poll() is None:
            peak = max(peak, sum(map(pss, tree(process.pid))))
            time.sleep(0.25)
        if process.returncode:
            assert process.stderr is not None
            sys.exit(process.stderr.read().decode())
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Measured(time.perf_counter() - start, cpu, peak / 1024)


def tree(pid: int) -> list[int]:
    """A process and those it started (Linux)."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(found for child in children for found in tree(int(child)))]


def pss(pid: int) -> int:
    """KiB, each shared page counted in parts; 0 for a process that has just ended."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--districts", type=int, default=300)
    parser.add_argument("--folder", type=Path, help="where the districts are, or are to be, kept")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        city = options.folder or scratch / "city"
        city.mkdir(exist_ok=True)
        size = write_city(city, options.districts)
        time.sleep(3)  # what was written a moment ago is told by its contents, which is not the usual case
        measure(city, scratch, options.districts, size)


def measure(city: Path, scratch: Path, districts: int, size: int) -> None:
    rollup = [COMMAND, "rollup", str(city), "-q", "Q2", "-o", str(scratch / "out.json"), "--force"]
    kept = {"XDG_CACHE_HOME": str(scratch / "cache")}
    one = next(city.rglob("d0.yaml"))
    found = {
        "looking at every file": run([sys.executable, "-c", STAT, str(city)], scratch),
        "reading every byte": run([sys.executable, "-c", READ, str(city)], scratch),
        "`rollup`, nothing kept": run(rollup, scratch, **kept),
        "`rollup`, all kept": run(rollup, scratch, **kept),
    }
    os.utime(one)
    found["`rollup`, one district touched"] = run(rollup, scratch, **kept)
    shutil.rmtree(scratch / "cache")
    stat, read = found["looking at every file"], found["reading every byte"]
    print(f"{districts} districts, {sum(1 for _ in city.rglob('*.yaml'))} files, {size / 1e6:.0f} MB\n")
    print("| what | wall s | CPU s | × looking (wall, CPU) | × reading (wall, CPU) | peak MiB |")
    print("| --- | --- | --- | --- | --- | --- |")
    for what, took in found.items():
        looking = f"{took.wall / stat.wall:.1f}, {took.cpu / stat.cpu:.1f}"
        reading = f"{took.wall / read.wall:.1f}, {took.cpu / read.cpu:.1f}"
        print(f"| {what} | {took.wall:.1f} | {took.cpu:.1f} | {looking} | {reading} | {took.peak:.0f} |")


if __name__ == "__main__":
    main()
