"""Make the pictures of the README from the shipped plan: ``python docs/pictures/make.py``."""

import html
import io
import re
from pathlib import Path

from rich.cells import cell_len
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from edu_plan_cli.assessment.assess import assess
from edu_plan_cli.assessment.view import view_of_quarter
from edu_plan_cli.checks.run import check_year
from edu_plan_cli.model.load import load_year
from edu_plan_cli.presentation.status import write_status
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


def picture(width: int) -> str:
    """``edu-plan status`` at the end of the third quarter, as SVG."""
    checked = check_year(load_year(ROOT, 2023))
    assessment = assess(checked, view_of_quarter(Quarter(2023, 3)))
    console = Console(
        file=io.StringIO(),
        record=True,
        width=width,
        force_terminal=True,
        color_system="truecolor",
        highlight=False,
    )
    write_status(console, assessment, assessment.targets, "zh", filtered=False, by_target=False, banner=[])
    drawn = console.export_svg(title="edu-plan status", theme=PAPER, code_format=FRAME, unique_id="status")
    return re.sub(r'textLength="[\d.]+"([^>]*)>([^<]+)<', _by_cells, drawn)


def _by_cells(found: re.Match[str]) -> str:
    """Rich sets a text's length by its characters; Han characters take two columns each."""
    length = cell_len(html.unescape(found[2])) * COLUMN
    return f'textLength="{length:g}"{found[1]}>{found[2]}<'


if __name__ == "__main__":
    (ROOT / "docs" / "pictures" / "status.svg").write_text(picture(88), encoding="utf-8", newline="\n")
