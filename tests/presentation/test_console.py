"""Rows and prose on a screen: set to their width as Chinese is set, nothing lost, nothing outside."""

import io
import re

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segments

from edu_plan_cli.files.reading import forbidden
from edu_plan_cli.presentation.console import print_prose, row_segments
from edu_plan_cli.presentation.safe import visible

WIDTHS = (5, 14, 9, 6, 6)
FIGURES = (3,)
TEXT = st.text(alphabet="计划完成 ab1.%（）—，👩\x1b\t", max_size=40)
CELLS = st.tuples(TEXT, st.sampled_from(["", "bold", "bold red", "dim"]))
CLOSING = "，。、；：？！”’）》〉】」』…%"


def screen() -> Console:
    return Console(file=io.StringIO(), width=60, color_system=None, highlight=False)


def drawn(console: Console) -> list[str]:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().split("\n")[:-1]


def columns(line: str) -> list[str]:
    """The line cut where the columns begin, counted in the places characters take."""
    found, at, width = ["" for _ in WIDTHS], 0, 0
    starts = [sum(WIDTHS[:n]) + n for n in range(len(WIDTHS))]
    for character in line:
        while at + 1 < len(WIDTHS) and width >= starts[at + 1]:
            at += 1
        found[at] += character
        width += cell_len(character)
    return found


@given(st.lists(CELLS, min_size=len(WIDTHS), max_size=len(WIDTHS)))
def test_a_row_holds_every_character_within_its_column(cells: list[tuple[str, str]]) -> None:
    console = screen()
    console.print(Segments(row_segments(console, WIDTHS, cells, FIGURES)), end="")
    lines = [columns(line) for line in drawn(console)]
    for index, (content, _) in enumerate(cells):
        shown = "".join(line[index] for line in lines)
        assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", visible(content))
        assert all(cell_len(line[index].rstrip()) <= WIDTHS[index] for line in lines)


@given(st.lists(CELLS, min_size=len(WIDTHS), max_size=len(WIDTHS)))
def test_no_line_of_a_row_ends_in_blanks(cells: list[tuple[str, str]]) -> None:
    console = screen()
    console.print(Segments(row_segments(console, WIDTHS, cells, FIGURES)), end="")
    assert all(line == line.rstrip() for line in drawn(console))


def test_figures_are_flush_right() -> None:
    console = screen()
    for figure in ("0.0%", "100.0%"):
        console.print(
            Segments(
                row_segments(
                    console,
                    WIDTHS,
                    [("1-1", ""), ("名称", ""), ("", ""), (figure, "bold"), ("正常", "")],
                    FIGURES,
                )
            ),
            end="",
        )
    assert drawn(console) == [
        "1-1   名称                       0.0% 正常",
        "1-1   名称                     100.0% 正常",
    ]


@given(st.text(alphabet="计划完成工作要点，。、）a1", min_size=1, max_size=120))
def test_no_line_of_prose_begins_with_a_closing_mark(content: str) -> None:
    """避头点, GB/T 15834: but where there is nothing to take along."""
    console = screen()
    print_prose(console, content)
    lines = drawn(console)
    assert "".join(lines) == content.rstrip()
    for line in lines[1:]:
        assert line[0] not in CLOSING or set(content[:60]) <= set(CLOSING) or _all_closing_before(lines, line)


def test_an_opening_bracket_goes_with_what_it_opens() -> None:
    console = screen()
    print_prose(console, "字" * 29 + "（括号）")
    assert drawn(console) == ["字" * 29, "（括号）"]


def _all_closing_before(lines: list[str], line: str) -> bool:
    """A run of marks longer than a line has no word to lean on."""
    before = lines[lines.index(line) - 1]
    return set(before) <= set(CLOSING)


def test_every_character_that_no_file_may_hold_is_shown_as_its_escape() -> None:
    for character in forbidden().findall("".join(map(chr, range(0x110000)))):
        shown = visible(f"计{character}划")
        assert character not in shown
        assert shown.startswith("计\\")
