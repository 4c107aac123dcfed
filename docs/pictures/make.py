"""Make the pictures of the README from the shipped plan: ``python docs/pictures/make.py``."""

import html
import io
import re
from collections.abc import Callable
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.changes_since import light_changes
from edu_plan_cli.assessment.extract import extract
from edu_plan_cli.assessment.select import Selection
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.checked_year import check_year
from edu_plan_cli.model.load import load_year
from edu_plan_cli.model.references import find_item
from edu_plan_cli.model.wordbook import BUILT_IN
from edu_plan_cli.presentation.report.report_rows import QuarterReport
from edu_plan_cli.presentation.report.report_table import write as write_report
from edu_plan_cli.presentation.show_screen import write_target
from edu_plan_cli.presentation.status_screen import write_status
from edu_plan_cli.values.quarter import Quarter

COLUMN = 12.2  # what rich gives a column, in units of the picture
ROOT = Path(__file__).parent.parent.parent
PAPER = TerminalTheme(
    (252, 252, 250),
    (40, 42, 46),
    [
        (40, 42, 46),
        (190, 45, 45),
        (30, 120, 70),
        (165, 105, 0),
        (40, 90, 160),
        (135, 60, 140),
        (0, 115, 125),
        (90, 90, 90),
    ],
    [
        (120, 120, 120),
        (210, 50, 50),
        (30, 140, 80),
        (190, 125, 0),
        (60, 110, 190),
        (155, 75, 160),
        (0, 135, 145),
        (20, 20, 20),
    ],
)
# Rich's own frame loads a font from the network; a picture in a README must not.
FRAME = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg" role="img">
<title>edu-plan status</title>
<style>
.{unique_id}-matrix {{ font-family: "Sarasa Mono SC", "Noto Sans Mono CJK SC", "Microsoft YaHei Mono", Menlo, Consolas, monospace;
  font-size: {char_height}px; line-height: {line_height}px; }}
{styles}
</style>
<defs>{lines}</defs>
<rect fill="#fcfcfa" stroke="#d8d8d4" x="1" y="1" width="{width}" height="{height}" rx="8"/>
<g transform="translate({terminal_x}, 24)"><g class="{unique_id}-matrix">{backgrounds}{matrix}</g></g>
</svg>
"""


def pictures() -> dict[str, str]:
    """Each picture by its name: the shipped plan's own screens, as SVG."""
    checked = check_year(load_year(ROOT, 2023))
    third = assess(checked, view_of_quarter(Quarter(2023, 3)))
    second, first = (assess(checked, view_of_quarter(Quarter(2023, number))) for number in (2, 1))
    locations = extract(second, Selection(item=find_item(second.plan, "14")))
    target = next(found for found in third.targets if found.plan_target.label == "15-4")

    def status(console: Console) -> None:
        write_status(
            console, third, third.targets, "zh", filtered=False, by_target=False, banner=[], words=BUILT_IN
        )

    def report(console: Console) -> None:
        kept = [move for move in light_changes(first, second) if move.now.plan_target.item.number == 14]  # noqa: PLR2004
        write_report(console, QuarterReport(locations, kept, [], 0, {}, "第14项"), "zh")

    return {
        "status": _drawn("edu-plan status", 88, status),
        "report": _drawn("edu-plan report --quarter Q2 --item 14", 100, report),
        "show": _drawn("edu-plan show 15-4", 100, lambda console: write_target(console, third, target, "zh")),
    }


def _drawn(title: str, width: int, draw: Callable[[Console], None]) -> str:
    console = Console(
        file=io.StringIO(),
        record=True,
        width=width,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )
    draw(console)
    name = title.split()[1]
    frame = FRAME.replace("edu-plan status", title)
    drawn = console.export_svg(title=title, theme=PAPER, code_format=frame, unique_id=name)
    return re.sub(r'textLength="[\d.]+"([^>]*)>([^<]+)<', _by_cells, drawn)


def _by_cells(found: re.Match[str]) -> str:
    """Rich sets a text's length by its characters; Han characters take two columns each."""
    length = cell_len(html.unescape(found[2])) * COLUMN
    return f'textLength="{length:g}"{found[1]}>{found[2]}<'


if __name__ == "__main__":
    for name, drawn in pictures().items():
        (ROOT / "docs" / "pictures" / f"{name}.svg").write_text(drawn, encoding="utf-8", newline="\n")
