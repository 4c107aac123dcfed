"""``edu-plan validate``."""

from typing import TYPE_CHECKING

from edu_plan_cli.cli import options, validate_options
from edu_plan_cli.cli.language import LANG
from edu_plan_cli.cli.output_format import known_format
from edu_plan_cli.presentation.streams import write_line
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.diagnostics.diagnostic import Diagnostic
    from edu_plan_cli.model.plan import Settings

EXAMPLES = (
    ("edu-plan validate", Words("检查全部文件", "check every file")),
    ("edu-plan validate reports/2023/Q2", Words("只看一个文件夹的问题", "only the problems of one folder")),
    ("edu-plan validate --format json", Words("给程序读", "for programs")),
    (
        "edu-plan validate --format github --output sarif=edu-plan.sarif",
        Words("在 CI 里：标在改动上，另存一份 SARIF", "in CI: annotations, and a SARIF file"),
    ),
    ("edu-plan validate --since main", Words("只看这个分支新带来的问题", "only what this branch brings")),
    (
        "edu-plan validate --whole-project reports/2023/Q2/office.yaml",
        Words("检查这个文件所在的整个项目", "check the whole project this file is in"),
    ),
    ("edu-plan explain EP304", Words("一个代码的含义和改法", "what a code means")),
)


def command(
    paths: validate_options.Paths = None,
    format_: validate_options.Format = "text",
    output: validate_options.Output = None,
    since: validate_options.Since = None,
    strict: validate_options.Strict = False,
    whole: validate_options.Whole = False,
    project: options.Project = None,
    today: options.Today = None,
) -> int:
    from edu_plan_cli.cli.checked_paths import (
        format_and_file,
        problems_of,
        projects_of,
        seen_from_here,
        tell_unseen,
    )
    from edu_plan_cli.presentation.problems.problem_parts import lines_from, summary

    outputs = [format_and_file(text) for text in output or []]
    known_format(format_, validate_options.FORMATS_AND_TEXT)
    projects = projects_of(project, paths or [], whole=whole)
    several = len(projects) > 1 or (whole and bool(paths))
    diagnostics: list[Diagnostic] = []
    below: list[Diagnostic] = []
    settings: list[Settings] = []
    for checked in projects:
        problems, of_plans = problems_of(checked, since, today)
        settings += of_plans
        seen_from, moved = seen_from_here(checked.root, problems, among_others=several)
        below += moved
        diagnostics += moved if several else problems
    root = seen_from if several else projects[0].root
    failing = {"error", "warning"} if strict else {"error"}
    code = 1 if any(d.severity in failing for d in diagnostics) else 0
    if since is None and code == 0:
        tell_unseen(settings, today)
    if outputs or format_ != "text":
        from edu_plan_cli.presentation.problems.problem_formats import renderer
        from edu_plan_cli.presentation.streams import write_data

        line_below = lines_from(seen_from)
        for name, file in outputs:
            from edu_plan_cli.cli.output import write_result

            write_result(file, renderer(name)(below, LANG, line_below), force=True)
        if format_ != "text":
            write_data(renderer(format_)(below, LANG, line_below))
            return code
    if not diagnostics:
        write_line(summary(diagnostics, LANG))
        return code
    from edu_plan_cli.presentation.console import make_console, text
    from edu_plan_cli.presentation.problems.problems_text import write_text

    console = make_console()
    write_text(console, diagnostics, LANG, lines_from(root) if console.is_terminal else None)
    console.print()
    console.print(text(summary(diagnostics, LANG), "bold red" if code else "bold green"))
    return code
