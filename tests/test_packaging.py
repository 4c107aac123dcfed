"""Installing needs no compiler anywhere: what has no wheel for a system is not asked for there."""

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
