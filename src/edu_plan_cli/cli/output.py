"""What commands that write have in common: the lock, and words for what kept a file from being written."""

import contextlib
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from edu_plan_cli.checks.checked_year import Checked
from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import LANG, say, tell
from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.editing.propose import Edit, Proposal, Unreadable, patch, propose
from edu_plan_cli.files.os_errors import reason
from edu_plan_cli.files.reading import read_bytes
from edu_plan_cli.files.writing import (
    FileChange,
    NotWritten,
    PartlyWritten,
    beside,
    may_write,
    only_writer,
    write_change,
    write_output,
    write_outputs,
)
from edu_plan_cli.presentation.streams import reader_left, write_data
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words


def put_out(content: str, output: Path | None, *, force: bool) -> None:
    """What another program reads: to a file where one is named, else to stdout."""
    if output is None:
        write_data(content)
    else:
        write_result(output, content, force=force)


def write_result(output: Path, content: str | bytes, *, force: bool) -> None:
    """A report or a table, where a person asked for it."""
    with refusals(output):
        write_output(output, content.encode() if isinstance(content, str) else content, force=force)
    tell(Words(f"已写入 {output}", f"wrote {output}"))


def write_results(folder: Path, contents: Mapping[str, bytes], *, force: bool) -> None:
    """Several files in a folder, by name, as a set: none of them where one may not be written."""
    files = {folder / name: content for name, content in contents.items()}
    for file in files:
        with refusals(file):
            may_write(file, force=force)
    for file in files:
        with refusals(file):
            try:
                file.parent.mkdir(parents=True, exist_ok=True)
            except FileExistsError as there:
                raise Stop(
                    Words(f"{there.filename} 不是文件夹。", f"{there.filename} is no folder.")
                ) from None
    with refusals(folder):
        try:
            write_outputs(files, force=force)
        except PartlyWritten as stopped:
            raise Stop(_partly(stopped)) from None
    for file in files:
        tell(Words(f"已写入 {file}", f"wrote {file}"))


def _partly(stopped: PartlyWritten) -> Words:
    done, left = ("、".join(file.name for file in files) for files in (stopped.done, stopped.left))
    why = reason(stopped.error, writing=True)
    return Words(
        f"只写了一部分：{why.zh}。已是新的：{done}；还是原来的：{left}。请处理后再运行一次。",
        f"Only a part was written: {why.en}. New: {done}; as before: {left}. Run it again.",
    )


def write_project_file(root: Path, name: str, content: str) -> None:
    """One of the project's own files, whole."""
    file = root / name
    with refusals(file), only_writer(root):
        before = read_bytes(root, file) if file.exists() else None
        if isinstance(before, list):
            raise Unreadable(before)
        write_change(root, FileChange(file, before, content.encode()))
    tell(Words(f"已写入 {file}", f"wrote {file}"))


def make_change(
    root: Path,
    year: int,
    file: Path,
    edits: Sequence[Edit],
    *,
    dry_run: bool,
    tell: Collection[str] = ("warning", "notice"),
    show_patch: bool = True,
    earlier: Checked | None = None,
) -> Proposal:
    """Write the first of some edits that the checks accept, or (``dry_run``) show it as a patch, unless stdout is for other data.

    ``tell`` is what to say of the problems it brings that are no errors; ``earlier`` is as ``propose`` has it. Raises Stop where none is accepted (saying what the first would break), or
    where the file cannot be written.
    """
    with refusals(file), contextlib.nullcontext() if dry_run else only_writer(root):
        with waiting(say(Words("检查……", "checking…"))):
            proposal = propose(root, year, file, edits, earlier)
        if proposal.refused:
            show_problems([d for d in proposal.brings if d.severity == "error"])
            raise Stop(
                Words("这样改通不过检查，没有写。", "This would not validate; nothing was written."), 1
            )
        if dry_run and show_patch:
            write_data(patch(proposal))
        elif not dry_run and proposal.new != proposal.old:
            write_change(root, proposal.change)
    show_problems([diagnostic for diagnostic in proposal.brings if diagnostic.severity in tell])
    if not dry_run:
        _say_done(proposal)
    return proposal


def show_problems(problems: Sequence[Diagnostic]) -> None:
    """Print problems beside the output, as ``validate`` does; nothing where there are none."""
    if not problems:
        return
    from edu_plan_cli.presentation.console import make_console
    from edu_plan_cli.presentation.problems.problems_text import write_text

    write_text(make_console(sys.stderr), problems, LANG, None)


def _say_done(proposal: Proposal) -> None:
    if proposal.new == proposal.old:
        tell(Words(f"{proposal.path} 本来就是这样，没有改动。", f"{proposal.path} is so already."))
        return
    lines = [line for line in patch(proposal).splitlines() if not line.startswith(("---", "+++"))]
    more, less = (sum(line.startswith(sign) for line in lines) for sign in "+-")
    tell(
        Words(
            f"已写入 {proposal.path}（+{more} -{less} 行）", f"wrote {proposal.path} (+{more} -{less} lines)"
        )
    )


@contextlib.contextmanager
def refusals(file: Path) -> Iterator[None]:
    """Turn what keeps a file from being written into a Stop that says so."""
    try:
        yield
    except NotWritten as refused:
        raise Stop(_words(refused.why, file)) from None
    except Unreadable as unreadable:
        show_problems(unreadable.diagnostics)
        raise Stop(
            Words(f"{file} 读不了，没有改。", f"{file} cannot be read; nothing was changed.")
        ) from None
    except FileExistsError:
        raise  # what must not be there its caller knows
    except OSError as error:
        if reader_left(error):
            raise  # no file is to blame for that
        named = Path(error.filename or file)
        where = file if named.name.startswith(beside(file)) else named  # not the temporary file beside it
        why = reason(error, where, writing=True)
        raise Stop(Words(f"写不了 {where}：{why.zh}。", f"Cannot write {where}: {why.en}.")) from None


def _words(why: str, file: Path) -> Words:
    if why == "exists" and file.is_dir():
        return Words(f"{file} 是文件夹，不能当文件写。", f"{file} is a folder, not a file to write.")
    return {
        "exists": Words(f"{file} 已存在；要覆盖请加 --force。", f"{file} exists; --force replaces it."),
        "name": Words(
            f'{file} 这个名字不能用：文件名里不能有 < > : " / \\ | ? *，不能以点或空格结尾，也不能叫 con、nul 这些。',
            f'{file} is no name for a file: none has < > : " / \\ | ? * in it, ends in a dot or a blank, or is con, nul and the like.',
        ),
        "link": Words(f"{file} 是链接，不写。", f"{file} is a link; not written."),
        "source": Words(
            f"{file} 在 plan/、reports/ 或 .git/ 里，或是项目自己的文件，不写；请换一个地方。",
            f"{file} lies in plan/, reports/ or .git/, or is the project's own; not written. Choose another place.",
        ),
        "outside": Words(
            f"{file} 指到项目的工作要点和填报之外，没有写。",
            f"{file} leads out of the project's plans and reports; not written.",
        ),
        "changed": Words(
            f"{file} 刚被别的程序改过，没有写；请再运行一次。",
            f"{file} was changed meanwhile; nothing was written. Run it again.",
        ),
        "busy": Words(
            "另一个 edu-plan 正在写这个项目，请稍后再试。", "Another edu-plan is writing here; try again."
        ),
    }[why]
