"""A good command line means the same whether it is read from the declarations or by Typer, and any other is left to Typer."""

import functools
import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer
from hypothesis import given, settings
from hypothesis import strategies as st

from edu_plan_cli.cli import app, command_line, typer_app
from edu_plan_cli.cli.parameters import Option
from edu_plan_cli.cli.registry import COMMANDS, PLUMBING, command_function

NAMES = [*COMMANDS, *PLUMBING]


def as_typer_reads(words: list[str], monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The values that Typer gives to the command of a line."""
    given_values: list[dict[str, Any]] = []

    def recorder(name: str) -> Callable[..., None]:
        @functools.wraps(command_function(name))
        def record(**values: Any) -> None:
            given_values.append(values)

        return record

    monkeypatch.setattr(typer_app, "command_function", recorder)
    application = typer.main.get_command(typer_app.build(typer_app.asked_command(words)))
    application.main(words, prog_name="edu-plan", standalone_mode=False)
    return given_values[0]


def kinds(values: dict[str, Any]) -> dict[str, Any]:
    return {name: (type(value), value) for name, value in values.items()}


LINES: dict[str, dict[str, Any]] = {
    "status": {"light": None, "quarter": None, "targets": False},
    "status --quarter Q2 --targets": {"quarter": "Q2", "targets": True},
    "status -q Q2": {"quarter": "Q2"},
    "--lang en status --quarter=Q2": {"quarter": "Q2"},
    "--lang=zh status": {"quarter": None},
    "status --light 滞后 --light 逾期": {"light": ["滞后", "逾期"]},
    "report -q Q2 -o 二季度.html --open": {"output": Path("二季度.html"), "open_": True},
    "due --within 30": {"within": 30},
    "validate": {"paths": None},
    "validate plan reports/2023": {"paths": [Path("plan"), Path("reports/2023")]},
    "set 14 heading 新标题 --dry-run": {"what": "14", "field": "heading", "dry_run": True},
    "record --note=甲=乙 13-4": {"what": "13-4", "note": "甲=乙"},
}


@pytest.mark.parametrize("line", LINES)
def test_a_good_line_is_read_from_the_declarations(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read = command_line.read(line.split())
    assert read is not None
    assert read.values.items() >= LINES[line].items()
    assert kinds(read.values) == kinds(as_typer_reads(line.split(), monkeypatch))


@pytest.mark.parametrize(
    "line",
    ["", "--help", "--version", "--lang fr status", "statu", "status --help", "status --quater Q2", "status --quarter", "status --quarter=",
     "status --quarter -1", "status -qQ2", "status --quarter Q1 --quarter Q2", "status --targets=yes", "status 14", "status -- 14",
     "status --quart Q2", "show", "show 14 15", "due --within 400", "due --within ３０", "due --within -1", "record 13-4 --note -5"],
)  # fmt: skip
def test_any_other_line_is_left_to_typer(line: str) -> None:
    assert command_line.read(line.split()) is None


def test_the_day_may_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EDU_PLAN_TODAY", "2023-07-20")
    read = command_line.read(["status"])
    assert read is not None
    assert read.values["today"] == "2023-07-20"
    assert read.values == as_typer_reads(["status"], monkeypatch)
    monkeypatch.setenv("EDU_PLAN_TODAY", "")
    read = command_line.read(["status"])
    assert read is not None
    assert read.values == as_typer_reads(["status"], monkeypatch)


def test_ctrl_c_ends_with_130_and_leaves_the_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "command_function", lambda _name: interrupted)
    assert app.run(["status"]) == 130
    assert capsys.readouterr() == ("", "\n")


def test_tab_is_typers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("_EDU_PLAN_COMPLETE", "complete_bash")
    assert command_line.read(["status"]) is None


WORD = st.sampled_from(
    [
        "Q2",
        "14",
        "14-1",
        "滞后",
        "2023-09-30",
        "plan/2023.yaml",
        "a=b",
        "~",
        "甲 乙",
        "-1",
        "--",
        "",
        "\udc80",
    ]
)


@st.composite
def lines(draw: st.DrawFn) -> list[str]:
    """Lines of a command's own options and of words, most of them good."""
    name = draw(st.sampled_from(NAMES))
    declared = [
        getattr(each.annotation, "__metadata__", [None])[0]
        for each in inspect.signature(command_function(name)).parameters.values()
    ]
    options = sorted(option for each in declared if isinstance(each, Option) for option in each.names)
    parts: st.SearchStrategy[list[str]] = st.lists(WORD, min_size=1, max_size=1)
    if options:
        parts |= st.tuples(st.sampled_from(options), WORD).map(list) | st.sampled_from(options).map(
            lambda word: [word]
        )
    return [name, *(word for part in draw(st.lists(parts, max_size=3)) for word in part)]


@given(lines())
@settings(max_examples=300, deadline=None)
def test_whatever_is_read_from_the_declarations_typer_reads_the_same(words: list[str]) -> None:
    if (read := command_line.read(words)) is not None:
        with pytest.MonkeyPatch.context() as monkeypatch:
            assert kinds(read.values) == kinds(as_typer_reads(words, monkeypatch)), words
