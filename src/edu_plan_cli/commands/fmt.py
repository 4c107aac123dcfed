"""``edu-plan fmt``."""

from pathlib import Path
from typing import Annotated

import typer

from edu_plan_cli.cli import options
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import tell
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan fmt", Words("把所有文件排成统一的样子", "every file in its one layout")),
    ("edu-plan fmt --check", Words("CI 里：有没排好的就不通过", "in CI: fail where one is not")),
    ("edu-plan fmt --diff plan/2023.yaml", Words("只看会怎么改", "only show what would change")),
)


def command(
    paths: Annotated[
        list[Path] | None,
        options.argument(metavar=Words("文件", "FILE…"), help=Words("缺省为全部", "default: all")),
    ] = None,
    check: Annotated[
        bool,
        options.option(
            "--check",
            help=Words("不写，有要改的退出码为 1", "write nothing; exit 1 if one would change"),
        ),
    ] = False,
    diff: Annotated[
        bool, options.option("--diff", help=Words("不写，打印补丁", "write nothing, print the patch"))
    ] = False,
    project: options.Project = None,
) -> None:
    import contextlib
    from functools import partial

    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.cli.output import refusals
    from edu_plan_cli.editing.layout import LayoutLost, layout
    from edu_plan_cli.editing.propose import patch, rewrite
    from edu_plan_cli.files.project_folder import plan_files, report_files
    from edu_plan_cli.files.reading import shown_path
    from edu_plan_cli.files.writing import only_writer, write_change
    from edu_plan_cli.presentation.streams import write_data

    root = open_project(project).root
    files = _asked(paths, [*plan_files(root), *report_files(root)])
    others, failed = 0, 0
    with refusals(root), contextlib.nullcontext() if check or diff else only_writer(root):
        for file in files:
            name = shown_path(root, file)
            try:
                with refusals(file):
                    rewritten = rewrite(root, file, partial(layout, name))
                    if rewritten.new == rewritten.old:
                        continue
                    others += 1
                    if diff:
                        write_data(patch(rewritten))
                    elif check:
                        tell(Words(f"要排 {name}", f"would lay out {name}"), aside=False)
                    else:
                        write_change(root, rewritten.change)
                        tell(Words(f"已排 {name}", f"laid out {name}"))
            except LayoutLost:
                failed += 1
                tell(Words(f"{name} 没有排：排过会丢东西，请报告这个问题。", f"{name}: left as it is."))
            except Stop as stop:
                failed += 1
                tell(stop.words)
    if not others and not failed:
        tell(Words("都已排好。", "All laid out."))
    if failed or (others and (check or diff)):
        raise typer.Exit(1)


def _asked(paths: list[Path] | None, files: list[Path]) -> list[Path]:
    """Return the files named, and those of the project in a folder named. Raises Stop for what is not there."""
    if not paths:
        return files
    if (gone := next((path for path in paths if not path.exists()), None)) is not None:
        raise Stop(Words(f"没有 {gone}。", f"There is no {gone}."))
    named = [path.resolve() for path in paths]
    below = [file for file in files if any(file.resolve().is_relative_to(path) for path in named)]
    return [*below, *(path for path in named if path.is_file() and path not in below)]
