"""What a sentence of a work plan is, and which sentences a quotation covers (原文覆盖).

A clause before a semicolon (；) promises as much as one before a full stop (。), so both end a sentence; in a file a line ends with
a full stop only. A closing quotation mark or bracket stays with its sentence.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

_FULL_STOPS = "。！？"
_CLOSING = "”’）》"
# Compiled where they are first used: most commands need none of the last three.
_SENTENCE = rf"[^；{_FULL_STOPS}\n]+[；{_FULL_STOPS}]?[{_CLOSING}]*"
_STATEMENT = r"[^。；;！？!?\n]+"
_LINE = rf"[^{_FULL_STOPS}]*[{_FULL_STOPS}][{_CLOSING}]*|[^{_FULL_STOPS}]+$"
_CLAUSE_END = rf"[；：{_FULL_STOPS}][{_CLOSING}]*$"


class Sentence(NamedTuple):
    """One sentence of a text, and where it is in the text."""

    text: str  # with its stop
    start: int  # in the text it is of, in characters
    end: int


def split_sentences(text: str) -> list[Sentence]:
    """Return the text cut after 。；！？ and at line breaks, blank parts included."""
    return [Sentence(match[0], match.start(), match.end()) for match in re.finditer(_SENTENCE, text)]


def split_statements(text: str) -> list[Sentence]:
    """Return the same without the stops, for text as it was typed: half-width ; ! ? end a statement too."""
    return [Sentence(match[0], match.start(), match.end()) for match in re.finditer(_STATEMENT, text)]


def split_clauses(text: str) -> list[str]:
    """Return the text cut at 。；：， and without them."""
    return [clause for clause in re.split(r"[，。；：]", text) if clause]


def first_sentence(text: str) -> str:
    """Up to the first full stop or line break; the whole text where it begins with one."""
    match = re.match(rf"[^{_FULL_STOPS}\n]+[{_FULL_STOPS}]?", text)
    return match[0] if match else text


def sentence_lines(text: str) -> list[str]:
    """Return the text as lines of a file: a line a sentence that ends with a full stop, an empty line between paragraphs."""
    lines: list[str] = []
    for paragraph in text.strip("\n").split("\n"):
        if lines:
            lines.append("")
        lines += re.findall(_LINE, paragraph) or [""]
    return lines


def ends_clause(line: str) -> bool:
    """Tell whether a line ends where its author saw a clause end: with 。！？；： and what closes after it."""
    return bool(re.search(_CLAUSE_END, line))


def uncovered_sentences(text: str, quotes: Iterable[str]) -> list[Sentence]:
    """Return the sentences of which no quote holds a part; each quote counts where it stands first. Blank ones need no quote.

    None at all where a quote is not in the text: nobody knows what it was to cover.
    """
    spans = []
    for quote in quotes:
        start = text.find(quote)
        if start < 0:
            return []
        spans.append((start, start + len(quote)))
    return [
        sentence
        for sentence in split_sentences(text)
        if sentence.text.strip()
        and not any(start < sentence.end and sentence.start < end for start, end in spans)
    ]
