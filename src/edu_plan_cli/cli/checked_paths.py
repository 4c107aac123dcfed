"""The paths and formats that a check is asked for, and problems as seen from where the command runs."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.cli.validate_options import FORMATS_AND_TEXT
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.checks.checked_project import ProjectCheck
    from edu_plan_cli.diagnostics.diagnostic import Diagnostic
    from edu_plan_cli.model.plan import Settings


_FEW = 3  # of the paths that are in no project, so many are named


class CheckedPaths(NamedTuple):
    """What a command line asks to check of one project."""

    root: Path
    paths: list[str]  # within the project: only problems in these are told; empty: all


def projects_of(asked: str | None, typed: list[Path], *, whole: bool) -> list[CheckedPaths]:
    """Return the projects to check: the one asked for or stood in, and those that the paths lie in.

    With ``whole`` the paths only tell which projects: a change in one file brings problems in another. A path of no project
    is then said, and refused where no path is in any. Raises Stop where there is no project, and for a path that is not there.
    """
    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.files.project_folder import find_project

    if asked or os.environ.get("EDU_PLAN_PROJECT") or not typed:
        root = open_project(asked).root
        return [CheckedPaths(root, [] if whole else [path_in_project(root, path) for path in typed])]
    stood_in = find_project(None, Path.cwd())
    paths_by_root: dict[Path, list[str]] = {}
    outside: list[Path] = []
    for path in typed:
        there = path.exists() or path.is_symlink()
        nearest = find_project(None, path if path.is_dir() else path.parent) if there else None
        project = nearest or (
            None if whole else stood_in
        )  # a path may also be given from the project's folder
        if project is None:
            outside.append(path)
        else:
            paths = paths_by_root.setdefault(project.root, [])
            paths += [] if whole else [path_in_project(project.root, path)]
    if outside:
        few = "、".join(path.as_posix() for path in outside[:_FEW]) + ("……" if len(outside) > _FEW else "")
        unchecked = Words(
            f"{few} 不在任何 edu-plan 项目里（项目里有 plan/ 和 reports/），没有检查。",
            f"{few}: in no edu-plan project (one has plan/ and reports/); not checked.",
        )
        if not (whole and paths_by_root):
            raise Stop(unchecked)
        tell(unchecked)
    return [CheckedPaths(root, paths) for root, paths in paths_by_root.items()]


def problems_of(checked: CheckedPaths, since: str | None, today: str | None) -> "ProjectCheck":
    """Check a whole project, and keep the problems asked for: in the paths given, and new since a revision."""
    from edu_plan_cli.checks.checked_project import check_with_settings
    from edu_plan_cli.cli.context import today as the_day

    with waiting(say(Words("检查……", "checking…"))):
        found = check_with_settings(checked.root, the_day(today))
    diagnostics = found.diagnostics
    if since is not None:
        diagnostics = problems_since(checked.root, since, diagnostics, today)
    if checked.paths:
        diagnostics = [
            d for d in diagnostics if any(is_below(d.location.path, prefix) for prefix in checked.paths)
        ]
    return found._replace(diagnostics=diagnostics)


def seen_from_here(
    root: Path, diagnostics: "list[Diagnostic]", *, among_others: bool = False
) -> "tuple[Path, list[Diagnostic]]":
    """For programs, paths lead from where the command runs: a CI job stands at the top of its repository.

    In a project that lies elsewhere they lead from its folder; with ``among_others`` they are whole.
    """
    here = Path.cwd().resolve()
    if root == here or not (root.is_relative_to(here) or among_others):
        return root, diagnostics
    prefix = root.relative_to(here).as_posix() if root.is_relative_to(here) else root.as_posix()
    moved = [
        d._replace(
            location=d.location._replace(path=f"{prefix}/{d.location.path}"),
            related=tuple(
                r._replace(location=r.location._replace(path=f"{prefix}/{r.location.path}"))
                for r in d.related
            ),
        )
        for d in diagnostics
    ]
    return here, moved


def format_and_file(typed: str) -> tuple[str, Path]:
    """Read ``sarif=out.sarif``. Raises Stop for anything else."""
    name, sign, file = typed.partition("=")
    if not sign or not file or name == "text":
        raise Stop(
            Words(
                f"--output 要写成 sarif=out.sarif，不是 {typed}。",
                f"Write --output sarif=out.sarif, not {typed}.",
            )
        )
    known_format(name, FORMATS_AND_TEXT)
    return name, Path(file)


def problems_since(
    root: Path, revision: str, diagnostics: "list[Diagnostic]", today: str | None
) -> "list[Diagnostic]":
    """Those that a branch brings: compared with where it parted from a revision, and what only that comparison can see.

    The evidence of a revision is not at hand, so nothing is said of that. Raises Stop.
    """
    from edu_plan_cli.checks.checked_project import check_project
    from edu_plan_cli.cli.context import today as the_day
    from edu_plan_cli.cli.history_access import files_of_commit, parting, the_commit
    from edu_plan_cli.diagnostics.diagnostic import in_order, new_problems
    from edu_plan_cli.features.history.closed_edits import closed_edits

    commit = parting(root, the_commit(root, revision), the_commit(root, "HEAD"), revision)
    base = files_of_commit(root, commit, revision)
    new = new_problems(check_project(base, the_day(today)), diagnostics)
    return in_order([*new, *closed_edits(base, root, revision, the_day(today))])


def tell_unseen(settings: "list[Settings]", today: str | None) -> None:
    """Say what a check without an earlier revision cannot see, where a plan's settings close a quarter."""
    from edu_plan_cli.cli.context import today as the_day
    from edu_plan_cli.model.plan import closed_in

    if any(closed_in(each, the_day(today)) for each in settings):
        tell(
            Words(
                "封账的季度有没有被改过，只看现在的文件看不出来；与以前的版本比：edu-plan validate --since main。",
                "Whether a closed quarter was edited cannot be seen from the files alone; compare: edu-plan validate --since main.",
            )
        )


def path_in_project(root: Path, path: Path) -> str:
    """Return the path as diagnostics name it. It may be given from where one stands or from the project."""
    from edu_plan_cli.files.file_names import path_within

    for candidate in (path, root / path):
        if candidate.exists() or candidate.is_symlink():
            if (within := path_within(root, candidate)) is not None:
                return within
            raise Stop(Words(f"{path} 不在项目 {root} 里。", f"{path} is not in the project {root}."))
    raise Stop(Words(f"没有 {path}。", f"There is no {path}."))


def is_below(path: str, prefix: str) -> bool:
    """Tell whether a path is the folder ``prefix`` or in it; both with ``/``, from the project."""
    return prefix in (".", path) or path.startswith(prefix + "/")
