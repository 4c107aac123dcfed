"""Problems as people read them on a terminal."""

from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.text import Text

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Severity
from edu_plan_cli.presentation.console import columns, text
from edu_plan_cli.presentation.problems.problem_parts import SEVERITIES, LineOf
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Lang, Words
from edu_plan_cli.values.location import Location

_SHOWN = 20  # of one code in one file
_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "bold yellow", "notice": "bold cyan"}


def write_text(
    console: Console, diagnostics: Sequence[Diagnostic], lang: Lang, line_of: LineOf | None
) -> None:
    """One line for where and what, one for the hint; with ``line_of`` the source line and a caret as well.

    Of a code that a file has hundreds of times the first are shown, and how many more there are; JSON holds all.
    """
    seen: Counter[tuple[str, str]] = Counter()
    for diagnostic in diagnostics:
        alike = diagnostic.location.path, diagnostic.code
        seen[alike] += 1
        if seen[alike] > _SHOWN:
            continue
        head = Text.assemble(
            (visible(str(diagnostic.location)), "bold"),
            " ",
            (SEVERITIES[diagnostic.severity].in_(lang), _STYLES[diagnostic.severity]),
            " ",
            diagnostic.code,
            " ",
            visible(diagnostic.message.in_(lang)),
        )
        console.print(head, soft_wrap=True)
        if line_of is not None:
            _excerpt(console, diagnostic.location, line_of, _STYLES[diagnostic.severity])
        arrow = Words("  改法：", "  hint: ").in_(lang)
        console.print(Text.assemble((arrow, "dim"), visible(diagnostic.hint.in_(lang))), soft_wrap=True)
        for related in diagnostic.related:
            console.print(text(f"  {related.note.in_(lang)} {related.location}", "dim"), soft_wrap=True)

    for (path, code), count in seen.items():
        if count > _SHOWN:
            more = Words(
                f"{path} 里还有 {count - _SHOWN} 处 {code}；全部见 edu-plan validate --format json",
                f"{path} has {count - _SHOWN} more of {code}; edu-plan validate --format json lists all",
            )
            console.print(text(more.in_(lang), "dim"), soft_wrap=True)


def _excerpt(console: Console, location: Location, line_of: LineOf, style: str) -> None:
    line = line_of(location)
    if not line or not line.strip():
        return
    number = f"{location.line:>6} | "
    # A long line is cut around the place, so that the caret stays on screen.
    first = max(0, location.column - 1 - 30)
    room = max(console.width - len(number) - 4, 20)
    shown, used = "", 0
    for character in visible(line[first:]):
        used += columns(console, character)
        if used > room:
            break
        shown += character
    before = visible(line[first : location.column - 1])
    lead = "…" if first else ""
    console.print(Text.assemble((number, "dim"), lead, shown), soft_wrap=True)
    marked = visible(line[location.column - 1 : location.column - 1 + location.width])
    carets = max(1, min(columns(console, marked), room - columns(console, before)))
    gap = " " * (len(number) + columns(console, lead + before))
    console.print(Text.assemble(gap, ("^" * carets, style)), soft_wrap=True)
