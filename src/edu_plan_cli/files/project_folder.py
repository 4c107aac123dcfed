"""A folder with ``plan/`` and ``reports/`` is a project; it is found upward from where one stands, as git does."""

import contextlib
import os
import re
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files import file_rules
from edu_plan_cli.files.reading import Root, Snapshot, read_bytes
from edu_plan_cli.files.windows import changed_ns
from edu_plan_cli.values.location import Location

CONFIG = "edu-plan.toml"
YAML = (".yaml", ".yml")


class Project(NamedTuple):
    """Hold a project's folder, and how it was found."""

    root: Path
    why: str  # how it was found: "--project", "EDU_PLAN_PROJECT" or the folder it was found from


def is_project(folder: Path) -> bool:
    """Tell whether a folder is a project: it has ``edu-plan.toml``, or both ``plan/`` and ``reports/``."""
    return (folder / CONFIG).is_file() or ((folder / "plan").is_dir() and (folder / "reports").is_dir())


def find_project(asked: str | None, start: Path) -> Project | None:
    """Return the project asked for by option or environment, else the nearest one upward from ``start``.

    An explicit folder is taken as it stands; None when it, or everything upward, is no project.
    """
    named = asked or os.environ.get("EDU_PLAN_PROJECT")
    if named:
        why = "--project" if asked else "EDU_PLAN_PROJECT"
        folder = Path(named).resolve()
        return Project(folder, why) if is_project(folder) else None
    start = start.resolve()
    for folder in (start, *start.parents):
        if is_project(folder):
            return Project(folder, str(start))
        if (folder / ".git").exists() or folder == Path.home():
            return None
    return None


def plan_files(root: Root) -> list[Path]:
    """Return every plan of the project, oldest year first."""
    if isinstance(root, Snapshot):
        return [file for file in _held(root, "plan") if len(file.parts) == 2]  # noqa: PLR2004  plan/2023.yaml
    return _yaml_below(root, root / "plan", deep=False)


def plan_years(root: Root) -> list[int]:
    """Return the years that have a plan file, by file name."""
    return sorted({int(path.stem) for path in plan_files(root) if re.fullmatch(r"\d{4}", path.stem)})


def report_files(root: Root, year: int | None = None) -> list[Path]:
    """Return every YAML file under ``reports/`` (of one year), wherever it lies: a misplaced one must be noticed too."""
    if isinstance(root, Snapshot):
        return _held(root, "reports" if year is None else f"reports/{year}")
    folder = root / "reports"
    return _yaml_below(root, folder if year is None else folder / str(year), deep=True)


def submodules_not_fetched(root: Root) -> list[Diagnostic]:
    """Return a problem for ``plan/`` or ``reports/`` that is empty because it is a submodule of which nothing was fetched."""
    if isinstance(root, Snapshot):
        return []
    empty = [
        name for name in ("plan", "reports") if (root / name).is_dir() and not any((root / name).iterdir())
    ]
    if not empty:
        return []
    top = next((folder for folder in (root, *root.parents) if (folder / ".git").exists()), None)
    listed = read_bytes(top, top / ".gitmodules") if top and (top / ".gitmodules").is_file() else []
    if top is None or not isinstance(listed, bytes):
        return []
    paths = {
        value.strip()
        for key, sign, value in (
            line.partition("=") for line in listed.decode("utf-8", "replace").splitlines()
        )
        if sign and key.strip() == "path"
    }
    within = root.relative_to(top)
    return [
        file_rules.submodule_empty(Location(name)) for name in empty if (within / name).as_posix() in paths
    ]


def other_files(root: Root) -> list[Path]:
    """Return every other file under ``plan/`` and ``reports/``, and the plans that lie too deep to be read."""
    if isinstance(root, Snapshot):
        return [Path(name) for name in root.others]
    others = []
    for top in (root / "plan", root / "reports"):
        for here, folders, names in os.walk(top):
            folders[:] = [n for n in folders if not n.startswith(".") and not n.lower().endswith(YAML)]
            deep = top.name == "plan" and here != os.fspath(top)
            others += [Path(here, name) for name in names if deep or not name.lower().endswith(YAML)]
            if top.name == "plan":
                linked = (name for name in folders if os.path.islink(os.path.join(here, name)))
                others += [Path(here, name) for name in linked]
    return sorted(others)


def stamps(root: Path) -> dict[Path, tuple[int | None, ...]]:
    """Times and size of every plan and report: another answer means that something changed."""
    stamps_by_file: dict[Path, tuple[int | None, ...]] = {}
    for file in (*plan_files(root), *report_files(root)):
        with contextlib.suppress(OSError):  # gone since it was listed
            status = file.stat()
            stamps_by_file[file] = (
                status.st_mtime_ns,
                changed_ns(str(file), status),
                status.st_size,
                status.st_ino,
            )
    return stamps_by_file


def _held(root: Snapshot, folder: str) -> list[Path]:
    """Return what a snapshot holds below a folder; a link in the place of it, or of what it lies in, is among it, to be named."""
    above = [folder[: at.start()] for at in re.finditer("/|$", folder)]
    return sorted(Path(name) for name in root.files if name.startswith(f"{folder}/") or name in above)


def _yaml_below(root: Path, folder: Path, *, deep: bool) -> list[Path]:
    """YAML files in a folder, and folders that pretend to be one or are links, so that reading them can say so."""
    if (link := next((each for each in (folder, folder.parent) if _leads_out(root, each)), None)) is not None:
        return [link]
    paths: list[Path] = []
    for here, folders, names in os.walk(folder):  # does not follow links to folders
        paths += [
            Path(here, name)
            for name in (*names, *folders)
            if name.lower().endswith(YAML) and not name.startswith(".")
        ]
        deeper = [
            name for name in folders if deep and not name.startswith(".") and not name.lower().endswith(YAML)
        ]
        paths += [Path(here, name) for name in deeper if os.path.islink(os.path.join(here, name))]
        folders[:] = deeper
    return sorted(paths)


def _leads_out(root: Path, folder: Path) -> bool:
    return os.path.islink(folder) and folder != root and not folder.resolve().is_relative_to(root.resolve())
