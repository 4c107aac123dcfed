"""A rich console that shows text as it stands: no markup, no emoji names, no highlighting, on any stream."""

import sys
from typing import Any, TextIO

from rich.box import Box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from edu_plan_cli.assessment.lights import Light
from edu_plan_cli.presentation.safe import visible

LIGHT_STYLES: dict[Light, str] = {
    "overdue": "bold red",
    "lagging": "yellow",
    "not_reported": "magenta",
    "on_track": "green",
    "done": "bold green",
}

# One rule under the head and nothing else. Box-drawing characters are two columns wide on a GBK console.
_RULE = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
_UNICODE_RULE = Box("    \n    \n ── \n    \n    \n    \n    \n    \n")


def make_console(stream: TextIO | None = None) -> Console:
    """A console for stdout or another stream. Width, colour and NO_COLOR are rich's to find out."""
    stream = stream or sys.stdout
    return Console(file=stream, markup=False, emoji=False, highlight=False, soft_wrap=False)


def is_unicode(console: Console) -> bool:
    return (console.encoding or "").lower().startswith("utf")


def text(content: str, style: str = "") -> Text:
    """The only way data becomes something rich prints."""
    return Text(visible(content), style=style)


def table(console: Console, *columns: str, numbers: tuple[int, ...] = (), wide: int = 0, title: str = "") -> Table:
    """A calm table: one rule under the head. ``numbers`` are set flush right and never wrapped; ``wide`` may fold."""
    made = Table(
        box=_UNICODE_RULE if is_unicode(console) else _RULE,
        title=text(title, "bold") if title else None,
        title_justify="left",
        header_style="bold",
        pad_edge=False,
        padding=(0, 1),
        expand=False,
        safe_box=False,
    )
    for index, name in enumerate(columns):
        options: dict[str, Any] = {"overflow": "fold"}
        if index in numbers:
            options = {"justify": "right", "no_wrap": True}
        elif index != wide:
            options |= {"no_wrap": False}
        if index == wide:
            options |= {"ratio": None, "min_width": 16}
        made.add_column(text(name), **options)
    return made
