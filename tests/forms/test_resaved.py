"""A form opened, filled in and saved by other people's writers is collected as it was filled in: 27 ways.

Which formats, protection and lists survive is theirs; that nothing is misread is ours. What LibreOffice and openpyxl save is made
anew here; what pandas and the two writers of the npm registry save is kept in ``resaved`` (``python -m tasks resave`` makes it again).
"""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli import assess, load
from edu_plan_cli.features.forms.form_reading import collect
from edu_plan_cli.features.forms.opened_form import open_form
from edu_plan_cli.files.office_inspection import MAX_BYTES
from edu_plan_cli.values.bilingual import Words
from forms.resaved.make import KEPT, LIBREOFFICE, OPENPYXL, filled

KEPT_IN = Path(__file__).parent / "resaved"
WHOLE = [
    {"target": "ta2a2", "contributor": "示例幼儿园", "value": "120"},
    {"target": "ta2a2", "contributor": "第二幼儿园", "value": "30"},
    {"target": "tb2b2", "numerator": "1480", "denominator": "1500"},
    {"target": "tc3c3", "done_on": "2023-09-01"},
    {
        "target": "te5e5",
        "stage": "竣工验收",
        "account": "已验收，投入使用。",
        "evidence": ["验收单", "示教〔2023〕9号"],
    },
]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("resaved") / "p"))
    assert edu_plan("form", "-q", "Q3", "-o", "表", cwd=project, EDU_PLAN_TODAY="2023-10-08").code == 0
    return project / "表" / "2023Q3-学前教育科.xlsx"


def read(file: Path) -> list[dict[str, Any]]:
    """What collect reads out of a file; that anything is asked is a failure."""
    data = file.read_bytes()
    assert len(data) < MAX_BYTES
    book = open_form(file.name, data)
    assert not isinstance(book, Words), book
    collected = collect(assess(load(SAMPLE), "Q3"), book)
    assert not collected.asked, collected.asked
    assert collected.department is not None
    assert collected.department.name == "学前教育科"
    entries: list[dict[str, Any]] = json.loads(
        json.dumps([answer.entry for answer in collected.answers], default=str)
    )
    return entries


def test_there_are_twenty_seven_ways() -> None:
    assert len(KEPT) + len(OPENPYXL) + len(LIBREOFFICE) == 27
    assert {file.name for file in KEPT_IN.iterdir() if file.suffix not in (".py", ".cjs", "")} == set(KEPT)


@pytest.mark.parametrize("name", KEPT)
def test_a_form_saved_by_pandas_sheetjs_or_exceljs_is_collected(name: str) -> None:
    assert read(KEPT_IN / name) == WHOLE


@pytest.mark.parametrize("name", OPENPYXL)
def test_a_form_saved_by_openpyxl_is_collected(name: str, form: Path, tmp_path: Path) -> None:
    OPENPYXL[name](form, tmp_path / name)
    assert read(tmp_path / name) == WHOLE


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", LIBREOFFICE)
def test_a_form_saved_by_libreoffice_is_collected(name: str, form: Path, tmp_path: Path) -> None:
    file = tmp_path / "form.xlsx"
    filled(form).save(file)
    profile = f"-env:UserInstallation={(tmp_path / 'lo').as_uri()}"
    for number, kind in enumerate(LIBREOFFICE[name]):
        out = tmp_path / str(number)
        subprocess.run(
            ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        file = out / f"form.{kind.partition(':')[0]}"
    assert read(file) == WHOLE
