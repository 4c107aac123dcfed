"""A file with the same slip thousands of times."""

import json
import shutil
from pathlib import Path

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan


def test_the_first_of_a_code_are_shown_and_how_many_more_and_json_holds_all(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    file = project / "reports/2023/Q1/office.yaml"
    file.write_text("schema: edu-plan/progress@1\n" + "a: 1\n" * 49_000, encoding="utf-8")
    out = edu_plan("validate", cwd=project).out
    assert out.count("EP108") == 21
    assert (
        "reports/2023/Q1/office.yaml 里还有 48979 处 EP108；全部见 edu-plan validate --format json\n" in out
    )
    assert "48999" in edu_plan("validate", cwd=project).out.splitlines()[-1] or "处错误" in out
    data = json.loads(edu_plan("validate", "--format", "json", cwd=project).out)
    assert sum(problem["code"] == "EP108" for problem in data["diagnostics"]) == 48_999
