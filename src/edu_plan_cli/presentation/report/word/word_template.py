"""A bureau's own .docx as the circular's frame: its styles, pages, red head stay; {{标题}} and the like are filled."""

import io
import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.presentation.report.circular import Circular
from edu_plan_cli.presentation.safe import visible
from edu_plan_cli.values.bilingual import Words

BODY = "正文"
PLACEHOLDERS = ("标题", "文号", "主送", BODY, "落款", "日期")
_WRITTEN = re.compile(r"[{｛]{2}([^{}｛｝]*)[}｝]{2}")  # one way to match it, so that no text takes long


class Unfit(Exception):
    """A template that cannot be filled; ``words`` says why, and what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


class Template(NamedTuple):
    """Hold a bureau's own template, checked: it has a place for the text."""

    document: Any

    def fill(self, circular: Circular, title: Sequence[str]) -> frozenset[str]:
        """Put in what has a place of its own, all but the text, the title in its lines; the names of those places."""
        values = {
            "标题": "\n".join(title),
            "文号": circular.document_number,
            "主送": circular.addressees,
            "落款": circular.issuer,
            "日期": circular.date,
        }
        filled = set()
        for paragraph in _paragraphs(self.document):
            for name in _names(paragraph):
                if name in values:
                    filled.add(name)
                    _replace(paragraph, name, "\n".join(map(visible, values[name].split("\n"))))
        return frozenset(filled)

    def body(self) -> Any | None:
        """Return the paragraph the text goes in place of; None: at the end."""
        return next((p for p in _paragraphs(self.document) if BODY in _names(p)), None)


def open_template(data: bytes) -> Template:
    """``data`` has been looked at (files/office_inspection.py). Raises Unfit for a place that nothing goes into."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
    except Exception as error:
        raise Unfit(Words("这个 Word 文档打不开。", "This document cannot be opened.")) from error
    placeholders = [(name, paragraph) for paragraph in _paragraphs(document) for name in _names(paragraph)]
    if unknown := list(dict.fromkeys(name for name, _ in placeholders if name not in PLACEHOLDERS)):
        raise Unfit(_unknown(unknown))
    bodies = [paragraph for name, paragraph in placeholders if name == BODY]
    alone = all(_WRITTEN.fullmatch(_text(paragraph).strip()) for paragraph in bodies)
    in_text = all(_part(paragraph) is document.element for paragraph in bodies)
    if len(bodies) > 1 or not alone or not in_text:
        raise Unfit(
            Words(
                "{{正文}} 要在正文里独占一段，且只写一处。",
                "{{正文}} takes a paragraph of its own in the text, once.",
            )
        )
    return Template(document)


def _unknown(names: list[str]) -> Words:
    zh, en = [], []
    for name in names:
        near = nearest(name, PLACEHOLDERS, likeness=0.5)
        zh.append(f"{{{{{name}}}}}" + (f"（是不是 {{{{{near}}}}}？）" if near else ""))
        en.append(f"{{{{{name}}}}}" + (f" (did you mean {{{{{near}}}}}?)" if near else ""))
    known = "、".join(f"{{{{{name}}}}}" for name in PLACEHOLDERS)
    return Words(
        f"填不了 {'、'.join(zh)}；能用的：{known}。", f"Nothing goes into {', '.join(en)}; known: {known}."
    )


def _paragraphs(document: Any) -> list[Any]:
    """Return every paragraph wherever it stands: text, tables, text boxes, heads and feet."""
    from docx.oxml.ns import qn

    parts = [document.element.body]
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            parts.append(relation.target_part.element)
    return [paragraph for part in parts for paragraph in part.iter(qn("w:p"))]


def _part(paragraph: Any) -> Any:
    return paragraph.getroottree().getroot()


def _texts(paragraph: Any) -> list[Any]:
    """Its runs' texts, not those of a text box anchored in it."""
    from docx.oxml.ns import qn

    return [
        text for text in paragraph.iter(qn("w:t")) if next(text.iterancestors(qn("w:p")), None) is paragraph
    ]


def _text(paragraph: Any) -> str:
    return "".join(text.text or "" for text in _texts(paragraph))


def _names(paragraph: Any) -> list[str]:
    return [name.strip() for name in _WRITTEN.findall(_text(paragraph))]


def _replace(paragraph: Any, name: str, value: str) -> None:
    """Word cuts what one types into runs as it likes: the first run of a placeholder takes the value, in its type."""
    texts = _texts(paragraph)
    whole = "".join(text.text or "" for text in texts)
    spans = [match.span() for match in _WRITTEN.finditer(whole) if match[1].strip() == name]
    at = index = 0
    for text in texts:
        was, kept, here = text.text or "", [], 0
        end = at + len(was)
        while index < len(spans) and spans[index][0] < end:
            low, high = spans[index]
            kept += [was[here : max(low - at, here)], value if at <= low else ""]
            here = min(high, end) - at
            if high > end:
                break
            index += 1
        if kept:
            text.text = "".join(kept) + was[here:]
        at = end
    for text in texts:
        _break(text)


def _break(text: Any) -> None:
    """A line feed is nothing in a run's text: what follows it goes into one of its own, after a break."""
    from docx.oxml.ns import qn

    first, *lines = (text.text or "").split("\n")
    text.text = first
    for line in reversed(lines):
        following = text.makeelement(qn("w:t"), {})
        following.text = line
        text.addnext(following)
        text.addnext(text.makeelement(qn("w:br"), {}))
