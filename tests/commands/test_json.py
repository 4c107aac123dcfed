"""JSON output keeps to its published schema, and says where each figure comes from."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from commands.running import ROOT, SAMPLE
from commands.running import forked_edu_plan as edu_plan

SCHEMAS = ROOT / "src/edu_plan_cli/presentation/schemas"


def schema(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("project", [ROOT, SAMPLE], ids=["shipped", "sample"])
@pytest.mark.parametrize(
    "command",
    [
        "status --json",
        "status --json --as-of 2023-02-01",
        "report -q Q1 --json",
        "report -q Q4 --json",
        "missing -q Q2 --json",
        "show 14 --json",
    ],
)
def test_what_is_printed_keeps_to_the_schema(command: str, project: Path) -> None:
    schema("assessment").validate(json.loads(edu_plan(*command.split(), cwd=project).out))


@pytest.mark.parametrize("project", [ROOT, SAMPLE], ids=["shipped", "sample"])
def test_the_breakdown_keeps_to_its_schema(project: Path) -> None:
    data = json.loads(edu_plan("breakdown", "--json", cwd=project).out)
    schema("breakdown").validate(data)
    assert [row for section in data["sections"] for item in section["items"] for row in item["rows"]]


@pytest.mark.parametrize("project", [ROOT, SAMPLE], ids=["shipped", "sample"])
@pytest.mark.parametrize("day", ["2023-03-20", "2023-12-20"])
def test_what_falls_due_keeps_to_its_schema(project: Path, day: str) -> None:
    data = json.loads(edu_plan("due", "--json", cwd=project, EDU_PLAN_TODAY=day).out)
    schema("due").validate(data)
    assert data["due"]


def test_problems_keep_to_theirs(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "reports").mkdir()
    (tmp_path / "plan/2023.yaml").write_text("schema: edu-plan/plan@1\nyear： 2023\n", encoding="utf-8")
    found = json.loads(edu_plan("validate", "--format", "json", cwd=tmp_path).out)
    assert found["diagnostics"]
    schema("diagnostics").validate(found)


def entries(data: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        entry
        for section in data["sections"]
        for item in section["items"]
        for target in item["targets"]
        for entry in target["entries"]
    ]


def test_every_entry_names_its_line_and_its_commit() -> None:
    found = entries(json.loads(edu_plan("status", "--json", cwd=ROOT).out))
    assert found
    assert all(entry["place"].startswith("reports/2023/") for entry in found)
    if (ROOT / ".git").exists():
        assert all(entry["touched"]["commit"] for entry in found)


def test_reporting_is_given_quarter_by_quarter_and_department_by_department() -> None:
    quarters = json.loads(edu_plan("missing", "-q", "Q3", "--json", cwd=ROOT).out)["reporting"]
    assert [(q["expected"], q["reported"], q["on_time"]) for q in quarters] == [
        (14, 14, 13),
        (14, 13, 12),
        (14, 13, 11),
    ]
    assert all(len(quarter["departments"]) == 14 for quarter in quarters)
