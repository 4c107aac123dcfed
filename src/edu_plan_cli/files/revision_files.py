"""A project's files as a git revision holds them: texts, and no folder."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files import file_rules
from edu_plan_cli.files.git import (
    GitError,
    bodies_of,
    commit_of,
    prefix_in_repository,
    read_history,
    sizes_of,
)
from edu_plan_cli.files.project_folder import YAML
from edu_plan_cli.files.reading import MAX_BYTES, Snapshot, SourceFile, folded, safe_name, source_of
from edu_plan_cli.files.revisions import PARTS, Part, earlier_folders, parts_of
from edu_plan_cli.values.location import Location

_LINK, _SUBMODULE = "120000", "160000"


class _Listed(NamedTuple):
    """One entry of a tree: what it is, its object, its path in the project, and the repository that holds the object."""

    mode: str
    digest: str
    name: str
    folder: Path


def snapshot(root: Path, commit: str) -> Snapshot:
    """The project's plans, reports and words as they were in a commit. Raises GitError.

    Texts, and no folder: whatever a commit calls its files, nothing is written anywhere. Links are not followed, names that
    meet on some disk (in another case, say) are refused, and each is named. A part that is a repository of its own (a
    submodule, a worktree) is read from there, at the commit that belongs to this one; where none is known, it is named.
    """
    files: dict[str, SourceFile | list[Diagnostic]] = {}
    blobs: list[_Listed] = []
    names: Counter[str] = Counter()
    others: list[str] = []
    for entry in _entries(root, commit):
        name = entry.name
        if entry.mode in (_LINK, _SUBMODULE):
            # What could stand for a file or a folder.
            if name.endswith(YAML) or "." not in name.rpartition("/")[2]:
                files[name] = [_not_followed(entry)]
        elif name.endswith(YAML):
            blobs.append(entry)
        else:
            others.append(name)
            continue
        names[folded(name)] += 1
    sizes: dict[str, int] = {}
    bodies: dict[str, bytes] = {}
    for folder in dict.fromkeys(entry.folder for entry in blobs):
        here = sizes_of(folder, (entry.digest for entry in blobs if entry.folder == folder))
        sizes |= here
        bodies |= dict(bodies_of(folder, here))
    for entry in blobs:
        if names[folded(entry.name)] > 1:
            files[entry.name] = [file_rules.same_name(Location(entry.name))]
        elif entry.digest in bodies:
            files[entry.name] = source_of(entry.name, bodies[entry.digest])
        else:
            files[entry.name] = [file_rules.too_big(Location(entry.name), sizes[entry.digest], MAX_BYTES)]
    return Snapshot(files, tuple(others))


def _not_followed(entry: _Listed) -> Diagnostic:
    location = Location(entry.name)
    if entry.mode == _SUBMODULE and entry.name in PARTS:
        return (
            file_rules.submodule_not_followed(location)
            if entry.digest
            else file_rules.in_another_repository(location)
        )
    return file_rules.not_followed(location, is_link=entry.mode == _LINK)


def _entries(root: Path, commit: str) -> Iterator[_Listed]:
    listed = list(_in_tree(root, commit, prefix_in_repository(root)))
    if not listed and (main := [part for part in parts_of(root) if not part.mounted]):
        # It may have lain elsewhere in the repository then.
        for older in earlier_folders(main[0], commit_of(root, "HEAD")):
            if listed := list(_in_tree(root, commit, older)):
                break
    linked = {
        entry.name: entry.digest for entry in listed if entry.mode == _SUBMODULE and entry.name in PARTS
    }
    held_elsewhere = set()
    for part in parts_of(root):
        name = part.mounted.rstrip("/")
        if name and (inner := _commit_within(root, commit, part, linked.get(name))):
            held_elsewhere.add(name)
            yield from _in_nested(part, inner)
        elif name and name not in linked and not any(e.name.startswith(part.mounted) for e in listed):
            yield _Listed(_SUBMODULE, "", name, root)
    yield from (entry for entry in listed if entry.name not in held_elsewhere)


def _commit_within(root: Path, commit: str, part: Part, linked: str | None) -> str | None:
    """The commit of a nested repository that belongs to one of the project's: the one recorded there; its own HEAD for HEAD."""
    try:
        if linked is not None:
            return commit_of(part.folder, linked)
        return commit_of(part.folder, "HEAD") if commit == commit_of(root, "HEAD") else None
    except GitError:  # not fetched, or nothing committed there yet
        return None


def _in_tree(root: Path, commit: str, prefix: str) -> Iterator[_Listed]:
    asked = [f"{prefix}{part}" for part in (*PARTS, "words.yaml")]
    return _tree(root, commit, asked, prefix, "")


def _in_nested(part: Part, commit: str) -> Iterator[_Listed]:
    prefix = prefix_in_repository(part.folder)
    return _tree(part.folder, commit, [prefix] if prefix else [], prefix, part.mounted)


def _tree(folder: Path, commit: str, asked: list[str], prefix: str, mounted: str) -> Iterator[_Listed]:
    listed = read_history(folder, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *asked)
    for entry in listed.decode("utf-8", "surrogateescape").split("\0"):
        head, _, written = entry.partition("\t")
        if written:
            mode, _, digest = head.split()
            yield _Listed(mode, digest, mounted + safe_name(written[len(prefix) :]), folder)
