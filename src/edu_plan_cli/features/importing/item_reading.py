"""An item's words to what they say: who is to do it, until when, what they promise, and what of them is not read."""

import re
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from edu_plan_cli.features.importing.departments import SAID_OF, Named, named_in, said_quotes
from edu_plan_cli.features.importing.due_dates import (
    Due,
    due_of_heading,
    due_quotes,
    dues_beside_names,
    dues_written,
)
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.target_extraction import Asked, Found, read_promises
from edu_plan_cli.features.importing.target_names import LONGEST

_OPENS = "（(【[〔［"
_CELL = re.compile(r"[^：:，。\n]{2,14}[：:](?=\d)")  # 目标要求：1.新建学校3所


class ReadItem(NamedTuple):
    named: Named | None  # None: it names nobody, nor does what it stands under
    dues: list[Due]  # its time limits as such, and those of the headings it stands under
    promised: list[Found]  # each once
    asked: list[Asked]  # numbers and days that are not read, each once
    aside: list[str]  # what the text says of who and by when, and not of the task


def read_item(
    heading: str, text: str, year: int, *, section: str = "", above: Named | None = None
) -> ReadItem:
    """Read an item's heading and text in the plan's year (0: days do not count).

    ``section`` is the heading the item stands under, which may be a time (3月); ``above`` whom that names.
    """
    named = named_in(text) or named_in(heading) or above
    brackets = [quote for quote in (named.quotes if named else ()) if quote[0] in _OPENS and quote in text]
    dues = _dues(heading, text, section, brackets, year) if year else []
    told = [one for line in _lines(text, brackets) for one in read_promises(line, year)]
    promised = (one for one in told if isinstance(one, Found))
    return ReadItem(
        named,
        dues,
        _distinct(_in_item(promise, heading, _only_day(dues)) for promise in promised),
        list(dict.fromkeys(one for one in told if isinstance(one, Asked))),
        _aside(named, text),
    )


def _dues(heading: str, text: str, section: str, brackets: list[str], year: int) -> list[Due]:
    """The nearest: of the text, of the brackets that name departments, of the item's heading, of the section's."""
    return (
        dues_written(text, year)
        or [due for quote in brackets for due in dues_beside_names(quote[1:-1], year)]
        or due_of_heading(heading, year)
        or due_of_heading(section, year)
    )


def _lines(text: str, brackets: list[str]) -> Iterable[str]:
    """Its lines without their labels, and without those on who, until when and how far: nothing is promised in them."""
    for quote in brackets:
        text = text.replace(quote, "\n")
    for line in SAID_OF.sub("", text).split("\n"):
        cell = _CELL.match(line)
        rest = line[cell.end() :] if cell else line
        label = label_of(rest)
        yield label.rest if label else line


def _only_day(dues: list[Due]) -> date | None:
    days = {due.day for due in dues}
    return days.pop() if len(days) == 1 else None


def _in_item(promise: Found, heading: str, until: date | None) -> Found:
    """A target without a day of its own, or with no more than 年内, has the item's time limit (完成时限：6月底前);
    one whose words name nothing (全年4次) has its heading for a name.
    """
    is_named = re.search(r"[\u4e00-\u9fff]{2}", promise.name) or not heading
    values = dict(promise.values)
    if until is not None and ("due" not in values or _is_within_year(promise, until.year)):
        values["due"] = until
    return promise._replace(name=promise.name if is_named else heading[:LONGEST], values=values)


def _is_within_year(promise: Found, year: int) -> bool:
    return promise.values["due"] == date(year, 12, 31) and bool(re.search(r"年度?内", promise.quote))


def _distinct(found: Iterable[Found]) -> list[Found]:
    """The same promise said twice is one."""
    kept: dict[tuple[object, ...], Found] = {}
    for promise in found:
        kept.setdefault((promise.kind, promise.name, *promise.values.values()), promise)
    return list(kept.values())


def _aside(named: Named | None, text: str) -> list[str]:
    lines = [found[0].strip() for found in SAID_OF.finditer(text)]
    days = [words for words in due_quotes(text) if not any(words in line for line in lines)]
    said = [*(named.quotes if named else ()), *said_quotes(text), *days, *lines]
    return [words for words in dict.fromkeys(said) if words in text]
