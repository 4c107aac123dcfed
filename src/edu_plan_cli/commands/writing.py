"""What commands that write have in common: the lock, and words for what kept a file from being written."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import typer

from edu_plan_cli.commands.app import Stop
from edu_plan_cli.commands.language import say
from edu_plan_cli.files.writing import Change, NotWritten, only_writer, write_change, write_output


def write_result(output: Path, content: str, root: Path, *, force: bool) -> None:
    """A report or a table, where a person asked for it."""
    with refusals(output):
        write_output(output, content.encode(), root=root, force=force)
    typer.echo(say(f"已写入 {output}", f"wrote {output}"), err=True)


def write_project_file(root: Path, name: str, content: str) -> None:
    """One of the project's own files, whole."""
    file = root / name
    with refusals(file), only_writer(root):
        before = file.read_bytes() if file.exists() else None
        write_change(Change(file, before, content.encode()))
    typer.echo(say(f"已写入 {file}", f"wrote {file}"), err=True)


@contextlib.contextmanager
def refusals(file: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into a Stop that says so."""
    try:
        yield
    except NotWritten as refused:
        raise Stop(_words(refused.why, file)) from None
    except OSError as error:
        where = error.filename or file
        raise Stop(
            say(f"写不了 {where}：{error.strerror}。", f"Cannot write {where}: {error.strerror}.")
        ) from None


def _words(why: str, file: Path) -> str:
    return {
        "exists": say(f"{file} 已存在；要覆盖请加 --force。", f"{file} exists; --force replaces it."),
        "link": say(f"{file} 是链接，不写。", f"{file} is a link; not written."),
        "source": say(
            f"{file} 在 plan/ 或 reports/ 里，不写。", f"{file} lies in plan/ or reports/; not written."
        ),
        "changed": say(
            f"{file} 刚被别的程序改过，没有写；请再运行一次。",
            f"{file} was changed meanwhile; nothing was written. Run it again.",
        ),
        "busy": say(
            "另一个 edu-plan 正在写这个项目，请稍后再试。", "Another edu-plan is writing here; try again."
        ),
    }[why]
