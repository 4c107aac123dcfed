"""``edu-plan evidence``: each file named as evidence, where it is named, and how it stands."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.tables import table
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location


class EvidenceLine(NamedTuple):
    """Describe one file named as evidence: its SHA-256 now and as kept, None where there is none."""

    label: str  # of the target it proves
    name: str
    location: Location
    digest: str | None
    kept: str | None
    file: Path | None
    unread: Words | None = None  # why its digest could not be taken
    pointer: bool = False  # a pointer of Git LFS stands for it

    @property
    def changed(self) -> bool:
        """Tell whether the file is another, or gone, since its digest was kept."""
        return self.kept is not None and self.kept != self.digest


def write_evidence(console: Console, lines: Sequence[EvidenceLine], lang: Lang) -> None:
    """Draw each file of evidence with its state."""
    if not lines:
        nothing = Words("没有写成路径的佐证材料。", "No evidence is written as a path.")
        console.print(text(nothing.in_(lang)))
        return
    head = Words("目标|佐证|情况|写在", "target|evidence|state|where").in_(lang)
    grid = table(console, *head.split("|"), wide=1)
    for line in lines:
        said, style = _state(line)
        grid.add_row(
            text(line.label), text(line.name), text(said.in_(lang), style), text(str(line.location), "dim")
        )
    console.print(grid)


def _state(line: EvidenceLine) -> tuple[Words, str]:
    if line.file is None:
        return Words("找不到", "not there"), "bold red"
    if line.unread is not None:
        return line.unread, "bold red"
    pointer = (
        Words("（LFS 指针，没有取来）", " (LFS pointer, not fetched)") if line.pointer else Words("", "")
    )
    if line.kept is None:
        state, style = Words("在，未登记", "there, not registered"), ""
    elif line.changed:
        state, style = Words("变了", "changed"), "bold yellow"
    else:
        state, style = Words("在，未变", "there, unchanged"), "green"
    return Words(state.zh + pointer.zh, state.en + pointer.en), style
