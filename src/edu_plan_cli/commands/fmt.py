"""``edu-plan fmt``."""

from pathlib import Path
from typing import Annotated

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
) -> int:
    import contextlib

    from edu_plan_cli.cli.context import open_project
    from edu_plan_cli.cli.laid_out_files import asked_files, lay_out
    from edu_plan_cli.cli.output import refusals
    from edu_plan_cli.editing.propose import patch
    from edu_plan_cli.files.project_folder import plan_files, report_files
    from edu_plan_cli.files.reading import shown_path
    from edu_plan_cli.files.writing import only_writer, write_change
    from edu_plan_cli.presentation.streams import write_data

    root = open_project(project).root
    files = asked_files(paths, [*plan_files(root), *report_files(root)])
    others, failed = 0, 0
    with refusals(root), contextlib.nullcontext() if check or diff else only_writer(root):
        for file, outcome in lay_out(root, files):
            name = shown_path(root, file)
            try:
                with refusals(file):
                    if isinstance(outcome, Exception):
                        raise outcome
                    if outcome.new == outcome.old:
                        continue
                    others += 1
                    if diff:
                        write_data(patch(outcome))
                    elif check:
                        tell(Words(f"要排 {name}", f"would lay out {name}"), aside=False)
                    else:
                        write_change(root, outcome.change)
                        tell(Words(f"已排 {name}", f"laid out {name}"))
            except Stop as stop:
                failed += 1
                tell(stop.words)
    if not others and not failed:
        tell(Words("都已排好。", "All laid out."))
    return int(failed > 0 or (bool(others) and (check or diff)))
