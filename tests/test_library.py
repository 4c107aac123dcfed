"""``from edu_plan_cli import load, assess``: what the commands use, for notebooks and scripts."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import venv
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import assert_type

import pytest

import edu_plan_cli
from commands.running import ROOT, SAMPLE, edu_plan
from edu_plan_cli import Assessment, Checked, Observation, Quarter, assess, load, observations

PAGE = (ROOT / "docs" / "library.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```\n\n```text\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize(("code", "printed"), EXAMPLES)
def test_the_examples_of_the_page_print_what_the_page_shows(code: str, printed: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", code],
        cwd=ROOT,
        capture_output=True,
        check=True,
        timeout=60,
        encoding="utf-8",
    )
    assert ran.stdout == printed


def test_the_page_has_three_examples() -> None:
    assert len(EXAMPLES) == 3


def test_it_gives_what_the_commands_give() -> None:
    loaded = load(SAMPLE)
    assert_type(loaded, Checked)
    now = assess(loaded, "二季度")
    assert_type(now, Assessment)
    said = json.loads(edu_plan("report", "-q", "Q2", "--json").out)
    assert said["total"]["completion"]["exact"] == str(now.tally.completion)
    assert [t["light"] for s in said["sections"] for i in s["items"] for t in i["targets"]] == [
        found.light for found in now.targets
    ]


def test_a_day_sees_what_was_known_on_it() -> None:
    day = date(2023, 7, 5)
    loaded = load(SAMPLE, 2023)
    said = json.loads(edu_plan("status", "--as-of", str(day), "--json").out)
    assert said["total"]["completion"]["exact"] == str(assess(loaded, on=day).tally.completion)
    said = json.loads(edu_plan("report", "-q", "Q2", "--as-of", str(day), "--json").out)
    assert said["total"]["completion"]["exact"] == str(
        assess(loaded, Quarter(2023, 2), on=day).tally.completion
    )


def test_the_flat_rows_are_those_that_export_writes() -> None:
    rows = list(observations(load(ROOT, 2023), [Quarter(2023, 2)]))
    assert_type(rows, list[Observation])
    assert len(rows) == 97
    assert {row.quarter for row in rows} == {"Q2"}


def test_without_a_quarter_it_is_today() -> None:
    """For a year that is over, the end of its last reported quarter: as ``status`` has it."""
    now = assess(load(SAMPLE)).tally.completion
    assert isinstance(now, Fraction)
    assert json.loads(edu_plan("status", "--json").out)["total"]["completion"]["exact"] == str(now)


def test_problems_are_values(tmp_path: Path) -> None:
    for part in ("plan", "reports"):
        (tmp_path / part).mkdir()
    text = (SAMPLE / "plan" / "2023.yaml").read_text(encoding="utf-8")
    (tmp_path / "plan" / "2023.yaml").write_text(
        text.replace("target_value: 270", "target_value: 二百七"), encoding="utf-8"
    )
    loaded = load(tmp_path)
    assert loaded.plan is not None
    assert [d.code for d in loaded.diagnostics if d.severity == "error"] == ["EP203"]
    (tmp_path / "plan" / "2023.yaml").write_text("schema: [", encoding="utf-8")
    broken = load(tmp_path)
    assert broken.plan is None
    with pytest.raises(ValueError, match=r"no plan to assess: plan/2023\.yaml:1:"):
        assess(broken)


def test_what_is_not_there_raises() -> None:
    with pytest.raises(LookupError, match="no edu-plan project"):
        load(SAMPLE / "plan")
    with pytest.raises(LookupError, match="no plan of 1999"):
        load(SAMPLE, 1999)
    for asked in ("Q5", "2024Q1", Quarter(2022, 1)):
        with pytest.raises(ValueError, match="no quarter of 2023"):
            assess(load(SAMPLE), asked)
    with pytest.raises(AttributeError, match="lode"):
        edu_plan_cli.lode  # type: ignore[attr-defined]  # noqa: B018


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, edu_plan_cli; print(sorted(n for n in sys.modules if n.startswith(('edu_plan_cli', 'pydantic'))))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert ran.stdout.decode().strip() == "['edu_plan_cli']"
    assert set(edu_plan_cli.__all__) <= set(dir(edu_plan_cli))


def test_every_name_the_package_exports_is_there_and_on_the_page() -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    for name in edu_plan_cli.__all__:
        assert getattr(edu_plan_cli, name) is not None
        assert f"`{name}`" in page


def test_the_types_of_every_public_name_are_complete(tmp_path: Path) -> None:
    """As type checkers see the installed package; runs where pyright is installed (``pip install pyright``, Node.js)."""
    pytest.importorskip("pyright")
    site = Path(sysconfig.get_path("purelib", vars={"base": str(tmp_path), "platbase": str(tmp_path)}))
    venv.create(tmp_path)
    shutil.copytree(ROOT / "src" / "edu_plan_cli", site / "edu_plan_cli")
    (site / "installed.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    scripts = sysconfig.get_path("scripts", vars={"base": str(tmp_path)})
    ran = subprocess.run(
        [sys.executable, "-m", "pyright", "--verifytypes", "edu_plan_cli", "--ignoreexternal"],
        cwd=tmp_path,
        env={**os.environ, "PATH": f"{scripts}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "Type completeness score: 100%" in ran.stdout, ran.stdout
    assert ran.returncode == 0, ran.stdout
