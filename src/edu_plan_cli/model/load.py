"""From a project's folder to its checked model. Nothing stops at a bad file: its diagnostics travel beside the good ones."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from edu_plan_cli.binding.bind import bind
from edu_plan_cli.binding.located import Located
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files.project_folder import plan_files, report_files, submodules_not_fetched
from edu_plan_cli.files.reading import Root, SourceFile, checked_text, read_source, shown_path
from edu_plan_cli.model import model_rules
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.plan import PLAN_SCHEMA, Plan
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.nodes.reader import read_nodes

if TYPE_CHECKING:
    from edu_plan_cli.model.department_updates import DepartmentUpdates
    from edu_plan_cli.model.leader_instructions import Instructions


class Loaded(NamedTuple):
    """A year's plan and reports as far as they are sound, and every problem met on the way."""

    plan: Plan | None
    reports: list[Report]
    diagnostics: list[Diagnostic]
    left_out: list[str]  # files nothing could be used of
    root: Path | None = None  # the project; None for a revision, whose other files are not at hand
    updates: "tuple[DepartmentUpdates, ...]" = ()  # what was said between the quarters, a file a department
    instructions: "tuple[Instructions, ...]" = ()  # of leaders; one file, where there is any


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


def load_year(root: Root, year: int, unsaved: Texts = MappingProxyType({})) -> Loaded:
    """Return the plan of a year and every report below ``reports/<year>/``, with the updates and instructions there.

    A plan file is looked up by its name; that its ``year`` agrees is a check's business. ``unsaved`` are texts, by path
    from the project, that stand for what the files hold: how the year would be after a change not yet written.
    """
    diagnostics: list[Diagnostic] = submodules_not_fetched(root)
    left_out: list[str] = []
    plan = _plan(root, year, diagnostics, left_out, unsaved)
    new = (_at(root, path) for path in unsaved if path.startswith(f"reports/{year}/"))
    reports, others = [], []
    for file in sorted({*report_files(root, year), *new}):
        if _is_between_quarters(root, file):
            others.append(file)
        elif report := _load(root, file, Report, PROGRESS_SCHEMA, diagnostics, left_out, unsaved):
            reports.append(report)
    loaded = Loaded(plan, reports, diagnostics, left_out, root if isinstance(root, Path) else None)
    return _with_others(loaded, root, others, unsaved) if others else loaded


def _is_between_quarters(root: Root, file: Path) -> bool:
    """Tell whether a file is one of updates or instructions, which belong to no quarter."""
    if "updates" not in file.parts and file.stem != "instructions":  # nearly all
        return False
    inside = shown_path(root, file).split("/")[2:]  # below reports/2023
    return inside[:1] == ["updates"] or inside in (["instructions.yaml"], ["instructions.yml"])


def _with_others(loaded: Loaded, root: Root, files: list[Path], unsaved: Texts) -> Loaded:
    """Load the updates and instructions of a year. Their models are imported here: most years have none."""
    from edu_plan_cli.model.department_updates import UPDATES_SCHEMA, DepartmentUpdates
    from edu_plan_cli.model.leader_instructions import INSTRUCTIONS_SCHEMA, Instructions

    problems = (loaded.diagnostics, loaded.left_out)
    updates, instructions = [], []
    for file in files:
        if file.stem == "instructions" and file.parent.name != "updates":
            read = _load(root, file, Instructions, INSTRUCTIONS_SCHEMA, *problems, unsaved)
            instructions += [read] if read else []
        else:
            noted = _load(root, file, DepartmentUpdates, UPDATES_SCHEMA, *problems, unsaved)
            updates += [noted] if noted else []
    return loaded._replace(updates=tuple(updates), instructions=tuple(instructions))


def load_file(root: Path, file: Path, model: type[M], schema: str) -> tuple[M | None, list[Diagnostic]]:
    """Any one file of ours as its model, and every problem met."""
    diagnostics: list[Diagnostic] = []
    return _load(root, file, model, schema, diagnostics, [], {}), diagnostics


def load_plan(root: Root, year: int) -> Plan | None:
    """Return the plan alone, as far as it is sound; nothing is said of its problems."""
    return _plan(root, year, [], [], {})


def plan_file(root: Root, year: int) -> Path | None:
    """Return the file of a year's plan, by its name."""
    return next((file for file in plan_files(root) if file.stem == str(year)), None)


def _plan(
    root: Root, year: int, diagnostics: list[Diagnostic], left_out: list[str], unsaved: Texts
) -> Plan | None:
    new = _at(root, f"plan/{year}.yaml")
    file = plan_file(root, year) or (new if shown_path(root, new) in unsaved else None)
    return _load(root, file, Plan, PLAN_SCHEMA, diagnostics, left_out, unsaved) if file else None


def _at(root: Root, path: str) -> Path:
    return root / path if isinstance(root, Path) else Path(path)


def _load(
    root: Root,
    file: Path,
    model: type[M],
    schema: str,
    diagnostics: list[Diagnostic],
    left_out: list[str],
    unsaved: Texts,
) -> M | None:
    if unsaved and (path := shown_path(root, file)) in unsaved:
        source = checked_text(path, unsaved[path])
    else:
        source = read_source(root, file)
    if not isinstance(source, SourceFile):
        diagnostics += source
        left_out.append(source[0].location.path)
        return None
    document = read_nodes(source)
    diagnostics += document.diagnostics
    loaded: M | None = None
    if document.root is not None:
        if refused := schema_problem(document.root, schema):
            diagnostics.append(refused)
        else:
            loaded, problems = bind(model, document.root)
            locations = {diagnostic.location for diagnostic in document.diagnostics}
            diagnostics += [problem for problem in problems if problem.location not in locations]
    if loaded is None:
        left_out.append(source.path)
    return loaded


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
