"""The only place that runs git: a subprocess, told to run nothing of a hostile repository's, and never handed an option.

Without git, or outside a repository, ``repository_of`` is None and everything that needs no history works.
"""

import contextlib
import errno
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.programs import find_program

_SAFE = (
    "--no-pager", "--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotepath=false", "-c", "safe.bareRepository=explicit", "-c", "i18n.logOutputEncoding=utf-8",
)  # fmt: skip
_LONGEST = 60  # seconds
_HASH = 40  # digits of a full commit hash


class GitError(Exception):
    """What git answered, as one line."""


class Touched(NamedTuple):
    """Who last touched a line."""

    commit: str
    author: str
    day: str


Touches = Mapping[tuple[str, int], Touched]  # by path and line; a line not committed yet is missing


def run_git(folder: Path, *arguments: str, feed: bytes = b"", well: int = 0) -> bytes:
    """git's output. Raises GitError for any failure, git not being installed among them; codes up to ``well`` are none."""
    # A caller's GIT_DIR and the like would point git elsewhere than the folder asked about.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
    }
    if (git := find_program("git")) is None:
        raise GitError("git is not installed")
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, arguments as a list
            [git, *_SAFE, *arguments],
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
            input=feed,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(f"git gave no answer within {_LONGEST} seconds") from error
    except OSError as error:
        raise GitError(
            f"git could not be run ({errno.errorcode.get(error.errno or 0, error.errno)})"
        ) from error
    if not 0 <= done.returncode <= well:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"git exited with {done.returncode}")
    return done.stdout


def repository_of(folder: Path) -> Path | None:
    """The top of the repository a folder lies in, or None."""
    try:
        return Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
    except GitError:
        return None


def commit_of(folder: Path, revision: str) -> str:
    """The full hash a revision names. Whatever is typed is a revision, never an option. Raises GitError."""
    if revision.startswith("-"):
        raise GitError(f"not a revision: {revision}")
    found = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return found.decode("ascii").strip()


def unpack_revision(root: Path, commit: str, into: Path) -> None:
    """The project's plans, reports and words as they were in a commit, written into an empty folder. Raises GitError.

    Objects are copied byte by byte: ``git archive`` would run the filters a repository configures.
    """
    for part in ("plan", "reports"):
        (into / part).mkdir()
    listed = run_git(root, "ls-tree", "-r", "-z", commit, "--", "plan", "reports", "words.yaml")
    entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
    blobs = [(head.split(), os.fsdecode(name)) for head, _, name in entries]
    wanted = [(mode, name, digest) for (mode, kind, digest), name in blobs if kind == b"blob"]
    found = dict(contents(root, (digest.decode("ascii") for _, _, digest in wanted)))
    for mode, name, digest in wanted:
        data = found[digest.decode("ascii")]
        file = into / name
        if ".." in file.parts or not file.is_relative_to(
            into
        ):  # git refuses to store such names; so do we to write them
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == b"120000":
            _link(file, data)
        else:
            file.write_bytes(data)


def _link(file: Path, target: bytes) -> None:
    """Reading it will say where it leads. Where no link may be made, the file holds the target's name, as git does it."""
    try:
        file.symlink_to(os.fsdecode(target))
    except OSError:
        file.write_bytes(target)


def blame(root: Path, path: str, commit: str, *, as_it_lies: bool) -> dict[int, Touched]:
    """Who last touched each line of a file: as it was in a commit (a full hash), or as it lies in the folder.

    Lines not committed yet are missing from the answer. What lies in the folder is never handed to git, which would run
    the filters a repository configures: its lines are matched with those of the commit here.
    """
    try:
        committed = _porcelain(
            run_git(root, "blame", "--no-textconv", "--line-porcelain", commit, "--", path)
        )
        if not as_it_lies:
            return committed
        old = run_git(root, "cat-file", "blob", f"{commit}:./{path}").splitlines()
        new = (root / path).read_bytes().splitlines()
    except (GitError, OSError):
        return {}
    if old == new:
        return committed
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs = ((block.a + n + 1, block.b + n + 1) for block in blocks for n in range(block.size))
    return {now: committed[then] for then, now in pairs if then in committed}


def _porcelain(answer: bytes) -> dict[int, Touched]:
    found: dict[int, Touched] = {}
    commit, line, author, day = "", 0, "", ""
    for text in answer.decode("utf-8", "replace").split("\n"):
        word, _, rest = text.partition(" ")
        if len(word) == _HASH and not text.startswith("\t"):
            commit, line = word, int(rest.split()[1])
        elif word == "author":
            author = rest
        elif word == "author-time":
            day = _day(int(rest))
        elif text.startswith("\t") and set(commit) != {"0"}:
            found[line] = Touched(commit, author, day)
    return found


def _day(seconds: int) -> str:
    from datetime import UTC, datetime, timedelta, timezone

    return str(datetime.fromtimestamp(seconds, UTC).astimezone(timezone(timedelta(hours=8))).date())


class Revised(NamedTuple):
    """One commit that changed plans or reports: each file's content before and after, by path (empty: not there)."""

    commit: str
    author: str
    day: str
    subject: str
    files: dict[str, tuple[str, str]]  # path: blob before, blob after; all zeros where there is none


def revisions(root: Path) -> list[Revised]:
    """Every commit that touched the project's plans and reports, the newest first. Merges bring nothing of their own."""
    log = run_git(
        root,
        "log",
        "--format=%x01%H%x02%an%x02%at%x02%s%x02",
        "--raw",
        "--no-abbrev",
        "--no-renames",
        "--no-ext-diff",
        "--no-textconv",
        "--relative",
        "-z",
        "--",
        "plan",
        "reports",
    )
    found = []
    for part in log.decode("utf-8", "replace").split("\x01")[1:]:
        commit, author, seconds, subject, rest = part.split("\x02", 4)
        tokens = iter(token.lstrip("\n") for token in rest.split("\0"))
        files = {}
        for token in tokens:
            if token.startswith(":"):
                _, _, before, after, _ = token.split()
                files[next(tokens)] = (before, after)
        found.append(Revised(commit, author, _day(int(seconds)), subject, files))
    return found


def contents(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The bytes of blobs, each once, in the order asked for; one of zeros is empty."""
    wanted = [blob for blob in dict.fromkeys(blobs) if set(blob) != {"0"}]
    answer = memoryview(run_git(root, "cat-file", "--batch", feed="".join(f"{b}\n" for b in wanted).encode()))
    at = 0
    for blob in wanted:
        end = bytes(answer[at : at + 200]).index(b"\n") + at
        size = int(bytes(answer[at:end]).split()[2])
        yield blob, bytes(answer[end + 1 : end + 1 + size])
        at = end + 1 + size + 1


def merge_by_lines(folder: Path, ours: Path, base: Path, theirs: Path) -> bytes:
    """git's ordinary three-way merge, with conflict markers where it has to. Raises GitError."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    return run_git(folder, "merge-file", "-p", *labels, str(ours), str(base), str(theirs), well=127)


def set_config(root: Path, values: Mapping[str, str]) -> None:
    """Write settings of this repository alone. Raises GitError."""
    for key, value in values.items():
        run_git(root, "config", "--local", key, value)


def unset_config(root: Path, sections: Iterable[str]) -> None:
    """Take whole sections out of this repository's settings; one that is not there is no failure."""
    for section in sections:
        with contextlib.suppress(GitError):
            run_git(root, "config", "--local", "--remove-section", section)
