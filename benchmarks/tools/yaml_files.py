"""Checkers of YAML files, on the very files of the district. yamllint, check-jsonschema."""

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
        reports = [str(file.relative_to(folder)) for file in sorted((folder / "reports").rglob("*.yaml"))]
        schema = str(SCHEMAS / "progress.json")
        found.append(
            Job(
                "check-jsonschema, reports alone",
                [checker, "--schemafile", schema, *reports],
                folder,
                times,
                work.entries,
            )
        )
    return found
