"""Numbered paragraphs to a tree: what lies under what, and which level of it the tasks are.

Documents number in many ways. What is a section and what an item follows from the numbers themselves: those that
others lie under are sections; items are where departments are named, or where a count runs through the whole document.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from edu_plan_cli.features.importing.departments import before_the_names, named_in
from edu_plan_cli.features.importing.numbering import with_label
from edu_plan_cli.features.importing.paragraphs import Paragraph, parted

_SHORT = 30  # characters: a first sentence that is longer is text, not a heading
_LONG = 40
_FEWEST = 3  # numbers that run on prove nothing when they are fewer
_TOPMOST = (
    "",
    "part",
    "chinese",
)  # what 一是 … 二是 … may lie under and be tasks; under others they are text


@dataclass
class Node:
    kind: str
    number: int
    label: str
    rest: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    children: list["Node"] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, str]:
        return split_heading(self.rest)

    def flat(self) -> Iterator[str]:
        """Everything below, as it stands on paper."""
        yield from self.paragraphs
        for child in self.children:
            yield with_label(child.label, child.rest)
            yield from child.flat()


def split_heading(text: str) -> tuple[str, str]:
    """加强学习。坚持…… → (加强学习, 坚持……). A text without a short first sentence has its first clause for a heading."""
    first, stop, rest = text.partition("。")
    if not stop:
        heading, names = before_the_names(text)
        if names and len(heading) <= _LONG:
            return heading, names
        if (colon := re.match(r"([^：:（(【]+)(?:：|:(?! ))(.+)", text)) and len(colon[1]) <= _SHORT:
            first, stop, rest = colon[1], "：", colon[2]
    if first.strip(" ：:") and len(first) <= _SHORT and (stop or not re.search(r"[；：;:]", first)):
        return first.strip(" ：:"), rest.strip()
    if not stop and len(text) <= _LONG:
        return text.strip(), ""
    for ends in (r"[，,；;。：:]", r"[，,；;。：:、]"):
        if len(clause := re.split(ends, text)[0].strip()) <= _SHORT:
            break
    return clause[:_LONG].strip() or text[:_SHORT].strip(), text


def tree(body: list[Paragraph]) -> list[Node]:
    """The topmost nodes. A document without numbers has a node for each of its paragraphs."""
    root = Node("", 0, "", "", 0)
    stack = [root]
    for line in parted(body):
        label = line.numbered
        if label is not None and label.kind == "spoken" and not _tops(stack):
            label = None
        if label is None and not line.heading:
            stack[-1].paragraphs.append(line.text)
            continue
        kind = label.kind if label else f"heading {line.heading}"
        if kind in (kinds := [node.kind for node in stack]):
            del stack[kinds.index(kind) :]
        number = label.number if label else len([n for n in stack[-1].children if n.kind == kind]) + 1
        node = Node(
            kind, number, label.text if label else "", label.rest if label else line.text, line.number
        )
        stack[-1].children.append(node)
        stack.append(node)
    if root.paragraphs:
        root.children = _of_paragraphs(root.paragraphs, body[0].number) + root.children
    return _with_words(root.children)


def _tops(stack: list[Node]) -> bool:
    last = next(node for node in reversed(stack) if node.kind != "spoken")
    return (last.kind in _TOPMOST or last.kind.startswith("heading")) and not last.words[1]


def _of_paragraphs(paragraphs: list[str], line: int) -> list[Node]:
    return [Node("paragraph", number, "", text, line) for number, text in enumerate(paragraphs, 1)]


def _with_words(nodes: list[Node]) -> list[Node]:
    """A number alone on its line belongs to the paragraph below; without one its heading is the number, or nothing."""
    kept = []
    for node in nodes:
        if not node.rest and node.paragraphs:
            node.rest = node.paragraphs.pop(0)
        node.children = _with_words(node.children)
        if not node.rest and node.children:
            node.rest = node.label
        if node.rest:
            kept.append(node)
    return kept


def with_tasks_of_paragraphs(roots: list[Node]) -> list[Node]:
    """（一）抓学习 / 抓常规。…… / 抓教研。……: below most headings of the second level paragraphs stand that are tasks."""
    second = [node for node in at_depth(roots, 1) if not node.children]
    made_of = [node for node in second if _is_heading(node) and len(_run_in(node)) > 1]
    if made_of and len(made_of) * 2 > len(at_depth(roots, 1)):
        for node in second:
            if _is_heading(node) and _run_in(node) and len(_run_in(node)) == len(node.paragraphs):
                node.children, node.paragraphs = _of_paragraphs(node.paragraphs, node.line), []
    return roots


def _run_in(node: Node) -> list[str]:
    """Its paragraphs that begin with a heading of their own."""
    return [text for text in node.paragraphs if "。" in text and split_heading(text)[1] not in ("", text)]


def _is_heading(node: Node) -> bool:
    """Whether it says nothing but its heading and who is to do it."""
    _, text = node.words
    return not text and named_in(node.rest) is None


def at_depth(nodes: list[Node], depth: int) -> list[Node]:
    return nodes if depth == 0 else [found for node in nodes for found in at_depth(node.children, depth - 1)]


def item_depth(roots: list[Node]) -> int:
    """1: items lie right under their section. 2: the level between is a heading only."""
    second, third = at_depth(roots, 1), at_depth(roots, 2)
    if not third:
        return 1
    through = runs_on([node.number for node in second]) and sum(bool(root.children) for root in roots) > 1
    if runs_on([node.number for node in third]) and not through:
        return 2
    named = [
        sum(any(named_in(text) for text in (node.rest, *node.paragraphs)) for node in nodes)
        for nodes in (second, third)
    ]
    if any(named):
        return 2 if named[1] > named[0] else 1
    heads = [node for node in second if node.children and _is_heading(node) and not node.paragraphs]
    told = [
        node for node in third if node.words[1] not in ("", node.rest) or node.paragraphs or node.children
    ]
    return 2 if not through and len(heads) * 2 > len(second) and len(told) * 2 > len(third) else 1


def runs_on(numbers: list[int]) -> bool:
    """1, 2, 3 … through the whole document; a number left out is no new beginning."""
    return len(numbers) >= _FEWEST and all(a < b for a, b in itertools.pairwise(numbers))
