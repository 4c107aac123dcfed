"""The characters of a PDF's page as a reader takes them: on common lines, without what is struck out and the raised numbers of notes.

A PDF knows words struck out only by a line that is drawn there, and a note's number only as a small digit that stands higher.
Heights are told by the baseline, since fonts differ in the boxes they give a character. All sizes are in points.
"""

import itertools
from bisect import bisect_left
from collections.abc import Iterable
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.unread_marks import is_note_mark

_THIN = 1.5  # what is drawn no higher is a line
_MOST_LINES = 200  # that may go through one character
_SAME_LINE = 1.0  # between baselines
# In sizes of a character: how far above the baseline a line strikes it out, and a raised one stands.
_STRUCK_FROM, _STRUCK_TO, _RAISED_FROM, _RAISED_TO = 0.15, 0.6, 0.2, 1.0
_SMALLER, _BESIDE = 0.95, 0.3


class Unread(NamedTuple):
    """What of a page's characters is no part of its text."""

    struck: list[str]  # words struck out
    numbers: list[str]  # of notes
    starts: list[
        tuple[float, float]
    ]  # where texts begin that had a raised number before them: x and baseline from the top


def plain_characters(page: Any) -> tuple[Any, Unread]:
    """Return the page without what is no part of its text, and what that was. Characters of one line have one height then."""
    chars = [char for char in page.chars if char["upright"] and char["text"].strip()]
    struck = _struck(chars, [*page.lines, *page.rects, *page.curves])
    gone = {id(char) for run in struck for char in run}
    chars = [char for char in chars if id(char) not in gone]
    numbers = _numbers(chars)
    leads = _leads(chars)
    gone |= {id(char) for run in (*numbers, *(lead for lead, _ in leads)) for char in run}
    _set_level([char for char in page.chars if char["upright"] and id(char) not in gone])
    said = Unread(
        [*map(_text, struck)], [*map(_text, numbers)], [(char["x0"], _baseline(char)) for _, char in leads]
    )
    return page.filter(lambda part: id(part) not in gone) if gone else page, said


def _text(run: Iterable[Any]) -> str:
    return "".join(char["text"] for char in run).strip()


def _baseline(char: Any) -> float:
    return float(char["bottom"] + char["y0"] - char["matrix"][5])


def _struck(chars: list[Any], drawn: list[Any]) -> list[list[Any]]:
    """Runs of characters that a line goes through."""
    lines = sorted(
        (part["top"], part["x0"], part["x1"]) for part in drawn if part["bottom"] - part["top"] <= _THIN
    )
    heights = [line[0] for line in lines]

    def is_struck(char: Any) -> bool:
        base, size = _baseline(char), char["size"]
        first = bisect_left(heights, base - _STRUCK_TO * size)
        last = bisect_left(heights, base - _STRUCK_FROM * size)
        middle = (char["x0"] + char["x1"]) / 2
        return any(
            left <= middle <= right for _, left, right in lines[first : min(last, first + _MOST_LINES)]
        )

    return [list(run) for is_gone, run in itertools.groupby(chars, is_struck) if is_gone] if lines else []


def _numbers(chars: list[Any]) -> list[list[Any]]:
    """Runs of raised characters that are the number of a note, each after a character of the text."""
    found: list[list[Any]] = []
    base: Any = None  # the character of the text before
    last: Any = None
    run: list[Any] = []
    for char in [*chars, None]:
        if (
            char is not None
            and base is not None
            and _is_raised(char, base)
            and _follows(last, char, base["size"])
        ):
            run.append(char)
        else:
            if run and is_note_mark(_text(run), base["text"]):
                found.append(run)
            base, run = char, []
        last = char
    return found


def _leads(chars: list[Any]) -> list[tuple[list[Any], Any]]:
    """Raised numbers at the beginning of a text, each with the first character after it."""
    found = []
    for at, (char, after) in enumerate(itertools.pairwise(chars)):
        if not (_is_raised(char, after) and 0 <= after["x0"] - char["x1"] + _SAME_LINE <= after["size"]):
            continue
        run = [char]
        for before in reversed(chars[max(at - 3, 0) : at]):
            if not (_is_raised(before, after) and _follows(before, run[0], after["size"])):
                break
            run.insert(0, before)
        before = chars[at - len(run)] if at >= len(run) else None
        begins = (
            before is None
            or not _follows(before, run[0], after["size"])
            or abs(_baseline(before) - _baseline(after)) > _SAME_LINE
        )
        if begins and is_note_mark(_text(run), ""):
            found.append((run, after))
    return found


def _is_raised(char: Any, base: Any) -> bool:
    above = _baseline(base) - _baseline(char)
    if char["fontname"] == base["fontname"]:  # what raises text within a line moves its box alone
        above = max(above, base["bottom"] - char["bottom"])
    return bool(
        char["size"] <= _SMALLER * base["size"]
        and _RAISED_FROM * base["size"] <= above <= _RAISED_TO * base["size"]
    )


def _follows(before: Any, char: Any, size: float) -> bool:
    return bool(-_BESIDE * size <= char["x0"] - before["x1"] <= _BESIDE * size)


def _set_level(chars: list[Any]) -> None:
    """Give the characters of one baseline the height of the largest among them."""
    level = sorted(((_baseline(char), char) for char in chars), key=lambda pair: pair[0])
    lines: list[list[Any]] = []
    last = None
    for base, char in level:
        if last is None or base - last > _SAME_LINE:
            lines.append([])
        lines[-1].append(char)
        last = base
    for line in lines:
        largest = max(line, key=lambda char: char["bottom"] - char["top"])
        top, bottom = largest["top"], largest["bottom"]
        for char in line:
            char["doctop"] += top - char["top"]
            char["top"], char["bottom"] = top, bottom
