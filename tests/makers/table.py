"""The matrix of makers and readers, as makers.toml has it: what each loses, what edu-plan makes of it, which guess came out otherwise."""

import tomllib
from pathlib import Path
from typing import Any, NamedTuple

HERE = Path(__file__).parent


class Row(NamedTuple):
    """One maker, writer or reader; the words are Chinese, for docs/makers.md."""

    maker: str
    version: str = ""
    package: str = (
        ""  # pypi:NAME or npm:NAME, pinned in pyproject.toml (group dev-makers) or below in makers.toml
    )
    file: str = ""
    kept: bool = (
        True  # whether the repository has its file; the others are made and read by .ci/run makers alone
    )
    reads: str = ""  # of a report: the format
    proof: str = ""  # of a report: the test
    lost: str = ""
    does: str = ""
    otherwise: str = ""
    differs: Any = ()  # documents: lines of what is read, - for missing and + for another; forms: what is seen, by cell


def rows(kind: str) -> list[Row]:
    """Return the rows of a kind: documents, forms, reports."""
    data = tomllib.loads((HERE / "makers.toml").read_text(encoding="utf-8"))
    return [Row(**row) for row in data[kind]]


def npm() -> dict[str, str]:
    """Return the packages of the npm registry with their versions, those that only help too."""
    packages: dict[str, str] = tomllib.loads((HERE / "makers.toml").read_text(encoding="utf-8"))["npm"]
    return packages


def pypi() -> dict[str, str]:
    """Return the pinned packages of the group dev-makers with their versions."""
    project = tomllib.loads((HERE.parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    return dict(line.split("==") for line in project["dependency-groups"]["dev-makers"])
