"""A command file reads: options → one call → presenter → exit code. None is long, nor is a function that serves one."""

import ast
from pathlib import Path

import pytest

from commands.running import ROOT

SOURCE = ROOT / "src" / "edu_plan_cli"
COMMANDS = sorted((SOURCE / "commands").glob("*.py"))
LONGEST_FILE = 100  # lines
LONGEST_FUNCTION = 60  # lines, from ``def`` to its end


@pytest.mark.parametrize("file", COMMANDS, ids=lambda file: file.name)
def test_a_command_file_is_short(file: Path) -> None:
    assert len(file.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize(
    "file",
    [*COMMANDS, *sorted((SOURCE / "cli").glob("*.py"))],
    ids=lambda file: f"{file.parent.name}-{file.name}",
)
def test_no_function_of_the_command_line_is_long(file: Path) -> None:
    lengths = {
        node.name: node.end_lineno - node.lineno + 1
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno is not None
    }
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_FUNCTION} == {}
