"""What the command line relies on inside Typer is still there; without it everything works, only slower."""

import inspect
import subprocess
import sys
from typing import Any

import pytest
import typer

from commands.running import ROOT
from edu_plan_cli.cli.library_internals import UsageProblem, usage_problem
from edu_plan_cli.cli.typer_app import build


def test_typer_makes_of_each_parameter_something_that_coerces_its_words() -> None:
    group: Any = typer.main.get_command(build("status"))
    parameters = group.commands["status"].params
    assert all(hasattr(parameter, "_runtime_param") for parameter in parameters), "Typer keeps it elsewhere"
    assert all(hasattr(parameter.type_descriptor, "annotation") for parameter in parameters)
    assert "coerce(" in inspect.getsource(typer.core), "Typer no longer asks it to coerce"


WRONG: dict[str, UsageProblem] = {
    "status --quater Q2": UsageProblem("no_option", "--quater", "--quarter"),
    "statu": UsageProblem("no_command", "statu"),
    "it's": UsageProblem("no_command", "it's"),
    "show": UsageProblem("no_parameter", ""),
    "status --quarter": UsageProblem("no_value", "--quarter"),
    "status 14 15": UsageProblem("extra_argument", "14 15"),
}


@pytest.mark.parametrize("line", WRONG)
def test_typers_usage_errors_tell_what_is_wrong(line: str) -> None:
    argv = line.split()
    command = typer.main.get_command(build(argv[0] if argv[0] in ("status", "show") else None))
    with pytest.raises(typer.TyperException) as caught:
        command.main(argv, prog_name="edu-plan", standalone_mode=False)
    problem = usage_problem(caught.value)
    assert problem.kind == WRONG[line].kind
    if WRONG[line].subject:
        assert (problem.subject, problem.nearest) == WRONG[line][1:]


WITHOUT = """
from edu_plan_cli.__main__ import main
from edu_plan_cli.cli import command_line, typer_app
command_line.read = lambda argv: None
typer_app.read_as_typed = lambda parameters: None
main()
"""


@pytest.mark.parametrize(
    "line",
    ["status --light 滞后 --light 逾期", "report -q Q2 --format csv", "show 14-2", "validate plan/2023.yaml"],
)
def test_without_the_hooks_everything_is_as_with_them(line: str) -> None:
    def run(*program: str) -> tuple[int, bytes, bytes]:
        done = subprocess.run(
            [sys.executable, *program, *line.split()], cwd=ROOT, capture_output=True, check=False
        )
        return done.returncode, done.stdout, done.stderr

    assert run("-c", WITHOUT) == run("-m", "edu_plan_cli")
