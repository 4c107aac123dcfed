"""Every value an element has had, commit by commit: found by its id, so moved lines and renamed files do not matter.

Two hundred revisions of a plan are not parsed two hundred times: only the lines of the element are.
"""

import itertools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.features.history.element_change import FieldChange, field_changes
from edu_plan_cli.files.git import contents
from edu_plan_cli.files.reading import SourceFile
from edu_plan_cli.files.revisions import Files, Revision, head_of, parts_of, revisions
from edu_plan_cli.model.department_updates import UPDATES_SCHEMA
from edu_plan_cli.model.keys import said_of
from edu_plan_cli.model.leader_instructions import INSTRUCTIONS_SCHEMA
from edu_plan_cli.model.plan import PLAN_SCHEMA
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.nodes.reader import read_keys, read_nodes
from edu_plan_cli.values.bilingual import Words

Fields = dict[str, str]
# Where an element is spoken of: itself in the plan, an amendment or close-out of it, or a department's entry.
_Where = tuple[str, ...]
Spoken = dict[str, dict[_Where, Fields]]  # by blob: what is said of the element, by where it is said


class Event(NamedTuple):
    """One commit's change to one thing said of an element. ``about`` is empty for the element itself."""

    commit: str
    author: str
    day: str
    subject: str
    about: Words
    fields: tuple[FieldChange, ...]
    merged: bool = False  # settled in a merge: no side had it, or the sides had different ones
    cut_off: bool = False  # the history begins here because more was not fetched: it may have been so before


def timeline(root: Path, identity: str, departments: Mapping[str, str]) -> list[Event]:
    """The newest first; ``departments`` are their names by id. Raises GitError."""
    told: list[list[tuple[int, Event]]] = []
    needle = identity.encode()
    for part in parts_of(root):
        found = revisions(part, head_of(part.folder))
        spoken: Spoken = {}
        blobs = (b for revision in found for files in revision.files for pair in files.values() for b in pair)
        for blob, data in contents(part.folder, blobs):
            if needle in data:
                spoken[blob] = _spoken_of(data.decode("utf-8-sig", "replace"), identity)
        told.append(_events(found, spoken, departments))
    if len(told) == 1:
        return [event for _, event in told[0]]
    return [event for _, event in sorted(itertools.chain(*told), key=lambda pair: -pair[0])]


def _events(
    found: Sequence[Revision], spoken: Spoken, departments: Mapping[str, str]
) -> list[tuple[int, Event]]:
    """Each with its moment. The oldest are told first, because a merge is judged by what its sides did."""
    changes: dict[str, dict[_Where, tuple[FieldChange, ...]]] = {}
    for revision in reversed(found):
        told = (
            _merged(revision, found, spoken, changes)
            if len(revision.files) > 1
            else _changes(revision.files[0], spoken)
        )
        if told:
            changes[revision.commit] = told
    return [
        (
            revision.seconds,
            Event(
                revision.commit,
                revision.author,
                revision.day,
                revision.subject,
                _about(where, departments),
                fields,
                _is_merge(revision),
                revision.cut_off,
            ),
        )
        for revision in found
        for where, fields in changes.get(revision.commit, {}).items()
    ]


def _is_merge(revision: Revision) -> bool:
    return len(revision.parents) > 1


def _changes(files: Files, spoken: Spoken) -> dict[_Where, tuple[FieldChange, ...]]:
    """What files say otherwise of the element than they did."""
    before: dict[_Where, Fields] = {}
    after: dict[_Where, Fields] = {}
    for old, new in files.values():
        before |= spoken.get(old, {})
        after |= spoken.get(new, {})
    changes = {}
    for where in [*before, *(where for where in after if where not in before)]:
        if fields := field_changes(before.get(where, {}), after.get(where, {})):
            changes[where] = fields
    return changes


def _merged(
    merge: Revision,
    found: Sequence[Revision],
    spoken: Spoken,
    changes: Mapping[str, Mapping[_Where, tuple[FieldChange, ...]]],
) -> dict[_Where, tuple[FieldChange, ...]]:
    """What was settled in a merge: a value no side had, or one side's where another had changed it too.

    What only one side had changed is that side's, and was told there.
    """
    by_side = [_changes(files, spoken) for files in merge.files]
    settled: dict[_Where, tuple[FieldChange, ...]] = {}
    for where in dict.fromkeys(where for side in by_side for where in side):
        fields: dict[str, FieldChange] = {}
        sides = [{field.field: field for field in side.get(where, ())} for side in by_side]
        for key in dict.fromkeys(key for side in sides for key in side):
            lost = [number for number, side in enumerate(sides) if key in side]
            if len(lost) == len(sides):
                fields[key] = sides[0][key]
                continue
            for number in lost:
                if _changed_alone(merge, number, lost, found, changes, where, sides[number][key]):
                    fields[key] = sides[number][key]
                    break
        if fields:
            settled[where] = tuple(fields.values())
    return settled


def _changed_alone(
    merge: Revision,
    number: int,
    lost: Sequence[int],
    found: Sequence[Revision],
    changes: Mapping[str, Mapping[_Where, tuple[FieldChange, ...]]],
    where: _Where,
    field: FieldChange,
) -> bool:
    """Tell whether one side of a merge had changed a value, since the sides parted, to what the merge did not keep."""
    kept = [parent for side, parent in enumerate(merge.parents) if side not in lost]
    own = _ancestors([merge.parents[number]], found) - _ancestors(kept, found)
    began: str | None = field.before
    for revision in found:  # the newest first: the last one met tells what it was before this side changed it
        if revision.commit in own:
            for change in changes.get(revision.commit, {}).get(where, ()):
                if change.field == field.field:
                    began = change.before
    return began != field.before


def _ancestors(commits: Sequence[str], found: Sequence[Revision]) -> set[str]:
    """The commits themselves and all before them."""
    reached = set(commits)
    for revision in found:  # children come before their parents
        if revision.commit in reached:
            reached.update(revision.parents)
    return reached


def _about(where: _Where, departments: Mapping[str, str]) -> Words:
    kind, *rest = where
    if kind == "itself":
        return Words("", "")
    if kind == "plan":
        return Words(f"调整或销号 {rest[0]}", f"amendment or close-out {rest[0]}")
    if kind == "instruction":
        return Words(f"批示 {rest[0]}", f"instruction {rest[0]}")
    if kind == "update":
        department, when = departments.get(rest[0], rest[0]), f"{rest[1]} {rest[2]}".strip()
        return Words(f"{department} {when} 进展", f"{department} {when} update")
    department, quarter, contributor, corrected = rest
    when = f"{quarter} {contributor}".strip()
    who = f"{departments.get(department, department)} {when}"
    if corrected:
        return Words(f"{who} 更正 {corrected}", f"{who} corrects {corrected}")
    return Words(f"{who} 填报", f"{who} reports")


def _spoken_of(text: str, identity: str) -> dict[_Where, Fields]:
    lines = text.splitlines()
    report: Fields | None = None  # its head, read where an entry speaks of the element; empty for a plan
    found: dict[_Where, Fields] = {}
    for number, line in enumerate(lines):
        if identity not in line:
            continue
        fields = _element(lines, number)
        if fields.get("id") == identity:
            found["itself",] = {
                key: value for key, value in fields.items() if key not in ("items", "targets", "candidates")
            }
        elif fields.get("target") == identity:
            report = _head_of_report(text) if report is None else report
            said = {key: value for key, value in fields.items() if key != "target"}
            day = fields.get("date", "")
            if report.get("schema") == INSTRUCTIONS_SCHEMA:
                found["instruction", f"{day} {fields.get('given_by', '')}".strip()] = said
            elif report.get("schema") == UPDATES_SCHEMA:
                found["update", report.get("department", ""), day, fields.get("contributor", "")] = said
            elif report.get("department"):
                corrected = fields.get("quarter", "") if "reason" in fields else ""
                where = (
                    report["department"],
                    report.get("quarter", ""),
                    fields.get("contributor", ""),
                    corrected,
                )
                found["entry", *where] = said
            else:
                found["plan", day] = said
    return found


def _head_of_report(text: str) -> Fields:
    """A report's department and quarter; nothing of a plan, which would have to be read to its end to know that."""
    head = _head(text, "schema")
    if head.get("schema") == PLAN_SCHEMA:
        return {}
    if head.get("schema") == INSTRUCTIONS_SCHEMA:
        return head
    of_quarter = () if head.get("schema") == UPDATES_SCHEMA else ("quarter",)
    return head | _head(text, *of_quarter, "department")


def _head(text: str, *keys: str) -> Fields:
    root = read_keys(SourceFile("", text), keys)
    return (
        {key: node.text for key in keys if isinstance(node := root.values.get(key), Scalar)} if root else {}
    )


def _element(lines: list[str], number: int) -> Fields:
    """The list element a line belongs to, cut out at its dash and where a line is no deeper, and read.

    Cut out, because reading all of a plan takes 10 ms, and there may be hundreds of revisions.
    """
    start = number
    if not lines[number].lstrip().startswith("- "):
        indent = _indent(lines[number])
        above = range(number - 1, -1, -1)
        start = next(
            (n for n in above if lines[n].lstrip().startswith("- ") and _indent(lines[n]) < indent), 0
        )
    dash = _indent(lines[start])
    end = start + 1
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) > dash):
        end += 1
    block = [lines[start].replace("- ", "  ", 1), *lines[start + 1 : end]]
    root = read_nodes(SourceFile("", "\n".join(block) + "\n")).root
    return {key: said_of(node).replace("\n", "") for key, node in root.values.items()} if root else {}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
