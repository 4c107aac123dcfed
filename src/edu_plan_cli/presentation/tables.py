"""A calm table of texts on a console: one rule under the head and nothing else."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.console import Console, ConsoleOptions
from rich.segment import Segment
from rich.style import Style
from rich.text import Text

from edu_plan_cli.presentation.console import Prose, is_unicode, prose_lines, put_in_place, text
from edu_plan_cli.presentation.widths import display_width

NO_COLUMN = -1  # for ``wide`` of a table
_ROOMY = 100
_LEAST = 16  # columns of the one that gives way
_HEAD = "bold"


class TextTable:
    """A table whose cells are as wide as its console draws them.

    Rich measures and sets every cell in some forty steps, and a plan has hundreds. Where all columns fit, or the widest alone can give
    way, there is nothing to weigh and the rows are set here; anything else is rich's. The same comes out: tests/presentation/test_tables.py.
    """

    def __init__(self, on: Console, heads: Sequence[Text], numbers: Sequence[int], wide: int) -> None:
        self.on = on
        self.heads = [put_in_place(on, head) for head in heads]
        self.numbers = numbers
        self.wide = wide
        self.rows: list[list[Text]] = []
        # On both sides of a column, but not at the table's edges.
        self.padding = 1 if on.width >= _ROOMY else 0

    def add_row(self, *cells: Text) -> None:
        """Add a row; cells that are not given are empty."""
        row = [put_in_place(self.on, cell) for cell in cells]
        self.rows.append(row + [Text()] * (len(self.heads) - len(row)))

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Any]:
        widths = self.plain_widths(options.max_width)
        if widths is None:
            yield self.by_rich()
            return
        yield from self._lines(console, widths, self.heads, console.get_style(_HEAD))
        gaps = (2 * self.padding + 1) * (len(widths) - 1)
        yield Segment(("─" if is_unicode(self.on) else "-") * (sum(widths) + gaps))
        yield Segment.line()
        for row in self.rows:
            yield from self._lines(console, widths, row, Style.null())

    def plain_widths(self, room: int) -> list[int] | None:
        """Return the columns' widths where all have what they need, or all but the widest; None where rich has to weigh them."""
        count, padding = len(self.heads), self.padding
        widths = [max(map(display_width, column)) for column in zip(*self._plain_rows(), strict=True)]
        if self.wide >= 0:
            widths[self.wide] = max(widths[self.wide], _LEAST)
        padded = [
            max(width + padding * ((index > 0) + (index < count - 1)), 1)
            for index, width in enumerate(widths)
        ]
        excess = sum(padded) + count - 1 - room
        if excess <= 0:
            return widths if all(widths) else None
        yielding = [index for index in range(count) if index not in self.numbers]
        first, *others = sorted(yielding, key=lambda index: padded[index], reverse=True) or [0]
        left = widths[first] - excess
        if (
            first in self.numbers
            or any(padded[first] - excess <= padded[other] for other in others)
            or left < (_LEAST if first == self.wide else 1)
            or any(
                display_width(row[first].plain) > left and not isinstance(row[first], Prose)
                for row in self.rows
            )
            or display_width(self.heads[first].plain) > left
        ):
            return None
        widths[first] = left
        return widths

    def _plain_rows(self) -> Iterator[list[str]]:
        for row in (self.heads, *self.rows):
            yield [cell.plain for cell in row]

    def _lines(
        self, console: Console, widths: Sequence[int], row: Sequence[Text], style: Style
    ) -> Iterator[Segment]:
        """Yield a row: what each cell holds with what fills it up to its width, line by line."""
        cells = [
            self._cell(console, cell, width, index in self.numbers, style)
            for index, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        last = len(cells) - 1
        beside = [Segment(" ", style)] * self.padding
        for height in range(max(map(len, cells))):
            for index, lines in enumerate(cells):
                if index > 0:
                    yield from beside
                yield from lines[height] if height < len(lines) else [Segment(" " * widths[index], style)]
                if index < last:
                    yield from beside
                    yield Segment(" ")
            yield Segment.line()

    @staticmethod
    def _cell(console: Console, cell: Text, width: int, right: bool, style: Style) -> list[list[Segment]]:
        if right:
            cell = cell.copy()
            cell.rstrip()
        free = width - display_width(cell.plain)
        if free < 0:
            dressed = style + console.get_style(cell.style)
            return [
                [Segment(line, dressed), Segment(" " * (width - display_width(line)), style)]
                for line in prose_lines(cell.plain, width)
            ]
        if cell.spans:
            gap = Segment(" " * free, style)
            return [[gap, *cell.render(console)] if right else [*cell.render(console), gap]]
        content = " " * free + cell.plain if right else cell.plain + " " * free
        return [[Segment(content, style + console.get_style(cell.style))]]

    def by_rich(self) -> Any:
        """Return the same as a table of rich's, which weighs the columns against each other."""
        from rich.box import Box
        from rich.table import Table

        # Box-drawing characters are two columns wide on a GBK console.
        rule = " ── " if is_unicode(self.on) else " -- "
        box = Box(f"    \n    \n{rule}\n    \n    \n    \n    \n    \n", ascii=not is_unicode(self.on))
        grid = Table(
            box=box,
            header_style=_HEAD,
            show_edge=False,
            pad_edge=False,
            padding=(0, self.padding),
            safe_box=False,
        )
        for index, head in enumerate(self.heads):
            grid.add_column(
                head,
                justify="right" if index in self.numbers else "left",
                no_wrap=index in self.numbers,
                overflow="fold",
                min_width=_LEAST if index == self.wide else None,
            )
        for row in self.rows:
            grid.add_row(*row)
        return grid


def table(console: Console, *heads: str, numbers: tuple[int, ...] = (), wide: int = 0) -> TextTable:
    """Return a calm table: one rule under the head, one space between columns (more where there is room).

    ``numbers`` are set flush right and never wrapped; only the column ``wide`` gives way when room is short. It keeps a width of its
    own, so where several columns hold long words (``NO_COLUMN``) none does: the last would be cut off.
    """
    return TextTable(console, [text(head) for head in heads], numbers, wide)
