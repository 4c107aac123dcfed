"""An outline to a plan that validates, and what was made of the document, for the person who has to check it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from edu_plan_cli.features.importing.departments import SAID_OF, Named, department_id, named_in
from edu_plan_cli.features.importing.due_dates import Due, due_quotes, dues_written
from edu_plan_cli.features.importing.numbering import label_of
from edu_plan_cli.features.importing.outline import Outline, OutlineSection
from edu_plan_cli.features.importing.paragraphs import Paragraph, parted, solid
from edu_plan_cli.features.importing.target_extraction import (
    Asked,
    Found,
    promises,
    promises_a_number,
    questions,
)
from edu_plan_cli.features.importing.target_names import LONGEST
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


def draft(outline: Outline, lines: list[Paragraph], year: int, name: str) -> PlanDraft:
    """``name`` is the file's, for the remark at the top."""
    ids = _Ids()
    departments = _departments(outline)
    found: dict[str, int] = {}
    unread: list[Unread] = []
    dues: list[tuple[int, Due]] = []
    numbers: list[Unread] = []
    asked: list[tuple[int, Asked]] = []
    unassigned = count = silent = 0
    sections = []
    for section in outline.sections:
        items = []
        above = named_in(section.text) or named_in(section.heading)
        for item in section.items:
            named = named_in(item.text) or named_in(item.heading) or above
            aside = _aside(named, item.text)
            promised = _distinct(item_promises(item.text, year, item.heading))
            candidates = _with_parts(
                [
                    candidate_values(
                        with_subject(promise, item.text), ids.new("t", f"{promise.quote} {promise.name}")
                    )
                    for promise in promised
                ]
            )
            for candidate in candidates:
                found[candidate["kind"]] = found.get(candidate["kind"], 0) + 1
            quoted = [candidate["quote"] for candidate in candidates] + aside
            count += len(split_sentences(item.text))
            unquoted = uncovered_sentences(item.text, quoted)
            silent += len(unquoted)
            unread += [Unread(item.number, words) for words in _unread(item.text, quoted, unquoted)]
            dues += [(item.number, due) for due in dues_written(item.text, year)]
            numbers += [Unread(item.number, words) for words in _numbers_left(item.text, quoted)]
            asked += [(item.number, question) for question in questions(item.text, year)]
            unassigned += named is None
            items.append(
                {"id": ids.new("i", f"{section.heading} {item.number} {item.heading}"), "number": item.number, "heading": item.heading, "text": item.text}
                | _who(named, departments)
                | ({"context": aside} if aside else {})
                | ({"candidates": candidates} if candidates else {})
            )  # fmt: skip
        sections.append(
            {"id": ids.new("s", f"{section.number} {section.heading}"), "number": section.number, "heading": section.heading}
            | ({"text": section.text} if section.text else {})
            | ({"items": items} if items else {})
        )  # fmt: skip
    top = _top(outline, year, departments) | {"sections": sections}
    shown = re.sub(r"[^ -~\u3000-\u9fff〔〕《》（）]", "", name)
    remark = f"# 由 {shown} 读入；候选目标（candidates）还要逐个看：edu-plan review\n"
    text = remark + "".join(f"{line}\n" for key, value in top.items() for line in pair(key, value, 0))
    whole, kept, missing = _coverage(outline, lines)
    items_made = sum(len(section.items) for section in outline.sections)
    return PlanDraft(
        text,
        len(sections),
        items_made,
        len(departments),
        unassigned,
        found,
        count,
        silent,
        unread,
        dues,
        numbers,
        asked,
        [sentence for sentence in _outside(outline) if promises_a_number(sentence)],
        missing,
        whole,
        kept,
    )


def item_promises(text: str, year: int, heading: str = "") -> Iterator[Found]:
    """Every target an item's text lets one propose. Labels, and lines on who, until when and how far, are no part of what is promised.

    A target without a day of its own has the item's time limit (完成时限：6月底前), and one whose words name nothing (全年4次) its heading.
    """
    days = {due.day for due in dues_written(text, year)} if year else set()
    until = {"due": day} if len(days) == 1 and (day := next(iter(days))) is not None else {}
    for line in SAID_OF.sub("", text).split("\n"):
        label = label_of(line)
        for promise in promises(label.rest if label else line, year):
            is_named = re.search(r"[\u4e00-\u9fff]{2}", promise.name) or not heading
            yield promise._replace(
                name=promise.name if is_named else heading[:LONGEST],
                values=promise.values | {key: day for key, day in until.items() if key not in promise.values},
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


def _aside(named: Named | None, text: str) -> list[str]:
    """What an item's text says of who and by when, and not of the task."""
    lines = [found[0].strip() for found in SAID_OF.finditer(text)]
    days = [words for words in due_quotes(text) if not any(words in line for line in lines)]
    said = [*(named.quotes if named else ()), *days, *lines]
    return [words for words in dict.fromkeys(said) if words in text]


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


def _distinct(found: Any) -> list[Found]:
    """The same promise said twice is one."""
    kept: dict[tuple[object, ...], Found] = {}
    for promise in found:
        kept.setdefault((promise.kind, promise.name, *promise.values.values()), promise)
    return list(kept.values())


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
