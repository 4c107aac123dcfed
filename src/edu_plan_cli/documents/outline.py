"""Paragraphs to the parts of an issued document: its head, its sections and items, and what is left over.

Documents number in many ways. What is a section and what an item follows from the numbers themselves: those that
others lie under are sections; items are where departments are named, or where a count runs through the whole document.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from edu_plan_cli.documents.departments import named_in
from edu_plan_cli.documents.labels import label_of
from edu_plan_cli.documents.lines import Line

_DOCUMENT_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{1,12}[〔\[（(【﹝]\s*(?:19|20)\d\d\s*[〕\]）)】﹞]\s*第?\s*\d{1,4}\s*号"
)
_TITLE = re.compile(r"工作要点|工作计划|工作安排|重点工作|工作方案|工作任务|要点$")
_LETTER = re.compile(r"通知$|的函$|批复$")
_DATE = re.compile(
    r"(?:\d{4}|[二〇○ＯO零一九]{4})年\s*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月\s*(?:\d{1,3}|[一二三四五六七八九十]{1,3})日"
)
_ANNEX = re.compile(r"附件\s*\d{0,2}\s*[：:]?|附表")
_TAIL = re.compile(
    rf"{_DATE.pattern}(?:印发|印)?$|抄送|主送|[（(]?(?:此件|本件)|[（(](?:主动|依申请|不予)公开|公开方式|联系人|共印\d+份|.{{2,20}}办公室\s*{_DATE.pattern}"
)
_BODY = re.compile(r"(?:局|厅|部|委|委员会|委办|办公室|人民政府|领导小组|学校|中心)(?:（章）|\(章\))?$")
_CLERKS = re.compile(
    r"签发人|特急|加急|平急|份号|秘密|机密|索引号|发文机关|成文日期|发布日期|来源[：:]|浏览|字号|打印|目\s*录$|主动公开"
)
_SHORT = 30  # characters: a first sentence that is longer is text, not a heading
_LONG = 40
_FEWEST = 3  # numbers that run on prove nothing when they are fewer


class Item(NamedTuple):
    number: int
    heading: str
    text: str
    line: int


@dataclass(frozen=True)
class Section:
    number: str
    heading: str
    text: str = ""
    items: list[Item] = field(default_factory=list)


@dataclass
class Outline:
    title: str = ""
    issuer: str = ""
    document_number: str = ""
    notice_title: str = ""
    addressees: str = ""
    notice_text: str = ""
    overall: str = ""
    sections: list[Section] = field(default_factory=list)
    left: list[Line] = field(default_factory=list)  # what the plan has no place for: signature, date, annexes


@dataclass
class _Node:
    kind: str
    number: int
    label: str
    rest: str
    line: int
    paragraphs: list[str] = field(default_factory=list)
    children: list["_Node"] = field(default_factory=list)

    @property
    def words(self) -> tuple[str, str]:
        return split_heading(self.rest)

    def flat(self) -> Iterator[str]:
        """Everything below, as it stands on paper."""
        yield from self.paragraphs
        for child in self.children:
            yield child.label + child.rest
            yield from child.flat()


def outline(lines: list[Line]) -> Outline:
    head, body = _head_and_body(lines)
    found = Outline()
    _read_head(head, found)
    body = _without_tail(body, found)
    roots = _with_words(_tree(body))
    found.sections = _numbered(_sections(roots, found.title))
    return found


def _numbered(sections: list[Section]) -> list[Section]:
    """Items keep the numbers they are printed with where these tell them apart in order; else they are counted."""
    printed = [item.number for section in sections for item in section.items]
    if all(a < b for a, b in itertools.pairwise([0, *printed, 1000])):
        return sections
    count = itertools.count(1)
    return [
        replace(section, items=[item._replace(number=next(count)) for item in section.items])
        for section in sections
    ]


def split_heading(text: str) -> tuple[str, str]:
    """加强学习。坚持…… → (加强学习, 坚持……). A text without a short first sentence has its first clause for a heading."""
    first, stop, rest = text.partition("。")
    if not stop and (colon := re.match(r"([^：:]+)(?:：|:(?! ))(.+)", text)) and len(colon[1]) <= _SHORT:
        first, stop, rest = colon[1], "：", colon[2]
    if first.strip(" ：:") and len(first) <= _SHORT and (stop or not re.search(r"[；：;:]", first)):
        return first.strip(" ：:"), rest.strip()
    if not stop and len(text) <= _LONG:
        return text.strip(), ""
    return re.split(r"[，,；;。：:、]", text)[0].strip()[:_SHORT].strip() or text[:_SHORT].strip(), text


def _head_and_body(lines: list[Line]) -> tuple[list[Line], list[Line]]:
    """Everything before the first number of the body. Numbers within the covering letter's annex list are not that."""
    title = _title_at(lines)
    for index, line in enumerate(lines):
        if index > title and ((line.heading and title >= 0) or label_of(line.text) is not None):
            return lines[:index], lines[index:]
    return lines[: title + 1], lines[title + 1 :]


def _title_at(lines: list[Line]) -> int:
    """Where the title stands: the last line that looks like one, rather one that names a year; -1: nowhere."""
    likely = [n for n, line in enumerate(lines[:40]) if _is_title(line.text) and not _is_listed(lines, n)]
    return max([n for n in likely if "年" in lines[n].text] or likely, default=-1)


def _is_title(text: str) -> bool:
    close = text.replace(" ", "")
    return bool(
        len(close) <= _LONG and _TITLE.search(close) and not re.search(r"[，。；]", close) and not _LETTER.search(close)
        and label_of(text) is None and not _ANNEX.match(close)
    )  # fmt: skip


def _is_listed(lines: list[Line], index: int) -> bool:
    """Whether a title-like line is but the continuation of one that says what is sent round."""
    return (
        index > 0
        and "关于" in lines[index - 1].text
        and not _LETTER.search(lines[index - 1].text.replace(" ", ""))
    )


def _read_head(head: list[Line], found: Outline) -> None:  # noqa: C901  one line each for what a head may hold
    title = _title_at(head)
    letter: list[Line] = []
    for index, line in enumerate(head):
        text, close = line.text, line.text.replace(" ", "")
        if index == title:
            before = letter.pop().text if letter and _begins_title(letter[-1].text, text) else ""
            found.title = f"{before}{text}"
        elif 0 <= title < index:
            if re.fullmatch(r"[（(].{0,30}[）)]", close) or _DATE.fullmatch(close) or _TAIL.match(close):
                found.left.append(line)
            else:
                found.overall = _paragraph(found.overall, text)
        elif not found.document_number and (number := _DOCUMENT_NUMBER.search(text)) and len(close) < _LONG:
            found.document_number = number[0]
            if rest := (text[: number.start()] + text[number.end() :]).strip():
                found.left.append(line._replace(text=rest))
        elif close.endswith("文件") and len(close) <= _SHORT and not found.issuer:
            found.issuer = close.removesuffix("文件")
        elif _CLERKS.search(close) or _ANNEX.match(close):
            found.left.append(line)
        else:
            letter.append(line)
    _read_letter(letter, found)
    if not found.title and (named := re.search(r"《([^》]*)》", found.notice_title)):
        found.title = named[1].strip()
    if not found.issuer and (
        named := re.match(r"(.{2,20}?(?:局|厅|部|委员会|委))\s*(?:关于|20\d\d|二〇)", found.title)
    ):
        found.issuer = named[1].replace(" ", "")


def _begins_title(before: str, title: str) -> bool:
    close = before.replace(" ", "")
    year = r"\s*(?:20\d\d|[二〇○零一九]{4})\s*年"
    return bool(
        (re.match(year, title) and _BODY.search(close) and len(close) <= _SHORT)
        or (not re.search(year, title) and re.search(year, before) and not _DATE.search(close) and len(close) <= _SHORT
            and not re.search(r"[。；：，]", close))
    )  # fmt: skip


def _read_letter(lines: list[Line], found: Outline) -> None:
    title: list[str] = []
    for line in lines:
        close = line.text.replace(" ", "")
        if not found.notice_title and not re.search(r"[：:。]$", close):
            title.append(line.text)
            if _LETTER.search(close):
                found.notice_title = _joined(title)
        elif re.search(r"[：:]$", close) and not found.addressees and not found.notice_text:
            found.addressees = line.text
        elif _DATE.fullmatch(close) or (_BODY.search(close) and len(close) <= _SHORT) or _TAIL.match(close):
            found.left.append(line)
            if _BODY.search(close) and not found.issuer:
                found.issuer = close
        elif found.notice_title:
            found.notice_text = _paragraph(found.notice_text, line.text)
        else:
            found.overall = _paragraph(found.overall, line.text)
    if title and not found.notice_title:
        found.left += [line for line in lines if line.text in title]


def _joined(lines: list[str]) -> str:
    return "".join(lines) if not re.search(r"[A-Za-z0-9]$", lines[0]) else " ".join(lines)


def _without_tail(body: list[Line], found: Outline) -> list[Line]:
    """Annexes and what follows them, then the signature, date and distribution at the end."""
    for index, line in enumerate(body):
        if index and _ANNEX.match(line.text) and len(line.text) <= _LONG * 2:
            found.left += body[index:]
            body = body[:index]
            break
    tail: list[Line] = []
    while len(body) > 1:
        close = body[-1].text.replace(" ", "")
        signature = len(close) <= _SHORT and _BODY.search(close) and not re.search(r"[，。；：]", close)
        if not (
            _TAIL.match(close)
            or (signature and label_of(body[-1].text) is None and named_in(body[-1].text) is None)
        ):
            break
        if signature and not found.issuer:
            found.issuer = close
        tail.insert(0, body[-1])
        body = body[:-1]
    found.left += tail
    return body


def _tree(body: list[Line]) -> list[_Node]:
    root = _Node("", 0, "", "", 0)
    stack = [root]
    for line in body:
        label = label_of(line.text)
        if label is None and not line.heading:
            stack[-1].paragraphs.append(line.text)
            continue
        kind = label.kind if label else f"heading {line.heading}"
        if kind in (kinds := [node.kind for node in stack]):
            del stack[kinds.index(kind) :]
        number = label.number if label else len([n for n in stack[-1].children if n.kind == kind]) + 1
        node = _Node(
            kind, number, label.text if label else "", label.rest if label else line.text, line.number
        )
        stack[-1].children.append(node)
        stack.append(node)
    if root.paragraphs:  # a document without numbers: each paragraph is a task
        root.children = [
            _Node("paragraph", number, "", text, body[0].number)
            for number, text in enumerate(root.paragraphs, 1)
        ] + root.children
    return root.children


def _with_words(nodes: list[_Node]) -> list[_Node]:
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


def _sections(roots: list[_Node], title: str) -> list[Section]:
    if not any(node.children for node in roots):
        return _flat(roots, title)
    depth = _item_depth(roots)
    sections: list[Section] = []
    continuous = _runs_on([node.number for node in _at_depth(roots, depth)])
    count = 0

    def item(node: _Node) -> Item:
        nonlocal count
        count = node.number if continuous else count + 1
        heading, text = node.words
        whole = "\n".join(part for part in (text, *node.flat()) if part)
        return Item(count, heading or node.rest, whole or node.rest, node.line)

    last = max(index for index, root in enumerate(roots) if root.children)
    for index, root in enumerate(roots):
        number = _bare(root.label) or str(root.number)
        heading, text = root.words
        text = "\n".join(part for part in (text, *root.paragraphs) if part)
        if not root.children:
            # Numbers printed further on are not to be taken by what has none.
            free = not continuous or index > last
            items = _paragraph_items(root, count) if free and not _is_overall(heading) else []
            count += len(items)
            sections.append(Section(number, heading, "" if items else text, items))
            continue
        leaves = [child for child in root.children if depth == 1 or not child.children]
        if leaves or text:
            sections.append(Section(number, heading, text, [item(child) for child in leaves]))
        for child in root.children:
            if child in leaves:
                continue
            below, words = child.words
            sections.append(
                Section(
                    number + child.label.strip("、．.，"), f"{heading}　{below}",
                    "\n".join(part for part in (words, *child.paragraphs) if part), [item(node) for node in child.children],
                )
            )  # fmt: skip
    return sections


def _is_overall(heading: str) -> bool:
    return bool(re.search(r"总体(?:要求|思路|目标)|指导思想|工作思路|工作目标", heading))


def _flat(roots: list[_Node], title: str) -> list[Section]:
    """Numbers of one kind only: with text run in they are items; headings with paragraphs below are sections."""
    if roots and sum(bool(node.paragraphs) and not node.words[1] for node in roots) * 2 > len(roots):
        sections, count = [], 0
        for node in roots:
            heading, text = node.words
            if _is_overall(heading):
                sections.append(
                    Section(
                        _bare(node.label),
                        heading,
                        "\n".join(part for part in (text, *node.paragraphs) if part),
                    )
                )
                continue
            items = _paragraph_items(node, count)
            count += len(items)
            sections.append(Section(_bare(node.label) or str(node.number), heading, text, items))
        return sections
    runs_on = _runs_on([node.number for node in roots])
    items = []
    for count, node in enumerate(roots, 1):
        heading, text = node.words
        whole = "\n".join(part for part in (text, *node.paragraphs) if part) or node.rest
        items.append(Item(node.number if runs_on else count, heading, whole, node.line))
    return [Section("一", title or "工作任务", "", items)] if items else []


def _paragraph_items(node: _Node, count: int) -> list[Item]:
    """Under a heading without numbers each paragraph is a task."""
    items: list[Item] = []
    for text in (part for part in (node.words[1], *node.paragraphs) if part):
        if items and named_in(text) is not None and len(text) <= _LONG * 2:
            items[-1] = items[-1]._replace(text=f"{items[-1].text}\n{text}")
            continue
        heading, rest = split_heading(text)
        items.append(Item(count + len(items) + 1, heading, rest or text, node.line))
    return items


def _at_depth(nodes: list[_Node], depth: int) -> list[_Node]:
    return nodes if depth == 0 else [found for node in nodes for found in _at_depth(node.children, depth - 1)]


def _item_depth(roots: list[_Node]) -> int:
    """1: items lie right under their section. 2: the level between is a heading only."""
    second, third = _at_depth(roots, 1), _at_depth(roots, 2)
    if len(third) < _FEWEST:
        return 1
    if _runs_on([node.number for node in third]) and not _runs_on([node.number for node in second]):
        return 2
    named = [
        sum(any(named_in(text) for text in (node.rest, *node.paragraphs)) for node in nodes)
        for nodes in (second, third)
    ]
    return 2 if named[1] > max(named[0], _FEWEST) else 1


def _runs_on(numbers: list[int]) -> bool:
    """1, 2, 3 … through the whole document; a number left out is no new beginning."""
    return len(numbers) >= _FEWEST and all(a < b for a, b in itertools.pairwise(numbers))


def _bare(label: str) -> str:
    return label.strip("、．.，, ：:（）()")


def _paragraph(text: str, more: str) -> str:
    return f"{text}\n{more}" if text else more
