"""Bars and sparklines in text. A console that is not Unicode gets plain characters, or nothing where those say nothing."""

from collections.abc import Sequence
from fractions import Fraction

from rich.console import Console
from rich.text import Text

from edu_plan_cli.assessment.overview import trend
from edu_plan_cli.assessment.result import TargetAssessment, capped
from edu_plan_cli.presentation.console import is_unicode
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter

_LEVELS = "▁▂▃▄▅▆▇█"


def bar(console: Console, completion: Ratio | None, expected: Ratio, width: int, style: str = "") -> Text:
    """Completion as far as it goes, and a mark where time progress is: ``━━━━━━│──────``."""
    full, empty, now = "━─│" if is_unicode(console) else "=-|"
    reached = capped(completion or Fraction(0))
    # As with figures: full only for all, empty only for nothing.
    done = round(reached * width) if reached in (0, 1) else min(max(round(reached * width), 1), width - 1)
    at = min(int(capped(expected) * width), width - 1)
    drawn = Text()
    for cell in range(width):
        if cell == at:
            drawn.append(now, "bold")
        else:
            drawn.append(full if cell < done else empty, style if cell < done else "dim")
    return drawn


def course(console: Console, assessed: TargetAssessment, upto: Quarter) -> str:
    """Return a target's completion after each quarter of the year up to one, as a sparkline."""
    return spark(console, [done for _, done in trend(assessed, upto)])


def spark(console: Console, quarters: Sequence[Ratio | None]) -> str:
    """Return a completion after each quarter: ``▂▄▆``. What was not reported leaves a gap."""
    if not is_unicode(console):
        return ""
    return "".join(" " if q is None else _LEVELS[min(int(capped(q) * 8), 7)] for q in quarters)
