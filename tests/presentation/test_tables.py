"""A table that needs no weighing of columns is set by hand, and comes out as rich would have set it, to the last byte."""

import io
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.text import Text

from edu_plan_cli.presentation.console import text
from edu_plan_cli.presentation.tables import NO_COLUMN, TextTable, table

WORDS = st.text(alphabet="完成率目标，。“”a1 -·", max_size=24) | st.sampled_from(
    ["", "63.2%", "·", "加强对学校党建工作督促指导"]
)
STYLES = st.sampled_from(["", "bold", "dim", "bold red", "green"])
TEXTS = st.builds(text, WORDS, STYLES)
BARS = st.builds(
    lambda filled, rest: Text.assemble((filled, "green"), "│", (rest, "dim")), st.just("━━━"), st.just("───")
)


@st.composite
def tables(draw: st.DrawFn) -> tuple[Console, TextTable]:
    count = draw(st.integers(1, 6))
    console = Console(
        file=io.StringIO(), width=draw(st.integers(72, 130)), force_terminal=True, legacy_windows=False,
        color_system=draw(st.sampled_from([None, "truecolor"])), markup=False, emoji=False, highlight=False,
    )  # fmt: skip
    numbers = tuple(sorted(draw(st.sets(st.integers(1, 5))) & set(range(count))))
    wide = draw(st.sampled_from([NO_COLUMN, *(index for index in range(count) if index not in numbers)]))
    grid = table(console, *(draw(WORDS)[:6] for _ in range(count)), numbers=numbers, wide=wide)
    for _ in range(draw(st.integers(0, 4))):
        grid.add_row(*(draw(TEXTS | BARS) for _ in range(count - draw(st.integers(0, 1)))))
    return console, grid


def drawn(console: Console, renderable: Any) -> str:
    console.file = io.StringIO()
    console.print(renderable)
    return console.file.getvalue()


@given(tables())
@settings(max_examples=300, deadline=None)
def test_every_table_comes_out_as_rich_sets_it(made: tuple[Console, TextTable]) -> None:
    console, grid = made
    assert drawn(console, grid) == drawn(console, grid.by_rich())


def test_a_plan_is_set_by_hand_at_the_widths_of_terminals() -> None:
    for width in (80, 100, 120, 160):
        console = Console(file=io.StringIO(), width=width)
        grid = table(console, "项", "任务", "完成率", numbers=(0, 2), wide=1)
        grid.add_row(text("1"), text("加强对学校党建工作督促指导，" * 8), text("63.2%"))
        assert grid.plain_widths(width) is not None
