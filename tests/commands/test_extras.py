"""An extra that is installed in an older version than is asked for is told as such, before anything is loaded of it."""

import re
import sys
from importlib.metadata import requires
from pathlib import Path

import pytest

from commands.running import ROOT, SAMPLE, edu_plan
from edu_plan_cli.cli.installed_versions import outdated_library


def install(folder: Path, library: str, version: str) -> str:
    """Put the metadata of a library into a folder, as pip would beside its code; returns the folder for PYTHONPATH."""
    about = folder / f"{library.replace('-', '_')}-{version}.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {library}\nVersion: {version}\n")
    return str(folder)


@pytest.mark.parametrize(
    ("library", "extra", "command"),
    [
        ("duckdb", "rollup", ("export", "-f", "parquet", "-o", "out")),
        ("duckdb", "rollup", ("rollup", ".")),
        ("openpyxl", "office", ("form", "--quarter", "Q2")),
        ("openpyxl", "office", ("report", "-q", "Q2", "-o", "台账.xlsx")),
        ("python-docx", "office", ("report", "-q", "Q2", "-o", "通报.docx")),
        ("jinja2", "html", ("report", "-q", "Q2", "-o", "页.html")),
    ],
)
def test_an_older_version_than_the_extra_asks_for_is_told(
    library: str, extra: str, command: tuple[str, ...], tmp_path: Path
) -> None:
    ran = edu_plan(*command, cwd=SAMPLE, PYTHONPATH=install(tmp_path, library, "0.9.1"))
    assert ran.code == 2, ran.out + ran.err
    assert f"装的 {library} 是 0.9.1，太旧了" in ran.err
    assert f'pip install -U "edu-plan[{extra}]"' in ran.err


@pytest.mark.parametrize(
    ("version", "old"),
    [("1.99", True), ("2", False), ("2.0.0", False), ("2.0.0.dev3", False), ("10.1", False)],
)
def test_versions_are_compared_as_numbers(
    version: str, old: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "path", [install(tmp_path, "duckdb", version), *sys.path])
    found = outdated_library("rollup")
    assert found == (("duckdb", version, "2") if old else None)


def test_every_library_of_an_extra_says_the_least_version_it_needs() -> None:
    """Or an older one could not be told."""
    optional = [text for text in requires("edu-plan") or [] if "extra ==" in text]
    assert len(optional) >= 8
    assert [text for text in optional if not re.search(r">=\s*\d", text)] == []
    assert "duckdb>=2" in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
