"""``edu-plan status --watch``: as much of the screen as the window holds, and what the last edit did."""

from collections.abc import Callable, Sequence

from rich.console import Console

from edu_plan_cli.assessment.changes_since import TargetChange
from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.report.report_rows import move_line
from edu_plan_cli.values.bilingual import Lang, Words

_MOVES = 3  # lines; more would push the screen away


def write_watched(
    console: Console, draw: Callable[[Console], None], changes: Sequence[TargetChange], lang: Lang
) -> None:
    """Draw from the top down to the window's last lines, which say what moved and how to stop."""
    with console.capture() as captured:
        draw(console)
    lines = captured.get().splitlines()
    moved = [text(move_line(move, lang), "bold") for move in changes[:_MOVES]]
    room = max(console.height - len(moved) - 2, 1)
    hidden = max(len(lines) - room, 0)
    console.clear()
    console.file.write("".join(f"{line}\n" for line in lines[:room]))
    for line in moved:
        line.truncate(console.width, overflow="ellipsis")
        console.print(line)
    more = Words(f"下面还有 {hidden} 行；", f"{hidden} more lines; ").in_(lang) if hidden else ""
    console.print(
        text(
            more + Words("文件一改就重画，Ctrl+C 结束", "drawn anew at every change, Ctrl+C ends").in_(lang),
            "dim",
        ),
        end="",
    )
    console.file.flush()
