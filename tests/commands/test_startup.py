"""What a command may load before it begins its work. Imports are most of a short command's time, so none comes unseen."""

import pytest

from commands.running import SAMPLE, edu_plan

# What is heavy: libraries, and what in the standard library costs as much as one.
HEAVY = frozenset(
    {"typer", "pydantic", "ruamel", "rich.console", "rich.table", "rich.progress", "filelock", "jinja2", "openpyxl", "docx", "pypinyin",
     "typer._adapters", "importlib.metadata", "email", "xml.etree", "csv", "json", "multiprocessing",
     "asyncio", "concurrent.futures", "edu_plan_cli.files.git", "edu_plan_cli.editing", "edu_plan_cli.features.forms",
     "edu_plan_cli.features.importing", "edu_plan_cli.features.history"}
)  # fmt: skip

TYPER = "typer"
MODEL = "ruamel"
SCREEN = "rich.console"

ALLOWED = {
    "--help": TYPER,
    "--version": TYPER,
    "status --help": TYPER,
    "schema --help": TYPER,
    "validate": f"{MODEL} {SCREEN}",
    "validate --format json": f"{MODEL} json",
    "status": f"{MODEL} {SCREEN}",
    "status --json": f"{MODEL} json edu_plan_cli.files.git",
    "report --quarter Q2": f"{MODEL} {SCREEN}",
    "report --quarter Q2 --format csv": f"{MODEL} csv",
    "report --quarter Q2 --format md": f"{MODEL}",
    "missing": f"{MODEL} {SCREEN}",
    "show 1": f"{MODEL} {SCREEN}",
    "explain EP304": f"{MODEL} {SCREEN}",
    "record 1 --note 说明 --dry-run": f"{MODEL} {SCREEN} edu_plan_cli.editing",
    "set 1 heading 新标题 --dry-run": f"{MODEL} {SCREEN} edu_plan_cli.editing",
}


def loaded(*arguments: str, env: dict[str, str] | None = None) -> set[str]:
    told = {"PYTHONPROFILEIMPORTTIME": "1", "EDU_PLAN_TODAY": "2023-07-20", **(env or {})}
    ran = edu_plan(*arguments, cwd=SAMPLE, encoding="utf-8", **told)
    lines = [line for line in ran.err.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip() for line in lines} & HEAVY


@pytest.mark.parametrize("command", ALLOWED)
def test_a_command_loads_nothing_heavy_that_it_does_not_use(command: str) -> None:
    assert loaded(*command.split()) <= set(ALLOWED[command].split())


@pytest.mark.parametrize("typed", ["edu-plan sta", "edu-plan status --depart"])
def test_completing_a_name_loads_no_plan(typed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    assert loaded(env={"_EDU_PLAN_COMPLETE": "complete_bash", **words}) <= {"typer"}


def test_the_heavy_ones_are_seen_where_they_are_used() -> None:
    """Lest the list above be empty because nothing is seen."""
    assert {"rich.console"} <= loaded("status")
    assert loaded("status", "--help") == {"typer"}
