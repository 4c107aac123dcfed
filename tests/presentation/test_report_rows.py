"""A row of the report on a screen: drawn by hand for speed, it is what rich's own grid would draw."""

import io

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table

from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.report.table import _FIGURES, _row

WIDTHS = {"label": 5, "name": 14, "period": 9, "completion": 6, "light": 6}
CELLS = st.tuples(
    st.text(alphabet="计划完成 ab1.%（）—，👩\x1b\u0301\t", max_size=40),
    st.sampled_from(["", "bold", "bold red", "dim"]),
)


def screen() -> Console:
    return Console(
        file=io.StringIO(), width=50, color_system="truecolor", force_terminal=True, highlight=False
    )


def drawn(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(st.lists(CELLS, min_size=len(WIDTHS), max_size=len(WIDTHS)))
def test_a_row_is_to_the_byte_what_rich_would_draw(cells: list[tuple[str, str]]) -> None:
    by_hand, by_rich = screen(), screen()
    by_hand.print(_row(by_hand, WIDTHS, cells))
    grid = Table.grid(padding=(0, 1, 0, 0))
    for key, width in WIDTHS.items():
        figure = key in _FIGURES
        grid.add_column(width=width, justify="right" if figure else "left", overflow="fold", no_wrap=figure)
    grid.add_row(*(text(content, style) for content, style in cells))
    by_rich.print(grid)
    assert drawn(by_hand) == drawn(by_rich)
