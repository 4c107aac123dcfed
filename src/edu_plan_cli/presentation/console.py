"""A rich console that shows text as it stands: no markup, no emoji names, no highlighting, on any stream."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Literal, NoReturn, TextIO, TypeVar

from rich.box import Box
from rich.cells import cell_len
from rich.console import Console, ConsoleDimensions
from rich.containers import Lines
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.words import Lang, Words

LIGHT_STYLES: dict[Light, str] = {
    "overdue": "bold red",
    "lagging": "yellow",
    "not_reported": "magenta",
    "on_track": "",  # what goes well is quiet
    "done": "green",
    "dropped": "dim",
}

# One rule under the head and nothing else. Box-drawing characters are two columns wide on a GBK console.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_UNICODE_RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")

_ROOMY = 100
_MANY = 5
T = TypeVar("T")
Screen = Console  # what is drawn on, by the name commands may use
_NARROWEST = 72
_OPENING = "“‘（《〈【「『"
_CLOSING = frozenset("，。、；：？！”’）》〉】」』…%")


def make_console(stream: TextIO | None = None) -> Console:
    """A console for stdout or another stream. Width, colour and NO_COLOR are rich's to find out."""
    console = _Console(file=stream or sys.stdout, markup=False, emoji=False, highlight=False)
    # Narrower, columns would vanish; a line that the terminal wraps still says everything.
    # Both are set, or rich would ask the system for them at every line.
    console.size = ConsoleDimensions(max(console.width, _NARROWEST) + console.legacy_windows, console.height)
    return console


class _Console(Console):
    def on_broken_pipe(self) -> NoReturn:
        """``| head`` has read enough. Rich would exit with 1, which here means that problems were found."""
        raise BrokenPipeError


def with_bar(things: Iterable[T], count: int, what: str) -> Iterable[T]:
    """``count`` things one after another, with a bar on a terminal that is watched, gone when all is done."""
    if count < _MANY or not sys.stderr.isatty():
        return things
    from rich.progress import track

    return track(things, what, count, console=make_console(sys.stderr), transient=True)


def is_unicode(console: Console) -> bool:
    return (console.encoding or "").lower().startswith("utf")


class _Prose(Text):
    """Text that a table wraps as Chinese is wrapped, see ``_prose_lines``; rich would begin lines with a comma."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        if how.get("no_wrap") or cell_len(self.plain) <= width:
            return super().wrap(console, width, **how)
        return Lines(Text(line, style=self.style) for line in _prose_lines(self.plain, width))


def text(content: str, style: str = "") -> Text:
    """The only way data becomes something rich prints."""
    return _Prose(visible(content), style=style)


def table(console: Console, *columns: str, numbers: tuple[int, ...] = (), wide: int = 0) -> Table:
    """A calm table: one rule under the head, one space between columns (more where there is room).

    ``numbers`` are set flush right and never wrapped; only the column ``wide`` gives way when room is short.
    """
    roomy = console.width >= _ROOMY
    made = Table(
        box=_UNICODE_RULE if is_unicode(console) else _RULE,
        header_style="bold",
        show_edge=False,
        pad_edge=False,
        padding=(0, 1) if roomy else 0,
        safe_box=False,
    )
    for index, name in enumerate(columns):
        justify: Literal["right", "left"] = "right" if index in numbers else "left"
        made.add_column(
            text(name),
            justify=justify,
            no_wrap=index in numbers,
            overflow="fold",
            min_width=16 if index == wide else None,
        )
    return made


def print_marks(console: Console, marks: Iterable[str], lang: Lang) -> None:
    """That something shown is illustrative, on every screen that shows it."""
    for mark in marks:
        console.print(text(Words("示例：", "Illustrative: ").in_(lang) + mark, "yellow"))


def print_row(
    console: Console, widths: Sequence[int], cells: Sequence[tuple[str, str]], right: Sequence[int]
) -> None:
    """One row of texts with their styles, each wrapped within its width as Chinese is; ``right`` are set flush right.

    A report has hundreds of rows whose widths are known: a table of rich's own for each would take most of its time.
    """
    columns = [
        ([plain] if cell_len(plain) <= width else list(_prose_lines(plain, width)), console.get_style(style))
        for width, (plain, style) in zip(
            widths, ((visible(content).rstrip(), style) for content, style in cells), strict=True
        )
    ]
    for height in range(max(len(lines) for lines, _ in columns)):
        drawn: list[Segment] = []
        for index, (lines, style) in enumerate(columns):
            line = lines[height] if height < len(lines) else ""
            gap = Segment(" " * (widths[index] - cell_len(line)))
            drawn += [gap, Segment(line, style)] if index in right else [Segment(line, style), gap]
            drawn.append(Segment(" "))
        while drawn and not drawn[-1].text.strip():
            drawn.pop()
        console.print(Segments([*drawn, Segment.line()]), end="")


def print_prose(
    console: Console, content: str, style: str = "", indent: int = 0, lead: Text | None = None
) -> None:
    """A paragraph of Chinese set to the width: no line begins with a closing mark (避头点, GB/T 15834).

    ``lead`` stands in the indentation of the first line.
    """
    gap, dressed = " " * indent, console.get_style(style)
    drawn: list[Segment] = []
    for line in _prose_lines(visible(content), console.width - indent):
        if lead is not None and not drawn:
            set_in = " " * max(indent - lead.cell_len, 0)
            drawn += Text.assemble(lead, set_in, (line, style)).render(console)
        else:
            drawn += [Segment(gap), Segment(line, dressed)] if style else [Segment(gap + line, dressed)]
        drawn.append(Segment.line())
    console.print(Segments(drawn), crop=False)


def _prose_lines(content: str, width: int) -> Iterator[str]:
    line, used = "", 0
    # Latin words and numbers stay whole where they can; Han breaks anywhere.
    for word in re.findall(rf"[!-~]{{1,{max(width, 1)}}}|[^!-~]", content):
        needed = cell_len(word)
        if used + needed > width and line:
            kept = line
            if word in _CLOSING:
                # The mark takes the word before it along to the next line, and any marks between.
                kept = re.sub(r"([!-~]+|[^!-~])[，。、；：？！”’）》〉】」』…%]*$", "", line)
            kept = kept.rstrip(_OPENING)  # which go with what they open
            if not kept or cell_len(line) - cell_len(kept) + needed > width:
                kept = line
            yield kept.rstrip()
            line = line[len(kept) :]
            used = cell_len(line)
        if line or not word.isspace():
            line += word
            used += cell_len(word)
    if line.strip():
        yield line
