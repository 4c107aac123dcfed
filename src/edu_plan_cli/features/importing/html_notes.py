"""The footnotes of a web page: a raised number that links to a text at the page's end, and the link back.

Word, LibreOffice, pandoc and mammoth each write them in their own way; that a number links to a place of the same page, and
what stands there links back, is common to all.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.unread_marks import is_note_mark

_AROUND = frozenset("li p div aside section td dd".split())  # what a note's text stands in


class PageNotes(NamedTuple):
    """The elements of a page that are the numbers of notes, those that hold a note, and the links back from there."""

    numbers: frozenset[Any] = frozenset()
    texts: frozenset[Any] = frozenset()
    back: frozenset[Any] = frozenset()


def page_notes(root: Any) -> PageNotes:
    """Find the notes of a page whose numbers link to them."""
    above = {child: parent for parent in root.iter() for child in parent}
    named: dict[str, Any] = {}
    for element in root.iter():
        for name in _names(element):
            named.setdefault(name, element)
    numbers, targets = [], set[str]()
    for link in root.iter("a"):
        target = _target(link)
        if target not in named:
            continue
        if is_note_mark("".join(link.itertext()), "") and not targets.intersection(_names(link)):
            numbers.append(link)
            targets.add(target)
    texts = {_block(named[target], above) for target in targets}
    back = [link for text in texts for link in text.iter("a") if _target(link) in named]
    return PageNotes(frozenset(numbers), frozenset(texts), frozenset(back))


def _names(element: Any) -> Iterator[str]:
    if isinstance(element.tag, str):
        yield from filter(None, (element.get("id"), element.get("name") if element.tag == "a" else None))


def _target(link: Any) -> str:
    page, _, place = (link.get("href") or "").partition("#")
    return "" if page else place


def _block(element: Any, above: dict[Any, Any]) -> Any:
    """The paragraph, item of a list or section that an element is, or stands in."""
    while element.tag not in _AROUND and element in above and above[element].tag != "body":
        element = above[element]
    return element
