"""The issued plan and the draft that ``new-year`` made of the year before are joined into one, whichever was there first.

The document decides the words: sections, items, numbers, texts. The draft gives what it carries over: ids, names, baselines,
departments, contributors. A carried target whose quotation stands in the document is a target of it; one whose wording changed is a
candidate with its id, its new words and values beside what it keeps; one the document does not have is a candidate under a section
of its own. So a person goes through all that is not certain, and nothing of either is lost.
"""

import difflib
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from edu_plan_cli.binding.fields import joined
from edu_plan_cli.editing.layout import remarks_of
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.model.identity import mint
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.plan import CARRIED_OVER, Candidate, Item, Plan
from edu_plan_cli.nodes.writer import Raw, as_values, pair
from edu_plan_cli.values.sentences import split_sentences

_ALIKE = 0.55  # of two headings or sentences that say the same in other words
_FROM_DRAFT = ("org_code", "illustrative", "settings")
# What the document's words say of a target, against what the draft kept from the year before.
_SAID_ANEW = ("quote", "unit", "target_value", "minimum", "every", "comparison", "start", "due", "population")
_Data = dict[str, Any]


class JoinedDraft(NamedTuple):
    """The joined text, and what became of each carried target: its name, with its words before and now where they differ."""

    text: str
    same: list[str]
    changed: list[tuple[str, str, str]]  # name, words of the draft, words of the document
    gone: list[tuple[str, str]]  # name and words of the draft
    new: int  # targets and candidates of the document that the draft does not have


def join_draft(path: str, document: str, draft: str) -> JoinedDraft:
    """Join the text of a draft to that of a document. Raises Unreadable where either is none."""
    doc: _Data = as_values(parse(path, document), joined)
    old: _Data = as_values(parse(path, draft), joined)
    joining = _Joining(doc, old)
    joining.run()
    order = key_order(Plan)
    top = {key: doc[key] for key in order if key in doc}
    lines = [line for key, value in top.items() for line in pair(key, value, 0)]
    text = _with_remarks(path, lines, document, draft)
    return JoinedDraft(text, joining.same, joining.changed, joining.gone, joining.new)


class _Joining:
    """The two plans as values; the document's are changed in place."""

    def __init__(self, doc: _Data, old: _Data) -> None:
        self.doc, self.old = doc, old
        self.same: list[str] = []
        self.changed: list[tuple[str, str, str]] = []
        self.gone: list[tuple[str, str]] = []
        self.new = 0
        self.carried = {target["id"] for item in _items(old) for target in item.get("targets", [])}

    def run(self) -> None:
        """Join departments, then sections and items, then each item's targets; what is left is carried over apart."""
        self._departments()
        for key in _FROM_DRAFT:
            if key in self.old:
                self.doc.setdefault(key, self.old[key])
        headings = {_solid(section["heading"]): section["id"] for section in self.old.get("sections", [])}
        for section in self.doc.get("sections", []):
            section["id"] = headings.get(_solid(section["heading"]), section["id"])
        known = {target["id"] for item in _items(self.doc) for target in item.get("targets", [])}
        known |= {candidate["id"] for item in _items(self.doc) for candidate in item.get("candidates", [])}
        left = []
        for item, before in self._pairs():
            carried = [target for target in before.get("targets", []) if target["id"] not in known]
            if item is not None:
                self._keep(item, before)
                carried = [target for target in carried if not self._take(item, target)]
            rest = []
            for target in carried:  # its words may stand in another item now
                others = (each for each in _items(self.doc) if each is not item)
                if not any(self._is_same(each, target) for each in others):
                    rest.append(target)
            if rest:
                left.append((before, item is None, rest))
        self._carry_over(left)
        self._parts_of_candidates()
        self.new = sum(
            each["id"] not in self.carried
            for item in _items(self.doc)
            for each in (*item.get("targets", []), *item.get("candidates", []))
        )

    def _departments(self) -> None:
        """The draft's departments, then the document's others; the document's items name them by the draft's ids."""
        mine: list[_Data] = list(self.old.get("departments", []))
        ids = {name: each["id"] for each in mine for name in (each["name"], *each.get("aliases", []))}
        renamed: dict[str, str] = {}
        for department in self.doc.get("departments", []):
            if department["name"] in ids:
                renamed[department["id"]] = ids[department["name"]]
            else:
                taken = {each["id"] for each in mine}
                renamed[department["id"]] = (
                    department["id"] if department["id"] not in taken else f"{department['id']}2"
                )
                mine.append({**department, "id": renamed[department["id"]]})
        if mine:
            self.doc["departments"] = mine
        for item in _items(self.doc):
            for each in (item, *item.get("targets", []), *item.get("candidates", [])):
                if "lead" in each:
                    each["lead"] = renamed.get(each["lead"], each["lead"])
                if "cooperating" in each:
                    each["cooperating"] = [renamed.get(who, who) for who in each["cooperating"]]

    def _pairs(self) -> Iterator[tuple[_Data | None, _Data]]:
        """Each item of the draft with the document's that says the same; None where there is none."""
        free = list(_items(self.doc))
        scored = [
            (score, index, before, item)
            for index, before in enumerate(_items(self.old))
            for item in free
            if (score := _likeness(before, item)) >= _ALIKE
        ]
        matched: dict[int, _Data] = {}
        for _, index, _, item in sorted(scored, key=lambda each: -each[0]):
            if index not in matched and all(item is not each for each in matched.values()):
                matched[index] = item
        for index, before in enumerate(_items(self.old)):
            yield matched.get(index), before

    def _keep(self, item: _Data, before: _Data) -> None:
        taken = {each["id"] for each in _items(self.doc) if each is not item}
        item["id"] = before["id"] if before["id"] not in taken else item["id"]
        for key in ("lead", "cooperating", "weight"):
            if key in before:
                item.setdefault(key, before[key])
        aside = [words for words in before.get("context", []) if words in _text(item)]
        if aside:
            item["context"] = list(dict.fromkeys([*item.get("context", []), *aside]))
        _in_order(item, key_order(Item))

    def _take(self, item: _Data, target: _Data) -> bool:
        """Whether the item has the target's words, the same or changed; then it has the target."""
        return self._is_same(item, target) or self._is_changed(item, target)

    def _is_same(self, item: _Data, target: _Data) -> bool:
        if target["quote"] not in _text(item):
            return False
        for reviewed in item.get("targets", []):
            is_carried = reviewed["id"] in self.carried
            if (
                not is_carried
                and reviewed["kind"] == target["kind"]
                and _overlap(reviewed["quote"], target["quote"])
            ):
                reviewed.update(
                    {key: value for key, value in target.items() if key not in reviewed or key == "id"}
                )
                self.same.append(target["name"])
                return True
        _without_overlapping(item, target)
        item.setdefault("targets", []).append(target)
        _in_order(item, key_order(Item))
        self.same.append(target["name"])
        return True

    def _is_changed(self, item: _Data, target: _Data) -> bool:
        candidates = item.get("candidates", [])
        near = [
            each
            for each in candidates
            if each["kind"] == target["kind"] and _alike(each["quote"], target["quote"]) >= _ALIKE
        ]
        if near:
            found = max(near, key=lambda each: _alike(each["quote"], target["quote"]))
            said = {key: found[key] for key in _SAID_ANEW if key in found}
            index = next(i for i, each in enumerate(candidates) if each is found)
        else:
            quotes = [each.text.strip("。；！？ \n") for each in split_sentences(_text(item))]
            likest = max(quotes, key=lambda quote: _alike(quote, target["quote"]), default="")
            covered = [each["quote"] for each in (*item.get("targets", []), *candidates)]
            if _alike(likest, target["quote"]) < _ALIKE or any(_overlap(likest, quote) for quote in covered):
                return False
            said, index = {"quote": likest}, len(candidates)
        kept = {key: value for key, value in target.items() if key in key_order(Candidate)}
        made = {
            key: value
            for key in key_order(Candidate)
            for value in [{**kept, **said}.get(key)]
            if value is not None
        }
        item["candidates"] = [*candidates[:index], made, *candidates[index + 1 :]]
        _in_order(item, key_order(Item))
        self.changed.append((target["name"], target["quote"], str(said["quote"])))
        return True

    def _parts_of_candidates(self) -> None:
        """其中: a target whose whole is a candidate now is one, too, until its whole is looked at."""
        while True:
            targets = {target["id"] for item in _items(self.doc) for target in item.get("targets", [])}
            demoted = [
                (item, target)
                for item in _items(self.doc)
                for target in item.get("targets", [])
                if target.get("part_of", target["id"]) not in targets
            ]
            if not demoted:
                return
            for item, target in demoted:
                item["targets"] = [each for each in item["targets"] if each is not target]
                if not item["targets"]:
                    del item["targets"]
                kept = {key: target[key] for key in key_order(Candidate) if key in target}
                item["candidates"] = [*item.get("candidates", []), kept]
                _in_order(item, key_order(Item))

    def _carry_over(self, left: list[tuple[_Data, bool, list[_Data]]]) -> None:
        """A last section with what the document does not have, each under the item it was of."""
        if not left:
            return
        taken = {each["id"] for each in (*_items(self.doc), *_items(self.old), *self.doc.get("sections", []))}
        number = max((int(item["number"]) for item in _items(self.doc)), default=0)
        items = []
        for before, is_whole, targets in left:
            number += 1
            identity = before["id"] if is_whole else mint("i", f"{CARRIED_OVER} {before['heading']}", taken)
            quotes = dict.fromkeys(target["quote"].rstrip("。") for target in targets)
            keys = key_order(Candidate)
            items.append(
                {"id": identity, "number": Raw(number), "heading": before["heading"], "text": "".join(f"{quote}。" for quote in quotes)}
                | {key: before[key] for key in ("lead", "cooperating") if key in before}
                | {"candidates": [{key: target[key] for key in keys if key in target} for target in targets]}
            )  # fmt: skip
            self.gone += [(target["name"], target["quote"]) for target in targets]
        last = next((section for section in self.doc["sections"] if section["heading"] == CARRIED_OVER), None)
        if last is not None:
            last.setdefault("items", []).extend(items)
        else:
            identity = mint("s", CARRIED_OVER, taken)
            self.doc["sections"].append(
                {"id": identity, "number": "附", "heading": CARRIED_OVER, "items": items}
            )


def _items(plan: _Data) -> Iterator[_Data]:
    for section in plan.get("sections", []):
        yield from section.get("items", [])


def _text(item: _Data) -> str:
    return str(item["text"])


def _likeness(before: _Data, item: _Data) -> float:
    """1 for the same heading and more for the same words; how alike the headings are for others."""
    quotes = sum(target["quote"] in _text(item) for target in before.get("targets", []))
    return _alike(before["heading"], item["heading"]) + quotes


def _alike(first: str, other: str) -> float:
    """0 to 1; years and numbers do not count, for they change from year to year."""
    first, other = (re.sub(r"[0-9０-９.%％\s]|20\d\d年", "", words) for words in (first, other))
    return difflib.SequenceMatcher(None, first, other, autojunk=False).ratio()


def _overlap(first: str, other: str) -> bool:
    return first in other or other in first


def _without_overlapping(item: _Data, target: _Data) -> None:
    """Take out the candidates that say what the target says: of its kind and words, or of its very words."""
    kept = [
        each
        for each in item.get("candidates", [])
        if each["quote"] != target["quote"]
        and not (_overlap(each["quote"], target["quote"]) and each["kind"] == target["kind"])
    ]
    if kept:
        item["candidates"] = kept
    else:
        item.pop("candidates", None)


def _in_order(item: _Data, order: list[str]) -> None:
    ordered = {key: item[key] for key in order if key in item} | item
    item.clear()
    item.update(ordered)


def _solid(text: str) -> str:
    return "".join(str(text).split())


def _with_remarks(path: str, lines: list[str], document: str, draft: str) -> str:
    """The lines with the remarks that stood beside an id, and below them every other remark of both."""
    beside = {
        match[1]: match[2]
        for text in (draft, document)
        for match in re.finditer(r"^[ ]*- id: (\w+)[ ]+#[ ]?(.*?)[ ]*$", text, re.MULTILINE)
    }
    dressed = []
    for line in lines:
        head, _, identity = line.partition("- id: ")
        dressed.append(f"{line}    # {beside[identity]}" if not head.strip() and identity in beside else line)
    text = "\n".join(dressed) + "\n"
    top = "".join(
        f"{line}\n" for line in document.split("schema:", 1)[0].splitlines() if line.startswith("#")
    )
    text = top + text
    lost = (remarks_of(path, document) | remarks_of(path, draft)) - remarks_of(path, text)
    return text + "".join(f"{remark}\n" for remark in lost)
