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
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from edu_plan_cli.diagnostics.diagnostic import Diagnostic
from edu_plan_cli.files import file_rules
from edu_plan_cli.files.programs import find_program
from edu_plan_cli.files.project_folder import YAML
from edu_plan_cli.files.reading import (
    MAX_BYTES,
    Snapshot,
    SourceFile,
    folded,
    read_bytes,
    safe_name,
    source_of,
)
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
_HASHES = (40, 64)  # digits of a full hash: SHA-1, SHA-256
_LINK, _SUBMODULE = b"120000", b"160000"
_PARTS = ("plan", "reports")


class GitError(Exception):
    """Say why git gave no answer; as a person is told it, where that is known, else as git's one line."""

    def __init__(self, reason: str | Words) -> None:
        self.words: Words = reason if isinstance(reason, Words) else Words(reason, reason)
        super().__init__(self.words.en)


class Touched(NamedTuple):
    """Say who last touched a line."""

    commit: str
    author: str
    day: str


Touches = Mapping[tuple[str, int], Touched]  # by path and line; a line not committed yet is missing


class _History(NamedTuple):
    """The bare repository of ours, and where in the tree of a commit the project lies: "" or "folder/"."""

    environment: dict[str, str]
    prefix: str


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
        "--show-prefix",
    )  # fmt: skip
    form, objects, shallow, prefix = asked.split(b"\n", 3)
    try:
        environment = _closed(root / os.fsdecode(objects), root / os.fsdecode(shallow), form)
    except OSError as error:  # no room for a folder of a few hundred bytes
        raise GitError(str(error)) from error
    return _History(environment, os.fsdecode(prefix.rstrip(b"\n")))


def _closed(objects: Path, shallow: Path, form: bytes) -> dict[str, str]:
    """Return the environment git works in, and its folder: a bare repository with other people's objects and nothing else of theirs."""
    ours = tempfile.TemporaryDirectory(prefix="edu-plan-git-")
    atexit.register(ours.cleanup)
    folder = Path(ours.name)
    (folder / "refs").mkdir()
    (folder / "HEAD").write_text("ref: refs/heads/none\n", encoding="ascii")
    version, extension = (1, "[extensions]\n\tobjectFormat = sha256\n") if form == b"sha256" else (0, "")
    config = f"[core]\n\trepositoryFormatVersion = {version}\n\tbare = true\n{extension}"
    (folder / "config").write_text(config, encoding="ascii")
    if isinstance(cut_off := read_bytes(shallow.parent, shallow), bytes):
        (folder / "shallow").write_bytes(cut_off)
    return {
        "GIT_DIR": str(folder),
        "GIT_OBJECT_DIRECTORY": str(objects),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": str(folder / "none"),
        "GIT_ATTR_NOSYSTEM": "1",
        "HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }


def _read(root: Path, *arguments: str, input: bytes = b"") -> bytes:
    """git's answer about history alone, by full hashes."""
    history = _history(root)
    return run_git(Path(history.environment["GIT_DIR"]), *arguments, input=input, extra=history.environment)


def repository_of(folder: Path) -> Path | None:
    """Return the top of the repository a folder lies in, or None."""
    try:
        return Path(os.fsdecode(run_git(folder, "rev-parse", "--show-toplevel").rstrip(b"\n"))).resolve()
    except GitError:
        return None


def commit_of(folder: Path, revision: str) -> str:
    """Return the full hash a revision names. Whatever is typed is a revision, never an option. Raises GitError."""
    if revision.startswith("-"):
        raise GitError(f"not a revision: {revision}")
    output = run_git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    return output.decode("ascii").strip()


def snapshot(root: Path, commit: str) -> Snapshot:
    """Return the project's plans, reports and words as they were in a commit. Raises GitError.

    Texts, and no folder: whatever a commit calls its files, nothing is written anywhere. Links and submodules are not
    followed, names that meet on some disk (in another case, say) are refused, and each is named.
    """
    prefix = _history(root).prefix
    asked = [f"{prefix}{part}" for part in (*_PARTS, "words.yaml")]
    listed = _read(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *asked)
    files: dict[str, SourceFile | list[Diagnostic]] = {}
    blobs: list[tuple[str, str]] = []
    names: Counter[str] = Counter()
    others: list[str] = []
    for entry in listed.split(b"\0"):
        head, _, written = entry.partition(b"\t")
        if not written:
            continue
        mode, _, digest = head.split()
        name = safe_name(written[len(os.fsencode(prefix)) :].decode("utf-8", "surrogateescape"))
        if mode in (_LINK, _SUBMODULE):
            if (
                name.endswith(YAML) or "." not in name.rpartition("/")[2]
            ):  # what could stand for a file or a folder
                files[name] = [file_rules.not_followed(Location(name), is_link=mode == _LINK)]
        elif name.endswith(YAML):
            blobs.append((name, digest.decode("ascii")))
        else:
            others.append(name)
            continue
        names[folded(name)] += 1
    sizes = _sizes(root, (blob for _, blob in blobs))
    bodies = dict(_bodies(root, sizes))
    for name, blob in blobs:
        if names[folded(name)] > 1:
            files[name] = [file_rules.same_name(Location(name))]
        elif blob in bodies:
            files[name] = source_of(name, bodies[blob])
        else:
            files[name] = [file_rules.too_big(Location(name), sizes[blob], MAX_BYTES)]
    return Snapshot(files, tuple(others))


def blame(root: Path, path: str, commit: str, *, as_it_lies: bool) -> dict[int, Touched]:
    """Return who last touched each line of a file: as it was in a commit (a full hash), or as it lies in the folder.

    Lines not committed yet are missing from the answer. What lies in the folder is never handed to git, which would run
    the filters a repository configures: its lines are matched with those of the commit here.
    """
    try:
        inside = f"{_history(root).prefix}{path}"
        committed = _porcelain(
            _read(root, "blame", "--no-textconv", "--line-porcelain", commit, "--", inside)
        )
        if not as_it_lies:
            return committed
        old = _read(root, "cat-file", "blob", f"{commit}:{inside}").splitlines()
    except GitError:
        return {}
    lying = read_bytes(root, root / path)
    if not isinstance(lying, bytes):
        return {}
    new = lying.splitlines()
    if old == new:
        return committed
    from difflib import SequenceMatcher

    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    pairs = ((block.a + n + 1, block.b + n + 1) for block in blocks for n in range(block.size))
    return {now: committed[then] for then, now in pairs if then in committed}


def _porcelain(answer: bytes) -> dict[int, Touched]:
    touched: dict[int, Touched] = {}
    commit, line, author, day = "", 0, "", ""
    for text in answer.decode("utf-8", "replace").split("\n"):
        word, _, rest = text.partition(" ")
        if len(word) in _HASHES and not text.startswith("\t"):
            commit, line = word, int(rest.split()[1])
        elif word == "author":
            author = rest
        elif word == "author-time":
            day = _day(rest)
        elif text.startswith("\t") and set(commit) != {"0"}:
            touched[line] = Touched(commit, author, day)
    return touched


def _day(seconds: str) -> str:
    """Return the day in China; empty where a commit names a moment that cannot be."""
    from datetime import UTC, datetime

    from edu_plan_cli.values.china_time import CHINA_TIME

    try:
        return str(datetime.fromtimestamp(int(seconds), UTC).astimezone(CHINA_TIME).date())
    except (ValueError, OverflowError, OSError):
        return ""


class Revised(NamedTuple):
    """One commit that changed plans or reports: each file's content before and after, by path (empty: not there)."""

    commit: str
    author: str
    day: str
    subject: str
    files: dict[str, tuple[str, str]]  # path: blob before, blob after; all zeros where there is none


def revisions(root: Path) -> list[Revised]:
    """Return every commit that touched the project's plans and reports, the newest first. Merges bring nothing of their own.

    Raises GitError.
    """
    prefix = _history(root).prefix
    try:
        head = commit_of(root, "HEAD")
    except GitError:
        raise GitError(Words("这个仓库还没有提交过", "nothing has been committed yet")) from None
    log = _read(
        root, "log", "--format=%H%x00%an%x00%at%x00%s%x00", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff",
        "--no-textconv", *([f"--relative={prefix}"] if prefix else []), "-z", head,
        "--", *(f"{prefix}{part}" for part in _PARTS),
    )  # fmt: skip
    # No name, subject or path can hold NUL; a record of a file begins with a colon, a hash never does.
    tokens = iter(log.decode("utf-8", "replace").split("\0"))
    revised: list[Revised] = []
    for token in tokens:
        if (word := token.lstrip("\n")).startswith(":"):
            _, _, before, after, _ = word.split()
            revised[-1].files[next(tokens)] = (before, after)
        elif word:
            author, seconds, subject = next(tokens), next(tokens), next(tokens)
            revised.append(Revised(word, author, _day(seconds), subject, {}))
    return revised


def _sizes(root: Path, blobs: Iterable[str]) -> dict[str, int]:
    """Bytes of each blob. Raises GitError for one that is not there."""
    wanted = _wanted(blobs)
    names = "".join(f"{blob}\n" for blob in wanted).encode()
    answers = _read(root, "cat-file", "--batch-check", input=names).decode("ascii", "replace").splitlines()
    sizes_by_hash = {}
    for blob, answer in zip(wanted, answers, strict=True):
        kind, size = (*answer.split(), "", "")[1:3]
        if kind != "blob":
            raise GitError(
                Words(
                    f"仓库里缺少对象 {blob[:7]}（不完整的克隆，或仓库已损坏）",
                    f"the repository lacks object {blob[:7]} (a partial clone, or damage)",
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
    return _bodies(root, _sizes(root, blobs))


def _bodies(root: Path, sizes: Mapping[str, int]) -> Iterator[tuple[str, bytes]]:
    wanted = [blob for blob, size in sizes.items() if size <= MAX_BYTES]
    answer = memoryview(_read(root, "cat-file", "--batch", input="".join(f"{b}\n" for b in wanted).encode()))
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
