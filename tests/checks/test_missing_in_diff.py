"""A problem about something missing stands on a line that a reviewer sees: within the three lines around what was taken out."""

import difflib
import re
import shutil
from pathlib import Path

import pytest

from checks.test_cases import SAMPLE
from checks.test_schema import ROOT
from edu_plan_cli.checks.checked_project import check_project

REQUIRED = {
    "plan/2023.yaml": [
        r"year: 2023", r"title: .*", r"      - id: i.*", r"        number: 15", r"        heading: .*", r"            kind: share",
        r"            name: .*", r"            quote: .*", r"            target_value: .*", r"            accumulation: .*",
        r"            unit: .*", r"        lead: .*", r"    number: .*", r"    heading: .*", r"    name: .*", r"            population: .*",
    ],
    "reports/2023/Q2/preschool.yaml": [r"year: .*", r"quarter: .*", r"department: .*", r"submitted: .*", r"    reason: .*", r"    denominator: .*"],
}  # fmt: skip
CASES = [(file, line) for file, lines in REQUIRED.items() for line in lines]


@pytest.mark.parametrize("source", [SAMPLE, ROOT], ids=["sample", "shipped"])
@pytest.mark.parametrize(("file", "line"), CASES, ids=[f"{file} {line.strip()}" for file, line in CASES])
def test_a_key_taken_out_is_missed_within_the_diff(
    source: Path, file: str, line: str, tmp_path: Path
) -> None:
    for part in ("plan", "reports"):
        shutil.copytree(source / part, tmp_path / part)
    path = tmp_path / file
    old = path.read_text(encoding="utf-8").splitlines()
    at = next((n for n, text in enumerate(old) if re.fullmatch(line, text)), None)
    if at is None or old[at].lstrip().startswith("- "):
        pytest.skip("not so written there")
    new = [*old[:at], *old[at + 1 :]]
    path.write_text("\n".join(new) + "\n", encoding="utf-8")
    missed = [d for d in check_project(tmp_path) if re.match(r"缺少|第.*项没有牵头|.* 缺 ", d.message.zh)]
    shown = [
        range(int(start), int(start) + int(length or 1))
        for start, length in re.findall(
            r"^@@ .* \+(\d+)(?:,(\d+))? @@",
            "\n".join(difflib.unified_diff(old, new, lineterm="", n=3)),
            re.MULTILINE,
        )
    ]
    assert shown
    for problem in missed:
        assert problem.location.path == file
        assert any(problem.location.line in lines for lines in shown), (
            str(problem.location),
            problem.message.zh,
        )
