"""The files that ``fmt`` is asked to lay out, and each as it would be."""

from functools import partial
from pathlib import Path

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say
from edu_plan_cli.editing.layout import LayoutLost, layout
from edu_plan_cli.editing.propose import Proposal, Unreadable, rewrite
from edu_plan_cli.files.reading import shown_path
from edu_plan_cli.files.writing import NotWritten
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words


def asked_files(paths: list[Path] | None, files: list[Path]) -> list[Path]:
    """Return the files named, and those of the project in a folder named. Raises Stop for what is not there."""
    if not paths:
        return files
    if (gone := next((path for path in paths if not path.exists()), None)) is not None:
        raise Stop(Words(f"没有 {gone}。", f"There is no {gone}."))
    named = [path.resolve() for path in paths]
    below = [file for file in files if any(file.resolve().is_relative_to(path) for path in named)]
    return [*below, *(path for path in named if path.is_file() and path not in below)]


def lay_out(root: Path, files: list[Path]) -> list[tuple[Path, Proposal | Exception]]:
    """Return each file as it would be laid out, or with what keeps it from being."""
    with waiting(say(Words("排版……", "laying out…"))):
        return [(file, _laid_out(root, file)) for file in files]


def _laid_out(root: Path, file: Path) -> Proposal | Exception:
    name = shown_path(root, file)
    try:
        return rewrite(root, file, partial(layout, name))
    except LayoutLost:
        return Stop(Words(f"{name} 没有排：排过会丢东西，请报告这个问题。", f"{name}: left as it is."))
    except (NotWritten, Unreadable, OSError) as error:
        return error
