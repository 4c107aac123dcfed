"""The classic console draws “ ” — … · ≥ in two columns: whatever is laid out stays aligned there.

The width of a character is taken from Unicode's own table here, not from the library that lays out.
"""

import io
import re
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from commands.running import SAMPLE
from commands.running import forked_edu_plan as edu_plan
from edu_plan_cli.presentation import streams, widths
from edu_plan_cli.presentation.console import make_console, print_prose, text
from edu_plan_cli.presentation.tables import table

WIDE = "“引号”——省略……·●▲≥①→"


def columns_of(line: str) -> list[str]:
    """What stands in each column as the classic console draws it; the second of a wide character is empty."""
    return [
        part
        for character in line
        for part in ([character, ""] if unicodedata.east_asian_width(character) in "WFA" else [character])
    ]


def misaligned(shown: str) -> list[str]:
    """Lines of a table that have something where the rule under its head leaves a gap."""
    found, gaps = [], None
    for line in shown.splitlines():
        if re.fullmatch(r"-+( +-+)+ *", line):
            gaps = [found.start() for found in re.finditer(" ", line.rstrip())]
        elif not line.strip():
            gaps = None
        elif gaps is not None:
            drawn = columns_of(line)
            found += [line for gap in gaps if gap < len(drawn) and drawn[gap] not in (" ", "")][:1]
            found += [line for gap in gaps if gap < len(drawn) and drawn[gap] == ""][:1]
    return found


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project with names full of what is drawn wide."""
    folder = Path(shutil.copytree(SAMPLE, tmp_path_factory.mktemp("p") / "p"))
    plan = folder / "plan/2023.yaml"
    written = re.sub(
        r"name: (.*)$", rf"name: '{WIDE}\1'", plan.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    plan.write_text(written, encoding="utf-8")
    return folder


@pytest.mark.parametrize("width", ["80", "120", "160"])
@pytest.mark.parametrize(
    "command", ["status", "status --targets", "missing", "show 14", "report", "evidence"]
)
def test_tables_stay_aligned_where_they_are_drawn_wide(command: str, width: str, project: Path) -> None:
    shown = edu_plan(*command.split(), cwd=project, encoding="gbk", COLUMNS=width).out
    assert misaligned(shown) == []
    assert max(len(columns_of(line.rstrip())) for line in shown.splitlines()) <= int(width)
    assert not set(shown) & set("━│─▁▂▃▄▅▆▇█")


def test_nothing_is_shown_otherwise_for_being_laid_out_wide(project: Path) -> None:
    shown = edu_plan("status", "--targets", cwd=project, encoding="gbk", COLUMNS="160").out
    assert WIDE in shown


def test_the_measure_finds_what_is_misaligned() -> None:
    right = "甲   乙\n---- --\n“”   x\n"
    assert misaligned(right) == []
    assert misaligned(right.replace("“”   x", "“”“   x")) == ["“”“   x"]


ELSEWHERE = pytest.mark.skipif(sys.platform == "win32", reason="there a terminal is a console")


class Stream(io.StringIO):
    def __init__(self, encoding: str, *, terminal: bool) -> None:
        super().__init__()
        self._encoding, self._terminal = encoding, terminal

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding

    def isatty(self) -> bool:
        return self._terminal


@pytest.mark.parametrize(
    ("page", "terminal", "encoding", "new_terminal", "wide"),
    [
        (936, True, "utf-8", False, True),  # what Python writes to a console is always UTF-8
        (950, True, "utf-8", False, True),
        (65001, True, "utf-8", False, False),
        (437, True, "utf-8", False, False),
        (936, True, "utf-8", True, False),  # Windows Terminal
        (936, False, "utf-8", False, False),  # into a file
        (936, False, "cp936", False, True),  # | more
        pytest.param(0, True, "gbk", False, True, marks=ELSEWHERE),  # a Chinese terminal
        (0, True, "utf-8", False, False),
    ],
)
def test_it_is_the_console_that_is_asked(
    page: int, terminal: bool, encoding: str, new_terminal: bool, wide: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "console_page", lambda: page)
    monkeypatch.delenv("WT_SESSION", raising=False)
    if new_terminal:
        monkeypatch.setenv("WT_SESSION", "1")
    assert widths.draws_wide(Stream(encoding, terminal=terminal)) == wide


def test_prose_and_cells_are_put_back_as_they_were() -> None:
    stream = Stream("gbk", terminal=False)
    console = make_console(stream)
    made = table(console, "“头”", "数", numbers=(1,))
    made.add_row(text(WIDE * 3), text("12"))
    console.print(made)
    print_prose(console, WIDE * 9, lead=text("①"), indent=4)
    shown = stream.getvalue()
    assert misaligned(shown) == []
    assert {character: shown.count(character) for character in "●▲≥→①"} == dict.fromkeys("●▲≥→", 12) | {
        "①": 13
    }
    assert not any(ord(character) >= 0x30000 for character in shown)
