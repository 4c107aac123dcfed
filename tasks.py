"""Everything CONTRIBUTING.md lists, under one name each, on every system.

``python -m tasks`` shows the names; ``python -m tasks lint types`` runs two of them, with the tools installed beside the
Python that runs it. Every step is run, whether or not one before it failed; the exit code is 1 when one did.
"""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent
SCHEMAS = (
    "plan", "progress", "updates", "instructions", "indicators", "words", "assessment", "breakdown", "due", "record", "diagnostics",
    "rollup", "observation",
)  # fmt: skip
PYTHON = sys.executable
EDU_PLAN = (PYTHON, "-m", "edu_plan_cli")

# A name, what it does, and its steps: each a program with its arguments, run in the project's folder.
TASKS: dict[str, tuple[str, tuple[tuple[str, ...], ...]]] = {
    "test": ("the tests", ((PYTHON, "-m", "pytest"),)),
    "lint": (
        "ruff: the code's habits and its layout",
        ((PYTHON, "-m", "ruff", "check", "."), (PYTHON, "-m", "ruff", "format", "--check", ".")),
    ),
    "types": (
        "mypy, as on Linux, Windows and macOS",
        tuple(
            # A cache each: what mypy keeps for one platform it throws away for another.
            (PYTHON, "-m", "mypy", "--platform", platform, "--cache-dir", f".mypy_cache/{platform}")
            for platform in ("linux", "win32", "darwin")
        ),
    ),
    "layers": (
        "which package may import which",
        ((PYTHON, "-c", "from importlinter.cli import lint_imports_command as run; run()", "--no-logo"),),
    ),
    "plan": (
        "the shipped plan and reports: their content and their layout",
        ((*EDU_PLAN, "validate"), (*EDU_PLAN, "fmt", "--check")),
    ),
    "exchange": (
        "exports read back by other people's readers, installed first (group dev-exchange)",
        (
            (PYTHON, "-m", "pip", "install", "-q", "--group", "dev-exchange"),
            (PYTHON, "-m", "pytest", "tests/exchange", "-k", "frictionless or pysdmx or every_reader"),
        ),
    ),
    "resave": (
        "forms saved by other people's writers, made anew (group dev-resave, npm) and collected",
        (
            (PYTHON, "-m", "pip", "install", "-q", "--group", "dev-resave"),
            (PYTHON, "tests/forms/resaved/make.py"),
            (PYTHON, "-m", "pytest", "tests/forms/test_resaved.py"),
        ),
    ),
    "import-score": (
        "how well import reads the labelled documents: the table of benchmarks/import_documents",
        ((PYTHON, "benchmarks/import_score.py", "--write"),),
    ),
    "instructions": (
        "count again the instructions of commands that tests compare with (valgrind)",
        ((PYTHON, "benchmarks/instructions.py", "--write"),),
    ),
    "compiled-reader": (
        "the optional reader in C (compiled_reader/README.md), built, installed and compared with ours",
        (
            (PYTHON, "-m", "pip", "install", "-q", "./compiled_reader"),
            (PYTHON, "-m", "pytest", "compiled_reader/tests", "tests/nodes"),
        ),
    ),
    "docs": (
        "make again what is generated: schemas and pages of docs",
        (
            (PYTHON, "scripts/write_core_schemas.py"),
            *((*EDU_PLAN, "schema", name, "-o", f"schema/{name}.json", "--force") for name in SCHEMAS),
            (PYTHON, "docs/make_completion.py"),
            (PYTHON, "docs/make_api.py"),
            (PYTHON, "docs/make_checks.py"),
            (PYTHON, "docs/make_glossary.py"),
            (PYTHON, "docs/make_makers.py"),
        ),
    ),
}
CHECK = ("lint", "types", "layers", "plan")
SIDE_BY_SIDE = ("types",)  # tasks whose steps take long and know nothing of each other


def main(names: list[str]) -> int:
    """Run the tasks named, ``check`` standing for the quick ones; with no name, list them. Returns the exit code."""
    if not names:
        print(__doc__)
        for name, (what, _) in TASKS.items():
            print(f"  {name:15} {what}")
        print(f"  {'check':15} {', '.join(CHECK)}")
        return 0
    if unknown := [name for name in names if name not in TASKS and name != "check"]:
        print(f"no task {', '.join(unknown)}; there are {', '.join(TASKS)} and check", file=sys.stderr)
        return 2
    wanted = dict.fromkeys(part for name in names for part in (CHECK if name == "check" else (name,)))
    failed = []
    for name in wanted:
        if name in SIDE_BY_SIDE:
            with ThreadPoolExecutor(os.cpu_count()) as side_by_side:
                succeeded = list(side_by_side.map(_run_then_print, TASKS[name][1]))
        else:
            succeeded = [_run(step) for step in TASKS[name][1]]
        if not all(succeeded):
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(step: tuple[str, ...]) -> bool:
    """Print the step as it would be typed, run it, and say whether it succeeded."""
    print(_typed(step), flush=True)
    return subprocess.run(step, cwd=ROOT, check=False).returncode == 0


def _run_then_print(step: tuple[str, ...]) -> bool:
    """Run the step, print it with what it said, and say whether it succeeded."""
    ran = subprocess.run(step, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    sys.stdout.buffer.write(f"{_typed(step)}\n".encode() + ran.stdout)
    sys.stdout.flush()
    return ran.returncode == 0


def _typed(step: tuple[str, ...]) -> str:
    return " ".join(("+", *(Path(part).name if part == PYTHON else part for part in step)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
