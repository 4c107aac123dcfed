"""Every value an element has had, commit by commit: found by its id, so moved lines and renamed files do not matter.

Two hundred revisions of a plan are not parsed two hundred times: only the lines of the element are.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.features.history.element_change import FieldChange, field_changes
from edu_plan_cli.files.git import Revised, contents, revisions
from edu_plan_cli.files.reading import SourceFile
from edu_plan_cli.model.keys import said_of
from edu_plan_cli.model.plan import PLAN_SCHEMA
from edu_plan_cli.nodes.node import Scalar
from edu_plan_cli.nodes.reader import read_keys, read_nodes
from edu_plan_cli.values.bilingual import Words

Fields = dict[str, str]
# Where an element is spoken of: itself in the plan, an amendment or close-out of it, or a department's entry.
_Where = tuple[str, ...]


class Event(NamedTuple):
    """One commit's change to one thing said of an element. ``about`` is empty for the element itself."""

    commit: str
    author: str
    day: str
    subject: str
    about: Words
    fields: tuple[FieldChange, ...]


def timeline(root: Path, identity: str, departments: Mapping[str, str]) -> list[Event]:
    """The newest first; ``departments`` are their names by id. Raises GitError."""
    found = revisions(root)
    spoken: dict[str, dict[_Where, Fields]] = {}
    needle = identity.encode()
    for blob, data in contents(
        root, (b for revised in found for pair in revised.files.values() for b in pair)
    ):
        if needle in data:
            spoken[blob] = _spoken_of(data.decode("utf-8-sig", "replace"), identity)
    return [event for revised in found for event in _events(revised, spoken, departments)]


def _events(
    revised: Revised, spoken: Mapping[str, dict[_Where, Fields]], departments: Mapping[str, str]
) -> Iterable[Event]:
    before: dict[_Where, Fields] = {}
    after: dict[_Where, Fields] = {}
    for old, new in revised.files.values():
        before |= spoken.get(old, {})
        after |= spoken.get(new, {})
    for where in [*before, *(where for where in after if where not in before)]:
        if fields := field_changes(before.get(where, {}), after.get(where, {})):
            about = _about(where, departments)
            yield Event(revised.commit, revised.author, revised.day, revised.subject, about, fields)


def _about(where: _Where, departments: Mapping[str, str]) -> Words:
    kind, *rest = where
    if kind == "itself":
        return Words("", "")
    if kind == "plan":
        return Words(f"调整或销号 {rest[0]}", f"amendment or close-out {rest[0]}")
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
            if report.get("department"):
                corrected = fields.get("quarter", "") if "reason" in fields else ""
                where = (
                    report["department"],
                    report.get("quarter", ""),
                    fields.get("contributor", ""),
                    corrected,
                )
                found["entry", *where] = said
            else:
                found["plan", fields.get("date", "")] = said
    return found


def _head_of_report(text: str) -> Fields:
    """A report's department and quarter; nothing of a plan, which would have to be read to its end to know that."""
    schema = _head(text, "schema").get("schema", "")
    return {} if schema == PLAN_SCHEMA else _head(text, "quarter", "department")


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
