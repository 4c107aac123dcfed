"""The only place that runs git: a subprocess, told to run nothing of a hostile repository's, and never handed an option.

The repository itself is asked two things only: what a name stands for, and where its objects lie. All history is then
read by full hashes in a bare repository of ours that borrows those objects. It has no configuration, attributes, hooks or
remotes of anybody's, so nothing there can name a program, and an object that is missing is missing: nothing is fetched.

Without git, or outside a repository, ``repository_of`` is None and everything that needs no history works.
"""

import atexit
import contextlib
import errno
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.files.programs import find_program
from edu_plan_cli.files.reading import MAX_BYTES, read_bytes
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

_SAFE = (
    "--no-pager", "--no-optional-locks", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null",
    "-c", "core.quotepath=false", "-c", "safe.bareRepository=explicit", "-c", "i18n.logOutputEncoding=utf-8",
)  # fmt: skip
_ENVIRONMENT = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "none",  # no such protocol: nothing is fetched
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
}
_LONGEST = 60  # seconds
# A branch as people type it, perhaps with ~1 or ^ behind it; not HEAD, which every repository has of its own.
_BRANCH = re.compile(r"(?!HEAD\b|-)[^~^@:\s]+(?=$|[~^])")
WHOLE_HISTORY = Words(
    '本机用 git fetch --unshallow 取全；在 CI 里，GitHub 的 actions/checkout 写 fetch-depth: 0，GitLab 写 GIT_DEPTH: "0"',
    'fetch the rest with git fetch --unshallow; in CI, give actions/checkout fetch-depth: 0 (GitHub), or set GIT_DEPTH: "0" (GitLab)',
)
ALL_OBJECTS = Words(
    "只取了一部分对象的克隆用 git fetch --refetch --no-filter 取全",
    "complete a partial clone with git fetch --refetch --no-filter",
)


class GitError(Exception):
    """Say why git gave no answer; as a person is told it, where that is known, else as git's one line."""

    def __init__(self, reason: str | Words) -> None:
        self.words: Words = reason if isinstance(reason, Words) else Words(reason, reason)
        super().__init__(self.words.en)


class Touched(NamedTuple):
    """Say who last changed a value, in which commit, and the day in China on which they wrote it (empty: an impossible one)."""

    commit: str
    author: str
    day: str


# By the place of a value in its file; None: it is not committed yet. Where nobody can know, it is missing.
Touches = Mapping[Location, Touched | None]


class _History(NamedTuple):
    """The bare repository of ours, and where in the tree of a commit the project lies: "" or "folder/"."""

    environment: dict[str, str]
    prefix: str
    shallow: frozenset[str]  # the commits whose parents were not fetched


def run_git(
    folder: Path,
    *arguments: str,
    input: bytes = b"",
    ok_exit_codes: int = 0,
    extra: dict[str, str] | None = None,
) -> bytes:
    """git's output. Raises GitError for any failure, git not being installed among them; codes up to ``ok_exit_codes`` are none."""
    # A caller's GIT_DIR and the like would point git elsewhere than the folder asked about.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | _ENVIRONMENT
    if (git := find_program("git")) is None:
        raise GitError(Words("没有装 git", "git is not installed"))
    try:
        done = subprocess.run(  # noqa: S603  a fixed program, arguments as a list
            [git, *_SAFE, *arguments],
            cwd=folder,
            env=environment | (extra or {}),
            capture_output=True,
            timeout=_LONGEST,
            check=False,
            input=input,
        )
    except subprocess.TimeoutExpired as error:
        raise GitError(
            Words(f"git {_LONGEST} 秒没有答复", f"git gave no answer within {_LONGEST} seconds")
        ) from error
    except ValueError as error:  # NUL in an argument
        raise GitError(str(error)) from error
    except OSError as error:
        cause = errno.errorcode.get(error.errno or 0, error.errno)
        raise GitError(Words(f"git 运行不了（{cause}）", f"git could not be run ({cause})")) from error
    if not 0 <= done.returncode <= ok_exit_codes:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise GitError(lines[0] if lines else f"git exited with {done.returncode}")
    return done.stdout


@cache
def _history(root: Path) -> _History:
    """Raises GitError. Made once for each project and run, and gone when the run ends."""
    asked = run_git(
        root, "rev-parse", "--show-object-format", "--git-path", "objects", "--git-path", "shallow",
        "--show-toplevel", "--show-prefix",
    )  # fmt: skip
    form, objects, shallow, top, prefix = asked.split(b"\n", 4)
    try:
        cut_off = read_bytes(root, root / os.fsdecode(shallow))
        commits = cut_off if isinstance(cut_off, bytes) else b""
        environment = _closed(root / os.fsdecode(objects), commits, form, Path(os.fsdecode(top)))
    except OSError as error:  # no room for a folder of a few hundred bytes
        raise GitError(str(error)) from error
    return _History(
        environment, os.fsdecode(prefix.rstrip(b"\n")), frozenset(commits.decode("ascii", "replace").split())
    )


def _closed(objects: Path, shallow: bytes, form: bytes, top: Path) -> dict[str, str]:
    """Return the environment git works in, and its folder: a bare repository with other people's objects and nothing else of theirs."""
    ours = tempfile.TemporaryDirectory(prefix="edu-plan-git-")
    atexit.register(ours.cleanup)
    folder = Path(ours.name)
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    version, extension = (1, "[extensions]\n\tobjectFormat = sha256\n") if form == b"sha256" else (0, "")
    settings = f"[core]\n\trepositoryFormatVersion = {version}\n\tbare = true\n{extension}"
    if shallow:
        (folder / "shallow").write_bytes(shallow)
    # Who is who is data of the repository, the same for everybody, and honoured wherever a name is shown.
    if (top / ".mailmap").is_file() and isinstance(mailmap := read_bytes(top, top / ".mailmap"), bytes):
        (folder / "mailmap").write_bytes(mailmap)
        settings += "[mailmap]\n\tfile = mailmap\n"
    (folder / "config").write_text(settings, encoding="ascii")
    return {
        "GIT_DIR": str(folder),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(folder / "none"),
        "GIT_ATTR_NOSYSTEM": "1",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }


def read_history(root: Path, *arguments: str, input: bytes = b"", ok_exit_codes: int = 0) -> bytes:
    """git's answer about history alone, asked by full hashes. Raises GitError."""
    history = _history(root)
    return run_git(
        Path(history.environment["GIT_DIR"]), *arguments, input=input, ok_exit_codes=ok_exit_codes, extra=history.environment
    )  # fmt: skip


def prefix_in_repository(root: Path) -> str:
    """Where the project lies in its repository now: "" or "folder/". Raises GitError."""
    return _history(root).prefix


def shallow_commits(root: Path) -> frozenset[str]:
    """The commits at which a shallow clone ends; empty for a whole one. Raises GitError."""
    return _history(root).shallow


def repository_of(folder: Path) -> Path | None:
    """Return the top of the repository a folder lies in, or None."""
    try:
        return Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
    except GitError:
        return None


def commit_of(folder: Path, revision: str) -> str:
    """Return the full hash a revision names. Whatever is typed is a revision, never an option.

    ``origin/main`` stands in for a ``main`` that is no local branch, as in the checkout of a CI job. Raises GitError.
    """
    if revision.startswith("-"):
        raise GitError(f"not a revision: {revision}")
    try:
        return _full_hash(folder, revision)
    except GitError:
        if _BRANCH.match(revision) is None:
            raise
        return _full_hash(folder, f"refs/remotes/origin/{revision}")


def _full_hash(folder: Path, revision: str) -> str:
    output = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return output.decode("ascii").strip()


def merge_base(root: Path, one: str, other: str) -> str | None:
    """Return the commit at which two commits parted; None where they have none in common, or none that was fetched.

    Raises GitError.
    """
    return read_history(root, "merge-base", one, other, ok_exit_codes=1).decode("ascii").strip() or None


def sizes_of(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """Return the bytes of each blob, those of zeros left out. Raises GitError for one that is not there."""
    wanted = _wanted(blobs)
    names = "".join(f"{blob}\n" for blob in wanted).encode()
    answers = (
        read_history(root, "cat-file", "--batch-check", input=names).decode("ascii", "replace").splitlines()
    )
    sizes_by_hash = {}
    for blob, answer in zip(wanted, answers, strict=True):
        kind, size = (*answer.split(), "", "")[1:3]
        if kind != "blob":
            raise GitError(
                Words(
                    f"仓库里缺少对象 {blob[:7]}（不完整的克隆，或仓库已损坏；{ALL_OBJECTS.zh}）",
                    f"the repository lacks object {blob[:7]} (a partial clone, or damage; {ALL_OBJECTS.en})",
                )
            )
        sizes_by_hash[blob] = int(size)
    return sizes_by_hash


def _wanted(blobs: Iterable[str]) -> list[str]:
    return [blob for blob in dict.fromkeys(blobs) if set(blob) != {"0"}]


def contents(root: Path, blobs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Return the bytes of blobs, each once, in the order asked for; one of zeros is none, nor is one no file of ours could be.

    Raises GitError for one that is not there.
    """
    return bodies_of(root, sizes_of(root, blobs))


def bodies_of(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    """Yield what blobs hold, as far as a file of ours could hold it. Raises GitError."""
    wanted = [blob for blob, size in sizes.items() if size <= MAX_BYTES]
    answer = memoryview(
        read_history(root, "cat-file", "--batch", input="".join(f"{b}\n" for b in wanted).encode())
    )
    at = 0
    for blob in wanted:
        begin = at + len(f"{blob} blob {sizes[blob]}\n")
        yield blob, bytes(answer[begin : begin + sizes[blob]])
        at = begin + sizes[blob] + 1


def merge_by_lines(folder: Path, ours: Path, base: Path, theirs: Path) -> bytes:
    """git's ordinary three-way merge, with conflict markers where it has to. Raises GitError."""
    labels = ("-L", "ours", "-L", "base", "-L", "theirs")
    return run_git(folder, "merge-file", "-p", *labels, str(ours), str(base), str(theirs), ok_exit_codes=127)


def set_config(root: Path, values: Mapping[str, str]) -> None:
    """Write settings of this repository alone. Raises GitError."""
    for key, value in values.items():
        run_git(root, "config", "--local", key, value)


def unset_config(root: Path, sections: Iterable[str]) -> None:
    """Take whole sections out of this repository's settings; one that is not there is no failure."""
    for section in sections:
        with contextlib.suppress(GitError):
            run_git(root, "config", "--local", "--remove-section", section)
