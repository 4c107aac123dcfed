"""EP417 evidence-changed: a file of evidence is not the one whose digest was registered, or proves two targets under two names.

Reads every evidence file that is not the one of last time (files/digest_cache.py), so only ``validate`` runs it, not what merely shows figures.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.checks.check import Year
from edu_plan_cli.checks.evidence_missing import evidence_file, named_evidence
from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related, Rule
from edu_plan_cli.files.digests import DIGESTS, pointed_digest, read_digests
from edu_plan_cli.files.os_errors import reason
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

if TYPE_CHECKING:
    from edu_plan_cli.files.digest_cache import DigestCache

RULE = Rule(
    code="EP417",
    name="evidence-changed",
    severity="warning",
    title=Words("佐证材料变了", "evidence that changed"),
    why=Words(
        f"佐证文件的指纹（SHA-256）记在 {DIGESTS} 里；内容与记下时不同的，说明文件被换过或改过，当初的佐证可能已经不是它了。同一份文件换个名字用于两个目标的，作为提示指出。",
        f"The digest (SHA-256) of each file of evidence is kept in {DIGESTS}; one that differs was replaced or edited since, and may no longer prove what it did. One file that proves two targets under two names is a notice.",
    ),
    remedy=Words(
        "确实换过的，运行 edu-plan evidence --keep 重新登记，把 evidence.sha256 一并提交；不知道为什么变的，从 git 或备份找回原件。",
        "If it was replaced on purpose, run edu-plan evidence --keep and commit evidence.sha256 with it. If nobody knows why it changed, take the original back from git or a backup.",
    ),
    wrong="evidence/2023/验收单.pdf（登记之后换成了另一份）",
    right="evidence/2023/验收单.pdf（换过之后运行了 edu-plan evidence --keep）",
)


def check(year: Year) -> Iterator[Diagnostic]:
    """Yield evidence whose digest is not the registered one, one file under two names, and files that cannot be compared."""
    if year.root is None:
        return
    kept = read_digests(year.root)
    if not isinstance(kept, dict):
        yield from kept
        return
    seen: dict[str, tuple[str, str, Location]] = {}
    cache: DigestCache | None = None
    for target, name, location in named_evidence(year):
        if (file := evidence_file(year.root, name)) is None:
            continue
        cache = cache or _cache(year.root)
        try:
            digest = cache.digest_of(name, file)
            pointer = pointed_digest(file) is not None
        except OSError as error:
            yield _not_compared(location, name, reason(error, file))
            continue
        if kept.get(name, digest) != digest:
            yield RULE.at(
                location,
                Words(
                    f"佐证材料 {name} 的内容与登记时不同。", f"Evidence {name} is not the file registered."
                ),
                Words(
                    "确实换过的，请运行 edu-plan evidence --keep 重新登记。",
                    "If it was replaced on purpose, run edu-plan evidence --keep.",
                ),
            )
        if pointer:
            yield _pointer(location, name, kept.get(name), digest)
        other, first, where = seen.setdefault(digest, (target, name, location))
        if other != target and first != name:
            yield RULE._replace(severity="notice").at(
                location,
                Words(
                    f"{name} 与 {first} 内容相同，用作了两个目标的佐证。",
                    f"{name} and {first} are the same file, proving two targets.",
                ),
                Words("请确认没有放错。", "Make sure it is the right one."),
                Related(where, Words("先在这里用了", "first used here")),
            )
    if cache is not None:
        cache.write()


def _pointer(location: Location, name: str, kept: str | None, digest: str) -> Diagnostic:
    same = (
        Words("与登记的相同", "the registered one")
        if kept == digest
        else Words("没有登记过", "not registered")
    )
    if kept not in (None, digest):
        same = Words("与登记的不同", "not the registered one")
    return RULE._replace(severity="notice").at(
        location,
        Words(
            f"{name} 是 Git LFS 的指针，文件本身没有取来；指针里的指纹{same.zh}。",
            f"{name} is a pointer of Git LFS, the file itself was not fetched; the digest in it is {same.en}.",
        ),
        Words("要看文件本身，请运行 git lfs pull。", "To have the file itself run git lfs pull."),
    )


def _cache(root: Path) -> "DigestCache":
    """Loaded where there is evidence at all."""
    from edu_plan_cli.files.digest_cache import DigestCache

    return DigestCache(root)


def _not_compared(location: Location, name: str, why: Words) -> Diagnostic:
    return RULE._replace(severity="notice").at(
        location,
        Words(f"没有核对 {name}：{why.zh}。", f"{name} was not compared: {why.en}."),
        Words("能打开之后请再运行一次。", "Run this again when it can be opened."),
    )
