"""What commands ask of the history: a revision's commit and files, where two parted, and who changed each figure."""

from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import about, say, tell
from edu_plan_cli.presentation.waiting import waiting
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.assessment.result import TargetAssessment
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.files.git import Touches
    from edu_plan_cli.files.reading import Snapshot

READING_HISTORY = say(Words("读取历史……", "reading the history…"))  # what is said while it takes long


def needs_history(root: Path) -> None:
    """Raises Stop without git, outside a repository, or in one that git does not trust."""
    from edu_plan_cli.files.git import GitError, prefix_in_repository

    try:
        prefix_in_repository(root)
    except GitError:
        raise Stop(
            Words(
                "要看历史，需要装有 git，且项目在 git 仓库里（仓库不属于本人时 git 也会拒绝，见 git config safe.directory）。",
                "History needs git, and a project within a repository that git trusts (see git config safe.directory).",
            )
        ) from None


def held_in(root: Path, revision: str) -> "tuple[str, Snapshot]":
    """The commit a revision names, and the project as it was in it. Raises Stop."""
    commit = the_commit(root, revision)
    return commit, files_of_commit(root, commit, revision)


def the_commit(root: Path, revision: str) -> str:
    """The commit a revision names. Raises Stop, and says where the history that would have it was not fetched."""
    from edu_plan_cli.files.git import WHOLE_HISTORY, GitError, commit_of, shallow_commits

    needs_history(root)
    try:
        return commit_of(root, revision)
    except GitError:
        shallow = shallow_commits(root)
        zh, en = (f"（这是浅克隆，历史不全；{WHOLE_HISTORY.zh}）", f" (a shallow clone; {WHOLE_HISTORY.en})")
        raise Stop(
            Words(
                f"仓库里没有 {revision} 这个版本{zh if shallow else ''}。",
                f"The repository has no revision {revision}{en if shallow else ''}.",
            )
        ) from None


def files_of_commit(root: Path, commit: str, revision: str) -> "Snapshot":
    """The project as it was in a commit; ``revision`` is what people call it. Raises Stop."""
    from edu_plan_cli.files.git import GitError
    from edu_plan_cli.files.revision_files import snapshot

    try:
        held = snapshot(root, commit)
    except GitError as error:
        why = error.words
        raise Stop(
            Words(f"取不出 {revision} 的文件：{why.zh}。", f"Cannot read {revision}: {why.en}.")
        ) from None
    if isinstance(linked := held.files.get("plan"), list):
        raise Stop(about(f"{revision}:{linked[0].location.path}", linked[0].message))
    return held


def parting(root: Path, one: str, other: str, name: str) -> str:
    """The commit at which two commits parted, so that a branch is compared with what it began from.

    ``name`` is what people call the first. Says so where that is not the first commit itself. Raises Stop where too little
    of the history was fetched to know.
    """
    from edu_plan_cli.files.git import WHOLE_HISTORY, GitError, merge_base, shallow_commits

    try:
        base = one if one == other else merge_base(root, one, other)
    except GitError as error:
        zh, en = error.words
        raise Stop(Words(f"读不了历史：{zh}。", f"Cannot read the history: {en}.")) from None
    zh, en = WHOLE_HISTORY
    if base is None and shallow_commits(root):
        raise Stop(
            Words(
                f"这是浅克隆，找不到与 {name} 的分叉处；{zh}。",
                f"In this shallow clone it cannot be told where {name} parted; {en}.",
            )
        )
    if base is None:
        tell(
            Words(
                f"与 {name} 没有共同的历史，直接相比。",
                f"No history in common with {name}: compared as it is.",
            )
        )
        return one
    if base != one:
        tell(
            Words(
                f"与 {name} 分叉处的 {base[:7]} 相比；分叉之后 {name} 上的改动不算在内。",
                f"Compared with {base[:7]}, where {name} parted; what {name} changed since is left aside.",
            )
        )
    return base


def tell_shallow(root: Path) -> None:
    """Say, in a shallow clone, that who made earlier changes is not known, and how to fetch the rest."""
    from edu_plan_cli.files.git import WHOLE_HISTORY, shallow_commits

    if shallow_commits(root):
        zh, en = WHOLE_HISTORY
        tell(
            Words(
                f"这是浅克隆，历史不全，更早是谁改的、何时改的查不出来；{zh}。",
                f"This clone is shallow: who made earlier changes, and when, is not known; {en}.",
            )
        )


def touched(opened: "Opened", shown: "list[TargetAssessment]") -> "Touches":
    """Who last changed each figure shown, by its place; nothing without git. What cannot be known is said."""
    from edu_plan_cli.files.git import GitError, commit_of

    root = opened.project.root
    try:
        commit_of(root, "HEAD")
    except GitError:  # no git, no repository, or one without a commit yet
        return {}
    from edu_plan_cli.features.history.authorship import authorship

    told = [reported for found in shown for reported in (*found.history, *found.updates)]
    entries = [entry for r in told for entry in (r.entry, r.replaced) if entry]
    nodes = {id(entry.node) for entry in entries}
    targets = {entry.target for entry in entries}
    reports = (*opened.checked.reports, *opened.checked.updates)
    try:
        with waiting(READING_HISTORY):
            touches = authorship(root, opened.commit, reports, nodes, targets)
    except GitError as error:
        zh, en = error.words
        tell(Words(f"查不出每个数是谁改的：{zh}。", f"Who changed each figure cannot be told: {en}."))
        return {}
    tell_shallow(root)
    return touches
