"""How many instructions a command takes, as a ratio to importing the four libraries: exact where times are not.

``python benchmarks/instructions.py`` counts with valgrind and prints the ratios beside those recorded; ``--write`` records them
in ``instructions.toml``, with what they hold for. tests/benchmarks/test_instructions.py compares, and fails when one has grown.
"""

import argparse
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parent
TABLE = HERE / "instructions.toml"
EDU_PLAN = str(Path(sys.executable).with_name("edu-plan"))
LIBRARIES = ["-c", "import typer, pydantic, ruamel.yaml, rich.console, rich.table"]
COMMANDS = ("status", "validate", "report -q Q2")
DISTRIBUTIONS = (
    "typer", "pydantic", "pydantic-core", "ruamel.yaml", "ruamel.yaml.clib", "rich", "edu-plan-compiled-reader",
)  # fmt: skip
COUNTER = "valgrind --tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null".split()
ALLOWED = 1.03  # times the ratio recorded


def held_for() -> dict[str, str]:
    """Return what the ratios depend on: the interpreter, its compiler and machine, and the libraries' versions."""
    return {
        "python": f"{platform.python_version()}, {platform.python_compiler()}, {platform.machine()}",
        **{name: _version(name) for name in DISTRIBUTIONS},
    }


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return "not installed"


def recorded() -> tuple[dict[str, str], dict[str, float]]:
    """Read what was recorded: what it holds for, and the ratio of each command."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return table["held_for"], table["ratios"]


def count_ratios() -> dict[str, float]:
    """Count each command on a copy of the shipped plan: its instructions over those of importing the four libraries.

    Raises CalledProcessError where a command fails.
    """
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(os.cpu_count()) as side_by_side:
        for part in ("plan", "reports"):
            shutil.copytree(ROOT / part, Path(folder) / part)
        shutil.copy(ROOT / "edu-plan.toml", folder)
        started = [LIBRARIES, *([EDU_PLAN, *command.split()] for command in COMMANDS)]
        libraries, *commands = side_by_side.map(lambda arguments: _count(arguments, folder), started)
    return {command: round(count / libraries, 4) for command, count in zip(COMMANDS, commands, strict=True)}


def _count(arguments: list[str], folder: str) -> int:
    """Count the instructions of one run of Python. The first run compiles the modules and is not counted."""
    kept = {key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ}
    environment = kept | {
        "PYTHONHASHSEED": "0", "PYTHONIOENCODING": "utf-8", "PYTHONNOUSERSITE": "1", "EDU_PLAN_NO_CACHE": "1",
        "EDU_PLAN_TODAY": "2023-10-20", "COLUMNS": "100",
    }  # fmt: skip
    run = [sys.executable, *arguments]
    for command in (run, [*COUNTER, *run]):
        ran = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=True)  # fmt: skip
    return int(re.findall(r"I +refs: +([\d,]+)", ran.stderr)[-1].replace(",", ""))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help=f"record what is counted in {TABLE.name}")
    write = parser.parse_args().write
    ratios = count_ratios()
    before = recorded()[1] if TABLE.exists() else {}
    for command, ratio in ratios.items():
        print(
            f"edu-plan {command}: {ratio:.4f} times importing the four libraries (recorded: {before.get(command, '-')})"
        )
    if write:
        TABLE.write_text(_toml({"held_for": held_for(), "ratios": ratios}), "utf-8")


def _toml(tables: dict[str, dict[str, str] | dict[str, float]]) -> str:
    lines = ["# Written by `python -m tasks instructions`; benchmarks/instructions.py says what is counted."]
    for name, rows in tables.items():
        lines += ["", f"[{name}]", *(f'"{key}" = {json.dumps(value)}' for key, value in rows.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
