"""A figure that several contributors make up says whose part is missing."""

import shutil
from pathlib import Path

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan


def test_the_contributor_that_said_nothing_is_named_and_reminded(tmp_path: Path) -> None:
    project = tmp_path / "p"
    shutil.copytree(SAMPLE, project)
    report = project / "reports/2023/Q2/preschool.yaml"
    text = report.read_text(encoding="utf-8")
    without = text.replace(
        "  - target: ta2a2\n    contributor: 第二幼儿园\n    value: 90\n    unit: 个\n", ""
    )
    assert without != text
    report.write_text(without, encoding="utf-8")
    shown = edu_plan("show", "ta2a2", "-q", "Q2", cwd=project).out.replace("\n", "")
    assert "二季度缺第二幼儿园的数" in shown
    assert "缺第二幼儿园的数" in edu_plan("missing", "-q", "Q2", cwd=project).out.replace("\n", "")
