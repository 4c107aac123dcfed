"""A rich console that shows text as it stands: no markup, no emoji names, no highlighting, on any stream."""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, NoReturn, TextIO, cast

from rich.console import Console, ConsoleDimensions
from rich.containers import Lines
from rich.padding import Padding
from rich.segment import Segment, Segments
from rich.text import Text

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.presentation.widths import WideStream, display_width, draws_wide, laid_out
from edu_plan_cli.values.bilingual import Lang, Words

LIGHT_STYLES: dict[Light, str] = {
    "overdue": "bold red",
    "lagging": "yellow",
    "not_reported": "magenta",
    "on_track": "",  # what goes well is quiet
    "done": "green",
    "dropped": "dim",
}

Screen = Console  # what is drawn on, by the name commands may use
_NARROWEST = 72
_OPENING = "“‘（《〈【「『" + laid_out("“‘")
_CLOSING = "，。、；：？！”’）》〉】」』…%" + laid_out("”’…")


def make_console(stream: TextIO | None = None) -> Console:
    """Return a console for stdout or another stream. Width, colour and NO_COLOR are rich's to find out."""
    stream = stream or sys.stdout
    wide = draws_wide(stream)
    file = cast("TextIO", WideStream(stream)) if wide else stream
    # What rich asks of Windows is about its console; files and pipes are as everywhere, with the last column and colour if forced.
    legacy = None if stream.isatty() else False
    console = _Console(file=file, markup=False, emoji=False, highlight=False, legacy_windows=legacy)
    console.wide = wide
    # Narrower, columns would vanish; a line that the terminal wraps still says everything.
    # Both are set, or rich would ask the system for them at every line.
    console.size = ConsoleDimensions(max(console.width, _NARROWEST) + console.legacy_windows, console.height)
    return console


class _Console(Console):
    wide = False  # see widths.py

    def print(self, *objects: Any, **how: Any) -> None:
        super().print(*map(partial(put_in_place, self), objects), **how)

    def on_broken_pipe(self) -> NoReturn:
        """``| head`` has read enough. Rich would exit with 1, which here means that problems were found."""
        raise BrokenPipeError


def shown(console: Console, content: str) -> str:
    """Return a text as it takes up room on this console."""
    return laid_out(content) if getattr(console, "wide", False) else content


def columns(console: Console, content: str) -> int:
    """Return how many columns a text takes on this console."""
    return display_width(shown(console, content))


def put_in_place(console: Console, renderable: Any) -> Any:
    """Return a text as it takes up room on this console; anything else as it is."""
    if isinstance(renderable, str):
        return shown(console, renderable)
    if isinstance(renderable, Text):
        renderable.plain = shown(console, renderable.plain)
    elif isinstance(renderable, Padding):
        put_in_place(console, renderable.renderable)
    return renderable


def is_unicode(console: Console) -> bool:
    """Tell whether the output can hold every character."""
    return (console.encoding or "").lower().startswith("utf")


class Prose(Text):
    """Text that a table wraps as Chinese is wrapped, see ``prose_lines``; rich would begin lines with a comma."""

    def wrap(self, console: Console, width: int, **how: Any) -> Lines:
        if how.get("no_wrap") or display_width(self.plain) <= width:
            return super().wrap(console, width, **how)
        return Lines(Text(line, style=self.style) for line in prose_lines(self.plain, width))


def text(content: str, style: str = "") -> Text:
    """Return the only way data becomes something rich prints."""
    return Prose(visible(content), style=style)


def print_marks(console: Console, marks: Iterable[str], lang: Lang) -> None:
    """That something shown is illustrative, on every screen that shows it."""
    for mark in marks:
        console.print(text(Words("示例：", "Illustrative: ").in_(lang) + mark, "yellow"))


def row_segments(
    console: Console, widths: Sequence[int], cells: Sequence[tuple[str, str]], right: Sequence[int]
) -> list[Segment]:
    """Return a row of texts with their styles, each wrapped within its width as Chinese is; ``right`` are set flush right.

    A report has hundreds of rows whose widths are known: a table of rich's own for each would take most of its time.
    """
    drawn: list[Segment] = []
    columns = [
        (
            [plain] if display_width(plain) <= width else list(prose_lines(plain, width)),
            console.get_style(style),
        )
        for width, (plain, style) in zip(
            widths,
            ((shown(console, visible(content)).rstrip(), style) for content, style in cells),
            strict=True,
        )
    ]
    for height in range(max(len(lines) for lines, _ in columns)):
        row: list[Segment] = []
        for index, (lines, style) in enumerate(columns):
            line = lines[height] if height < len(lines) else ""
            gap = Segment(" " * (widths[index] - display_width(line)))
            row += [gap, Segment(line, style)] if index in right else [Segment(line, style), gap]
            row.append(Segment(" "))
        while row and not row[-1].text.strip():
            row.pop()
        drawn += [*row, Segment.line()]
    return drawn


def print_prose(
    console: Console, content: str, style: str = "", indent: int = 0, lead: Text | None = None
) -> None:
    """A paragraph of Chinese set to the width: no line begins with a closing mark (避头点, GB/T 15834).

    ``lead`` stands in the indentation of the first line.
    """
    console.print(Segments(prose_segments(console, content, style, indent, lead)), crop=False)


def prose_segments(
    console: Console, content: str, style: str = "", indent: int = 0, lead: Text | None = None
) -> list[Segment]:
    """Return the same, to be drawn together with what stands around it."""
    gap, dressed = " " * indent, console.get_style(style)
    drawn: list[Segment] = []
    if lead is not None:
        put_in_place(console, lead)
    for line in prose_lines(shown(console, visible(content)), console.width - indent):
        if lead is not None and not drawn:
            set_in = " " * max(indent - lead.cell_len, 0)
            drawn += Text.assemble(lead, set_in, (line, style)).render(console)
        else:
            drawn += [Segment(gap), Segment(line, dressed)] if style else [Segment(gap + line, dressed)]
        drawn.append(Segment.line())
    return drawn


def line_segments(console: Console, line: Text) -> list[Segment]:
    """Return a text as a line that has room, to be drawn together with what stands around it."""
    return [*Text.assemble(put_in_place(console, line)).render(console), Segment.line()]


def prose_lines(content: str, width: int) -> Iterator[str]:
    """Yield a text's lines, each within a width, as Chinese is wrapped."""
    if display_width(content) <= width:
        if line := content.lstrip():
            yield line
        return
    line, used = "", 0
    # Latin words and numbers stay whole where they can; Han breaks anywhere.
    for word in re.findall(rf"[!-~]{{1,{max(width, 1)}}}|[^!-~]", content):
        needed = display_width(word)
        if used + needed > width and line:
            kept = line
            if word in _CLOSING:
                # The mark takes the word before it along to the next line, and any marks between.
                kept = re.sub(rf"([!-~]+|[^!-~])[{_CLOSING}]*$", "", line)
            kept = kept.rstrip(_OPENING)  # which go with what they open
            if not kept or display_width(line) - display_width(kept) + needed > width:
                kept = line
            yield kept.rstrip()
            line = line[len(kept) :]
            used = display_width(line)
        if line or not word.isspace():
            line += word
            used += display_width(word)
    if line.strip():
        yield line
