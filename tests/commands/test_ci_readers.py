"""Problems for CI systems, read by other people's validators: which one reads a format is said with its test.

`.ci/run full` installs them (npm, and the schema of JUnit from pytest's source archive) into the folder that
CI_FORMAT_READERS names; skipped without. What needs Python alone is in test_ci_formats.py.
"""

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related
from edu_plan_cli.presentation.problems.problem_formats import renderer
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

READERS = Path(os.environ.get("CI_FORMAT_READERS", "none"))
pytestmark = pytest.mark.skipif(
    not READERS.is_dir(), reason="needs the validators that .ci/run full installs"
)

PLAN, REPORT = "plan/2023.yaml", "项目 1/reports/2023/Q2/基教 科,50%.yaml"
PROBLEMS = (
    Diagnostic(
        "EP304", "error", Location(PLAN, 37, 13, 6), Words("这句话不在第14项的原文里。", "This is not in item 14."),
        Words("请从第14项原文里照抄。", "Copy it from item 14."),
        (Related(Location(PLAN, 30, 5, 4), Words("原文在这里", "the text is here")),),
    ),
    Diagnostic("EP202", "error", Location(PLAN, 40, 1), Words("不认识的键 a。", "Unknown key a."), Words("删去。", "Remove it.")),
    Diagnostic("EP202", "error", Location(PLAN, 40, 1), Words("不认识的键 a。", "Unknown key a."), Words("删去。", "Remove it.")),
    Diagnostic(
        "EP401", "warning", Location(REPORT, 3, 7, 2), Words("完成 50%: a::b, <c>&\"d'", "50% done: a::b, <c>&\"d'"),
        Words("核对 100%。", "Check 100%."),
    ),
    Diagnostic("EP410", "notice", Location(REPORT, 1, 1), Words("还没有填报。", "Not reported yet."), Words("填报。", "Report.")),
)  # fmt: skip
AMOUNTS = pytest.mark.parametrize("problems", [PROBLEMS, ()], ids=["some", "none"])


def rendered(name: str, problems: tuple[Diagnostic, ...]) -> str:
    return renderer(name)(problems, "zh", lambda _: "  - 序号: 完成了")


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@AMOUNTS
def test_sarif_by_its_multitool_and_the_rules_of_github(
    problems: tuple[Diagnostic, ...], tmp_path: Path
) -> None:
    """SARIF Multitool of Microsoft, which edits the standard; Ghas are the rules of GitHub code scanning."""
    (tmp_path / "out.sarif").write_text(rendered("sarif", problems), encoding="utf-8")
    multitool = READERS / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"
    run(
        multitool, "validate", "out.sarif", "--rule-kind", "Sarif;Ghas", "--output", "found.sarif", "--quiet",
        folder=tmp_path,
    )  # fmt: skip
    (found,) = json.loads((tmp_path / "found.sarif").read_text(encoding="utf-8"))["runs"]
    assert found["invocations"][0]["executionSuccessful"]
    assert {result["ruleId"] for result in found.get("results", [])} <= {
        "SARIF2005"
    }  # has no address on the web


@AMOUNTS
def test_junit_by_the_schema_of_jenkins(problems: tuple[Diagnostic, ...]) -> None:
    """junit-10.xsd of Jenkins's xUnit plugin, in the source archive of pytest, whose own reports it checks."""
    from lxml import etree

    schema = etree.XMLSchema(etree.parse(next(READERS.glob("pytest-*/testing/example_scripts/junit-10.xsd"))))
    schema.assertValid(etree.fromstring(rendered("junit", problems).encode()))


@AMOUNTS
def test_rdjson_by_rdformat_validator(problems: tuple[Diagnostic, ...], tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text(rendered("rdjson", problems), encoding="utf-8")
    validator = READERS / "node_modules/.bin/rdformat-validator"
    told = run(validator, "--strict", "--no-extra-fields", "out.json", folder=tmp_path)
    assert "Total errors: 0" in told
    assert "Total warnings: 0" in told or not problems  # it wonders at a report without a problem


def test_gitlab_by_the_types_of_code_climate(tmp_path: Path) -> None:
    """GitLab reads a part of Code Climate's format: the keys its documentation names, with the types of codeclimate-types."""
    keys = '"description" | "check_name" | "fingerprint" | "severity" | "location"'
    program = f"""import type {{ Issue }} from "codeclimate-types"
const report: Required<Pick<Issue, {keys}>>[] = {rendered("gitlab", PROBLEMS)}"""
    (tmp_path / "report.ts").write_text(program, encoding="utf-8")
    (tmp_path / "node_modules").symlink_to(READERS / "node_modules")
    run("node_modules/.bin/tsc", "--strict", "--noEmit", "report.ts", folder=tmp_path)


def test_github_by_what_its_own_toolkit_writes(tmp_path: Path) -> None:
    """@actions/core writes the same commands: the same properties and message, escaped alike."""
    notes = [
        {
            "severity": d.severity,
            "message": d.message.zh + d.hint.zh,
            "properties": {
                "file": d.location.path,
                "startLine": d.location.line,
                "startColumn": d.location.column,
            },
        }
        for d in PROBLEMS
    ]
    (tmp_path / "write.mjs").write_text(
        f"""import * as core from "@actions/core"
for (const note of {json.dumps(notes)}) core[note.severity](note.message, note.properties)""",
        encoding="utf-8",
    )
    (tmp_path / "node_modules").symlink_to(READERS / "node_modules")
    theirs = run("node", "write.mjs", folder=tmp_path)
    ours = re.sub(r",title=[^:]*::", "::", rendered("github", PROBLEMS))
    assert ours == theirs
