"""Paragraphs to the parts of an issued document: its head, its sections and items, and what is left over."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from edu_plan_cli.features.importing.annex_tables import with_annexes
from edu_plan_cli.features.importing.departments import SAID_OF, named_in, names_only, says_what_to_do
from edu_plan_cli.features.importing.front_matter import Head, head_and_body
from edu_plan_cli.features.importing.numbering_tree import (
    Node,
    at_depth,
    item_depth,
    runs_on,
    split_heading,
    tree,
    with_tasks_of_paragraphs,
)
from edu_plan_cli.features.importing.outline_parts import OutlineItem, OutlineSection
from edu_plan_cli.features.importing.paragraphs import Paragraph
from edu_plan_cli.features.importing.target_extraction import promises_a_number
from edu_plan_cli.values.bilingual import Words

_LONG = 80  # characters: a paragraph that names departments and is longer says what to do as well
_MOST = 999  # items a plan may have
_MOST_TEXT = 15_000  # characters of an item; a plan's file takes 20,000 with its line breaks
_LABELLED = re.compile(r"[^：:，。]{2,8}[：:]")  # 责任科室：… 工作措施：… belong to the task above


@dataclass
class Outline(Head):
    sections: list[OutlineSection] = field(default_factory=list)


def outline(lines: list[Paragraph]) -> Outline:
    head, body = head_and_body(lines)
    sections = _sections(with_tasks_of_paragraphs(tree(body)), head.title)
    sections, head.left = with_annexes(sections, head.left)
    return Outline(**vars(head), sections=_numbered(sections))


def too_much(found: Outline) -> Words | None:
    """Why no plan can be made of what was read; None where one can."""
    items = [item for section in found.sections for item in section.items]
    if len(items) > _MOST:
        return Words(
            f"读出 {len(items)} 项任务，一年的工作要点没有这么多。",
            f"{len(items)} items are more than a year has.",
        )
    texts = [(f"第 {item.line} 行起的任务", item.text) for item in items]
    texts += [(f"“{section.heading[:20]}”", section.text) for section in found.sections]
    texts += [("总体要求", found.overall), ("通知", found.notice_text)]
    for where, text in texts:
        if len(text) > _MOST_TEXT:
            return Words(
                f"{where}有 {len(text)} 字，像是没有分出任务；请检查标题的序号。",
                f"{where}: {len(text)} characters in one text; were its numbers lost?",
            )
    return None


def _numbered(sections: list[OutlineSection]) -> list[OutlineSection]:
    """Items keep the numbers they are printed with where these tell them apart in order; else they are counted.

    Those printed without one (0) come after the last. What is counted anew keeps beside it what is printed.
    """
    numbers = [item.number for section in sections for item in section.items]
    printed = list(itertools.takewhile(bool, numbers))
    rising = all(a < b for a, b in itertools.pairwise([0, *printed]))
    last = max(printed, default=0) + len(numbers) - len(printed)
    kept = rising and not any(numbers[len(printed) :]) and last <= _MOST
    count = itertools.count(printed[-1] + 1 if kept and printed else 1)
    return [
        replace(
            section,
            items=[
                item if kept and item.number else _counted(item, section, next(count))
                for item in section.items
            ],
        )
        for section in sections
    ]


def _counted(item: OutlineItem, section: OutlineSection, number: int) -> OutlineItem:
    printed = f"{section.number}、{item.number}" if item.number not in (0, number) else ""
    return item._replace(number=number, printed=printed)


def _sections(roots: list[Node], title: str) -> list[OutlineSection]:
    if not any(node.children for node in roots):
        return _flat(roots, title)
    tasks = list(_tasks(roots, item_depth(roots)))
    continuous = runs_on([node.number for node in tasks if node.kind != "paragraph"])
    last = max(index for index, root in enumerate(roots) if root.children)
    # Numbers printed further on are not to be taken by what has none.
    return [
        section
        for index, root in enumerate(roots)
        for section in _of_root(root, {id(node) for node in tasks}, free=not continuous or index > last)
    ]


def _of_root(root: Node, tasks: set[int], *, free: bool) -> Iterator[OutlineSection]:
    """The sections a topmost heading makes: itself with its tasks, and one for each heading of the second level."""
    number, (heading, text) = _bare(root.label) or str(root.number), root.words
    if not root.children:
        yield _without_numbers(root, number, heading, free=free)
        return
    text = _together(text, *root.paragraphs)
    for direct, group in itertools.groupby(root.children, lambda child: id(child) in tasks):
        if direct or text:
            yield OutlineSection(
                number, heading, text, [_item(node, node.number) for node in group] if direct else []
            )
            text = ""
        for child in () if direct else group:
            location, (below, words) = _location(number, child.label), child.words
            within = f"{heading}　{below}"
            if child.children:
                items = [_item(node, node.number) for node in child.children]
                yield OutlineSection(location, within, _together(words, *child.paragraphs), items)
            else:
                yield _without_numbers(child, location, within, free=free)


def _without_numbers(node: Node, number: str, heading: str, *, free: bool) -> OutlineSection:
    """Each paragraph under a heading without numbers is a task, unless it only says what all is about."""
    items = _paragraph_items(node) if free and not _is_overall(node) else []
    return OutlineSection(number, heading, "" if items else _together(node.words[1], *node.paragraphs), items)


def _tasks(roots: list[Node], depth: int) -> Iterator[Node]:
    """The nodes that are tasks. Under a heading of the second level, or right under a section where it has none."""
    kinds = {node.kind for node in at_depth(roots, depth)}
    for child in at_depth(roots, 1):
        if depth == 1 or (
            not child.children and (child.kind in kinds or child.words[1] or not child.paragraphs)
        ):
            yield child
        else:
            yield from child.children


def _item(node: Node, number: int) -> OutlineItem:
    heading, text = node.words
    whole = _together(text, *node.flat())
    told = SAID_OF.sub("", whole).strip()  # without the lines on who leads and until when
    if text != node.rest and (not told or names_only(told) or promises_a_number(heading)):
        whole = _together(
            node.rest, *node.flat()
        )  # what is promised in its heading is to be quoted from its text
    return OutlineItem(number, heading or node.rest, whole, node.line)


def _is_overall(node: Node) -> bool:
    """总体要求, 指导思想 … and goals without a number: they are no tasks."""
    heading, text = node.words
    if re.search(r"总体(?:要求|思路)|指导思想|工作思路", heading):
        return True
    return bool(re.search(r"目标", heading)) and not promises_a_number(_together(text, *node.paragraphs))


def _flat(roots: list[Node], title: str) -> list[OutlineSection]:
    """Numbers of one kind only: they are items; but headings with several paragraphs of text below are sections."""
    heads = sum(bool(node.paragraphs) and not node.words[1] for node in roots)
    told = [text for node in roots for text in node.paragraphs if not _LABELLED.match(text)]
    if heads * 2 > len(roots) and len(told) > len(roots):
        return [
            _without_numbers(node, _bare(node.label) or str(node.number), node.words[0], free=True)
            for node in roots
        ]
    printed = runs_on([node.number for node in roots])
    items = [_item(node, node.number if printed else count) for count, node in enumerate(roots, 1)]
    return [OutlineSection("一", title or "工作任务", "", items)] if items else []


def _paragraph_items(node: Node) -> list[OutlineItem]:
    items: list[OutlineItem] = []
    for text in (part for part in (node.words[1], *node.paragraphs) if part):
        if items and named_in(text) is not None and len(text) <= _LONG and not says_what_to_do(text):
            items[-1] = items[-1]._replace(text=f"{items[-1].text}\n{text}")
            continue
        heading, rest = split_heading(text)
        if promises_a_number(heading) or names_only(rest):
            rest = text
        items.append(OutlineItem(0, heading, rest or text, node.line))
    return items


_HAN = re.compile(r"[一二三四五六七八九十百](?![^一二三四五六七八九十百])")


def _location(number: str, label: str) -> str:
    """Return where a heading of the second level stands: 一（二）; 1.2 and 一、二 where nothing else would part the two."""
    below = label.strip("、．.，")
    if re.search(r"[0-9A-Za-z]$", number) and re.match(r"[0-9A-Za-z]", below):
        return f"{number}.{below}"
    return f"{number}{'、' if _HAN.search(number) and _HAN.match(below) else ''}{below}"


def _bare(label: str) -> str:
    return label.strip("、．.，, ：:（）()")


def _together(*parts: str) -> str:
    return "\n".join(part for part in parts if part)
