"""Two columns of plain text, aligned by the width characters take on a terminal."""

import sys
from collections.abc import Sequence

from edu_plan_cli.presentation.widths import display_width, draws_wide, laid_out


def two_columns(pairs: Sequence[tuple[str, str]]) -> str:
    """Lay out pairs in two columns, the left one as wide as its widest entry on this output."""

    drawn = laid_out if draws_wide(sys.stdout) else str
    widths = [display_width(drawn(left)) for left, _ in pairs]
    return "\n".join(
        f"  {left}{' ' * (max(widths) - width)}  {right}".rstrip()
        for (left, right), width in zip(pairs, widths, strict=True)
    )
