"""Installing needs no compiler anywhere: what has no wheel for a system is not asked for there."""

import re
import subprocess
import sys
import tomllib

import pytest
from packaging.requirements import Requirement

from commands.running import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.mark.parametrize(
    ("system", "machine", "python", "quick"),
    [
        ("win32", "AMD64", "3.11", True),
        ("win32", "x86", "3.11", True),
        ("win32", "ARM64", "3.11", False),
        ("darwin", "arm64", "3.13", True),
        ("linux", "x86_64", "3.14", True),
        ("linux", "aarch64", "3.12", True),
        ("linux", "riscv64", "3.12", False),
        ("linux", "x86_64", "3.15", False),
        ("freebsd14", "amd64", "3.11", False),
    ],
)
def test_the_part_in_c_is_asked_for_where_there_is_a_wheel(
    system: str, machine: str, python: str, quick: bool
) -> None:
    (part,) = [
        found for text in PROJECT["dependencies"] if (found := Requirement(text)).name == "ruamel.yaml.clib"
    ]
    assert part.marker is not None
    here = {"sys_platform": system, "platform_machine": machine, "python_version": python, "platform_python_implementation": "CPython"}  # fmt: skip
    assert part.marker.evaluate(here) == quick
    assert "oldlibyaml" not in str(PROJECT["dependencies"])


def test_contributing_lists_every_task() -> None:
    listed = subprocess.run(
        [sys.executable, "-m", "tasks"], cwd=ROOT, capture_output=True, check=True, encoding="utf-8"
    )
    names = re.findall(r"^  (\w+) ", listed.stdout, re.MULTILINE)
    page = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert "check" in names
    assert sorted(names) == sorted(re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE))


def test_a_task_that_does_not_exist_is_refused() -> None:
    ran = subprocess.run([sys.executable, "-m", "tasks", "tset"], cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == 2


def test_what_developers_need_is_no_part_of_what_is_published() -> None:
    assert set(PROJECT["optional-dependencies"]) == {"fast", "office", "documents", "html", "rollup"}
    assert "version" in PROJECT["dynamic"], "the version is in edu_plan_cli/__init__.py alone"
