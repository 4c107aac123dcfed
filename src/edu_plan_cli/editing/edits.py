"""The edits people make, each from a file's text to its new text. Nothing here writes, and nothing checks meaning."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from edu_plan_cli.editing.elements import find_element
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.editing.splice import append, append_lines, put, remark, remove_element, take_out
from edu_plan_cli.kinds.entry import ANSWERS, Correction, Entry
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.model.department_report import PROGRESS_SCHEMA, Report
from edu_plan_cli.model.department_updates import DepartmentUpdates, Update
from edu_plan_cli.model.keys import key_order
from edu_plan_cli.model.leader_instructions import Instruction, Instructions
from edu_plan_cli.model.plan import Amendment, Candidate, Plan
from edu_plan_cli.nodes.node import Listing, Node, Scalar
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.nodes.writer import Raw, pair

_TOLD_BY = ("target", "contributor", "quarter", "date")


class NoSuchField(Exception):
    """A field that leads nowhere; carries how far it led."""


class NewLead(NamedTuple):
    """Say who is to lead an item; ``name`` of a department the plan does not know yet, else empty."""

    id: str
    name: str = ""


def set_field(path: str, text: str, element: str, field: str, value: object) -> str:
    """Give an element's field a value. ``field`` may lead on: ``baseline.value``, ``steps.2.due`` (counted from 1)."""
    place = find_element(parse(path, text), element)
    if place is None:
        raise NoSuchField(element)
    owner, key, rest = _lead(place.node, field.split("."))
    for name in reversed(rest):
        value = {name: value}
    return put(text, owner, key, value, key_order(place.model) if owner is place.node else [])


def remove_field(path: str, text: str, element: str, field: str) -> str:
    """Take a field out with its value. Raises NoSuchField where it is not written or is the only one."""
    place = find_element(parse(path, text), element)
    if place is None:
        raise NoSuchField(element)
    owner, key, rest = _lead(place.node, field.split("."))
    if rest or key not in owner.values:
        raise NoSuchField(field)
    try:
        return take_out(text, owner, key)
    except ValueError as error:
        raise NoSuchField(field) from error


def add_element(path: str, text: str, parent: str, key: str, data: Mapping[str, object]) -> str:
    """Add an element (a section, item or target) at the end of its parent's list."""
    place = find_element(parse(path, text), parent)
    if place is None:
        raise NoSuchField(parent)
    return append(text, place.node, key, data, key_order(place.model))


def accept(
    path: str,
    text: str,
    item: str,
    target: Mapping[str, object],
    lead: NewLead | None,
    leads: Sequence[str] = (),
) -> str:
    """A candidate becomes a target of its item, with its id, or a sentence nobody had read into one becomes a target at once.

    ``lead`` is who leads the item, where nobody did, and the other items in ``leads``.
    """
    text = without_candidate(path, text, str(target["id"]))
    if lead is not None:
        text = set_lead(path, text, [item, *leads], lead)
    order = key_order(KINDS[str(target["kind"])])
    return add_element(path, text, item, "targets", _ordered(target, order))


def add_departments(path: str, text: str, departments: Sequence[NewLead]) -> str:
    """Add departments at the end of the plan's list."""
    for department in departments:
        text = add_element(path, text, "plan", "departments", {"id": department.id, "name": department.name})
    return text


def set_lead(path: str, text: str, items: Sequence[str], lead: NewLead) -> str:
    """Say who leads some items; a department the plan does not know yet is added."""
    text = add_departments(path, text, [lead] if lead.name else [])
    for item in items:
        text = set_field(path, text, item, "lead", lead.id)
    return text


def keep_candidate(path: str, text: str, item: str, values: Mapping[str, object]) -> str:
    """Write a candidate of an item with these values, in place of the one that has its id."""
    order = key_order(Candidate)
    place = find_element(parse(path, text), str(values["id"]))
    if place is None:
        return add_element(path, text, item, "candidates", _ordered(values, order))
    for key, value in values.items():
        if key not in ("id", "quote"):
            text = set_field(path, text, str(values["id"]), key, value)
    for key in [key for key in place.node.values if key not in values]:
        text = remove_field(path, text, str(values["id"]), key)
    return text


def set_aside(path: str, text: str, item: str, identity: str, sentences: Sequence[str]) -> str:
    """Take out the candidate with an id, if there is one, and put sentences into the ``context`` of the item: read, and no target."""
    text = without_candidate(path, text, identity)
    for sentence in sentences:
        place = find_element(parse(path, text), item)
        if place is None:
            raise NoSuchField(item)
        text = append(text, place.node, "context", sentence, key_order(place.model))
    return text


def remove_carried(path: str, text: str, item: str, identity: str) -> str:
    """Take out a candidate that was carried over; its item goes with the last that is in it, and the section with its last item."""
    text = without_candidate(path, text, identity)
    root = parse(path, text)
    sections = root.values.get("sections")
    for index, section in enumerate(sections.items if isinstance(sections, Listing) else ()):
        items = section.values.get("items") if isinstance(section, MappingNode) else None
        for place, node in enumerate(items.items if isinstance(items, Listing) else ()):
            written = node.values.get("id") if isinstance(node, MappingNode) else None
            if not (isinstance(written, Scalar) and written.text == item):
                continue
            assert isinstance(section, MappingNode)
            assert isinstance(items, Listing)
            if isinstance(node, MappingNode) and {"targets", "candidates"} & set(node.values):
                return text
            if len(items.items) == 1:
                return remove_element(text, root, "sections", index)
            return remove_element(text, section, "items", place)
    return text


def without_candidate(path: str, text: str, identity: str) -> str:
    """The text without the candidate that has an id; as it is where there is none."""
    try:
        return remove_candidate(path, text, identity)
    except NoSuchField:
        return text


def remove_candidate(path: str, text: str, identity: str) -> str:
    """Take a candidate out of its item. Raises NoSuchField where there is none."""
    for owner, listing in _candidates(parse(path, text)):
        for index, node in enumerate(listing.items):
            written = node.values.get("id") if isinstance(node, MappingNode) else None
            if isinstance(written, Scalar) and written.text == identity:
                return remove_element(text, owner, "candidates", index)
    raise NoSuchField(identity)


def _candidates(node: Node) -> Iterator[tuple[MappingNode, Listing]]:
    if isinstance(node, Listing):
        for part in node.items:
            yield from _candidates(part)
    elif isinstance(node, MappingNode):
        if isinstance(candidates := node.values.get("candidates"), Listing):
            yield node, candidates
        for key in ("sections", "items"):
            if key in node.values:
                yield from _candidates(node.values[key])


def add_amendment(path: str, text: str, data: Mapping[str, object]) -> str:
    """Return the plan's text with one more amendment at the end of its list. Raises what ``append`` raises."""
    return append(
        text, parse(path, text), "amendments", _ordered(data, key_order(Amendment)), key_order(Plan)
    )


def record(
    path: str, text: str, head: Mapping[str, object], entry: Mapping[str, Any], heading: str, name: str
) -> str:
    """Put an entry into a report: what it says of the target replaces what was said; a new file begins with ``head``.

    An entry with a ``reason`` is a correction of the quarter it names. ``heading`` (of a new file) are whole lines,
    ``name`` (of the target) is a comment, for people who read ids less well than programs.
    """
    text = _begun(text, head, heading)
    key = "corrections" if "reason" in entry else "entries"
    entry = _ordered(entry, key_order(Correction if key == "corrections" else Entry))
    same = [name for name in _TOLD_BY if name in entry]
    root = parse(path, text)
    listing = root.values.get(key)
    order = key_order(Report)
    for index, node in enumerate(listing.items if isinstance(listing, Listing) else ()):
        if isinstance(node, MappingNode) and _is_same(node, entry):
            values = {k: v for k, v in entry.items() if k not in same}
            return _update(path, text, key, index, values, key_order(Correction))
    if key == "entries" and "nil" in root.values:
        text = take_out(text, root, "nil")
        root = parse(path, text)
    elif key == "entries" and listing is None:  # a file that only corrected becomes a report today
        text = put(text, root, "submitted", Raw(head["submitted"]), order)
        root = parse(path, text)
    return _appended(path, text, key, entry, order, name)


def record_all(
    path: str,
    text: str,
    head: Mapping[str, object],
    entries: Sequence[tuple[Mapping[str, Any], str]],
    heading: str,
) -> str:
    """Put entries of the quarter into a report as ``record`` does one after the other, each with the name of its target.

    No two are of the same target and contributor. Those the report lacks are added together: to read it anew for each of them
    takes longer the longer it gets.
    """
    listing = parse(path, text).values.get("entries") if text.strip() else None
    items = listing.items if isinstance(listing, Listing) else []
    known = {_told_of(node) for node in items if isinstance(node, MappingNode)}
    old = [(entry, name) for entry, name in entries if _told_by(entry) in known]
    new = [(entry, name) for entry, name in entries if _told_by(entry) not in known]
    for entry, name in [*old, *new[:1]]:
        text = record(path, text, head, entry, heading, name)
    if len(new) < 2:  # noqa: PLR2004
        return text
    listing = parse(path, text).values["entries"]
    assert isinstance(listing, Listing)
    last = listing.items[-1]
    if listing.end is None and isinstance(last, MappingNode) and last.end is None:
        return _appended_lines(path, text, listing, new[1:])
    for entry, name in new[1:]:
        text = record(path, text, head, entry, heading, name)
    return text


def record_note(
    path: str,
    text: str,
    head: Mapping[str, object],
    key: str,
    note: Mapping[str, Any],
    heading: str,
    name: str,
) -> str:
    """Put an update or an instruction (``key`` is the list) into its file.

    An update takes the place of what was said of the target on that day; an instruction stands beside others, unless it is there
    already. ``head`` has the file's ``schema``; ``heading`` and ``name`` are as ``record`` has them.
    """
    text = _begun(text, head, heading)
    model = Update if key == "updates" else Instruction
    note = _ordered(note, key_order(model))
    told_by = _TOLD_BY if key == "updates" else ("target", "date", "given_by", "text")
    listing = parse(path, text).values.get(key)
    for index, node in enumerate(listing.items if isinstance(listing, Listing) else ()):
        if isinstance(node, MappingNode) and _is_same(node, note, told_by):
            values = {k: v for k, v in note.items() if k not in told_by}
            return _update(path, text, key, index, values, key_order(model))
    order = key_order(DepartmentUpdates if key == "updates" else Instructions)
    return _appended(path, text, key, note, order, name)


def answer_instruction(path: str, text: str, index: int, answer: Mapping[str, object]) -> str:
    """Write the answer to the instruction that stands at ``index`` (from 0) of its file, in place of one that is there."""
    return _update(path, text, "instructions", index, {"answer": dict(answer)}, key_order(Instruction))


def _appended(path: str, text: str, key: str, entry: Mapping[str, Any], order: list[str], name: str) -> str:
    """The text with one more element of a list, and the name of its target in a comment."""
    text = append(text, parse(path, text), key, entry, order)
    added = parse(path, text).values[key]
    assert isinstance(added, Listing)
    last = added.items[-1]
    assert isinstance(last, MappingNode)
    target = last.values["target"]
    assert isinstance(target, Scalar)
    return remark(text, [(target, name)])


def _appended_lines(
    path: str, text: str, listing: Listing, entries: Sequence[tuple[Mapping[str, Any], str]]
) -> str:
    """The text with more entries, each in lines of its own, and the names of their targets in comments."""
    order = key_order(Entry)
    text = append_lines(text, listing, [_ordered(entry, order) for entry, _ in entries])
    longer = parse(path, text).values["entries"]
    assert isinstance(longer, Listing)
    remarks = []
    for node, (_, name) in zip(longer.items[-len(entries) :], entries, strict=True):
        assert isinstance(node, MappingNode)
        target = node.values["target"]
        assert isinstance(target, Scalar)
        remarks.append((target, name))
    return remark(text, remarks)


def find_entry(path: str, text: str, entry: Mapping[str, Any]) -> MappingNode | None:
    """Return what a report says of the target (contributor, corrected quarter) that an entry speaks of; None where it says nothing."""
    listing = parse(path, text).values.get("corrections" if "reason" in entry else "entries")
    for node in listing.items if isinstance(listing, Listing) else ():
        if isinstance(node, MappingNode) and _is_same(node, entry):
            return node
    return None


def _begun(text: str, head: Mapping[str, object], heading: str) -> str:
    if text.strip():
        return text
    whole = {"schema": PROGRESS_SCHEMA, **head}
    lines = [line for key, value in whole.items() for line in pair(key, Raw(value), 0)]
    return text + heading + "\n".join(lines) + "\n"


def set_nil(path: str, text: str, head: Mapping[str, object], heading: str) -> str:
    """Record a department's report that nothing moved. What it says already stays, and is for the checks to refuse."""
    text = _begun(text, head, heading)
    return put(text, parse(path, text), "nil", Raw("true"), key_order(Report))


def set_received(
    path: str, text: str, head: Mapping[str, object], heading: str, day: date, reason: str
) -> str:
    """Say in a report, perhaps a new one, on which day it really came, and why that is not the day it was taken."""
    text = _begun(text, head, heading)
    text = put(text, parse(path, text), "received", Raw(day), key_order(Report))
    return put(text, parse(path, text), "received_reason", reason, key_order(Report))


def set_source(path: str, text: str, source: Mapping[str, Any]) -> str:
    """Say in a report which form its answers came in last; another one that is named there is kept among the earlier ones."""
    root = parse(path, text)
    before = root.values.get("source")
    if isinstance(before, MappingNode) and _text_at(before, "sha256") != source["sha256"]:
        earlier = {key: _text_at(before, key) for key in ("file", "sha256")}
        text = put(text, root, "source", dict(source), key_order(Report))
        return append(text, parse(path, text), "earlier_sources", earlier, key_order(Report))
    return put(text, root, "source", dict(source), key_order(Report))


def _text_at(node: MappingNode, key: str) -> str:
    value = node.values.get(key)
    return value.text if isinstance(value, Scalar) else ""


def _update(
    path: str, text: str, key: str, index: int, values: Mapping[str, object], order: list[str]
) -> str:
    for name, value in values.items():
        text = put(text, _element(path, text, key, index), name, value, order)
    for name in _outdated(values):
        node = _element(path, text, key, index)
        if name in node.values:
            text = take_out(text, node, name)
    return text


def _element(path: str, text: str, key: str, index: int) -> MappingNode:
    listing = parse(path, text).values[key]
    assert isinstance(listing, Listing)
    node = listing.items[index]
    assert isinstance(node, MappingNode)
    return node


def _outdated(values: Mapping[str, object]) -> list[str]:
    """The keys that said what another figure was: its unit, or that it was taken back."""
    if "withdraw" in values:
        return [*ANSWERS, "unit"]
    return [key for key in ("unit", "withdraw") if key not in values] if {*ANSWERS} & {*values} else []


def _is_same(node: MappingNode, entry: Mapping[str, Any], told_by: Sequence[str] = _TOLD_BY) -> bool:
    """Tell whether an entry speaks of the same target, contributor and (of a correction) quarter, and was made on the same day."""
    return _told_of(node, told_by) == _told_by(entry, told_by)


def _told_of(node: MappingNode, told_by: Sequence[str] = _TOLD_BY) -> tuple[str | None, ...]:
    values = (node.values.get(key) for key in told_by)
    return tuple(value.text.strip() if isinstance(value, Scalar) else None for value in values)


def _told_by(entry: Mapping[str, Any], told_by: Sequence[str] = _TOLD_BY) -> tuple[str | None, ...]:
    values = (entry.get(key) for key in told_by)
    return tuple(None if value is None else str(value) for value in values)


def _lead(node: MappingNode, names: Sequence[str]) -> tuple[MappingNode, str, list[str]]:
    """Return the mapping a field's last key that is written belongs to, that key, and what is not written yet below it."""
    owner, key, rest = node, names[0], list(names[1:])
    while rest and key in owner.values:
        below: Node = owner.values[key]
        if isinstance(below, Listing):
            number = rest.pop(0)
            if not number.isdecimal() or not 1 <= int(number) <= len(below.items) or not rest:
                raise NoSuchField(key)
            below = below.items[int(number) - 1]
        if not isinstance(below, MappingNode):
            raise NoSuchField(key)
        owner, key = below, rest.pop(0)
    return owner, key, rest


def _ordered(data: Mapping[str, Any], order: Sequence[str]) -> dict[str, Any]:
    return {key: data[key] for key in order if key in data} | dict(data)
