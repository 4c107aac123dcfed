"""File names are text from strangers: shown harmless everywhere, and no name ends a run."""

import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.presentation.problems.problem_formats import FORMATS

sys.path.insert(0, str(Path(__file__).parent.parent.parent / "benchmarks"))

from edu_plan_cli.files.reading import forbidden
from names import NAMES

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names of any bytes")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("名") / "p"))
    where = os.fsencode(folder / "reports/2023/Q2")
    for name in NAMES:
        with open(os.path.join(where, name + b".yaml"), "wb") as stream:
            stream.write(b"a: 1\n")
    return folder


def is_harmless(text: str) -> bool:
    return not forbidden().search(text.replace("\n", ""))


@pytest.mark.parametrize("name", ["text", *FORMATS])
def test_every_format_of_problems_shows_them_harmless(name: str, project: Path) -> None:
    ran = edu_plan("validate", "--format", name, cwd=project)
    assert ran.code == 1, ran.err
    assert ran.err == ""
    assert is_harmless(ran.out)


def test_every_one_of_them_is_named(project: Path) -> None:
    found = json.loads(edu_plan("validate", "--format", "json", cwd=project).out)["diagnostics"]
    named = {problem["file"] for problem in found if problem["file"].startswith("reports/2023/Q2/")}
    assert len(named) >= len([name for name in NAMES if not name.startswith(b".")])


def test_laying_out_shows_them_harmless(project: Path) -> None:
    for arguments in (("--check",), ("--diff",)):
        ran = edu_plan("fmt", *arguments, cwd=project)
        assert ran.code in (0, 1), ran.err
        assert is_harmless(ran.out)
        assert is_harmless(ran.err)


def test_collecting_a_folder_takes_the_good_ones_and_names_the_rest(tmp_path: Path) -> None:
    project = Path(shutil.copytree(SAMPLE, tmp_path / "p"))
    assert edu_plan("form", "-q", "Q3", "-o", "收到的", cwd=project).code == 0
    folder = os.fsencode(project / "收到的")
    form = next(iter(sorted((project / "收到的").glob("*.xlsx")))).read_bytes()
    for name in NAMES:
        with open(os.path.join(folder, name + b".xlsx"), "wb") as stream:
            stream.write(form if name[0] % 2 else b"x")
    ran = edu_plan("collect", "收到的", "-q", "Q3", "--dry-run", cwd=project)
    assert ran.code == 1, ran.err[-500:]
    assert is_harmless(ran.out)
    assert is_harmless(ran.err)
    assert "程序内部出错" not in ran.err
    assert ran.err.count(".xlsx") >= len(NAMES) // 2
