"""An outline to a plan that validates, and what was made of the document, for the person who has to check it."""

import re
from collections import Counter
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.departments import Named, department_id, named_in
from edu_plan_cli.features.importing.due_dates import Due
from edu_plan_cli.features.importing.item_reading import ReadItem, read_item
from edu_plan_cli.features.importing.outline import Outline
from edu_plan_cli.features.importing.outline_parts import OutlineItem, OutlineSection
from edu_plan_cli.features.importing.paragraphs import Paragraph, parted, solid
from edu_plan_cli.features.importing.target_extraction import Asked, Found, promises_a_number
from edu_plan_cli.features.importing.target_subjects import with_subject
from edu_plan_cli.model.identity import mint
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.plan import PLAN_SCHEMA, Candidate
from edu_plan_cli.nodes.writer import Raw, pair
from edu_plan_cli.values.chinese_sentences import find_numbers
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.han import han_digits
from edu_plan_cli.values.sentences import Sentence, split_sentences, uncovered_sentences

_SHORTEST_CLAUSE = 4  # characters

_KEYS = key_order(Candidate)


class Unread(NamedTuple):
    """A sentence nothing was read out of, by item."""

    number: int
    text: str


class PlanDraft(NamedTuple):
    text: str
    sections: int
    items: int
    departments: int
    unassigned: int  # items that name nobody
    candidates: dict[str, int]  # by kind
    sentences: int
    silent: int  # of them, those nothing was read out of
    unread: list[Unread]  # those, and the clauses nothing was read out of in the others
    dues: list[tuple[int, Due]]  # the time limits the items name, by item
    numbers: list[Unread]  # those of the items' texts that became no target, with their units
    asked: list[tuple[int, Asked]]  # numbers and days that are not read, by item
    outside: list[str]  # sentences with a promised number that stand in no item
    left: list[Paragraph]  # of the document, what the plan has no place for
    characters: int  # of the document, white space aside
    kept: int  # of them, what stands in the plan
    renumbered: list[
        tuple[int, str]
    ]  # items whose printed numbers began anew: the running number and what is printed


def draft(outline: Outline, lines: list[Paragraph], year: int, name: str) -> PlanDraft:
    """Make a plan's text of an outline, in the plan's year. ``lines`` are the document's, ``name`` the file's, for the remark at the top."""
    ids = _Ids()
    departments = _departments(outline)
    sections: list[dict[str, Any]] = []
    items: list[_DraftItem] = []
    for section in outline.sections:
        entry = {"id": ids.new("s", f"{section.number} {section.heading}"), "number": section.number, "heading": section.heading}  # fmt: skip
        above = named_in(section.text) or named_in(section.heading)
        within = section.heading.rpartition("\u3000")[2]
        drafted = [
            _draft_item(
                item,
                read_item(item.heading, item.text, year, section=within, above=above),
                section,
                departments,
                ids,
            )
            for item in section.items
        ]
        items += drafted
        text = {"text": section.text} if section.text else {}
        sections.append(entry | text | ({"items": [item.entry for item in drafted]} if drafted else {}))
    top = _top(outline, year, departments) | {"sections": sections}
    shown = re.sub(r"[^ -~\u3000-\u9fff〔〕《》（）]", "", name)
    remark = f"# 由 {shown} 读入；候选目标（candidates）还要逐个看：edu-plan review\n"
    whole, kept, missing = _coverage(outline, lines)
    return PlanDraft(
        text=remark + "".join(f"{line}\n" for key, value in top.items() for line in pair(key, value, 0)),
        sections=len(sections),
        items=len(items),
        departments=len(departments),
        unassigned=sum(item.read.named is None for item in items),
        candidates=dict(Counter(kind for item in items for kind in item.kinds)),
        sentences=sum(item.sentences for item in items),
        silent=sum(item.silent for item in items),
        unread=[Unread(item.number, words) for item in items for words in item.unread],
        dues=[(item.number, due) for item in items for due in item.read.dues],
        numbers=[Unread(item.number, words) for item in items for words in item.numbers],
        asked=[(item.number, question) for item in items for question in item.read.asked],
        outside=[sentence for sentence in _outside(outline) if promises_a_number(sentence)],
        left=missing,
        characters=whole,
        kept=kept,
        renumbered=[
            (item.number, item.printed)
            for section in outline.sections
            for item in section.items
            if item.printed
        ],
    )


class _DraftItem(NamedTuple):
    """An item as the plan has it, and what was made of its words."""

    number: int
    entry: dict[str, Any]
    read: ReadItem
    kinds: list[str]  # of its candidates
    sentences: int
    silent: int
    unread: list[str]
    numbers: list[str]


def _draft_item(
    item: OutlineItem, read: ReadItem, section: OutlineSection, departments: dict[str, str], ids: "_Ids"
) -> _DraftItem:
    candidates = _with_parts(
        [
            candidate_values(
                with_subject(promise, item.text), ids.new("t", f"{promise.quote} {promise.name}")
            )
            for promise in read.promised
        ]
    )
    quoted = [candidate["quote"] for candidate in candidates] + read.aside
    unquoted = uncovered_sentences(item.text, quoted)
    entry = (
        {"id": ids.new("i", f"{section.heading} {item.number} {item.heading}"), "number": item.number}
        | ({"printed": item.printed} if item.printed else {})
        | {"heading": item.heading, "text": item.text}
        | _who(read.named, departments)
        | ({"context": read.aside} if read.aside else {})
        | ({"candidates": candidates} if candidates else {})
    )  # fmt: skip
    return _DraftItem(
        number=item.number,
        entry=entry,
        read=read,
        kinds=[candidate["kind"] for candidate in candidates],
        sentences=len(split_sentences(item.text)),
        silent=len(unquoted),
        unread=_unread(item.text, quoted, unquoted),
        numbers=_numbers_left(item.text, quoted),
    )


def _unread(text: str, quoted: list[str], whole: list[Sentence]) -> list[str]:
    """The sentences nothing was read out of, and of the others the clauses that no quotation touches."""
    spans = [(start, start + len(quote)) for quote in quoted if (start := text.find(quote)) >= 0]
    said = []
    for sentence in split_sentences(text):
        if sentence in whole:
            said.append(sentence.text.strip())
            continue
        for clause in re.finditer(r"[^，,]+[，,]?", sentence.text):
            start, end = sentence.start + clause.start(), sentence.start + clause.end()
            words = clause[0].strip(" ，,。；")
            if len(words) >= _SHORTEST_CLAUSE and not any(a < end and start < b for a, b in spans):
                said.append(words)
    return said


def _numbers_left(text: str, quoted: list[str]) -> list[str]:
    """The numbers with their units that stand in no quotation, in the words of their clauses."""
    for quote in quoted:
        text = text.replace(quote, "\n")
    clauses = [clause for clause in re.split(r"[，。；：\n]", text) if clause.strip()]
    return [clause.strip() for clause in clauses if any(True for _ in find_numbers(clause))]


def year_of(outline: Outline, lines: list[Paragraph]) -> int | None:
    """The year a document is for: its title's, else its number's, else the first it speaks of.

    A title with two years (2023年工作总结和2024年工作计划) is for that of the plan.
    """
    planned = re.search(
        r"20\d\d\D{0,12}(?:要点|计划|安排|打算|方案|任务|思路|重点|目标)", outline.title.replace(" ", "")
    )
    for text in (
        planned[0] if planned else "",
        outline.title,
        outline.notice_title,
        outline.document_number,
        *(line.text for line in lines[:20]),
    ):
        if found := re.search(r"(20\d\d)", text):
            return int(found[1])
        if found := re.search(r"(二[〇○零][一二三四五][〇○零一二三四五六七八九])年", text):
            return han_digits(found[1])
    return None


def _outside(outline: Outline) -> list[str]:
    """The sentences of the opening, of sections' own texts and of annexes."""
    texts = (
        outline.overall,
        *(section.text for section in outline.sections),
        *(line.text for line in outline.left),
    )
    return [sentence.text.strip() for text in texts for sentence in split_sentences(text)]


class _Ids:
    def __init__(self) -> None:
        self.taken: set[str] = set()

    def new(self, prefix: str, seed: str) -> str:
        made = mint(prefix, seed, self.taken)
        self.taken.add(made)
        return made


def _top(outline: Outline, year: int, departments: dict[str, str]) -> dict[str, Any]:
    top: dict[str, Any] = {"schema": PLAN_SCHEMA, "revision": Raw("1"), "year": Raw(year)}
    top["title"] = outline.title or f"{year} 年工作要点"
    for key in ("issuer", "document_number"):
        if value := getattr(outline, key):
            top[key] = value
    if outline.issued_on is not None:
        top["issued_on"] = Raw(outline.issued_on.day)
    if letter := _letter(outline):
        top["notice"] = letter
    if outline.overall:
        top["overall_requirements"] = outline.overall
    if departments:
        top["departments"] = [{"id": identity, "name": name} for name, identity in departments.items()]
    return top


def _letter(outline: Outline) -> dict[str, str]:
    """印发通知: whole or not at all, as a plan has it."""
    parts = {"title": outline.notice_title, "addressees": outline.addressees, "text": outline.notice_text}
    return parts if all(parts.values()) else {}


def _departments(outline: Outline) -> dict[str, str]:
    """Every department the document names, in its order, with an id made of its sound."""
    names: dict[str, None] = {}
    for section in outline.sections:
        texts = [section.heading, section.text, *(f"{item.heading}\n{item.text}" for item in section.items)]
        for text in texts:
            if named := named_in(text):
                names |= dict.fromkeys((*named.lead, *named.cooperating))
    found: dict[str, str] = {}
    for name in names:
        found[name] = department_id(name, found.values())
    return found


def _who(named: Named | None, departments: dict[str, str]) -> dict[str, Any]:
    if named is None:
        return {}
    first, *others = [departments[name] for name in (*named.lead, *named.cooperating)]
    return {"lead": first} | ({"cooperating": others} if others else {})


def candidate_values(found: Found, identity: str) -> dict[str, Any]:
    """Return a candidate as a file holds it, by key."""
    values = {
        key: Raw(plain(value))
        if isinstance(value, Decimal)
        else value
        if isinstance(value, str)
        else Raw(value)
        for key, value in found.values.items()
    }
    return {"id": identity, "kind": found.kind, "name": found.name, "quote": found.quote} | values


def _with_parts(candidates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The candidates, their keys in a file's order. 其中 …: the counts after it are parts of the count before it that has the same unit."""
    whole: dict[str, str] = {}  # the last count that is no part, by unit
    for candidate in candidates:
        unit = candidate.get("unit", "")
        if candidate["kind"] != "number":
            continue
        if not re.match("其中|[^，。]{0,4}其中", candidate["quote"]):
            whole[unit] = candidate["id"]
        elif unit in whole:
            candidate["part_of"] = whole[unit]
    return [{key: candidate[key] for key in _KEYS if key in candidate} for candidate in candidates]


def _coverage(outline: Outline, lines: list[Paragraph]) -> tuple[int, int, list[Paragraph]]:
    """The document's characters, those of them that stand in the plan, and the lines with others: 原文覆盖率.

    A heading's number and the stop after it are kept as what they are, not as characters.
    """
    held = "\n".join(  # parted, so that nothing is found across two texts
        solid(text)
        for text in (
            *(outline.document_number, f"{outline.issuer}文件", outline.title, outline.overall),
            outline.issued_on.words if outline.issued_on else "",
            *_letter(outline).values(),
            *(text for section in outline.sections for text in (section.heading, section.text)),
            *(text for s in outline.sections for item in s.items for text in (item.heading, item.text)),
        )
    )
    whole, kept, missing = 0, 0, []
    for line in parted(lines):
        if not line.number:  # said of the file, no part of its text
            missing.append(line)
            continue
        label = line.numbered
        size = len(solid(line.printed))
        parts = re.split(r"(?<=[。：:])|(?=[（(【])", label.rest if label else line.text)
        texts = [solid(part) for part in parts]
        lost = sum(len(part) for part in texts if part.rstrip("。：:") not in held)
        whole, kept = whole + size, kept + size - lost
        if lost:
            missing.append(line)
    return whole, kept, missing


def is_empty(sections: list[OutlineSection]) -> bool:
    return not any(section.items for section in sections)
