"""From a project's folder to its checked model. Nothing stops at a bad file: its diagnostics travel beside the good ones."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from edu_plan_cli.binding.bind import bind
from edu_plan_cli.binding.located import Located
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.project_folder import plan_files, report_files, submodules_not_fetched
from edu_plan_cli.files.reading import (
    Root,
    SourceFile,
    checked_text,
    read_bytes,
    read_source,
    shown_path,
    source_of,
)
from edu_plan_cli.model import model_rules
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.department_updates import UPDATES_SCHEMA, DepartmentUpdates
from edu_plan_cli.model.leader_instructions import INSTRUCTIONS_SCHEMA, Instructions
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.nodes.reader import read_nodes


class LoadedFile(NamedTuple):
    """One file as its model, and every problem of its own; ``model`` None: nothing could be used of it."""

    data: bytes | None  # as it was read, or would be, where that is kept
    model: Located | None
    diagnostics: list[Diagnostic]


class Loaded(NamedTuple):
    """A year's plan and reports as far as they are sound, and every problem met on the way."""

    plan: Plan | None
    reports: list[Report]
    diagnostics: list[Diagnostic]
    left_out: list[str]  # files nothing could be used of
    root: Path | None = None  # the project; None for a revision, whose other files are not at hand
    updates: tuple[DepartmentUpdates, ...] = ()  # what was said between the quarters, a file a department
    instructions: tuple[Instructions, ...] = ()  # of leaders; one file, where there is any
    files: Mapping[str, LoadedFile] = MappingProxyType({})  # by path from the project, as they were read

    def is_as(self, earlier: "Loaded") -> bool:
        """Tell whether every file is what it was when the same year was loaded earlier."""
        return self.diagnostics == earlier.diagnostics and (
            self.files.keys() == earlier.files.keys()
            and all(file is earlier.files[path] for path, file in self.files.items())
        )


def known_by(loaded: Loaded, day: date) -> Loaded:
    """Return what had been sent by a day: reports by theirs, corrections by their own. The same where nothing came later."""
    if all(
        report.submitted <= day and all(report.made(c) <= day for c in report.corrections)
        for report in loaded.reports
    ):
        return loaded
    reports = []
    for report in loaded.reports:
        corrections = [correction for correction in report.corrections if report.made(correction) <= day]
        if report.submitted <= day:
            reports.append(report.model_copy(update={"corrections": corrections}))
        elif corrections:  # a file that only corrected, and became a report later
            reports.append(
                report.model_copy(update={"corrections": corrections, "entries": [], "nil": False})
            )
    return loaded._replace(reports=reports)


Texts = Mapping[str, str]

M = TypeVar("M", bound=Located)


class _Reading(NamedTuple):
    """What the files of one project are read with, and what is found on the way."""

    root: Root
    unsaved: Texts
    known: Mapping[str, LoadedFile]  # what was made of files before
    keep: bool  # their bytes, by which they are known when they are read again
    diagnostics: list[Diagnostic]
    left_out: list[str]
    files: dict[str, LoadedFile]


def load_year(
    root: Root,
    year: int,
    unsaved: Texts = MappingProxyType({}),
    earlier: Loaded | None = None,
    *,
    keep: bool = False,
) -> Loaded:
    """Return the plan of a year and every report below ``reports/<year>/``, with the updates and instructions there.

    A plan file is looked up by its name; that its ``year`` agrees is a check's business. ``unsaved`` are texts, by path
    from the project, that stand for what the files hold: how the year would be after a change not yet written. What was made
    of a file when the year was loaded ``earlier`` is taken over where the file holds the same. Only a load that is to ``keep``
    what it read can be used so.
    """
    known = earlier.files if earlier else {}
    reading = _Reading(root, unsaved, known, keep, submodules_not_fetched(root), [], {})
    plan = _plan(reading, year)
    new = (_at(root, path) for path in unsaved if path.startswith(f"reports/{year}/"))
    reports, others = [], []
    for file in sorted({*report_files(root, year), *new}):
        if _is_between_quarters(root, file):
            others.append(file)
        elif report := _load(reading, file, Report, PROGRESS_SCHEMA):
            reports.append(report)
    updates, instructions = _others(reading, others) if others else ((), ())
    folder = root if isinstance(root, Path) else None
    return Loaded(
        plan, reports, reading.diagnostics, reading.left_out, folder, updates, instructions, reading.files
    )


def _is_between_quarters(root: Root, file: Path) -> bool:
    """Tell whether a file is one of updates or instructions, which belong to no quarter."""
    if "updates" not in file.parts and file.stem != "instructions":  # nearly all
        return False
    inside = shown_path(root, file).split("/")[2:]  # below reports/2023
    return inside[:1] == ["updates"] or inside in (["instructions.yaml"], ["instructions.yml"])


def _others(
    reading: _Reading, files: list[Path]
) -> tuple[tuple[DepartmentUpdates, ...], tuple[Instructions, ...]]:
    """Load the updates and instructions of a year."""
    updates, instructions = [], []
    for file in files:
        if file.stem == "instructions" and file.parent.name != "updates":
            read = _load(reading, file, Instructions, INSTRUCTIONS_SCHEMA)
            instructions += [read] if read else []
        else:
            noted = _load(reading, file, DepartmentUpdates, UPDATES_SCHEMA)
            updates += [noted] if noted else []
    return tuple(updates), tuple(instructions)


def load_file(root: Root, file: Path, model: type[M], schema: str) -> tuple[M | None, list[Diagnostic]]:
    """Any one file of ours as its model, and every problem met."""
    reading = _Reading(root, {}, {}, False, [], [], {})
    return _load(reading, file, model, schema), reading.diagnostics


def load_plan(root: Root, year: int) -> Plan | None:
    """Return the plan alone, as far as it is sound; nothing is said of its problems."""
    return _plan(_Reading(root, {}, {}, False, [], [], {}), year)


def plan_file(root: Root, year: int) -> Path | None:
    """Return the file of a year's plan, by its name."""
    return next((file for file in plan_files(root) if file.stem == str(year)), None)


def _plan(reading: _Reading, year: int) -> Plan | None:
    root = reading.root
    new = _at(root, f"plan/{year}.yaml")
    file = plan_file(root, year) or (new if shown_path(root, new) in reading.unsaved else None)
    return _load(reading, file, Plan, PLAN_SCHEMA) if file else None


def _at(root: Root, path: str) -> Path:
    return root / path if isinstance(root, Path) else Path(path)


def _load(reading: _Reading, file: Path, model: type[M], schema: str) -> M | None:
    """Return a file as its model, or None; its problems, and whether it is left out, are added to the reading."""
    path = shown_path(reading.root, file)
    data: bytes | None = None
    source: SourceFile | list[Diagnostic]
    if path in reading.unsaved:
        data, source = (
            reading.unsaved[path].encode("utf-8", "surrogatepass"),
            checked_text(path, reading.unsaved[path]),
        )
    elif isinstance(reading.root, Path):
        read = read_bytes(reading.root, file)
        data = read if isinstance(read, bytes) else None
        if data is not None and (known := reading.known.get(path)) is not None and known.data == data:
            return _taken(reading, path, known, model)
        source = source_of(path, read) if isinstance(read, bytes) else read
    else:
        source = read_source(reading.root, file)
    if not isinstance(source, SourceFile):
        reading.diagnostics.extend(source)
        reading.left_out.append(source[0].location.path)
        return None
    loaded = LoadedFile(data if reading.keep else None, *_bound(source, model, schema))
    return _taken(reading, path, loaded, model)


def _taken(reading: _Reading, path: str, file: LoadedFile, model: type[M]) -> M | None:
    reading.files[path] = file
    reading.diagnostics.extend(file.diagnostics)
    if not isinstance(file.model, model):
        reading.left_out.append(path)
        return None
    return file.model


def _bound(source: SourceFile, model: type[M], schema: str) -> tuple[M | None, list[Diagnostic]]:
    """Return a file's text as its model, and every problem of it."""
    document = read_nodes(source)
    if document.root is None:
        return None, document.diagnostics
    if refused := schema_problem(document.root, schema):
        return None, [*document.diagnostics, refused]
    loaded, problems = bind(model, document.root)
    locations = {diagnostic.location for diagnostic in document.diagnostics}
    return loaded, [*document.diagnostics, *(p for p in problems if p.location not in locations)]


def schema_problem(root: MappingNode, expected: str) -> Diagnostic | None:
    """Return which format a file says it is in, looked at before anything else: a newer one may mean anything by its keys."""
    schema = root.values.get("schema")
    if not isinstance(schema, Scalar):
        return None if schema is not None else model_rules.schema_missing(root.location, expected)
    if schema.text == expected:
        return None
    name, _, version = schema.text.partition("@")
    wanted, _, known = expected.partition("@")
    if name == wanted and version.isdecimal() and len(version) < 10 and int(version) > int(known):  # noqa: PLR2004
        return model_rules.schema_newer(schema.location, schema.text, expected)
    return model_rules.schema_unknown(schema.location, schema.text, expected)
