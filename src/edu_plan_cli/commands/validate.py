"""``edu-plan validate``."""

from pathlib import Path
from typing import Annotated

import typer

from edu_plan_cli.commands import options
from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import LANG, say
from edu_plan_cli.values.words import Words

EXAMPLES = (
    ("edu-plan validate", Words("检查全部文件", "check every file")),
    ("edu-plan validate reports/2023/Q2", Words("只看一个文件夹的问题", "only the problems of one folder")),
    ("edu-plan validate --format json", Words("给程序读", "for programs")),
    ("edu-plan explain EP304", Words("一个代码的含义和改法", "what a code means")),
)


def command(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar=say("路径", "PATH…"),
            help=say(
                "只报这些文件或文件夹里的问题；缺省全部", "report only what lies in these; default: all"
            ),
        ),
    ] = None,
    format_: Annotated[
        str, typer.Option("--format", "-f", metavar="text|json", help=say("格式", "format"))
    ] = "text",
    strict: Annotated[
        bool, typer.Option("--strict", help=say("有警告也算不通过", "fail on warnings too"))
    ] = False,
    project: options.Project = None,
) -> None:
    from edu_plan_cli.checks.project import check_project
    from edu_plan_cli.commands.wiring import open_project
    from edu_plan_cli.presentation.problems import as_json, lines_from, summary, write_text

    if format_ not in ("text", "json"):
        raise Stop(
            say(f"没有格式 {format_}；有：text、json。", f"No format {format_}; there are text, json.")
        )
    root = open_project(project).root
    diagnostics = check_project(root)
    if paths:
        prefixes = [_inside(root, path) for path in paths]
        diagnostics = [d for d in diagnostics if any(_below(d.place.path, prefix) for prefix in prefixes)]
    failing = {"error", "warning"} if strict else {"error"}
    code = 1 if any(d.severity in failing for d in diagnostics) else 0
    if format_ == "json":
        typer.echo(as_json(diagnostics))
        raise typer.Exit(code)
    from edu_plan_cli.presentation.console import make_console, text

    console = make_console()
    write_text(console, diagnostics, LANG, lines_from(root) if console.is_terminal else None)
    if diagnostics:
        console.print()
    console.print(text(summary(diagnostics, LANG), "bold red" if code else "bold green"))
    raise typer.Exit(code)


def _inside(root: Path, path: Path) -> str:
    """The path as diagnostics name it. It may be given from where one stands or from the project."""
    for candidate in (path, root / path):
        if candidate.exists() or candidate.is_symlink():
            absolute = candidate.parent.resolve() / candidate.name if candidate.name else candidate.resolve()
            if absolute.is_relative_to(root):
                return absolute.relative_to(root).as_posix()
            raise Stop(say(f"{path} 不在项目 {root} 里。", f"{path} is not in the project {root}."))
    raise Stop(say(f"没有 {path}。", f"There is no {path}."))


def _below(path: str, prefix: str) -> bool:
    return prefix in (".", path) or path.startswith(prefix + "/")
