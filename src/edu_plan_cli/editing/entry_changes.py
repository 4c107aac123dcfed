"""What writing an answer changed in its report: the line it stands in, and each of its values, old and new."""

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from edu_plan_cli.editing.edits import find_entry
from edu_plan_cli.editing.entry_questions import EntryQuestion
from edu_plan_cli.editing.propose import parse
from edu_plan_cli.model.plan import Department, PlanTarget
from edu_plan_cli.nodes.node import Listing, Node, Scalar
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.values.quarter import Quarter

Value = str | list[Any] | dict[str, Any]  # as a file holds it, numbers as their text
State = Literal["written", "unchanged", "dry_run", "refused"]
_NAMED_ELSEWHERE = ("target", "contributor", "quarter")


class ValueChange(NamedTuple):
    """One key of an entry before and after; None where it is not written."""

    key: str
    old: Value | None
    new: Value | None


class RecordedAnswer(NamedTuple):
    """Say what became of one answer, or (``plan_target`` None) of a department's nil report."""

    department: Department
    quarter: Quarter  # that it speaks of; a correction stands in the file of a later one
    plan_target: PlanTarget | None
    contributor: str | None
    path: str  # from the project
    state: State
    asked: tuple[EntryQuestion, ...] = ()  # what looks odd; confirmed where it is written
    refused: tuple[EntryQuestion, ...] = ()  # what cannot be used
    reason: str | None = None  # of a correction
    line: int | None = None  # of the entry in the file as it is written
    changes: tuple[ValueChange, ...] = ()


def entry_changes(
    path: str, old: str, new: str, entry: Mapping[str, Any]
) -> tuple[int | None, tuple[ValueChange, ...]]:
    """Return the line in which an entry stands in the new text of a report, and its values that differ from the old."""
    before, after = find_entry(path, old, entry) if old.strip() else None, find_entry(path, new, entry)
    if after is None:
        return None, ()
    return after.line, _differences(before, after)


def nil_changes(path: str, old: str, new: str) -> tuple[int | None, tuple[ValueChange, ...]]:
    """Return the line that says a report is a nil report, and what it said before."""
    before = parse(path, old).values.get("nil") if old.strip() else None
    after = parse(path, new).values["nil"]
    old_value, new_value = None if before is None else _plain(before), _plain(after)
    return after.line, () if old_value == new_value else (ValueChange("nil", old_value, new_value),)


def _differences(before: MappingNode | None, after: MappingNode) -> tuple[ValueChange, ...]:
    old, new = ({key: _plain(node) for key, node in (at.values if at else {}).items()} for at in (before, after))  # fmt: skip
    keys = [key for key in {**new, **old} if key not in _NAMED_ELSEWHERE]
    changes = (ValueChange(key, old.get(key), new.get(key)) for key in keys)
    return tuple(change for change in changes if change.old != change.new)


def _plain(node: Node) -> Value:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return [_plain(part) for part in node.items]
    assert isinstance(node, MappingNode)
    return {key: _plain(part) for key, part in node.values.items()}
