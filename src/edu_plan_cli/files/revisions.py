"""The commits that changed plans and reports, as a graph: which files each changed against each of its parents.

A project that was moved within its repository keeps its history: the folders it came from are followed by git's own
detection of renames. ``plan/`` or ``reports/`` that is a repository of its own (a submodule, a worktree) has its own graph.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.git import (
    GitError,
    commit_of,
    prefix_in_repository,
    read_history,
    shallow_commits,
)
from edu_plan_cli.values.bilingual import Words

PARTS = ("plan", "reports")
Files = Mapping[
    str, tuple[str, str]
]  # path in the project: blob before, blob after; all zeros where there is none
_MOST_MOVES = 20
_SUBMODULE = "160000"


class Revision(NamedTuple):
    """One commit that changed the files asked about, or joined lines of commits that did."""

    commit: str
    author: str
    seconds: int  # when it was written, since 1970
    day: str  # the same as a day in China; empty for a moment that cannot be
    subject: str
    parents: tuple[str, ...]  # the nearest commits before it of the same list; none: it begins the history
    files: tuple[Files, ...]  # what it changed against each parent; against nothing, where it has none
    cut_off: bool = False  # whether its parents were not fetched: what it holds may be older


class Part(NamedTuple):
    """The part of a project that one repository holds."""

    folder: Path  # where git is asked
    paths: tuple[str, ...]  # what of that folder is the project's
    mounted: str  # "" or "reports/": where the folder lies in the project


def parts_of(root: Path, names: Iterable[str] = PARTS) -> list[Part]:
    """Return the repositories that hold ``plan/`` and ``reports/``: mostly one, and those that lie in the project themselves."""
    own = [name for name in names if (root / name / ".git").exists()]
    rest = tuple(name for name in names if name not in own)
    nested = [Part(root / name, (".",), f"{name}/") for name in own]
    return [*([Part(root, rest, "")] if rest else []), *nested]


def head_of(folder: Path) -> str:
    """Return the commit that is checked out. Raises GitError, also where nothing was committed yet."""
    try:
        return commit_of(folder, "HEAD")
    except GitError:
        raise GitError(Words("这个仓库还没有提交过", "nothing has been committed yet")) from None


def revisions(part: Part, commit: str) -> list[Revision]:
    """Return every commit up to ``commit`` that changed a part of the project; children before their parents, the newest first.

    No side of a merge is left out: git's own shortcut passes over a side whose changes the merge threw away. What a merge
    only brings from one side is not its own: ``files`` has what differs from each parent. Raises GitError.
    """
    return _followed(part, commit)[1]


def earlier_folders(part: Part, commit: str) -> list[str]:
    """Return where a part of the project lay in its repository before it was moved, the latest move first. Raises GitError."""
    return _followed(part, commit)[0][1:]


def _followed(part: Part, commit: str) -> tuple[list[str], list[Revision]]:
    """The folders it has lain in, the present one first, and the commits that changed it in any of them."""
    prefixes = [prefix_in_repository(part.folder)]
    looked_at: set[str] = set()
    while True:
        found = _revisions(part, commit, prefixes)
        first = [r.commit for r in _beginnings(found) if not r.cut_off and r.commit not in looked_at]
        looked_at.update(first)
        older = [prefix for each in first for prefix in _moved_from(part, each, prefixes)]
        new = [prefix for prefix in dict.fromkeys(older) if prefix not in prefixes]
        if not new or len(prefixes) > _MOST_MOVES:
            return prefixes, found
        prefixes += new


def _beginnings(found: list[Revision]) -> Iterator[Revision]:
    """The commits that brought the first files: merges from before, which changed none of them, are passed over."""
    before: set[str] = set()  # commits up to which no file was there
    for revision in reversed(found):
        if before.issuperset(revision.parents):
            if any(revision.files):
                yield revision
            else:
                before.add(revision.commit)


def _revisions(part: Part, commit: str, prefixes: list[str]) -> list[Revision]:
    paths = [
        f"{prefix}{path}" if path != "." else prefix or "." for prefix in prefixes for path in part.paths
    ]
    log = read_history(
        part.folder, "log", "--full-history", "--date-order", "--parents", "--format=%H%x00%P%x00%T%x00%aN%x00%at%x00%s%x00", "--raw",
        "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv", "-z", commit, "--", *paths,
    )  # fmt: skip
    # No name, subject or path can hold NUL; a record of a file begins with a colon, a hash never does.
    tokens = iter(log.decode("utf-8", "surrogateescape").split("\0"))
    cut_off = shallow_commits(part.folder)
    found: list[Revision] = []
    trees: dict[str, str] = {}
    for token in tokens:
        if (word := token.lstrip("\n")).startswith(":"):
            _add(found[-1].files[0], word, next(tokens), part, prefixes)
        elif word:
            parents, tree, author, seconds, subject = (next(tokens) for _ in range(5))
            trees[word] = tree
            found.append(
                Revision(word, _shown(author), *_moment(seconds), _shown(subject), tuple(parents.split()), ({},), word in cut_off)
            )  # fmt: skip
    pairs = [(r, parent) for r in found if _is_join(r) for parent in r.parents]
    joins: dict[str, list[Files]] = {}
    for (revision, _), files in zip(pairs, _between(part, trees, pairs, paths, prefixes), strict=True):
        joins.setdefault(revision.commit, []).append(files)
    return [r._replace(files=tuple(joins[r.commit])) if r.commit in joins else r for r in found]


def _is_join(revision: Revision) -> bool:
    """A merge, of which git's log lists no files; one whose sides meet in one commit seems to have one parent."""
    return len(revision.parents) > 1 or (bool(revision.parents) and not revision.files[0])


def _between(
    part: Part,
    trees: Mapping[str, str],
    pairs: list[tuple[Revision, str]],
    paths: list[str],
    prefixes: list[str],
) -> Iterator[Files]:
    """What differs between each parent and its commit, all asked in one go."""
    if not pairs:
        return
    asked = "".join(f"{trees[parent]} {trees[revision.commit]}\n" for revision, parent in pairs)
    answer = read_history(
        part.folder, "diff-tree", "--stdin", "-r", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv",
        "--", *paths, input=asked.encode(),
    )  # fmt: skip
    # "tree tree\n" begins each answer; an empty answer is not begun, so that it is found by its two trees.
    by_trees: dict[str, dict[str, tuple[str, str]]] = {}
    files: dict[str, tuple[str, str]] = {}
    tokens = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    for token in tokens:
        head, line_break, word = token.rpartition("\n")
        if line_break:
            files = by_trees.setdefault(head.rpartition("\n")[2], {})
        if word.startswith(":"):
            _add(files, word, next(tokens), part, prefixes)
    for revision, parent in pairs:
        yield by_trees.get(f"{trees[parent]} {trees[revision.commit]}", {})


def _add(files: Files, record: str, path: str, part: Part, prefixes: list[str]) -> None:
    modes = record.lstrip(":").split()[:2]
    # A submodule is a commit of another repository, and no file.
    before, after = (
        "0" if mode == _SUBMODULE else blob for mode, blob in zip(modes, record.split()[2:4], strict=True)
    )
    inside = next(
        (path[len(p) :] for p in prefixes if path.startswith(p) and _is_of(part, path[len(p) :])), path
    )
    assert isinstance(files, dict)  # while it is being filled
    files.setdefault(part.mounted + inside, (before, after))
    # A move within one commit: what was there before it, and what is there now.
    known = files[part.mounted + inside]
    files[part.mounted + inside] = (_either(known[0], before), _either(known[1], after))


def _either(known: str, new: str) -> str:
    return new if set(known) == {"0"} else known


def _is_of(part: Part, path: str) -> bool:
    return part.paths == (".",) or path.partition("/")[0] in part.paths


def _moved_from(part: Part, commit: str, prefixes: list[str]) -> Iterator[str]:
    """The folders from which a commit moved files of the project, told by what git takes for renames of them."""
    try:
        answer = read_history(
            part.folder, "diff-tree", "-r", "-M", "--diff-filter=R", "--raw", "-z", "--no-abbrev", "--no-commit-id",
            "--no-ext-diff", "--no-textconv", commit,
        )  # fmt: skip
    except GitError:  # objects of a partial clone are missing: what is like what cannot be told
        return
    tokens = iter(answer.decode("utf-8", "surrogateescape").split("\0"))
    for record in tokens:
        if not record.startswith(":"):
            continue
        old, new = next(tokens), next(tokens)
        for prefix in prefixes:
            inside = new[len(prefix) :] if new.startswith(prefix) else ""
            if inside and _is_of(part, inside) and old.endswith(inside):
                older = old[: len(old) - len(inside)]
                if not older or older.endswith("/"):
                    yield older


def _shown(text: str) -> str:
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _moment(seconds: str) -> tuple[int, str]:
    """The seconds, and the day in China; empty where a commit names a moment that cannot be."""
    from datetime import UTC, datetime

    from edu_plan_cli.values.china_time import CHINA_TIME

    try:
        moment = int(seconds)
        return moment, str(datetime.fromtimestamp(moment, UTC).astimezone(CHINA_TIME).date())
    except (ValueError, OverflowError, OSError):
        return 0, ""
