"""Writers that are killed at any moment, and writers that race: nothing acknowledged is lost, nothing is left behind.

``python benchmarks/stress.py --rounds 200``; the tests run a few rounds of each.
"""

import argparse
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from edu_plan_cli.editing.propose import parse, propose
from edu_plan_cli.editing.splice import put
from edu_plan_cli.files.writing import only_writer, write_change
from edu_plan_cli.nodes.node import Mapping, Scalar
from edu_plan_cli.nodes.writer import Raw

SAMPLE = Path(__file__).parent.parent / "tests" / "data" / "sample"
PLAN = "plan/2023.yaml"


def work(root: Path, key: str, rounds: int) -> None:
    """Count up a department's key in the plan, saying each number only when it is written."""
    file = root / PLAN
    for number in range(1, rounds + 1):

        def edit(text: str, number: int = number) -> str:
            return put(text, _department(text, key), "name", Raw(f"科室{number}"), [])

        with only_writer(root):
            write_change(root, propose(root, 2023, file, [edit]).change)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def _department(text: str, key: str) -> Mapping:
    departments = parse(PLAN, text).values["departments"].items  # type: ignore[union-attr]
    return next(d for d in departments if isinstance(d, Mapping) and written(d, "id") == key)


def written(node: Mapping, key: str) -> str:
    found = node.values[key]
    assert isinstance(found, Scalar)
    return found.text


def state(root: Path, key: str) -> int:
    name = written(_department((root / PLAN).read_text(encoding="utf-8"), key), "name")
    return int(name.removeprefix("科室")) if name.startswith("科室") else 0


def project(folder: Path, writers: int) -> Path:
    root = folder / "p"
    shutil.copytree(SAMPLE, root)
    plan = root / PLAN
    more = "".join(f"  - id: writer-{number}\n    name: 科室\n" for number in range(writers))
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("departments:\n", "departments:\n" + more, 1), encoding="utf-8")
    return root


def spawn(root: Path, key: str, rounds: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, __file__, "--work", str(root), key, str(rounds)], stdout=subprocess.PIPE, text=True
    )


def litter(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if ".tmp" in path.name]


def kill(rounds: int, seed: int = 1) -> None:
    """Kill a writer at a random moment, look at what is there, go on with the next."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder), 1)
        for _ in range(rounds):
            with spawn(root, "writer-0", 1_000_000) as writer:
                assert writer.stdout is not None
                writer.stdout.readline()  # it writes by now
                time.sleep(chance.random() * 0.15)
                writer.kill()
                said = [1, *(int(line) for line in writer.stdout.read().split() if line)]
            found = state(root, "writer-0")
            assert found in (said[-1], said[-1] + 1), (said[-1], found)
        with only_writer(root):
            pass
        assert not litter(root), litter(root)


def race(writers: int, rounds: int) -> None:
    """Several at once: each one's last number is there, whoever wrote last."""
    with tempfile.TemporaryDirectory() as folder:
        root = project(Path(folder), writers)
        running = [spawn(root, f"writer-{number}", rounds) for number in range(writers)]
        for writer in running:
            said, _ = writer.communicate()
            assert [int(line) for line in said.split()] == list(range(1, rounds + 1))
            assert writer.returncode == 0
        assert [state(root, f"writer-{number}") for number in range(writers)] == [rounds] * writers
        assert not litter(root), litter(root)


if __name__ == "__main__":
    options = argparse.ArgumentParser()
    options.add_argument("--work", nargs=3)
    options.add_argument("--rounds", type=int, default=200)
    given = options.parse_args()
    if given.work:
        work(Path(given.work[0]), given.work[1], int(given.work[2]))
    else:
        began = time.monotonic()
        kill(given.rounds)
        print(f"{given.rounds} writers killed, nothing lost: {time.monotonic() - began:.0f} s")
        began = time.monotonic()
        race(8, -(-given.rounds // 8))
        print(f"8 writers racing for {given.rounds} writes, nothing lost: {time.monotonic() - began:.0f} s")
