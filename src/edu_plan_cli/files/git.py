"""The only place that runs git: a subprocess, told to run nothing of a hostile repository's, and never handed an option.

Without git, or outside a repository, ``repository_of`` is None and everything that needs no history works.
"""

import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

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


def run_git(folder: Path, *arguments: str, feed: bytes = b"") -> bytes:
    """git's output. Raises GitError for any failure, git not being installed among them."""
    # A caller's GIT_DIR and the like would point git elsewhere than the folder asked about.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {
        "LC_ALL": "C",
        "GIT_TERMINAL_PROMPT": "0",
    }
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, arguments as a list
            ["git", *_SAFE, *arguments],  # noqa: S607  found on PATH, as every tool finds git
            cwd=folder,
            env=environment,
            capture_output=True,
            timeout=_LONGEST,
            check=False,
            input=feed,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise GitError(str(error)) from error
    if done.returncode != 0:
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
    """The project's plans and reports as they were in a commit, written into an empty folder. Raises GitError.

    Objects are copied byte by byte: ``git archive`` would run the filters a repository configures.
    """
    for part in ("plan", "reports"):
        (into / part).mkdir()
    listed = run_git(root, "ls-tree", "-r", "-z", commit, "--", "plan", "reports")
    entries = [entry.partition(b"\t") for entry in listed.split(b"\0") if entry]
    blobs = [(head.split(), os.fsdecode(name)) for head, _, name in entries]
    wanted = [(mode, name, digest) for (mode, kind, digest), name in blobs if kind == b"blob"]
    answer = run_git(root, "cat-file", "--batch", feed=b"".join(digest + b"\n" for _, _, digest in wanted))
    for mode, name, _ in wanted:
        header, _, answer = answer.partition(b"\n")
        size = int(header.split()[2])
        data, answer = answer[:size], answer[size + 1 :]
        file = into / name
        if ".." in file.parts or not file.is_relative_to(
            into
        ):  # git refuses to store such names; so do we to write them
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if mode == b"120000":
            file.symlink_to(os.fsdecode(data))  # reading it will say where it leads
        else:
            file.write_bytes(data)


def blame(root: Path, path: str, commit: str | None = None) -> dict[int, Touched]:
    """Who last touched each line of a file; lines not committed yet are missing from the answer.

    ``commit`` is a full hash, to ask of the file as it was there.
    """
    at = [commit] if commit else []
    try:
        answer = run_git(root, "blame", "--no-textconv", "--line-porcelain", *at, "--", path)
    except GitError:
        return {}
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
