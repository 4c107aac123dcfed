"""The paths and formats that a check is asked for, and problems as seen from where the command runs."""

from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import tell
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.cli.validate_options import FORMATS_AND_TEXT
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.diagnostics.diagnostic import Diagnostic


def seen_from_here(root: Path, diagnostics: "list[Diagnostic]") -> "tuple[Path, list[Diagnostic]]":
    """For programs, paths lead from where the command runs: a CI job stands at the top of its repository."""
    here = Path.cwd().resolve()
    if root == here or not root.is_relative_to(here):
        return root, diagnostics
    prefix = root.relative_to(here).as_posix()
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
    new = new_problems(check_project(base), diagnostics)
    return in_order([*new, *closed_edits(base, root, revision, the_day(today))])


def tell_unseen(root: Path, today: str | None) -> None:
    """Say what a check without an earlier revision cannot see, where there is something of the kind."""
    from edu_plan_cli.cli.context import today as the_day
    from edu_plan_cli.files.project_folder import plan_years
    from edu_plan_cli.model.years import closed_quarters

    if any(closed_quarters(root, year, the_day(today)) for year in plan_years(root)):
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
