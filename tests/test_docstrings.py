"""What the core offers to other modules is explained where it is defined."""

import ast
import inspect
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from commands.running import ROOT

SOURCE = ROOT / "src" / "edu_plan_cli"
CORE = ("values", "diagnostics", "files", "nodes", "binding", "kinds", "model", "assessment", "editing")
FILES = [
    *(file for package in CORE for file in sorted((SOURCE / package).rglob("*.py"))),
    SOURCE / "library.py",
    SOURCE / "__main__.py",
]


def _unexplained(file: Path) -> Iterator[str]:
    """Names of public functions and classes of a file without a docstring. What overrides an explained method has its docstring."""
    module = import_module(".".join(file.relative_to(SOURCE.parent).with_suffix("").parts))
    for node in ast.parse(file.read_text(encoding="utf-8")).body:
        if not isinstance(node, ast.FunctionDef | ast.ClassDef) or node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield node.name
        for member in node.body if isinstance(node, ast.ClassDef) else ():
            if isinstance(member, ast.FunctionDef) and not member.name.startswith("_"):
                inherited = (vars(base).get(member.name) for base in getattr(module, node.name).__mro__)
                if not any(inspect.getdoc(defined) for defined in inherited if defined is not None):
                    yield f"{node.name}.{member.name}"


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(SOURCE)))
def test_every_public_function_and_class_of_the_core_has_a_docstring(file: Path) -> None:
    assert list(_unexplained(file)) == []


def test_the_api_page_is_what_the_docstrings_say() -> None:
    """``python docs/make_api.py`` makes it anew."""
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "make_api.py", "--print"], capture_output=True, check=True
    )
    assert made.stdout.decode() == (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
