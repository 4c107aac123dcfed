"""Who last changed each figure: by its value, not by its line, so that layout, order and file names do not matter.

A value is followed from the newest commit back as long as a parent has it. Where none of a commit's parents has it, that
commit set it: a merge too, if its sides had other values.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.git import Touched, Touches, contents
from edu_plan_cli.files.reading import SourceFile
from edu_plan_cli.files.revision_files import snapshot
from edu_plan_cli.files.revisions import Revision, head_of, parts_of, revisions
from edu_plan_cli.kinds.entry import figure_keys
from edu_plan_cli.model.department_report import Report
from edu_plan_cli.model.keys import said_of
from edu_plan_cli.nodes.node import Listing, Node, Scalar
from edu_plan_cli.nodes.node import Mapping as MappingNode
from edu_plan_cli.nodes.reader import read_nodes
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.location import Location

_LISTS = ("entries", "corrections", "updates")
_TOLD_BY = {"corrections": "quarter", "updates": "date"}  # what tells apart several on one target


class _EntryKey(NamedTuple):
    """What an entry is told apart by through its history. Of a report itself (零报告) the target and what follows are empty."""

    year: str
    quarter: str
    department: str
    target: str = ""
    contributor: str = ""
    corrected: str = ""  # the quarter a correction speaks of; the day of an update
    number: int = 0  # of several alike in one file


class _Figure(NamedTuple):
    """One value of an entry: its numerator, its stage."""

    entry: _EntryKey
    key: str


_Said = dict[_EntryKey, dict[str, str]]  # what entries say, by their keys
_Open = dict[
    _Figure, list[_Figure]
]  # figures whose author is still looked for, and those as they are called now


def authorship(
    root: Path,
    commit: str | None,
    reports: Iterable[Report],
    shown: Collection[int],
    targets: Collection[str],
) -> Touches:
    """Tell who last changed each figure of the entries shown, by the place of its value.

    ``commit`` is the revision that ``reports`` are of; None: they are of the folder, and a value that HEAD does not have is
    not committed yet. ``shown`` are the identities (``id``) of the entries' nodes, ``targets`` the ids they speak of. Figures
    whose beginning was not fetched (a shallow clone) are left out. Raises GitError.
    """
    [part] = parts_of(root, ("reports",))
    head = commit or head_of(root)
    committed: _Said = {}
    for path, source in snapshot(root, head).files.items():
        if (
            path.startswith("reports/")
            and isinstance(source, SourceFile)
            and _speaks_of(source.text, targets)
        ):
            committed |= _said_in(source.text)
    touches: dict[Location, Touched | None] = {}
    places: dict[_Figure, Location] = {}
    values: dict[_Figure, str] = {}
    for figure, value, location in _figures(reports, shown):
        if committed.get(figure.entry, {}).get(figure.key) == value:
            places[figure] = location
            values[figure] = value
        else:
            touches[location] = None
    if values:
        found = revisions(part, head_of(part.folder) if part.mounted else head)
        for figure, revision in _set_by(part.folder, found, values, targets):
            if not revision.cut_off:
                touches[places[figure]] = Touched(revision.commit, revision.author, revision.day)
    return touches


def _figures(reports: Iterable[Report], shown: Collection[int]) -> Iterator[tuple[_Figure, str, Location]]:
    """The figures of the entries shown, each with its value as it is written and its place."""
    for report in reports:
        nodes: dict[int, tuple[_EntryKey, dict[str, str]]] = {}
        for key, node in _entries(report.node):
            nodes[id(node)] = key, _fields(node)
        for element in (report, *report.entries, *report.corrections):
            if id(element.node) in shown:
                key, fields = nodes[id(element.node)]
                for name in figure_keys(element.node.values):
                    yield _Figure(key, name), fields.get(name, ""), element.location(name)


def _set_by(
    folder: Path, found: Sequence[Revision], values: Mapping[_Figure, str], targets: Collection[str]
) -> Iterator[tuple[_Figure, Revision]]:
    """Each figure with the commit that gave it its value."""
    texts = dict(_texts(folder, found, targets))
    said: dict[str, _Said] = {}

    def entries(blobs: Iterable[str]) -> _Said:
        together: _Said = {}
        for blob in blobs:
            if blob not in said:
                said[blob] = _said_in(texts[blob]) if blob in texts else {}
            together |= said[blob]
        return together

    open_at: dict[str, _Open] = {found[0].commit: {figure: [figure] for figure in values}} if found else {}
    for revision in found:  # children come before their parents
        left = open_at.pop(revision.commit, {})
        for parent, files in zip(revision.parents, revision.files, strict=False):
            if not left:
                break
            before = entries(old for old, _ in files.values())
            after = entries(new for _, new in files.values())
            left = _passed_on(left, before, after, values, open_at.setdefault(parent, {}))
        for now in left.values():
            yield from ((figure, revision) for figure in now)


def _passed_on(
    figures: _Open, before: _Said, after: _Said, values: Mapping[_Figure, str], parent: _Open
) -> _Open:
    """Hand on to a parent the figures that it has with the same value; the others are returned."""
    if not before and not after:
        for figure, now in figures.items():
            parent.setdefault(figure, []).extend(now)
        return {}
    left: _Open = {}
    for figure, now in figures.items():
        known: _EntryKey | None = figure.entry
        if figure.entry in after or figure.entry in before:
            value = values[now[0]]
            if figure.entry not in before:
                known = _called_before(figure, value, before, after)
            elif before[figure.entry].get(figure.key) != value:
                known = None
        if known is None:
            left[figure] = now
        else:
            parent.setdefault(_Figure(known, figure.key), []).extend(now)
    return left


def _called_before(figure: _Figure, value: str, before: _Said, after: _Said) -> _EntryKey | None:
    """The same entry under another id of its department, where that was changed in this very commit."""
    for key, fields in before.items():
        if key not in after and key._replace(department=figure.entry.department) == figure.entry:
            return key if fields.get(figure.key) == value else None
    return None


def _texts(folder: Path, found: Sequence[Revision], targets: Collection[str]) -> Iterator[tuple[str, str]]:
    """The files of all these commits that speak of the targets, by blob."""
    blobs = (
        blob for revision in found for files in revision.files for pair in files.values() for blob in pair
    )
    for blob, data in contents(folder, blobs):
        text = data.decode("utf-8-sig", "replace")
        if _speaks_of(text, targets):
            yield blob, text


def _speaks_of(text: str, targets: Collection[str]) -> bool:
    return "nil" in text or any(target in text for target in targets)


def _said_in(text: str) -> _Said:
    root = read_nodes(SourceFile("", text)).root
    return {key: _fields(node) for key, node in _entries(root)} if root else {}


def _entries(root: MappingNode) -> Iterator[tuple[_EntryKey, MappingNode]]:
    """The report itself, then its entries and corrections; of a file of updates, those."""
    report = _EntryKey(_text(root, "year"), _text(root, "quarter"), _text(root, "department"))
    yield report, root
    alike: Counter[_EntryKey] = Counter()
    for name in _LISTS:
        listed = root.values.get(name)
        for node in listed.items if isinstance(listed, Listing) else ():
            if isinstance(node, MappingNode):
                key = report._replace(
                    target=_text(node, "target"),
                    contributor=_text(node, "contributor"),
                    corrected=_text(node, _TOLD_BY[name]) if name in _TOLD_BY else "",
                )
                yield key._replace(number=alike[key]), node
                alike[key] += 1


def _fields(node: MappingNode) -> dict[str, str]:
    """What is written under each key; a number as the number it is, and with its unit, without which it is another."""
    fields = {key: _value(value) for key, value in node.values.items() if key not in _LISTS}
    if "unit" in fields:
        for key in ("value", "lowest"):
            if key in fields:
                fields[key] += f" {fields['unit']}"
    return fields


def _value(node: Node) -> str:
    return (
        plain(Decimal(node.text))
        if isinstance(node, Scalar) and node.plain and node.number
        else said_of(node)
    )


def _text(node: MappingNode, key: str) -> str:
    value = node.values.get(key)
    return value.text if isinstance(value, Scalar) else ""
