"""Checkers of YAML files, on the very files of the district. yamllint, check-jsonschema."""

import shlex
from pathlib import Path

from measure import Job
from tools import Work, program

SCHEMAS = Path(__file__).parent.parent.parent / "schema"


def jobs(folder: Path, times: int, work: Work, scripts: Path) -> list[Job]:
    """``folder`` is the district itself."""
    found = []
    if yamllint := program("yamllint", scripts):
        found.append(
            Job("yamllint", [yamllint, "-d", "relaxed", "plan", "reports"], folder, times, work.entries)
        )
    if checker := program("check-jsonschema", scripts):
        # It takes one schema at a time, so the plans and the reports are two processes.
        parts = [
            shlex.join([checker, "--schemafile", str(SCHEMAS / schema), *_files(folder / name)])
            for schema, name in (("plan.json", "plan"), ("progress.json", "reports"))
        ]
        found.append(
            Job("check-jsonschema, twice", ["sh", "-c", " && ".join(parts)], folder, times, work.entries)
        )
    return found


def _files(folder: Path) -> list[str]:
    return [str(file.relative_to(folder.parent)) for file in sorted(folder.rglob("*.yaml"))]
