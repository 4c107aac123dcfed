"""An item's text by sentences, with the place of each, and which of them a target covers (原文覆盖)."""

import re
from typing import NamedTuple

from edu_plan_cli.model.plan import Item
from edu_plan_cli.values.location import Location


class Sentence(NamedTuple):
    text: str
    item: Item
    start: int  # in the item's text, as read
    end: int

    @property
    def location(self) -> Location:
        return _place(self.item, self.text)


def sentences(item: Item) -> list[Sentence]:
    """The item's text cut after 。；！？ — a closing quote or bracket stays with its sentence."""
    found = []
    for match in re.finditer(r"[^。；！？\n]+[。；！？]?[”’）》]*", item.text):
        if match[0].strip():
            found.append(Sentence(match[0], item, match.start(), match.end()))
    return found


def uncovered(item: Item) -> list[Sentence]:
    """The sentences that neither a target quotes nor ``context`` sets aside."""
    spans = []
    for words in (*(target.quote for target in (*item.targets, *item.candidates)), *item.context):
        start = item.text.find(words)
        if start < 0:
            return []  # that quote is a problem of its own, and nobody knows what it was to cover
        spans.append((start, start + len(words)))
    return [s for s in sentences(item) if not any(start < s.end and s.start < end for start, end in spans)]


def _place(item: Item, sentence: str) -> Location:
    """Where the sentence begins in the file: its line, when the text is written as a block of lines."""
    scalar = item.scalar("text")
    if scalar is None or not scalar.block:
        return item.location("text")
    # Lines are joined on reading, so a sentence may be broken in the file; its first characters then find it.
    for length in (len(sentence), 12, 6):
        at = scalar.text.find(sentence[:length])
        if at >= 0:
            return scalar.place_in(at)._replace(width=min(length, len(sentence)))
    return item.location("text")
